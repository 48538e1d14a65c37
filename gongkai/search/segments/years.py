"""The columns of each year and where its documents stand: a year without a changed segment keeps them unread."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from gongkai.search.segments.columns import Row, read_columns, write_columns
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
            old = _old_rows(before.get(year, ()), names.get(year, ""), shelf)
            name = _put_columns(year, _numbers(mine), old, fresh, shelf)
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


def _old_rows(runs: Iterable[Run], name: str, shelf: Shelf) -> dict[int, Row]:
    if not name or shelf.previous is None:
        return {}
    return dict(zip(_numbers(runs), read_columns(read_block(shelf.previous, name)), strict=True))


def _put_columns(
    year: str,
    numbers: Sequence[int],
    old: Mapping[int, Row],
    fresh: Mapping[Path, Sequence[int]],
    shelf: Shelf,
) -> str:
    """Put the rows of a year: fresh where the document is another one, else as the last index has them."""
    wanted = set(numbers)
    rows = {**old, **_read_facts(path for path, found in fresh.items() if not wanted.isdisjoint(found))}
    if not rows.keys() >= wanted:
        raise DamagedError("years")  # a document kept its number but not its year
    return shelf.put_block(write_columns(year, [rows[number] for number in numbers]))


def _read_facts(paths: Iterable[Path]) -> dict[int, Row]:
    rows: dict[int, Row] = {}
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            number, (day, values) = json.loads(line)
            rows[number] = day, tuple(map(tuple, values))
    return rows
