"""The pages and files of the supervision platform. A unit's own depend on its own records; the county's on all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from hashlib import blake2b

from gongkai.catalog.coverage import Groups
from gongkai.exports.sheets import csv_bytes, xlsx_bytes
from gongkai.exports.supervision import (
    indicator_tables,
    indicators_json,
    score_tables,
    scores_json,
    unit_json,
)
from gongkai.model.supervision import GROUPS
from gongkai.plan.parts import Image, Part, Product, marks
from gongkai.reports.board import Board
from gongkai.views.portal import Portal
from gongkai.views.supervision.alarms import alarms_view
from gongkai.views.supervision.county import coverage_view, group_view, matrix_view, overview
from gongkai.views.supervision.office import office_view
from gongkai.views.supervision.scores import (
    Run,
    published_runs,
    ranking_view,
    run_path,
    schemes_view,
    sheet_view,
)
from gongkai.views.supervision.trends import trends_view


def plan_supervision(portal: Portal, groups: Groups, today: date) -> Iterator[Part]:
    """Each part names the day: deadlines pass without any file changing."""
    board = Board(portal.catalog, groups, today)
    inputs = {unit: _inputs_of(portal, groups, unit, today) for unit in portal.catalog.units}
    for unit, own in inputs.items():
        yield Part(f"supervision/units/{unit}", own, partial(_office, portal, board, unit))
    every = blake2b("".join(inputs.values()).encode(), digest_size=16).hexdigest()
    yield Part("supervision", every, partial(_county, portal, board))
    for group in GROUPS:
        yield Part(f"supervision/{group}", every, partial(_one, group_view, portal, board, group))
    if portal.catalog.schemes:
        yield Part("supervision/assessment", today.isoformat(), partial(_one, schemes_view, portal, board))
    for run in published_runs(portal.catalog, today):
        path = run_path(run[0], run[2])
        yield Part(f"supervision/{path}", every, partial(_ranking, portal, board, run))


def _inputs_of(portal: Portal, groups: Groups, unit: str, today: date) -> str:
    """What the figures of a unit are made from beside what all pages share."""
    entries, known = groups.by_unit.get(unit, ()), portal.catalog.explained
    explained = [known[entry.id] for entry in entries if entry.id in known]
    # Where no unit publishes yearly reports here, none is owed (see `catalog.owed`).
    has_reports = "reports" in groups.by_kind
    return f"{today} {has_reports} {marks(entries)} {explained} {groups.asked_of_unit.get(unit, ())}"


def _one(view: Callable[..., Product], *args: object) -> Iterator[Product]:
    yield view(*args)


def _office(portal: Portal, board: Board, unit: str) -> Iterator[Product]:
    yield office_view(portal, board, unit)
    yield f"supervision/units/{unit}/data.json", unit_json(board, unit)


def _county(portal: Portal, board: Board) -> Iterator[Product]:
    yield overview(portal, board)
    yield matrix_view(portal, board)
    yield coverage_view(portal, board)
    yield alarms_view(portal, board)
    yield trends_view(portal, board)
    source = "supervision/indicators.json"
    tables = indicator_tables(portal, board)
    yield source, indicators_json(portal, board, tables)
    yield "supervision/indicators.csv", csv_bytes(tables[0])
    yield Image("supervision/indicators.xlsx", source, partial(xlsx_bytes, tables))


def _ranking(portal: Portal, board: Board, run: Run) -> Iterator[Product]:
    sheets = board.ranking(*run)
    yield ranking_view(portal, board, run, sheets)
    for sheet in sheets:
        yield sheet_view(portal, board, run, sheet)
    path = f"supervision/{run_path(run[0], run[2])}/scores"
    tables = score_tables(portal, sheets)
    yield f"{path}.json", scores_json(portal, board, run, sheets, tables)
    yield f"{path}.csv", csv_bytes(tables[0])
    yield Image(f"{path}.xlsx", f"{path}.json", partial(xlsx_bytes, tables))
