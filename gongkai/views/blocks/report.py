"""The yearly report of disclosure in the prescribed form (国办公开办函〔2021〕30号): six sections, the tables two to four."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from gongkai.model import exchange
from gongkai.model.annual import SECTIONS, cells_of
from gongkai.model.record import Record
from gongkai.views.annual import annual_tables
from gongkai.views.blocks.pieces import Blocks
from gongkai.views.parts import Block, Download, FormBlock, ProseBlock
from gongkai.views.portal import Portal
from gongkai.views.shapes import Head, SheetView

DOCUMENT = "report.docx"
TABLE_FILES = {2: "table-2.csv", 3: "table-3.csv", 4: "table-4.csv"}
"""Files beside the page."""


def report_files(url: str) -> tuple[Download, ...]:
    """The report and its tables to take away; `url` is the address of its page."""
    return (
        Download("年度报告全文", f"{url}{DOCUMENT}", "DOCX", "", "可以用 WPS、Word 打开"),
        *(
            Download(f"表{'二三四'[table - 2]}　{SECTIONS[table][2:]}", f"{url}{name}", "CSV", "")
            for table, name in TABLE_FILES.items()
        ),
    )


def report(portal: Portal, record: Record, fields: exchange.Report) -> Blocks:
    return (), tuple(_sections(portal, fields, record.path))


def sheet_view(portal: Portal, fields: exchange.Report, path: str, unit: str) -> SheetView:
    """A report as a page of its own, to be printed; `path` is its file, "" while there is none."""
    head = Head(fields.title, "", "", "", ())
    lines = (unit, f"{fields.published:%Y-%m-%d}")
    return SheetView(head, lines, tuple(_sections(portal, fields, path)), "site.css")


def _sections(portal: Portal, fields: exchange.Report, path: str) -> Iterator[Block]:
    """The six sections in their order, whatever the order of the record."""
    texts = {section.title: portal.prose(section.text, path) for section in fields.sections}
    tables = dict(zip((2, 3, 4), annual_tables(cells_of(fields)), strict=True))
    for number, title in SECTIONS.items():
        html = texts.get(title, Markup())
        if table := tables.get(number):
            yield FormBlock(title, html, table)
        elif html:
            yield ProseBlock(title, html)
