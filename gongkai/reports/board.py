"""All indicators of all units and of the county, in one pass over the entries; what is not asked for is not computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from gongkai.catalog.coverage import Groups
from gongkai.catalog.public import Entry, PublicCatalog
from gongkai.clocks.timing import Timing
from gongkai.model.supervision import Period, Scheme
from gongkai.reports.assessment import Judged, Mark, Sheet, marks_of, ranked, sheet_of
from gongkai.reports.evidence import Evidence, evidence_of
from gongkai.reports.metrics import METRICS
from gongkai.reports.timing import timings
from gongkai.reports.values import Value, value_of


class Board:
    """The figures of a county on a day."""

    def __init__(
        self,
        catalog: PublicCatalog,
        groups: Groups,
        today: date,
        judged: Sequence[Judged] | None = None,
    ) -> None:
        """`judged` are the records with marks, newest first; those that are public where none are given."""
        self._judged = groups.by_kind.get("evaluations", ()) if judged is None else judged
        self.catalog = catalog
        self.groups = groups
        self.today = today
        self.indicators = catalog.indicators.indicators
        self._evidence: dict[str, Evidence] = {}
        self._values: dict[str, tuple[Value, ...]] = {}
        self._given: dict[tuple[str, str], Mapping[tuple[str, str], Mark]] = {}

    @cached_property
    def timings(self) -> Mapping[str, Sequence[Timing]]:
        """The deadlines by unit; of those that no unit answers for alone nothing is said."""
        found: dict[str, list[Timing]] = {}
        for each in timings(self.catalog, self.today):
            found.setdefault(each.unit, []).append(each)
        return found

    def evidence(self, unit_id: str) -> Evidence:
        if unit_id not in self._evidence:
            unit, timed = self.catalog.units[unit_id], self.timings.get(unit_id, ())
            self._evidence[unit_id] = evidence_of(self.catalog, self.groups, unit, timed, self.today)
        return self._evidence[unit_id]

    def within(self, unit_id: str, start: date, end: date) -> Evidence:
        """The evidence of a unit for a period of an assessment."""
        last = min(end, self.today)
        return replace(self.evidence(unit_id), start=start.isoformat(), end=last.isoformat())

    def values(self, unit_id: str) -> tuple[Value, ...]:
        """In the order of the indicators."""
        if unit_id not in self._values:
            evidence = self.evidence(unit_id)
            self._values[unit_id] = tuple(
                value_of(each, unit_id, (METRICS[each.metric](evidence, each),)) for each in self.indicators
            )
        return self._values[unit_id]

    def sheet(self, unit_id: str, name: str, scheme: Scheme, period: Period) -> Sheet:
        """The score sheet of a unit for a period of a scheme, as of the day."""
        evidence = self.within(unit_id, period.start, period.end)
        marks = self._marks(name, period.period)
        return sheet_of(scheme, period.period, self.catalog.indicators, evidence, marks)

    def ranking(self, name: str, scheme: Scheme, period: Period) -> tuple[Sheet, ...]:
        """The sheets of all units, the best first."""
        return ranked([self.sheet(unit, name, scheme, period) for unit in self.catalog.units])

    def _marks(self, name: str, period: str) -> Mapping[tuple[str, str], Mark]:
        if (name, period) not in self._given:
            self._given[name, period] = marks_of(self._judged, name, period)
        return self._given[name, period]

    @cached_property
    def county(self) -> tuple[Value, ...]:
        of_units = [self.values(unit) for unit in self.catalog.units]
        return tuple(
            value_of(each, "", (found for values in of_units for found in values[i].found))
            for i, each in enumerate(self.indicators)
        )


def months_until(today: date, number: int) -> tuple[str, ...]:
    """The months up to that of the day, `2026-11`, oldest first."""
    last = today.year * 12 + today.month - 1
    return tuple(f"{month // 12}-{month % 12 + 1:02}" for month in range(last - number + 1, last + 1))


def by_month(entries: Iterable[Entry], months: Sequence[str]) -> tuple[int, ...]:
    """How many records were published in each month."""
    counts = Counter(entry.published[:7] for entry in entries)
    return tuple(counts[month] for month in months)
