"""The annual report in its three forms: the page, the document and the tables say the same in every cell."""

from __future__ import annotations

import csv
import io
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import html5lib
import pytest
from docx import Document

from gongkai.model.annual import ACTIVE, CELLS, COLUMNS, OUTCOMES, REMEDY_OF, ROWS, SECTIONS
from tests.conftest import MakeProject, build, record
from tests.reports import fields_of

REPORT = "content/units/mzj/reports/2026/nianbao.md"
NUMBERS = {
    key: Decimal(number)
    for key, number in zip(CELLS, random.Random(5).sample(range(2000), len(CELLS)), strict=True)
}
"""A number of its own in every cell, so that none can stand for another."""
NUMBERS = {**NUMBERS, "2.fees.amount": Decimal("1234.56")}


@pytest.fixture(scope="module")
def cells() -> dict[str, str]:
    """Numbers that add up, as texts, by cell; leaves differ from each other."""
    made = dict(NUMBERS)
    for column in COLUMNS:
        if column != "total":
            leaves = sum((made[f"3.{row.code}.{column}"] for row in ROWS if row.is_result), Decimal())
            made[f"3.total.{column}"] = leaves
            made[f"3.new.{column}"] = (
                leaves + made[f"3.carried_out.{column}"] - made[f"3.carried_in.{column}"]
            )
    for row in ROWS:
        made[f"3.{row.code}.total"] = sum(
            (made[f"3.{row.code}.{c}"] for c in COLUMNS if c != "total"), Decimal()
        )
    for kind in REMEDY_OF:
        made[f"4.{kind}.total"] = sum((made[f"4.{kind}.{o}"] for o in OUTCOMES if o != "total"), Decimal())
    return {key: f"{number:f}" for key, number in made.items()}


def expected(cells: dict[str, str], table: int) -> list[list[str]]:
    """The numbers of a table, row by row, as the form shows them."""
    if table == 2:
        return [[cells[f"2.{row.code}.{c}"] for c in row.columns] for row in ACTIVE]
    if table == 3:
        return [[cells[f"3.{row.code}.{c}"] for c in COLUMNS] for row in ROWS]
    return [[cells[f"4.{kind}.{o}"] for kind in REMEDY_OF for o in OUTCOMES]]


@pytest.fixture
def site(make_project: MakeProject, cells: dict[str, str]) -> Path:
    numbers = {key: Decimal(text) for key, text in cells.items()}
    return build(make_project({REPORT: record("", 发布日期="2026-01-20 09:00", **fields_of(2025, numbers))}))


def test_the_page_is_the_form(site: Path, cells: dict[str, str]) -> None:
    folder = site / "units/mzj/reports/2026/nianbao"
    tree = html5lib.parse((folder / "index.html").read_text("utf-8"), namespaceHTMLElements=False)
    body = next(each for each in tree.iter() if each.get("class") == "record-body")
    titles = ["".join(each.itertext()) for each in body.iter("h2")]
    assert titles[:6] == list(SECTIONS.values())
    tables = list(body.iter("table"))
    for number, table in enumerate(tables, 2):
        grid = grid_of(table)
        assert len({len(row) for row in grid}) == 1, "every row is as wide as the table"
        assert table.find("caption") is not None
        assert all(cell.get("scope") for row in grid for cell in row if cell.tag == "th")
        found = [list(dict.fromkeys(id(c) for c in row if c.tag == "td")) for row in grid]
        by_id = {id(cell): "".join(cell.itertext()) for row in grid for cell in row}
        assert [[by_id[name] for name in row] for row in found if row] == expected(cells, number)
        names = {cell.get("id") for cell in table.iter("th")}
        for cell in table.iter("td"):
            assert set((cell.get("headers") or "").split()) <= names
    results = next(cell for cell in tables[1].iter("th") if (cell.get("rowspan") or "") == "22")
    assert "".join(results.itertext()) == "三、本年度办理结果"
    grid = grid_of(tables[1])
    for row in ROWS:
        labels = ["".join(cell.itertext()) for cell in grid[3 + ROWS.index(row)][:3]]
        assert labels[-1] == row.name
        if row.group:
            assert labels[:2] == ["三、本年度办理结果", row.group]


