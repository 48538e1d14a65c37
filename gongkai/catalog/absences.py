"""What the county says it has nothing of (本级暂无此类信息), and why: as far as it still holds on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.model.content import Content
from gongkai.model.kinds import kind_of


@dataclass(frozen=True, slots=True)
class Absences:
    """Reasons: of items by item and unit, of columns of the portal by kind."""

    items: Mapping[tuple[str, str], str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


NOTHING = Absences()


def absences_on(content: Content, today: date) -> Absences:
    """What is said to be absent on the day; what has run out is not told any more."""
    items = {
        (absence.item, unit.id): absence.reason
        for unit in content.units.values()
        for absence in unit.fields.absent
        if absence.until >= today
    }
    columns = {
        kind_of(column.column): column.reason
        for column in content.config.absent_columns
        if column.until >= today
    }
    return Absences(items, {kind: reason for kind, reason in columns.items() if kind})
