"""Tables with people in them (H121-H125): which columns stand beside the names (handbook §11, hot spot: name lists)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gongkai.privacy.known import ListRule

_NAMES = re.compile(
    r"姓名|户主(?:姓名)?|申请人(?:姓名)?|受助人(?:姓名)?|当事人(?:姓名)?|学生(?:姓名)?|(?:救助|保障|低保|特困|帮扶|补助|补贴|供养)对象(?:姓名)?"
    r"|(?:残疾人|老人|儿童|幼儿|患者|监护人|家长|联系人|农户|持卡人|领取人|死者|伤者|被告人?|嫌疑人)(?:姓名)?|.{0,6}姓名"
)
_MAY_NAME = re.compile(
    r"姓名|户主|[请助事持领诉]人|学生|对象|残疾人|老人|儿童|幼儿|[患死伤]者|监护人|家长|联系人|农户|取人|告人?|嫌疑"
)
_SOCIAL = re.compile(
    r"户主|受助人|学生|儿童|幼儿|老人|患者|残疾人|监护人|家长|(?:救助|保障|低保|特困|帮扶|供养)对象"
)
_SENSITIVE = {
    "document": re.compile(r".*(?:身份证|公民身份|护照|通行证|学籍号|户口簿|户口本|车牌).*|证件号码?"),
    "account": re.compile(
        r".*(?:银行[账帐]号|银行卡|社保卡|社会保障卡|一卡通|存折|个人[账帐]号|打款[账帐]号).*|[账帐]号|[账帐]户|卡号"
    ),
    "health": re.compile(
        r".*(?:病情|病种|残疾类别|残疾等级|残疾类型|残疾程度|致贫原因|诊断|疾病|患病|健康状况|精神状况).*"
    ),
    "address": re.compile(r".*(?:住址|家庭地址|详细地址|户籍地址|居住地址|门牌).*"),
    "birth": re.compile(r"出生年月日?|出生日期|生日|年龄.{0,4}"),
}
_PLURAL = re.compile(r"名单|人数|户数|合计|标准|条件")
_DOOR = re.compile(r"[0-9]+ ?(?:号|室|栋|幢|弄|单元)")
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,10}[·•][\u4e00-\u9fff·•]{1,15}")
_HIDDEN = re.compile(r"某|[*＊×○〇X]{1,}|[xX]{2,}")
_EMPTY = re.compile(r"[-—–/、无略\s]*|否|不详")
_NOTE = re.compile(r"[(（][^)）]*[)）]|[\s*_`]|<[^>]*>")
_RULE = re.compile(r"\n[ ]*\|?[ :|-]*-[ :|-]*(?=\n|$)")
_PIPE = re.compile(r"(?<!\\)\|")


class Cell(NamedTuple):
    """`start` is the offset of its text, or a number by which who asked finds it again."""

    text: str
    start: int


class Column(NamedTuple):
    """One column of a list: its heading, its kind ("" for others), the first cell that shows something."""

    title: str
    kind: str
    first: int
    shown: int
    """Cells that show something of a person whose name is written out."""


class Table(NamedTuple):
    """A list of persons. `open_name` is the first name written out, -1 where all are masked."""

    columns: tuple[Column, ...]
    open_name: int
    is_social: bool
    start: int


class Told(NamedTuple):
    code: str
    start: int
    detail: str = ""


def read_table(head: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> Table | None:
    """What a table shows of persons; None where it is no list of persons."""
    titles = [_NOTE.sub("", cell.text) for cell in head]
    at = next((i for i, t in enumerate(titles) if _NAMES.fullmatch(t) and not _PLURAL.search(t)), None)
    if at is None:
        return None
    kinds = [next((k for k, form in _SENSITIVE.items() if form.fullmatch(title)), "") for title in titles]
    first, shown, open_name, persons = [-1] * len(titles), [0] * len(titles), -1, 0
    for row in rows:
        if len(row) <= at:
            continue
        name = _NOTE.sub("", row[at].text)
        hidden = bool(_HIDDEN.search(name))
        if not (hidden or _PERSON.fullmatch(name)):
            continue
        persons += 1
        if not hidden and open_name < 0:
            open_name = row[at].start
        for i, cell in enumerate(row[: len(titles)]):
            if i != at and not hidden and _shows(cell.text, kinds[i]):
                shown[i] += 1
                if first[i] < 0:
                    first[i] = cell.start
    if not persons:
        return None
    columns = tuple(
        Column(title, "name" if i == at else kinds[i], head[i].start if i == at else first[i], shown[i])
        for i, title in enumerate(titles)
    )
    return Table(columns, open_name, bool(_SOCIAL.search(titles[at])), head[at].start)


def find_table(rows: Sequence[Sequence[Cell]]) -> Table | None:
    """The list in a sheet: titles and notes may stand above its headings."""
    for i, row in enumerate(rows[:8]):
        if any(_NAMES.fullmatch(_NOTE.sub("", cell.text)) for cell in row):
            return read_table(row, rows[i + 1 :])
    return None


def _shows(text: str, kind: str) -> bool:
    if _EMPTY.fullmatch(text) or _HIDDEN.search(text):
        return False
    return bool(_DOOR.search(text)) if kind == "address" else True


def judge(table: Table, rules: Sequence[ListRule]) -> Iterator[Told]:
    """What a list shows beyond what it may; `rules` are those of the catalog items of its record."""
    allowed = frozenset[str]().union(*(rule.columns for rule in rules))
    in_full = any(rule.in_full for rule in rules)
    for column in table.columns:
        if not column.shown or column.title in allowed:
            continue
        if column.kind in ("document", "account", "health", "address"):
            yield Told("H124", column.first, column.title)
        elif column.kind == "birth":
            yield Told("H125", column.first, column.title)
        elif rules and table.is_social and column.title not in _HARMLESS:
            yield Told("H122", column.first, column.title)
    if table.open_name >= 0 and not in_full:
        if rules:
            yield Told("H123", table.open_name)
        elif table.is_social:
            yield Told("H121", table.open_name)


_HARMLESS = frozenset(["序号", "编号", "备注", ""])


def markdown_tables(text: str) -> Iterator[Table]:
    """The lists of persons among the tables of a Markdown text; cells by their offset."""
    for rule in _RULE.finditer(text) if "|" in text else ():
        start = text.rfind("\n", 0, rule.start()) + 1
        if "|" not in rule[0] or not _MAY_NAME.search(text, start, rule.start()):
            continue
        head = _cells(start, text[start : rule.start()])
        if any(_NAMES.fullmatch(_NOTE.sub("", cell.text)) for cell in head) and (
            found := read_table(head, _rows(text, rule.end() + 1))
        ):
            yield found


def _rows(text: str, start: int) -> Iterator[list[Cell]]:
    """The rows below a heading, as far as the table goes."""
    while start < len(text):
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)]
        if "|" not in line:
            return
        yield _cells(start, line)
        start += len(line) + 1


def _cells(offset: int, line: str) -> list[Cell]:
    """The cells of a line; a border at its beginning opens no cell."""
    start = len(line) - len(line.lstrip())
    if line[start : start + 1] == "|":
        start += 1
    cells = []
    ends = [match.start() for match in _PIPE.finditer(line, start)]
    for end in (*ends, len(line)):
        part = line[start:end]
        if end < len(line) or part.strip():
            cells.append(Cell(part.strip(), offset + start + len(part) - len(part.lstrip())))
        start = end + 1
    return cells
