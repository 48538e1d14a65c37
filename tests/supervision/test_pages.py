"""The pages and files of the demo say one thing, can be read by everybody, and lead to the records behind the figures."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page

ROOT = "supervision"


def data(site: Path, name: str) -> Any:
    return json.loads((site / ROOT / name).read_text("utf-8"))


class Charts(HTMLParser):
    """The values in the drawings of a page, and the cells of the tables beside them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.drawn: list[list[str]] = []
        self.written: list[list[str]] = []
        self._where = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("class") or ""
        if name == "chart-drawing":
            self.drawn.append([])
        elif name == "chart-table":
            self.written.append([])
            self._where = "table"
        elif name == "chart-value":
            self._where = "value"
        elif tag == "td" and self._where.startswith("table"):
            self._where = "table cell"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("table", "text"):
            self._where = ""
        elif tag == "td" and self._where:
            self._where = "table"

    def handle_data(self, data: str) -> None:
        if self._where == "value":
            self.drawn[-1].append(data)
        elif self._where == "table cell":
            self.written[-1].append(data)


@pytest.mark.parametrize("page", ["trends", "units/mzj"])
def test_a_drawing_says_what_the_table_beside_it_says(demo_site: Path, page: str) -> None:
    charts = Charts((demo_site / ROOT / page / "index.html").read_text("utf-8"))
    assert charts.drawn
    assert charts.drawn == [[cell.removesuffix("条") for cell in cells] for cells in charts.written]


def test_the_three_files_agree(demo_site: Path) -> None:
    told = data(demo_site, "indicators.json")
    rows = list(csv.DictReader(io.StringIO((demo_site / ROOT / "indicators.csv").read_text("utf-8-sig"))))
    book = load_workbook(demo_site / ROOT / "indicators.xlsx", read_only=True)
    head, *sheet = ((*row, None, None)[:10] for row in book["指标数值"].iter_rows(values_only=True))
    assert list(head) == list(rows[0])
    values = [("", value) for value in told["county"]]
    values += [(unit["unit"], value) for unit in told["units"] for value in unit["values"]]
    assert len(values) == len(rows) == len(sheet) == 28 * len(told["indicators"])
    for (unit, value), row, cells in zip(values, rows, sheet, strict=True):
        assert (row["单位编号"], row["指标代码"]) == (unit, value["code"]) == (cells[0] or "", cells[3])
        number = float(row["数值"]) if row["数值"] else None
        assert number == value["value"] == (None if cells[5] is None else float(str(cells[5])))
        assert int(row["分子"]) == value["numerator"] == cells[7]
        assert int(row["分母"]) == value["denominator"] == cells[8]
        assert row["状态"] == value["light"] == (cells[9] or "")


def test_each_figure_is_traced_to_what_is_behind_it(demo_site: Path) -> None:
    """The numerator and the denominator follow from the cases and the records that the data of a unit names."""
    told = data(demo_site, "indicators.json")
    for unit in told["units"]:
        own = data(demo_site, f"units/{unit['unit']}/data.json")
        days = {name: (kind, day) for name, kind, day in own["records"]}
        for name in days:
            assert (demo_site / "units" / name / "index.html").is_file()
        for value, short in zip(own["values"], unit["values"], strict=True):
            numerator = sum(part for _, part, _ in value["cases"])
            denominator = sum(whole for _, _, whole in value["cases"])
            if base := value.get("base"):
                named = {case[0] for case in value["cases"]}
                others = [
                    name
                    for name, (kind, day) in days.items()
                    if name not in named
                    and (not base["kinds"] or kind in base["kinds"])
                    and (base["from"] or "") <= day <= base["to"]
                ]
                if value["code"] == "attachments-described":  # of those with attachments alone
                    others = others[: value["denominator"] - denominator]
                numerator, denominator = numerator + len(others), denominator + len(others)
            assert (numerator, denominator) == (short["numerator"], short["denominator"]), value["code"]


def test_every_point_that_is_lost_is_explained(demo_site: Path) -> None:
    told = data(demo_site, "assessment/2026/mid/scores.json")
    totals = []
    for unit in told["units"]:
        scored = [item for item in unit["items"] if item["points"] is not None]
        for item in scored:
            lost = sum(Decimal(str(loss["points"])) for loss in item["losses"])
            assert Decimal(str(item["weight"])) - lost == Decimal(str(item["points"])) >= 0
            assert all(loss["why"] for loss in item["losses"])
        assert round(sum(item["points"] for item in scored), 4) == round(unit["earned"], 4)
        assert round(100 * unit["earned"] / unit["possible"], 2) == pytest.approx(unit["total"], abs=0.006)
        totals.append(unit["total"])
        assert unit["rank"] == 1 + sum(other["total"] > unit["total"] for other in told["units"])
        sheet = (demo_site / ROOT / "assessment/2026/mid" / unit["unit"] / "index.html").read_text("utf-8")
        assert f"{unit['total']:g} 分" in sheet
    assert totals == sorted(totals, reverse=True)
    assert not (demo_site / ROOT / "assessment/2026/final").exists(), "its scores are not published"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_the_matrix_is_moved_by_keyboard_and_keeps_its_heads(
    page: Page, demo_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{serve_folder(demo_site)}/{ROOT}/matrix/")
    frame = page.locator(".matrix")
    head, unit = frame.locator("thead th").nth(2), frame.locator("tbody th").nth(3)
    frame.focus()
    left = unit.bounding_box()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
    for _ in range(50):  # it glides; to wait for a condition would ask the page to evaluate, which it forbids
        if frame.evaluate("element => element.scrollLeft > 40 && element.scrollTop > 40"):
            break
        page.wait_for_timeout(100)
    page.wait_for_timeout(300)
    assert frame.evaluate("element => element.scrollLeft > 40 && element.scrollTop > 40")
    box = frame.bounding_box()
    assert box
    assert left
    moved_head, moved_unit = head.bounding_box(), unit.bounding_box()
    assert moved_head
    assert moved_head["y"] >= box["y"] - 1, "the names of the indicators stay above"
    assert moved_unit
    assert abs(moved_unit["x"] - left["x"]) < 2, "the names of the units stay at the left"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, (
        "the page itself does not move sideways"
    )
    words = set(frame.locator(".light-word").all_inner_texts())
    assert words <= {"正常", "关注", "预警"}, "colour is never alone"
    assert re.search("统计截至", page.inner_text("main"))
