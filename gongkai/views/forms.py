"""Tables of prescribed forms, cell by cell: headings over several columns and rows, and the numbers they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scope = Literal["", "col", "colgroup", "row", "rowgroup"]


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell over `across` columns and `down` rows; without a scope it is no heading.

    `name` is what a heading is called by, `heads` are the names of the headings of a number: both only where its
    place does not tell them.
    """

    text: str
    scope: Scope = ""
    across: int = 1
    down: int = 1
    name: str = ""
    heads: str = ""


Rows = tuple[tuple[FormCell, ...], ...]


@dataclass(frozen=True, slots=True)
class FormTable:
    """`groups` are the bodies of the table. `shape` is how a layout knows it: its columns are of widths of their own."""

    title: str
    shape: str
    spans: tuple[int, ...]
    """The columns, in groups: how many each has."""
    head: Rows
    groups: tuple[Rows, ...]

    @property
    def width(self) -> int:
        return sum(self.spans)


def grid_of(table: FormTable) -> list[list[tuple[FormCell, bool]]]:
    """Every place of the table, row by row: the cell over it, and whether the cell begins there."""
    rows = [row for part in (table.head, *table.groups) for row in part]
    grid: list[list[tuple[FormCell, bool] | None]] = [[None] * table.width for _ in rows]
    for i, row in enumerate(rows):
        column = 0
        for cell in row:
            while grid[i][column]:
                column += 1
            for down in range(cell.down):
                for across in range(cell.across):
                    grid[i + down][column + across] = cell, not (down or across)
    return [[place for place in places if place] for places in grid]
