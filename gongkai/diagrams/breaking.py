"""Break texts into lines, by the rules of Chinese typesetting (避头尾): what must not begin or end a line does not.

Latin words and numbers stay whole, a number stays with its counter, and only what is longer than a line is broken
within.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.diagrams.font import width_of

_NO_START = "。，、；：？！）》」』】〕〉”’…—～·％‰℃,.;:?!)]}%"
"""Never at the head of a line."""
_NO_END = "（《「『【〔〈“‘([{￥$№"
"""Never at the end of a line."""
_COUNTERS = "年月日时分秒号个万亿千百元户人次条项届件家岁倍成吨米亩天"
_WORD = r"[^\s\u2e80-\uffff" + re.escape(_NO_START + _NO_END) + "]"
_ATOM = re.compile(
    rf"\s+|[{re.escape(_NO_END)}]*"
    rf"(?:……|——|{_WORD}+(?:[.,:/·’'%-]+{_WORD}+)*[{_COUNTERS}]?|.)"
    rf"(?:……|——|[{re.escape(_NO_START)}])*",
    re.DOTALL,
)
_JOINT = re.compile(r"[^/._\-&?=]*[/._\-&?=]*")
"""Where a word that is too long is broken before it is broken anywhere: behind what joins it."""


def break_lines(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines of a text, none wider than `width`; at least one.

    A space at the end of a line shows that the text has one there; it does not count.
    """
    lines = _fill(text, width, size, bold)
    if len(lines) > 1 and len(lines[-1]) <= 2:  # a lone character on the last line is ugly: take one down
        widest = max(width_of(line.rstrip(), size, bold=bold) for line in lines)
        tighter = _fill(text, widest - size / 2, size, bold)
        if len(tighter) == len(lines):
            return tighter
    return lines


def break_evenly(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The same for headings: as few lines, but all about as long."""
    lines = _fill(text, width, size, bold)
    if len(lines) == 1:
        return lines
    widest = max(
        width_of(atom, size, bold=bold) for atom in _atoms(" ".join(text.split()), width, size, bold)
    )
    low, high = max(width / 2, widest), width
    while high - low > size / 4:
        middle = (low + high) / 2
        tried = _fill(text, middle, size, bold)
        if len(tried) > len(lines) or any(
            width_of(line.rstrip(), size, bold=bold) > middle for line in tried
        ):
            low = middle
        else:
            lines, high = tried, middle
    return lines


def _fill(text: str, width: float, size: float, bold: bool) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for atom in _atoms(" ".join(text.split()), width, size, bold):
        wide = width_of(atom, size, bold=bold)
        if atom.isspace():
            line, used = (line + atom, used + wide) if line else ("", 0.0)
        elif used + wide <= width or not line:
            line, used = line + atom, used + wide
        else:
            lines.append(line)
            line, used = atom, wide
    return [*lines, line.rstrip()]


def _atoms(text: str, width: float, size: float, bold: bool) -> Iterator[str]:
    """The pieces that are not broken; those too long for a line are cut behind a joint, or else anywhere."""
    for match in _ATOM.finditer(text):
        atom = match[0]
        if width_of(atom, size, bold=bold) <= width:
            yield atom
            continue
        for piece in _JOINT.findall(atom):
            yield from _cut(piece, width, size, bold)


def _cut(word: str, width: float, size: float, bold: bool) -> Iterator[str]:
    while word:
        end = len(word)
        while end > 1 and width_of(word[:end], size, bold=bold) > width:
            end -= 1
        yield word[:end]
        word = word[end:]
