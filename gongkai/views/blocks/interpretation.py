"""Blocks of an interpretation: what was said and by whom, six elements, old against new, effects, how to apply."""

from __future__ import annotations

from gongkai.content.schema import shape_of
from gongkai.model.interpretation import (
    AUDIO,
    MEDIA,
    NOT_CONCERNED,
    QUESTIONS,
    VIDEO,
    Interpretation,
    Plan,
    Recording,
    ServicePolicy,
    SixElements,
    Speaker,
)
from gongkai.model.record import Record
from gongkai.views.blocks.pieces import Blocks, bullet_list, facts, present
from gongkai.views.changes import marked
from gongkai.views.parts import (
    Block,
    ComparisonBlock,
    ComparisonRow,
    Fact,
    FactsBlock,
    Link,
    ProseBlock,
    Question,
    QuestionsBlock,
    Section,
    SectionsBlock,
    StepsBlock,
)
from gongkai.views.phones import reachable
from gongkai.views.portal import Portal

_TITLES = {AUDIO: "收听", VIDEO: "收看", MEDIA: "媒体原文"}
"""What the block about the form is called where it is not called like the form."""


def interpretation(portal: Portal, record: Record, fields: Interpretation) -> Blocks:
    """A dialogue begins with its questions; every other form with the elements."""
    questions = _questions(portal, record, fields)
    asks = fields.form == QUESTIONS
    lead: tuple[Block | None, ...] = (
        _occasion(portal, record, fields),
        questions if asks else None,
        _elements(portal, record, fields),
        _comparison(fields),
        FactsBlock(
            "影响谁，有什么影响", tuple(Fact(e.who, (Link(e.effect, ""),)) for e in fields.effects), True
        )
        if fields.effects
        else None,
        *(_service(portal, fields.service) if fields.service else ()),
    )
    transcript = (
        ProseBlock("文字稿", portal.prose(fields.transcript, record.path)) if fields.transcript else None
    )
    return present(lead), present((None if asks else questions, transcript, _about(portal, record, fields)))


def sections(fields: Interpretation) -> tuple[tuple[str, str], ...]:
    """The six elements as far as they are told: heading and Markdown."""
    if fields.elements is None:
        return ()
    found = ((shape.label, getattr(fields.elements, key)) for key, shape in shape_of(SixElements).items())
    return tuple((label, text) for label, text in found if text)


def _elements(portal: Portal, record: Record, fields: Interpretation) -> SectionsBlock | None:
    found = tuple(
        Section(label, portal.prose(text, record.path), text.startswith(NOT_CONCERNED))
        for label, text in sections(fields)
    )
    return SectionsBlock("六个要素" if len(found) == 6 else "解读要素", found) if found else None


def _comparison(fields: Interpretation) -> ComparisonBlock | None:
    rows = tuple(ComparisonRow(c.item, *marked(c.old, c.new), c.effect or "") for c in fields.comparisons)
    if not rows:
        return None
    return ComparisonBlock("新旧政策对比", rows, any(row.effect for row in rows))


def _questions(portal: Portal, record: Record, fields: Interpretation) -> QuestionsBlock | None:
    found = tuple(Question(q.question, portal.prose(q.answer, record.path)) for q in fields.questions)
    return QuestionsBlock("问答", found) if found else None


def _occasion(portal: Portal, record: Record, fields: Interpretation) -> FactsBlock | None:
    """What a recording, an event or an article was: when, where, who spoke, where to hear or read it."""
    found = list(facts(fields, "medium", "held_at", "place"))
    if fields.speakers:
        found.append(Fact("发言人", tuple(Link(_speaker(s), "") for s in fields.speakers)))
    if fields.recording:
        found += _recording(portal, record, fields.recording, fields.form)
    if fields.original:
        found.append(Fact("原文", (Link("打开原文（其他网站）", fields.original),)))
    return FactsBlock(_TITLES.get(fields.form, fields.form), tuple(found)) if found else None


def _speaker(speaker: Speaker) -> str:
    return "，".join(filter(None, (speaker.name, speaker.organization, speaker.title)))


def _recording(portal: Portal, record: Record, recording: Recording, form: str) -> list[Fact]:
    links = []
    verb = "收听" if form == AUDIO else "播放"
    if recording.file and (file := portal.download(recording.file, record.path, f"{verb}{form}")):
        links.append(Link(f"{file.title}（{file.file_type}，{file.size}）", file.url))
    if recording.url:
        links.append(Link(f"{verb}{form}（其他网站）", recording.url))
    found = [Fact(form if form in (AUDIO, VIDEO) else "音视频", tuple(links))] if links else []
    return [*found, *facts(recording, "length")]


def _service(portal: Portal, service: ServicePolicy) -> tuple[Block | None, ...]:
    about = [
        Fact("办理部门", (portal.unit_link(service.office),)),
        *facts(service, "time"),
        Fact("咨询电话", (reachable(service.phone),)),
    ]
    if service.guide and (guide := portal.record_link(service.guide)):
        about.append(Fact("办事指南", (guide,)))
    return (
        FactsBlock("怎么办理", tuple(about)),
        bullet_list("申报条件", service.conditions),
        bullet_list("申报材料", service.materials),
        StepsBlock("办理流程", service.steps),
    )


def _about(portal: Portal, record: Record, fields: Interpretation) -> FactsBlock:
    found = [
        Fact("解读形式", (Link(fields.form, ""),)),
        Fact("解读人", (Link(fields.author_role, ""),)),
        Fact("解读单位", (portal.unit_link(fields.author_unit or record.unit),)),
        *facts(fields, "contact"),
    ]
    if fields.plan:
        found.append(Fact("解读安排", (Link(_plan(fields.plan), ""),)))
    return FactsBlock("解读信息", tuple(found))


def _plan(plan: Plan) -> str:
    return f"形式：{'、'.join(plan.forms)}；渠道：{'、'.join(plan.channels)}；时间：{plan.time}"
