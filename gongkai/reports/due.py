"""What is to be done, by whom and until when: clocks that still run, or ran out and nothing was done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.clocks.timing import OVERDUE, UNKNOWN, Timing
from gongkai.model.deadline import Clock
from gongkai.model.site import SiteConfig
from gongkai.model.unit import Unit


@dataclass(frozen=True, slots=True)
class Due:
    """One matter. `path` is the file in which it is put right, "" where that is no single one.

    `days` are left, negative when it is overdue; None where the calendar does not tell when it is due.
    """

    timing: Timing
    clock: Clock
    path: str
    days: int | None


@dataclass(frozen=True, slots=True)
class DueList:
    """`units` are those asked for, in the order of the site; "" stands for the site as a whole.

    Each has its matters, the most urgent first.
    """

    config: SiteConfig
    today: date
    days: int
    units: Mapping[str, tuple[Due, ...]]
    names: Mapping[str, str]


def due_list(
    config: SiteConfig,
    units: Mapping[str, Unit],
    clocks: Mapping[str, Clock],
    timings: Iterable[Timing],
    paths: Mapping[str, str],
    today: date,
    days: int,
    only: Collection[str] = (),
) -> DueList:
    """What is overdue, and due within some days; `paths` of records by id, `only` the units that are asked for."""
    until = today + timedelta(days=days)
    found: dict[str, list[Due]] = {name: [] for name in ("", *units) if not only or name in only}
    for timing in timings:
        if timing.unit in found and is_due(timing, until):
            left = (date.fromisoformat(timing.due[:10]) - today).days if timing.due else None
            unit = units.get(timing.unit)
            path = paths.get(timing.record, unit.path if unit else "")
            found[timing.unit].append(Due(timing, clocks[timing.clock], path, left))
    return DueList(
        config,
        today,
        days,
        {name: tuple(sorted(some, key=_urgency)) for name, some in found.items() if some},
        {"": config.short_name, **{name: unit.name for name, unit in units.items()}},
    )


def is_due(timing: Timing, until: date) -> bool:
    """Overdue, or due by a day; or nobody can tell when, and it is not done."""
    if timing.state == UNKNOWN:
        return not timing.done
    return timing.state == OVERDUE or (timing.is_open and timing.due[:10] <= until.isoformat())


def _urgency(due: Due) -> tuple[str, str, str]:
    return due.timing.due or "9999", due.timing.record, due.clock.code
