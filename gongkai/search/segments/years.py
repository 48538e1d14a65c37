"""The columns of each year and where its documents stand: a year without a changed segment keeps them unread."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from gongkai.search.segments.columns import Row, read_columns, read_some, write_columns
from gongkai.search.segments.digits import write_numbers
from gongkai.search.segments.files import DamagedError, Shelf, read_block
from gongkai.search.segments.numbering import Run

Year = tuple[str, str, str, str]
"""(year, starts of its segments, each from the one before, their sizes, name of the columns)"""


def write_years(
    runs: Sequence[Run],
    old_runs: Sequence[Run],
    old_years: Iterable[Year],
    fresh: Mapping[Path, Sequence[int]],
    shelf: Shelf,
) -> list[Year]:
    """Put the columns of the years that changed; returns what the root says of all.

    `fresh` are the files of facts and which numbers they tell of.
    """
    before = _by_year(old_runs)
    names = {year: name for year, _, _, name in old_years}
    years = []
    for year, mine in _by_year(runs).items():
        if mine == before.get(year):
            name = names.pop(year)
        else:
            name = _change(
                year, _numbers(mine), _numbers(before.get(year, ())), names.pop(year, ""), fresh, shelf
            )
        starts = [run.start for run in mine]
        steps = write_numbers(start - last for start, last in zip(starts, [0, *starts], strict=False))
        years.append((year, steps, write_numbers(run.segment.count for run in mine), name))
    for name in names.values():
        shelf.drop_block(name)
    return years


def _by_year(runs: Iterable[Run]) -> dict[str, list[Run]]:
    return {year: list(group) for year, group in groupby(runs, key=lambda run: run.segment.year)}


def _numbers(runs: Iterable[Run]) -> list[int]:
    return [number for run in runs for number in run.numbers]


def _change(
    year: str,
    numbers: Sequence[int],
    old_numbers: Sequence[int],
    name: str,
    fresh: Mapping[Path, Sequence[int]],
    shelf: Shelf,
) -> str:
    """Put the rows of a year: fresh where the document is another one, else as the last index has them.

    `name` is that of the columns in the last index, and is returned where no row became another: most edits are of texts.
    """
    wanted = set(numbers)
    files = (path for path, found in fresh.items() if not wanted.isdisjoint(found))
    rows = {number: row for number, row in _read_facts(files) if number in wanted}
    if name and shelf.previous is not None:
        columns = read_block(shelf.previous, name)
        if numbers == old_numbers:
            places = [bisect_left(numbers, number) for number in rows]
            if read_some(columns, places) == list(rows.values()):
                return name
        shelf.drop_block(name)
        rows = {**dict(zip(old_numbers, read_columns(columns), strict=True)), **rows}
    if not rows.keys() >= wanted:
        raise DamagedError("years")  # a document kept its number but not its year
    return shelf.put_block(write_columns(year, [rows[number] for number in numbers]))


def _read_facts(paths: Iterable[Path]) -> Iterator[tuple[int, Row]]:
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            number, (day, values) = json.loads(line)
            yield number, (day, tuple(map(tuple, values)))
