"""The form of the annual report (国办公开办函〔2021〕30号): its sections, its three tables cell by cell, its identities.

A report is compared, added up and checked by its cells: a number under a key, in the order of the form. Keys are
`2.normative.made`, `3.deny.secret.natural`, `4.review.upheld`: table, row, column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from gongkai.model.exchange import OUTCOME_LABELS, REMEDIES, ApplicationRow, CountRow, Report, ReviewCounts

SECTIONS = {
    1: "一、总体情况",
    2: "二、主动公开政府信息情况",
    3: "三、收到和处理政府信息公开申请情况",
    4: "四、政府信息公开行政复议、行政诉讼情况",
    5: "五、存在的主要问题及改进情况",
    6: "六、其他需要报告的事项",
}
WRITTEN = (1, 5, 6)
"""Sections that somebody has to write; the others are tables, with or without words before them."""
FEE = "信息处理费"
"""What section six must speak of."""
TO_WRITE = "（请填写"
"""Stands where a new report is still to be written."""

APPLICANTS = {
    "natural": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "public_welfare": "社会公益组织",
    "legal_service": "法律服务机构",
    "other_org": "其他",
}
"""The columns of table three but the last; five of them are 法人或其他组织."""
COLUMNS = {**APPLICANTS, "total": "总计"}


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of table three; `group` is the heading it stands under within 三、本年度办理结果."""

    code: str
    name: str
    group: str = ""

    @property
    def title(self) -> str:
        return f"{self.group} {self.name}" if self.group else self.name

    @property
    def is_result(self) -> bool:
        """Whether it is one of the 21 outcomes."""
        return self.code not in ("new", "carried_in", "total", "carried_out")


RESULTS = "三、本年度办理结果"
_DENY, _UNABLE, _SKIP, _OTHER = "（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理"
ROWS = (
    FormRow("new", "一、本年新收政府信息公开申请数量"),
    FormRow("carried_in", "二、上年结转政府信息公开申请数量"),
    FormRow("granted", "（一）予以公开"),
    FormRow("partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    FormRow("deny.secret", "1.属于国家秘密", _DENY),
    FormRow("deny.law", "2.其他法律行政法规禁止公开", _DENY),
    FormRow("deny.safety", "3.危及“三安全一稳定”", _DENY),
    FormRow("deny.third", "4.保护第三方合法权益", _DENY),
    FormRow("deny.internal", "5.属于三类内部事务信息", _DENY),
    FormRow("deny.process", "6.属于四类过程性信息", _DENY),
    FormRow("deny.casefile", "7.属于行政执法案卷", _DENY),
    FormRow("deny.query", "8.属于行政查询事项", _DENY),
    FormRow("unable.none", "1.本机关不掌握相关政府信息", _UNABLE),
    FormRow("unable.create", "2.没有现成信息需要另行制作", _UNABLE),
    FormRow("unable.unclear", "3.补正后申请内容仍不明确", _UNABLE),
    FormRow("skip.petition", "1.信访举报投诉类申请", _SKIP),
    FormRow("skip.repeat", "2.重复申请", _SKIP),
    FormRow("skip.publication", "3.要求提供公开出版物", _SKIP),
    FormRow("skip.mass", "4.无正当理由大量反复申请", _SKIP),
    FormRow("skip.confirm", "5.要求行政机关确认或重新出具已获取信息", _SKIP),
    FormRow(
        "other.no_supplement", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", _OTHER
    ),
    FormRow(
        "other.no_fee", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", _OTHER
    ),
    FormRow("other.other", "3.其他", _OTHER),
    FormRow("total", "（七）总计"),
    FormRow("carried_out", "四、结转下年度继续办理"),
)
ROW_OF = {row.code: row for row in ROWS}
_NAMES = {re.sub(r"\s", "", row.title): row for row in ROWS}


def find_row(text: str) -> FormRow | None:
    """The row of table three with this code or name."""
    return ROW_OF.get(text) or _NAMES.get(re.sub(r"\s", "", text).removeprefix(RESULTS))


@dataclass(frozen=True, slots=True)
class ActiveRow:
    """A row of table two: the item of article 20 it stands under, its name, the fields that it has."""

    code: str
    block: str
    name: str
    columns: tuple[str, ...]


_DOCUMENTS = ("made", "abolished", "in_force")
ACTIVE = (
    ActiveRow("rules", "第二十条第（一）项", "规章", _DOCUMENTS),
    ActiveRow("normative", "第二十条第（一）项", "行政规范性文件", _DOCUMENTS),
    ActiveRow("permits", "第二十条第（五）项", "行政许可", ("decisions",)),
    ActiveRow("penalties", "第二十条第（六）项", "行政处罚", ("decisions",)),
    ActiveRow("coercion", "第二十条第（六）项", "行政强制", ("decisions",)),
    ActiveRow("fees", "第二十条第（八）项", "行政事业性收费", ("amount",)),
)
ACTIVE_HEADS = {
    "made": "本年制发件数",
    "abolished": "本年废止件数",
    "in_force": "现行有效件数",
    "decisions": "本年处理决定数量",
    "amount": "本年收费金额（单位：万元）",
}
_ACTIVE_OF = {row.name: row for row in ACTIVE}
REMEDY_OF = dict(zip(("review", "direct", "after"), REMEDIES, strict=True))
"""The three parts of table four."""
OUTCOMES = OUTCOME_LABELS

AMOUNT = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,6})?")
"""An amount in 万元: digits, perhaps a point and more of them."""
Cells = Mapping[str, Decimal]


