"""What runs beside the records: the yearly reports of units, what their heads are to hear, columns that fall silent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from gongkai.catalog.public import Entry
from gongkai.clocks.deadlines import Deadlines
from gongkai.clocks.timing import Timing, state_of
from gongkai.model.exchange import REGION
from gongkai.model.unit import Unit

_OFFICE = "政府办公室"


def owed(
    deadlines: Deadlines, units: Mapping[str, Unit], entries: Sequence[Entry], today: date
) -> Iterator[Timing]:
    """Clocks of units and of columns; `entries` are the public records, newest first."""
    yield from reports_owed(deadlines, units, entries, today)
    yield from hearings_owed(deadlines, units, today)
    yield from _columns(deadlines, entries, today)


def reports_owed(
    deadlines: Deadlines, units: Mapping[str, Unit], entries: Sequence[Entry], today: date
) -> Iterator[Timing]:
    """Each unit's yearly reports that are out, that of last year, and that of this one (条例 art. 49).

    The office of the government owes that of the whole county by its own day, and one of its own where it makes one.
    Nothing where no unit publishes any here: then they stand elsewhere.
    """
    reports = [entry for entry in entries if len(entry.report_year) == 4 and entry.report_year.isdigit()]
    marked = {entry.unit for entry in reports if entry.sort == REGION}
    days: dict[tuple[str, str, int], tuple[str, str, str]] = {}
    for entry in reports:
        is_office = units[entry.unit].fields.unit_type == _OFFICE
        is_of_county = is_office and (entry.sort == REGION or entry.unit not in marked)
        key = entry.unit, "C20" if is_of_county else "C19", int(entry.report_year)
        found = entry.published, entry.id, entry.title
        days[key] = min(found, days.get(key, found))
    for unit in units.values() if days else ():
        usual = "C20" if unit.fields.unit_type == _OFFICE else "C19"
        for code in sorted({usual} | {code for name, code, _ in days if name == unit.id}):
            if code in deadlines.clocks:
                years = {year for name, owed, year in days if (name, owed) == (unit.id, code)}
                for year in sorted(years | {today.year - 1, today.year}, reverse=True):
                    done, record, title = days.get((unit.id, code, year), ("", "", f"{year}年度报告"))
                    due = deadlines.due(code, f"{year}-12-31")
                    state = state_of(deadlines.clocks[code].kind, due, done, today)
                    yield Timing(unit.id, record, title, code, f"{year}-12-31", due, done, state)


def hearings_owed(deadlines: Deadlines, units: Mapping[str, Unit], today: date) -> Iterator[Timing]:
    """Whether the head of each unit heard a report on openness, last year and this one (临沂 2022).

    Nothing where no unit writes it down.
    """
    clock = deadlines.clocks.get("C25")
    heard = {unit.id: sorted(day.isoformat() for day in unit.fields.heard_on) for unit in units.values()}
    if clock is None or not any(heard.values()):
        return
    for name, days in heard.items():
        for year in (today.year, today.year - 1):
            within = [day for day in days if day.startswith(f"{year}-") and day <= today.isoformat()]
            number = clock.number or 1
            done = within[number - 1] if len(within) >= number else ""
            start, due = f"{year}-01-01", f"{year}-12-31"
            state = state_of(clock.kind, due, done, today)
            yield Timing(name, "", f"{year}年", clock.code, start, due, done, state)


_COLUMNS = (
    ("C26", "首页与动态要闻", frozenset[str]()),
    ("C27", "通知公告", frozenset(["notices"])),
    ("C27", "政策文件", frozenset(["documents"])),
)
"""Clock, column, its kinds; none for all."""


def _columns(deadlines: Deadlines, entries: Sequence[Entry], today: date) -> Iterator[Timing]:
    """When a column is stale (国办秘函〔2019〕19号); one that is empty has no day to count from."""
    for code, name, kinds in _COLUMNS:
        newest = next((entry.day for entry in entries if not kinds or entry.kind in kinds), "")
        if newest and code in deadlines.clocks:
            due = deadlines.due(code, newest)
            state = state_of(deadlines.clocks[code].kind, due, "", today)
            yield Timing("", "", name, code, newest, due, "", state)
