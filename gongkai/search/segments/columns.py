"""What is filtered, counted and sorted by: one file a year, read only when that is asked for.

A facet is the list of the different sets of values in that year and, for each document in order of
numbers, the place of its own set. The year itself is known from a document's number.
"""

import datetime
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, Final

from gongkai.search.documents import SearchDocument
from gongkai.search.facts import FACETS
from gongkai.search.segments.digits import cut_numbers, read_numbers, write_numbers
from gongkai.search.segments.files import DamagedError

COLUMNS: Final = tuple(name for name in FACETS if name != "year")

Row = tuple[int, tuple[tuple[str, ...], ...]]
"""Days since 1970 (0 without a date) and, in the order of COLUMNS, the values of each facet."""


def row_of(document: SearchDocument) -> Row:
    """Return what the columns say of a document."""
    return _day(document.published), tuple(_values(document, name) for name in COLUMNS)


def _values(document: SearchDocument, name: str) -> tuple[str, ...]:
    value: str | tuple[str, ...] = getattr(document, name)
    found = (value,) if isinstance(value, str) else value
    return tuple(dict.fromkeys(each for each in found if each))


def _day(published: str) -> int:
    if not published:
        return 0
    return (datetime.date.fromisoformat(published[:10]) - datetime.date(1970, 1, 1)).days


def write_columns(year: str, rows: Sequence[Row]) -> dict[str, Any]:
    """Return the columns of a year; days are told by their difference from the row before."""
    days = [row[0] for row in rows]
    steps = [day - before for day, before in zip(days, [0, *days], strict=False)]
    facets = []
    for place, name in enumerate(COLUMNS):
        sets = sorted({row[1][place] for row in rows})
        places = {values: at for at, values in enumerate(sets)}
        cells = write_numbers(places[row[1][place]] for row in rows)
        facets.append({"name": name, "sets": sets, "rows": cells})
    return {
        "year": year,
        "days": write_numbers(2 * step if step >= 0 else -2 * step - 1 for step in steps),
        "facets": facets,
    }


def read_columns(columns: dict[str, Any]) -> list[Row]:
    """Return the rows of which `columns` were made."""
    cells = []
    days = _read_days(columns)
    for facet in columns["facets"]:
        sets = [tuple(values) for values in facet["sets"]]
        cells.append([sets[place] for place in read_numbers(facet["rows"])])
    if any(len(column) != len(days) for column in cells):
        raise DamagedError(columns["year"])
    return list(zip(days, zip(*cells, strict=True), strict=True))


def read_some(columns: dict[str, Any], places: Sequence[int]) -> list[Row]:
    """Return the rows at some places; the others are not put together."""
    days, facets = _read_days(columns), columns["facets"]
    cells = [cut_numbers(facet["rows"]) for facet in facets]
    if any(len(column) != len(days) for column in cells):
        raise DamagedError(columns["year"])
    return [
        (
            days[place],
            tuple(
                tuple(facet["sets"][read_numbers(column[place])[0]])
                for facet, column in zip(facets, cells, strict=True)
            ),
        )
        for place in places
    ]


def _read_days(columns: dict[str, Any]) -> list[int]:
    steps = read_numbers(columns["days"])
    return list(accumulate(step // 2 if step % 2 == 0 else -(step + 1) // 2 for step in steps))
