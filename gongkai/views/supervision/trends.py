"""View of the last two years, month by month."""

from __future__ import annotations

from gongkai.model.kinds import KINDS
from gongkai.reports.board import Board, by_month, months_until
from gongkai.views.boards import ChartBlock
from gongkai.views.portal import Portal
from gongkai.views.shapes import BoardView
from gongkai.views.supervision.charts import bar_chart
from gongkai.views.supervision.frame import board_view

_MONTHS = 12
_KINDS = ("documents", "interpretations", "notices", "messages", "enforcement")


def trends_view(portal: Portal, board: Board) -> BoardView:
    groups, months = board.groups, months_until(board.today, _MONTHS)
    charts: list[ChartBlock] = [
        _chart("每月公开总数", "all", months, by_month(board.catalog.entries, months))
    ]
    for kind in _KINDS:
        entries = groups.by_kind.get(kind, ())
        charts.append(_chart(f"每月{KINDS[kind].name}数", kind, months, by_month(entries, months)))
    return board_view(
        portal,
        board,
        path="trends",
        title="每月趋势",
        intro=f"最近 {_MONTHS} 个月，全县每个月公开了多少信息。本月还没有过完。",
        blocks=charts,
    )


def _chart(title: str, anchor: str, months: tuple[str, ...], counts: tuple[int, ...]) -> ChartBlock:
    pairs = tuple((month, count) for month, count in zip(months, counts, strict=True))
    return bar_chart(title, anchor, ("月份", "条数"), pairs, "条")
