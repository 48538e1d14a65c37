"""G111-G126: schemes of assessment add up and name what there is; indicators can be computed; judgements can be too."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from difflib import get_close_matches

from gongkai.findings import Finding, Location
from gongkai.model.content import Content
from gongkai.model.evaluation import MARKS, Evaluation
from gongkai.model.kinds import KINDS
from gongkai.model.record import Record
from gongkai.model.supervision import FINAL, LESS, Scheme, SchemeItem

INDICATORS = "content/vocabularies/indicators.yaml"


def check_supervision(content: Content) -> Iterator[Finding]:
    """What is wrong with the indicators and the schemes."""
    yield from _check_indicators(content)
    for name, scheme in content.schemes.items():
        yield from _check_scheme(content, f"content/assessment/{name}.yaml", scheme)


def _near(value: str, known: list[str]) -> str:
    found = get_close_matches(value, known, 1, 0.6)
    return found[0] if found else ""


# --- indicators ---


def _check_indicators(content: Content) -> Iterator[Finding]:
    seen: set[str] = set()
    table = content.deadlines.table
    clocks = [clock.code for clock in table.clocks] if table else []
    for i, each in enumerate(content.indicators.indicators):
        if each.code in seen:
            yield Finding("G116", Location(INDICATORS, field=("indicators", i, "code")), {"value": each.code})
        seen.add(each.code)
        for key, values, known in (("kinds", each.kinds, list(KINDS)), ("clocks", each.clocks, clocks)):
            for n, value in enumerate(values):
                if value not in known:
                    words = {"value": value, "suggestion": _near(value, known)}
                    yield Finding("G118", Location(INDICATORS, field=("indicators", i, key, n)), words)
        sign = -1 if each.better == LESS else 1
        is_marked = each.good is not None or each.fair is not None
        is_turned = each.good is not None and each.fair is not None and sign * each.fair > sign * each.good
        if (is_marked and (each.better is None or each.good is None)) or is_turned:
            place = Location(INDICATORS, field=("indicators", i, "fair" if each.fair is not None else "good"))
            yield Finding("G119", place, {"value": each.code})


# --- schemes ---


def _check_scheme(content: Content, path: str, scheme: Scheme) -> Iterator[Finding]:
    whole = sum((group.weight for group in scheme.groups), Decimal())
    if whole != scheme.total:
        words = {"value": _plain(scheme.total), "counted": _plain(whole)}
        yield Finding("G111", Location(path, field=("total",)), words)
    seen: set[str] = set()
    for g, group in enumerate(scheme.groups):
        for period in scheme.periods:
            counted = sum((item.weight for item in group.items if period.period in item.period), Decimal())
            if counted > group.weight or (period.period == FINAL and counted != group.weight):
                words = {"value": _plain(group.weight), "counted": _plain(counted), "name": group.name}
                words["what"] = period.period
                yield Finding("G112", Location(path, field=("groups", g, "weight")), words)
        for i, item in enumerate(group.items):
            at = ("groups", g, "items", i)
            if item.id in seen:
                yield Finding("G116", Location(path, field=(*at, "id")), {"value": item.id})
            seen.add(item.id)
            yield from _check_item(content, path, at, item)
    for i, period in enumerate(scheme.periods):
        if period.end < period.start:
            words = {"value": period.end.isoformat(), "limit": period.start.isoformat()}
            yield Finding("G117", Location(path, field=("periods", i, "end")), words)


def _check_item(
    content: Content, path: str, at: tuple[str | int, ...], item: SchemeItem
) -> Iterator[Finding]:
    place = Location(path, field=(*at, "name"))
    if item.measure == "自动":
        codes = [each.code for each in content.indicators.indicators]
        if item.metric not in codes:
            near = _near(item.metric or "", codes)
            where = Location(path, field=(*at, "metric")) if item.metric else place
            yield Finding("G113", where, {"value": item.metric or "—", "suggestion": near})
        rule = item.deduct_rule
        is_by_figure = rule is not None and rule.below is not None and rule.each_point is not None
        if rule is None or not (rule.each or rule.each_day or is_by_figure):
            yield Finding("G114", place, {"name": item.name})
    elif not item.standard:
        yield Finding("G114", place, {"name": item.name})
    types = {unit.fields.unit_type for unit in content.units.values()}
    for n, value in enumerate(item.applies_to):
        if value not in content.units and value not in types:
            near = _near(value, [*content.units, *types])
            words = {"value": value, "suggestion": near}
            yield Finding("G115", Location(path, field=(*at, "applies_to", n)), words)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# --- judgements ---


def check_evaluation(content: Content, record: Record, fields: Evaluation) -> Iterator[Finding]:
    for i, answer in enumerate(fields.survey):
        if answer.satisfied > answer.answered:
            words = {"value": str(answer.satisfied), "limit": str(answer.answered)}
            yield Finding("G121", Location(record.path, field=("survey", i, "satisfied")), words)
    for i, score in enumerate(fields.scores):
        if score.score > score.full:
            words = {"value": _plain(score.score), "limit": _plain(score.full)}
            yield Finding("G122", Location(record.path, field=("scores", i, "score")), words)
    if fields.evaluation_type == MARKS or fields.marks:
        yield from _check_marks(content, record, fields)


def _check_marks(content: Content, record: Record, fields: Evaluation) -> Iterator[Finding]:
    scheme = content.schemes.get(fields.scheme or "")
    if scheme is None or fields.period is None or not fields.marks:
        near = _near(fields.scheme or "", list(content.schemes))
        words = {"value": fields.scheme or "—", "suggestion": near}
        yield Finding("G123", Location(record.path, field=("evaluation_type",)), words)
        return
    manual = {item.id: item for item in scheme.items if item.measure == "人工"}
    seen: set[tuple[str, str]] = set()
    for i, mark in enumerate(fields.marks):
        item = manual.get(mark.item)
        if item is None:
            words = {"value": mark.item, "suggestion": _near(mark.item, list(manual))}
            yield Finding("G124", Location(record.path, field=("marks", i, "item")), words)
        elif mark.score > item.weight:
            words = {"value": _plain(mark.score), "limit": _plain(item.weight)}
            yield Finding("G122", Location(record.path, field=("marks", i, "score")), words)
        if (mark.item, mark.unit) in seen:
            words = {"value": f"{mark.unit}/{mark.item}"}
            yield Finding("G116", Location(record.path, field=("marks", i, "item")), words)
        seen.add((mark.item, mark.unit))
