"""Engine two, from segments to files: what changed is analysed, and only the blocks it touches are written.

The index is a function of the documents alone: built upon the last one or from nothing, it is the same byte
for byte (tested). So there are no deltas, no tombstones and nothing to tidy up later.
"""

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, wait
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final, TypeVar

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

_Given = TypeVar("_Given")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class _Last:
    """What the last index held: all its runs; its root leads to the rest, which is read where something changed."""

    folder: Path
    root: Mapping[str, Any]
    runs: Sequence[Run]


@dataclass(frozen=True, slots=True)
class _Change:
    """The documents whose numbers are in runs that are not as they were, by number: then and now."""

    before: Mapping[int, Named]
    now: Mapping[int, tuple[str, Segment, str]]
    """(name, segment, document id)"""


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
    change = _Change(before, _names_of(come, reader))
    work = target / ".work"
    work.mkdir()
    results = _run_batches(change, reader, shelf, work, executor)
    documents = _name_documents(change, results, shelf)
    branches = Branches(previous, last.root["tree"] if last else NO_TREE)
    unmoved = {number: each for number, each in rows.documents.items() if number not in before}
    fresh = {result.facts: [number for number, _ in result.parts] for result in results}
    root = {
        "format": FORMAT,
        "documents": sum(run.segment.count for run in runs),
        "facets": list(FACETS.items()),
        "tree": _merge(branches, results, shelf, executor),
        "rows": write_rows(rows, {**unmoved, **documents}, places, shelf),
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


def _names_of(runs: Iterable[Run], reader: DocumentReader) -> dict[int, tuple[str, Segment, str]]:
    """Return number -> (name, segment, document id)."""
    names = {}
    for run in runs:
        rows = reader.rows(run.segment)
        if len(rows) != run.segment.count:
            where = f"{run.segment.year} {run.segment.unit}"
            raise SearchError(f"检索文档的数目不对：{where} (a segment has another number of documents)")
        for number, (document_id, digest) in zip(run.numbers, rows, strict=True):
            names[number] = document_name(document_id, digest), run.segment, document_id
    return names


def _run_batches(
    change: _Change, reader: DocumentReader, shelf: Shelf, work: Path, executor: Executor | None
) -> list[BatchResult]:
    """Analyse every number whose document is another one than before."""
    before, now = change.before, change.now
    parts = {named.name: named.parts for named in before.values()}
    additions = [
        Addition(number, name, segment, each, parts.get(name, 0))
        for number, (name, segment, each) in now.items()
        if number not in before or before[number].name != name
    ]
    removals = [
        Removal(number, named.name, named.parts)
        for number, named in before.items()
        if number not in now or now[number][0] != named.name
    ]
    by_place: dict[int, tuple[list[Addition], list[Removal]]] = {}
    for addition in additions:
        by_place.setdefault(addition.number >> BATCH_BITS, ([], []))[0].append(addition)
    for removal in removals:
        by_place.setdefault(removal.number >> BATCH_BITS, ([], []))[1].append(removal)
    batches = [
        Batch(place, tuple(added), tuple(gone), reader, shelf.target, shelf.previous, work)
        for place, (added, gone) in sorted(by_place.items())
    ]
    few = len(additions) + len(removals) <= AT_ONCE
    results = _each(run_batch, batches, None if few else executor)
    for result in results:
        shelf.add(result.put, ())
    return results


def _name_documents(change: _Change, results: Sequence[BatchResult], shelf: Shelf) -> dict[int, Named]:
    """Return the documents of the change by number; note the files of those that are gone."""
    parts = {number: count for result in results for number, count in result.parts}
    documents = {
        number: Named(name, parts[number] if number in parts else change.before[number].parts)
        for number, (name, _, _) in change.now.items()
    }
    for gone in set(change.before.values()) - set(documents.values()):
        shelf.dropped.update(document_paths(gone.name, gone.parts))
    return documents


def _merge(
    branches: Branches, results: Sequence[BatchResult], shelf: Shelf, executor: Executor | None
) -> dict[str, Any]:
    """Put the whole tree; what no changed word is in stays as it is. Returns what the root says of it."""
    few = sum(len(result.parts) for result in results) <= AT_ONCE
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
    for merged in _each(merge_division, divisions, None if few else executor):
        shelf.add(merged.put, merged.dropped)
        new += merged.leaves
    return branches.replace([leaf for place in changed for leaf in old.get(place, ())], new, shelf)


def _words_of(results: Iterable[BatchResult]) -> set[str]:
    slices = (part for each in results for part in (*each.additions.values(), *each.removals.values()))
    return {word for part in slices for word in part.words()}


def _each(
    function: Callable[[_Given], _Result], given: Sequence[_Given], executor: Executor | None
) -> list[_Result]:
    """Return the results in order; nothing runs any more when this returns or fails."""
    if executor is None or len(given) < 2:
        return [function(each) for each in given]
    futures = [executor.submit(function, each) for each in given]
    wait(futures)
    return [future.result() for future in futures]
