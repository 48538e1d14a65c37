"""B11x, B12x: columns that are empty or have fallen silent, and what is said to be absent (国办秘函〔2019〕19号).

A portal with few records is only being set up: of its columns nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from gongkai.catalog.absences import Absences, absences_on
from gongkai.catalog.public import Entry
from gongkai.clocks.deadlines import Deadlines
from gongkai.findings import Finding, Location
from gongkai.model.content import Content
from gongkai.model.kinds import KINDS, kind_of
from gongkai.model.unit import Unit
from gongkai.rules.site import CONFIG

STARTED = 100
"""Public records; a portal with fewer is being set up."""
OTHER_DAYS = 365
"""Columns without a time of their own are updated within so many days (handbook §6.4 L-STALE)."""
_HOME_CLOCK, _FREQUENT_CLOCK = "C26", "C27"
_FREQUENT = ("documents", "notices")
_VETO_STALE, _VETO_EMPTY = 10, 5
"""So many stale or empty columns are a single veto."""


@dataclass(frozen=True, slots=True)
class _Newest:
    """The day of the newest public record of the portal, of each kind and field; which items have any at all."""

    all: str
    kinds: Mapping[str, str]
    fields: Mapping[str, str]
    items: Set[str]
    held: Set[tuple[str, str]]
    """Those items and units that say they have nothing, and have something."""


def _newest(by_id: Mapping[str, Entry], units: Iterable[Unit]) -> _Newest:
    """`by_id` has the newest records first."""
    kinds: dict[str, str] = {}
    fields: dict[str, str] = {}
    items, held = set[str](), set[tuple[str, str]]()
    said = {unit.id: {absence.item for absence in unit.fields.absent} for unit in units if unit.fields.absent}
    for entry in by_id.values():
        if entry.kind not in kinds:
            kinds[entry.kind] = entry.day
        for field in entry.fields:
            if field not in fields:
                fields[field] = entry.day
        if entry.items:
            items.update(entry.items)
            if entry.unit in said:
                held |= {(item, entry.unit) for item in said[entry.unit].intersection(entry.items)}
    first = next(iter(by_id.values()), None)
    return _Newest(first.day if first else "", kinds, fields, items, held)


def check_columns(content: Content, by_id: Mapping[str, Entry], today: date) -> Iterator[Finding]:
    newest = _newest(by_id, content.units.values())
    yield from _check_absences(content, newest, today)
    if len(by_id) < STARTED:
        return
    absent = absences_on(content, today)
    empty = list(_empty_columns(absent, newest))
    stale = list(_stale_columns(content, newest, today))
    yield from empty
    yield from _empty_items(content, absent, newest)
    yield from stale
    yield from _vetoes(len(empty), stale)


# --- what is said to be absent ---


def _check_absences(content: Content, newest: _Newest, today: date) -> Iterator[Finding]:
    for unit in content.units.values():
        for i, absence in enumerate(unit.fields.absent):
            item = content.standard.items.get(absence.item)
            words = {"value": absence.item, "name": item.name if item else absence.item}
            if (absence.item, unit.id) in newest.held:
                yield Finding("B113", Location(unit.path, field=("absent", i, "item")), words)
            elif absence.until < today:
                words["day"] = absence.until.isoformat()
                yield Finding("B114", Location(unit.path, field=("absent", i, "until")), words)
    for i, column in enumerate(content.config.absent_columns):
        kind = kind_of(column.column)
        words = {"value": column.column, "name": column.column}
        if not kind:
            known = [*KINDS, *(each.name for each in KINDS.values())]
            near = get_close_matches(column.column, known, 1, 0.4)
            words |= {
                "suggestion": near[0] if near else "",
                "known": "、".join(k.name for k in KINDS.values()),
            }
            yield Finding("B115", Location(CONFIG, field=("absent_columns", i, "column")), words)
        elif kind in newest.kinds:
            yield Finding("B113", Location(CONFIG, field=("absent_columns", i, "column")), words)
        elif column.until < today:
            words["day"] = column.until.isoformat()
            yield Finding("B114", Location(CONFIG, field=("absent_columns", i, "until")), words)


# --- empty and stale ---


def _empty_columns(absent: Absences, newest: _Newest) -> Iterator[Finding]:
    for kind in KINDS.values():
        if kind.id not in newest.kinds and kind.id not in absent.columns:
            yield Finding("B111", Location(CONFIG, field=("name",)), {"name": kind.name, "value": kind.id})


def _empty_items(content: Content, absent: Absences, newest: _Newest) -> Iterator[Finding]:
    """Items that everybody may see, of which there is no record and that no unit owns; what units owe is told of them."""
    excused = {item for item, _ in absent.items} | newest.items
    for field in content.standard.fields:
        for i, item in enumerate(field.items):
            is_owned = any(owner in content.units for owner in item.owners)
            if item.is_public and not is_owned and item.id not in excused:
                place = Location(f"content/catalog/{field.field}.yaml", field=("items", i, "id"))
                words = {"value": item.id, "name": f"{field.name} / {item.level1} / {item.name}"}
                yield Finding("B112", place, words)


def _stale_columns(content: Content, newest: _Newest, today: date) -> Iterator[Finding]:
    deadlines, place = content.deadlines, Location(CONFIG, field=("name",))
    due = _due(deadlines, _HOME_CLOCK, newest.all)
    if due < today.isoformat():
        yield Finding("B121", place, _words("首页", newest.all, due))
    for kind in KINDS.values():
        if day := newest.kinds.get(kind.id):
            due = _due(deadlines, _FREQUENT_CLOCK if kind.id in _FREQUENT else "", day)
            if due < today.isoformat():
                yield Finding("B122", place, _words(kind.name, day, due))
    for field in content.standard.fields:
        if day := newest.fields.get(field.field):
            due = _due(deadlines, "", day)
            if due < today.isoformat():
                where = Location(f"content/catalog/{field.field}.yaml", field=("name",))
                yield Finding("B122", where, _words(field.name, day, due))


def _due(deadlines: Deadlines, code: str, day: str) -> str:
    if code in deadlines.clocks:
        return deadlines.due(code, day)
    return (date.fromisoformat(day) + timedelta(days=OTHER_DAYS)).isoformat()


def _words(name: str, day: str, due: str) -> dict[str, str]:
    return {"name": name, "day": day, "limit": due}


def _vetoes(empty: int, stale: list[Finding]) -> Iterator[Finding]:
    silent = sum(finding.code == "B122" for finding in stale)
    reasons = []
    if silent >= _VETO_STALE:
        reasons.append((f"{silent} 个栏目没有按时更新", f"{silent} columns are stale"))
    if empty >= _VETO_EMPTY:
        reasons.append((f"{empty} 个空白栏目", f"{empty} columns are empty"))
    if reasons:
        zh, en = zip(*reasons, strict=True)
        words = {"reason": "；".join(zh), "reason_en": "; ".join(en)}
        yield Finding("B123", Location(CONFIG, field=("name",)), words)
