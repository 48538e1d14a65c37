"""A: no link rots. What is taken back says why; what moved leads on; what was published is not forgotten."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from gongkai.catalog.addresses import FIXED_PAGES, old_pages, read_alias
from gongkai.catalog.gone import Gone
from gongkai.catalog.public import why_hidden
from gongkai.catalog.published import Published
from gongkai.findings import Finding, Location
from gongkai.model.content import Content
from gongkai.model.header import Header
from gongkai.model.record import TEMPLATE_TITLE, Record


def check_withdrawal(record: Record) -> Iterator[Finding]:
    """Who takes back a record says when and why, and does not tell with it what was taken back."""
    fields = record.fields
    on, reason = fields.withdrawn_on, fields.withdrawn_reason
    if on and not reason:
        yield Finding("A101", Location(record.path, field=("withdrawn_on",)))
    if reason and not on:
        yield Finding("A102", Location(record.path, field=("withdrawn_reason",)))
    if on and on < fields.published.date():
        words = {"early": f"{on}", "late": f"{fields.published:%Y-%m-%d}"}
        yield Finding("A103", Location(record.path, field=("withdrawn_on",)), words)
    told = (record.title, getattr(fields, "party", None), fields.document_number)
    if reason and any(word and word in reason for word in told if word != TEMPLATE_TITLE):
        yield Finding("A104", Location(record.path, field=("withdrawn_reason",)))


@dataclass(frozen=True, slots=True)
class Now:
    """What there is: `headers` of all valid records, the `public` ones among them, files that could not be read."""

    content: Content
    headers: Mapping[str, Header]
    public: Collection[str]
    unreadable: Collection[str]
    gone: Collection[Gone]
    today: date


def check_published(now: Now, published: Published) -> Iterator[Finding]:
    """What was published exists, leads on, or says that it was taken back, and why; and it is still the same."""
    shown = {*now.public, *(each.id for each in now.gone), *now.unreadable}
    leading = {record_id for each in now.gone for record_id in each.old_ids}
    leading |= {i for name in now.public for alias in now.headers[name].aliases if (i := read_alias(alias))}
    fresh = [now.headers[name] for name in sorted(now.public) if name not in published.records]
    for record_id in sorted(published.records - shown - leading):
        if record_id in now.headers:
            yield _hidden(now, now.headers[record_id])
        else:
            yield _lost(published, record_id, fresh)
    for record_id in sorted(now.public & published.known.keys()):
        before, header = published.known[record_id], now.headers[record_id]
        if _is_another(before, header):
            words = {"value": _address(record_id), "day": before.published[:10]}
            yield Finding("A113", Location(header.path, field=("title",)), words)
    yield from _lost_pages(now.content, published)


def _hidden(now: Now, header: Header) -> Finding:
    words = {"value": _address(header.id), "reason": why_hidden(header, now.today)}
    return Finding("A112", Location(header.path, field=("title",)), words)


def _lost(published: Published, record_id: str, fresh: Sequence[Header]) -> Finding:
    """Gone without a trace; the record that it most likely became is named, with the line that it lacks."""
    address = _address(record_id)
    found = successor(record_id, published.header(record_id), fresh)
    if found is None:
        unit, kind, year, name = record_id.split("/")
        return Finding("A111", Location(f"content/units/{unit}/{kind}/{year}/{name}.md"), {"value": address})
    aliases = ", ".join((*found.aliases, address))
    words = {
        "value": address,
        "name": found.path,
        "line": f"旧地址: [{aliases}]",
        "id": found.id,
        "old": record_id,
    }
    return Finding("A114", Location(found.path, field=("title",)), words)


def successor(record_id: str, before: Header | None, fresh: Sequence[Header]) -> Header | None:
    """The record that another most likely became: of the same bytes, of the same title, or of a name much like it."""
    if before:
        for same in (
            lambda header: header.digest == before.digest,
            lambda header: header.title == before.title and header.published == before.published,
            lambda header: header.title == before.title and header.kind == before.kind,
            lambda header: bool(before.index_number) and header.index_number == before.index_number,
        ):
            if found := next(filter(same, fresh), None):
                return found
    folder, _, name = record_id.rpartition("/")
    names = {header.id.rpartition("/")[2]: header for header in reversed(fresh)}
    beside = [stem for stem, header in names.items() if header.id.rpartition("/")[0] == folder]
    near = [name] if name in names else get_close_matches(name, beside, 1, 0.8)
    return names[near[0]] if near else None


def _is_another(before: Header, now: Header) -> bool:
    """Titles are corrected, dates too; where nothing at all is left, it is another record."""
    numbers = ((before.index_number, now.index_number), (before.document_number, now.document_number))
    return (
        before.title != now.title
        and before.published != now.published
        and not any(old and old == new for old, new in numbers)
    )


def _lost_pages(content: Content, published: Published) -> Iterator[Finding]:
    there = {old.path for old in old_pages(content.units.values(), content.pages, content.campaigns)}
    there |= _pages(content).keys()
    for path in sorted(published.pages - there):
        yield Finding("A115", Location(_source(path)), {"value": f"/{path}"})


def _source(path: str) -> str:
    first, _, rest = path.strip("/").partition("/")
    if first == "units":
        return f"content/units/{rest}/unit.yaml"
    return f"content/topics/{rest}.md" if first == "topics" else f"content/pages/{path.strip('/')}.md"


def _address(record_id: str) -> str:
    return f"/units/{record_id}/"


def _pages(content: Content) -> dict[str, str]:
    """The pages that are no records, with their files."""
    fixed = {f"{path.strip('/')}/": "gongkai" for path in FIXED_PAGES}
    units = {f"units/{unit.id}/": unit.path for unit in content.units.values()}
    pages = {f"{page.id}/": page.path for page in content.pages}
    return fixed | units | pages | {f"topics/{page.id}/": page.path for page in content.campaigns}


def check_old_pages(content: Content) -> Iterator[Finding]:
    """An old address of a unit, a page or a campaign has the form of one, is nobody's now, and leads to one place."""
    taken = _pages(content)
    for old in old_pages(content.units.values(), content.pages, content.campaigns):
        place = Location(old.source, field=("aliases", old.index))
        if not old.path:
            yield Finding("A121", place, {"value": old.alias})
        elif old.path in taken:
            yield Finding("A122", place, {"value": old.alias, "other": taken[old.path]})
        else:
            taken[old.path] = old.source
