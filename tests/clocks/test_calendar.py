"""Working days against an independent calendar, one day at a time; what is not known is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.clocks.answering import answer_due, worked_days
from gongkai.clocks.calendar import NO_DAYS, WorkCalendar, add_months, work_calendar
from gongkai.clocks.counting import distance, due_of, is_after
from gongkai.model.deadline import Clock, HolidayTable
from tests.clocks.reading import shipped

DAY = timedelta(days=1)


@cache
def county() -> WorkCalendar:
    return work_calendar(shipped("holidays", HolidayTable))


def known_days() -> tuple[date, date]:
    return date(min(county().years), 1, 1), date(max(county().years), 12, 31)


def walk(day: date, number: int, step: int, counts: Callable[[date], bool]) -> date:
    """One day at a time, the first not counted."""
    while number:
        day += step * DAY
        number -= counts(day)
    return day


def worked(day: date) -> bool:
    found: bool = chinese_calendar.is_workday(day)
    return found


def test_every_day_is_worked_or_not_as_the_library_says() -> None:
    day, last = known_days()
    assert len(county().years) >= 13
    while day <= last:
        assert county().is_worked(day) is worked(day), day
        day += DAY


@pytest.mark.parametrize("number", [1, 3, 7, 15, 20])
def test_a_year_of_sums_is_that_of_the_library(number: int) -> None:
    day = date(2025, 1, 1)
    while day <= date(2025, 12, 31):
        assert county().after(day, number) == walk(day, number, 1, worked), day
        assert county().before(day, number) == walk(day, number, -1, worked), day
        day += DAY


DAYS = st.dates(date(2015, 1, 1), date(2025, 12, 31))


@given(DAYS, st.integers(0, 120))
def test_sums_and_differences_agree(day: date, number: int) -> None:
    later, earlier = county().after(day, number), county().before(day, number)
    assert later
    assert earlier
    assert county().between(day, later) == number
    assert county().between(later, day) == -number
    assert county().before(later + DAY, 1) == (later if number else county().before(day + DAY, 1))
    assert earlier <= day <= later


def test_what_is_not_known_is_not_guessed() -> None:
    first, last = known_days()
    assert county().after(last, 1) is None
    assert county().after(last - 20 * DAY, 20) is None
    assert county().before(first, 1) is None
    assert county().between(last, last + DAY) is None
    assert county().is_worked(last + DAY) is None
    assert NO_DAYS.after(date(2026, 3, 2), 1) is None
    table = shipped("holidays", HolidayTable)
    gap = work_calendar(table.model_copy(update={"years": tuple(y for y in table.years if y.year != 2020)}))
    assert gap.after(date(2019, 12, 20), 20) is None
    assert gap.between(date(2019, 12, 20), date(2021, 1, 20)) is None
    assert gap.after(date(2019, 12, 2), 20) == county().after(date(2019, 12, 2), 20)


# --- months, hours ---


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(-60, 60))
def test_months_end_on_the_same_day_or_the_last(day: date, number: int) -> None:
    found = add_months(day, number)
    assert (found.year - day.year) * 12 + found.month - day.month == number
    assert found.day == day.day or (found.day < day.day and (found + DAY).day == 1)


def clock(number: int, unit: str, kind: str = "deadline", month_day: str | None = None) -> Clock:
    return Clock.model_validate(
        {
            "code": "C99", "name": "时限", "kind": kind, "number": number, "unit": unit, "month_day": month_day,
            "profile": "national", "start": "甲", "end": "乙", "basis": "丙", "confidence": "D",
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "start", "due"),
    [
        (clock(2, "H"), "2026-03-12T23:30+08:00", "2026-03-13T01:30+08:00"),
        (clock(48, "H"), "2026-02-28T09:00+08:00", "2026-03-02T09:00+08:00"),
        (clock(5, "H"), "2026-03-12T00:00+08:00", "2026-03-13"),
        (clock(48, "H"), "2026-03-12", "2026-03-14"),
        (clock(1, "MONTH"), "2026-01-31", "2026-02-28"),
        (clock(1, "Y"), "2024-02-29", "2025-02-28"),
        (clock(0, "CD"), "2026-03-12T09:30+08:00", "2026-03-12"),
        (clock(7, "CD", "lead"), "2026-03-03", "2026-02-24"),
        (clock(7, "WD", "lead"), "2026-02-26", "2026-02-10"),
        (clock(0, "Y", "yearly", "01-31"), "2025-12-31", "2026-01-31"),
        (clock(0, "Y", "yearly", "02-29"), "2025-12-31", "2026-02-28"),
        (clock(1, "WD"), "2026-12-31", ""),
    ],
)
def test_when_a_time_is_up(asked: Clock, start: str, due: str) -> None:
    assert due_of(asked, start, county()) == due


def test_what_is_later() -> None:
    due = "2026-03-12T09:00+08:00"
    assert is_after("2026-03-12T09:01+08:00", due)
    assert not is_after("2026-03-12T09:00+08:00", due)
    assert not is_after("2026-03-12", due)
    assert not is_after("2026-03-12T00:00+08:00", due)
    assert is_after("2026-03-13", due)
    assert distance(due, "2026-03-12T09:01+08:00") == (1, "H")
    assert distance(due, "2026-03-20T09:00+08:00") == (8, "CD")
    assert distance("2026-03-12", "2026-03-20T09:00+08:00") == (8, "CD")


# --- applications ---


@settings(max_examples=200)
@given(
    st.dates(date(2024, 1, 1), date(2025, 6, 1)),
    st.integers(1, 20),
    st.integers(0, 20),
    st.lists(
        st.tuples(st.integers(-20, 60), st.integers(0, 30)),
        max_size=4,
    ),
)
def test_an_answer_is_due_when_the_days_that_count_are_over(
    received: date, number: int, extension: int, gaps: list[tuple[int, int]]
) -> None:
    """Against counting one day at a time which days count."""
    pauses = [(received + after * DAY, received + (after + length) * DAY) for after, length in gaps]

    def counts(day: date) -> bool:
        return worked(day) and not any(first < day <= last for first, last in pauses)

    due = answer_due(received, number, county(), extension=extension, excluded=pauses)
    assert due == walk(received, number + extension, 1, counts)
    assert due
    assert worked_days(received, due, county(), pauses) == number + extension


def test_an_answer_into_an_unknown_year_is_not_known() -> None:
    assert answer_due(date(2026, 12, 15), 20, county()) is None
    assert answer_due(date(2026, 11, 20), 20, county()) == date(2026, 12, 18)
    pause = (date(2026, 11, 23), date(2026, 12, 14))
    assert answer_due(date(2026, 11, 20), 20, county(), excluded=[pause]) is None
