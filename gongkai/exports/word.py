"""A document for word processors (DOCX): headings, paragraphs, tables of prescribed forms. Same content, same bytes.

The library is loaded when there is a document to make.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from gongkai.views.forms import FormCell, FormTable, grid_of

if TYPE_CHECKING:
    from docx.document import Document

_SONG, _HEI, _LATIN = "宋体", "黑体", "Times New Roman"
_WIDTH = 9070
"""Of the text, in twentieths of a point: A4 with margins of 25 mm."""
_WIDTHS = {"active": (1, 1, 1, 1), "applications": (2, 2, 10, *(3,) * 7), "litigation": (1,) * 15}
"""How wide the columns of a table are to each other."""
_START = (1980, 1, 1, 0, 0, 0)
"""The time that every file in the archive is given."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a document: heading, text (sanitised HTML), a table."""

    title: str
    html: str = ""
    table: FormTable | None = None


def document(title: str, author: str, made: datetime, lines: Sequence[str], parts: Iterable[Part]) -> bytes:
    """A DOCX file; `lines` stand below the title, `made` is told as the time of its making."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    file = docx.Document()
    _set_up(file, title, author, made)
    file.add_heading(title, 0).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in lines:
        file.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in parts:
        file.add_heading(part.title, 1)
        for paragraph in _paragraphs(part.html):
            added = file.add_paragraph(style=paragraph.style)
            for text, is_bold in paragraph.runs:
                added.add_run(text).bold = is_bold or None
        if part.table:
            _add_table(file, part.table)
    raw = io.BytesIO()
    file.save(raw)
    return _with_fixed_times(raw)


def _set_up(file: Document, title: str, author: str, made: datetime) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
    for name, font, size in (("Normal", _SONG, 12), ("Title", _HEI, 20), ("Heading 1", _HEI, 15)):
        style: Any = file.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _LATIN, Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), font)
        fonts.set(qn("w:hAnsi"), _LATIN)
    told = file.core_properties
    told.title, told.author, told.last_modified_by, told.comments = title, author, author, ""
    told.created = told.modified = made.replace(tzinfo=None)
    told.language, told.revision = "zh-CN", 1


# --- text ---


@dataclass(slots=True)
class _Paragraph:
    style: str
    runs: list[tuple[str, bool]]


_STYLES = {"ul": "List Bullet", "ol": "List Number"}
_BREAKS = frozenset(["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "pre", "div"])
_BOLD = frozenset(["strong", "b", "th", "h1", "h2", "h3", "h4", "h5", "h6"])


class _Reader(HTMLParser):
    """Paragraphs of what Markdown gave; the cells of a table stand in one line."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Paragraph] = [_Paragraph("Normal", [])]
        self._lists: list[str] = []
        self._bold = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._bold += tag in _BOLD
        if tag in _STYLES:
            self._lists.append(tag)
        if tag in _BREAKS:
            is_item = tag == "li" and self._lists
            self._begin(_STYLES[self._lists[-1]] if is_item else self._style_inside(tag))
        elif tag == "br":
            self.found[-1].runs.append(("\n", False))

    def _style_inside(self, tag: str) -> str:
        """A paragraph in an item of a list is the item."""
        current = self.found[-1]
        return current.style if tag == "p" and self._lists and not current.runs else "Normal"

    def _begin(self, style: str) -> None:
        if self.found[-1].runs:
            self.found.append(_Paragraph(style, []))
        else:
            self.found[-1].style = style

    def handle_endtag(self, tag: str) -> None:
        self._bold -= tag in _BOLD
        if tag in _STYLES and self._lists:
            self._lists.pop()
        if tag in ("td", "th"):
            self.found[-1].runs.append(("　", False))
        elif tag in _BREAKS:
            self._begin("Normal")

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text:
            self.found[-1].runs.append((text, bool(self._bold)))


def _paragraphs(html: str) -> list[_Paragraph]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [paragraph for paragraph in reader.found if paragraph.runs]


# --- tables ---


def _add_table(file: Document, table: FormTable) -> None:
    """The rows are written as they are kept: cells that span columns or rows cost the library a search each."""
    from docx.oxml import OxmlElement

    made = file.add_table(rows=0, cols=table.width)
    made.style, made.autofit = "Table Grid", False
    shares = _WIDTHS[table.shape]
    widths = [_WIDTH * share // sum(shares) for share in shares]
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width * 635  # English Metric Units
    for i, places in enumerate(grid_of(table)):
        row = OxmlElement("w:tr")
        said = _child(row, "w:trPr")
        _child(said, "w:cantSplit")
        if i < len(table.head):
            _child(said, "w:tblHeader")
        for j, (cell, is_first) in _in_row(places):
            row.append(_cell(cell, sum(widths[j : j + cell.across]), is_first=is_first))
        made._tbl.append(row)
    file.add_paragraph()


def _in_row(places: Sequence[tuple[FormCell, bool]]) -> Iterator[tuple[int, tuple[FormCell, bool]]]:
    """The cells of a row with their columns; one that goes on from the row above is named again."""
    column = 0
    while column < len(places):
        yield column, places[column]
        column += places[column][0].across


def _cell(cell: FormCell, width: int, *, is_first: bool) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement("w:tc")
    said = _child(made, "w:tcPr")
    _child(said, "w:tcW", w=str(width), type="dxa")
    if cell.across > 1:
        _child(said, "w:gridSpan", val=str(cell.across))
    if cell.down > 1:
        _child(said, "w:vMerge", val="restart" if is_first else "continue")
    if cell.scope == "rowgroup" and cell.down > 1:
        _child(said, "w:textDirection", val="tbRlV")
    _child(said, "w:vAlign", val="center")
    paragraph = _child(made, "w:p")
    layout = _child(paragraph, "w:pPr")
    _child(layout, "w:spacing", before="20", after="20")
    _child(layout, "w:jc", val="left" if cell.scope == "row" else "center")
    if is_first and cell.text:
        run = _child(paragraph, "w:r")
        look = _child(run, "w:rPr")
        if cell.scope not in ("", "row"):
            _child(look, "w:b")
        _child(look, "w:sz", val="18")
        _child(run, "w:t").text = cell.text
    return made


def _child(parent: Any, tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    parent.append(made)
    return made


def _with_fixed_times(raw: io.BytesIO) -> bytes:
    """The same archive with one time for all its files."""
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            told = zipfile.ZipInfo(name, _START)
            told.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(told, source.read(name))
    return out.getvalue()
