"""Blocks of talking: messages, responses."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.clocks.counting import is_after
from gongkai.model import exchange
from gongkai.model.record import Record
from gongkai.views.blocks.pieces import Blocks, facts, facts_block, make_table, present, text_of
from gongkai.views.hours import hours_between, lasting
from gongkai.views.parts import DialogBlock, Fact, FactsBlock, Link, Moment, TimelineBlock
from gongkai.views.portal import Portal

_TIMES = (
    ("first_release_at", "C08", "首次发布权威信息"),
    ("press_conference_at", "C09", "新闻发布会"),
    ("replied_at", "C10", "公开回应"),
)


def message(portal: Portal, record: Record, fields: exchange.Message) -> Blocks:
    answering = fields.replied_by or record.unit
    unit = portal.catalog.units[answering].name
    dialog = DialogBlock(
        question=portal.prose(fields.asked, record.path),
        question_note=f"{fields.channel} · {fields.message_type} · {text_of(fields.received_on)}",
        answer=portal.prose(fields.reply, record.path) if fields.reply else None,
        answer_note=f"{unit} · {text_of(fields.replied_on)}" if fields.replied_on else "",
    )
    found = list(facts(fields, "ticket", "received_on", "accepted_on", "due_on", "replied_on"))
    if fields.replied_on:
        days = (fields.replied_on - fields.received_on).days
        found.append(Fact("答复用时", (Link(_days(fields, days), ""),)))
    found.append(Fact("答复单位", (portal.unit_link(answering),)))
    found += facts(fields, "guest", "satisfaction")
    return (dialog,), (FactsBlock("办理情况", tuple(found)),)


def _days(fields: exchange.Message, days: int) -> str:
    text = f"{days}天" if days else "当天"
    if not (fields.due_on and fields.replied_on):
        return text
    late = (fields.replied_on - fields.due_on).days
    return f"{text}，超过办理期限{late}天" if late > 0 else f"{text}，在办理期限内"


def response(portal: Portal, record: Record, fields: exchange.Response) -> Blocks:
    about = facts_block("事件信息", fields, "occurred_at", "level", "spokesperson", "no_head_reason")
    limits = {code: (due, done) for code, _, due, done in portal.catalog.by_id[record.id].clocks}
    rows = []
    for name, code, title in _TIMES:
        at = getattr(fields, name)
        limit = _limit(portal, code, *limits[code]) if code in limits else ""
        if at:
            hours = (at - fields.occurred_at).total_seconds() / 3600
            rows.append((title, text_of(at), lasting(hours), limit))
        elif limit:
            rows.append((title, "尚未进行", "", limit))
    needed = make_table("发布和回应用时", ("环节", "时间", "距发生", "要求"), rows, heading=0, cards=True)
    moments = tuple(_moments(fields))
    return present((about, needed)), present((TimelineBlock("处置经过", moments) if moments else None,))


def _limit(portal: Portal, code: str, due: str, done: str) -> str:
    """What the clock asks for, and whether it was kept."""
    clock = portal.catalog.deadlines.clocks[code]
    asked = f"{clock.number}小时内"
    if not done:
        return f"{asked}，应在{due[:16].replace('T', ' ')}以前"
    if is_after(done, due):
        return f"{asked}，超过{lasting(hours_between(due, done))}"
    return f"{asked}，按时"


def _moments(fields: exchange.Response) -> Iterator[Moment]:
    for stage in fields.stages:
        hours = (stage.at - fields.occurred_at).total_seconds() / 3600
        after = f"发生后{lasting(hours)}" if hours > 0 else "发生时"
        yield Moment(stage.step, f"{text_of(stage.at)}（{after}）", stage.note)
