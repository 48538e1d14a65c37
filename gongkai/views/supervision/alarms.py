"""Views of what is late, due soon, missing or old."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.reports.board import Board
from gongkai.reports.values import POOR
from gongkai.reports.warnings import Warning, warnings_of  # noqa: A004 - the field's own word
from gongkai.views.boards import AlarmLine, AlarmsBlock, LightCell
from gongkai.views.parts import Cell
from gongkai.views.portal import Portal
from gongkai.views.shapes import BoardView
from gongkai.views.supervision.county import unit_head
from gongkai.views.supervision.frame import TONES, board_view

_PARTS = (
    ("逾期未办", "已经过了时限、还没有公开。", "没有逾期未办的事项。"),
    ("即将到期", "时限快到了，请相关单位抓紧。", "最近没有到期的事项。"),
    ("来信未答复", "收到超过三个月、还没有答复。", "没有超过三个月没有答复的来信。"),
    ("事项空缺", "标准目录要求公开，没有任何信息，也没有说明原因。", "没有空缺的事项。"),
    ("事项久未更新", "超过更新周期没有新信息。", "没有久未更新的事项。"),
)


def alarms_view(portal: Portal, board: Board) -> BoardView:
    found = [each for unit in board.catalog.units for each in warnings_of(board.evidence(unit))]
    red = sum(each.light == POOR for each in found)
    intro = f"截至统计日，共 {red} 项预警、{len(found) - red} 项提醒。逾期不影响信息上网，晚公开好过不公开。"
    return board_view(
        portal,
        board,
        path="warnings",
        title="预警清单",
        intro=intro,
        blocks=(
            alarms_block(portal, kind, about, (each for each in found if each.kind == kind), empty=empty)
            for kind, about, empty in _PARTS
        ),
    )


def alarms_block(
    portal: Portal,
    title: str,
    intro: str,
    warnings: Iterable[Warning],
    *,
    empty: str,
    with_unit: bool = True,
) -> AlarmsBlock:
    lines = sorted(warnings, key=lambda each: (each.light != POOR, -each.days, each.unit, each.name))
    return AlarmsBlock(title, intro, tuple(_line(portal, each, with_unit=with_unit) for each in lines), empty)


def _line(portal: Portal, warning: Warning, *, with_unit: bool) -> AlarmLine:
    return AlarmLine(
        LightCell(warning.kind, warning.light, TONES[warning.light]),
        _what(portal, warning),
        unit_head(portal, warning.unit) if with_unit else None,
        warning.day,
        note_of_warning(portal, warning),
    )


def _what(portal: Portal, warning: Warning) -> Cell:
    if warning.of == "item":
        return portal.item_link(warning.name)
    return portal.record_link(warning.name) or warning.title


def note_of_warning(portal: Portal, warning: Warning) -> str:
    """What is late by how much, or what is to be done."""
    match warning.kind:
        case "逾期未办":
            return f"{clock_name(portal, warning.clock)}，应于 {warning.day} 前办结，已逾期 {warning.days} 天"
        case "即将到期":
            return f"{clock_name(portal, warning.clock)}，{warning.day} 到期，还有 {-warning.days} 天"
        case "来信未答复":
            return f"{warning.day} 收到，超过三个月 {warning.days} 天"
        case "事项久未更新":
            return f"最近更新 {warning.day}，已经 {warning.days} 天"
    return "请补充信息，或者在单位资料里说明暂无的原因"


def clock_name(portal: Portal, code: str) -> str:
    """What a clock is called, as far as it is known."""
    clock = portal.catalog.deadlines.clocks.get(code)
    return clock.name if clock else code
