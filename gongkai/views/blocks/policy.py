"""Blocks of deciding and explaining: interpretations, decisions, consultations."""

from __future__ import annotations

from gongkai.content.schema import shape_of
from gongkai.model import policy
from gongkai.model.record import Record
from gongkai.views.blocks.pieces import (
    Blocks,
    facts,
    facts_block,
    make_table,
    present,
    record_links,
    unit_name,
)
from gongkai.views.parts import Block, Fact, FactsBlock, Link, ProseBlock
from gongkai.views.portal import Portal


def interpretation(portal: Portal, record: Record, fields: policy.Interpretation) -> Blocks:
    blocks: list[Block | None] = []
    if fields.elements:
        for name, shape in shape_of(policy.SixElements).items():
            if text := getattr(fields.elements, name):
                blocks.append(ProseBlock(shape.label, portal.prose(text, record.path)))
    rows = ((c.item, c.old, c.new, c.effect) for c in fields.comparisons)
    blocks.append(
        make_table("新旧政策对比", ("项目", "旧政策", "新政策", "影响"), rows, heading=0, cards=True)
    )
    about = FactsBlock(
        "解读信息",
        (
            Fact("解读形式", (Link(fields.form, ""),)),
            Fact("解读人", (Link(fields.author_role, ""),)),
            Fact("解读单位", (portal.unit_link(fields.author_unit or record.unit),)),
            *facts(fields, "contact"),
        ),
    )
    return (), (*present(blocks), about)


def decision(portal: Portal, fields: policy.Decision) -> Blocks:
    rows = (
        (i, e.title, unit_name(portal, e.responsible), e.planned, e.state)
        for i, e in enumerate(fields.entries, 1)
    )
    table = make_table(
        f"{fields.year}年度重大行政决策事项",
        ("序号", "决策事项", "承办单位", "计划时间", "进展"),
        rows,
        heading=1,
        cards=True,
    )
    details = []
    for entry in fields.entries:
        links = record_links(portal, entry.consultation, entry.meeting, entry.document, entry.interpretation)
        if links:
            details.append(Fact(entry.title, links))
    return present((table,)), (
        FactsBlock("每个事项的公开材料", tuple(details), is_wide=True),
    ) if details else ()


def consultation(portal: Portal, record: Record, fields: policy.Consultation) -> Blocks:
    state = portal.catalog.by_id[record.id].consultation
    lead = [Fact("状态", (Link(state, ""),)), *facts(fields, "end", "start")]
    if fields.form_url:
        lead.append(Fact("在线反馈", (Link("打开反馈表单", fields.form_url),)))
    lead += facts(fields, "channels", "contact", "hearing_on", "draft", "basis", "short_reason")
    result = facts_block("征集结果", fields, "received", "feedback_published")
    table = make_table(
        "意见采纳情况",
        ("意见", "条数", "采纳情况", "理由"),
        ((o.opinion, o.count, o.adopted, o.reason) for o in fields.feedback),
        heading=0,
        cards=True,
    )
    return (FactsBlock("征集信息", tuple(lead)),), present((result, table))