def _keys() -> Iterator[str]:
    for active in ACTIVE:
        yield from (f"2.{active.code}.{column}" for column in active.columns)
    for row in ROWS:
        yield from (f"3.{row.code}.{column}" for column in COLUMNS)
    for remedy in REMEDY_OF:
        yield from (f"4.{remedy}.{outcome}" for outcome in OUTCOMES)


CELLS = tuple(_keys())
"""Every cell of the three tables, in their order."""


def name_of(key: str) -> tuple[str, str]:
    """The cell in words, Chinese and English: 表三“（三）不予公开 1.属于国家秘密”的“自然人”."""
    table, row, column = split_key(key)
    if table == "2":
        name, label = next(r.name for r in ACTIVE if r.code == row), ACTIVE_HEADS[column]
    elif table == "3":
        name, label = ROW_OF[row].title, COLUMNS[column]
    else:
        name, label = REMEDY_OF[row], OUTCOMES[column]
    return (
        f"表{'二三四'[int(table) - 2]}“{name}”的“{label}”",
        f"table {table}, row {row}, column {column}",
    )


def split_key(key: str) -> tuple[str, str, str]:
    """Table, row and column of a cell."""
    table, _, rest = key.partition(".")
    row, _, column = rest.rpartition(".")
    return table, row, column


def cells_of(report: Report) -> dict[str, Decimal]:
    """The numbers that a report gives; of a row that stands twice the first counts, unknown ones are left out."""
    found: dict[str, Decimal] = {}
    for active in report.active:
        if row := _ACTIVE_OF.get(active.name):
            for column in row.columns:
                if (number := number_in(active, column)) is not None:
                    found.setdefault(f"2.{row.code}.{column}", number)
    for counts in report.applications:
        if form := find_row(counts.row):
            for column, count in zip(COLUMNS, counts.counts, strict=True):
                found.setdefault(f"3.{form.code}.{column}", Decimal(count))
    for remedy in report.litigation:
        code = code_of(remedy)
        for outcome in OUTCOMES:
            found.setdefault(f"4.{code}.{outcome}", Decimal(getattr(remedy, outcome)))
    return found


def number_in(row: CountRow, column: str) -> Decimal | None:
    """A number of table two; None where there is none that can be read."""
    value = getattr(row, column)
    if isinstance(value, str):
        return Decimal(value) if AMOUNT.fullmatch(value) else None
    return None if value is None else Decimal(value)


