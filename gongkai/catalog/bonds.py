"""Clocks that another record stops: a document by its interpretation (C06), a meeting by what comes out with it (C07)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from gongkai.catalog.public import Entry, marked
from gongkai.catalog.relations import Edge, Edges
from gongkai.clocks.counting import is_after
from gongkai.clocks.deadlines import Deadlines

_UPPER = frozenset(["国家", "省级", "市级"])


def with_bonds(deadlines: Deadlines, edges: Edges, entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The entries of documents and meetings whose clocks other public records stop."""
    changed = {}
    for record_id, some in edges.items():
        entry = entries.get(record_id)
        if entry is None or entry.kind not in ("documents", "meetings"):
            continue
        bound = [edge for edge in some if edge.other(record_id) in entries and edge.via in entries]
        clocks = (_of_meeting if entry.meeting else _of_document)(deadlines, entry, bound, entries)
        if clocks != entry.clocks:
            changed[record_id] = marked(replace(entry, clocks=clocks))
    return changed


Clocks = tuple[tuple[str, str, str, str], ...]


def _of_document(
    deadlines: Deadlines, entry: Entry, bound: Iterable[Edge], entries: Mapping[str, Entry]
) -> Clocks:
    """The first interpretation counts. What came from above is interpreted there, unless it is said to be owed here."""
    days = [entries[e.source].published for e in bound if e.name == "interprets" and e.target == entry.id]
    is_owed = any(code == "C06" for code, *_ in entry.clocks)
    if not days or "C06" not in deadlines.clocks or (entry.level in _UPPER and not is_owed):
        return entry.clocks
    due = deadlines.due("C06", entry.published)
    return (*_without("C06", entry), ("C06", entry.published, due, min(days)))


def _of_meeting(
    deadlines: Deadlines, entry: Entry, bound: Iterable[Edge], entries: Mapping[str, Entry]
) -> Clocks:
    """News, decisions and interpretations come out on one day: the last of them counts."""
    bound = list(bound)
    news = [entries[e.target].published for e in bound if e.loc == "news" and e.via == entry.id]
    days = [entries[e.source].published for e in bound if e.name == "interprets" and e.target == entry.id]
    start = next((start for code, start, *_ in entry.clocks if code == "C07"), min(news, default=""))
    is_announced = entry.meeting and is_after(entry.meeting.held_at, entry.published)
    if "C07" not in deadlines.clocks or is_announced or not (days or start):
        return entry.clocks
    start = start or entry.published
    done = max([entry.published, *days])
    return (*_without("C07", entry), ("C07", start, deadlines.due("C07", start), done))


def _without(code: str, entry: Entry) -> Clocks:
    return tuple(clock for clock in entry.clocks if clock[0] != code)
