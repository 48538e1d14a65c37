"""What the diagrams of a public record are drawn from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from gongkai.content.markup import render_markdown
from gongkai.model.interpretation import NOT_CONCERNED, Interpretation, ServicePolicy
from gongkai.model.meeting import CATEGORIES, AgendaItem, Meeting, Observer, numbered
from gongkai.model.record import Record
from gongkai.text import plain_text
from gongkai.views.blocks.interpretation import sections
from gongkai.views.blocks.meeting import DECISION_TONES
from gongkai.views.blocks.pieces import text_of, unit_name
from gongkai.views.drawings import (
    Drawing,
    DrawnChange,
    DrawnItem,
    DrawnSection,
    Imprint,
    MeetingDrawing,
    ObserverGroup,
    PictureDrawing,
)
from gongkai.views.parts import Figure
from gongkai.views.portal import Portal
from gongkai.views.qr import qr_shape

_AROUND = "：:，,；。（）() "
"""What stands between 不涉及 and the reason."""
_LONG = 50
"""Characters: two lines of a diagram."""
_SENTENCE = re.compile("[^。；！？]+[。；！？]*[”）》]*")


def drawing_of(portal: Portal, record: Record) -> Drawing | None:
    """None for the many records that have no diagram."""
    match record.fields:
        case Meeting() as fields:
            return _meeting(portal, record, fields)
        case Interpretation() as fields:
            return _picture(portal, record, fields)
    return None


def _picture(portal: Portal, record: Record, fields: Interpretation) -> PictureDrawing | None:
    """None where no element is told: there is nothing to make a picture of."""
    elements = tuple(_section(heading, text) for heading, text in sections(fields))
    if not any(section.concerns for section in elements):
        return None
    more: list[DrawnSection] = []
    if fields.effects:
        more.append(DrawnSection("影响谁，有什么影响", tuple(f"{e.who}：{e.effect}" for e in fields.effects)))
    if fields.service:
        more += _service(portal, fields.service)
    author = portal.catalog.units[fields.author_unit or record.unit].name
    facts = (("解读单位", author), ("咨询电话", fields.contact))
    return PictureDrawing(
        imprint=_imprint(portal, record),
        facts=tuple((label, text) for label, text in facts if text),
        sections=elements,
        changes=tuple(DrawnChange(c.item, c.old, c.new, c.effect or "") for c in fields.comparisons),
        more=tuple(more),
    )


def _section(heading: str, text: str) -> DrawnSection:
    if text.startswith(NOT_CONCERNED):
        return DrawnSection(heading, _points(text.removeprefix(NOT_CONCERNED).strip(_AROUND)), concerns=False)
    return DrawnSection(heading, _points(text))


def _service(portal: Portal, service: ServicePolicy) -> Iterable[DrawnSection]:
    """How to apply: who may, with what, in which steps, where and until when."""
    office = portal.catalog.units[service.office].name
    yield DrawnSection("谁可以申报", service.conditions)
    yield DrawnSection("要交什么材料", service.materials)
    yield DrawnSection("怎么办", tuple(f"第{n}步：{step}" for n, step in enumerate(service.steps, 1)))
    yield DrawnSection(
        "找谁办", (f"办理部门：{office}", f"办理时限：{service.time}", f"咨询电话：{service.phone}")
    )


def _points(markdown: str) -> tuple[str, ...]:
    """A Markdown text point by point: its lines, and the sentences of those that are long."""
    lines = plain_text(render_markdown(markdown, "").html).splitlines()
    found = (_SENTENCE.findall(line) if len(line) > _LONG else [line] for line in lines)
    return tuple(point.strip("；\n ") for points in found for point in points if point.strip())


def _meeting(portal: Portal, record: Record, fields: Meeting) -> MeetingDrawing | None:
    if not fields.is_drawn:
        return None
    facts = (("时间", _span(fields)), ("地点", fields.place), ("主持", fields.chair))
    return MeetingDrawing(
        imprint=_imprint(portal, record),
        facts=tuple((label, text) for label, text in facts if text),
        items=tuple(_item(portal, number, item) for number, item in numbered(fields.agenda)),
        observers=tuple(_groups(fields.observers)),
        adopted=sum(observer.adopted in ("采纳", "部分采纳") for observer in fields.observers),
        no_observers="" if fields.observers else fields.no_observer_reason or "",
    )


def _imprint(portal: Portal, record: Record) -> Imprint:
    address = portal.addresses.full(portal.addresses.record(record.id))
    return Imprint(
        title=record.title,
        unit=portal.catalog.units[record.unit].name,
        published=_day(record.fields.published),
        address=address,
        qr=qr_shape(address),
    )


def _item(portal: Portal, number: str, item: AgendaItem) -> DrawnItem:
    return DrawnItem(
        number=number,
        title=item.title,
        reporter=unit_name(portal, item.reporter),
        points=item.points,
        figures=tuple(Figure(f.label, text_of(f.value), f.unit or "") for f in item.figures),
        decision=item.decision or "",
        tone=DECISION_TONES.get(item.decision or "", "info"),
        resolution=item.resolution or "",
        responsible=tuple(unit_name(portal, unit) for unit in item.responsible),
        due=_day(item.due) if item.due else "",
    )


def _groups(observers: Iterable[Observer]) -> Iterable[ObserverGroup]:
    """In the order of the categories; who gave neither name nor place counts as one 代表."""
    groups: dict[str, list[str]] = {category: [] for category in CATEGORIES}
    for observer in observers:
        groups[observer.category].append(_person(observer))
    return (ObserverGroup(category, tuple(people)) for category, people in groups.items() if people)


def _person(observer: Observer) -> str:
    if observer.name and observer.organization:
        return f"{observer.name}（{observer.organization}）"
    return observer.name or observer.organization or "代表"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _span(fields: Meeting) -> str:
    """For instance 2026年6月4日 14:30—16:40."""
    start, end = fields.held_at, fields.ended_at
    text = f"{_day(start)}{_clock(start)}"
    if end is None:
        return text
    if _day(start) == _day(end):
        return f"{text}—{_clock(end).strip()}" if _clock(end) else text
    return f"{text}—{_day(end)}{_clock(end)}"


def _clock(moment: date) -> str:
    """A moment may be a day only."""
    return f"{moment:{' %H:%M'}}" if isinstance(moment, datetime) and (moment.hour or moment.minute) else ""
