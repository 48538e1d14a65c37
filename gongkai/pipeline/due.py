"""What is due, over all records: those that are public, those still written, and the withheld ones without their titles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Executor
from datetime import date
from pathlib import Path

from gongkai.cache.signs import Root, read_root
from gongkai.cache.store import CACHE, LostError, Store
from gongkai.catalog.clocks import runs_of
from gongkai.catalog.index import Catalog
from gongkai.catalog.owed import owed
from gongkai.catalog.public import Entry
from gongkai.clocks.timing import Timing, state_of
from gongkai.content.places import locate
from gongkai.findings import Finding, in_order
from gongkai.model.header import Header
from gongkai.model.record import PROACTIVE
from gongkai.pipeline.linking import Linked, link_all
from gongkai.pipeline.listing import list_content
from gongkai.pipeline.past import Past
from gongkai.pipeline.reading import read_all
from gongkai.reports.due import DueList, due_list


def what_is_due(
    root: Path, today: date, days: int, units: Collection[str], executor: Executor
) -> DueList | tuple[Finding, ...]:
    """What is overdue and due within some days; findings instead where the content could not be read at all."""
    linked = link_project(root, today, executor)
    if not isinstance(linked, Linked):
        return linked
    catalog, content = linked.catalog, linked.catalog.content
    return due_list(
        content.config,
        content.units,
        content.deadlines.clocks,
        all_timings(catalog, linked.around.by_id, today),
        {name: header.path for name, header in catalog.headers.items()},
        today,
        days,
        units,
    )


def link_project(root: Path, today: date, executor: Executor) -> Linked | tuple[Finding, ...]:
    """All records together, without a check; findings instead where the content could not be read at all."""
    store = Store(root / CACHE)
    try:
        return _link(root, store, read_root(store.newest()), today, executor)
    except LostError:
        store.clear()
        return _link(root, store, None, today, executor)


def _link(
    root: Path, store: Store, before: Root | None, today: date, executor: Executor
) -> Linked | tuple[Finding, ...]:
    read = read_all(root, store, list_content(root, store), before, executor)
    if read.content is None:
        return tuple(in_order(locate(root, read.findings)))
    return link_all(root, store, read, Past(before, is_site_known=False), today)


def all_timings(catalog: Catalog, by_id: Mapping[str, Entry], today: date) -> Iterator[Timing]:
    """The clocks of every record, public or not, of units and of columns."""
    deadlines = catalog.content.deadlines
    for header in catalog.headers.values():
        entry = by_id.get(header.id)
        clocks = entry.clocks if entry else [run[:4] for run in runs_of(catalog.content, header, today)]
        for code, start, due, done in clocks:
            state = state_of(deadlines.clocks[code].kind, due, done, today)
            yield Timing(header.unit, header.id, _title(catalog, header), code, start, due, done, state)
    entries = sorted(by_id.values(), key=lambda entry: entry.published, reverse=True)
    yield from owed(deadlines, catalog.content.units, entries, today)


def _title(catalog: Catalog, header: Header) -> str:
    """Nothing of what is not for everybody."""
    items = catalog.content.standard.items
    is_for_all = all(items[name].is_public for name in header.items if name in items)
    return header.title if header.disclosure == PROACTIVE and is_for_all else ""
