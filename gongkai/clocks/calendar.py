"""The days that are worked, by the notices of the State Council; a year without a notice is not guessed."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.model.deadline import HolidayTable

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """`days` are the ordinals of all working days of the known years, in order: a sum of days is a place in it."""

    years: frozenset[int]
    days: array[int]

    def knows(self, first: date, last: date) -> bool:
        """Whether every year from one day to another is known."""
        return all(year in self.years for year in range(first.year, last.year + 1))

    def is_worked(self, day: date) -> bool | None:
        """Whether a day is a working day; None where its year is unknown."""
        if day.year not in self.years:
            return None
        at = bisect_left(self.days, day.toordinal())
        return at < len(self.days) and self.days[at] == day.toordinal()

    def after(self, day: date, number: int) -> date | None:
        """The working day `number` after a day, which itself does not count; the day itself for 0.

        None where an unknown year lies on the way.
        """
        if number == 0:
            return day
        at = bisect_right(self.days, day.toordinal()) + number - 1
        return self._known(day, at)

    def before(self, day: date, number: int) -> date | None:
        """The working day `number` before a day, which itself does not count."""
        if number == 0:
            return day
        at = bisect_left(self.days, day.toordinal()) - number
        return self._known(day, at)

    def between(self, first: date, last: date) -> int | None:
        """How many working days lie after one day and up to another, that one included; negative backwards."""
        if last < first:
            back = self.between(last, first)
            return None if back is None else -back
        if not self.knows(first, last):
            return None
        return bisect_right(self.days, last.toordinal()) - bisect_right(self.days, first.toordinal())

    def _known(self, day: date, at: int) -> date | None:
        if not 0 <= at < len(self.days):
            return None
        found = date.fromordinal(self.days[at])
        return found if self.knows(min(day, found), max(day, found)) else None


NO_DAYS = WorkCalendar(frozenset(), array("l"))
"""Knows no year."""


def work_calendar(table: HolidayTable) -> WorkCalendar:
    """Monday to Friday, but for the days off; and the days worked in their stead."""
    rest, worked = set[int](), set[int]()
    for year in table.years:
        for holiday in year.holidays:
            last = holiday.last or holiday.first
            rest.update(range(holiday.first.toordinal(), last.toordinal() + 1))
            worked.update(day.toordinal() for day in holiday.work)
    years = frozenset(year.year for year in table.years)
    days = array("l")
    for number in sorted(years):
        first, after = date(number, 1, 1), date(number + 1, 1, 1)
        for ordinal in range(first.toordinal(), after.toordinal()):
            # Ordinal 1 is a Monday.
            if ordinal in worked or ((ordinal - 1) % 7 < _SATURDAY and ordinal not in rest):
                days.append(ordinal)
    return WorkCalendar(years, days)


def add_months(day: date, number: int) -> date:
    """The same day of a later (or earlier) month; its last day where it has none such (民法典 art. 202)."""
    months = day.year * 12 + day.month - 1 + number
    year, month = months // 12, months % 12 + 1
    end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return date(year, month, min(day.day, end.day))
