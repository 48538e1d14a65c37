"""What was found: a rule, a place in the text, and what to write there instead."""

from __future__ import annotations

from typing import NamedTuple


class Suspect(NamedTuple):
    """`start` and `end` are offsets in the text that was scanned; `mask` is None where a person has to decide.

    `detail` may be shown: the heading of a column, the code of a word, never what was found.
    """

    code: str
    start: int
    end: int
    mask: str | None = None
    detail: str = ""
