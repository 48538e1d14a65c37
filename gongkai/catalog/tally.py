"""What a ledger comes to: counts that can be added up, without a word of any one application.

The tables of a year are made from the counts of all ledgers of a unit: an application is carried over from the year in
which it was received to that in which it was answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from gongkai.model.annual import (
    ACTIVE,
    CELLS,
    COLUMNS,
    OUTCOMES,
    REMEDY_OF,
    ROWS,
    code_of,
    find_row,
    number_in,
)
from gongkai.model.ledger import APPLICANT_CODES, OUTCOME_CODES, REMEDY_CODES, Ledger

Tally = Mapping[tuple[str, ...], Decimal]
"""Counts, by what they count:

application, year received, year answered or "", applicant, result or "";
remedy, kind, year filed, year decided or "", outcome or "";
fee, year, notices / amount / paid (yuan); figure, year, row, column of table two.
"""


def tally_of(ledger: Ledger) -> Tally:
    return add_tallies({key: number} for key, number in _counts(ledger))


def _counts(ledger: Ledger) -> Iterator[tuple[tuple[str, ...], Decimal]]:
    one = Decimal(1)
    for each in ledger.applications:
        row = find_row(each.result) if each.result else None
        answered = str(each.replied_on.year) if each.replied_on and row and row.is_result else ""
        result = row.code if row and answered else ""
        applicant = APPLICANT_CODES[each.applicant]
        yield ("application", str(each.received_on.year), answered, applicant, result), one
        for remedy in each.remedies:
            decided = str(remedy.decided_on.year) if remedy.decided_on and remedy.outcome else ""
            outcome = OUTCOME_CODES[remedy.outcome] if remedy.outcome and decided else ""
            yield ("remedy", REMEDY_CODES[remedy.kind], str(remedy.filed_on.year), decided, outcome), one
        if each.fee:
            year = str(each.fee.noticed_on.year)
            yield ("fee", year, "notices"), one
            yield ("fee", year, "amount"), each.fee.amount
            yield ("fee", year, "paid"), each.fee.paid
    for entered in ledger.active:
        form = next((form for form in ACTIVE if form.code == code_of(entered)), None)
        for column in form.columns if form else ():
            if form and (number := number_in(entered, column)) is not None:
                yield ("figure", str(ledger.year), form.code, column), number


def write_tally(tally: Tally) -> str:
    """A tally as a short text, for headers."""
    return ";".join(f"{'|'.join(key)}={number:f}" for key, number in sorted(tally.items()))


def read_tally(text: str) -> Tally:
    """The opposite of `write_tally`."""
    pairs = (entry.partition("=") for entry in text.split(";") if entry)
    return {tuple(key.split("|")): Decimal(number) for key, _, number in pairs}


def add_tallies(tallies: Iterable[Tally]) -> Tally:
    found: dict[tuple[str, ...], Decimal] = {}
    for tally in tallies:
        for key, number in tally.items():
            found[key] = found.get(key, Decimal()) + number
    return found


def cells_in(tally: Tally, year: int) -> dict[str, Decimal]:
    """The tables of the report on a year: three and four whole, of table two what was entered."""
    cells = {key: Decimal() for key in CELLS if not key.startswith("2.")}
    for key, number in tally.items():
        match key:
            case ("application", received, answered, applicant, result):
                for row in _rows(int(received), int(answered or 9999), year, result):
                    cells[f"3.{row}.{applicant}"] += number
            case ("remedy", kind, filed, decided, outcome):
                if decided == str(year):
                    cells[f"4.{kind}.{outcome}"] += number
                elif int(filed) <= year < int(decided or 9999):
                    cells[f"4.{kind}.pending"] += number
            case ("figure", of, row, column) if of == str(year):
                cells[f"2.{row}.{column}"] = cells.get(f"2.{row}.{column}", Decimal()) + number
    for form in ROWS:
        six = (f"3.{form.code}.{column}" for column in COLUMNS if column != "total")
        cells[f"3.{form.code}.total"] = sum((cells[key] for key in six), Decimal())
    for kind in REMEDY_OF:
        parts = (f"4.{kind}.{outcome}" for outcome in OUTCOMES if outcome != "total")
        cells[f"4.{kind}.total"] = sum((cells[key] for key in parts), Decimal())
    return cells


def _rows(received: int, answered: int, year: int, result: str) -> Iterator[str]:
    """The rows of table three of a year in which an application counts."""
    if received == year:
        yield "new"
    elif received < year <= answered:
        yield "carried_in"
    if answered == year:
        yield result
        yield "total"
    elif received <= year < answered:
        yield "carried_out"


def fees_in(tally: Tally, year: int) -> tuple[Decimal, Decimal, Decimal]:
    """Of the fees of a year: how many notices went out, what they came to, what was paid; in yuan."""
    zero = Decimal()
    notices, amount, paid = (
        tally.get(("fee", str(year), part), zero) for part in ("notices", "amount", "paid")
    )
    return notices, amount, paid
