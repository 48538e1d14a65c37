"""What should be there and is: records by catalog item and unit, and units that have disclosed nothing yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from gongkai.catalog.public import NORMATIVE, Entry, PublicCatalog

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class UnitCoverage:
    """`latest` is the newest record's day, empty where the unit has disclosed nothing of the item."""

    unit: str
    count: int
    latest: str


class Groups:
    """The entries of the public catalog by everything that has a page of its own; each list newest first."""

    def __init__(self, catalog: PublicCatalog) -> None:
        self.by_unit = _group(catalog.entries, lambda entry: [entry.unit])
        self.by_kind = _group(catalog.entries, lambda entry: [entry.kind])
        self.by_unit_kind = _group(catalog.entries, lambda entry: [(entry.unit, entry.kind)])
        self.by_item = _group(catalog.entries, lambda entry: entry.items)
        self.by_field = _group(catalog.entries, lambda entry: entry.fields)
        self.by_topic = _group(catalog.entries, lambda entry: [entry.topic] if entry.topic else [])
        self.by_statutory = _group(catalog.entries, lambda entry: entry.statutory)
        self.by_disclosure = _group(catalog.entries, lambda entry: entry.disclosures)
        self.by_campaign = _group(catalog.entries, lambda entry: entry.campaigns)
        self.by_year = _group(catalog.entries, lambda entry: [entry.year])
        documents = self.by_kind.get("documents", ())
        self.by_level = _group(documents, lambda entry: [entry.level])
        self.normative = [entry for entry in documents if entry.sort == NORMATIVE]
        self.counts = Counter((item, entry.unit) for entry in catalog.entries for item in entry.items)
        """Records by item and unit."""
        asked = sorted(catalog.on_request.items())
        self.asked_of_unit = _pairs((unit, (item, count)) for (item, unit), count in asked)
        self.asked_of_item = _pairs((item, (unit, count)) for (item, unit), count in asked)
        """Records on request: of a unit by item, of an item by unit."""


def _pairs(pairs: Iterable[tuple[str, tuple[str, int]]]) -> Mapping[str, Sequence[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for key, pair in pairs:
        found[key].append(pair)
    return dict(found)


def _group(entries: Iterable[Entry], keys: Callable[[Entry], Iterable[K]]) -> Mapping[K, Sequence[Entry]]:
    groups: dict[K, list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in keys(entry):
            groups[key].append(entry)
    return dict(groups)


def coverage_of(catalog: PublicCatalog, groups: Groups, item_id: str) -> tuple[UnitCoverage, ...]:
    """Every unit that must disclose the item, and every other that has done so."""
    entries = groups.by_item.get(item_id, ())
    by_unit: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_unit[entry.unit].append(entry)
    owners = [unit for unit in catalog.items[item_id].owners if unit in catalog.units]
    names = [*owners, *(unit for unit in catalog.units if unit in by_unit and unit not in owners)]
    return tuple(
        UnitCoverage(name, len(by_unit[name]), by_unit[name][0].day if by_unit[name] else "")
        for name in names
    )
