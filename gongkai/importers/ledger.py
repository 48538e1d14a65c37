"""A register of applications that an office kept as a table (CSV, from Excel or WPS) becomes ledgers, one a year.

Only what a ledger has a field for is taken: columns with names, addresses or telephone numbers of applicants stay where
they are. Of a row nothing is ever said but its line and its column.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pydantic import ValidationError

from gongkai.content.schema import shape_of
from gongkai.model.annual import ROWS, find_row
from gongkai.model.ledger import APPLICANT_CODES, Application

_ALSO = {
    "number": ("编号", "序号", "登记编号", "申请编号"),
    "applicant": ("申请人类型", "申请人性质", "申请主体"),
    "received_on": ("申请日期", "收件日期", "登记日期", "收到时间", "收件时间"),
    "supplement_asked_on": ("补正告知时间", "补正通知日期"),
    "supplemented_on": ("补正时间", "收到补正日期"),
    "extended_on": ("延期日期", "延期告知时间"),
    "replied_on": ("答复时间", "办结日期", "办结时间"),
    "result": ("答复结果", "处理结果", "答复类型", "答复情形"),
}
"""What offices call these columns beside the labels of the fields."""
_DAY = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?(?:\s+[0-9:]+)?")
_NUMBERED = re.compile(r"^(?:（[一二三四五六七]）|[0-9]+[.．、])\s*")
_SHORT = {_NUMBERED.sub("", row.name).partition("（")[0]: row.code for row in ROWS if row.is_result}
"""Outcomes without their numbers: 予以公开, 重复申请 …"""


class Problem(NamedTuple):
    """What cannot be read: the line of the table, the column; in Chinese and English."""

    line: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class ReadTable:
    """`ledgers` are the texts of YAML files by year; empty where there is a problem. `left_out` are unknown columns."""

    ledgers: Mapping[int, str]
    rows: int
    left_out: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_table(raw: bytes) -> ReadTable:
    """Read a table in UTF-8, or as Chinese Windows saves it."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")
    reader = csv.reader(io.StringIO(text, newline=""))
    columns: list[str] = []
    left_out: tuple[str, ...] = ()
    problems: list[Problem] = []
    found: dict[int, list[dict[str, str]]] = defaultdict(list)
    for cells in reader:
        line = reader.line_num
        if not columns:
            columns = _columns(cells)
            names = zip(cells, columns, strict=False)
            left_out = tuple(dict.fromkeys(name for name, key in names if name.strip() and not key))
        elif any(cell.strip() for cell in cells):
            row, wrong = _row(columns, cells, line)
            problems += wrong
            if not wrong:
                found[int(row["received_on"][:4])].append(row)
    if not columns:
        problems.append(_no_head())
    ledgers = {} if problems else {year: _text(year, rows) for year, rows in sorted(found.items())}
    return ReadTable(ledgers, sum(map(len, found.values())), left_out, tuple(problems))


def _names() -> Iterator[tuple[str, str]]:
    for field in shape_of(Application).values():
        if field.nested is None:
            yield from ((name, field.key) for name in (field.label, field.key, *_ALSO.get(field.key, ())))


_KEYS = dict(_names())


def _columns(cells: Sequence[str]) -> list[str]:
    """The key of each column, "" for those that a ledger has no field for; nothing where this is no head yet."""
    keys = [_KEYS.get("".join(cell.split()), "") for cell in cells]
    return keys if "received_on" in keys and "applicant" in keys else []


def _no_head() -> Problem:
    return Problem(
        1,
        "没有找到表头：表头至少要有“登记号”“申请人类别”“收到日期”三列",
        "there is no head: it needs at least the columns 登记号, 申请人类别, 收到日期",
    )


def _row(columns: Sequence[str], cells: Sequence[str], line: int) -> tuple[dict[str, str], list[Problem]]:
    row: dict[str, str] = {}
    problems = []
    for key, cell in zip(columns, cells, strict=False):
        if key and cell.strip() and key not in row:
            value = _value(key, cell.strip())
            if value:
                row[key] = value
            else:
                problems.append(_wrong(line, key))
    try:
        Application.model_validate(row)
    except ValidationError as error:
        told = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
        problems += (_wrong(line, key) for key in sorted(told) if _wrong(line, key) not in problems)
    return row, problems


def _wrong(line: int, key: str) -> Problem:
    label = shape_of(Application)[key].label
    return Problem(
        line,
        f"第 {line} 行的“{label}”没有写，或者看不懂",
        f"line {line}: `{key}` is missing or cannot be read",
    )


def _value(key: str, cell: str) -> str:
    """The value as a ledger has it; "" where that cannot be told."""
    if key.endswith("_on"):
        match = _DAY.fullmatch(cell)
        return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else ""
    if key == "result":
        row = find_row(cell)
        return row.code if row else _SHORT.get(_NUMBERED.sub("", cell), "")
    if key == "applicant":
        return next((label for label in APPLICANT_CODES if label in cell), "")
    return cell


def _text(year: int, rows: Iterable[Mapping[str, str]]) -> str:
    shape = shape_of(Application)
    lines = ["# 依申请公开台账：不公开，只用来算年报。一件一条，不写申请人的姓名、证件和联系方式。"]
    lines += [f"年度: {year}", "申请:"]
    for row in rows:
        values = ", ".join(f"{shape[key].label}: {_quoted(key, row[key])}" for key in shape if key in row)
        lines.append(f"  - {{{values}}}")
    return "\n".join(lines) + "\n"


def _quoted(key: str, value: str) -> str:
    if key != "number" or re.fullmatch(r"[\w-]+", value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
