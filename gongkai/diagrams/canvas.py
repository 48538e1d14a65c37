"""A canvas of stacked panels, and its SVG: one file, or one piece a panel, so that paper breaks between them.

Text stays text. Each line tells how wide it was measured, so that a reader's program with another font keeps to it.
Colours are presentation attributes, and classes name their roles, so that a page can exchange them in the dark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from gongkai.diagrams.font import FAMILY, width_of

WIDTH = 1080
"""Of every diagram, in pixels of the image to share."""
COLOURS = {
    "band": "#0f4c5c",
    "wave": "#1c5f70",
    "on-band": "#ffffff",
    "band-soft": "#c4e3ea",
    "ground": "#eef4f5",
    "card": "#ffffff",
    "border": "#d8e1e2",
    "ink": "#182327",
    "muted": "#53646a",
    "primary": "#0f5668",
    "on-primary": "#ffffff",
    "soft": "#e2eff1",
    "good": "#0f5668",
    "good-soft": "#d6e9ed",
    "warn": "#84540a",
    "warn-soft": "#fbf1dc",
    "bad": "#a52f1c",
    "bad-soft": "#fbeae6",
    "info": "#46585e",
    "info-soft": "#e9eff0",
    "azure": "#26788f",
    "seal": "#b5402b",
    "paper": "#ffffff",
    "module": "#000000",
}
"""By role: the colours of the portal's light scheme (`layouts/styles/site.css` has those of the dark one)."""
_IMPOSSIBLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FAMILIES = f"{FAMILY}, Noto Sans SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
_HEAD = f'xmlns="http://www.w3.org/2000/svg" font-family="{_FAMILIES}" lang="zh-CN"'


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; `leading` is the height of a line in its size."""

    size: float
    role: str = "ink"
    bold: bool = False
    leading: float = 1.5

    @property
    def line(self) -> float:
        return self.size * self.leading


@dataclass(slots=True)
class Panel:
    """A part of a canvas over its whole width, drawn from its own top; it grows with what stands in it."""

    height: float = 0
    parts: list[str] = field(default_factory=list)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        *,
        round_: float = 0,
        line: str = "",
        thick: float = 2,
    ) -> None:
        corner = f' rx="{_n(round_)}"' if round_ else ""
        self.parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"{corner}'
            f"{_paint(fill, line, thick)}/>"
        )

    def path(self, d: str, *, fill: str = "", line: str = "", thick: float = 2, more: str = "") -> None:
        """`more` are further attributes, as text."""
        self.parts.append(f'<path d="{d}"{_paint(fill, line, thick)}{more}/>')

    def circle(
        self, x: float, y: float, radius: float, fill: str, *, line: str = "", thick: float = 2
    ) -> None:
        self.parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"{_paint(fill, line, thick)}/>')

    def words(
        self,
        lines: Sequence[str],
        x: float,
        top: float,
        style: Style,
        *,
        width: float = 0,
        middle: bool = False,
    ) -> float:
        """Set lines below one another; `middle`: each in the middle of `width`. Returns where they end."""
        spans = []
        first = top + style.line / 2 + style.size * 0.38
        for i, line in enumerate(lines):
            text = line.rstrip()
            wide = width_of(text, style.size, bold=style.bold)
            left = x + (width - wide) / 2 if middle else x
            gap = " " if line != text else ""
            spans.append(
                f'<tspan x="{_n(left)}" y="{_n(first + i * style.line)}"{_length(text, wide)}>{_escape(text)}</tspan>{gap}'
            )
        weight = ' font-weight="700"' if style.bold else ""
        self.parts.append(
            f'<text font-size="{_n(style.size)}"{weight}{_paint(style.role)}>{"".join(spans)}</text>'
        )
        return top + len(lines) * style.line


@dataclass(frozen=True, slots=True)
class Canvas:
    """A finished diagram: a title, a description for who cannot see it, its panels from top to bottom."""

    title: str
    description: str
    panels: tuple[Panel, ...]

    def file(self) -> str:
        """The whole as one SVG document."""
        y, parts = 0.0, []
        for panel in self.panels:
            parts.append(f'<g transform="translate(0 {_n(y)})">{"".join(panel.parts)}</g>\n')
            y += panel.height
        size = f'role="img" width="{WIDTH}" height="{_n(y)}" viewBox="0 0 {WIDTH} {_n(y)}"'
        ground = f'<rect width="{WIDTH}" height="{_n(y)}"{_paint("ground")}/>\n'
        return f"<svg {_HEAD} {size}>\n{self._about()}\n{ground}{''.join(parts)}</svg>\n"

    def pieces(self, *, framed: bool = True) -> tuple[str, ...]:
        """One SVG element a panel, to stand in a page; only the first is told to who cannot see.

        Not `framed`: without the head and the foot, which say what the page says.
        """
        found = []
        for i, panel in enumerate(self.panels if framed else self.panels[1:-1]):
            box = f'viewBox="0 0 {WIDTH} {_n(panel.height)}"'
            told, about = (' role="img"', self._about()) if i == 0 else (' aria-hidden="true"', "")
            ground = f'<rect width="{WIDTH}" height="{_n(panel.height)}"{_paint("ground")}/>'
            found.append(f"<svg {_HEAD}{told} {box}>{about}{ground}{''.join(panel.parts)}</svg>")
        return tuple(found)

    def _about(self) -> str:
        return f"<title>{_escape(self.title)}</title><desc>{_escape(self.description)}</desc>"


def _escape(text: str) -> str:
    """A text within an element; what XML cannot hold is left out, and is no wider than nothing."""
    return escape(_IMPOSSIBLE.sub("", text))


def _n(value: float) -> str:
    """A number as short as can be, to a hundredth."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _paint(fill: str, line: str = "", thick: float = 0) -> str:
    """Attributes for two roles; without the first there is only a line."""
    names = [f"f-{fill}"] if fill else []
    inside = f' fill="{COLOURS[fill]}"' if fill else ' fill="none"'
    if line:
        names.append(f"s-{line}")
        inside += f' stroke="{COLOURS[line]}" stroke-width="{_n(thick)}"'
    return f' class="{" ".join(names)}"{inside}'


def _length(text: str, wide: float) -> str:
    """Where every character is an em wide, every font agrees."""
    if all("⺀" <= c <= "￠" for c in text):
        return ""
    return f' textLength="{_n(wide)}" lengthAdjust="spacingAndGlyphs"'
