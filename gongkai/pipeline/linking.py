"""Second stage: put all records together, by their headers, and find out which are touched by what changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from gongkai.cache.held import Held, headers_in, needs_in
from gongkai.cache.records import put_entries, read_entries, read_records
from gongkai.cache.store import Store
from gongkai.catalog.absences import absences_on
from gongkai.catalog.addresses import Addresses
from gongkai.catalog.bonds import with_bonds
from gongkai.catalog.facts import explained_in
from gongkai.catalog.files import public_file, public_file_paths
from gongkai.catalog.gone import gone_on
from gongkai.catalog.headers import anchors_of
from gongkai.catalog.index import Catalog
from gongkai.catalog.lines import Lines, concerned, revalued
from gongkai.catalog.public import (
    Entry,
    PublicCatalog,
    aliases_of,
    is_public,
    make_entry,
    make_public,
    on_request_of,
    with_validity,
)
from gongkai.catalog.relations import Edges, index_edges, with_headers
from gongkai.catalog.scope import Surroundings
from gongkai.content.tree import partition_of, unit_of
from gongkai.model.content import Content
from gongkai.pipeline.past import Past
from gongkai.pipeline.reading import Read, get_memo, read_again, recall


@dataclass(frozen=True, slots=True)
class Linked:
    """All records together. `entries` names the blob of the public ones of each partition, as each partition has them.

    `changed` are those that other records leave in another state.
    """

    catalog: Catalog
    held: Held
    public: PublicCatalog
    around: Surroundings
    entries: Mapping[str, str]
    changed: tuple[Entry, ...]
    touched: Collection[str] | None
    """The records that what changed can reach; None where that may be all."""


def link_all(
    root: Path, store: Store, read: Read, past: Past, today: date, *, all_touched: bool = False
) -> Linked:
    """Put the records of all partitions together; with `all_touched` what changed can reach every one."""
    assert read.content
    content, held = read.content, _hold(store, read)
    catalog = Catalog(
        content,
        headers_in(held),
        needs_in(held),
        frozenset(_unreadable(store, read)),
        {f"content/{sign.path}": sign.size for sign in read.other_signs},
    )
    is_same = bool(past.root and past.root.shared == read.shared and past.root.today == today.isoformat())
    blobs = dict(_entries(store, content, held, read, past if is_same else Past(), today))
    entries = read_entries(store, blobs.values())
    by_id = {entry.id: entry for entry in entries}
    edges = index_edges(catalog.headers.values())
    changed = with_validity(catalog, edges, by_id, today)
    by_id |= changed
    if changed := changed | with_bonds(content.deadlines, edges, by_id):
        by_id |= changed
        entries = tuple(by_id.values())
    digests = {f"content/{sign.path}": sign.digest for sign in read.other_signs}
    addresses = Addresses(content.config)
    public = make_public(
        content,
        entries,
        files={
            path: public_file(addresses, path, catalog.files[path], digests[path])
            for path in public_file_paths(catalog, by_id)
        },
        aliases=aliases_of(catalog, by_id),
        gone=gone_on(content, catalog.headers.values(), today),
        on_request=on_request_of(catalog, today),
        by_id=by_id,
        absences=absences_on(content, today),
        explained=explained_in(edges, by_id),
    )
    lines = Lines(edges, catalog.headers, by_id.keys(), today.isoformat())
    around = Surroundings(catalog, by_id, edges, lines, digests, _headings(root, store, read), today)
    is_local = is_same and past.is_site_known and not past.shards and not all_touched
    touched = _touched(catalog, edges, read, past) if is_local else None
    return Linked(catalog, held, public, around, blobs, tuple(changed.values()), touched)


def _hold(store: Store, read: Read) -> Held:
    """The valid records of the units that there are."""
    assert read.content
    known = [p for p in read.partitions if p.count and unit_of(p.name) in read.content.units]
    return Held(store, {p.name: p.records for p in known}, sum(p.count - len(p.unreadable) for p in known))


def _unreadable(store: Store, read: Read) -> Iterator[str]:
    assert read.content
    for partition in read.partitions:
        if unit_of(partition.name) in read.content.units:
            yield from partition.unreadable
        elif partition.count:
            yield from (state.id for state in read_records(store, partition.records))


def _entries(
    store: Store, content: Content, held: Held, read: Read, past: Past, today: date
) -> Iterator[tuple[str, str]]:
    """The names of the blobs of the public records by partition; they are made where it is not as it was."""
    for partition in read.partitions:
        known = past.root.partitions.get(partition.name) if past.root and partition.is_as_it_was else None
        if known and known.entries:
            yield partition.name, known.entries
            continue
        headers = [state.header for state in held.of(partition.name).values() if state.header]
        found = (make_entry(content, each, today) for each in headers if is_public(content, each, today))
        yield partition.name, put_entries(store, found)


def _headings(root: Path, store: Store, read: Read) -> Callable[[str], tuple[str, ...]]:
    """Tell the anchors of a record's text; it is looked at only where another links into it."""
    memos = {partition.name: partition.memo for partition in read.partitions}

    @cache
    def headings(record: str) -> tuple[str, ...]:
        memo = memos[partition_of(record)]
        found = recall(get_memo(store, memo), record) if memo else read_again(root, record)
        return anchors_of(found) if found else ()

    return headings


def _touched(catalog: Catalog, edges: Edges, read: Read, past: Past) -> set[str]:
    """The records that were changed, that name one or a file that was, and that are or were bound to one."""
    assert past.root
    before = {(sign.path, sign.digest) for sign in past.root.other_signs}
    now = {(sign.path, sign.digest) for sign in read.other_signs}
    files = {f"content/{path}" for path, _ in before ^ now}
    changed = read.changed
    new = [header for name in changed if (header := catalog.headers.get(name))]
    old = [state.header for each in read.partitions for state in each.former if state.header]
    relations = (edges, with_headers(edges, new, old)) if changed else ()
    different = changed.union(*(revalued(some, changed) for some in relations))
    touched = different.union(*(concerned(some, different) for some in relations))
    for record_id, needs in catalog.needs.items():
        if not different.isdisjoint(needs.records) or (files and not files.isdisjoint(needs.files)):
            touched.add(record_id)
    return touched & catalog.headers.keys()
