"""The clocks that are in force in a county: those of its profiles, as it tightens them, with the days that are worked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.clocks.calendar import NO_DAYS, WorkCalendar, work_calendar
from gongkai.clocks.counting import due_of
from gongkai.model.deadline import (
    COUNT,
    DISPLAY,
    LEAD,
    LEAST,
    NATIONAL,
    YEARLY,
    Clock,
    ClockChange,
    ClockTable,
    HolidayTable,
)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """`table` and `holidays` are what was read, None where that was not possible; the rest follows from them."""

    table: ClockTable | None
    holidays: HolidayTable | None
    clocks: Mapping[str, Clock]
    """Those in force, by code."""
    displays: Mapping[str, str]
    """Catalog item to the clock of its display period."""
    calendar: WorkCalendar

    def due(self, code: str, start: str) -> str:
        """The last day or moment to keep a clock that began at `start`; "" where the calendar does not tell."""
        return due_of(self.clocks[code], start, self.calendar)


NONE = Deadlines(None, None, {}, {}, NO_DAYS)


def make_deadlines(
    table: ClockTable | None,
    holidays: HolidayTable | None,
    profiles: Iterable[str],
    changes: Iterable[ClockChange],
) -> Deadlines:
    """Put the clocks of some profiles in force. What is wrong with a change leaves the clock as it was."""
    chosen = {NATIONAL, *profiles}
    clocks = {clock.code: clock for clock in (table.clocks if table else ()) if is_whole(clock)}
    clocks = {code: clock for code, clock in clocks.items() if clock.profile in chosen}
    for change in changes:
        clock = clocks.get(change.code)
        if clock and not loosens(clock, change):
            if change.off:
                del clocks[change.code]
            else:
                clocks[change.code] = _changed(clock, change)
    displays = {
        item: clock.code for clock in clocks.values() if clock.kind == DISPLAY for item in clock.items
    }
    calendar = work_calendar(holidays) if holidays else NO_DAYS
    return Deadlines(table, holidays, clocks, displays, calendar)


def is_whole(clock: Clock) -> bool:
    """Whether a clock says how long: a number with its unit, or a day of the year."""
    if clock.kind == YEARLY:
        return clock.month_day is not None
    return clock.number is not None and clock.unit is not None


def loosens(clock: Clock, change: ClockChange) -> bool:
    """Whether a county would ask for less than a national clock does: never allowed."""
    if clock.profile != NATIONAL:
        return False
    if change.off:
        return True
    if change.month_day and clock.month_day and change.month_day > clock.month_day:
        return True
    if change.number is None or clock.number is None:
        return False
    is_more = change.number > clock.number
    is_least = clock.kind in LEAST or clock.kind in (COUNT, LEAD)
    return change.number != clock.number and is_more != is_least


def _changed(clock: Clock, change: ClockChange) -> Clock:
    asked = {"number": change.number, "month_day": change.month_day}
    has = {"number": clock.number, "month_day": clock.month_day}
    return clock.model_copy(
        update={key: value for key, value in asked.items() if value is not None and has[key] is not None}
    )
