"""Who kept which time: every clock of every public record, the yearly reports of units, columns that fall silent.

Pages are made from `timings`. What those who work on it are to do, drafts included, `report due` tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.catalog.owed import owed
from gongkai.catalog.public import PublicCatalog
from gongkai.clocks.timing import (
    DONE_LATE,
    ON_TIME,
    OPEN,
    OVERDUE,
    SOON,
    STATES,
    TOO_SHORT,
    UNKNOWN,
    Timing,
    state_of,
)

__all__ = [
    "DONE_LATE",
    "ON_TIME",
    "OPEN",
    "OVERDUE",
    "SOON",
    "STATES",
    "TOO_SHORT",
    "UNKNOWN",
    "Timing",
    "timings",
]


def timings(catalog: PublicCatalog, today: date) -> tuple[Timing, ...]:
    """All clocks on a day: of public records, newest record first; then of units and columns."""
    return (*_of_records(catalog, today), *owed(catalog.deadlines, catalog.units, catalog.entries, today))


def _of_records(catalog: PublicCatalog, today: date) -> Iterator[Timing]:
    clocks = catalog.deadlines.clocks
    for entry in catalog.entries:
        for code, start, due, done in entry.clocks:
            state = state_of(clocks[code].kind, due, done, today)
            yield Timing(entry.unit, entry.id, entry.title, code, start, due, done, state)
