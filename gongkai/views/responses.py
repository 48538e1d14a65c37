"""Responses to what the public talks about: within how many hours it was told, first and in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from gongkai.catalog.coverage import Groups
from gongkai.catalog.public import Entry
from gongkai.model.header import ResponseFacts
from gongkai.model.kinds import KINDS
from gongkai.views.blocks.pieces import present
from gongkai.views.columns import Column
from gongkai.views.hours import hours_between, lasting
from gongkai.views.parts import Block, Cell, Figure, Link, TableBlock
from gongkai.views.portal import Portal

LEVELS = ("特别重大", "重大", "较大", "一般")


def response_columns(portal: Portal, groups: Groups) -> Iterator[Column]:
    kind = KINDS["responses"]
    entries = groups.by_kind.get(kind.id, ())
    newest = max((entry.modified[:10] for entry in entries), default="")
    yield Column(
        kind.name,
        portal.addresses.kind(kind.id),
        kind.description,
        kind.column_type,
        entries,
        figures=tuple(_figures(entries)),
        figures_title=f"回应情况（按截至{newest}公开的回应统计）" if newest else "",
        blocks=present((_by_level(entries), _hours(portal, entries))),
    )


def _facts(entries: Sequence[Entry]) -> list[ResponseFacts]:
    return [entry.response for entry in entries if entry.response]


def _figures(entries: Sequence[Entry]) -> Iterator[Figure]:
    facts = _facts(entries)
    if facts:
        yield Figure("公开的回应", str(len(facts)), "件")
        if first := [hours_between(f.occurred, f.first_release) for f in facts if f.first_release]:
            yield Figure("首次发布用时（一半以上不超过）", f"{median(first):.1f}", "小时")
        if full := [hours_between(f.occurred, f.replied) for f in facts if f.replied]:
            yield Figure("回应用时（一半以上不超过）", f"{median(full):.1f}", "小时")


def _by_level(entries: Sequence[Entry]) -> Block | None:
    rows: list[tuple[Cell, ...]] = []
    for level in LEVELS:
        facts = [each for each in _facts(entries) if each.level == level]
        if facts:
            rows.append(
                (
                    level,
                    f"{len(facts)}件",
                    _longest(facts, "first_release"),
                    _longest(facts, "press_conference"),
                    _longest(facts, "replied"),
                )
            )
    columns = ("等级", "件数", "首次发布最长", "新闻发布会最长", "回应最长")
    return TableBlock("各等级用时", columns, tuple(rows), 0, has_cards=True) if rows else None


def _longest(facts: Sequence[ResponseFacts], name: str) -> str:
    found = [hours_between(each.occurred, at) for each in facts if (at := getattr(each, name))]
    return f"{lasting(max(found))}（{len(found)}件）" if found else "—"


_SHOWN = 20


def _hours(portal: Portal, entries: Sequence[Entry]) -> Block | None:
    rows: list[tuple[Cell, ...]] = [
        (
            Link(entry.title, portal.addresses.record(entry.id)),
            facts.level,
            _shown(facts.occurred),
            _needed(facts, facts.first_release),
            _needed(facts, facts.press_conference),
            _needed(facts, facts.replied),
        )
        for entry in entries[:_SHOWN]
        if (facts := entry.response)
    ]
    columns = ("回应", "等级", "发生时间", "首次发布用时", "新闻发布会用时", "回应用时")
    return TableBlock(f"最近{len(rows)}件的用时", columns, tuple(rows), 0, has_cards=True) if rows else None


def _shown(moment: str) -> str:
    return moment[:16].replace("T", " ")


def _needed(facts: ResponseFacts, at: str) -> str:
    return lasting(hours_between(facts.occurred, at)) if at else "—"
