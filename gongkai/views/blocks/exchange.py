"""Blocks of talking: messages, responses."""

from __future__ import annotations

from gongkai.model import exchange
from gongkai.model.record import Record
from gongkai.views.blocks.pieces import Blocks, facts_block, present, text_of
from gongkai.views.parts import DialogBlock, Moment, TimelineBlock
from gongkai.views.portal import Portal


def message(portal: Portal, record: Record, fields: exchange.Message) -> Blocks:
    dialog = DialogBlock(
        question=portal.prose(fields.asked, record.path),
        question_note=f"{fields.channel} · {fields.message_type} · {text_of(fields.received_on)}",
        answer=portal.prose(fields.reply, record.path) if fields.reply else None,
        answer_note=f"{portal.catalog.units[record.unit].name} · {text_of(fields.replied_on)}"
        if fields.replied_on
        else "",
    )
    return (dialog,), ()


def response(fields: exchange.Response) -> Blocks:
    about = facts_block(
        "事件信息",
        fields,
        "occurred_at",
        "level",
        "first_release_at",
        "press_conference_at",
        "replied_at",
        "spokesperson",
    )
    moments = tuple(Moment(stage.step, text_of(stage.at), stage.note) for stage in fields.stages)
    return present((about,)), present((TimelineBlock("处置经过", moments) if moments else None,))
