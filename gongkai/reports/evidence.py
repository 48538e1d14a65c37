"""What the figures of one unit are computed from: its own public records, its duties, its deadlines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.catalog.coverage import Groups
from gongkai.catalog.duties import Duty, duties_of, months_before
from gongkai.catalog.public import Entry, PublicCatalog
from gongkai.clocks.timing import Timing
from gongkai.model.kinds import KINDS
from gongkai.model.supervision import MONTH, WHOLE, Indicator
from gongkai.model.unit import Unit

MONTH_DAYS = 30


@dataclass(frozen=True, slots=True)
class Evidence:
    """`start` and `end`, where there are any, are the days that a period of an assessment runs from and to."""

    unit: Unit
    entries: Sequence[Entry]
    """Newest first."""
    kinds: Mapping[str, Sequence[Entry]]
    duties: Sequence[Duty]
    timings: Sequence[Timing]
    explained: Mapping[str, str]
    today: date
    start: str = ""
    end: str = ""

    def of(self, indicator: Indicator) -> Sequence[Entry]:
        """The records of the indicator's kinds, published within its window."""
        if not indicator.kinds:
            return self._within(self.entries, indicator.window)
        found = [entry for kind in indicator.kinds for entry in self.kinds.get(kind, ())]
        return self._within(found, indicator.window)

    def _within(self, entries: Sequence[Entry], window: str) -> Sequence[Entry]:
        if window == WHOLE:
            return entries
        start, end = self.bounds(window)
        return [entry for entry in entries if start <= entry.published[:10] <= end]

    def bounds(self, window: str) -> tuple[str, str]:
        """First and last day of a window, ISO."""
        if self.start:
            return self.start, self.end
        if window == WHOLE:
            return "", self.today.isoformat()
        first = self.today - timedelta(MONTH_DAYS - 1) if window == MONTH else _year_ago(self.today)
        return first.isoformat(), self.today.isoformat()


def _year_ago(today: date) -> date:
    return months_before(today, 12) + timedelta(1)


def evidence_of(
    catalog: PublicCatalog, groups: Groups, unit: Unit, timings: Sequence[Timing], today: date
) -> Evidence:
    entries = groups.by_unit.get(unit.id, ())
    return Evidence(
        unit=unit,
        entries=entries,
        kinds={kind: groups.by_unit_kind.get((unit.id, kind), ()) for kind in KINDS},
        duties=duties_of(catalog, unit.id, entries, today),
        timings=timings,
        explained=catalog.explained,
        today=today,
    )
