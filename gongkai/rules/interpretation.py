"""P101-P106: an interpretation tells all six elements, and what its form needs (handbook 4-17, 4-20, §8.1).

P107-P110: a document says whether it is interpreted, and how, or why not (handbook 1-17 to 1-19).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.catalog.scope import Scope
from gongkai.content.schema import shape_of
from gongkai.findings import Finding, Location
from gongkai.model.interpretation import (
    AUDIO,
    BRIEFING,
    EXPERT,
    MEDIA,
    NOT_CONCERNED,
    QUESTIONS,
    TALK,
    VIDEO,
    Interpretation,
    SixElements,
)
from gongkai.model.policy import Document
from gongkai.model.record import Record
from gongkai.model.relations import RELATIONS

_NEEDS: dict[str, tuple[str, ...]] = {
    QUESTIONS: ("questions",),
    AUDIO: ("recording", "transcript"),
    VIDEO: ("recording", "transcript"),
    BRIEFING: ("held_at", "speakers"),
    TALK: ("held_at", "speakers"),
    EXPERT: ("speakers",),
    MEDIA: ("medium", "original"),
}
"""What a form needs beside the text."""


def check_interpretation(record: Record, fields: Interpretation, scope: Scope) -> Iterator[Finding]:
    yield from _check_elements(record, fields, scope)
    yield from _check_form(record, fields)
    yield from _check_comparison(record, fields)


def check_duty(record: Record, fields: Document, scope: Scope) -> Iterator[Finding]:
    """A document that is to be interpreted has a plan, or an interpretation; else it is returned (退文)."""
    here = Location(record.path, field=("interpret",))
    if fields.interpret is None:
        if fields.normative and fields.is_own:
            yield Finding("P107", Location(record.path, field=("normative",)))
    elif not fields.interpret:
        if not fields.no_interpret_reason:
            yield Finding("P108", here)
    elif fields.no_interpret_reason:
        yield Finding("P110", Location(record.path, field=("no_interpret_reason",)))
    elif not fields.interpretation_plan and not _is_interpreted(fields, scope):
        yield Finding("P109", here)


def _is_interpreted(fields: Document, scope: Scope) -> bool:
    """By a record that is named here, or by a public one that names this one."""
    return bool(fields.interpreted_by) or any(
        title == RELATIONS["interprets"].there for title, _ in scope.relations
    )


def _check_elements(record: Record, fields: Interpretation, scope: Scope) -> Iterator[Finding]:
    """A missing element names the interpretation and the file it owes the element to."""
    if not fields.owes_elements:
        return
    documents = "、".join(scope.explained) or "—"
    place = ("elements",) if fields.elements else ("title",)
    for key, shape in shape_of(SixElements).items():
        if fields.elements is None or not getattr(fields.elements, key):
            words = {"label": shape.label, "key": key, "documents": documents}
            yield Finding("P101", Location(record.path, field=place), words)


def _check_form(record: Record, fields: Interpretation) -> Iterator[Finding]:
    shape = shape_of(Interpretation)
    for key in _NEEDS.get(fields.form, ()):
        if not getattr(fields, key):
            words = {"form": fields.form, "label": shape[key].label, "key": key}
            yield Finding("P102", Location(record.path, field=("form",)), words)
    if fields.recording and not (fields.recording.file or fields.recording.url):
        yield Finding("P103", Location(record.path, field=("recording",)))
    if fields.form == EXPERT:
        for i, speaker in enumerate(fields.speakers):
            if not (speaker.title and speaker.organization):
                place = Location(record.path, field=("speakers", i))
                yield Finding("P104", place, {"name": speaker.name})


def _check_comparison(record: Record, fields: Interpretation) -> Iterator[Finding]:
    differences = fields.elements.differences if fields.elements else None
    if fields.comparisons and differences and differences.startswith(NOT_CONCERNED):
        yield Finding("P105", Location(record.path, field=("elements", "differences")))
    for i, row in enumerate(fields.comparisons):
        if row.old == row.new:
            place = Location(record.path, field=("comparisons", i))
            yield Finding("P106", place, {"value": row.item})
