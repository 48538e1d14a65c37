"""Views of assessments: the scheme, the ranking, the score sheet of each office, and the check list it is made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from gongkai.catalog.public import PublicCatalog
from gongkai.model.supervision import MID, Deduction, Indicators, Period, Scheme, SchemeItem
from gongkai.model.unit import Unit
from gongkai.reports.assessment import AUTO, FREE, MANUAL, WAITING, ItemScore, Sheet, applies
from gongkai.reports.board import Board
from gongkai.reports.values import plain
from gongkai.views.boards import LightCell, ScoreLine, SheetBlock
from gongkai.views.parts import Cell, Download, Fact, FactsBlock, Link, TableBlock
from gongkai.views.portal import Portal
from gongkai.views.shapes import BoardView
from gongkai.views.supervision.county import unit_head
from gongkai.views.supervision.frame import board_view, name_link

_SHOWN = 12
Run = tuple[str, Scheme, Period]
"""The name of a scheme, the scheme, and one of its periods."""


def runs_of(catalog: PublicCatalog) -> list[Run]:
    return [(name, scheme, period) for name, scheme in catalog.schemes.items() for period in scheme.periods]


def published_runs(catalog: PublicCatalog, today: date) -> list[Run]:
    """Those whose scores the county wants public, once they have begun."""
    return [run for run in runs_of(catalog) if run[2].published and run[2].start <= today]


def run_path(name: str, period: Period, unit_id: str = "") -> str:
    """The address of a ranking or of a sheet below `supervision/`."""
    slug = "mid" if period.period == MID else "final"
    return "/".join(filter(None, ("assessment", name, slug, unit_id)))


def run_title(scheme: Scheme, period: Period) -> str:
    return f"{scheme.year}年{period.period}考核"


def schemes_view(portal: Portal, board: Board) -> BoardView:
    """All schemes with their items, and which results are public."""
    return board_view(
        portal,
        board,
        path="assessment",
        title="政务公开考核",
        intro="考核什么、怎样计分、各单位得分和扣分的原因。自动计分的项目由程序按监管指标计算，谁都可以核对。",
        blocks=_scheme_blocks(portal, board),
    )


def _scheme_blocks(portal: Portal, board: Board) -> Iterator[FactsBlock | TableBlock]:
    for name, scheme in portal.catalog.schemes.items():
        links = tuple(
            Link(
                run_title(scheme, period),
                portal.addresses.supervision(run_path(name, period)),
                f"{period.start} 至 {period.end}",
            )
            for _, each, period in published_runs(portal.catalog, board.today)
            if each is scheme
        )
        facts = [
            Fact("考核单位", (Link(scheme.assessor, ""),)),
            Fact("总分", (Link(f"{plain(scheme.total)} 分", ""),)),
            Fact("依据", (Link(scheme.source, ""),)),
        ]
        if links:
            facts.insert(0, Fact("公布的结果", links))
        yield FactsBlock(scheme.title, tuple(facts))
        yield _items(scheme, portal.catalog.indicators)


def _items(scheme: Scheme, indicators: Indicators) -> TableBlock:
    rows = [
        (item.name, group.name, plain(item.weight), item.measure, how(item, indicators), _scope(item))
        for group in scheme.groups
        for item in group.items
    ]
    return TableBlock(
        f"{scheme.year}年考核项目",
        ("项目", "一级指标", "分值", "计分方式", "怎样计分", "适用"),
        tuple(rows),
        0,
        has_cards=True,
    )


def _scope(item: SchemeItem) -> str:
    who = "、".join(item.applies_to) or "所有单位"
    return who if len(item.period) > 1 else f"{who}（{'、'.join(item.period)}）"


def how(item: SchemeItem, indicators: Indicators) -> str:
    """How an item is scored, in words."""
    if item.measure == "人工":
        return item.standard or "由考核单位打分"
    indicator = indicators.find(item.metric or "")
    if indicator is None:
        return ""
    return f"{indicator.name}：{_rule(item.deduct_rule or Deduction(), indicator.unit)}"


def _rule(rule: Deduction, unit: str) -> str:
    texts = []
    if rule.each:
        texts.append(f"每一件没有做到扣 {plain(rule.each)} 分")
    if rule.each_day:
        texts.append(f"每逾期一天再扣 {plain(rule.each_day)} 分")
    if rule.below is not None and rule.each_point:
        texts.append(f"离目标 {plain(rule.below)}{unit} 每差 1 扣 {plain(rule.each_point)} 分")
    return "，".join((*texts, "扣完为止")) if texts else "不扣分"


def ranking_view(portal: Portal, board: Board, run: Run, sheets: Sequence[Sheet]) -> BoardView:
    name, scheme, period = run
    to = portal.addresses
    path = run_path(name, period)
    rows: list[tuple[Cell, ...]] = [
        (
            Link(
                portal.catalog.units[sheet.unit].fields.short_name,
                to.supervision(run_path(name, period, sheet.unit)),
            ),
            str(sheet.rank) if sheet.rank else "—",
            _points(sheet.total),
            f"{plain(sheet.earned)} / {plain(sheet.possible)}",
            f"{sheet.waiting} 项" if sheet.waiting else "无",
        )
        for sheet in sheets
    ]
    return board_view(
        portal,
        board,
        path=path,
        title=run_title(scheme, period),
        intro=_intro(scheme, period, board.today),
        blocks=(
            TableBlock(
                "得分和排名",
                ("单位", "名次", "得分", "得分 / 应得分值", "待打分"),
                tuple(rows),
                0,
                has_cards=True,
            ),
        ),
        trail=(Link("政务公开考核", to.supervision("assessment")),),
        downloads=tuple(
            Download(
                "得分和扣分明细", to.to(f"supervision/{path}/scores.{ending}"), ending.upper(), "", about
            )
            for ending, about in (
                ("xlsx", "每个单位、每个项目、每一笔扣分"),
                ("csv", "可用表格软件打开"),
                ("json", "供程序使用"),
            )
        ),
    )


def _intro(scheme: Scheme, period: Period, today: date) -> str:
    until = "" if today > period.end else "考核期还没有结束，现在是到统计日为止的得分。"
    return (
        f"{scheme.title}，{period.start} 至 {period.end}。{until}"
        f"不涉及和待打分的项目不计入，其余项目折算成 {plain(scheme.total)} 分。"
    )


def sheet_view(portal: Portal, board: Board, run: Run, sheet: Sheet) -> BoardView:
    name, scheme, period = run
    unit = portal.catalog.units[sheet.unit]
    title = f"{unit.fields.short_name}{run_title(scheme, period)}"
    return board_view(
        portal,
        board,
        path=run_path(name, period, sheet.unit),
        title=title,
        intro=_intro(scheme, period, board.today),
        blocks=(
            SheetBlock(
                "得分表",
                "",
                tuple(_line(portal, sheet.unit, score) for score in sheet.scores),
                f"{_points(sheet.total)} 分（应得 {plain(sheet.possible)} 分，得 {plain(sheet.earned)} 分，折算成 {plain(scheme.total)} 分制）",
                has_points=True,
            ),
        ),
        trail=(
            Link("政务公开考核", portal.addresses.supervision("assessment")),
            Link(run_title(scheme, period), portal.addresses.supervision(run_path(name, period))),
        ),
        chips=(unit_head(portal, sheet.unit),),
        chips_title="单位监管页",
    )


def _points(total: Decimal | None) -> str:
    return "—" if total is None else plain(total)


_CELLS = {FREE: "不涉及", WAITING: "待打分"}


def _line(portal: Portal, unit_id: str, score: ItemScore) -> ScoreLine:
    item, points = score.item, score.points
    if points is None:
        cell = LightCell(_CELLS[score.state], "", "info")
    elif points == item.weight:
        cell = LightCell(plain(points), "满分", "good")
    else:
        cell = LightCell(plain(points), "扣分", "warn" if points else "bad")
    losses = [_loss_link(portal, unit_id, score, i) for i in range(min(len(score.losses), _SHOWN))]
    rest = score.losses[_SHOWN:]
    if rest:
        lost = plain(sum((loss.points for loss in rest), Decimal()))
        losses.append(Link(f"另有 {len(rest)} 笔", "", f"共扣 {lost} 分，见下载的明细"))
    return ScoreLine(
        score.group,
        item.name,
        plain(item.weight),
        "" if points is None else plain(points),
        how(item, portal.catalog.indicators),
        cell,
        tuple(losses),
    )


def _loss_link(portal: Portal, unit_id: str, score: ItemScore, place: int) -> Link:
    loss = score.losses[place]
    note = f"扣 {plain(loss.points)} 分：{loss.text}"
    if score.state == MANUAL:
        found = portal.record_link(loss.name)
        return Link(found.title if found else "考核单位打分", found.url if found else "", note)
    if not loss.name:
        assert score.state == AUTO
        return Link(score.value.indicator.name if score.value else "", "", note)
    link = name_link(portal, loss.name, loss.of, unit_id)
    return Link(link.title, link.url, note)


def checklists(portal: Portal, unit: Unit) -> Iterator[SheetBlock]:
    """What the unit will be assessed on by the newest scheme: its own check list (一单位一清单)."""
    for scheme in list(portal.catalog.schemes.values())[:1]:
        lines = tuple(
            ScoreLine(
                group.name,
                item.name,
                plain(item.weight),
                "",
                how(item, portal.catalog.indicators),
                LightCell(item.measure, "", "info"),
                (),
            )
            for group in scheme.groups
            for item in group.items
            if any(applies(item, unit, period.period) for period in scheme.periods)
        )
        if lines:
            yield SheetBlock(
                f"{scheme.year}年考核清单",
                f"按《{scheme.title}》，适用于本单位的项目。",
                lines,
                "",
                has_points=False,
            )
