"""Engine two, from segments to files: what changed is analysed, and only the blocks it touches are written.

The index is a function of the documents alone: built upon the last one or from nothing, it is the same byte
for byte (tested). So there are no deltas, no tombstones and nothing to tidy up later.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from heapq import merge
from itertools import chain, groupby, islice
from pathlib import Path
from typing import Any, Final

from gongkai.executors import Serial, run_in_order
from gongkai.search.analyser import traditional_table
from gongkai.search.documents import DocumentReader, IndexFiles, SearchError, Segment
from gongkai.search.facts import FACETS
from gongkai.search.segments.branches import NO_TREE, Branches, Leaf
from gongkai.search.segments.files import FORMAT, DamagedError, Shelf, document_paths, read_block, read_root
from gongkai.search.segments.numbering import BATCH_BITS, Run, document_name, number_runs
from gongkai.search.segments.rows import NO_ROWS, Named, places_of, read_rows, write_rows
from gongkai.search.segments.runs import Addition, Batch, BatchResult, Removal, division_of, run_batch
from gongkai.search.segments.tree import Division, merge_division
from gongkai.search.segments.years import write_years

AT_ONCE: Final = 32
"""So few changed documents are indexed here: to begin other processes would take longer."""

_FEW: Final = 4
"""Batches that are looked at before it is known whether all is little."""


@dataclass(frozen=True, slots=True)
class _Last:
    """What the last index held: all its runs; its root leads to the rest, which is read where something changed."""

    folder: Path
    root: Mapping[str, Any]
    runs: Sequence[Run]


@dataclass(frozen=True, slots=True)
class _New:
    """A document as it is now: its number, the name of its files, where it is found."""

    number: int
    name: str
    segment: Segment
    id: str


@dataclass(frozen=True, slots=True)
class _Change:
    """The documents whose numbers are in runs that are not as they were: then by number, now run by run.

    There may be a million of them now: they are read again where they are wanted, and not held together.
    """

    before: Mapping[int, Named]
    runs: Sequence[Run]
    reader: DocumentReader

    def now(self) -> Iterator[_New]:
        """By number."""
        for run in self.runs:
            rows = self.reader.rows(run.segment)
            if len(rows) != run.segment.count:
                where = f"{run.segment.year} {run.segment.unit}"
                raise SearchError(f"检索文档的数目不对：{where} (a segment has another number of documents)")
            for number, (document_id, digest) in zip(run.numbers, rows, strict=True):
                yield _New(number, document_name(document_id, digest), run.segment, document_id)


class SegmentsEngine:
    """Writes an index which `layouts/scripts/search/segments-engine.js` searches."""

    name = "segments"

    def write_index(
        self,
        segments: Sequence[Segment],
        reader: DocumentReader,
        target: Path,
        previous: Path | None,
        executor: Executor | None,
    ) -> IndexFiles:
        """Write what is new below `target`; a last index that is damaged is not built upon."""
        runs = number_runs(segments)
        target.mkdir(parents=True, exist_ok=True)
        if previous is not None:
            try:
                return _write(runs, reader, target, previous, executor)
            except DamagedError:
                shutil.rmtree(target)
                target.mkdir()
        return _write(runs, reader, target, None, executor)


def _write(
    runs: Sequence[Run],
    reader: DocumentReader,
    target: Path,
    previous: Path | None,
    executor: Executor | None,
) -> IndexFiles:
    last = _read_last(previous) if previous else None
    old_runs = last.runs if last else ()
    gone = _without(old_runs, runs)
    come = _without(runs, old_runs)
    if last and not gone and not come:
        return IndexFiles(is_new=False, dropped=frozenset())
    shelf = Shelf(target, previous)
    places = places_of(run.numbers for run in (*gone, *come))
    rows = read_rows(last.folder, last.root["rows"], places, shelf) if last else NO_ROWS
    before = {number: rows.documents[number] for run in gone for number in run.numbers}
    change = _Change(before, sorted(come, key=lambda run: run.start), reader)
    work = target / ".work"
    work.mkdir()
    results = _run_batches(change, shelf, work, executor)
    branches = Branches(previous, last.root["tree"] if last else NO_TREE)
    unmoved = sorted((number, each) for number, each in rows.documents.items() if number not in before)
    documents = merge(unmoved, _name_documents(change, results, shelf), key=lambda pair: pair[0])
    fresh = {result.facts: result.numbers for result in results}
    root = {
        "format": FORMAT,
        "documents": sum(run.segment.count for run in runs),
        "facets": list(FACETS.items()),
        "tree": _merge(branches, results, shelf, executor),
        "rows": write_rows(rows, documents, places, shelf),
        "years": write_years(runs, old_runs, last.root["years"] if last else (), fresh, shelf),
        "fold": shelf.put_block("".join(a + b for a, b in sorted(traditional_table().items()))),
        "segments": _write_runs(runs, shelf),
    }
    for name in ("fold", "segments"):
        if last:
            shelf.drop_block(last.root[name])
    shutil.rmtree(work)
    shelf.put_root(root)
    return IndexFiles(last is None, shelf.gone())


def _without(runs: Iterable[Run], others: Iterable[Run]) -> list[Run]:
    known = set(others)
    return [run for run in runs if run not in known]


def _write_runs(runs: Iterable[Run], shelf: Shelf) -> str:
    """Put what the next build is to know of the segments; it is for no browser."""
    segments = (run.segment for run in runs)
    return shelf.put_block([[each.year, each.unit, each.count, each.digest] for each in segments])


def _read_last(previous: Path) -> _Last:
    root = read_root(previous)
    segments = [Segment(*each) for each in read_block(previous, root["segments"])]
    return _Last(previous, root, number_runs(segments))


def _run_batches(change: _Change, shelf: Shelf, work: Path, executor: Executor | None) -> list[BatchResult]:
    """Analyse every number whose document is another one than before."""
    batches = _batches(change, shelf, work)
    first = list(islice(batches, _FEW))
    few = len(first) < _FEW and sum(len(b.additions) + len(b.removals) for b in first) <= AT_ONCE
    here = Serial() if few or executor is None else executor
    results = list(run_in_order(here, run_batch, chain(first, batches)))
    for result in results:
        shelf.add(result.put, ())
    return results


def _batches(change: _Change, shelf: Shelf, work: Path) -> Iterator[Batch]:
    """By place; documents that keep their number are in none."""
    before = change.before
    parts = {named.name: named.parts for named in before.values()}
    left: dict[int, list[int]] = {}
    for number in before:
        left.setdefault(number >> BATCH_BITS, []).append(number)

    def batch(place: int, now: Mapping[int, _New]) -> Iterator[Batch]:
        added = tuple(
            Addition(new.number, new.name, new.segment, new.id, parts.get(new.name, 0))
            for number, new in now.items()
            if number not in before or before[number].name != new.name
        )
        gone = tuple(
            Removal(number, before[number].name, before[number].parts)
            for number in left.pop(place, ())
            if number not in now or now[number].name != before[number].name
        )
        if added or gone:
            yield Batch(place, added, gone, change.reader, shelf.target, shelf.previous, work)

    for place, some in groupby(change.now(), key=lambda new: new.number >> BATCH_BITS):
        for empty in sorted(each for each in left if each < place):
            yield from batch(empty, {})
        yield from batch(place, {new.number: new for new in some})
    for empty in sorted(left):
        yield from batch(empty, {})


def _name_documents(
    change: _Change, results: Sequence[BatchResult], shelf: Shelf
) -> Iterator[tuple[int, Named]]:
    """The documents of the change by number; at the end the files of those that are gone are noted."""
    before = change.before
    gone = set(before.values())
    added = chain.from_iterable(result.parts for result in results)
    for new in change.now():
        old = before.get(new.number)
        named = old if old and old.name == new.name else Named(new.name, next(added))
        gone.discard(named)
        yield new.number, named
    for left in gone:
        shelf.dropped.update(document_paths(left.name, left.parts))


def _merge(
    branches: Branches, results: Sequence[BatchResult], shelf: Shelf, executor: Executor | None
) -> dict[str, Any]:
    """Put the whole tree; what no changed word is in stays as it is. Returns what the root says of it."""
    few = sum(len(result.numbers) for result in results) <= AT_ONCE
    leaves = branches.leaves_of(_words_of(results)) if few else branches.leaves()
    old = {
        division: tuple(group) for division, group in groupby(leaves, key=lambda leaf: division_of(leaf.word))
    }
    changed = {place for result in results for place in (*result.additions, *result.removals)}
    divisions = [
        Division(
            leaves=old.get(place, ()),
            additions=tuple(each.additions[place] for each in results if place in each.additions),
            removals=tuple(each.removals[place] for each in results if place in each.removals),
            target=shelf.target,
            previous=shelf.previous,
        )
        for place in sorted(changed)
    ]
    new: list[Leaf] = []
    here = Serial() if few or executor is None else executor
    for merged in run_in_order(here, merge_division, divisions):
        shelf.add(merged.put, merged.dropped)
        new += merged.leaves
    return branches.replace([leaf for place in changed for leaf in old.get(place, ())], new, shelf)


def _words_of(results: Iterable[BatchResult]) -> set[str]:
    slices = (part for each in results for part in (*each.additions.values(), *each.removals.values()))
    return {word for part in slices for word in part.words()}
