"""A new record of an annual report: the tables filled in, the sections begun, for the office to go on with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.catalog.annual import Counted
from gongkai.content.records import parse_record_text
from gongkai.content.schema import validate
from gongkai.model.annual import (
    ACTIVE,
    ACTIVE_HEADS,
    COLUMNS,
    OUTCOMES,
    REMEDY_OF,
    ROWS,
    SECTIONS,
    TO_WRITE,
    plain,
)
from gongkai.model.exchange import REGION, Report


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a new record knows beside its numbers; `number` is its index number, `published` the day it is to come out."""

    office: str
    phone: str
    number: str
    published: date


def draft_text(counted: Counted, occasion: Occasion) -> str:
    """The text of the record, a draft; a YAML file."""
    return "\n".join([*_front(counted, occasion), *_sections(counted), *_tables(counted)]) + "\n"


def draft_fields(text: str) -> Report:
    """The same as fields."""
    tree, *_ = parse_record_text(text, "yaml", "")
    fields, problems = validate(tree, Report, "") if tree else (None, [])
    assert fields, problems
    return fields


def title_of(counted: Counted) -> str:
    return f"{counted.name}{counted.year}年政府信息公开工作年度报告"


def _front(counted: Counted, occasion: Occasion) -> Iterator[str]:
    yield "# 年报草稿：表格已经按台账和记录算好。把“（请填写……）”都换成文字，核对数字，三审以后把“状态”改成“发布”。"
    yield "状态: 草稿"
    yield f"标题: {title_of(counted)}"
    yield f"发布日期: {occasion.published} 09:00"
    yield f"内容概述: {_overview(counted)}"
    if occasion.number:
        yield f"索引号: {occasion.number}"
    yield "主题分类: '02'"
    yield "主题子类: 政务公开"
    yield "法定公开内容: [a20-15]"
    yield f"责任科室: {occasion.office}"
    if occasion.phone:
        yield f"联系方式: {occasion.phone}"
    yield f"年度: {counted.year}"
    if counted.covers == REGION:
        yield f"报告范围: {REGION}"


def _overview(counted: Counted) -> str:
    new, carried_in, total, carried_out = (
        plain(counted.cells[f"3.{row}.total"]) for row in ("new", "carried_in", "total", "carried_out")
    )
    return (
        f"{counted.year}年收到政府信息公开申请{new}件，上年结转{carried_in}件，办结{total}件，"
        f"结转下年度{carried_out}件。"
    )


def _sections(counted: Counted) -> Iterator[str]:
    granted, partial = (plain(counted.cells[f"3.{row}.total"]) for row in ("granted", "partial"))
    applied = f"{_overview(counted)}予以公开{granted}件，部分公开{partial}件。{TO_WRITE}：申请集中在哪些方面，是否都在期限内答复）"
    written = {
        1: (
            f"**主动公开。** {TO_WRITE}：公开了多少条、解读了多少件）",
            f"**依申请公开。** {applied}",
            f"**政府信息管理。** {TO_WRITE}：文件清理、公开属性、年度评估）",
            f"**平台建设。** {TO_WRITE}：网站、新媒体、查阅点）",
            f"**监督保障。** {TO_WRITE}：机构人员、培训、考核、社会评议、责任追究）",
        ),
        5: (f"存在的主要问题：{TO_WRITE}）", f"改进情况：{TO_WRITE}：上年问题改了没有，今年怎么改）"),
        6: (_fees(counted),),
    }
    yield "报告内容:"
    for number, paragraphs in written.items():
        yield f"  - 标题: {SECTIONS[number]}"
        yield "    内容: |"
        yield "\n\n".join(f"      {paragraph}" for paragraph in paragraphs)


def _fees(counted: Counted) -> str:
    notices, amount, paid = counted.fees
    if not notices:
        return f"{counted.year}年度没有收取政府信息公开信息处理费。"
    return (
        f"{counted.year}年度发出信息处理费收费通知{plain(notices)}件，总金额{plain(amount)}元，"
        f"实际收取{plain(paid)}元。"
    )


def _tables(counted: Counted) -> Iterator[str]:
    def number(key: str) -> str:
        return plain(counted.cells[key])

    labels = {column: label.partition("（")[0] for column, label in ACTIVE_HEADS.items()}
    yield "主动公开情况:"
    for row in ACTIVE:
        values = "".join(
            f", {labels[column]}: {_quoted(column, number(f'2.{row.code}.{column}'))}"
            for column in row.columns
        )
        yield f"  - {{所属: {row.block}, 信息内容: {row.name}{values}}}"
    yield "申请情况:"
    for form in ROWS:
        counts = ", ".join(number(f"3.{form.code}.{column}") for column in COLUMNS)
        yield f"  - {{行: {form.code}, 数量: [{counts}]}}"
    yield "复议诉讼情况:"
    for code, kind in REMEDY_OF.items():
        values = "".join(f", {label}: {number(f'4.{code}.{o}')}" for o, label in OUTCOMES.items())
        yield f"  - {{类别: {kind}{values}}}"


def _quoted(column: str, number: str) -> str:
    """An amount is a text."""
    return json.dumps(number) if column == "amount" else number
