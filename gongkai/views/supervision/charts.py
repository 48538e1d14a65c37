"""Bar charts as plain shapes: the drawing is narrow enough for a phone, and says no more than the table beside it."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.views.boards import Bar, ChartBlock

WIDTH, HEIGHT = 360, 190
_LEFT, _TOP, _BASE = 6, 26, 160
_FILLED = 0.66
"""How much of its place a bar takes."""


def bar_chart(
    title: str, anchor: str, columns: tuple[str, str], pairs: Sequence[tuple[str, int | None]], unit: str
) -> ChartBlock:
    """A bar a pair of label and number; the number None: nothing to count in."""
    most = max((number for _, number in pairs if number), default=0)
    place = (WIDTH - 2 * _LEFT) / max(1, len(pairs))
    bars = tuple(
        _bar(_LEFT + i * place, place, label, number, most) for i, (label, number) in enumerate(pairs)
    )
    rows = tuple((label, "—" if number is None else f"{number}{unit}") for label, number in pairs)
    return ChartBlock(title, _describe(title, pairs, unit), WIDTH, HEIGHT, _BASE, bars, columns, rows, anchor)


def _bar(x: float, place: float, label: str, number: int | None, most: int) -> Bar:
    height = (_BASE - _TOP) * (number or 0) / most if most else 0.0
    y = _BASE - height
    return Bar(
        x=_digits(x + place * (1 - _FILLED) / 2),
        y=_digits(y),
        width=_digits(place * _FILLED),
        height=_digits(height),
        middle=_digits(x + place / 2),
        label=label,
        text="—" if number is None else str(number),
        text_y=_digits(y - 5),
    )


def _digits(number: float) -> str:
    return f"{number:.1f}"


def _describe(title: str, pairs: Sequence[tuple[str, int | None]], unit: str) -> str:
    numbers = [(number, label) for label, number in pairs if number is not None]
    if not numbers:
        return f"{title}：没有数据。"
    high, low = max(numbers, key=lambda pair: pair[0]), min(numbers, key=lambda pair: pair[0])
    return f"{title}：最多是 {high[1]}，{high[0]}{unit}；最少是 {low[1]}，{low[0]}{unit}。"
