"""What is late, what is due soon, what is missing or old: one list, by unit, told with the day it was due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongkai.catalog.duties import EMPTY, STALE
from gongkai.clocks.timing import OVERDUE, SOON
from gongkai.reports.conduct import OPEN_DAYS, left_open_of
from gongkai.reports.evidence import Evidence
from gongkai.reports.values import FAIR, POOR, Light

Kind = Literal["逾期未办", "即将到期", "来信未答复", "事项空缺", "事项久未更新"]


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - the field's own word (预警)
    """`name` is the id of a record or of a catalog item, as `of` says; `day` is when it was due, or last renewed.

    `days` are those past the day; below 0 so many are left.
    """

    unit: str
    light: Light
    kind: Kind
    of: Literal["record", "item", ""]
    name: str
    title: str
    clock: str
    day: str
    days: int


def warnings_of(evidence: Evidence) -> tuple[Warning, ...]:
    """The warnings of a unit: red ones first, the longest overdue first."""
    today = evidence.today
    found = []
    for each in evidence.timings:
        if each.state in (OVERDUE, SOON):
            late = each.state == OVERDUE
            found.append(
                Warning(
                    evidence.unit.id,
                    POOR if late else FAIR,
                    "逾期未办" if late else "即将到期",
                    "record" if each.record else "",
                    each.record,
                    each.title,
                    each.clock,
                    each.due[:10],
                    _past(each.due, today),
                )
            )
    for entry in left_open_of(evidence):
        day = entry.message.received if entry.message else ""
        past = _past(day, today) - OPEN_DAYS
        found.append(
            Warning(evidence.unit.id, POOR, "来信未答复", "record", entry.id, entry.title, "", day, past)
        )
    for duty in evidence.duties:
        if duty.state == EMPTY:
            found.append(Warning(duty.unit, POOR, "事项空缺", "item", duty.item, "", "", "", 0))
        elif duty.state == STALE:
            past = _past(duty.latest, today)
            found.append(
                Warning(duty.unit, FAIR, "事项久未更新", "item", duty.item, "", "", duty.latest, past)
            )
    return tuple(sorted(found, key=lambda each: (each.light != POOR, each.kind, -each.days, each.name)))


def _past(day: str, today: date) -> int:
    return (today - date.fromisoformat(day[:10])).days
