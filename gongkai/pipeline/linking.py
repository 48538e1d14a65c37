"""Second stage: put all records together, by their headers, and find out which are touched by what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from gongkai.cache.records import read_entries
from gongkai.cache.signs import put
from gongkai.cache.store import Store
from gongkai.catalog.addresses import Addresses
from gongkai.catalog.bonds import with_bonds
from gongkai.catalog.files import public_file, public_file_paths
from gongkai.catalog.gone import gone_on
from gongkai.catalog.headers import anchors_of
from gongkai.catalog.index import Catalog, build_catalog
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
from gongkai.catalog.relations import Edges, bind, index_edges, with_headers
from gongkai.catalog.scope import Surroundings
from gongkai.content.tree import partition_of
from gongkai.pipeline.past import Past
from gongkai.pipeline.reading import Read, ReadPartition, get_memo, read_again, recall


@dataclass(frozen=True, slots=True)
class Linked:
    """All records together. `entries` names the blob of the public ones of each partition."""

    catalog: Catalog
    public: PublicCatalog
    around: Surroundings
    entries: Mapping[str, str]
    touched: frozenset[str]
    """The records that what changed can reach."""


def link_all(
    root: Path, store: Store, read: Read, past: Past, today: date, *, all_touched: bool = False
) -> Linked:
    """Put the records of all partitions together; with `all_touched` what changed can reach every one."""
    assert read.content
    content, states = read.content, [state for p in read.partitions for state in p.records]
    units = content.units
    catalog = build_catalog(
        content,
        ((s.header, s.needs) for s in states if s.header and s.header.unit in units),
        (s.id for s in states if not s.header or s.header.unit not in units),
        {f"content/{sign.path}": sign.size for sign in read.other_signs},
    )
    is_same = bool(past.root and past.root.shared == read.shared and past.root.today == today.isoformat())
    entries, blobs = _all_entries(store, catalog, read, past if is_same else Past(), today)
    by_id = {entry.id: entry for entry in entries}
    edges = index_edges(catalog.headers.values())
    changed = with_validity(catalog, edges, by_id, today)
    by_id |= changed
    paced = with_bonds(content.deadlines, edges, by_id)
    if changed or paced:
        by_id |= paced
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
    )
    lines = Lines(edges, catalog.headers, by_id.keys(), today.isoformat())
    bound = bind(edges, by_id)
    around = Surroundings(catalog, by_id, edges, bound, lines, digests, _headings(root, store, read), today)
    is_local = is_same and past.is_site_known and not past.shards and not all_touched
    touched = _touched(catalog, edges, read, past) if is_local else catalog.headers.keys()
    return Linked(catalog, public, around, blobs, frozenset(touched))


def _all_entries(
    store: Store, catalog: Catalog, read: Read, past: Past, today: date
) -> tuple[tuple[Entry, ...], dict[str, str]]:
    """The public records, newest first, and the names of their blobs by partition."""
    entries: list[Entry] = []
    blobs: dict[str, str] = {}
    for partition in read.partitions:
        known = past.root.partitions.get(partition.name) if past.root and not partition.changed else None
        found = read_entries(store, known.entries) if known else None
        if known is None or found is None:
            found = _entries_of(catalog, partition, today)
            blobs[partition.name] = put(store, found)
        else:
            blobs[partition.name] = known.entries
        entries += found
    entries.sort(key=lambda entry: entry.id)
    entries.sort(key=lambda entry: entry.published, reverse=True)
    return tuple(entries), blobs


def _entries_of(catalog: Catalog, partition: ReadPartition, today: date) -> tuple[Entry, ...]:
    content = catalog.content
    return tuple(
        make_entry(content, state.header, today)
        for state in partition.records
        if state.header and state.id in catalog.headers and is_public(content, state.header, today)
    )


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
    old = [s.header for p in read.partitions for s in p.former if s.header and s.id in changed]
    relations = (edges, with_headers(edges, new, old)) if changed else ()
    different = changed.union(*(revalued(some, changed) for some in relations))
    touched = different.union(*(concerned(some, different) for some in relations))
    for record_id, needs in catalog.needs.items():
        if not different.isdisjoint(needs.records) or (files and not files.isdisjoint(needs.files)):
            touched.add(record_id)
    return touched & catalog.headers.keys()
