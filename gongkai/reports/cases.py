"""How cases are made of records: what most ways to count share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from gongkai.catalog.public import NORMATIVE, Entry
from gongkai.model.supervision import Indicator
from gongkai.reports.evidence import Evidence
from gongkai.reports.values import Case, Found

Metric = Callable[[Evidence, Indicator], Found]
OWN_LEVELS = ("县级", "乡级")


def which(entries: Iterable[Entry], is_so: Callable[[Entry], object]) -> Found:
    """A rate over records: those that are not so are told one by one."""
    missed, plain = [], 0
    for entry in entries:
        if is_so(entry):
            plain += 1
        else:
            missed.append(Case(entry.id, 0))
    return Found(missed, plain)


def amounts(pairs: Iterable[tuple[str, int]]) -> Found:
    return Found([Case(name, amount) for name, amount in pairs])


def days(start: str, end: str) -> int:
    """From one day or moment, ISO, to another."""
    return (date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days


def normative_of(entries: Iterable[Entry]) -> list[Entry]:
    """The county's own normative documents."""
    return [entry for entry in entries if entry.sort == NORMATIVE and entry.level in OWN_LEVELS]
