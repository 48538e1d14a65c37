"""Views of the county as a whole: the overview, the matrix, the groups of indicators, coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gongkai.catalog.duties import ABSENT, ASKED, EMPTY, PUBLISHED, STALE, Duty
from gongkai.model.supervision import GROUPS, Indicator
from gongkai.reports.board import Board
from gongkai.reports.values import FAIR, GOOD, POOR, Value, rate_text
from gongkai.views.boards import (
    Gauge,
    GaugesBlock,
    LightCell,
    MatrixBlock,
    MatrixRow,
    TalliesBlock,
    TallyGroup,
    TallyLine,
)
from gongkai.views.parts import Download, Figure, FiguresBlock, Link, TableBlock
from gongkai.views.portal import Portal
from gongkai.views.shapes import BoardView
from gongkai.views.supervision.frame import SLUGS, TITLE, TONES, board_view, cell_of, share_of

_INTRO = "把全县各单位政务公开的进度、时效、质量算给群众看，也提醒各单位什么到期、什么空缺。每个数字都能追到背后的信息。"


def overview(portal: Portal, board: Board) -> BoardView:
    county = board.county
    lights = Counter(value.light for unit in board.catalog.units for value in board.values(unit))
    strip = FiguresBlock(
        "全县概况",
        (
            *(_figure(value) for value in county if value.indicator.code in _HEADLINES),
            Figure("预警的单位指标", str(lights[POOR]), "项"),
        ),
    )
    return board_view(
        portal,
        board,
        path="",
        title=TITLE,
        intro=_INTRO,
        blocks=(strip, _by_group(portal, board), _tallies(portal, county), _legend()),
        downloads=downloads(portal),
    )


_HEADLINES = ("published", "published-month", "in-time", "covered", "explained", "replied")


def _figure(value: Value) -> Figure:
    number = value.text.removesuffix(value.indicator.unit)
    return Figure(value.indicator.name, number, value.indicator.unit if value.number is not None else "")


def downloads(portal: Portal) -> tuple[Download, ...]:
    to = portal.addresses.to
    return (
        Download(
            "全部指标（表格）", to("supervision/indicators.xlsx"), "XLSX", "", "指标、全县和各单位的数值"
        ),
        Download("全部指标", to("supervision/indicators.csv"), "CSV", "", "可用表格软件打开"),
        Download("全部指标", to("supervision/indicators.json"), "JSON", "", "供程序使用，各单位另有逐条明细"),
    )


def _by_group(portal: Portal, board: Board) -> MatrixBlock:
    """Units by groups: the worst light of a group, and how many have it."""
    return MatrixBlock(
        "各单位各方面情况",
        "单位",
        tuple(Link(group, portal.addresses.supervision(f"figures/{SLUGS[group]}")) for group in GROUPS),
        tuple(
            MatrixRow(
                unit_head(portal, unit),
                tuple(
                    _summary([v for v in board.values(unit) if v.indicator.group == group])
                    for group in GROUPS
                ),
            )
            for unit in board.catalog.units
        ),
    )


def _summary(values: Sequence[Value]) -> LightCell:
    lights = Counter(value.light for value in values)
    for light in (POOR, FAIR, GOOD):
        if lights[light]:
            number = "" if light == GOOD else f"{lights[light]}项"
            return LightCell(number, light, TONES[light])
    return LightCell("—")


def unit_head(portal: Portal, unit_id: str) -> Link:
    return Link(portal.catalog.units[unit_id].fields.short_name, portal.addresses.supervised(unit_id))


def _tallies(portal: Portal, county: Sequence[Value]) -> TalliesBlock:
    groups = []
    for group in GROUPS:
        page = portal.addresses.supervision(f"figures/{SLUGS[group]}")
        lines = tuple(
            TallyLine(Link(value.indicator.name, f"{page}#{value.indicator.code}"), cell_of(value))
            for value in county
            if value.indicator.group == group
        )
        if lines:
            groups.append(TallyGroup(Link(group, page), lines))
    return TalliesBlock("全县各项指标", tuple(groups))


def _legend() -> TableBlock:
    return TableBlock(
        "怎样看这些数字",
        ("标记", "意思"),
        (
            (GOOD, "达到正常线。"),
            (FAIR, "没有达到正常线，达到关注线。"),
            (POOR, "没有达到关注线。"),
            ("没有标记", "只列数字，不评高低；“—”表示没有这类信息，无从计算。"),
        ),
        0,
        has_cards=True,
    )


def matrix_view(portal: Portal, board: Board) -> BoardView:
    columns = tuple(
        Link(each.name, f"{portal.addresses.supervision(f'figures/{SLUGS[each.group]}')}#{each.code}")
        for each in board.indicators
    )
    return board_view(
        portal,
        board,
        path="matrix",
        title="单位×指标",
        intro=f"{len(board.catalog.units)} 个单位、{len(columns)} 项指标的全表，可以左右、上下移动，表头和单位名称不动。",
        blocks=(
            MatrixBlock(
                "单位×指标",
                "单位",
                columns,
                (
                    MatrixRow(Link("全县", ""), tuple(map(cell_of, board.county))),
                    *(
                        MatrixRow(unit_head(portal, unit), tuple(map(cell_of, board.values(unit))))
                        for unit in board.catalog.units
                    ),
                ),
            ),
        ),
        downloads=downloads(portal),
        chips=_group_chips(portal),
        chips_title="按方面查看",
    )


def _group_chips(portal: Portal, current: str = "") -> tuple[Link, ...]:
    return tuple(
        Link(
            group,
            portal.addresses.supervision(f"figures/{SLUGS[group]}"),
            "current" if group == current else "",
        )
        for group in GROUPS
    )


def group_view(portal: Portal, board: Board, group: str) -> BoardView:
    """One group of indicators: what each means, and how every unit stands."""
    places = [i for i, each in enumerate(board.indicators) if each.group == group]
    indicators = [board.indicators[i] for i in places]
    return board_view(
        portal,
        board,
        path=f"figures/{SLUGS[group]}",
        title=f"{group}指标",
        intro=f"{group}方面 {len(indicators)} 项指标：怎样计算、依据什么、各单位的数值。",
        blocks=(
            MatrixBlock(
                "各单位数值",
                "单位",
                tuple(Link(each.name, f"#{each.code}") for each in indicators),
                (
                    MatrixRow(Link("全县", ""), tuple(cell_of(board.county[i]) for i in places)),
                    *(
                        MatrixRow(
                            unit_head(portal, unit),
                            tuple(cell_of(board.values(unit)[i]) for i in places),
                        )
                        for unit in board.catalog.units
                    ),
                ),
            ),
            _definitions([board.county[i] for i in places]),
        ),
        trail=(Link("单位×指标", portal.addresses.supervision("matrix")),),
        chips=_group_chips(portal, group),
        chips_title="按方面查看",
        downloads=downloads(portal),
    )


def _definitions(values: Sequence[Value]) -> GaugesBlock:
    """What each indicator means, with the figure of the county."""
    return GaugesBlock(
        "指标说明和全县数值",
        "definitions",
        tuple(
            Gauge(
                value.indicator.name,
                value.indicator.code,
                cell_of(value),
                share_of(value),
                (
                    f"算法：{value.indicator.formula}",
                    f"时间范围：{value.indicator.window}；分档：{_bands(value.indicator)}",
                    f"依据：{value.indicator.source}",
                ),
            )
            for value in values
        ),
    )


def _bands(indicator: Indicator) -> str:
    if indicator.better is None or indicator.good is None:
        return "不分档"
    sign = "≤" if indicator.better == "越低越好" else "≥"
    fair = indicator.good if indicator.fair is None else indicator.fair
    unit = indicator.unit
    good = f"正常 {sign}{indicator.good}{unit}"
    return good if fair == indicator.good else f"{good}，关注 {sign}{fair}{unit}"


def coverage_view(portal: Portal, board: Board) -> BoardView:
    duties = [duty for unit in board.catalog.units for duty in board.evidence(unit).duties]
    standard = board.catalog.standard
    by_field = {
        field.field: [duty for duty in duties if standard.field_of[duty.item] is field]
        for field in standard.fields
    }
    met, owed = _met(duties), _owed(duties)
    intro = (
        f"按标准目录，各单位应公开 {len(duties)} 项（单位×事项），已有信息 {met} 项，"
        f"说明暂无 {len(duties) - owed} 项，覆盖率 {rate_text(met, owed)}。"
    )
    rows = [
        (Link(field.name, portal.addresses.field(field.field)), by_field[field.field])
        for field in standard.fields
        if by_field[field.field]
    ]
    units = [
        (unit_head(portal, unit), list(board.evidence(unit).duties))
        for unit in board.catalog.units
        if board.evidence(unit).duties
    ]
    return board_view(
        portal,
        board,
        path="coverage",
        title="标准目录覆盖情况",
        intro=intro,
        blocks=(
            _missing(portal, duties),
            _rates("按领域", "领域", rows),
            _rates("按单位", "单位", units),
        ),
    )


def _met(duties: Sequence[Duty]) -> int:
    return sum(duty.is_met for duty in duties)


def _owed(duties: Sequence[Duty]) -> int:
    return sum(duty.is_owed for duty in duties)


def _rates(title: str, corner: str, rows: Sequence[tuple[Link, list[Duty]]]) -> TableBlock:
    return TableBlock(
        title,
        (corner, "应公开", "已公开", "久未更新", "依申请公开", "暂无", "空缺", "覆盖率"),
        tuple((head, *_counts(duties), rate_text(_met(duties), _owed(duties))) for head, duties in rows),
        0,
        has_cards=True,
    )


def _counts(duties: Sequence[Duty]) -> tuple[str, ...]:
    states = Counter(duty.state for duty in duties)
    return (str(len(duties)), *(str(states[state]) for state in (PUBLISHED, STALE, ASKED, ABSENT, EMPTY)))


def _missing(portal: Portal, duties: Sequence[Duty]) -> TableBlock | None:
    """What is not there, or old, with the reason where one was written."""
    order = {EMPTY: 0, ASKED: 1, STALE: 2, ABSENT: 3}
    some = sorted((duty for duty in duties if duty.state in order), key=lambda duty: order[duty.state])
    if not some:
        return None
    return TableBlock(
        "空缺、久未更新和暂无的事项",
        ("事项", "单位", "情况", "说明"),
        tuple(
            (portal.item_link(duty.item), unit_head(portal, duty.unit), duty.state, note_of(duty))
            for duty in some
        ),
        0,
        has_cards=True,
    )


def note_of(duty: Duty) -> str:
    """What is to be said of a duty beside its state."""
    match duty.state:
        case "暂无":
            return f"{duty.reason}（到 {duty.until} 再核对）"
        case "久未更新":
            return f"最近更新 {duty.latest}"
        case "已公开":
            return f"{duty.count} 条，最近更新 {duty.latest}"
        case "依申请公开":
            return "只有依申请公开的信息"
    return "没有信息，也没有说明原因"
