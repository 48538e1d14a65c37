"""A counted report for the terminal: the three tables in columns, then what somebody has to look at."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from gongkai.catalog.annual import Counted
from gongkai.findings import Language
from gongkai.model.annual import (
    ACTIVE,
    ACTIVE_HEADS,
    COLUMNS,
    OUTCOMES,
    REMEDY_OF,
    ROWS,
    SECTIONS,
    name_of,
    plain,
)

_LABEL = 44
"""Columns of the terminal that the name of a row may take; a Chinese character takes two."""


def annual_text(counted: Counted, language: Language) -> str:
    """`language` is that of what is said beside the form, which is Chinese."""
    told = _told_zh if language == "zh" else _told_en
    return "\n".join([*_tables(counted), *told(counted)])


def _tables(counted: Counted) -> Iterator[str]:
    def number(key: str) -> str:
        return plain(counted.cells[key])

    yield f"{counted.name} {counted.year}"
    yield from ("", SECTIONS[2])
    for row in ACTIVE:
        values = "  ".join(
            f"{ACTIVE_HEADS[column]} {number(f'2.{row.code}.{column}')}" for column in row.columns
        )
        yield f"  {_padded(row.name, 20)}{values}"
    yield from ("", SECTIONS[3])
    yield _line("", list(COLUMNS.values()))
    for form in ROWS:
        yield _line(form.title, [number(f"3.{form.code}.{column}") for column in COLUMNS])
    yield from ("", SECTIONS[4])
    yield _line("", list(OUTCOMES.values()))
    for code, kind in REMEDY_OF.items():
        yield _line(kind, [number(f"4.{code}.{outcome}") for outcome in OUTCOMES])


def _line(label: str, values: Sequence[str]) -> str:
    heads = (*COLUMNS.values(), "") if len(values) == len(COLUMNS) else (*OUTCOMES.values(), "")
    cells = (
        _padded(value, max(_width(head), 4) + 2, right=True)
        for value, head in zip(values, heads, strict=False)
    )
    return f"  {_padded(_cut(label), _LABEL)}{''.join(cells)}".rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _padded(text: str, width: int, *, right: bool = False) -> str:
    gap = " " * (width - _width(text))
    return gap + text if right else text + gap


def _cut(text: str) -> str:
    while _width(text) > _LABEL - 2:
        text = text[:-2] + "…"
    return text


def _told_zh(counted: Counted) -> Iterator[str]:
    notices, amount, paid = map(plain, counted.fees)
    yield from ("", f"信息处理费：发出收费通知 {notices} 件，应收 {amount} 元，实收 {paid} 元。")
    for zh, _ in counted.remarks:
        yield f"请注意：{zh}"
    if counted.differences:
        yield f"已有的年报 {counted.path} 与这里算出的不同："
        for key in counted.differences:
            here, there = plain(counted.entered[key]), plain(counted.cells[key])
            yield f"  {name_of(key)[0]}：年报 {here}，算出 {there}"
    elif counted.path:
        yield f"与已有的年报 {counted.path} 完全一致。"


def _told_en(counted: Counted) -> Iterator[str]:
    notices, amount, paid = map(plain, counted.fees)
    yield from ("", f"Fees: {notices} notices, {amount} yuan due, {paid} yuan paid.")
    for _, en in counted.remarks:
        yield f"Note: {en}"
    if counted.differences:
        yield f"The report that is there, {counted.path}, is not what was counted:"
        for key in counted.differences:
            here, there = plain(counted.entered[key]), plain(counted.cells[key])
            yield f"  {name_of(key)[1]}: {here} reported, {there} counted"
    elif counted.path:
        yield f"The report that is there, {counted.path}, says the same in every cell."
