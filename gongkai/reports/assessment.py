"""Scores of an assessment (考核): from figures or from marks that the assessor gave, with every deduction explained.

An item that does not concern a unit (nothing to count in) is left out, and the points of the others are converted to
the whole; an item that waits for its marks is left out until they are there, and said to be waiting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple, Protocol

from gongkai.clocks.timing import DONE_LATE, OVERDUE, TOO_SHORT
from gongkai.model.supervision import (
    COUNT,
    LESS,
    RATE,
    Deduction,
    Indicator,
    Indicators,
    Scheme,
    SchemeItem,
)
from gongkai.model.unit import Unit
from gongkai.reports.evidence import Evidence
from gongkai.reports.metrics import METRICS
from gongkai.reports.values import Found, Value, plain, value_of

State = Literal["自动", "人工", "待打分", "不涉及"]
AUTO: State = "自动"
MANUAL: State = "人工"
WAITING: State = "待打分"
FREE: State = "不涉及"
_CENT = Decimal("0.01")
LATE = (DONE_LATE, OVERDUE, TOO_SHORT)


class Mark(NamedTuple):
    """Points that the assessor gave, with the reason, and the record that says so."""

    points: Decimal
    reason: str
    record: str


@dataclass(frozen=True, slots=True)
class Loss:
    """One deduction. `name` is a record, item or column, as `of` says; "" where the figure as a whole falls short."""

    points: Decimal
    name: str
    of: str
    text: str


@dataclass(frozen=True, slots=True)
class ItemScore:
    """`points` is None where the item was left out."""

    group: str
    item: SchemeItem
    state: State
    points: Decimal | None
    value: Value | None = None
    losses: tuple[Loss, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The score sheet of one unit: `earned` of `possible` points, and the same converted to the scheme's total."""

    unit: str
    scores: tuple[ItemScore, ...]
    earned: Decimal
    possible: Decimal
    total: Decimal | None
    rank: int = 0
    """From 1, the same for the same total; 0 where there is no total."""

    @property
    def waiting(self) -> int:
        return sum(score.state == WAITING for score in self.scores)


def applies(item: SchemeItem, unit: Unit, period: str) -> bool:
    """Whether a unit is scored on an item in a period (年中, 年终)."""
    to = item.applies_to
    return period in item.period and (not to or unit.id in to or unit.fields.unit_type in to)


def sheet_of(
    scheme: Scheme,
    period: str,
    indicators: Indicators,
    evidence: Evidence,
    marks: Mapping[tuple[str, str], Mark],
) -> Sheet:
    """The sheet of the evidence's unit, whose days are those of the period; `marks` are by unit and item."""
    scores = tuple(
        _score(group.name, item, indicators, evidence, marks.get((evidence.unit.id, item.id)))
        for group in scheme.groups
        for item in group.items
        if applies(item, evidence.unit, period)
    )
    counted = [score for score in scores if score.points is not None]
    earned = sum((score.points for score in counted if score.points is not None), Decimal())
    possible = sum((score.item.weight for score in counted), Decimal())
    total = (earned * scheme.total / possible).quantize(_CENT, ROUND_HALF_UP) if possible else None
    return Sheet(evidence.unit.id, scores, earned, possible, total)


