"""Engine two, from segments to files: what changed is analysed, and only the blocks it touches are written.

The index is a function of the documents alone: built upon the last one or from nothing, it is the same byte
for byte (tested). So there are no deltas, no tombstones and nothing to tidy up later.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, wait
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final, TypeVar

from gongkai.search.analyser import traditional_table
from gongkai.search.documents import DocumentReader, IndexFiles, Segment
from gongkai.search.facts import FACETS
from gongkai.search.segments.columns import Row, read_columns, write_columns
from gongkai.search.segments.digits import read_numbers, write_numbers
from gongkai.search.segments.files import (
    FORMAT,
    ROOT,
    DamagedError,
    Shelf,
    block_path,
    document_paths,
    list_files,
    read_block,
    read_root,
    take_inventory,
)
from gongkai.search.segments.numbering import BATCH_BITS, Run, iter_names, number_runs
from gongkai.search.segments.rows import Named, read_rows, write_rows
from gongkai.search.segments.runs import Addition, Batch, BatchResult, Removal, division_of, run_batch
from gongkai.search.segments.tree import (
    Division,
    Leaf,
    merge_division,
    read_tree,
    write_tree,
)

AT_ONCE: Final = 32
"""So few changed documents are indexed here: to begin other processes would take longer."""

_Given = TypeVar("_Given")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class _Last:
    """What the last index held."""

    folder: Path
    documents: Mapping[int, Named]
    leaves: Sequence[Leaf]
    years: Sequence[tuple[str, Sequence[int], str]]
    """(year, its numbers, name of its columns)"""
    files: frozenset[str]


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
    shelf = Shelf(target, previous)
    last = _read_last(previous, shelf) if previous else None
    before = dict(last.documents) if last else {}
    names = {number: (name, runs[place].segment, each) for number, name, place, each in iter_names(runs)}
    if last and before.keys() == names.keys() and all(before[n].name == names[n][0] for n in names):
        return IndexFiles(last.files | {ROOT})
    work = target / ".work"
    work.mkdir()
    results = _run_batches(names, before, reader, shelf, work, executor)
    documents = _name_documents(names, before, results, shelf)
    leaves = _merge(last.leaves if last else [], results, shelf, executor)
    root = {
        "format": FORMAT,
        "documents": len(documents),
        "facets": list(FACETS.items()),
        "tree": write_tree(leaves, shelf),
        "rows": write_rows(documents, shelf),
        "years": _write_years(runs, last, results, shelf),
        "fold": shelf.put_block("".join(a + b for a, b in sorted(traditional_table().items()))),
    }
    shutil.rmtree(work)
    old = last.files if last else frozenset()
    files = (old - shelf.dropped) | shelf.put
    shelf.put_root({**root, "inventory": take_inventory(files)})
    kept = files & old
    return IndexFiles(kept if target.joinpath(ROOT).exists() else kept | {ROOT})


def _read_last(previous: Path, shelf: Shelf) -> _Last:
    """Return the last index; its blocks are noted as dropped until they are put again."""
    root = read_root(previous)
    files = list_files(previous)
    if take_inventory(files) != root["inventory"]:
        raise DamagedError(ROOT)
    try:
        documents = read_rows(previous, root["rows"], shelf)
        leaves = read_tree(previous, root["tree"], shelf)
        years = [(year, _numbers(starts, counts), name) for year, starts, counts, name in root["years"]]
        for name in (root["fold"], *(name for _, _, name in years)):
            shelf.drop_block(name)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise DamagedError(ROOT) from error
    return _Last(previous, documents, leaves, years, frozenset(files))


def _numbers(starts: str, counts: str) -> list[int]:
    """Return the numbers of a year from the steps between its segments' beginnings and their sizes."""
    numbers: list[int] = []
    start = 0
    for step, count in zip(read_numbers(starts), read_numbers(counts), strict=True):
        start += step
        numbers += range(start, start + count)
    return numbers


