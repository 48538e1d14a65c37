"""The pieces that pages of figures are made of: matrices with lights, charts with their tables, records behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gongkai.views.parts import Block, Cell, Link, Tone


@dataclass(frozen=True, slots=True)
class LightCell:
    """A figure, and what is to be thought of it: `word` is 正常, 关注, 预警 or "" where nothing is."""

    text: str
    word: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    head: Link
    cells: tuple[LightCell, ...]


@dataclass(frozen=True, slots=True)
class MatrixBlock:
    """Units by indicators. It scrolls in its own frame, and its heads stay in sight."""

    title: str
    corner: str
    """What stands above the heads of the rows."""
    columns: tuple[Link, ...]
    rows: tuple[MatrixRow, ...]
    type: Literal["matrix"] = "matrix"


@dataclass(frozen=True, slots=True)
class Gauge:
    """One indicator of one unit: the figure, how it was computed, and by what."""

    name: str
    anchor: str
    cell: LightCell
    share: str
    """Numerator and denominator: 186 / 191; "" where there are none."""
    notes: tuple[str, ...]
    """How it is computed, what is good, how the county stands."""
    links: tuple[Link, ...] = ()
    """The records or items that fall short, the first few of them."""
    more: str = ""
    """What is said of those that are not listed."""


@dataclass(frozen=True, slots=True)
class GaugesBlock:
    title: str
    anchor: str
    gauges: tuple[Gauge, ...]
    type: Literal["gauges"] = "gauges"


@dataclass(frozen=True, slots=True)
class TallyLine:
    name: Link
    cell: LightCell


@dataclass(frozen=True, slots=True)
class TallyGroup:
    title: Link
    lines: tuple[TallyLine, ...]


@dataclass(frozen=True, slots=True)
class TalliesBlock:
    """Figures by name, in groups: an overview that leads on."""

    title: str
    groups: tuple[TallyGroup, ...]
    type: Literal["tallies"] = "tallies"


@dataclass(frozen=True, slots=True)
class Bar:
    """A column of a chart, in units of its drawing; `middle` is where its labels are centred."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    label: str
    text: str
    text_y: str


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A bar chart, and the table that says the same."""

    title: str
    description: str
    """The chart in a sentence, for those who do not see it."""
    width: int
    height: int
    base: int
    """Where the bars stand."""
    bars: tuple[Bar, ...]
    columns: tuple[str, str]
    rows: tuple[tuple[str, str], ...]
    anchor: str
    type: Literal["chart"] = "chart"


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """One warning: what, whose, since when."""

    cell: LightCell
    what: Cell
    unit: Link | None
    due: str
    note: str


@dataclass(frozen=True, slots=True)
class AlarmsBlock:
    title: str
    intro: str
    lines: tuple[AlarmLine, ...]
    empty: str
    type: Literal["alarms"] = "alarms"


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A line of a score sheet: the item, its points, and why it is not all of them."""

    group: str
    name: str
    weight: str
    points: str
    """"" where it is not scored."""
    how: str
    cell: LightCell
    losses: tuple[Link, ...]
    """Each with the points it cost and why as `note`; `url` where a record or item stands behind it."""


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """A score sheet, or without `has_points` the check list it will be filled from."""

    title: str
    intro: str
    lines: tuple[ScoreLine, ...]
    total: str
    has_points: bool
    type: Literal["sheet"] = "sheet"


BoardBlock = Block | MatrixBlock | TalliesBlock | GaugesBlock | ChartBlock | AlarmsBlock | SheetBlock
