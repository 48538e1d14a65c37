"""Blocks of a consultation: how to take part first; once it is over, first what became of the opinions."""

from __future__ import annotations

from gongkai.model.consultation import ADOPTED, MAIL, NOT_ADOPTED, PARTLY, PHONE, Channel, Consultation
from gongkai.model.record import Record
from gongkai.views.blocks.pieces import Blocks, facts, make_table, present
from gongkai.views.parts import (
    Fact,
    FactsBlock,
    Figure,
    FiguresBlock,
    Link,
    TableBlock,
    TakePartBlock,
)
from gongkai.views.phones import reachable
from gongkai.views.portal import Portal

_OVER = frozenset({"已结束，待反馈", "已反馈"})


def consultation(portal: Portal, record: Record, fields: Consultation) -> Blocks:
    state = portal.consultation_tag(portal.catalog.by_id[record.id])
    days = (fields.end - fields.start).days + 1
    period = f"{fields.start.isoformat()} 至 {fields.end.isoformat()}（共{days}天，含首尾两天）"
    ways = tuple(map(_way, fields.channels))
    part: TakePartBlock | FactsBlock
    if state.text in _OVER:
        told = (Fact("状态", (Link(state.text, ""),)), Fact("征集时间", (Link(period, ""),)), *ways)
        part = FactsBlock("征集已经结束", told)
    else:
        title = "怎样提意见" if state.text != "尚未开始" else f"怎样提意见（{fields.start.isoformat()}开始）"
        part = TakePartBlock(title, state, period, fields.form_url or "", ways)
    about = FactsBlock("征集什么", tuple(facts(fields, "draft", "basis", "short_reason", "contact")))
    hearing = (
        FactsBlock("听证会", facts(fields.hearing, "date", "time", "place", "registration", "result"))
        if fields.hearing
        else None
    )
    results = (_figures(fields), _table(fields))
    if state.text == "已反馈":
        return present(results), present((about, hearing, part))
    return present((part, about, hearing)), present(results)


def _way(channel: Channel) -> Fact:
    link = reachable(channel.to) if channel.way in (MAIL, PHONE) else Link(channel.to, "")
    return Fact(channel.way, (Link(link.title, link.url, channel.note or "", link.parts),))


def _figures(fields: Consultation) -> FiguresBlock | None:
    """How many opinions there were, and what became of them."""
    if fields.received is None:
        return None
    counts = dict.fromkeys((ADOPTED, PARTLY, NOT_ADOPTED), 0)
    for opinion in fields.feedback:
        counts[opinion.adopted] += opinion.count
    found = [Figure("收到意见", str(fields.received), "条")]
    if fields.feedback:
        found += [Figure(name, str(count), "条") for name, count in counts.items()]
    return FiguresBlock("征集结果", tuple(found))


def _table(fields: Consultation) -> TableBlock | None:
    title = "意见采纳情况"
    if fields.feedback_published:
        title += f"（{fields.feedback_published.isoformat()}公布）"
    return make_table(
        title,
        ("意见", "条数", "采纳情况", "理由"),
        ((o.opinion, o.count, o.adopted, o.reason) for o in fields.feedback),
        heading=0,
        cards=True,
    )