def _run_batches(
    names: Mapping[int, tuple[str, Segment, str]],
    before: Mapping[int, Named],
    reader: DocumentReader,
    shelf: Shelf,
    work: Path,
    executor: Executor | None,
) -> list[BatchResult]:
    """Analyse every number whose document is another one than before."""
    parts = {named.name: named.parts for named in before.values()}
    additions = [
        Addition(number, name, segment, each, parts.get(name, 0))
        for number, (name, segment, each) in names.items()
        if number not in before or before[number].name != name
    ]
    removals = [
        Removal(number, named.name, named.parts)
        for number, named in before.items()
        if number not in names or names[number][0] != named.name
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


def _name_documents(
    names: Mapping[int, tuple[str, Segment, str]],
    before: Mapping[int, Named],
    results: Sequence[BatchResult],
    shelf: Shelf,
) -> dict[int, Named]:
    """Return the new documents by number; note the files of those that are gone."""
    parts = {number: count for result in results for number, count in result.parts}
    documents = {
        number: Named(name, parts[number] if number in parts else before[number].parts)
        for number, (name, _, _) in names.items()
    }
    for gone in set(before.values()) - set(documents.values()):
        shelf.dropped.update(document_paths(gone.name, gone.parts))
    return documents


def _merge(
    leaves: Sequence[Leaf], results: Sequence[BatchResult], shelf: Shelf, executor: Executor | None
) -> list[Leaf]:
    """Return the leaves of the whole tree; divisions without a change stay as they are."""
    old = {
        division: tuple(group) for division, group in groupby(leaves, key=lambda leaf: division_of(leaf.word))
    }
    changed = {place for result in results for place in (*result.additions, *result.removals)}
    divisions = {
        place: Division(
            leaves=old.get(place, ()),
            additions=tuple(each.additions[place] for each in results if place in each.additions),
            removals=tuple(each.removals[place] for each in results if place in each.removals),
            target=shelf.target,
            previous=shelf.previous,
        )
        for place in sorted(changed)
    }
    few = sum(len(result.parts) for result in results) <= AT_ONCE
    merged = dict(
        zip(
            divisions,
            _each(merge_division, list(divisions.values()), None if few else executor),
            strict=True,
        )
    )
    found: list[Leaf] = []
    for place in sorted(old.keys() | changed):
        if place in merged:
            shelf.add(merged[place].put, merged[place].dropped)
            found += merged[place].leaves
        else:
            found += old[place]
    return found


def _write_years(
    runs: Sequence[Run],
    last: _Last | None,
    results: Sequence[BatchResult],
    shelf: Shelf,
) -> list[tuple[str, str, str, str]]:
    """Put the columns of each year; returns what the root says: (year, starts, counts, name of the columns)."""
    facts = {result.facts: {number for number, _ in result.parts} for result in results}
    old = {year: (numbers, name) for year, numbers, name in last.years} if last else {}
    years = []
    for year, group in groupby(runs, key=lambda run: run.segment.year):
        mine = list(group)
        starts = [run.start for run in mine]
        counts = [len(run.segment.rows) for run in mine]
        numbers = [start + at for start, count in zip(starts, counts, strict=True) for at in range(count)]
        fresh = _read_facts(path for path, found in facts.items() if not found.isdisjoint(numbers))
        if year in old and fresh.keys().isdisjoint(numbers) and list(old[year][0]) == numbers:
            name = old[year][1]
            shelf.put.add(block_path(name))
        else:
            rows = _old_rows(last, old.get(year), fresh, numbers)
            name = shelf.put_block(write_columns(year, [rows[number] for number in numbers]))
        steps = write_numbers(start - before for start, before in zip(starts, [0, *starts], strict=False))
        years.append((year, steps, write_numbers(counts), name))
    return years


def _old_rows(
    last: _Last | None,
    old: tuple[Sequence[int], str] | None,
    fresh: Mapping[int, Row],
    numbers: Sequence[int],
) -> dict[int, Row]:
    """Return number -> row: fresh where the document is another one, else as the last index has it."""
    rows = dict(fresh)
    missing = [number for number in numbers if number not in fresh]
    if not missing:
        return rows
    before = {}
    if last and old:
        before = dict(zip(old[0], read_columns(read_block(last.folder, old[1])), strict=True))
    if not before.keys() >= set(missing):
        raise DamagedError("years")  # a document kept its number but not its year
    return rows | {number: before[number] for number in missing}


def _read_facts(paths: Iterable[Path]) -> dict[int, Row]:
    rows: dict[int, Row] = {}
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            number, (day, values) = json.loads(line)
            rows[number] = day, tuple(map(tuple, values))
    return rows


def _each(
    function: Callable[[_Given], _Result], given: Sequence[_Given], executor: Executor | None
) -> list[_Result]:
    """Return the results in order; nothing runs any more when this returns or fails."""
    if executor is None or len(given) < 2:
        return [function(each) for each in given]
    futures = [executor.submit(function, each) for each in given]
    wait(futures)
    return [future.result() for future in futures]
