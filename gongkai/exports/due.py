"""What is due, for people, for programs and for calendars."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from gongkai.clocks.counting import is_moment
from gongkai.exports.ics import ics_file, ics_stamp, ics_text
from gongkai.findings import Language
from gongkai.reports.due import Due, DueList


def due_text(due: DueList, language: Language) -> str:
    """By unit, a matter on two lines: when and what, then where."""
    lines: list[str] = []
    for unit, some in due.units.items():
        late = sum(each.days is not None and each.days < 0 for each in some)
        name = f"{due.names[unit]} {unit}".strip()
        if language == "zh":
            lines.append(f"{name}：逾期 {late} 项，待办 {len(some) - late} 项")
        else:
            lines.append(f"{name}: {late} overdue, {len(some) - late} due")
        for each in some:
            lines.append(f"  {_when(each, language)}  {each.clock.code} {each.clock.name}")
            lines.append(f"    {_where(each)}")
    total = sum(map(len, due.units.values()))
    if not total:
        return f"{due.days} 天内没有到期的事项。" if language == "zh" else "nothing is due."
    lines.append(f"共 {total} 项" if language == "zh" else f"{total} in all")
    return "\n".join(lines)


def _when(due: Due, language: Language) -> str:
    if due.days is None:
        return "日历不明 " if language == "zh" else "day unknown"
    day = _readable(due.timing.due)
    if language == "zh":
        left = f"逾期 {-due.days} 天" if due.days < 0 else f"还有 {due.days} 天" if due.days else "今天到期"
    else:
        left = f"{-due.days} days over" if due.days < 0 else f"{due.days} days left" if due.days else "today"
    return f"{day} {left}"


def _where(due: Due) -> str:
    return " ".join(part for part in (due.timing.title, due.path) if part)


def _readable(text: str) -> str:
    return text[:16].replace("T", " ") if is_moment(text) else text[:10]


def due_json(due: DueList) -> str:
    """One object; `format` is raised when a field changes its meaning or is taken away."""
    found: dict[str, Any] = {
        "format": 1,
        "today": due.today.isoformat(),
        "days": due.days,
        "due": [_row(due, unit, each) for unit, some in due.units.items() for each in some],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _row(due: DueList, unit: str, each: Due) -> dict[str, Any]:
    timing = each.timing
    return {
        "unit": unit,
        "unit_name": due.names[unit],
        "record": timing.record,
        "title": timing.title,
        "path": each.path,
        "clock": each.clock.code,
        "clock_name": each.clock.name,
        "basis": each.clock.basis,
        "start": timing.start,
        "due": timing.due or None,
        "state": timing.state,
        "days_left": each.days,
    }


def due_calendar(due: DueList) -> bytes:
    """An event on the day each matter is due. Whatever changes in it, an event keeps its UID."""
    title = f"{due.config.short_name}工作期限"
    events = (
        line
        for unit, some in due.units.items()
        for each in some
        if each.timing.due
        for line in _event(due, unit, each)
    )
    return ics_file(due.config.short_name, title, events)


def _event(due: DueList, unit: str, each: Due) -> Iterator[str]:
    timing = each.timing
    what = timing.record or timing.title
    day = date.fromisoformat(timing.due[:10])
    stamp = ics_stamp(timing.start if is_moment(timing.start) else f"{timing.start[:10]}T00:00:00+08:00")
    late = "【逾期】" if each.days is not None and each.days < 0 else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, f'{due.config.url}#{unit}/{what}/{each.clock.code}')}"
    yield f"DTSTAMP:{stamp}"
    if is_moment(timing.due):
        yield f"DTSTART;TZID=Asia/Shanghai:{timing.due[:16].replace('-', '').replace(':', '')}00"
    else:
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{ics_text(f'{late}{each.clock.name}：{timing.title or timing.record}')}"
    note = [each.clock.basis, each.path]
    yield f"DESCRIPTION:{ics_text(chr(10).join(part for part in note if part))}"
    yield f"CATEGORIES:{ics_text(due.names[unit])}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
