"""When a time is up. Day 0, on which it begins, does not count. Days and moments are ISO texts, Beijing time.

A day that is a rest day is not put off: the laws behind the clocks do not say so of them.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from gongkai.clocks.calendar import WorkCalendar, add_months
from gongkai.model.deadline import LEAD, YEARLY, Clock

_DAY = 10
_MIDNIGHT = "T00:00"
"""Stands for a moment of which only the day is known."""


def due_of(clock: Clock, start: str, calendar: WorkCalendar) -> str:
    """The last day, or moment, on which a clock that began at `start` is kept; "" where that is not known.

    Of a clock of least time: the first day on which it is. Of a yearly one `start` is a day of the year it reports.
    """
    first = date.fromisoformat(start[:_DAY])
    if clock.kind == YEARLY:
        month, day = map(int, (clock.month_day or "12-31").split("-"))
        return _date_in(first.year + 1, month, day).isoformat()
    number = -(clock.number or 0) if clock.kind == LEAD else clock.number or 0
    if clock.unit == "H":
        return _hours(start, number)
    found = add(first, number, clock.unit or "CD", calendar)
    return found.isoformat() if found else ""


def add(day: date, number: int, unit: str, calendar: WorkCalendar) -> date | None:
    """A day so many working days (WD), days (CD), months or years (Y) later, or earlier; None where not known."""
    match unit:
        case "WD":
            return calendar.after(day, number) if number >= 0 else calendar.before(day, -number)
        case "MONTH":
            return add_months(day, number)
        case "Y":
            return add_months(day, 12 * number)
        case _:
            return day + timedelta(days=number)


def _date_in(year: int, month: int, day: int) -> date:
    """29 February of a common year is its last day."""
    return add_months(date(2000, month, day), 12 * (year - 2000))


def _hours(start: str, number: int) -> str:
    """Where only the day is known, the time runs from its end."""
    if is_moment(start):
        moment = datetime.fromisoformat(start) + timedelta(hours=number)
        return moment.isoformat(timespec="minutes")
    return (date.fromisoformat(start[:_DAY]) + timedelta(days=-(-number // 24))).isoformat()


def is_moment(text: str) -> bool:
    """Whether an ISO text tells a time of day too."""
    return len(text) > _DAY and not text.startswith(_MIDNIGHT, _DAY)


def is_after(one: str, other: str) -> bool:
    """Whether a day or moment is later than another; by the day where one of them is only a day."""
    if is_moment(one) and is_moment(other):
        return datetime.fromisoformat(one) > datetime.fromisoformat(other)
    return one[:_DAY] > other[:_DAY]


def distance(one: str, other: str) -> tuple[int, str]:
    """How far two days or moments are apart, always forward: in whole hours (H) below two days, else in days (CD)."""
    if is_moment(one) and is_moment(other):
        gap = abs(datetime.fromisoformat(one) - datetime.fromisoformat(other))
        if gap < timedelta(days=2):
            return -(-int(gap.total_seconds()) // 3600), "H"
    days = abs((date.fromisoformat(one[:_DAY]) - date.fromisoformat(other[:_DAY])).days)
    return days, "CD"
