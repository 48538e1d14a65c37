"""The tables two to four of the annual report in the prescribed form (国办公开办函〔2021〕30号), from their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gongkai.model.annual import (
    ACTIVE,
    ACTIVE_HEADS,
    COLUMNS,
    OUTCOMES,
    REMEDY_OF,
    RESULTS,
    ROWS,
    SECTIONS,
    ActiveRow,
    Cells,
    FormRow,
    plain,
)
from gongkai.views.forms import FormCell, FormTable, Rows

BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def annual_tables(cells: Cells) -> tuple[FormTable, FormTable, FormTable]:
    """Tables two, three and four; a number that is not there is left blank."""
    return _active(cells), _applications(cells), _litigation(cells)


def _number(cells: Cells, key: str, across: int = 1, heads: str = "") -> FormCell:
    return FormCell(plain(cells[key]) if key in cells else "", across=across, heads=heads)


def _active(cells: Cells) -> FormTable:
    """Four blocks, each with columns of its own: its numbers name their headings."""
    blocks = (tuple(found) for _, found in groupby(ACTIVE, lambda row: row.block))
    groups = tuple(_block(cells, number, rows) for number, rows in enumerate(blocks, 1))
    return FormTable(SECTIONS[2], "active", (1, 3), (), groups)


def _block(cells: Cells, number: int, rows: Sequence[ActiveRow]) -> Rows:
    block, columns = f"t2-{number}", rows[0].columns
    across = 3 // len(columns)
    title = FormCell(rows[0].block, "rowgroup", across=4, name=block)
    heads = (
        FormCell("信息内容", "col", name=f"{block}-0"),
        *(
            FormCell(ACTIVE_HEADS[column], "colgroup" if across > 1 else "col", across, name=f"{block}-{i}")
            for i, column in enumerate(columns, 1)
        ),
    )
    lines = tuple(
        (
            FormCell(row.name, "row", name=f"{block}-{row.code}"),
            *(
                _number(cells, f"2.{row.code}.{column}", across, f"{block} {block}-{i} {block}-{row.code}")
                for i, column in enumerate(columns, 1)
            ),
        )
        for row in rows
    )
    return ((title,), heads, *lines)


def _applications(cells: Cells) -> FormTable:
    """Three columns of headings, seven of numbers."""
    organizations = list(COLUMNS.values())[1:-1]
    head = (
        (FormCell(BALANCE, "col", 3, 3), FormCell("申请人情况", "colgroup", 7)),
        (
            FormCell(COLUMNS["natural"], "col", down=2),
            FormCell("法人或其他组织", "colgroup", len(organizations)),
            FormCell(COLUMNS["total"], "col", down=2),
        ),
        tuple(FormCell(name, "col") for name in organizations),
    )
    new, carried_in, *results, carried_out = ROWS
    body = tuple(_results(cells, results))
    first, *others = body
    groups = (
        tuple((FormCell(row.name, "row", 3), *_counts(cells, row)) for row in (new, carried_in)),
        ((FormCell(RESULTS, "rowgroup", down=len(results)), *first), *others),
        ((FormCell(carried_out.name, "row", 3), *_counts(cells, carried_out)),),
    )
    return FormTable(SECTIONS[3], "applications", (1, 1, 1, 1, 5, 1), head, groups)


def _results(cells: Cells, rows: Sequence[FormRow]) -> Iterator[tuple[FormCell, ...]]:
    for group, found in groupby(rows, lambda row: row.group):
        some = tuple(found)
        for i, row in enumerate(some):
            if not group:
                yield FormCell(row.name, "row", 2), *_counts(cells, row)
            else:
                heading = (FormCell(group, "rowgroup", down=len(some)),) if i == 0 else ()
                yield *heading, FormCell(row.name, "row"), *_counts(cells, row)


def _counts(cells: Cells, row: FormRow) -> tuple[FormCell, ...]:
    return tuple(_number(cells, f"3.{row.code}.{column}") for column in COLUMNS)


def _litigation(cells: Cells) -> FormTable:
    """One line of fifteen numbers: review, suits without and after review."""
    size = len(OUTCOMES)
    head = (
        (FormCell("行政复议", "colgroup", size), FormCell("行政诉讼", "colgroup", 2 * size)),
        (
            *(FormCell(name, "col", down=2) for name in OUTCOMES.values()),
            FormCell("未经复议直接起诉", "colgroup", size),
            FormCell("复议后起诉", "colgroup", size),
        ),
        tuple(FormCell(name, "col") for name in (*OUTCOMES.values(), *OUTCOMES.values())),
    )
    line = tuple(_number(cells, f"4.{kind}.{outcome}") for kind in REMEDY_OF for outcome in OUTCOMES)
    return FormTable(SECTIONS[4], "litigation", (size, size, size), head, ((line,),))
