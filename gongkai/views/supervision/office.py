"""View of one office: its figures, what falls short, its warnings, its duties, its check list; made to be printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gongkai.model.supervision import GROUPS
from gongkai.reports.board import Board, by_month, months_until
from gongkai.reports.values import FAIR, GOOD, POOR, Value
from gongkai.reports.warnings import warnings_of
from gongkai.views.boards import ChartBlock, Gauge, GaugesBlock
from gongkai.views.parts import Cell, Download, Figure, FiguresBlock, Link, TableBlock
from gongkai.views.portal import Portal
from gongkai.views.shapes import BoardView
from gongkai.views.supervision.alarms import alarms_block
from gongkai.views.supervision.charts import bar_chart
from gongkai.views.supervision.county import note_of
from gongkai.views.supervision.frame import SLUGS, board_view, cell_of, name_link, share_of
from gongkai.views.supervision.scores import checklists, published_runs, run_path, run_title

_SHOWN = 8
"""Records that fall short of one figure; the data file names all."""
_MONTHS = 12


def office_view(portal: Portal, board: Board, unit_id: str) -> BoardView:
    unit = portal.catalog.units[unit_id]
    values = board.values(unit_id)
    lights = Counter(value.light for value in values)
    intro = f"{unit.name}政务公开的各项指标、预警、应公开事项和考核清单。"
    return board_view(
        portal,
        board,
        path=f"units/{unit_id}",
        title=f"{unit.fields.short_name}监管页",
        intro=intro,
        blocks=(
            FiguresBlock(
                "",
                (
                    *(Figure(light, str(lights[light]), "项") for light in (GOOD, FAIR, POOR)),
                    *(_figure(value) for value in values if value.indicator.code in ("published", "covered")),
                ),
            ),
            alarms_block(
                portal,
                "本单位预警",
                "",
                warnings_of(board.evidence(unit_id)),
                empty="没有逾期、到期和空缺的事项。",
                with_unit=False,
            ),
            *(_gauges(portal, unit_id, group, values) for group in GROUPS),
            _trend(board, unit_id),
            _duties(portal, board, unit_id),
            *checklists(portal, unit),
        ),
        downloads=(
            Download(
                f"{unit.fields.short_name}指标明细",
                portal.addresses.to(f"supervision/units/{unit_id}/data.json"),
                "JSON",
                "",
                "每项指标的数值和背后的每一条信息",
            ),
        ),
        trail=(Link("单位×指标", portal.addresses.supervision("matrix")),),
        chips=(
            Link("单位主页", portal.addresses.unit(unit_id)),
            *_assessed(portal, board, unit_id),
        ),
        chips_title="相关页面",
    )


def _figure(value: Value) -> Figure:
    number = value.text.removesuffix(value.indicator.unit)
    return Figure(value.indicator.name, number, value.indicator.unit if value.number is not None else "")


def _assessed(portal: Portal, board: Board, unit_id: str) -> list[Link]:
    """The published score sheets of the unit."""
    return [
        Link(run_title(scheme, period), portal.addresses.supervision(run_path(name, period, unit_id)))
        for name, scheme, period in published_runs(portal.catalog, board.today)
    ]


def _gauges(portal: Portal, unit_id: str, group: str, values: Sequence[Value]) -> GaugesBlock | None:
    some = [value for value in values if value.indicator.group == group]
    if not some:
        return None
    return GaugesBlock(group, SLUGS[group], tuple(_gauge(portal, unit_id, value) for value in some))


def _gauge(portal: Portal, unit_id: str, value: Value) -> Gauge:
    """Without the figure of the county: another unit's record must not change this page."""
    named = value.missed or (value.cases if _is_telling(value) else ())
    links = []
    for case in named[:_SHOWN]:
        link = name_link(portal, case.name, value.found[0].of, unit_id)
        links.append(Link(link.title, link.url))
    more = f"等 {len(named)} 项，全部见本页下方的数据文件。" if len(named) > _SHOWN else ""
    return Gauge(
        value.indicator.name,
        f"v-{value.indicator.code}",
        cell_of(value),
        share_of(value),
        (value.indicator.formula,),
        tuple(links),
        more,
    )


def _is_telling(value: Value) -> bool:
    """Whether what was counted is itself what falls short: overdue, gaps."""
    return value.indicator.measure == "数量" and value.indicator.better == "越低越好"


def _trend(board: Board, unit_id: str) -> ChartBlock:
    months = months_until(board.today, _MONTHS)
    counts = by_month(board.evidence(unit_id).entries, months)
    return bar_chart("每月公开数", "trend", ("月份", "公开数"), tuple(zip(months, counts, strict=True)), "条")


def _duties(portal: Portal, board: Board, unit_id: str) -> TableBlock | None:
    rows: list[tuple[Cell, ...]] = [
        (portal.item_link(duty.item), duty.state, note_of(duty)) for duty in board.evidence(unit_id).duties
    ]
    if not rows:
        return None
    return TableBlock("应公开的标准目录事项", ("事项", "情况", "说明"), tuple(rows), 0, has_cards=True)
