"""The words of attachments: tables, documents, PDF, and what pictures say of where and by whom they were made.

The libraries are loaded when there is a file for them. A file is read within bounds; one that cannot be read says so.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from gongkai.privacy import Cell

MAX_BYTES = 60_000_000
"""Of a file, or of what unpacks from one."""
MAX_ROWS = 50_000
MAX_PAGES = 500
TEXTS = frozenset(["csv", "txt", "json", "md", "yaml", "yml"])
_PACKED = frozenset(["docx", "pptx", "odt", "ods"])
_IMAGES = frozenset(["jpg", "jpeg", "png", "webp"])
READABLE = TEXTS | _PACKED | _IMAGES | {"xlsx", "pdf"}
_PARTS = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|ppt/(?:slides|notesSlides)/[^/]+\.xml"
    r"|content\.xml|xl/comments[^/]*\.xml|xl/comments/[^/]+\.xml"
)
_META = ("docProps/core.xml", "meta.xml")
_PEOPLE_OF_META = ("creator", "lastModifiedBy", "initial-creator")
_GPS, _ARTIST, _OWNER, _TEXTS_OF_EXIF = 0x8825, 0x013B, 0xA430, (0x010E, 0x8298, 0x9286)


class UnreadableError(Exception):
    """`zh` and `en` say why; nothing of the file's content."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


class Passage(NamedTuple):
    """A piece of text. `line` is its first line in a text file, 0 in others; then `zh` and `en` tell the place."""

    text: str
    line: int = 0
    zh: str = ""
    en: str = ""


class Grid(NamedTuple):
    """A table. Its cells start at `row * COLUMNS + column`; `sheet` counts from 1, 0 in a text file."""

    rows: Sequence[Sequence[Cell]]
    sheet: int


class Maker(NamedTuple):
    """A name in the properties of the file."""

    name: str


class Taken(NamedTuple):
    """The picture knows where it was taken."""


Piece = Passage | Grid | Maker | Taken
COLUMNS = 16_384


def place_in_grid(sheet: int, start: int) -> Passage:
    """The place of a cell, without its text: a line of a text file, or a cell of a sheet."""
    row, column = divmod(start, COLUMNS)
    if not sheet:
        return Passage("", row)
    return Passage(
        "",
        0,
        f"（第 {sheet} 张表第 {row} 行第 {column + 1} 列）",
        f" (table {sheet}, row {row}, column {column + 1})",
    )


def read_attachment(path: Path) -> Iterator[Piece]:
    """Everything readable in a file of one of the `READABLE` endings; raises `UnreadableError`."""
    ending = path.suffix[1:].lower()
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError("文件太大", "the file is too large")
    try:
        if ending in TEXTS:
            yield from _text(path, ending)
        elif ending == "xlsx":
            yield from _workbook(path)
            yield from _packed(path)
        elif ending in _PACKED:
            yield from _packed(path)
        elif ending == "pdf":
            yield from _pdf(path)
        elif ending in _IMAGES:
            yield from _image(path)
    except UnreadableError:
        raise
    except Exception as error:  # what is damaged makes each library fail in its own way
        raise UnreadableError(
            "文件打不开，可能已经损坏或加密", "it cannot be opened: damaged or encrypted"
        ) from error


def _text(path: Path, ending: str) -> Iterator[Piece]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", errors="replace")  # as many programs save tables
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    yield Passage(text, 1)
    if ending == "csv":
        reader = csv.reader(io.StringIO(text))
        rows, line = [], 1
        for row in reader:
            rows.append(_row(line, row))
            line = reader.line_num + 1
            if len(rows) >= MAX_ROWS:
                break
        yield Grid(rows, 0)


def _row(number: int, texts: Sequence[str]) -> list[Cell]:
    return [Cell(text, number * COLUMNS + i) for i, text in enumerate(texts)]


def _workbook(path: Path) -> Iterator[Piece]:
    from openpyxl import load_workbook

    _refuse_bombs(path)
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for number, sheet in enumerate(book.worksheets, 1):
            rows = []
            for i, values in enumerate(sheet.iter_rows(values_only=True, max_row=MAX_ROWS), 1):
                row = _row(i, [_value(value) for value in values])
                rows.append(row)
                for cell in row:
                    if cell.text:
                        yield place_in_grid(number, cell.start)._replace(text=cell.text)
            yield Grid(rows, number)
    finally:
        book.close()


def _value(value: object) -> str:
    """A whole number that was kept as a broken one is a whole number."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _refuse_bombs(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        if sum(info.file_size for info in packed.infolist()) > MAX_BYTES:
            raise UnreadableError("文件解开后太大", "it unpacks to too much")


def _packed(path: Path) -> Iterator[Piece]:
    """Paragraphs, tables and properties of office files: packed XML, read by local names."""
    from defusedxml.ElementTree import fromstring

    _refuse_bombs(path)
    with zipfile.ZipFile(path) as packed:
        tables = 0
        for name in sorted(packed.namelist()):
            if name in _META:
                yield from _makers(fromstring(packed.read(name)))
            elif _PARTS.fullmatch(name):
                tree = fromstring(packed.read(name))
                for number, paragraph in enumerate((e for e in tree.iter() if _local(e) in ("p", "text")), 1):
                    yield Passage(_words(paragraph), 0, f"（第 {number} 段）", f" (paragraph {number})")
                for table in (e for e in tree.iter() if _local(e) in ("tbl", "table")):
                    tables += 1
                    rows = [e for e in table.iter() if _local(e) in ("tr", "table-row")]
                    yield Grid(
                        [_row(i, _texts_of_row(row)) for i, row in enumerate(rows[:MAX_ROWS], 1)], tables
                    )


def _makers(tree: Any) -> Iterator[Maker]:
    for element in tree.iter():
        if _local(element) in _PEOPLE_OF_META and element.text:
            yield Maker(element.text)


def _texts_of_row(row: Any) -> list[str]:
    return [_words(cell) for cell in row if _local(cell) in ("tc", "table-cell")]


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _words(element: Any) -> str:
    return "".join(element.itertext())


def _pdf(path: Path) -> Iterator[Piece]:
    from pypdf import PdfReader

    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError("文件加了密码", "it is encrypted")
    for number, page in enumerate(reader.pages, 1):
        if number > MAX_PAGES:
            raise UnreadableError(f"超过 {MAX_PAGES} 页", f"it has more than {MAX_PAGES} pages")
        yield Passage(page.extract_text(), 0, f"（第 {number} 页）", f" (page {number})")
    if reader.metadata and reader.metadata.author:
        yield Maker(str(reader.metadata.author))


def _image(path: Path) -> Iterator[Piece]:
    from PIL import Image

    with Image.open(path) as image:
        exif = image.getexif()
    if exif.get_ifd(_GPS):
        yield Taken()
    details = {**exif, **exif.get_ifd(0x8769)}
    for tag in (_ARTIST, _OWNER):
        if name := details.get(tag):
            yield Maker(str(name))
    for tag in _TEXTS_OF_EXIF:
        if text := details.get(tag):
            yield Passage(text.decode("utf-8", "ignore") if isinstance(text, bytes) else str(text))
