"""Views of the calendar of meetings: a year a page, its months with their days, the newest month first."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from gongkai.catalog.coverage import Groups
from gongkai.catalog.public import Entry
from gongkai.views.blocks.meeting import WEEKDAYS, time_of
from gongkai.views.head import column_head
from gongkai.views.months import CalendarDay, CalendarMeeting, CalendarMonth
from gongkai.views.parts import Link
from gongkai.views.portal import Portal
from gongkai.views.shapes import CalendarView

FILE = "meetings.ics"


def years_of(groups: Groups) -> dict[str, tuple[Entry, ...]]:
    """The years in which meetings were or will be held, newest first, each with its meetings in order of time."""
    entries = groups.by_kind.get("meetings", ())
    ordered = sorted(entries, key=lambda entry: (_start(entry), entry.id))
    years = {year: tuple(found) for year, found in groupby(ordered, key=lambda entry: _start(entry)[:4])}
    return dict(sorted(years.items(), reverse=True))


def _start(entry: Entry) -> str:
    return entry.meeting.held_at if entry.meeting else ""


def calendar_address(portal: Portal, year: str = "") -> str:
    return portal.addresses.to(f"meetings/calendar/{year}/" if year else "meetings/calendar/")


def calendar_view(portal: Portal, year: str, meetings: Sequence[Entry], years: Sequence[str]) -> CalendarView:
    """The page of one year; `year` is "" on the first page, which shows the newest one."""
    url = calendar_address(portal, year)
    shown = year or next(iter(years), "")
    title = f"{year}年会议日历" if year else "会议日历"
    home = Link("会议公开", portal.addresses.kind("meetings"))
    trail = (home, Link("会议日历", calendar_address(portal))) if year else (home,)
    intro = (
        f"{shown}年召开和预告的{len(meetings)}次会议，最近的月份在最上面。"
        if meetings
        else "县政府常务会议和各单位会议的时间、地点和议题。"
    )
    months = tuple(
        _month(portal, name, tuple(found))
        for name, found in groupby(reversed(meetings), key=lambda entry: _start(entry)[:7])
    )
    return CalendarView(
        head=column_head(
            portal,
            title=title,
            url=url,
            description=f"{title}：{intro}",
            column_type="工作动态",
            trail=trail,
            section=portal.addresses.kind("meetings"),
        ),
        title=title,
        intro=intro,
        year=shown,
        months=months,
        chips=tuple(Link(f"{m.number}月", f"#{m.anchor}", f"{len(m.meetings)}次") for m in reversed(months)),
        years=tuple(
            Link(f"{each}年", calendar_address(portal, each), "current" if each == shown else "")
            for each in years
        ),
        tools=(
            Link(f"加入日历（ics，{shown}年）", f"{url}{FILE}"),
            Link("会议数据（OParl）", portal.addresses.to("oparl/system.json")),
        ),
        empty="还没有公开的会议。",
    )


def _month(portal: Portal, name: str, newest_first: tuple[Entry, ...]) -> CalendarMonth:
    year, month = int(name[:4]), int(name[5:7])
    days: dict[int, int] = {}
    for entry in newest_first:
        day = int(_start(entry)[8:10])
        days[day] = days.get(day, 0) + 1
    weeks = tuple(
        tuple(_day(month, number, days.get(number, 0)) for number in week)
        for week in Calendar().monthdayscalendar(year, month)
    )
    meetings, seen = [], set[int]()
    for entry in newest_first:
        day = int(_start(entry)[8:10])
        meetings.append(_meeting(portal, entry, "" if day in seen else f"d{month}-{day}"))
        seen.add(day)
    return CalendarMonth(month, f"{year}年{month}月", f"m{month}", weeks, tuple(meetings))


def _day(month: int, number: int, count: int) -> CalendarDay:
    anchor = f"#d{month}-{number}" if count else ""
    return CalendarDay(str(number or ""), anchor, f"{month}月{number}日，{count}次会议" if count else "")


def _meeting(portal: Portal, entry: Entry, anchor: str) -> CalendarMeeting:
    meeting = entry.meeting
    assert meeting
    start = datetime.fromisoformat(meeting.held_at)
    end = datetime.fromisoformat(meeting.ended_at) if meeting.ended_at else None
    hours = time_of(start)
    if hours and end and end.date() == start.date() and time_of(end):
        hours += f"—{time_of(end)}"
    return CalendarMeeting(
        title=entry.title,
        url=portal.addresses.record(entry.id),
        anchor=anchor,
        day=f"{start.month}月{start.day}日",
        weekday=f"周{WEEKDAYS[start.weekday()]}",
        date=meeting.held_at[:10],
        hours=hours,
        unit=portal.catalog.units[entry.unit].fields.short_name,
        type=meeting.type,
        place=meeting.place,
        topics=f"{len(meeting.agenda)}个议题" if meeting.agenda else "",
        tags=tuple(portal.tags(entry)),
    )
