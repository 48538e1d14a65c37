"""Blocks of meetings: what they were, what was published with them, their topics, who sat in on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from gongkai.catalog.lines import INTERPRETED
from gongkai.model.meeting import CATEGORIES, AgendaItem, Material, Meeting, Observer, numbered
from gongkai.model.record import Record
from gongkai.views.blocks.pieces import Blocks, facts, facts_block, make_table, present, record_links, text_of
from gongkai.views.drawings import POSTER
from gongkai.views.parts import (
    AgendaBlock,
    AgendaCard,
    Fact,
    FactsBlock,
    Figure,
    Link,
    ListBlock,
    TableBlock,
    Tag,
    Tone,
)
from gongkai.views.portal import Portal

DECISION_TONES: dict[str, Tone] = {
    "审议通过": "good",
    "原则同意": "good",
    "原则通过": "good",
    "暂缓": "warn",
    "不同意": "bad",
}
WEEKDAYS = "一二三四五六日"


def meeting(portal: Portal, record: Record, fields: Meeting) -> Blocks:
    topics = numbered(fields.agenda)
    cards = tuple(_card(portal, number, item) for number, item in topics)
    bundle = tuple(_bundle(portal, record, fields))
    return (
        present(
            (
                FactsBlock("会议信息", tuple(_about(fields))),
                ListBlock("会议发布", bundle) if bundle else None,
                AgendaBlock("会议议题", cards) if cards else None,
                _observers(fields),
                facts_block("列席情况", fields, "no_observer_reason"),
            )
        ),
        (),
    )


def session_of(fields: Meeting) -> str:
    """第17届第63次常务会议"""
    session = f"第{fields.term}届" if fields.term else ""
    session += f"第{fields.number}次" if fields.number else ""
    return session + fields.meeting_type


def span_of(start: datetime, end: datetime | None) -> str:
    """2026-08-12（周三）15:00—17:30. A time of midnight is not known: it is left out."""
    day = f"{start:%Y-%m-%d}（周{WEEKDAYS[start.weekday()]}）"
    first = time_of(start)
    if end is None or (end.date() == start.date() and not time_of(end)):
        return f"{day}{first}"
    if end.date() == start.date():
        return f"{day}{first}—{time_of(end)}"
    return f"{day}{first}—{end:%Y-%m-%d}（周{WEEKDAYS[end.weekday()]}）{time_of(end)}"


def time_of(moment: datetime) -> str:
    """15:00; "" where only the day is known, which midnight stands for."""
    return f"{moment:%H:%M}" if moment.hour or moment.minute else ""


def _about(fields: Meeting) -> Iterator[Fact]:
    yield Fact("会议", (Link(session_of(fields), ""),))
    yield from facts(fields, "conveners")
    yield Fact("时间", (Link(span_of(fields.held_at, fields.ended_at), ""),))
    yield from facts(fields, "place", "chair", "attendees", "absent", "sitting_in")


def _bundle(portal: Portal, record: Record, fields: Meeting) -> Iterator[Link]:
    """What comes out with a meeting: news, diagram, interpretations, video, papers."""
    for link in record_links(portal, fields.news):
        yield Link(link.title, link.url, "会议新闻")
    if fields.is_drawn:
        yield Link("一张图看会议", f"#{POSTER}", "会议图解")
    for link in record_links(portal, *fields.interpretations):
        yield Link(link.title, link.url, "会议解读")
    for link in record_links(portal, *_explained(portal, record, fields)):
        yield Link(link.title, link.url, "文件解读")
    if fields.video:
        yield Link("观看会议视频", fields.video, "会议视频")
    yield from (Link(material.title, material.url, "会议材料") for material in fields.materials)


def _explained(portal: Portal, record: Record, fields: Meeting) -> tuple[str, ...]:
    """The interpretations of the documents decided here, by the life lines on which the meeting stands."""
    steps = (step for line in portal.catalog.lines.get(record.id, ()) for step in line.steps)
    told = dict.fromkeys(i for step in steps if step.name == INTERPRETED for i in step.records)
    return tuple(i for i in told if i not in fields.interpretations)


def _card(portal: Portal, number: str, item: AgendaItem) -> AgendaCard:
    return AgendaCard(
        number=number,
        title=item.title,
        decision=Tag(item.decision, DECISION_TONES.get(item.decision, "info")) if item.decision else None,
        resolution=item.resolution or "",
        points=item.points,
        figures=tuple(Figure(f.label, text_of(f.value), f.unit or "") for f in item.figures),
        facts=tuple(_duties(portal, item)),
        readings=tuple(_readings(portal, item)),
    )


def _duties(portal: Portal, item: AgendaItem) -> Iterator[Fact]:
    """Who reported, who does what until when."""
    if item.reporter:
        yield Fact("汇报单位", (portal.unit_link(item.reporter),))
    yield from facts(item, "legality")
    if item.responsible:
        yield Fact("责任单位", tuple(portal.unit_link(unit) for unit in item.responsible))
    yield from facts(item, "due")


def _readings(portal: Portal, item: AgendaItem) -> Iterator[Fact]:
    """Who was asked before, what the lawyers said, what there is to read."""
    asked = record_links(portal, item.consultation)
    if item.consulted:
        asked = (Link(item.consulted, ""), *asked)
    if asked:
        yield Fact("征求意见", asked)
    yield from facts(item, "legality_opinion")
    if documents := record_links(portal, *item.documents):
        yield Fact("相关文件", documents)
    if item.materials:
        yield Fact("材料", tuple(map(_material, item.materials)))


def _material(material: Material) -> Link:
    return Link(material.title, material.url)


def _observers(fields: Meeting) -> TableBlock | None:
    observers = sorted(fields.observers, key=lambda observer: CATEGORIES.index(observer.category))
    return make_table(
        f"列席代表（{_counts(observers)}）",
        ("类别", "代表", "单位", "发言", "采纳情况"),
        ((o.category, o.name, o.organization, o.remark, _adoption(o)) for o in observers),
        heading=1,
        cards=True,
    )


def _adoption(observer: Observer) -> str:
    return "：".join(filter(None, (observer.adopted, observer.reply)))


def _counts(observers: list[Observer]) -> str:
    counts = Counter(observer.category for observer in observers)
    return "、".join(f"{category}{count}人" for category, count in counts.items())
