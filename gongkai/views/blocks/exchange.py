"""Blocks of talking and reporting: messages, responses, yearly reports."""

from __future__ import annotations

from gongkai.model import exchange
from gongkai.model.record import Record
from gongkai.model.standard import Vocabulary
from gongkai.views.blocks.pieces import Blocks, facts_block, make_table, present, text_of
from gongkai.views.parts import DialogBlock, Moment, ProseBlock, TimelineBlock
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


def report(portal: Portal, record: Record, fields: exchange.Report) -> Blocks:
    names = portal.catalog.vocabularies["application_rows"]
    sections = [
        ProseBlock(section.title, portal.prose(section.text, record.path)) for section in fields.sections
    ]
    active = make_table(
        "主动公开政府信息情况",
        (
            "条款",
            "信息内容",
            "本年制发件数",
            "本年废止件数",
            "现行有效件数",
            "本年处理决定数量",
            "本年收费金额（万元）",
        ),
        (
            (row.block, row.name, row.made, row.abolished, row.in_force, row.decisions, row.amount)
            for row in fields.active
        ),
    )
    applications = make_table(
        "收到和处理政府信息公开申请情况",
        ("项目", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"),
        ((_row_name(names, row.row), *row.counts) for row in fields.applications),
        headed=True,
    )
    litigation = make_table(
        "政府信息公开行政复议、行政诉讼情况",
        ("类别", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"),
        ((r.kind, r.upheld, r.corrected, r.other, r.pending, r.total) for r in fields.litigation),
        headed=True,
    )
    first, rest = sections[:1], sections[1:]
    return (), present((*first, active, applications, litigation, *rest))


def _row_name(names: Vocabulary, code: str) -> str:
    term = names.find(code)
    return term.name if term else code
