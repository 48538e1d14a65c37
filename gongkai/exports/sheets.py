"""Tables as CSV and as spreadsheets: the same input gives the same bytes, and no cell is run as a formula."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is that of the sheet, at most 31 characters."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def csv_bytes(table: Table) -> bytes:
    """With a byte-order mark, so that spreadsheets see UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow(["" if cell is None else harmless(str(cell)) for cell in row])
    return ("\ufeff" + out.getvalue()).encode()


def harmless(cell: str) -> str:
    """Spreadsheets run cells that begin so as formulas; a number is none."""
    if cell.startswith(("=", "+", "@", "\t", "\r")) or (cell.startswith("-") and not _is_number(cell)):
        return f"'{cell}"
    return cell


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdigit()


def digest_of(tables: Sequence[Table]) -> str:
    """Stands for all that some tables say: other tables have another digest."""
    return blake2b(repr(tables).encode(), digest_size=8).hexdigest()


_BORN = (1980, 1, 1, 0, 0, 0)
"""The time of all members: that of the build would give other bytes each time."""
_TIME = re.compile(rb'(?<=W3CDTF">)[0-9TZ:.-]+(?=<)')
_MIDNIGHT = b"1980-01-01T00:00:00Z"


def xlsx_bytes(tables: Sequence[Table]) -> bytes:
    """A spreadsheet with a sheet a table, the first row fixed."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    book.properties.creator = "Gongkai"
    for table in tables:
        sheet = book.create_sheet(table.name[:31])
        sheet.freeze_panes = "B2"
        head = []
        for name in table.columns:
            cell = WriteOnlyCell(sheet, name)
            cell.font = Font(bold=True)
            head.append(cell)
        sheet.append(head)
        for row in table.rows:
            sheet.append([_cell(value) for value in row])
    raw = io.BytesIO()
    book.save(raw)
    return _without_times(raw.getvalue())


def _cell(value: Cell) -> object:
    return harmless(value) if isinstance(value, str) else value


def _without_times(raw: bytes) -> bytes:
    """The same archive with the same members, packed anew with one time for all, and within them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            member = zipfile.ZipInfo(info.filename, _BORN)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            new.writestr(member, _TIME.sub(_MIDNIGHT, old.read(info)))
    return out.getvalue()
