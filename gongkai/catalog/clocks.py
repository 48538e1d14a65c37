"""Which clocks a record starts and stops: its own facts, and what becomes of them under the clocks of the county."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from gongkai.catalog.applications import answer_by, facts_of_ledger
from gongkai.clocks.counting import is_after
from gongkai.clocks.timing import DONE_LATE, OVERDUE, TOO_SHORT, state_of
from gongkai.model.consultation import Consultation
from gongkai.model.content import Content
from gongkai.model.deadline import LEAST
from gongkai.model.exchange import SERIOUS, Message, Response
from gongkai.model.header import Fact, Header
from gongkai.model.ledger import Ledger
from gongkai.model.meeting import Meeting
from gongkai.model.policy import Document
from gongkai.model.record import PROACTIVE, WITHHELD, Record, RecordFields
from gongkai.model.service import Enforcement, Notice, Statistics

PUBLISHED = "published"
"""The place of clocks that publication stops."""
_SPECIAL = frozenset(["C04", "C05", "C21", "C22"])
"""Clocks of publication that take the place of the general one (条例 art. 26: 法律、法规另有规定的从其规定)."""
_OF_MEETINGS = frozenset(["C03", "C05"])
_OWN = frozenset(["C01", "C02", "C04"])
"""Clocks of what is made here."""
_OF_DRAFTS = frozenset(["C08", "C09", "C10", "C28"])
"""Clocks beside those of publication that run before a record is out."""
_DECISIONS = frozenset(["行政许可", "行政处罚"])
TOLD_DAYS = 365
"""So long after what was done late an office is told; the figures keep it for good."""


class Run(NamedTuple):
    """A clock of a record on a day; texts as in `Timing`. `place` is the field that stops it: `agenda.3.legality_done`."""

    clock: str
    start: str
    due: str
    done: str
    place: str


def facts_of(record: Record) -> Iterator[Fact]:
    """What a record says of clocks: code, start, end, and the field that stops it.

    Of what publication stops the end is left out, the header knows it.
    """
    fields = record.fields
    if isinstance(fields, Ledger):
        yield from facts_of_ledger(fields)
        return
    if fields.disclosure == WITHHELD:
        yield "C24", _text(fields.reviewed_on or fields.published.date()), "", "reviewed_on"
        return
    if fields.disclosure != PROACTIVE:
        return
    if fields.issued and _is_made_here(fields):
        yield "C01", _text(fields.issued), "", PUBLISHED
    match fields:
        case Document():
            yield from _of_document(fields)
        case Meeting():
            yield from _of_meeting(fields)
        case Consultation():
            yield from _of_consultation(fields)
        case Enforcement():
            if fields.decided_on and fields.enforcement_type in _DECISIONS:
                yield "C22", _text(fields.decided_on), "", PUBLISHED
            if fields.revoked_on:
                yield "C23", _text(fields.revoked_on), _text(fields.withdrawn_on), "withdrawn_on"
        case Statistics():
            if fields.approved_on:
                yield "C21", _text(fields.approved_on), "", PUBLISHED
        case Response():
            yield from _of_response(fields)
        case Message():
            yield "C28", _text(fields.received_on), _text(fields.replied_on), "replied_on"
        case Notice():
            if fields.display_from:
                yield "", _text(fields.display_from), "", "display_until"


def _is_made_here(fields: RecordFields) -> bool:
    """What others made has its own time there. Of documents see `_is_own` too."""
    if isinstance(fields, Document):
        return fields.is_own
    return not fields.source and not fields.issuer


def _of_document(fields: Document) -> Iterator[Fact]:
    if fields.normative and fields.issued and fields.is_own:
        yield "C04", _text(fields.issued), "", PUBLISHED
    if fields.printed_at and fields.is_own:
        yield "C02", _text(fields.printed_at), "", PUBLISHED
    if fields.interpret:
        yield "C06", "", "", "interpret"


def _of_meeting(fields: Meeting) -> Iterator[Fact]:
    if fields.cancelled:
        return
    if fields.ended_at:
        yield "C03", _text(fields.ended_at), "", PUBLISHED
    if fields.meeting_type == "常务会议":
        yield "C05", _text(fields.ended_at or fields.held_at), "", PUBLISHED
    if fields.news_published:
        yield "C07", _text(fields.news_published), "", PUBLISHED
    for i, topic in enumerate(fields.agenda):
        if topic.is_public and topic.legality_sent and topic.legality_done:
            sent, done = _text(topic.legality_sent), _text(topic.legality_done)
            yield "C14", sent, done, f"agenda.{i}.legality_done"


def _of_consultation(fields: Consultation) -> Iterator[Fact]:
    if not fields.short_reason:
        yield "C11", _text(fields.start), _text(fields.end), "end"
    yield "C12", _text(fields.end), _text(fields.feedback_published), "feedback_published"
    if fields.hearing:
        sent = _text(fields.hearing.materials_sent_on)
        yield "C13", _text(fields.hearing.date), sent, "hearing.materials_sent_on"


def _of_response(fields: Response) -> Iterator[Fact]:
    start = _text(fields.occurred_at)
    if fields.level in SERIOUS:
        yield "C08", start, _text(fields.first_release_at), "first_release_at"
        yield "C09", start, _text(fields.press_conference_at), "press_conference_at"
    else:
        yield "C10", start, _text(fields.replied_at), "replied_at"


def _text(value: date | None) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if value else ""


def runs_of(content: Content, header: Header, today: date) -> tuple[Run, ...]:
    """The clocks of one record that are in force, by its own file alone: of C06 and C07 see `with_bonds`."""
    if not header.clocks and not header.display_until:
        return ()
    return tuple(_runs(content, header, today.isoformat()))


def _runs(content: Content, header: Header, day: str) -> Iterator[Run]:
    clocks, is_out = content.deadlines.clocks, is_out_on(header, day)
    own = _is_own(content, header)
    known = {code for code, *_ in header.clocks}
    has_special = any(code in clocks for code in known & _SPECIAL)
    for code, start, done, place in header.clocks:
        if code not in clocks or (code == "C01" and has_special):
            continue
        if code in _OWN and not own:
            continue
        if not is_out and place != PUBLISHED and code not in _OF_DRAFTS and header.disclosure == PROACTIVE:
            continue
        if code == "C06":
            start = header.published
        elif place == PUBLISHED and is_out:
            # What was announced before a meeting says nothing yet of what was decided there.
            is_announced = code in _OF_MEETINGS and is_after(start, header.published)
            done = "" if is_announced else header.published
        if _has_begun(code, start, done, day):
            if clocks[code].kind not in LEAST and done[:10] > day:
                done = ""
            is_answer = code == "C18"
            due = (
                answer_by(content, header, start, place) if is_answer else content.deadlines.due(code, start)
            )
            yield Run(code, start, due, done, place)
    if header.display_until and header.disclosure == PROACTIVE:
        yield from _display(content, header)


def _has_begun(code: str, start: str, done: str, day: str) -> bool:
    """Feedback is owed when a consultation is over; papers of a hearing are sent before it."""
    if code == "C12":
        return start < day
    if code == "C13":
        return bool(done) or start >= day
    if code in _OF_MEETINGS:
        return start[:10] <= day
    return True


def _display(content: Content, header: Header) -> Iterator[Run]:
    code = next((c for i in header.items if (c := content.deadlines.displays.get(i))), "")
    if code:
        start = next((start for code, start, *_ in header.clocks if not code), header.published[:10])
        yield Run(code, start, content.deadlines.due(code, start), header.display_until, "display_until")


def is_out_on(header: Header, day: str) -> bool:
    return header.status == "发布" and header.published[:10] <= day


def _is_own(content: Content, header: Header) -> bool:
    """Whether a document that names who issued it was issued in this county."""
    issuer, unit = header.milestone("issuer"), content.units.get(header.unit)
    return not issuer or content.config.region in issuer or bool(unit and unit.name in issuer)


def is_told(kind: str, due: str, done: str, today: date) -> str:
    """How a clock stands that an office is to be told of, or "": late or too short, and not long ago."""
    state = state_of(kind, due, done, today)
    if state == OVERDUE or (state in (DONE_LATE, TOO_SHORT) and is_recent(done, today)):
        return state
    return ""


def is_recent(done: str, today: date) -> bool:
    return done[:10] >= (today - timedelta(days=TOLD_DAYS)).isoformat()
