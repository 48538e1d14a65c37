"""The poster of a meeting (会议图解): head band, strip of figures, a card a topic, who sat in, where to read more.

On a card a rail leads from 讨论 by 决定 to 落实; a step that the record says nothing of is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from gongkai.diagrams.breaking import break_evenly, break_lines
from gongkai.diagrams.canvas import Canvas, Panel, Style
from gongkai.diagrams.font import width_of
from gongkai.diagrams.frame import (
    INNER,
    LEFT,
    PAD,
    POINT,
    TITLE,
    as_card,
    bullets,
    foot_panel,
    head_panel,
    pill,
    seal,
)
from gongkai.views.drawings import DrawnItem, MeetingDrawing, ObserverGroup
from gongkai.views.parts import Figure

_RAIL = 96
"""Width of the rail at the left of a card, with its steps."""
_CONTENT = LEFT + _RAIL + 28
_CONTENT_WIDTH = LEFT + INNER - _CONTENT

_LABEL = Style(28, "muted")
_VALUE = Style(60, "primary", bold=True, leading=1.2)
_STEP = Style(28, "on-primary", bold=True)
_WORD = Style(34, bold=True)


def draw_poster(meeting: MeetingDrawing) -> Canvas:
    """The poster of a meeting with at least one public topic."""
    strip = _strip(meeting)
    panels = [head_panel("会议图解", meeting.imprint, meeting.facts, strip)]
    panels += [_card(item) for item in meeting.items]
    if meeting.observers or meeting.no_observers:
        panels.append(_observers(meeting))
    panels.append(foot_panel(meeting.imprint, "扫码看会议全文和议定事项"))
    topics = "；".join(item.named for item in meeting.items)
    return Canvas(f"{meeting.imprint.title}（会议图解）", f"{topics}。", tuple(panels))


def _strip(meeting: MeetingDrawing) -> tuple[Figure, ...]:
    """What can be counted, two to four figures."""
    decisions = Counter(item.decision for item in meeting.items if item.decision)
    units = {unit for item in meeting.items for unit in item.responsible}
    people = sum(len(group.people) for group in meeting.observers)
    found = [Figure("研究议题", str(len(meeting.items)), "项")]
    for name, count in decisions.most_common(1):
        if count > 1 or len(meeting.items) == 1:  # one of many would stand for the others
            found.append(Figure(name, str(count), "项"))
    if units:
        found.append(Figure("落实单位", str(len(units)), "个"))
    if people:
        found.append(Figure("列席代表", str(people), "人"))
    return tuple(found)


def _card(item: DrawnItem) -> Panel:
    body = Panel()
    y = _heading(body, item, PAD)
    steps: list[tuple[str, float]] = []
    for name, draw in _steps(item):
        y += 34
        steps.append((name, y))
        y = max(draw(body, item, y), y + 52)
    _rail(body, steps)
    return as_card(body, y)


def _heading(panel: Panel, item: DrawnItem, top: float) -> float:
    """The number on a seal, the title beside it."""
    left = LEFT + seal(panel, item.number or "议", LEFT, top, _RAIL) + 28
    lines = break_evenly(item.title, LEFT + INNER - left, TITLE.size, bold=True)
    return max(panel.words(lines, left, top + 2, TITLE), top + 64)


_Draw = Callable[[Panel, DrawnItem, float], float]


def _steps(item: DrawnItem) -> list[tuple[str, _Draw]]:
    found: list[tuple[str, _Draw]] = []
    if item.points or item.figures or item.reporter:
        found.append(("讨论", _discussed))
    if item.decision or item.resolution:
        found.append(("决定", _decided))
    if item.responsible or item.due:
        found.append(("落实", _done))
    return found


def _rail(panel: Panel, steps: Sequence[tuple[str, float]]) -> None:
    """The steps below one another, an arrow from each to the next."""
    middle = LEFT + _RAIL / 2
    for (_, above), (_, below) in pairwise(steps):
        tip = below - 8
        panel.path(f"M{middle:g} {above + 60:.2f}V{tip - 12:.2f}", line="border", thick=4)
        panel.path(f"M{middle - 11:g} {tip - 16:.2f}h22l-11 16z", fill="primary")
    for name, top in steps:
        panel.box(LEFT, top, _RAIL, 52, "primary", round_=26)
        panel.words([name], LEFT, top + 5, _STEP, width=_RAIL, middle=True)


def _discussed(panel: Panel, item: DrawnItem, top: float) -> float:
    y = top
    if item.reporter:
        lines = break_lines(f"汇报单位：{item.reporter}", _CONTENT_WIDTH, _LABEL.size)
        y = panel.words(lines, _CONTENT, y + 5, _LABEL) + (12 if item.points or item.figures else 0)
    y = bullets(panel, item.points, _CONTENT, y, _CONTENT_WIDTH)
    if item.figures:
        y = _figures(panel, item.figures, y + (14 if item.points else 0))
    return y


def _figures(panel: Panel, figures: Sequence[Figure], top: float) -> float:
    """Tiles with a large number, a label below; as many beside one another as there is room for."""
    y, row = top, list(figures)
    while row:
        count = min(3, len(row))
        while count > 1 and any(
            _tile_width(f) > (_CONTENT_WIDTH - 16 * (count - 1)) / count for f in row[:count]
        ):
            count -= 1
        y = _tiles(panel, row[:count], y) + 16
        row = row[count:]
    return y - 16


def _tile_width(figure: Figure) -> float:
    label = max(
        (width_of(line, _LABEL.size) for line in break_evenly(figure.label, 280, _LABEL.size)), default=0
    )
    return max(_value_width(figure), min(label, 280)) + 48


def _value_width(figure: Figure) -> float:
    return width_of(figure.value, _VALUE.size, bold=True) + 8 + width_of(figure.unit, _LABEL.size)


def _tiles(panel: Panel, figures: Sequence[Figure], top: float) -> float:
    wide = (_CONTENT_WIDTH - 16 * (len(figures) - 1)) / len(figures)
    labels = [break_evenly(figure.label, wide - 48, _LABEL.size) for figure in figures]
    fits = [_value_width(figure) <= wide - 48 for figure in figures]
    values = [
        [figure.value]
        if fit
        else break_lines(f"{figure.value} {figure.unit}", wide - 48, POINT.size, bold=True)
        for figure, fit in zip(figures, fits, strict=True)
    ]
    plain = Style(POINT.size, "primary", bold=True)
    head = max(
        _VALUE.line if fit else len(lines) * plain.line for fit, lines in zip(fits, values, strict=True)
    )
    height = head + max(map(len, labels)) * 40 + 40
    for i, figure in enumerate(figures):
        x = _CONTENT + i * (wide + 16)
        panel.box(x, top, wide, height, "soft", round_=14)
        if fits[i]:
            panel.words(values[i], x + 24, top + 18 + head - _VALUE.line, _VALUE)
            after = x + 24 + width_of(figure.value, _VALUE.size, bold=True) + 8
            if figure.unit:
                panel.words([figure.unit], after, top + 18 + head - 52, Style(28, "primary"))
        else:
            panel.words(values[i], x + 24, top + 18, plain)
        panel.words(labels[i], x + 24, top + 20 + head, Style(28, "muted", leading=40 / 28))
    return top + height


def _decided(panel: Panel, item: DrawnItem, top: float) -> float:
    y = top
    if item.decision:
        style = Style(_WORD.size, item.tone, bold=True)
        y = pill(panel, item.decision, _CONTENT, top - 4, _CONTENT_WIDTH, style, f"{item.tone}-soft")
    if item.resolution:
        lines = break_lines(item.resolution, _CONTENT_WIDTH, POINT.size)
        y = panel.words(lines, _CONTENT, y + (10 if item.decision else 0), POINT)
    return y


def _done(panel: Panel, item: DrawnItem, top: float) -> float:
    y = top
    for label, text in (("责任单位", "、".join(item.responsible)), ("完成时限", item.due)):
        if text:
            panel.words([label], _CONTENT, y + 5, _LABEL)
            lines = break_lines(text, _CONTENT_WIDTH - 140, _WORD.size, bold=True)
            y = panel.words(lines, _CONTENT + 140, y, _WORD)
    return y


def _observers(meeting: MeetingDrawing) -> Panel:
    """Who sat in, a paragraph a category."""
    body = Panel()
    y = body.words(["谁列席了会议"], LEFT, PAD - 6, TITLE) + 10
    for group in meeting.observers:
        y = _group(body, group, y) + 18
    if not meeting.observers:
        y = body.words(break_lines(meeting.no_observers, INNER, POINT.size), LEFT, y, POINT) + 18
    if meeting.adopted:
        text = f"采纳或者部分采纳列席代表的意见 {meeting.adopted} 条"
        y = body.words(
            break_lines(text, INNER, _WORD.size, bold=True), LEFT, y, Style(34, "primary", bold=True)
        )
        y += 18
    return as_card(body, y - 18)


def _group(panel: Panel, group: ObserverGroup, top: float) -> float:
    text = f"{group.category} {len(group.people)} 人"
    y = pill(panel, text, LEFT, top, INNER, Style(28, "good", bold=True), "good-soft")
    lines = break_lines("；".join(group.people), INNER, 32)
    return panel.words(lines, LEFT, y + 8, Style(32, leading=1.56))
