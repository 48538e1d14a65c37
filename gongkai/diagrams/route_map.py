"""The map of a meeting: a line from each topic by its decision and its unit to its date.

Each topic has a line of its own, and its number stands wherever the line arrives: so it can be followed even where
thirty lines cross. Units and decisions stand where their lines come from, dates in their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.diagrams.breaking import break_lines
from gongkai.diagrams.canvas import WIDTH, Canvas, Panel, Style
from gongkai.diagrams.font import width_of
from gongkai.diagrams.frame import EDGE, foot_panel, head_panel
from gongkai.views.drawings import DrawnItem, MeetingDrawing

_TEXT = Style(24, leading=1.42)
_NUMBER = Style(20, "on-primary", bold=True, leading=1)
_HEAD = Style(26, "muted", bold=True)
_BEAD = 16
"""Half the height of a number on a line."""
_PORT = 40
"""Between two lines that go into the same box."""
_GAP = 20
"""Between boxes of a column."""
_BETWEEN = 56
"""Between columns: where the lines cross."""
_MANY = 8
"""With more topics than this the boxes of a column are spread over its height, so that lines are less steep."""
_ROOM = 12
"""From the number on the side of a box to its text."""
_LINES = ("primary", "azure", "warn", "info")
"""Roles of the colours of lines, in turn."""
_DATE = re.compile(r"(\d+)年(\d+)月(\d+)日")


@dataclass(slots=True)
class _Stop:
    """A box that lines run through, or, without a text, the place where a line passes a column by."""

    items: list[int]
    lines: list[str]
    tone: str = ""
    y: float = 0
    ports: dict[int, float] = field(default_factory=dict)
    """Of each line the height at which it comes and goes."""

    @property
    def height(self) -> float:
        if not self.lines:
            return _PORT
        return max(len(self.lines) * _TEXT.line + 24, len(self.items) * _PORT + 16)


@dataclass(slots=True)
class _Column:
    title: str
    x: float
    width: float
    stops: list[_Stop]
    room: float
    """From the side of a box, where the numbers sit, to its text."""

    @property
    def height(self) -> float:
        return sum(stop.height for stop in self.stops) + _GAP * (len(self.stops) - 1)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a column shows of an item; `share` of the width it takes."""

    title: str
    share: float
    texts: Callable[[DrawnItem], tuple[str, ...]]


_KINDS = (
    _Kind("决定", 142, lambda item: (item.decision,) if item.decision else ()),
    _Kind("责任单位", 190, lambda item: tuple(dict.fromkeys(item.responsible))),
    _Kind("完成时限", 150, lambda item: (item.due,) if item.due else ()),
)


def draw_map(meeting: MeetingDrawing) -> Canvas | None:
    """The map of a meeting; None where no topic leads anywhere."""
    kinds = [kind for kind in _KINDS if any(map(kind.texts, meeting.items))]
    if not kinds:
        return None
    numbers = _numbers(meeting.items)
    columns = _columns(meeting.items, kinds, max(map(_bead_width, numbers)))
    height = max(column.height for column in columns)
    for before, column in zip([None, *columns], columns, strict=False):
        _place(column, before, height)
    panel = Panel()
    _headings(panel, columns)
    _draw_lines(panel, columns, 84, 5 if len(meeting.items) <= _MANY else 3.5)
    for column in columns:
        for stop in column.stops:
            _draw_stop(panel, column, stop, 84)
            for i, y in stop.ports.items() if stop.lines else ():
                side = column.width if column is columns[0] else 0
                _bead(panel, numbers[i], _LINES[i % len(_LINES)], column.x + side, y + 84)
    panel.height = round(84 + height + 40)
    ways = (_way(item, kinds) for item in meeting.items)
    return Canvas(
        f"{meeting.imprint.title}（议题落实图）",
        f"{'；'.join(ways)}。",
        (
            head_panel("议题落实图", meeting.imprint, ()),
            panel,
            foot_panel(meeting.imprint, "扫码看会议全文和议定事项"),
        ),
    )


def _numbers(items: Sequence[DrawnItem]) -> list[str]:
    """Short names of the lines: the numbers of the topics, where these tell them apart."""
    numbers = [item.number for item in items]
    if "" in numbers or len(set(numbers)) < len(numbers) or max(map(len, numbers)) > 5:
        return [str(n) for n in range(1, len(items) + 1)]
    return numbers


def _way(item: DrawnItem, kinds: Sequence[_Kind]) -> str:
    told = (f"{kind.title}{'、'.join(kind.texts(item))}" for kind in kinds if kind.texts(item))
    return "，".join((item.named, *told))


def _columns(items: Sequence[DrawnItem], kinds: Sequence[_Kind], bead: float) -> list[_Column]:
    """`bead` is the width of the widest number: boxes and the space between them make room for it."""
    room, more = bead / 2 + _ROOM, bead - 2 * _BEAD
    first = WIDTH - 2 * EDGE - sum(kind.share + _BETWEEN + 1.5 * more for kind in kinds)
    stops = [
        _Stop([i], break_lines(item.title, first - 20 - room, _TEXT.size)) for i, item in enumerate(items)
    ]
    found = [_Column("议题", EDGE, first, stops, room)]
    for kind in kinds:
        x = found[-1].x + found[-1].width + _BETWEEN + more
        found.append(_Column(kind.title, x, kind.share + more / 2, _stops(items, kind), room))
    return found