def grid_of(table: Any) -> list[list[Any]]:
    """The cell over every place of a table (HTML, “forming a table”)."""
    rows = list(table.iter("tr"))
    places: dict[tuple[int, int], Any] = {}
    for i, row in enumerate(rows):
        column = 0
        for cell in row:
            while (i, column) in places:
                column += 1
            for down in range(int(cell.get("rowspan") or 1)):
                for across in range(int(cell.get("colspan") or 1)):
                    assert (i + down, column + across) not in places
                    places[i + down, column + across] = cell
    width = max(column for _, column in places) + 1
    return [[places[i, column] for column in range(width)] for i in range(len(rows))]


def test_the_document_says_the_same_in_every_cell(site: Path, cells: dict[str, str]) -> None:
    """Oracle: python-docx, reading."""
    file = Document(str(site / "units/mzj/reports/2026/nianbao/report.docx"))
    headings = [p.text for p in file.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == list(SECTIONS.values())
    texts = [p.text for p in file.paragraphs]
    assert "全年公开信息264条。" in texts
    bold = [run.text for p in file.paragraphs for run in p.runs if run.bold]
    assert bold == ["264条"]
    items = [p.text for p in file.paragraphs if p.style and p.style.name == "List Bullet"]
    assert items == ["解读形式单一；", "答复说理不够。"]
    two, three, four = ([[cell.text for cell in row.cells] for row in table.rows] for table in file.tables)
    assert [
        row[1 : 1 + len(form.columns)] for form in ACTIVE for row in two if row[0] == form.name
    ] == expected(cells, 2)
    assert [row[3:] for row in three[3:]] == expected(cells, 3)
    assert [row[2] for row in three[3:]] == [row.name for row in ROWS]
    assert four[3:] == expected(cells, 4)
    assert file.core_properties.title == "一份记录"


def test_the_tables_are_there_as_csv(site: Path, cells: dict[str, str]) -> None:
    folder = site / "units/mzj/reports/2026/nianbao"
    tables = {
        number: list(csv.reader(io.StringIO((folder / f"table-{number}.csv").read_text("utf-8-sig"))))
        for number in (2, 3, 4)
    }
    assert [[cell for cell in row[2:] if cell] for row in tables[2][1:]] == expected(cells, 2)
    assert [row[3:] for row in tables[3][1:]] == expected(cells, 3)
    assert [[cell for row in tables[4][1:] for cell in row[1:]]] == expected(cells, 4)
    page = (folder / "index.html").read_text("utf-8")
    for name in ("report.docx", "table-2.csv", "table-3.csv", "table-4.csv"):
        assert f"/units/mzj/reports/2026/nianbao/{name}" in page


def test_the_same_report_is_the_same_document_and_is_made_once(
    make_project: MakeProject, cells: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = {key: Decimal(text) for key, text in cells.items()}
    text = record("", 发布日期="2026-01-20 09:00", **fields_of(2025, numbers))
    root = make_project({REPORT: text, "content/units/mzj/notices/2026/a.md": record()})
    path = build(root) / "units/mzj/reports/2026/nianbao/report.docx"
    first, time = path.read_bytes(), path.stat().st_mtime_ns
    monkeypatch.setattr("gongkai.plan.annual.annual_document", lambda *_: b"made again")
    footer = root / "layouts/partials/footer.html"
    footer.write_text(footer.read_text("utf-8") + "<!-- another -->\n", "utf-8")
    build(root)
    assert path.stat().st_mtime_ns == time
    monkeypatch.undo()
    path.unlink()
    build(root)
    assert path.read_bytes() == first
