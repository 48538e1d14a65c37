"""What all pages of supervision share: their head, their navigation, lights as cells, names of what lies behind."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.model.kinds import KINDS
from gongkai.model.supervision import GROUPS
from gongkai.model.unit import UnitFields
from gongkai.reports.board import Board
from gongkai.reports.values import FAIR, GOOD, NONE, POOR, Light, Value
from gongkai.views.boards import BoardBlock, LightCell
from gongkai.views.head import column_head
from gongkai.views.parts import Download, Link, Tone
from gongkai.views.portal import Portal
from gongkai.views.shapes import BoardView

TITLE = "政务公开监管平台"
TONES: dict[Light, Tone] = {GOOD: "good", FAIR: "warn", POOR: "bad", NONE: "plain"}
SLUGS = dict(
    zip(
        GROUPS,
        (
            "publication",
            "timeliness",
            "coverage",
            "interpretation",
            "meetings",
            "consultations",
            "dialogue",
            "applications",
            "site",
            "quality",
        ),
        strict=True,
    )
)
"""The address of each group's page below `figures/`."""
PAGES = (
    ("", "总览"),
    ("warnings", "预警"),
    ("matrix", "单位×指标"),
    ("coverage", "目录覆盖"),
    ("trends", "每月趋势"),
)


def board_view(
    portal: Portal,
    board: Board,
    *,
    path: str,
    title: str,
    intro: str,
    blocks: Iterable[BoardBlock | None],
    downloads: tuple[Download, ...] = (),
    trail: tuple[Link, ...] = (),
    chips: tuple[Link, ...] = (),
    chips_title: str = "",
) -> BoardView:
    """A page of the platform; `path` is its address below `supervision/`."""
    to = portal.addresses.supervision
    above = (Link(TITLE, to()), *trail) if path else ()
    return BoardView(
        head=column_head(
            portal,
            title=title,
            url=to(path),
            description=intro,
            column_type="数据发布",
            trail=above,
            keywords=("政务公开", "监督", "考核"),
        ),
        title=title,
        intro=intro,
        as_of=board.today.isoformat(),
        side=side(portal, path),
        side_title="监管平台",
        blocks=tuple(block for block in blocks if block),
        downloads=downloads,
        chips=chips,
        chips_title=chips_title,
    )


def side(portal: Portal, current: str) -> tuple[Link, ...]:
    pages = list(PAGES)
    if portal.catalog.schemes:
        pages.append(("assessment", "考核"))
    links = [
        Link(title, portal.addresses.supervision(path), "current" if path == current else "")
        for path, title in pages
    ]
    return (*links, Link("考核评议记录", portal.addresses.kind("evaluations")))


def cell_of(value: Value) -> LightCell:
    return LightCell(value.text, value.light, TONES[value.light])


def share_of(value: Value) -> str:
    """Numerator and denominator of a rate."""
    return f"{value.numerator} / {value.denominator}" if value.indicator.measure == "比率" else ""


def name_link(portal: Portal, name: str, of: str, unit_id: str = "") -> Link:
    """What a case is called and where it is: a record, an item of the catalog, a column of a unit, a field."""
    if of == "record":
        return portal.record_link(name) or Link(name, "")
    if of == "item" and name in portal.catalog.items:
        return portal.item_link(name)
    if of == "column":
        url = portal.addresses.unit_kind(unit_id, name) if unit_id else portal.addresses.kind(name)
        return Link(KINDS[name].name, url)
    field = UnitFields.model_fields.get(name)
    return Link((field.title if field else None) or name, "")
