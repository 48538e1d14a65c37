"""What the checks and the page of one record are told of the rest of the site: what it names, and nothing else.

So the page of a record is a function of three things: its file, this scope, and what all records share. Where the
three are the same as last time, so is the page, and the record is not even read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from msgspec import Struct

from gongkai.catalog.addresses import Addresses
from gongkai.catalog.clocks import PUBLISHED, is_told, runs_of
from gongkai.catalog.files import is_publishable, public_file
from gongkai.catalog.index import Catalog
from gongkai.catalog.lines import Line, Lines
from gongkai.catalog.public import Entry, PublicCatalog, RelatedEntries, make_public, why_hidden
from gongkai.catalog.relations import Edges, relations_of
from gongkai.model.content import Content
from gongkai.model.header import Header
from gongkai.model.relations import RELATIONS


class Scope(Struct, frozen=True, array_like=True, gc=False):
    """`others` are the public records that this one names or is bound to."""

    entry: Entry | None = None
    """The record itself as lists know it; None where it is not public."""
    others: tuple[Entry, ...] = ()
    relations: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Headings, and the ids under each."""
    lines: tuple[Line, ...] = ()
    older: tuple[tuple[str, str], ...] = ()
    """The public documents that it replaces or amends, each with the digest of its file: their texts are compared."""
    hidden: tuple[tuple[str, str, str], ...] = ()
    """Records that it names and that are not public: id, path, and why."""
    unreadable: tuple[str, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    """Ids that there are not, each with one that may be meant, or ""."""
    anchors: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The headings of records to a heading of which the record links."""
    files: tuple[tuple[str, int, str], ...] = ()
    """Path, size in bytes and digest of the files that are there of those it names; no digest of a kind that never goes out."""
    explained: tuple[str, ...] = ()
    """Of an interpretation: the files of what it interprets, wherever that is declared."""
    today: str = ""
    """The day, where the record gives a later one as that of its last change."""
    lapsed: tuple[str, ...] = ()
    """The last days of those of its waivers that have run out."""
    late: tuple[tuple[str, str, str, str, str], ...] = ()
    """Clocks that it did not keep: code, how it stands, due, done, and the field that stops it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What scopes are cut from. `digests` is asked for files that go out, `headings` for the anchors of a record."""

    catalog: Catalog
    by_id: Mapping[str, Entry]
    edges: Edges
    lines: Lines
    digests: Mapping[str, str]
    headings: Callable[[str], tuple[str, ...]]
    today: date


def scope_of(around: Surroundings, header: Header) -> Scope:
    """The scope of one record."""
    catalog, by_id = around.catalog, around.by_id
    entry = by_id.get(header.id)
    needs = catalog.needs[header.id]
    relations = relations_of(around.edges, by_id, header.id)
    lines = around.lines.of(header.id) if entry else ()
    named = {*needs.records, *(i for ids in relations.values() for i in ids)}
    named |= {i for line in lines for i in (line.subject, *line.records)}
    absent = [i for i in needs.records if i not in catalog.headers and i not in catalog.unreadable]
    return Scope(
        entry=entry,
        others=tuple(by_id[i] for i in sorted(named) if i in by_id and i != header.id),
        relations=tuple((title, tuple(ids)) for title, ids in relations.items()),
        lines=lines,
        older=_older(around, header) if entry else (),
        hidden=tuple(
            (i, hidden.path, why_hidden(hidden, around.today))
            for i in needs.records
            if (hidden := catalog.headers.get(i)) and i not in by_id
        ),
        unreadable=tuple(i for i in needs.records if i in catalog.unreadable),
        missing=tuple((i, _near(catalog, i)) for i in absent),
        anchors=tuple((i, around.headings(i)) for i in needs.anchors if i in catalog.headers),
        files=tuple(
            (path, catalog.files[path], around.digests[path] if is_publishable(path) else "")
            for path in sorted(needs.files)
            if path in catalog.files
        ),
        explained=_explained(around, header) if header.kind == "interpretations" else (),
        today=around.today.isoformat() if header.modified[:10] > around.today.isoformat() else "",
        lapsed=tuple(day for day in header.waived_until if day < around.today.isoformat()),
        late=tuple(_late(around, header, entry)),
    )


def _late(
    around: Surroundings, header: Header, entry: Entry | None
) -> Iterator[tuple[str, str, str, str, str]]:
    """What is to be told of the clocks of a record. An interpretation that came late is told, not what it interprets."""
    content, today = around.catalog.content, around.today
    clocks = content.deadlines.clocks
    if entry is None or any(is_told(clocks[c].kind, due, done, today) for c, _, due, done in entry.clocks):
        for run in runs_of(content, header, today):
            at = next((each for each in entry.clocks if each[:2] == run[:2]), run[:4]) if entry else run[:4]
            code, _, due, done = at
            told = is_told(clocks[code].kind, due, done, today)
            if told and not (code == "C06" and done):
                yield code, told, due, done, run.place
    if entry and header.kind == "interpretations":
        for edge in around.edges.get(header.id, ()):
            other = around.by_id.get(edge.target)
            if other and edge.name == "interprets" and edge.source == header.id:
                for code, _, due, done in other.clocks:
                    told = is_told(clocks[code].kind, due, done, today)
                    if code == "C06" and done == entry.published and told:
                        yield code, told, due, done, PUBLISHED


_NEWER = frozenset(RELATIONS[name].there for name in ("replaces", "amends"))


def is_compared(scope: Scope) -> bool:
    """Whether a page shows the text of a record beside that of another version."""
    return bool(scope.older) or any(title in _NEWER for title, _ in scope.relations)


def _older(around: Surroundings, header: Header) -> tuple[tuple[str, str], ...]:
    found = {
        edge.target
        for edge in around.edges.get(header.id, ())
        if edge.name in ("replaces", "amends") and edge.source == header.id and edge.target in around.by_id
    }
    return tuple((i, around.catalog.headers[i].digest) for i in sorted(found))


def _explained(around: Surroundings, header: Header) -> tuple[str, ...]:
    headers = around.catalog.headers
    found = (
        headers[edge.target].path
        for edge in around.edges.get(header.id, ())
        if edge.name == "interprets" and edge.source == header.id and edge.target in headers
    )
    return tuple(sorted(found))


def _near(catalog: Catalog, missing: str) -> str:
    """Only ids of the same unit and kind are compared: there may be very many."""
    folder = "/".join(missing.split("/")[:2]) + "/"
    found = get_close_matches(missing, [i for i in catalog.headers if i.startswith(folder)], 1, 0.6)
    return found[0] if found else ""


def public_part(content: Content, addresses: Addresses, scope: Scope) -> PublicCatalog:
    """The part of the public catalog that the page of a public record is made from."""
    assert scope.entry
    entries = (scope.entry, *scope.others)
    by_id = {entry.id: entry for entry in entries}
    return make_public(
        content,
        entries,
        files={
            path: public_file(addresses, path, size, digest) for path, size, digest in scope.files if digest
        },
        relations={
            scope.entry.id: tuple(
                RelatedEntries(title, tuple(by_id[i] for i in ids)) for title, ids in scope.relations
            )
        },
        lines={scope.entry.id: scope.lines},
    )
