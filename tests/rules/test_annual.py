"""Annual reports: random ledgers add up to reports that keep every identity; one changed cell anywhere is caught."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.catalog.headers import header_of
from gongkai.catalog.index import Catalog
from gongkai.catalog.owed import reports_owed
from gongkai.catalog.public import Entry, make_entry
from gongkai.catalog.tally import add_tallies, cells_in, read_tally, tally_of, write_tally
from gongkai.content.places import locate
from gongkai.content.records import parse_record_text
from gongkai.content.schema import validate
from gongkai.findings import Finding
from gongkai.model.annual import (
    ACTIVE,
    APPLICANTS,
    CELLS,
    COLUMNS,
    OUTCOMES,
    REMEDY_OF,
    ROWS,
    Cells,
    add,
    broken,
    cells_of,
    find_row,
    read_cells,
    write_cells,
)
from gongkai.model.content import Content
from gongkai.model.exchange import Report
from gongkai.model.header import Needs
from gongkai.model.kinds import KINDS
from gongkai.model.ledger import Application, Ledger, Remedy
from gongkai.model.record import Record
from gongkai.rules.annual import check_report
from gongkai.rules.years import check_years
from tests.conftest import REPOSITORY, record
from tests.reading import Project, read_project
from tests.reports import fields_of

LEAVES = [row.code for row in ROWS if row.is_result]
YEARS = (2023, 2024, 2025)


@pytest.fixture(scope="module")
def demo() -> Content:
    return the_demo().content


# --- random ledgers ---

days = st.dates(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))


@st.composite
def applications(draw: st.DrawFn) -> Application:
    received = draw(days)
    answered = draw(st.none() | st.integers(0, 500).map(lambda n: received + timedelta(n)))
    kinds = draw(st.lists(st.sampled_from([*REMEDY_OF.values()]), max_size=2))
    remedies = []
    for kind in kinds:
        filed = received + timedelta(draw(st.integers(0, 300)))
        if draw(st.booleans()):
            decided = filed + timedelta(draw(st.integers(0, 500)))
            outcome = draw(st.sampled_from(["结果维持", "结果纠正", "其他结果"]))
            remedies.append(Remedy(kind=kind, filed_on=filed, decided_on=decided, outcome=outcome))
        else:
            remedies.append(Remedy(kind=kind, filed_on=filed))
    return Application(
        number=str(draw(st.integers(0, 10**6))),
        applicant=draw(st.sampled_from([*APPLICANTS.values()])),
        received_on=received,
        replied_on=answered,
        result=draw(st.sampled_from(LEAVES)) if answered else None,
        remedies=tuple(remedies),
    )


def ledgers_of(some: list[Application]) -> list[Ledger]:
    return [
        Ledger(year=year, applications=tuple(each for each in some if each.received_on.year == year))
        for year in YEARS
    ]


@given(st.lists(applications(), max_size=40))
@settings(max_examples=60, deadline=None)
def test_random_ledgers_add_up_to_reports_that_keep_every_identity(some: list[Application]) -> None:
    tally = add_tallies(read_tally(write_tally(tally_of(ledger))) for ledger in ledgers_of(some))
    tables = {year: cells_in(tally, year) for year in YEARS}
    for year, cells in tables.items():
        assert not list(broken(cells))
        for code, label in APPLICANTS.items():
            own = [each for each in some if each.applicant == label]
            ended = [each for each in own if each.replied_on and each.replied_on.year == year]
            assert cells[f"3.new.{code}"] == sum(each.received_on.year == year for each in own)
            assert cells[f"3.total.{code}"] == len(ended)
            for leaf in LEAVES:
                assert cells[f"3.{leaf}.{code}"] == sum(each.result == leaf for each in ended)
            if year > YEARS[0]:
                assert cells[f"3.carried_in.{code}"] == tables[year - 1][f"3.carried_out.{code}"]
        for code, kind in REMEDY_OF.items():
            told = [remedy for each in some for remedy in each.remedies if remedy.kind == kind]
            open_still = [
                r
                for r in told
                if r.filed_on.year <= year and not (r.decided_on and r.decided_on.year <= year)
            ]
            assert cells[f"4.{code}.pending"] == len(open_still)
            closed = sum(bool(r.decided_on and r.decided_on.year == year) for r in told)
            assert cells[f"4.{code}.total"] == len(open_still) + closed


# --- one changed cell ---


def report_cells(seed: int, carried_in: dict[str, Decimal] | None = None) -> dict[str, Decimal]:
    """Numbers of a report that are all right, made up."""
    made = random.Random(seed)
    cells: dict[str, Decimal] = {}
    for row in ACTIVE:
        cells |= {f"2.{row.code}.{column}": Decimal(made.randint(0, 30)) for column in row.columns}
    for column in APPLICANTS:
        answers = {f"3.{leaf}.{column}": Decimal(made.randint(0, 4)) for leaf in LEAVES}
        total = sum(answers.values(), Decimal())
        before = (carried_in or {}).get(column, Decimal(made.randint(0, 3)))
        after = Decimal(made.randint(0, 3))
        cells |= answers | {
            f"3.total.{column}": total,
            f"3.carried_in.{column}": before,
            f"3.carried_out.{column}": after,
            f"3.new.{column}": total + after - before,
        }
    for form in ROWS:
        six = (cells[f"3.{form.code}.{column}"] for column in APPLICANTS)
        cells[f"3.{form.code}.total"] = sum(six, Decimal())
    for kind in REMEDY_OF:
        parts = {f"4.{kind}.{o}": Decimal(made.randint(0, 5)) for o in OUTCOMES if o != "total"}
        cells |= parts | {f"4.{kind}.total": sum(parts.values(), Decimal())}
    return {key: max(cells[key], Decimal()) for key in CELLS}


def report_of(unit: str, year: int, cells: Cells, covers: str = "本机关") -> Record:
    path = f"content/units/{unit}/reports/{year + 1}/r{year}{covers == '本地区'}.md"
    text = record("", 发布日期=f"{year + 1}-01-20 09:00", **fields_of(year, cells, covers))
    tree, *_ = parse_record_text(text, "md", path)
    assert tree
    fields, problems = validate(tree, Report, path)
    assert fields, problems
    return Record(path.removeprefix("content/units/").removesuffix(".md"), unit, "reports", path, fields, "")


def found_in(content: Content, records: list[Record]) -> list[Finding]:
    headers = {each.id: header_of(each, "0") for each in sorted(records, key=lambda record: record.id)}
    catalog = Catalog(content, headers, dict.fromkeys(headers, Needs()), frozenset(), {})
    alone = [
        f for each in records if isinstance(each.fields, Report) for f in check_report(each, each.fields)
    ]
    return [*alone, *check_years(catalog)]


def test_one_changed_cell_in_any_table_is_caught(demo: Content) -> None:
    """A small county: two units with reports of two years, its own report the sum of both."""
    content = replace(demo, units={unit: demo.units[unit] for unit in ("mzj", "xzfb")})
    carried = {}
    cells: dict[tuple[str, int], dict[str, Decimal]] = {}
    for seed, unit in enumerate(content.units):
        cells[unit, 2024] = report_cells(seed)
        carried = {column: cells[unit, 2024][f"3.carried_out.{column}"] for column in APPLICANTS}
        now = report_cells(seed + 10, carried)
        for row in ("rules", "normative"):
            now[f"2.{row}.abolished"] = Decimal(1)
            before = cells[unit, 2024][f"2.{row}.in_force"]
            now[f"2.{row}.in_force"] = before + now[f"2.{row}.made"] - 1
        cells[unit, 2025] = now
    county = add(cells[unit, 2025] for unit in content.units)
    others = [report_of(unit, year, numbers) for (unit, year), numbers in cells.items()]
    right = [*others, report_of("xzfb", 2025, county, "本地区")]
    assert found_in(content, right) == []
    for key in CELLS:
        wrong = {**county, key: county[key] + 1}
        told = found_in(content, [*others, report_of("xzfb", 2025, wrong, "本地区")])
        assert told, key
        row, column = key[2:].rpartition(".")[::2]
        places = {finding.location.field for finding in told}
        table = {"2": "active", "3": "applications", "4": "litigation"}[key[0]]
        assert any(place[0] == table for place in places), key
        assert "N123" in {finding.code for finding in told}
        if key[0] == "3":
            expected = {"N111", "N113"} if not find_row(row).is_result else {"N111", "N112"}  # type: ignore[union-attr]
            assert expected <= {f.code for f in told} | ({"N112"} if row == "total" else set()), key
            assert ("applications", [r.code for r in ROWS].index(row), "counts", 6) in places
        if key[0] == "4":
            assert "N114" in {finding.code for finding in told}, (key, column)


@given(st.sampled_from(CELLS), st.sampled_from(["mzj", "xzfb"]), st.integers(1, 9))
@settings(max_examples=25, deadline=None)
def test_a_report_that_is_not_what_its_ledger_says_is_told(key: str, unit: str, more: int) -> None:
    """The report of the demo county, against its ledger."""
    project = the_demo()
    report = next(
        r for r in project.records
        if r.unit == unit and isinstance(r.fields, Report) and (r.fields.year, r.fields.covers) == (2025, "本机关")
    )  # fmt: skip
    assert isinstance(report.fields, Report)
    cells = {**cells_of(report.fields)}
    cells[key] += more
    wrong = report_of(unit, 2025, cells)
    ledgers = [r for r in project.records if r.kind == "ledgers" and r.unit == unit]
    told = [f for f in found_in(project.content, [wrong, *ledgers]) if f.code == "N124"]
    assert len(told) == 1
    assert f" {int(cells[key])} ≠ {int(cells[key] - more)}" in told[0].message()
    assert told[0].other
    assert told[0].other.path == f"content/units/{unit}/ledgers/2025/ysqgk.yaml"


@cache
def the_demo() -> Project:
    return read_project(REPOSITORY)


def test_the_demo_county_has_reports_of_every_unit_that_hold(demo: Content) -> None:
    records = the_demo().records
    reports = [r for r in records if r.kind == "reports"]
    assert {r.unit for r in reports} == demo.units.keys()
    assert len({r.unit for r in records if r.kind == "ledgers"}) >= 3
    some = [*reports, *(r for r in records if r.kind == "ledgers")]
    assert found_in(demo, some) == []


# --- places and small things ---


def test_a_wrong_cell_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    path = "content/units/cgj/reports/2026/nianbao-2025.yaml"
    text = (REPOSITORY / path).read_text("utf-8").replace("[3, 0, 0, 0, 0, 0, 3]", "[2, 0, 0, 0, 1, 0, 3]")
    text = text.replace("数量: [2, 0, 0, 0, 1, 0, 3]", "数量: [2, 0, 0, 0, 1, 0, 4]")
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(text, "utf-8")
    tree, *_ = parse_record_text(text, "yaml", path)
    assert tree
    fields, _ = validate(tree, Report, path)
    assert fields
    found = list(locate(tmp_path, check_report(Record("x", "cgj", "reports", path, fields, ""), fields)))
    line = text[: text.index("[2, 0, 0, 0, 1, 0, 4]")].count("\n") + 1
    first = next(f for f in found if f.code == "N111")
    assert (first.location.line, first.location.column) == (line, 28)
    assert first.message() == "表三“（一）予以公开”的“总计”是 4，六类申请人加起来是 3"
    assert first.message("en").startswith("table 3, row granted, column total: 4,")


def test_the_vocabulary_is_the_form(demo: Content) -> None:
    terms = demo.vocabularies["application_rows"].terms
    assert [term.code for term in terms] == [row.code for row in ROWS]
    assert [find_row(term.name) for term in terms] == list(ROWS)
    assert len(LEAVES) == 21
    assert len(CELLS) == 10 + 25 * len(COLUMNS) + 15
    assert "ledgers" not in KINDS


@given(st.dictionaries(st.sampled_from(CELLS), st.decimals(0, 10**6, places=2)))
def test_cells_travel_in_headers(cells: dict[str, Decimal]) -> None:
    assert read_cells(write_cells(cells)) == cells


def test_the_office_owes_its_own_report_in_january_and_that_of_the_county_in_march(demo: Content) -> None:
    today = date(2026, 11, 20)
    reports = [r for r in the_demo().records if r.kind == "reports" and r.unit in ("xzfb", "mzj")]
    entries = [make_entry(demo, header_of(each, "0"), today) for each in reports]
    units = {unit: demo.units[unit] for unit in ("xzfb", "mzj")}

    def told(some: list[Entry]) -> dict[tuple[str, str, str], tuple[str, str]]:
        found = reports_owed(demo.deadlines, units, some, today)
        return {(t.unit, t.clock, t.start[:4]): (t.due, t.done[:10]) for t in found}

    assert told(entries) == {
        ("xzfb", "C19", "2024"): ("2025-01-31", "2025-01-23"),
        ("xzfb", "C19", "2025"): ("2026-01-31", "2026-01-27"),
        ("xzfb", "C19", "2026"): ("2027-01-31", ""),
        ("xzfb", "C20", "2024"): ("2025-03-31", "2025-03-26"),
        ("xzfb", "C20", "2025"): ("2026-03-31", "2026-03-25"),
        ("xzfb", "C20", "2026"): ("2027-03-31", ""),
        ("mzj", "C19", "2024"): ("2025-01-31", "2025-01-21"),
        ("mzj", "C19", "2025"): ("2026-01-31", "2026-01-20"),
        ("mzj", "C19", "2026"): ("2027-01-31", ""),
    }
    unmarked = [entry for entry in entries if entry.sort != "本地区"]
    assert {clock for unit, clock, _ in told(unmarked) if unit == "xzfb"} == {"C20"}
