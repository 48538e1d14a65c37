"""Measure the texts and boxes of an SVG with the font itself, knowing nothing of who drew it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from xml.etree import ElementTree

from fontTools.ttLib import TTFont

from tests.conftest import REPOSITORY

FONTS = REPOSITORY / "gongkai/diagrams/fonts"
_NS = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float
    what: str

    def holds(self, other: Box, slack: float = 0.6) -> bool:
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: Box, slack: float = 0.6) -> bool:
        return (
            self.left + slack < other.right
            and other.left + slack < self.right
            and self.top + slack < other.bottom
            and other.top + slack < self.bottom
        )


@cache
def advances(bold: bool) -> dict[int, int]:
    font = TTFont(FONTS / f"NotoSansCJKsc-{'Bold' if bold else 'Regular'}.otf")
    return {code: font["hmtx"][name][0] for code, name in font.getBestCmap().items()}


def width(text: str, size: float, bold: bool) -> float:
    """What is not in the font is an em wide."""
    return sum(advances(bold).get(ord(c), 1000) for c in text) * size / 1000


@dataclass(frozen=True)
class Measured:
    canvas: Box
    texts: tuple[Box, ...]
    boxes: tuple[Box, ...]
    pills: tuple[Box, ...]
    """Boxes with round ends, which hold a word or a number and may sit on the side of another."""


def measure(svg: str) -> Measured:
    root = ElementTree.fromstring(svg)
    texts: list[Box] = []
    boxes: list[Box] = []
    pills: list[Box] = []
    for group in root.iter(f"{_NS}g"):
        shift = re.fullmatch(r"translate\(0 ([\d.]+)\)", group.get("transform", ""))
        assert shift
        down = float(shift[1])
        for rect in group.iter(f"{_NS}rect"):
            x, y, w, h = (float(rect.get(name, "0")) for name in ("x", "y", "width", "height"))
            box = Box(x, y + down, x + w, y + h + down, rect.get("class", ""))
            (pills if float(rect.get("rx", "0")) * 2 == h else boxes).append(box)
        for text in group.iter(f"{_NS}text"):
            size, bold = float(text.get("font-size", "0")), text.get("font-weight") == "700"
            for line in text.iter(f"{_NS}tspan"):
                x, y, words = float(line.get("x", "0")), float(line.get("y", "0")) + down, line.text or ""
                wide = width(words, size, bold)
                told = line.get("textLength")
                assert told is None or abs(float(told) - wide) < 0.02, words
                texts.append(Box(x, y - 0.88 * size, x + wide, y + 0.12 * size, words))
    whole = Box(0, 0, float(root.get("width", "0")), float(root.get("height", "0")), "canvas")
    return Measured(whole, tuple(texts), tuple(boxes), tuple(pills))


def assert_fits(svg: str) -> Measured:
    """No text leaves its box or the canvas or lies over another; no box cuts another."""
    found = measure(svg)
    for text in found.texts:
        assert found.canvas.holds(text, 0), text
        start = Box(text.left, text.top, text.left, text.bottom, "")
        around = [box for box in (*found.boxes, *found.pills) if box.holds(start)]
        if around:
            own = min(around, key=lambda box: (box.right - box.left) * (box.bottom - box.top))
            assert own.holds(text), (own, text)
    for one, other in _near(found.texts):
        assert not one.meets(other), (one, other)
    for one, other in combinations(found.boxes, 2):
        if "f-band" in one.what + other.what:  # the strip of figures stands half on the band
            continue
        assert not one.meets(other) or one.holds(other) or other.holds(one), (one, other)
    return found


def _near(boxes: tuple[Box, ...]) -> list[tuple[Box, Box]]:
    """Pairs that can meet at all: those that overlap in height."""
    ordered = sorted(boxes, key=lambda box: box.top)
    pairs = []
    for i, one in enumerate(ordered):
        for other in ordered[i + 1 :]:
            if other.top >= one.bottom:
                break
            pairs.append((one, other))
    return pairs
