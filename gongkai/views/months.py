"""The shapes that a calendar is made of: months, their days and meetings."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.views.parts import Tag


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A cell of a month; `text` is empty before the first and after the last day."""

    text: str
    url: str
    """To the first meeting of the day on this page; "" where there is none."""
    label: str
    """For those who do not see the grid: 8月12日，2次会议."""


@dataclass(frozen=True, slots=True)
class CalendarMeeting:
    title: str
    url: str
    anchor: str
    """Name of the place, for the first meeting of a day."""
    day: str
    """8月12日"""
    weekday: str
    date: str
    """YYYY-MM-DD"""
    hours: str
    """15:00—17:30; may be empty."""
    unit: str
    type: str
    place: str
    topics: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month with at least one meeting; its weeks begin on Monday."""

    number: int
    title: str
    anchor: str
    weeks: tuple[tuple[CalendarDay, ...], ...]
    meetings: tuple[CalendarMeeting, ...]
    """The last of the month first."""