def code_of(row: CountRow | ApplicationRow | ReviewCounts) -> str:
    """The code of a row of any table; "" where the form has no such row."""
    match row:
        case CountRow():
            known = _ACTIVE_OF.get(row.name)
            return known.code if known and known.block == row.block else ""
        case ApplicationRow():
            form = find_row(row.row)
            return form.code if form else ""
    return next(code for code, kind in REMEDY_OF.items() if kind == row.kind)


Path = tuple[str | int, ...]


def place_of(key: str, rows: Mapping[str, int]) -> Path:
    """Where a cell stands in the record; `rows` tells the places of the rows, `3.new` -> 0 (see `rows_of`)."""
    table, row, column = split_key(key)
    field = {"2": "active", "3": "applications", "4": "litigation"}[table]
    place = rows.get(f"{table}.{row}")
    if place is None:
        return (field,)
    return (field, place, *(("counts", list(COLUMNS).index(column)) if table == "3" else (column,)))


def rows_of(report: Report) -> dict[str, int]:
    """The place of each row in its list: `3.new` -> 0."""
    found: dict[str, int] = {}
    tables = {
        "2": [code_of(row) for row in report.active],
        "3": [code_of(row) for row in report.applications],
        "4": [code_of(row) for row in report.litigation],
    }
    for table, codes in tables.items():
        for i, code in enumerate(codes):
            if code:
                found.setdefault(f"{table}.{code}", i)
    return found


FORM_ROWS = {
    **{f"2.{row.code}": i for i, row in enumerate(ACTIVE)},
    **{f"3.{row.code}": i for i, row in enumerate(ROWS)},
    **{f"4.{code}": i for i, code in enumerate(REMEDY_OF)},
}
"""The places of all rows where a report keeps the order of the form."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Two sums of cells that are the same; `code` is the rule. It is told at the first cell of `left`."""

    code: str
    left: tuple[str, ...]
    right: tuple[str, ...]


def _identities() -> Iterator[Identity]:
    for row in ROWS:
        six = tuple(f"3.{row.code}.{column}" for column in APPLICANTS)
        yield Identity("N111", (f"3.{row.code}.total",), six)
    for column in COLUMNS:
        leaves = tuple(f"3.{row.code}.{column}" for row in ROWS if row.is_result)
        yield Identity("N112", (f"3.total.{column}",), leaves)
        sides = (("new", "carried_in"), ("total", "carried_out"))
        left, right = (tuple(f"3.{row}.{column}" for row in side) for side in sides)
        yield Identity("N113", left, right)
    for remedy in REMEDY_OF:
        parts = tuple(f"4.{remedy}.{outcome}" for outcome in OUTCOMES if outcome != "total")
        yield Identity("N114", (f"4.{remedy}.total",), parts)


IDENTITIES = tuple(_identities())
"""What holds within every report."""


def broken(cells: Cells) -> Iterator[tuple[Identity, Decimal, Decimal]]:
    """The identities that do not hold, with both sums; those of which a cell is missing are left out."""
    for identity in IDENTITIES:
        if all(key in cells for key in chain(identity.left, identity.right)):
            left, right = (
                sum((cells[key] for key in keys), Decimal()) for keys in (identity.left, identity.right)
            )
            if left != right:
                yield identity, left, right


def add(reports: Iterable[Cells]) -> dict[str, Decimal]:
    """The sum of reports, cell by cell."""
    found = dict.fromkeys(CELLS, Decimal())
    for cells in reports:
        for key, number in cells.items():
            found[key] += number
    return found


def write_cells(cells: Cells) -> str:
    """Cells as a short text, for headers."""
    return ",".join(f"{cells[key]:f}" if key in cells else "" for key in CELLS)


def read_cells(text: str) -> dict[str, Decimal]:
    """The opposite of `write_cells`."""
    numbers = zip(CELLS, text.split(","), strict=True) if text else ()
    return {key: Decimal(number) for key, number in numbers if number}


def plain(number: Decimal) -> str:
    """A number as the form has it: without zeros behind the point that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
