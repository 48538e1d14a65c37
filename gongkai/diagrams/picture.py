"""A policy in one picture (一图读懂): a card a section of its interpretation, old beside new, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.diagrams.breaking import break_evenly, break_lines
from gongkai.diagrams.canvas import Canvas, Panel, Style
from gongkai.diagrams.font import width_of
from gongkai.diagrams.frame import (
    INNER,
    LEFT,
    PAD,
    TITLE,
    as_card,
    bullets,
    foot_panel,
    head_panel,
    pill,
    seal,
)
from gongkai.views.drawings import DrawnChange, DrawnSection, PictureDrawing

_BETWEEN = 64
"""Between old and new: there stands the arrow."""
_SIDE = (INNER - _BETWEEN) / 2
_LABEL = Style(26, "muted", bold=True)
_OLD = Style(32, "info", leading=1.5)
_NEW = Style(32, "good", bold=True, leading=1.5)
_ITEM = Style(34, bold=True)
_EFFECT = Style(32, leading=1.5)
_NONE = Style(28, "info", bold=True)


def draw_picture(picture: PictureDrawing) -> Canvas:
    """The picture of an interpretation with at least one section."""
    sections = (*picture.sections, *picture.more)
    panels = [head_panel("一图读懂", picture.imprint, picture.facts)]
    cards = [_section(str(n), section) for n, section in enumerate(sections, 1)]
    panels += cards[: len(picture.sections)]
    if picture.changes:
        panels.append(_changes(picture.changes))
    panels += cards[len(picture.sections) :]
    panels.append(foot_panel(picture.imprint, "扫码看政策原文和详细解读"))
    said = "".join(f"{section.heading}：{'；'.join(_told(section))}。" for section in sections)
    return Canvas(f"{picture.imprint.title}（一图读懂）", said.replace("。。", "。"), tuple(panels))


def _told(section: DrawnSection) -> tuple[str, ...]:
    return section.points if section.concerns else ("不涉及", *section.points)


def _section(number: str, section: DrawnSection) -> Panel:
    body = Panel()
    left = LEFT + seal(body, number, LEFT, PAD, 64) + 24
    room = LEFT + INNER - left
    lines = break_evenly(section.heading, room - (150 if not section.concerns else 0), TITLE.size, bold=True)
    y = max(body.words(lines, left, PAD + 2, TITLE), PAD + 64)
    if not section.concerns:
        wide = max(width_of(line.rstrip(), TITLE.size, bold=True) for line in lines)
        pill(body, "不涉及", left + wide + 20, PAD + 7, 150, _NONE, "info-soft")
    if section.points:
        y = bullets(body, section.points, LEFT, y + 20, INNER)
    return as_card(body, y)


def _changes(changes: Sequence[DrawnChange]) -> Panel:
    """Old at the left, new at the right, what it means below."""
    body = Panel()
    y = body.words(["新旧政策对比"], LEFT, PAD - 6, TITLE) + 12
    for change in changes:
        y = body.words(break_lines(change.item, INNER, _ITEM.size, bold=True), LEFT, y, _ITEM) + 8
        y = _pair(body, change, y) + 10
        if change.effect:
            y = body.words(break_lines(f"影响：{change.effect}", INNER, _EFFECT.size), LEFT, y, _EFFECT)
        y += 30
    return as_card(body, y - 30)


def _pair(panel: Panel, change: DrawnChange, top: float) -> float:
    """Two boxes of one height with an arrow between them."""
    sides = (("旧政策", change.old, _OLD, "info-soft"), ("新政策", change.new, _NEW, "good-soft"))
    texts = [break_lines(text, _SIDE - 48, style.size, bold=style.bold) for _, text, style, _ in sides]
    height = max(map(len, texts)) * _OLD.line + _LABEL.line + 40
    for i, (label, _, style, ground) in enumerate(sides):
        x = LEFT + i * (_SIDE + _BETWEEN)
        panel.box(x, top, _SIDE, height, ground, round_=14)
        panel.words([label], x + 24, top + 18, _LABEL)
        panel.words(texts[i], x + 24, top + 18 + _LABEL.line, style)
    x, y = LEFT + _SIDE, top + height / 2
    panel.path(f"M{x + 12:.2f} {y:.2f}h26", line="primary", thick=5)
    panel.path(f"M{x + 34:.2f} {y - 13:.2f}l20 13l-20 13z", fill="primary")
    return top + height
