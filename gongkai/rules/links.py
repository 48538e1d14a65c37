"""L: links and images in texts must lead somewhere, and nowhere they should not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from gongkai.catalog.addresses import FIXED_PAGES
from gongkai.catalog.files import is_publishable
from gongkai.catalog.index import Catalog
from gongkai.catalog.links import IMAGES, PUBLISHABLE, LinkTarget, parse_link
from gongkai.catalog.public import Entry
from gongkai.catalog.scope import Scope
from gongkai.catalog.texts import SourceText, text_of_page, texts_of_record
from gongkai.content.markup import RenderedText, TextTooDeepError, render_markdown
from gongkai.content.schema import web_addresses
from gongkai.findings import Finding, Location
from gongkai.model.content import Content
from gongkai.model.record import Record


@dataclass(frozen=True, slots=True)
class _Known:
    """What links can lead to. `headings` are those of records to which a text links by heading."""

    content: Content
    public: Collection[str]
    hidden: Collection[str]
    unreadable: Collection[str]
    headings: Callable[[str], Collection[str]]
    files: Collection[str]


def check_links(content: Content, record: Record, scope: Scope) -> Iterator[Finding]:
    """Links and images in the texts of a record, and web addresses in its fields."""
    entries = (scope.entry, *scope.others) if scope.entry else scope.others
    known = _Known(
        content,
        {entry.id for entry in entries},
        {name for name, _, _ in scope.hidden},
        set(scope.unreadable),
        dict(scope.anchors).__getitem__,
        {path for path, _, _ in scope.files},
    )
    for source in texts_of_record(record):
        yield from _check_source(known, source)
    for loc, value in web_addresses(record.fields):
        if parse_link(value, "").to == "forbidden":
            yield Finding("L103", Location(record.path, field=loc), {"value": value})
        elif is_insecure(value):
            yield Finding("L108", Location(record.path, field=loc), {"value": value})


def check_page_links(
    catalog: Catalog, by_id: Mapping[str, Entry], headings: Callable[[str], Collection[str]]
) -> Iterator[Finding]:
    """Links and images in the texts of pages and campaigns."""
    content = catalog.content
    known = _Known(content, by_id, catalog.headers, catalog.unreadable, headings, catalog.files)
    for page in (*content.pages, *content.campaigns):
        yield from _check_source(known, text_of_page(page))


def _check_source(known: _Known, source: SourceText) -> Iterator[Finding]:
    try:
        rendered = render_markdown(source.text, source.title)
    except TextTooDeepError:
        yield Finding("L106", source.place(""))
        return
    yield from _check_text(known, source, rendered)


def _check_text(known: _Known, text: SourceText, rendered: RenderedText) -> Iterator[Finding]:
    for link in rendered.links:
        target = parse_link(link, text.folder)
        yield from _check_target(known, text, link, target, rendered)
    for lost in rendered.dropped:
        yield Finding(
            "L107" if lost.startswith("<") else "L103", text.place(lost.rstrip(">")), {"value": lost}
        )
    for image in rendered.images:
        target = parse_link(image.source, text.folder)
        if target.to != "file" or target.name not in known.files:
            yield Finding("F114", text.place(image.source), {"name": image.source})
        elif target.name.rpartition(".")[2].lower() not in IMAGES:
            yield Finding(
                "F115", text.place(image.source), {"name": image.source, "known": "、".join(sorted(IMAGES))}
            )
        if not image.alternative.strip():
            yield Finding("L104", text.place(image.source), {"value": image.source})


def _check_target(
    known: _Known, text: SourceText, link: str, target: LinkTarget, rendered: RenderedText
) -> Iterator[Finding]:
    place, words = text.place(link), {"value": link}
    match target.to:
        case "record":
            yield from _check_record_link(known, place, words, target)
        case "item" if target.name not in known.content.standard.items:
            yield Finding("L101", place, words)
        case "unit" if target.name not in known.content.units:
            yield Finding("L101", place, words)
        case "anchor" if target.name and target.name not in rendered.anchors:
            yield Finding("L102", place, {"page": "本页", "value": target.name})
        case "site" if not _is_page(known.content, target.name):
            yield Finding("L101", place, words)
        case "file":
            if target.name not in known.files:
                yield Finding("L101", place, words)
            elif not is_publishable(target.name):
                yield Finding("F115", place, {"name": link, "known": "、".join(sorted(PUBLISHABLE))})
        case "forbidden":
            yield Finding("L103", place, words)
        case "outside" if is_insecure(link):
            yield Finding("L108", place, words)


def is_insecure(link: str) -> bool:
    """Whether what a link leads to can be read and changed on its way."""
    return link[:7].lower() == "http://"


def _check_record_link(
    known: _Known, place: Location, words: dict[str, str], target: LinkTarget
) -> Iterator[Finding]:
    if target.name in known.public:
        if target.anchor and target.anchor not in known.headings(target.name):
            yield Finding("L102", place, {"page": target.name, "value": target.anchor})
    elif target.name in known.hidden:
        yield Finding("L105", place, words)
    elif target.name not in known.unreadable:
        yield Finding("L101", place, words)


def _is_page(content: Content, path: str) -> bool:
    """Addresses beginning with `/` may lead to the portal's fixed pages and to those of `content/pages`."""
    known = {f"/{page.id}/" for page in content.pages} | {f"/topics/{c.id}/" for c in content.campaigns}
    return path in known or path in FIXED_PAGES
