"""P141-P144: matters taken off the yearly list say when and why; the state of a matter fits what it links to."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.content.schema import shape_of
from gongkai.findings import Finding, Location
from gongkai.model.decision import REMOVED, Decision, DecisionEntry
from gongkai.model.record import Record

_LINKS = {"征求意见": "consultation", "已公布": "document"}
"""The field that proves a state."""


def check_decision(record: Record, fields: Decision) -> Iterator[Finding]:
    shape = shape_of(DecisionEntry)
    titles: set[str] = set()
    for i, entry in enumerate(fields.entries):
        place = Location(record.path, field=("entries", i, "state"))
        if entry.state == REMOVED:
            for key in ("removed_on", "removed_reason"):
                if not getattr(entry, key):
                    words = {"value": entry.title, "label": shape[key].label, "key": key}
                    yield Finding("P141", place, words)
        elif entry.removed_on or entry.removed_reason:
            yield Finding("P142", place, {"value": entry.title, "state": entry.state})
        link = _LINKS.get(entry.state)
        if link and not getattr(entry, link):
            words = {"value": entry.title, "state": entry.state, "label": shape[link].label, "key": link}
            yield Finding("P143", place, words)
        if entry.title in titles:
            yield Finding(
                "P144", Location(record.path, field=("entries", i, "title")), {"value": entry.title}
            )
        titles.add(entry.title)
