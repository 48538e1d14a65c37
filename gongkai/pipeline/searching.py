"""Fifth stage: the search index, of the documents that were collected on the way."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from pathlib import Path, PurePosixPath

from msgspec import structs

from gongkai.cache.engine import engine_digest
from gongkai.cache.records import read_documents, read_made
from gongkai.cache.shelves import by_section, change_shelves, put_shelves
from gongkai.cache.signs import IndexState, SegmentState, Shelf, Sign, put, read_rows
from gongkai.cache.store import LostError, Store, digest_of_parts
from gongkai.catalog.public import Entry, PublicCatalog
from gongkai.content.tree import partition_of, unit_of
from gongkai.executors import Serial, run
from gongkai.findings import GongkaiError
from gongkai.pipeline.job import Job
from gongkai.pipeline.order import Order
from gongkai.pipeline.rendering import Rendered
from gongkai.pipeline.writing import adopt_file
from gongkai.search import SearchEngine, SearchError
from gongkai.search.documents import IndexFiles, SearchDocument, Segment

_NEW = "search/.new"
_FOLDER = "search/index"
STABLE = ("segments",)
"""Engines that name files after their bytes."""
_BATCH = 400
"""Files that are signed, and compressed, by one task."""


@dataclass(frozen=True, slots=True)
class Documents:
    """Reads documents where the records of each partition were rendered to; travels to other processes."""

    store: Path
    blobs: Mapping[str, str]

    def rows(self, segment: Segment) -> tuple[tuple[str, str], ...]:
        rows = read_rows(Store(self.store), segment.digest)
        if rows is None:
            raise LostError
        return rows

    def read(self, segment: Segment, ids: Collection[str]) -> list[SearchDocument]:
        wanted: dict[str, set[str]] = defaultdict(set)
        for record in ids:
            wanted[partition_of(record)].add(record)
        found: dict[str, SearchDocument] = {}
        for partition, names in wanted.items():
            documents = read_documents(Store(self.store), self.blobs[partition])
            found |= {document.id: document for document in documents if document.id in names}
        if found.keys() != set(ids):
            raise LostError
        return [found[name] for name, _ in self.rows(segment) if name in found]


@dataclass(frozen=True, slots=True)
class Index:
    """`is_behind`: it is of other documents than there are now."""

    state: IndexState
    before: IndexState | None
    changes: tuple[tuple[Sign, ...], tuple[Sign, ...]] | None = ((), ())
    """The files that were written, and those that are gone or written over; None where all of it is new."""
    is_behind: bool = False


def segments_of(
    store: Store, catalog: PublicCatalog, partitions: Iterable[Rendered]
) -> tuple[SegmentState, ...]:
    """The documents of each unit and year of publishing, one unit after another."""
    rendered: dict[str, list[Rendered]] = defaultdict(list)
    for each in partitions:
        rendered[unit_of(each.name)].append(each)
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in reversed(catalog.entries):
        entries[entry.unit].append(entry)
    found = [each for unit, some in entries.items() for each in _segments(store, unit, some, rendered[unit])]
    return tuple(sorted(found, key=attrgetter("year", "unit")))


def _segments(
    store: Store, unit: str, entries: Iterable[Entry], partitions: Iterable[Rendered]
) -> Iterator[SegmentState]:
    """The segments of one unit."""
    digests = {s.id: s.document for each in partitions for s in read_made(store, each.now.made)}
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in sorted(entries, key=attrgetter("published", "id")):
        rows[entry.year].append((entry.id, digests[entry.id]))
    return (SegmentState(year, unit, len(found), put(store, found)) for year, found in rows.items())


def change_segments(
    store: Store, segments: Sequence[SegmentState], digests: Mapping[tuple[str, str], Mapping[str, str]]
) -> tuple[SegmentState, ...]:
    """The same documents with other texts; `digests` stand for these, by year and unit, and by id."""
    changed = []
    for segment in segments:
        fresh = digests.get((segment.year, segment.unit))
        if fresh:
            rows = read_rows(store, segment.rows)
            if rows is None:
                raise LostError
            found = [(name, fresh.get(name, digest)) for name, digest in rows]
            segment = structs.replace(segment, rows=put(store, found))
        changed.append(segment)
    return tuple(changed)


def _folder(engine: SearchEngine, segments: Sequence[SegmentState]) -> str:
    """Where the index lies below the site.

    Where an engine does not name its files after their bytes, the folder is named after the documents instead, so
    that browsers that still hold files of an older index never mix the two.
    """
    if engine.name in STABLE:
        return _FOLDER
    return f"{_FOLDER}.{_key(engine, segments)[:10]}"


def is_in_place(engine: SearchEngine, before: IndexState, *, with_search: bool) -> bool:
    """Whether the index stays in its folder whatever becomes of the documents, so that no page has to tell another."""
    is_stable = engine.name in STABLE
    return (before.folder == _FOLDER) == is_stable and (is_stable or not with_search)


def _key(engine: SearchEngine, segments: Sequence[SegmentState]) -> str:
    rows = (f"{segment.year} {segment.unit} {segment.rows}" for segment in segments)
    return digest_of_parts(engine_digest(), engine.name, *rows)


def make_index(
    order: Order,
    engine: SearchEngine,
    segments: Sequence[SegmentState],
    documents: Documents,
    job: Job,
    before: IndexState | None,
) -> Index:
    """Bring the index up to date, if that is asked for; one of the same documents is kept as it is."""
    if not order.with_search:
        return _left(engine, segments, before)
    key, folder = _key(engine, segments), _folder(engine, segments)
    if before and before.key == key:
        return Index(before, before)
    previous = order.site / folder if before and before.folder == folder else None
    files, moved = _write(engine, segments, documents, job, folder, previous, order.executor)
    if before is None or previous is None or files.is_new:
        sections = by_section(moved)
        new = {name: _new_shelves(order, job, paths) for name, paths in sections.items()}
        return Index(IndexState(key, folder, new), before, None)
    fresh = _adopt_all(order, job, moved)
    gone = {f"{folder}/{path}" for path in files.dropped} | set(moved)
    changed, taken = change_shelves(order.store, before.sections, fresh, gone)
    return Index(IndexState(key, folder, changed), before, (tuple(fresh), tuple(taken)))


def _left(engine: SearchEngine, segments: Sequence[SegmentState], before: IndexState | None) -> Index:
    """The index as it is; none where it is of another engine."""
    if before is None or not before.sections or (before.folder == _FOLDER) != (engine.name in STABLE):
        return Index(IndexState("", _folder(engine, segments)), before, None, is_behind=True)
    return Index(before, before, is_behind=before.key != _key(engine, segments))


def _new_shelves(order: Order, job: Job, paths: Sequence[str]) -> tuple[Shelf, ...]:
    """Sign the files of one section and put them on shelves: those of another are not in memory with them."""
    return put_shelves(order.store, _adopt_all(order, job, paths))


def _adopt_all(order: Order, job: Job, paths: Sequence[str]) -> list[Sign]:
    some = [paths[start : start + _BATCH] for start in range(0, len(paths), _BATCH)]
    executor = Serial() if len(some) < 2 else order.executor
    return [sign for adopted in run(executor, partial(_adopt, job), some) for sign in adopted]


def _write(
    engine: SearchEngine,
    segments: Sequence[SegmentState],
    documents: Documents,
    job: Job,
    folder: str,
    previous: Path | None,
    executor: Executor,
) -> tuple[IndexFiles, list[str]]:
    """Write what is new below the staging folder; returns what stays, and the paths of what is new."""
    staging = Path(job.staging)
    new = staging / _NEW
    given = [Segment(each.year, each.unit, each.count, each.rows) for each in segments]
    new.mkdir(parents=True)
    try:
        files = engine.write_index(given, documents, new, previous, executor)
    except SearchError as error:
        raise GongkaiError(
            f"搜索索引没有写成：{error}", f"the search index could not be written: {error}"
        ) from error
    moved = list(_move(new, staging, folder))
    shutil.rmtree(new)
    return files, moved


def _move(new: Path, staging: Path, folder: str) -> Iterator[str]:
    """Put new files in their place; what lay there is replaced, never written over. Folder by folder: there may be very many."""
    for here, below, names in os.walk(new):
        below.sort()
        inside = (PurePosixPath(folder) / Path(here).relative_to(new).as_posix()).as_posix()
        (staging / inside).mkdir(parents=True, exist_ok=True)
        for name in sorted(names):
            Path(here, name).replace(staging / inside / name)
            yield f"{inside}/{name}"


def _adopt(job: Job, paths: Sequence[str]) -> list[Sign]:
    return [sign for path in paths for sign in adopt_file(job, path)]
