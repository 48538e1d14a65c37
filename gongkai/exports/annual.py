"""The annual report for other programs: each table as CSV, the whole as a document for word processors."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from gongkai.exports.word import Part, document
from gongkai.model.annual import (
    ACTIVE,
    ACTIVE_HEADS,
    COLUMNS,
    OUTCOMES,
    REMEDY_OF,
    RESULTS,
    ROWS,
    SECTIONS,
    Cells,
    cells_of,
    plain,
)
from gongkai.model.exchange import Report
from gongkai.views.annual import annual_tables

TABLES = (2, 3, 4)


def annual_csv(cells: Cells, table: int) -> bytes:
    """A table of the report (2, 3 or 4), one row a line; with a byte-order mark, so that spreadsheets see UTF-8."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(_lines(cells, table))
    return ("\ufeff" + out.getvalue()).encode()


def _lines(cells: Cells, table: int) -> Iterator[list[str]]:
    if table == 2:
        yield ["条款", "信息内容", *ACTIVE_HEADS.values()]
        for row in ACTIVE:
            yield [row.block, row.name, *_numbers(cells, f"2.{row.code}", ACTIVE_HEADS)]
    elif table == 3:
        yield ["大类", "小类", "项目", *COLUMNS.values()]
        for form in ROWS:
            is_inside = form.is_result or form.code == "total"
            yield [
                RESULTS if is_inside else "",
                form.group,
                form.name,
                *_numbers(cells, f"3.{form.code}", COLUMNS),
            ]
    else:
        yield ["类别", *OUTCOMES.values()]
        for code, name in REMEDY_OF.items():
            yield [name, *_numbers(cells, f"4.{code}", OUTCOMES)]


def _numbers(cells: Cells, row: str, columns: Iterable[str]) -> Iterator[str]:
    for column in columns:
        key = f"{row}.{column}"
        yield plain(cells[key]) if key in cells else ""


def annual_document(fields: Report, unit: str, texts: dict[str, str]) -> bytes:
    """The report as DOCX; `texts` are its sections as HTML, by title."""
    tables = dict(zip(TABLES, annual_tables(cells_of(fields)), strict=True))
    parts = (Part(title, texts.get(title, ""), tables.get(number)) for number, title in SECTIONS.items())
    day = fields.published
    lines = (unit, f"{day.year}年{day.month}月{day.day}日")
    return document(fields.title, unit, day, lines, parts)
