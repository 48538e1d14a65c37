"""The figures of supervision for those who work on it: with what check finds, and marks that are not public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from gongkai.catalog.addresses import Addresses
from gongkai.catalog.coverage import Groups
from gongkai.findings import Finding
from gongkai.model.header import Header
from gongkai.model.record import PROACTIVE
from gongkai.pipeline.due import link_project
from gongkai.pipeline.linking import Linked
from gongkai.pipeline.starting import check_again
from gongkai.reports.assessment import WHY
from gongkai.reports.board import Board
from gongkai.views.portal import Portal


@dataclass(frozen=True, slots=True)
class Supervised:
    """`findings` counts errors and warnings by unit."""

    portal: Portal
    board: Board
    findings: Mapping[str, tuple[int, int]]


def supervise(root: Path, today: date, executor: Executor) -> Supervised | tuple[Finding, ...]:
    """All figures on a day; findings instead where the content could not be read at all."""
    linked = link_project(root, today, executor)
    if not isinstance(linked, Linked):
        return linked
    public = linked.public
    judged = [
        _without_words(header)
        for header in linked.catalog.headers.values()
        if header.kind == "evaluations" and header.status == "发布"
    ]
    judged.sort(key=lambda header: header.published, reverse=True)
    board = Board(public, Groups(public), today, judged)
    checked = check_again(root, today, executor)
    portal = Portal(public, Addresses(public.config))
    return Supervised(portal, board, _by_unit(checked.findings))


def _without_words(header: Header) -> Header:
    """The marks of a record that is not for everybody count; what it says of them stays in it."""
    if header.disclosure == PROACTIVE:
        return header
    facts = tuple((name, "" if name.startswith(WHY) else value) for name, value in header.facts)
    return replace(header, facts=facts)


def _by_unit(findings: Iterable[Finding]) -> dict[str, tuple[int, int]]:
    counts = Counter[tuple[str, str]]()
    for finding in findings:
        parts = finding.location.path.split("/")
        if parts[:2] == ["content", "units"] and len(parts) > 2:
            counts[parts[2], finding.severity] += 1
    return {unit: (counts[unit, "error"], counts[unit, "warning"]) for unit, _ in counts}
