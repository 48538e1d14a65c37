"""Figures and scores as data: JSON with the records behind each, and tables of the same."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from gongkai.exports.sheets import Cell, Table, digest_of
from gongkai.model.supervision import Indicator
from gongkai.reports.assessment import Sheet
from gongkai.reports.board import Board
from gongkai.reports.values import Value
from gongkai.views.portal import Portal
from gongkai.views.supervision.scores import Run

COUNTY = "全县"
_COLUMNS = ("单位编号", "单位", "分组", "指标代码", "指标", "数值", "计量单位", "分子", "分母", "状态")


def indicators_json(portal: Portal, board: Board, tables: Sequence[Table]) -> bytes:
    """The county and all units; the records behind a figure stand in the data of each unit.

    With the digest of the tables: the spreadsheet is made anew where this file changes, and only there.
    """
    data = indicators_data(portal, board, list(portal.catalog.units))
    return dump({**data, "tables": digest_of(tables)})


def indicators_data(portal: Portal, board: Board, units: Collection[str]) -> dict[str, object]:
    """The same for some units."""
    to = portal.addresses
    return {
        "as_of": board.today.isoformat(),
        "indicators": [_definition(each) for each in board.indicators],
        "county": [_value(value) for value in board.county],
        "units": [
            {
                "unit": unit.id,
                "name": unit.name,
                "short_name": unit.fields.short_name,
                "url": to.full(to.supervised(unit.id)),
                "data": to.full(to.to(f"supervision/units/{unit.id}/data.json")),
                "values": [_value(value) for value in board.values(unit.id)],
            }
            for unit in portal.catalog.units.values()
            if unit.id in units
        ],
    }


def unit_json(board: Board, unit_id: str) -> bytes:
    """The figures of one unit with what is behind them.

    `cases` names what counts with its part of numerator and denominator. Where `base` is told, records of it that no
    case names count fully; `records` are all of the unit's, with their kind and day.
    """
    evidence = board.evidence(unit_id)
    data = {
        "as_of": board.today.isoformat(),
        "unit": unit_id,
        "name": evidence.unit.name,
        "values": [
            {**_value(value), **_behind(value, *evidence.bounds(value.indicator.window))}
            for value in board.values(unit_id)
        ],
        "duties": [
            {
                "item": duty.item,
                "state": duty.state,
                "count": duty.count,
                "latest": duty.latest,
                "reason": duty.reason,
                "until": duty.until,
            }
            for duty in evidence.duties
        ],
        "records": [[entry.id, entry.kind, entry.day] for entry in evidence.entries],
    }
    return dump(data)


def _behind(value: Value, start: str, end: str) -> dict[str, object]:
    (found,) = value.found
    behind: dict[str, object] = {"cases_are": found.of, "cases": [list(case) for case in found.cases]}
    if found.plain:
        behind["base"] = {"kinds": list(value.indicator.kinds), "from": start, "to": end}
    return behind


def _definition(indicator: Indicator) -> dict[str, object]:
    return indicator.model_dump(mode="json")


def _value(value: Value) -> dict[str, object]:
    return {
        "code": value.indicator.code,
        "value": None if value.number is None else float(value.number),
        "numerator": value.numerator,
        "denominator": value.denominator,
        "light": value.light,
    }


def dump(data: object) -> bytes:
    """One line: what it is for is read by programs."""
    return json.dumps(data, ensure_ascii=False).encode() + b"\n"


def indicator_tables(portal: Portal, board: Board, units: Collection[str] = ()) -> tuple[Table, Table, Table]:
    """All values one a row; the matrix of numbers; what each indicator means. Of some units, or of all."""
    chosen = units or list(portal.catalog.units)
    return (
        Table("指标数值", _COLUMNS, tuple(_rows(portal, board, chosen))),
        _matrix(portal, board, chosen),
        Table(
            "指标说明",
            ("指标代码", "指标", "分组", "四不分类", "算法", "时间范围", "方向", "正常线", "关注线", "依据"),
            tuple(
                (
                    each.code,
                    each.name,
                    each.group,
                    each.concern,
                    each.formula,
                    each.window,
                    each.better,
                    each.good,
                    each.fair,
                    each.source,
                )
                for each in board.indicators
            ),
        ),
    )


def _rows(portal: Portal, board: Board, units: Collection[str]) -> Iterator[tuple[Cell, ...]]:
    for value in board.county:
        yield ("", COUNTY, *_cells(value))
    for unit in (portal.catalog.units[name] for name in units):
        for value in board.values(unit.id):
            yield (unit.id, unit.fields.short_name, *_cells(value))


def _cells(value: Value) -> tuple[Cell, ...]:
    each = value.indicator
    return (
        each.group,
        each.code,
        each.name,
        value.number,
        each.unit,
        value.numerator,
        value.denominator,
        value.light or None,
    )


def _matrix(portal: Portal, board: Board, units: Collection[str]) -> Table:
    return Table(
        "单位×指标",
        ("单位", *(f"{each.name}（{each.unit}）" for each in board.indicators)),
        (
            (COUNTY, *(value.number for value in board.county)),
            *(
                (unit.fields.short_name, *(value.number for value in board.values(unit.id)))
                for unit in (portal.catalog.units[name] for name in units)
            ),
        ),
    )


def scores_json(
    portal: Portal, board: Board, run: Run, sheets: Sequence[Sheet], tables: Sequence[Table]
) -> bytes:
    """The sheets of a period, with every deduction, and the digest of the tables."""
    return dump({**scores_data(portal, board, run, sheets), "tables": digest_of(tables)})


def scores_data(portal: Portal, board: Board, run: Run, sheets: Sequence[Sheet]) -> dict[str, object]:
    name, scheme, period = run
    return {
        "as_of": board.today.isoformat(),
        "scheme": name,
        "title": scheme.title,
        "period": period.period,
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "units": [
            {
                "unit": sheet.unit,
                "name": portal.catalog.units[sheet.unit].name,
                "short_name": portal.catalog.units[sheet.unit].fields.short_name,
                "rank": sheet.rank or None,
                "total": _number(sheet.total),
                "earned": _number(sheet.earned),
                "possible": _number(sheet.possible),
                "items": [
                    {
                        "item": score.item.id,
                        "name": score.item.name,
                        "group": score.group,
                        "state": score.state,
                        "weight": _number(score.item.weight),
                        "points": _number(score.points),
                        "losses": [
                            {
                                "points": _number(loss.points),
                                "of": loss.of,
                                "name": loss.name,
                                "why": loss.text,
                            }
                            for loss in score.losses
                        ],
                    }
                    for score in sheet.scores
                ],
            }
            for sheet in sheets
        ],
    }


def _number(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def score_tables(portal: Portal, sheets: Sequence[Sheet]) -> tuple[Table, Table]:
    """Every item of every unit with its deductions; the ranking."""
    return (
        Table(
            "扣分明细",
            ("单位编号", "单位", "一级指标", "项目", "分值", "得分", "状态", "扣分", "扣分对象", "扣分原因"),
            tuple(_score_rows(portal, sheets)),
        ),
        Table(
            "排名",
            ("名次", "单位编号", "单位", "得分", "得分小计", "应得分值"),
            tuple(
                (
                    sheet.rank or None,
                    sheet.unit,
                    portal.catalog.units[sheet.unit].fields.short_name,
                    sheet.total,
                    sheet.earned,
                    sheet.possible,
                )
                for sheet in sheets
            ),
        ),
    )


def _score_rows(portal: Portal, sheets: Sequence[Sheet]) -> Iterator[tuple[Cell, ...]]:
    for sheet in sheets:
        unit = portal.catalog.units[sheet.unit]
        for score in sheet.scores:
            row: tuple[Cell, ...] = (
                unit.id,
                unit.fields.short_name,
                score.group,
                score.item.name,
                score.item.weight,
                score.points,
                score.state,
            )
            if not score.losses:
                yield (*row, None, None, None)
            for loss in score.losses:
                yield (*row, loss.points, loss.name, loss.text)
