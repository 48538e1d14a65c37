"""When an application for information is to be answered (条例 art. 30 to 34): extension, times that do not count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.clocks.calendar import WorkCalendar

Period = tuple[date, date]
"""From the day a question went out to the day its answer came in: the first does not count, the last does."""


def answer_due(
    received: date,
    number: int,
    calendar: WorkCalendar,
    *,
    extension: int = 0,
    excluded: Iterable[Period] = (),
) -> date | None:
    """The last day for the answer: `number` working days after receipt, `extension` more, without what is excluded.

    Where the applicant was asked to complete the application, `received` is the day on which the supplement came
    (art. 30). None where a year on the way is unknown.
    """
    pauses = _joined(excluded)
    due = calendar.after(received, number + extension)
    while due is not None:
        left_out = _worked_within(pauses, received, due, calendar)
        if left_out is None:
            return None
        later = calendar.after(received, number + extension + left_out)
        if later == due:
            return due
        due = later
    return None


def worked_days(
    received: date, answered: date, calendar: WorkCalendar, excluded: Iterable[Period] = ()
) -> int | None:
    """How many working days an answer took, without what is excluded; None where a year is unknown."""
    days = calendar.between(received, answered)
    left_out = _worked_within(_joined(excluded), received, answered, calendar)
    return None if days is None or left_out is None else days - left_out


def _joined(periods: Iterable[Period]) -> list[Period]:
    """Periods that overlap count once."""
    found: list[Period] = []
    for first, last in sorted(periods):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def _worked_within(periods: Iterable[Period], first: date, last: date, calendar: WorkCalendar) -> int | None:
    days = 0
    for start, end in periods:
        begin, until = max(start, first), min(end, last)
        if begin < until:
            some = calendar.between(begin, until)
            if some is None:
                return None
            days += some
    return days
