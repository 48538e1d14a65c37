"""The yearly report of disclosure in the prescribed form (国办公开办函〔2021〕30号): six sections, the tables two to four."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gongkai.content.schema import shape_of
from gongkai.model import exchange
from gongkai.model.record import Record
from gongkai.model.standard import Term
from gongkai.views.blocks.pieces import Blocks, present, text_of
from gongkai.views.forms import FormGroup, FormHead, FormTable
from gongkai.views.parts import Block, FormBlock, ProseBlock
from gongkai.views.portal import Portal

_ACTIVE = "二、主动公开政府信息情况"
_APPLICATIONS = "三、收到和处理政府信息公开申请情况"
_LITIGATION = "四、政府信息公开行政复议、行政诉讼情况"
_BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_ORGANIZATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_KINDS = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
_LABELS = {"amount": "本年收费金额（单位：万元）"}
"""Columns of table two whose head in the form says more than their name in the record."""


def report(portal: Portal, record: Record, fields: exchange.Report) -> Blocks:
    """Section one, the tables of sections two to four, the other sections."""
    sections: list[Block] = [
        ProseBlock(section.title, portal.prose(section.text, record.path)) for section in fields.sections
    ]
    rows = portal.catalog.vocabularies["application_rows"].terms
    tables = (_active(fields.active), _applications(rows, fields), _litigation(fields.litigation))
    return (), present((*sections[:1], *tables, *sections[1:]))


def _active(rows: Sequence[exchange.CountRow]) -> FormBlock | None:
    """One table for each item of article 20, each with columns of its own."""
    tables = tuple(_article(title, tuple(found)) for title, found in groupby(rows, lambda row: row.block))
    return FormBlock(_ACTIVE, tables) if tables else None


def _article(title: str, rows: Sequence[exchange.CountRow]) -> FormTable:
    shape = shape_of(exchange.CountRow)
    names = [
        name
        for name in ("made", "abolished", "in_force", "decisions", "amount")
        if any(getattr(row, name) is not None for row in rows)
    ]
    heads = (FormHead("信息内容"), *(FormHead(_LABELS.get(name, shape[name].label)) for name in names))
    cells = tuple((row.name, *(text_of(getattr(row, name)) for name in names)) for row in rows)
    return FormTable(title, (1,) * len(heads), (heads,), (FormGroup(cells),))


def _applications(terms: Sequence[Term], fields: exchange.Report) -> FormBlock | None:
    """Every row of the form in its order, whatever the order of the record."""
    counts = {row.row: tuple(map(str, row.counts)) for row in fields.applications}
    if not counts:
        return None
    heads = (
        (FormHead(_BALANCE, down=3), FormHead("申请人情况", across=7)),
        (FormHead("自然人", down=2), FormHead("法人或其他组织", across=5), FormHead("总计", down=2)),
        tuple(map(FormHead, _ORGANIZATIONS)),
    )
    groups = tuple(_application_groups(terms, counts))
    return FormBlock(_APPLICATIONS, (FormTable(_APPLICATIONS, (1, 1, 5, 1), heads, groups),))


def _application_groups(terms: Sequence[Term], counts: dict[str, tuple[str, ...]]) -> Iterator[FormGroup]:
    """Groups as the vocabulary names them; one that begins with （ stands under the last that does not."""
    over = ""
    for title, found in groupby(terms, lambda term: term.group or ""):
        rows = tuple((term.name.removeprefix(title).strip(), *_numbers(term, counts)) for term in found)
        if title.startswith("（"):
            yield FormGroup(rows, title, over)
        else:
            yield FormGroup(rows, title if title != over else "")
            over = title


def _numbers(term: Term, counts: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The record may name a row by its code or by its name."""
    return counts.get(term.code) or counts.get(term.name) or ("",) * (len(_ORGANIZATIONS) + 2)


def _litigation(rows: Sequence[exchange.ReviewCounts]) -> FormBlock | None:
    """One line of fifteen numbers: review, suits without and after review."""
    by_kind = {row.kind: row for row in rows}
    if not by_kind:
        return None
    review, direct, after = (by_kind.get(kind) for kind in _KINDS)
    heads = (
        (FormHead("行政复议", across=5), FormHead("行政诉讼", across=10)),
        (
            *(FormHead(name, down=2) for name in _OUTCOMES),
            FormHead("未经复议直接起诉", across=5),
            FormHead("复议后起诉", across=5),
        ),
        tuple(FormHead(name) for _ in (direct, after) for name in _OUTCOMES),
    )
    numbers = ("", *(text for row in (review, direct, after) for text in _outcomes(row)))
    return FormBlock(_LITIGATION, (FormTable(_LITIGATION, (5, 5, 5), heads, (FormGroup((numbers,)),)),))


def _outcomes(row: exchange.ReviewCounts | None) -> tuple[str, ...]:
    if row is None:
        return ("",) * len(_OUTCOMES)
    return tuple(map(str, (row.upheld, row.corrected, row.other, row.pending, row.total)))
