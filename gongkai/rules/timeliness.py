"""T: what came late, is overdue or was too short; yearly duties of units; clocks and calendars that are not in order.

Lateness warns and never blocks: late is better than never. The time for opinions (C11) is told by P124, what comes
out with a meeting (C07) by M108, an event without an answer (C10) by Q147, silent columns (C26, C27) by family B.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from gongkai.catalog.clocks import is_recent
from gongkai.catalog.owed import hearings_owed, reports_owed
from gongkai.catalog.public import Entry
from gongkai.catalog.scope import Scope
from gongkai.clocks.counting import distance, is_moment
from gongkai.clocks.deadlines import is_whole, loosens
from gongkai.clocks.timing import DONE_LATE, OVERDUE, TOO_SHORT
from gongkai.content.schema import FieldShape, Path, shape_of
from gongkai.findings import Finding, Location
from gongkai.model.content import Content
from gongkai.model.deadline import DISPLAY, LEAD, NATIONAL, Clock
from gongkai.model.record import Record
from gongkai.model.relations import path_of
from gongkai.model.unit import Unit

_TOLD_ELSEWHERE = frozenset(["C07", "C11"])
_UNITS = {
    "WD": ("个工作日", "working days"),
    "CD": ("日", "days"),
    "H": ("小时", "hours"),
    "MONTH": ("个月", "months"),
    "Y": ("年", "years"),
}


def check_timeliness(content: Content, record: Record, scope: Scope) -> Iterator[Finding]:
    """The clocks that one record did not keep."""
    for code, state, due, done, place in scope.late:
        clock = content.deadlines.clocks[code]
        if not _is_told_elsewhere(record, clock, state):
            path = path_of(place)
            shape = _shape(record, path)
            words = {
                "clock": f"{code} {clock.name}",
                "limit": _readable(due),
                "until": clock.end,
                "label": shape.label,
                "key": shape.key,
                **_amount(clock),
            }
            if done:
                words |= {"value": _readable(done), **_late_by(due, done)}
            where = path if len(path) > 1 or getattr(record.fields, shape.key) is not None else ("title",)
            yield Finding(_code(clock, state), Location(record.path, field=where), words)


def _is_told_elsewhere(record: Record, clock: Clock, state: str) -> bool:
    is_unanswered = clock.code == "C10" and state == OVERDUE and record.fields.status == "发布"
    return is_unanswered or clock.code in _TOLD_ELSEWHERE


def _code(clock: Clock, state: str) -> str:
    if state == TOO_SHORT:
        return "T105" if clock.kind == DISPLAY else "T103"
    if state == DONE_LATE:
        return "T104" if clock.kind == LEAD else "T101"
    return "T102"


def _shape(record: Record, path: Path) -> FieldShape:
    *before, last = [part for part in path if isinstance(part, str)]
    model = type(record.fields)
    for key in before:
        nested = shape_of(model)[key].nested
        assert nested
        model = nested  # type: ignore[assignment]
    return shape_of(model)[last]


def _readable(text: str) -> str:
    return text[:16].replace("T", " ") if is_moment(text) else text[:10]


def _amount(clock: Clock) -> dict[str, str]:
    zh, en = _UNITS[clock.unit or "CD"]
    number = str(clock.number if clock.number is not None else clock.month_day)
    return {"least": f"{number} {zh}", "least_en": f"{number} {en}"}


def _late_by(due: str, done: str) -> dict[str, str]:
    number, unit = distance(due, done)
    return {"days": f"{number} {_UNITS[unit][0]}", "days_en": f"{number} {_UNITS[unit][1]}"}


def check_units(content: Content, by_id: Mapping[str, Entry], today: date) -> Iterator[Finding]:
    """What units owe every year."""
    units = content.units
    for timing in reports_owed(content.deadlines, units, tuple(by_id.values()), today):
        if timing.state == OVERDUE:
            clock = content.deadlines.clocks[timing.clock]
            words = {"clock": f"{timing.clock} {clock.name}", "value": timing.title, "limit": timing.due}
            yield Finding("T106", _place(units[timing.unit], "name"), words)
    for timing in hearings_owed(content.deadlines, units, today):
        if timing.state == OVERDUE:
            words = {"value": timing.title, "limit": timing.due}
            yield Finding("T107", _place(units[timing.unit], "heard_on"), words)


def _place(unit: Unit, key: str) -> Location:
    """The name stands for what is not written."""
    return Location(unit.path, field=(key if getattr(unit.fields, key) else "name",))


_CLOCKS, _HOLIDAYS = "content/vocabularies/deadlines.yaml", "content/vocabularies/holidays.yaml"


def check_deadlines(content: Content, by_id: Mapping[str, Entry], today: date) -> Iterator[Finding]:
    """Whether the clocks can be trusted: the calendar, the table, what the county makes of it."""
    yield from _check_years(content, by_id.values(), today)
    yield from _check_holidays(content)
    yield from _check_table(content)
    yield from _check_choice(content)


def _check_years(content: Content, entries: Iterable[Entry], today: date) -> Iterator[Finding]:
    """A year of which the working days are not known, where a clock that still matters runs into it."""
    holidays, calendar = content.deadlines.holidays, content.deadlines.calendar
    if not (holidays and holidays.years):
        return
    waiting = Counter[int]()
    for entry in entries:
        for _, start, due, done in entry.clocks:
            if not due and (not done or is_recent(done, today)):
                first = int(start[:4])
                waiting[next(y for y in range(first, first + 99) if y not in calendar.years)] += 1
    last = ("years", len(holidays.years) - 1, "year")
    for year, count in sorted(waiting.items()):
        yield Finding("T121", Location(_HOLIDAYS, field=last), {"value": str(year), "counted": str(count)})


def _check_holidays(content: Content) -> Iterator[Finding]:
    """Days of a notice lie in its year or just before; none is both off and worked."""
    holidays, seen = content.deadlines.holidays, set[int]()
    for i, year in enumerate(holidays.years if holidays else ()):
        if year.year in seen:
            place = Location(_HOLIDAYS, field=("years", i, "year"))
            yield Finding("T126", place, {"value": str(year.year), "name": str(year.year)})
        seen.add(year.year)
        first, last = date(year.year - 1, 12, 1), date(year.year, 12, 31)
        off = {
            day
            for holiday in year.holidays
            for day in range(holiday.first.toordinal(), (holiday.last or holiday.first).toordinal() + 1)
        }
        for j, holiday in enumerate(year.holidays):
            end = holiday.last or holiday.first
            days = (holiday.first, end, *holiday.work)
            is_odd = end < holiday.first or (end - holiday.first).days > 30
            is_odd |= any(not first <= day <= last for day in days)
            is_odd |= any(day.toordinal() in off for day in holiday.work)
            if is_odd:
                place = Location(_HOLIDAYS, field=("years", i, "holidays", j, "first"))
                yield Finding("T126", place, {"value": str(year.year), "name": holiday.name})


def _check_table(content: Content) -> Iterator[Finding]:
    table = content.deadlines.table
    known = {profile.code for profile in table.profiles} if table else set[str]()
    seen = set[str]()
    for i, clock in enumerate(table.clocks if table else ()):
        place = Location(_CLOCKS, field=("clocks", i, "code"))
        if not is_whole(clock) or clock.code in seen or clock.profile not in known:
            yield Finding("T125", place, {"value": clock.code})
        seen.add(clock.code)


def _check_choice(content: Content) -> Iterator[Finding]:
    """The profiles and the changes in the settings."""
    table, config = content.deadlines.table, content.config
    if table is None:
        return
    profiles = [profile.code for profile in table.profiles]
    for i, name in enumerate(config.profiles):
        if name not in profiles:
            words = {"value": name, "known": "、".join(profiles), "suggestion": _near(name, profiles)}
            yield Finding("T122", Location("config.yaml", field=("profiles", i)), words)
    clocks = {clock.code: clock for clock in table.clocks}
    chosen = {NATIONAL, *config.profiles}
    for i, change in enumerate(config.clocks):
        clock = clocks.get(change.code)
        place = Location("config.yaml", field=("clocks", i, "code"))
        if clock is None or clock.profile not in chosen:
            near = _near(change.code, [c.code for c in table.clocks if c.profile in chosen])
            yield Finding("T123", place, {"value": change.code, "suggestion": "" if clock else near})
        elif loosens(clock, change):
            words = {"clock": f"{clock.code} {clock.name}", **_amount(clock)}
            yield Finding("T124", place, words)


def _near(value: str, known: list[str]) -> str:
    found = get_close_matches(value, known, 1, 0.5)
    return found[0] if found else ""
