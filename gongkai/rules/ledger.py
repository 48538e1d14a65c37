"""N201-N215: the register of applications is in order (条例 art. 30-33, 36, 45); what is late the clocks tell (family T).

Of an application nothing is told but the place of its line and days: who reads findings need not be who may read ledgers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.catalog.applications import told_in_time
from gongkai.content.schema import shape_of
from gongkai.findings import Finding, Location
from gongkai.model.annual import find_row
from gongkai.model.content import Content
from gongkai.model.ledger import Application, Ledger, Remedy
from gongkai.model.record import Record
from gongkai.model.values import Fields

_ORDER = (
    ("received_on", "supplement_asked_on"),
    ("supplement_asked_on", "supplemented_on"),
    ("received_on", "third_asked_on"),
    ("third_asked_on", "third_replied_on"),
    ("received_on", "organ_asked_on"),
    ("organ_asked_on", "organ_replied_on"),
    ("received_on", "extended_on"),
    ("received_on", "replied_on"),
    ("extended_on", "replied_on"),
)
_PAIRS = (("replied_on", "result"), ("result", "replied_on"))
_REVIEW_FIRST = date(2024, 1, 1)
"""Since then who is refused information asks for review before going to court (行政复议法 art. 23)."""


def check_ledger(content: Content, record: Record, fields: Ledger) -> Iterator[Finding]:
    numbers: dict[str, int] = {}
    for i, each in enumerate(fields.applications):
        at = ("applications", i)
        yield from _check_days(record, each, at, _ORDER)
        yield from _check_pairs(record, each, at, _PAIRS)
        first = numbers.setdefault(each.number, i)
        if first != i:
            yield _finding("N203", record, (*at, "number"), first=str(first + 1))
        if each.received_on.year != fields.year:
            words = {"day": each.received_on.isoformat(), "value": str(fields.year)}
            yield _finding("N204", record, (*at, "received_on"), **words, name=str(each.received_on.year))
        row = find_row(each.result) if each.result else None
        if row and not row.is_result:
            yield _finding("N205", record, (*at, "result"))
        if due := told_in_time(content.deadlines, each):
            words = {"day": due, "value": f"{each.extended_on}"}
            yield _finding("N214", record, (*at, "extended_on"), **words)
        for j, remedy in enumerate(each.remedies):
            yield from _check_remedy(record, each, remedy, (*at, "remedies", j))


def _finding(code: str, record: Record, at: tuple[str | int, ...], **words: str) -> Finding:
    return Finding(code, Location(record.path, field=at), words)


def _check_days(
    record: Record, fields: Fields, at: tuple[str | int, ...], pairs: tuple[tuple[str, str], ...]
) -> Iterator[Finding]:
    shape = shape_of(type(fields))
    for before, after in pairs:
        early, late = getattr(fields, before), getattr(fields, after)
        if early and late and late < early:
            words = {
                "label": shape[after].label,
                "key": after,
                "value": late.isoformat(),
                "earlier": shape[before].label,
                "earlier_key": before,
                "limit": early.isoformat(),
            }
            yield _finding("N201", record, (*at, after), **words)


def _check_pairs(
    record: Record, fields: Fields, at: tuple[str | int, ...], pairs: tuple[tuple[str, str], ...]
) -> Iterator[Finding]:
    shape = shape_of(type(fields))
    for key, other in pairs:
        if getattr(fields, key) and not getattr(fields, other):
            words = {"label": shape[key].label, "key": key, "other_key": other}
            yield _finding("N202", record, (*at, key), **words, other_label=shape[other].label)


def _check_remedy(
    record: Record, application: Application, remedy: Remedy, at: tuple[str | int, ...]
) -> Iterator[Finding]:
    yield from _check_days(record, remedy, at, (("filed_on", "decided_on"),))
    yield from _check_pairs(record, remedy, at, (("decided_on", "outcome"), ("outcome", "decided_on")))
    row = find_row(application.result) if application.result else None
    is_refusal = bool(row and row.code.startswith("deny."))
    if is_refusal and remedy.kind.endswith("（未经复议直接起诉）") and remedy.filed_on >= _REVIEW_FIRST:
        yield _finding("N215", record, (*at, "kind"))
