"""Tables of prescribed forms, with heads of several levels and rows in groups."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormHead:
    """A head cell of a form, over several columns or rows."""

    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Rows of a form; the first cell of a row is its heading, "" where it has none."""

    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    """A heading over the rows, in a row of its own."""
    over: str = ""
    """The heading that `title` stands under."""


@dataclass(frozen=True, slots=True)
class FormTable:
    title: str
    spans: tuple[int, ...]
    """The columns, in groups: how many each has."""
    heads: tuple[tuple[FormHead, ...], ...]
    groups: tuple[FormGroup, ...]
