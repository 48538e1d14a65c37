"""W: what a record is excused from, why, and until when; an excuse that excuses nothing is told.

A waiver turns off the findings of one rule in its own record, on all days up to and including `until`. Only rules that
say so can be waived (see `Rule.waivable`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from gongkai.catalog.scope import Scope
from gongkai.findings import Finding, Location
from gongkai.messages import RULES
from gongkai.model.record import Record


def without_waived(record: Record, scope: Scope, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of a record that are not waived, and what is wrong with its waivers."""
    waivers = record.fields.waivers
    if not waivers:
        yield from findings
        return
    live: dict[str, int] = {}
    for i, waiver in enumerate(waivers):
        place = ("waivers", i, "code")
        rule, until = RULES.get(waiver.code), waiver.until.isoformat()
        if rule is None:
            near = get_close_matches(waiver.code.upper(), RULES, 1, 0.5)
            yield _finding(record, "W103", place, value=waiver.code, suggestion=near[0] if near else "")
        elif not rule.waivable:
            yield _finding(record, "W104", place, value=waiver.code)
        elif until in scope.lapsed:
            yield _finding(record, "W102", ("waivers", i, "until"), value=waiver.code, limit=until)
        elif waiver.code in live:
            yield _finding(record, "W101", place, value=waiver.code)
        else:
            live[waiver.code] = i
    used = set()
    for finding in findings:
        if finding.code in live:
            used.add(finding.code)
        else:
            yield finding
    if record.fields.status == "发布":  # of a draft not every rule is asked
        for code, i in live.items():
            if code not in used:
                yield _finding(record, "W101", ("waivers", i, "code"), value=code)


def _finding(record: Record, code: str, field: tuple[str | int, ...], **words: str) -> Finding:
    return Finding(code, Location(record.path, field=field), words)