def _stops(items: Sequence[DrawnItem], kind: _Kind) -> list[_Stop]:
    groups: dict[str, list[int]] = {}
    for i, item in enumerate(items):
        for text in kind.texts(item) or (f"\0{i}",):
            groups.setdefault(text, []).append(i)
    stops = {
        text: _Stop(
            found,
            []
            if text[0] == "\0"
            else break_lines(text, kind.share - _BEAD - _ROOM - 12, _TEXT.size, bold=True),
        )
        for text, found in groups.items()
    }
    if kind.title == "决定":
        for item in items:
            if item.decision:
                stops[item.decision].tone = item.tone
    order = sorted(stops, key=lambda text: (_day(text), sum(groups[text]) / len(groups[text]), groups[text]))
    return [stops[text] for text in order]


def _day(text: str) -> tuple[int, ...]:
    found = _DATE.fullmatch(text)
    return tuple(map(int, found.groups())) if found else ()


def _place(column: _Column, before: _Column | None, height: float) -> None:
    """Put the boxes of a column as near to where their lines come from as there is room."""
    came: dict[int, float] = {}
    for stop in before.stops if before else ():
        for i, y in stop.ports.items():
            came[i] = (came[i] + y) / 2 if i in came else y
    spread = (height - column.height) / len(column.stops) if len(came) > _MANY else 0
    top = spread / 2
    for stop in column.stops:
        wished = sum(came[i] for i in stop.items) / len(stop.items) - stop.height / 2 if came else top
        stop.y = top if spread else max(wished, top)
        top = stop.y + stop.height + _GAP + spread
    bottom = height
    for stop in reversed(column.stops):
        stop.y = min(stop.y, bottom - stop.height)
        bottom = stop.y - _GAP
    for stop in column.stops:
        step = min(stop.height / len(stop.items), 2 * _PORT)
        start = stop.y + stop.height / 2 - step * (len(stop.items) - 1) / 2
        for n, i in enumerate(stop.items):
            stop.ports[i] = start + n * step


def _headings(panel: Panel, columns: Sequence[_Column]) -> None:
    for i, column in enumerate(columns):
        panel.words([column.title], column.x, 16, _HEAD, width=column.width, middle=True)
        if i:
            middle = (columns[i - 1].x + columns[i - 1].width + column.x) / 2
            panel.path(f"M{middle - 18:.2f} 35.5h26", line="muted", thick=3)
            panel.path(f"M{middle + 6:.2f} 26.5l14 9l-14 9z", fill="muted")


def _draw_lines(panel: Panel, columns: Sequence[_Column], top: float, thick: float) -> None:
    """The line of a topic forks where several units share the work."""
    for i in range(sum(len(stop.items) for stop in columns[0].stops)):
        d = ""
        for before, column in pairwise(columns):
            right, left = before.x + before.width, column.x
            middle = (right + left) / 2
            for one in before.stops:
                for other in column.stops:
                    if i in one.ports and i in other.ports:
                        y, down = one.ports[i] + top, other.ports[i] + top
                        d += f"M{right:.2f} {y:.2f}C{middle:.2f} {y:.2f} {middle:.2f} {down:.2f} {left:.2f} {down:.2f}"
            passed = [stop.ports[i] for stop in column.stops if not stop.lines and i in stop.ports]
            d += "".join(
                f"M{left:.2f} {y + top:.2f}h{column.width:.2f}" for y in passed if column is not columns[-1]
            )
        panel.path(d, line=_LINES[i % len(_LINES)], thick=thick)


def _draw_stop(panel: Panel, column: _Column, stop: _Stop, top: float) -> None:
    """The box with its text, if it has one."""
    is_item = column.title == "议题"
    if stop.lines:
        fill = f"{stop.tone}-soft" if stop.tone else "card"
        panel.box(column.x, stop.y + top, column.width, stop.height, fill, round_=12, line="border")
        text = Style(_TEXT.size, stop.tone or "ink", bold=not is_item, leading=_TEXT.leading)
        down = (stop.height - len(stop.lines) * text.line) / 2
        panel.words(stop.lines, column.x + (20 if is_item else column.room), stop.y + top + down, text)


def _bead(panel: Panel, number: str, role: str, x: float, y: float) -> None:
    """The number of a line."""
    wide = _bead_width(number)
    panel.box(x - wide / 2, y - _BEAD, wide, 2 * _BEAD, role, round_=_BEAD, line="card", thick=3)
    panel.words([number], x - wide / 2, y - _NUMBER.line / 2, _NUMBER, width=wide, middle=True)


def _bead_width(number: str) -> float:
    return max(2 * _BEAD, width_of(number, _NUMBER.size, bold=True) + 14)
