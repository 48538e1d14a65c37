"""The font that diagrams are measured and rendered with: the door to fontTools.

Two weights of Noto Sans CJK SC stand in `fonts/`, cut down to the characters of GB 2312 and of the 通用规范汉字表, to
Latin and to punctuation. They hold no rules for kerning or for narrower punctuation, so a text is as wide as its
characters together, in every program that keeps to the font.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FAMILY = "Noto Sans CJK SC"
_FOLDER = Path(__file__).parent / "fonts"
_NAMES = {False: "NotoSansCJKsc-Regular.otf", True: "NotoSansCJKsc-Bold.otf"}
DIGESTS = {
    "NotoSansCJKsc-Regular.otf": "efa3c51fcf0c8e497ee0d9bc9c229b6022dd27d0cc2eecdfb66945f95485cda0",
    "NotoSansCJKsc-Bold.otf": "82cbd4c81e100e2a89f7d5f093ac68183f08884549b6b6cb9f146f969b888158",
}
"""SHA-256 of the files: they are part of the code that a diagram is made by, and the engine's digest sees this text."""
MISSING = "〓"
"""Stands in an image for a character that the font lacks, as in Chinese typesetting."""
_NO_WIDTH = frozenset({"Mn", "Me", "Cf", "Cc", "Cs", "Cn"})
"""Marks, invisible characters, and what is no character."""


def font_file(*, bold: bool) -> Path:
    return _FOLDER / _NAMES[bold]


@cache
def _widths(bold: bool) -> dict[int, int]:
    """Advance widths of all characters of the font, in thousandths of an em."""
    from fontTools.ttLib import TTFont  # lazily: most builds draw nothing

    with TTFont(font_file(bold=bold), lazy=True) as font:
        advances = font["hmtx"].metrics
        assert font["head"].unitsPerEm == 1000
        return {code: advances[glyph][0] for code, glyph in font.getBestCmap().items()}


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text on one line, in the unit of `size`; a character that the font lacks counts as an em."""
    widths = _widths(bold)
    return sum([widths.get(ord(c), 0) or _foreign(c) for c in text]) * size / 1000


def _foreign(character: str) -> int:
    return 0 if unicodedata.category(character) in _NO_WIDTH else 1000


def lacking(texts: Iterable[str]) -> frozenset[str]:
    """The characters of some texts that the font cannot show."""
    widths = _widths(False)
    return frozenset(c for text in texts for c in text if ord(c) not in widths and _foreign(c))
