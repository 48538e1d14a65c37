"""The figures of supervision for editors: as text, and as tables and JSON with all scores, public or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from gongkai.exports.sheets import Table, csv_bytes, xlsx_bytes
from gongkai.exports.supervision import dump, indicator_tables, indicators_data, score_tables, scores_data
from gongkai.findings import Language
from gongkai.reports.assessment import Sheet
from gongkai.reports.board import Board
from gongkai.reports.values import FAIR, GOOD, POOR, plain
from gongkai.reports.warnings import warnings_of
from gongkai.views.portal import Portal
from gongkai.views.supervision.alarms import note_of_warning
from gongkai.views.supervision.scores import Run, run_title, runs_of

Findings = Mapping[str, tuple[int, int]]
_LIGHTS = {GOOD: "green", FAIR: "amber", POOR: "red"}


def _scored(portal: Portal, board: Board) -> list[tuple[Run, tuple[Sheet, ...]]]:
    """Every period that has begun, with the sheets of all units, the best first."""
    return [(run, board.ranking(*run)) for run in runs_of(portal.catalog) if run[2].start <= board.today]


def supervised_text(
    portal: Portal, board: Board, findings: Findings, units: Sequence[str], language: Language
) -> str:
    """A few lines a unit: lights, findings, scores, warnings; with one unit asked for, all its figures too."""
    is_zh = language == "zh"
    lines = [f"统计截至 {board.today}" if is_zh else f"as of {board.today}"]
    scored = _scored(portal, board)
    for name in units or portal.catalog.units:
        lights = Counter(value.light for value in board.values(name))
        errors, warnings = findings.get(name, (0, 0))
        told = [f"{light if is_zh else english} {lights[light]}" for light, english in _LIGHTS.items()]
        told.append(f"错误 {errors} 提醒 {warnings}" if is_zh else f"{errors} errors {warnings} warnings")
        lines.append(f"{portal.catalog.units[name].fields.short_name} {name}：{'  '.join(told)}")
        lines += (f"  {text}" for text in _scores_of(name, scored, is_zh=is_zh))
        for each in warnings_of(board.evidence(name)):
            what = each.name or each.title
            lines.append(f"  {each.light} {each.kind} {what} {note_of_warning(portal, each)}".rstrip())
        if units:
            lines += (
                f"    {value.indicator.group} {value.indicator.name} {value.text} {value.light}".rstrip()
                for value in board.values(name)
            )
    return "\n".join(lines)


def _scores_of(unit: str, scored: Sequence[tuple[Run, tuple[Sheet, ...]]], *, is_zh: bool) -> Iterator[str]:
    for run, sheets in scored:
        sheet = next(sheet for sheet in sheets if sheet.unit == unit)
        if sheet.total is not None:
            rank = f"第 {sheet.rank} 名" if is_zh else f"rank {sheet.rank}"
            yield f"{run_title(run[1], run[2])} {plain(sheet.total)} {rank}"


def supervised_csv(portal: Portal, board: Board, units: Sequence[str]) -> bytes:
    return csv_bytes(indicator_tables(portal, board, units)[0])


def supervised_xlsx(portal: Portal, board: Board, findings: Findings, units: Sequence[str]) -> bytes:
    """The indicators, the scores of every period, and how much check finds."""
    tables = list(indicator_tables(portal, board, units))
    for run, sheets in _scored(portal, board):
        some = [sheet for sheet in sheets if not units or sheet.unit in units]
        tables += (
            Table(f"{run[0]}{run[2].period}{table.name}", table.columns, table.rows)
            for table in score_tables(portal, some)
        )
    tables.append(
        Table(
            "检查结果",
            ("单位编号", "单位", "错误", "提醒"),
            tuple(
                (name, portal.catalog.units[name].fields.short_name, *findings.get(name, (0, 0)))
                for name in units or portal.catalog.units
            ),
        )
    )
    return xlsx_bytes(tables)


def supervised_json(portal: Portal, board: Board, findings: Findings, units: Sequence[str]) -> bytes:
    chosen = units or list(portal.catalog.units)
    return dump(
        {
            **indicators_data(portal, board, chosen),
            "scores": [
                scores_data(portal, board, run, [sheet for sheet in sheets if sheet.unit in chosen])
                for run, sheets in _scored(portal, board)
            ],
            "findings": {
                name: dict(zip(("errors", "warnings"), findings.get(name, (0, 0)), strict=True))
                for name in chosen
            },
        }
    )
