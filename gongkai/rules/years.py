"""N117-N124: the yearly reports of a county agree with each other and with the ledgers they are counted from.

Told of headers, all together: a number may be wrong at either end, and both files are named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from gongkai.catalog.annual import books_of
from gongkai.catalog.index import Catalog
from gongkai.catalog.tally import cells_in
from gongkai.findings import Finding, Location
from gongkai.model.annual import (
    CELLS,
    COLUMNS,
    FORM_ROWS,
    Cells,
    add,
    name_of,
    place_of,
    plain,
    read_cells,
    split_key,
)
from gongkai.model.exchange import OWN, REGION
from gongkai.model.header import Header


@dataclass(frozen=True)
class Told:
    """A published report, as its header knows it."""

    header: Header

    @property
    def year(self) -> int:
        return int(self.header.report_year)

    @property
    def covers(self) -> str:
        return self.header.milestone("covers")

    @cached_property
    def cells(self) -> Cells:
        return read_cells(self.header.milestone("cells"))

    def place(self, key: str) -> Location:
        rows = {}
        for entry in self.header.milestone("rows").split(","):
            row, _, place = entry.partition("=")
            if place:
                rows[row] = int(place)
        return Location(self.header.path, field=place_of(key, rows or FORM_ROWS))


Reports = Mapping[tuple[str, str, int], Told]
"""By unit, scope and year."""


def check_years(catalog: Catalog) -> Iterator[Finding]:
    books = books_of(catalog.headers.values())
    reports: dict[tuple[str, str, int], Told] = {}
    for told in map(Told, books.reports):
        other = reports.setdefault((told.header.unit, told.covers, told.year), told)
        if other is not told:
            yield _double("N117", told.header, other.header)
    ledgers: dict[tuple[str, str], Header] = {}
    for ledger in books.ledgers:
        first = ledgers.setdefault((ledger.unit, ledger.report_year), ledger)
        if first is not ledger:
            yield _double("N206", ledger, first)
    for (unit, covers, year), told in reports.items():
        if before := reports.get((unit, covers, year - 1)):
            yield from _check_before(told, before)
        if covers == REGION:
            yield from _check_sum(catalog, reports, told)
        elif found := ledgers.get((unit, str(year))):
            yield from _check_ledger(told, found, cells_in(books.tally_of(unit), year))


def _double(code: str, header: Header, other: Header) -> Finding:
    words = {"value": header.report_year, "other": other.path}
    return Finding(code, Location(header.path, field=("year",)), words)


def _check_before(told: Told, before: Told) -> Iterator[Finding]:
    """What was carried over, and the documents in force, go on where the last year left them."""
    carried = {f"3.carried_in.{column}": f"3.carried_out.{column}" for column in COLUMNS}
    expected = {here: before.cells[there] for here, there in carried.items() if there in before.cells}
    yield from _compare("N121", told, expected, before.place("3.carried_out.total"))
    for row in ("rules", "normative"):
        made, abolished, in_force = (f"2.{row}.{column}" for column in ("made", "abolished", "in_force"))
        if in_force in before.cells and {made, abolished} <= told.cells.keys():
            left = before.cells[in_force] + told.cells[made] - told.cells[abolished]
            yield from _compare("N122", told, {in_force: left}, before.place(in_force))


def _check_sum(catalog: Catalog, reports: Reports, told: Told) -> Iterator[Finding]:
    """The report of the county is the sum of those of all its units, where all have one."""
    units = [reports.get((unit, OWN, told.year)) for unit in catalog.content.units]
    found = [each for each in units if each]
    if len(found) == len(units):
        yield from _compare("N123", told, add(each.cells for each in found), None, str(len(found)))


def _check_ledger(told: Told, ledger: Header, counted: Cells) -> Iterator[Finding]:
    yield from _compare("N124", told, counted, Location(ledger.path, field=("year",)))


def _compare(
    code: str, told: Told, expected: Cells, other: Location | None, counted: str = ""
) -> Iterator[Finding]:
    """One finding for each row that is not as expected, with its columns and both numbers."""
    rows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in CELLS:
        if key in expected and key in told.cells and expected[key] != told.cells[key]:
            rows[split_key(key)[:2]].append(key)
    for keys in rows.values():
        zh, en = name_of(keys[0])
        words = {
            "row": zh.rpartition("的")[0],
            "row_en": en.rpartition(",")[0],
            "detail": "；".join(
                _both(name_of(key)[0].rpartition("的")[2], told.cells[key], expected[key]) for key in keys
            ),
            "detail_en": "; ".join(_both(split_key(key)[2], told.cells[key], expected[key]) for key in keys),
            "counted": counted,
        }
        yield Finding(code, told.place(keys[0]), words, other)


def _both(name: str, here: Decimal, there: Decimal) -> str:
    return f"{name} {plain(here)} ≠ {plain(there)}"
