"""M: meetings: what was decided and who answers for it, who sat in, what comes out with them (handbook §9)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.catalog.scope import Scope
from gongkai.findings import Finding, Location
from gongkai.model.content import Content
from gongkai.model.meeting import AgendaItem, Meeting
from gongkai.model.record import PROACTIVE, Record


def check_meeting(content: Content, record: Record, fields: Meeting, scope: Scope) -> Iterator[Finding]:
    for i, item in enumerate(fields.agenda):
        yield from _check_item(record, fields, i, item)
    if fields.agenda and fields.disclosure == PROACTIVE and not any(item.is_public for item in fields.agenda):
        yield Finding("M104", Location(record.path, field=("agenda",)))
    yield from _check_observers(record, fields)
    if "C07" in content.deadlines.clocks:
        yield from _check_bundle(record, fields, scope)


def _check_item(record: Record, fields: Meeting, i: int, item: AgendaItem) -> Iterator[Finding]:
    def place(*field: str) -> Location:
        return Location(record.path, field=("agenda", i, *field))

    if item.due and item.due < fields.held_at.date():
        words = {"value": item.due.isoformat(), "limit": f"{fields.held_at:%Y-%m-%d}"}
        yield Finding("M101", place("due"), words)
    if item.due and not item.responsible:
        yield Finding("M102", place("due"))
    if (item.decision or item.resolution) and fields.published < fields.held_at:
        words = {"value": f"{fields.published:%Y-%m-%d %H:%M}", "limit": f"{fields.held_at:%Y-%m-%d %H:%M}"}
        yield Finding("M107", place("decision" if item.decision else "resolution"), words)
    if fields.cancelled and (item.decision or item.resolution):
        yield Finding("M109", place("decision" if item.decision else "resolution"))


def _check_observers(record: Record, fields: Meeting) -> Iterator[Finding]:
    """At every executive meeting somebody from outside sits in, or the reason why not is told (东营 2020)."""
    if fields.observers and fields.no_observer_reason:
        yield Finding("M105", Location(record.path, field=("no_observer_reason",)))
    is_over = not fields.cancelled and fields.published >= fields.held_at
    if (
        is_over
        and fields.meeting_type == "常务会议"
        and not fields.observers
        and not fields.no_observer_reason
    ):
        yield Finding("M103", Location(record.path, field=("meeting_type",)))
    for i, observer in enumerate(fields.observers):
        if observer.adopted in ("部分采纳", "未采纳") and not observer.reply:
            place = Location(record.path, field=("observers", i, "adopted"))
            yield Finding("M106", place, {"value": observer.adopted})


def _check_bundle(record: Record, fields: Meeting, scope: Scope) -> Iterator[Finding]:
    """News, diagram and interpretation come out on the day of the decisions (C07, 东营 2020)."""
    days = {entry.id: entry.day for entry in scope.others}
    named = [("news", (fields.news,)), ("interpretations", fields.interpretations)]
    for key, ids in named:
        for name in ids:
            day = days.get(name or "")
            if day and day != f"{fields.published:%Y-%m-%d}":
                words = {"name": name or "", "value": day, "limit": f"{fields.published:%Y-%m-%d}"}
                yield Finding("M108", Location(record.path, field=(key,)), words)
    if fields.news_published and fields.news_published.date() != fields.published.date():
        value, limit = f"{fields.news_published:%Y-%m-%d}", f"{fields.published:%Y-%m-%d}"
        words = {"name": "会议新闻", "value": value, "limit": limit}
        yield Finding("M108", Location(record.path, field=("news_published",)), words)
