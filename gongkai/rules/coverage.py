"""G101-G106: what the standard catalog asks of a unit is there, and fresh, or it is told why there is nothing.

What runs out or is contradicted of that, `rules.columns` tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from gongkai.catalog.duties import EMPTY, STALE, Duty, duties_of
from gongkai.catalog.public import Entry, PublicCatalog
from gongkai.findings import Finding, Location
from gongkai.model.unit import Unit
from gongkai.rules.columns import STARTED


def check_coverage(catalog: PublicCatalog, today: date) -> Iterator[Finding]:
    """Told at the unit, whose folder is to get the record: no record is at fault."""
    by_unit: dict[str, list[Entry]] = defaultdict(list)
    for entry in catalog.entries:
        if entry.items:
            by_unit[entry.unit].append(entry)
    for unit in catalog.units.values():
        duties = duties_of(catalog, unit.id, by_unit.get(unit.id, ()), today)
        if len(catalog.entries) >= STARTED:
            yield from _check_duties(catalog, unit, duties)
        yield from _check_absent(unit, {duty.item for duty in duties})


def _check_duties(catalog: PublicCatalog, unit: Unit, duties: tuple[Duty, ...]) -> Iterator[Finding]:
    told = {each.item for each in unit.fields.absent}
    for duty in duties:
        item = catalog.items[duty.item]
        words = {"id": item.id, "name": f"{item.level1} / {item.name}"}
        if duty.state == EMPTY and duty.item not in told:
            yield Finding("G101", Location(unit.path, field=("name",)), words)
        elif duty.state == STALE:
            clock = catalog.vocabularies["clocks"].find(item.clock)
            months = str(clock.stale_after) if clock else ""
            words |= {"day": duty.latest, "limit": months}
            yield Finding("G102", Location(unit.path, field=("name",)), words)


def _check_absent(unit: Unit, duties: set[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for i, absent in enumerate(unit.fields.absent):
        place = Location(unit.path, field=("absent", i, "item"))
        words = {"id": absent.item}
        if absent.item in seen:
            yield Finding("G106", place, words)
        elif absent.item not in duties:
            yield Finding("G105", place, words)
        seen.add(absent.item)
