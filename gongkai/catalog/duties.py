"""What each unit owes by the standard catalog: unit by item, whether it is there, stale, or why there is nothing.

The units that owe an item are its owners; items that are not for the portal are owed there by nobody.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongkai.catalog.public import Entry, PublicCatalog
from gongkai.model.standard import CatalogItem
from gongkai.model.unit import Absence

State = Literal["已公开", "久未更新", "暂无", "依申请公开", "空缺"]
PUBLISHED: State = "已公开"
STALE: State = "久未更新"
ABSENT: State = "暂无"
ASKED: State = "依申请公开"
EMPTY: State = "空缺"


@dataclass(frozen=True, slots=True)
class Duty:
    """What has become of one item that one unit owes.

    `latest` is the day of the last record or change, "" where there is none. `reason` and `until` are told where the
    unit has written why there is nothing.
    """

    unit: str
    item: str
    state: State
    count: int
    latest: str
    reason: str = ""
    until: str = ""

    @property
    def is_met(self) -> bool:
        return self.state in (PUBLISHED, STALE)

    @property
    def is_owed(self) -> bool:
        """Whether it counts: what does not exist cannot be disclosed."""
        return self.state != ABSENT


def duties_of(
    catalog: PublicCatalog, unit_id: str, entries: Iterable[Entry], today: date
) -> tuple[Duty, ...]:
    """The duties of a unit in the order of the catalog; `entries` are its public records."""
    counts, latest = Counter[str](), dict[str, str]()
    for entry in entries:
        for item in entry.items:
            counts[item] += 1
            latest[item] = max(latest.get(item, ""), entry.modified[:10])
    absent = {each.item: each for each in catalog.units[unit_id].fields.absent}
    return tuple(
        _duty(catalog, unit_id, item, counts[item.id], latest.get(item.id, ""), absent.get(item.id), today)
        for item in catalog.items.values()
        if unit_id in item.owners and item.is_public
    )


def _duty(
    catalog: PublicCatalog,
    unit: str,
    item: CatalogItem,
    count: int,
    latest: str,
    absent: Absence | None,
    today: date,
) -> Duty:
    if count:
        state = STALE if latest < stale_before(catalog, item, today) else PUBLISHED
        return Duty(unit, item.id, state, count, latest)
    if absent and absent.until >= today:
        return Duty(unit, item.id, ABSENT, 0, "", absent.reason, absent.until.isoformat())
    return Duty(unit, item.id, ASKED if catalog.on_request.get((item.id, unit)) else EMPTY, 0, "")


def stale_before(catalog: PublicCatalog, item: CatalogItem, today: date) -> str:
    """The first day (ISO) that is not too long ago for the item; "" where it need not be renewed."""
    clock = catalog.vocabularies["clocks"].find(item.clock)
    return months_before(today, clock.stale_after).isoformat() if clock and clock.stale_after else ""


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of its month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
