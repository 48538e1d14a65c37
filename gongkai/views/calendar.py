"""Views of the calendar of meetings: a year (of many meetings, a month) a page, the newest month first."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
MOST_ON_PAGE = 200
"""Meetings of a year; where there are more, each month has a page of its own."""


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """Some meetings in order of time, and the years and months one can turn to.

    `year` is "" on the first page, which shows the newest meetings; `month` is 1 to 12, or 0 for a whole year.
    """

    year: str
    month: int
    meetings: Sequence[Entry]
    years: tuple[str, ...] = ()
    months: tuple[int, ...] = ()
    """Those with pages of their own, in order."""

    @property
    def shown(self) -> str:
        return self.year or next(iter(self.years), "")


def years_of(groups: Groups) -> dict[str, tuple[Entry, ...]]:
    """The years in which meetings were or will be held, newest first, each with its meetings in order of time."""
    entries = groups.by_kind.get("meetings", ())
    ordered = sorted(entries, key=lambda entry: (_start(entry), entry.id))
    years = {year: tuple(found) for year, found in groupby(ordered, key=lambda entry: _start(entry)[:4])}
    return dict(sorted(years.items(), reverse=True))


def _start(entry: Entry) -> str:
    return entry.meeting.held_at if entry.meeting else ""


def _month_of(entry: Entry) -> int:
    return int(_start(entry)[5:7])


def calendar_pages(years: Mapping[str, Sequence[Entry]]) -> Iterator[CalendarPage]:
    """Every page of the calendar: the first, one a year, and one a month where a year is too long for a page."""
    names = tuple(years)
    newest = next(iter(years.values()), ())
    for year, meetings in (("", newest), *years.items()):
        if len(meetings) <= MOST_ON_PAGE:
            yield CalendarPage(year, 0, meetings, names)
            continue
        months = {month: tuple(found) for month, found in groupby(meetings, key=_month_of)}
        last = max(months)
        yield CalendarPage(year, last, months[last], names, tuple(months))
        if year:
            for month, found in months.items():
                if month != last:
                    yield CalendarPage(year, month, found, names, tuple(months))


def calendar_address(portal: Portal, year: str = "", month: int = 0) -> str:
    parts = "".join(f"{part}/" for part in (year, f"{month:02}" if month else "") if part)
    return portal.addresses.to(f"meetings/calendar/{parts}")


def page_address(portal: Portal, page: CalendarPage) -> str:
    """The newest month of a year stands on the page of the year."""
    is_own = page.months and page.month != page.months[-1]
    return calendar_address(portal, page.year, page.month if is_own else 0)


def calendar_view(portal: Portal, page: CalendarPage) -> CalendarView:
    url, shown, meetings = page_address(portal, page), page.shown, page.meetings
    months = tuple(
        _month(portal, name, tuple(found))
        for name, found in groupby(reversed(meetings), key=lambda entry: _start(entry)[:7])
    )
    span = f"{shown}年{page.month}月" if page.months else f"{shown}年"
    title = f"{span}会议日历" if page.year else "会议日历"
    intro = "县政府常务会议和各单位会议的时间、地点和议题。"
    if meetings:
        intro = f"{span}召开和预告的{len(meetings)}次会议，最近的在最上面。"
    home = Link("会议公开", portal.addresses.kind("meetings"))
    trail = (home, Link("会议日历", calendar_address(portal))) if page.year else (home,)
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
        chips=tuple(_chips(portal, page, months)),
        years=tuple(
            Link(f"{year}年", calendar_address(portal, year), "current" if year == shown else "")
            for year in page.years
        ),
        tools=(
            Link(f"加入日历（ics，{shown}年）", f"{calendar_address(portal, page.year)}{FILE}"),
            Link("会议数据（OParl）", portal.addresses.to("oparl/system.json")),
        ),
        empty="还没有公开的会议。",
    )


def _chips(portal: Portal, page: CalendarPage, months: Sequence[CalendarMonth]) -> Iterator[Link]:
    """To the months of the year, on this page or on their own; a count of others would change with them."""
    if not page.months:
        yield from (Link(f"{m.number}月", f"#{m.anchor}", f"{len(m.meetings)}次") for m in reversed(months))
    for month in page.months:
        other = CalendarPage(page.shown, month, (), page.years, page.months)
        yield Link(f"{month}月", page_address(portal, other), "current" if month == page.month else "")


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