def ranked(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The best first, the same total the same rank."""
    some = sorted(sheets, key=lambda sheet: -(sheet.total if sheet.total is not None else Decimal(-1)))
    found: list[Sheet] = []
    for place, sheet in enumerate(some, 1):
        if sheet.total is None:
            found.append(sheet)
        else:
            same = found[-1].rank if found and found[-1].total == sheet.total else place
            found.append(replace(sheet, rank=same))
    return tuple(found)


def _score(
    group: str, item: SchemeItem, indicators: Indicators, evidence: Evidence, mark: Mark | None
) -> ItemScore:
    if item.measure == "人工":
        if mark is None:
            return ItemScore(group, item, WAITING, None)
        points = min(max(mark.points, Decimal()), item.weight)
        lost = item.weight - points
        given = (Loss(lost, mark.record, "record", mark.reason),) if lost else ()
        return ItemScore(group, item, MANUAL, points, None, given, mark.reason)
    indicator = indicators.find(item.metric or "")
    if indicator is None:
        return ItemScore(group, item, WAITING, None)
    found = METRICS[indicator.metric](evidence, indicator)
    value = value_of(indicator, evidence.unit.id, (found,))
    if value.number is None:
        return ItemScore(group, item, FREE, None, value)
    losses = _capped(_losses(item.deduct_rule or Deduction(), value, found, evidence), item.weight)
    left = item.weight - sum((loss.points for loss in losses), Decimal())
    return ItemScore(group, item, AUTO, left, value, losses)


def _losses(rule: Deduction, value: Value, found: Found, evidence: Evidence) -> list[Loss]:
    indicator, losses = value.indicator, list[Loss]()
    if rule.each or rule.each_day:
        for name, number, days in _missed(indicator, value, found, evidence):
            points, texts = Decimal(), []
            if rule.each and number:
                points += rule.each * number
                texts.append(f"{number} 件没有做到" if number > 1 else "没有做到")
            if rule.each_day and days:
                points += rule.each_day * days
                texts.append(f"逾期 {days} 天")
            if points:
                losses.append(Loss(points, name, found.of, "，".join(texts)))
    if rule.below is not None and rule.each_point and value.number is not None:
        sign = -1 if indicator.better == LESS else 1
        short = sign * (rule.below - value.number)
        if short > 0:
            points = (short * rule.each_point).quantize(_CENT, ROUND_HALF_UP)
            word = "高" if sign < 0 else "低"
            text = f"{value.text}，比目标 {plain(rule.below)}{indicator.unit} {word} {plain(short)}"
            losses.append(Loss(points, "", "", text))
    return losses


def _missed(
    indicator: Indicator, value: Value, found: Found, evidence: Evidence
) -> list[tuple[str, int, int]]:
    """What was not done: name, how many, and days late; of deadlines one entry each."""
    if indicator.metric in ("in_time", "overdue", "done_late"):
        states = {"in_time": LATE, "overdue": (OVERDUE,), "done_late": (DONE_LATE,)}[indicator.metric]
        start, end = evidence.bounds(indicator.window)
        return [
            (each.record or each.title, 1, days_late(each.due, each.done, evidence.today))
            for each in evidence.timings
            if each.state in states
            and (not indicator.clocks or each.clock in indicator.clocks)
            and start <= (each.done or each.due)[:10] <= end
        ]
    if indicator.measure == RATE:
        return [(case.name, case.whole - case.part, 0) for case in value.missed]
    if indicator.measure == COUNT and indicator.better == LESS:
        return [(case.name, case.part, 0) for case in found.cases]
    return []


def days_late(due: str, done: str, today: date) -> int:
    """Calendar days; 0 where it was kept."""
    end = date.fromisoformat(done[:10]) if done else today
    return max(0, (end - date.fromisoformat(due[:10])).days)


def _capped(losses: Sequence[Loss], most: Decimal) -> tuple[Loss, ...]:
    """Together never more than the item is worth; what no longer costs anything is told with 0."""
    found, left = [], most
    for loss in losses:
        points = min(loss.points, left)
        left -= points
        found.append(replace(loss, points=points))
    return tuple(found)


MARK, WHY = "mark/", "why/"


class Judged(Protocol):
    """A record that may give marks."""

    @property
    def id(self) -> str: ...

    @property
    def facts(self) -> tuple[tuple[str, str], ...]: ...


def marks_of(entries: Sequence[Judged], scheme: str, period: str) -> dict[tuple[str, str], Mark]:
    """The points that records give for the manual items of a scheme and period, by unit and item; the newest count."""
    found: dict[tuple[str, str], Mark] = {}
    for entry in reversed(entries):
        told = dict(entry.facts)
        for name, points in told.items():
            if name.startswith(f"{MARK}{scheme}/{period}/"):
                key = name.removeprefix(MARK)
                *_, unit, item = key.split("/")
                found[unit, item] = Mark(Decimal(points), told[f"{WHY}{key}"], entry.id)
    return found
