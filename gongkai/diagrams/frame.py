"""Head and foot of every diagram: the band with its title, the strip of figures, the code that leads to the page."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.diagrams.breaking import break_evenly, break_lines
from gongkai.diagrams.canvas import WIDTH, Panel, Style
from gongkai.diagrams.font import width_of
from gongkai.views.drawings import Imprint
from gongkai.views.parts import Figure

EDGE = 48
"""From the edge of the canvas to the cards."""
PAD = 40
"""From the edge of a card to what stands in it."""
LEFT, INNER = EDGE + PAD, WIDTH - 2 * (EDGE + PAD)
"""Where what stands in a card begins, and how wide it is."""
POINT = Style(34, leading=1.56)
"""The text of a card."""
TITLE = Style(42, bold=True, leading=1.42)
"""The heading of a card."""
_GAP = 28
"""Between cards."""
_INNER = WIDTH - 2 * EDGE
_KICKER = Style(30, "on-band", bold=True)
_LABEL = Style(30, "band-soft", leading=1.6)
_FACT = Style(30, "on-band", leading=1.6)
_NUMBER = Style(68, "primary", bold=True, leading=1.2)
_NAME = Style(28, "muted")
_SEAL = Style(38, "on-primary", bold=True, leading=1)
_QR = 232


def head_panel(
    kicker: str, imprint: Imprint, facts: Sequence[tuple[str, str]], figures: Sequence[Figure] = ()
) -> Panel:
    """The band; figures stand on a card that reaches below it."""
    body = Panel()
    wide = width_of(kicker, _KICKER.size, bold=True) + 52
    body.box(EDGE, 60, wide, 56, "seal", round_=8)
    body.words([kicker], EDGE, 65.5, _KICKER, width=wide, middle=True)
    unit = break_lines(imprint.unit, _INNER - wide - 24, 30)
    y = body.words(unit, EDGE + wide + 24, 66, Style(30, "band-soft", leading=1.5))
    style = Style(62 if len(imprint.title) <= 40 else 50, "on-band", bold=True, leading=1.36)
    y = (
        body.words(break_evenly(imprint.title, _INNER, style.size, bold=True), EDGE, max(y, 116) + 22, style)
        + 20
    )
    aside = max((width_of(label, _LABEL.size) for label, _ in facts), default=0) + 28
    for label, text in facts:
        body.words([label], EDGE, y, _LABEL)
        y = body.words(break_lines(text, _INNER - aside, _FACT.size), EDGE + aside, y, _FACT)
    panel = Panel()
    band = y + (110 if figures else 44)
    panel.box(0, 0, WIDTH, band, "band")
    _waves(panel)
    panel.parts += body.parts
    panel.height = round(band + 28)
    if figures:
        panel.height = round(_strip(panel, figures, y + 36) + 28)
    return panel


def _waves(panel: Panel) -> None:
    """Clouds over a stream, as on old maps: rows of arcs in the upper right of the band."""
    for row in range(4):
        y = 170 - row * 40
        left = 700 + row * 76 - (row % 2) * 38
        count = (WIDTH - left) // 76 + 1
        for radius in (38, 26, 14):
            arcs = "".join(
                f"M{left + i * 76 + 38 - radius} {y}a{radius} {radius} 0 0 1 {2 * radius} 0"
                for i in range(count)
            )
            panel.path(arcs, line="wave", thick=3)


def _strip(panel: Panel, figures: Sequence[Figure], top: float) -> float:
    """Figures beside one another on one card."""
    cell = _INNER / len(figures)
    labels = [break_evenly(figure.label, cell - 40, _NAME.size) for figure in figures]
    height = 122 + max(map(len, labels)) * _NAME.line
    panel.box(EDGE, top, _INNER, height, "card", round_=20, line="border")
    for i, figure in enumerate(figures):
        x = EDGE + i * cell
        if i:
            panel.path(f"M{x:.2f} {top + 40:.2f}v{height - 80:.2f}", line="border")
        number = width_of(figure.value, _NUMBER.size, bold=True)
        left = x + (cell - number - 8 - width_of(figure.unit, _NAME.size)) / 2
        panel.words([figure.value], left, top + 18, _NUMBER)
        panel.words([figure.unit], left + number + 8, top + 48, Style(28, "primary"))
        panel.words(labels[i], x, top + 106, _NAME, width=cell, middle=True)
    return top + height


def as_card(body: Panel, bottom: float) -> Panel:
    """A panel with what was drawn on a card that ends below it."""
    panel = Panel()
    panel.box(EDGE, 0, _INNER, bottom + PAD, "card", round_=20, line="border")
    panel.parts += body.parts
    panel.height = round(bottom + PAD + _GAP)
    return panel


def seal(panel: Panel, text: str, x: float, top: float, room: float) -> float:
    """A number on a seal, in the middle of `room` if that is wider; returns how wide the two are."""
    wide = max(64.0, width_of(text, _SEAL.size, bold=True) + 36)
    left = x + max(room - wide, 0) / 2
    panel.box(left, top, wide, 64, "primary", round_=14)
    panel.words([text], left, top + 13, _SEAL, width=wide, middle=True)
    return max(wide, room)


def bullets(panel: Panel, points: Sequence[str], x: float, top: float, width: float) -> float:
    """Points below one another, each behind a dot; returns where they end."""
    y = top
    for point in points:
        lines = break_lines(point, width - 34, POINT.size)
        panel.circle(x + 9, y + POINT.line / 2, 6, "primary")
        y = panel.words(lines, x + 34, y, POINT) + 6
    return y


def pill(panel: Panel, text: str, x: float, top: float, room: float, style: Style, ground: str) -> float:
    """A text on a rounded ground, on more than one line where it must be; returns where it ends."""
    pad = style.size * 0.8
    lines = break_lines(text, room - 2 * pad, style.size, bold=style.bold)
    wide = max(width_of(line.rstrip(), style.size, bold=style.bold) for line in lines) + 2 * pad
    height = len(lines) * style.line + style.size * 0.3
    panel.box(x, top, wide, height, ground, round_=(style.line + style.size * 0.3) / 2)
    panel.words(lines, x, top + style.size * 0.15, style, width=wide, middle=True)
    return top + height


def foot_panel(imprint: Imprint, call: str) -> Panel:
    """The code of the page, its address as text, who published when."""
    panel, body = Panel(), Panel()
    left = EDGE + _QR + 36
    width = WIDTH - EDGE - left
    call_style = Style(38, "on-band", bold=True)
    y = body.words(break_lines(call, width, call_style.size, bold=True), left, 56, call_style) + 6
    y = body.words(
        break_lines(f"{imprint.unit} {imprint.published}发布", width, 28), left, y, Style(28, "on-band")
    )
    y = body.words(break_lines(imprint.address, width, 26), left, y + 4, Style(26, "band-soft", leading=1.4))
    height = max(y + 48, _QR + 96)
    panel.box(0, 12, WIDTH, height - 12, "band")
    panel.box(EDGE, 54, _QR, _QR, "paper", round_=14)
    scale = (_QR - 12) / imprint.qr.side
    panel.path(
        imprint.qr.path,
        line="module",
        thick=1,
        more=f' transform="translate({EDGE + 6} 60) scale({scale:.4f})" shape-rendering="crispEdges"',
    )
    panel.parts += body.parts
    panel.height = round(height)
    return panel
