"""Blocks of meetings: what they were, their topics, who sat in on them."""

from __future__ import annotations

from gongkai.model.meeting import AgendaItem, Meeting
from gongkai.views.blocks.pieces import (
    Blocks,
    facts,
    facts_block,
    make_table,
    present,
    record_links,
    text_of,
    unit_name,
)
from gongkai.views.parts import AgendaBlock, AgendaCard, Fact, FactsBlock, Figure, Link
from gongkai.views.portal import Portal


def meeting(portal: Portal, fields: Meeting) -> Blocks:
    session = f"第{fields.term}届" if fields.term else ""
    session += f"第{fields.number}次" if fields.number else ""
    about = FactsBlock(
        "会议信息",
        (
            Fact("会议", (Link(f"{session}{fields.meeting_type}", ""),)),
            *facts(fields, "held_at", "ended_at", "place", "chair", "attendees"),
        ),
    )
    public = [item for item in fields.agenda if item.is_public]
    cards = tuple(_card(portal, number, item) for number, item in enumerate(public, 1))
    observers = make_table(
        "列席代表",
        ("类别", "代表", "单位", "发言", "采纳情况"),
        ((o.category, o.name, o.organization, o.remark, o.adopted) for o in fields.observers),
        heading=1,
        cards=True,
    )
    missing = facts_block("列席情况", fields, "no_observer_reason")
    agenda = AgendaBlock("会议议题", cards) if cards else None
    return present((about, agenda)), present((observers, missing))


def _card(portal: Portal, number: int, item: AgendaItem) -> AgendaCard:
    return AgendaCard(
        number=number,
        title=item.title,
        decision=item.decision or "",
        reporter=unit_name(portal, item.reporter),
        points=item.points,
        figures=tuple(Figure(f.label, text_of(f.value), f.unit or "") for f in item.figures),
        responsible=unit_name(portal, item.responsible),
        due=text_of(item.due),
        links=record_links(portal, item.consultation, *item.documents),
    )
