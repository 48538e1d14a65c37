"""From a record to its header and its needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from gongkai.catalog.applications import pauses_of
from gongkai.catalog.clocks import facts_of
from gongkai.catalog.facts import counted_of, traits_of
from gongkai.catalog.links import folder_of, parse_link
from gongkai.catalog.tally import tally_of, write_tally
from gongkai.catalog.texts import texts_of_record
from gongkai.content.markup import TextTooDeepError, render_markdown
from gongkai.content.schema import references
from gongkai.model.annual import FORM_ROWS, cells_of, rows_of, write_cells
from gongkai.model.consultation import Consultation
from gongkai.model.decision import Decision
from gongkai.model.exchange import Message, Report, Response
from gongkai.model.header import Header, MeetingFacts, MessageFacts, Needs, ResponseFacts, Tally
from gongkai.model.ledger import Ledger
from gongkai.model.meeting import Meeting, numbered
from gongkai.model.policy import Document
from gongkai.model.record import Record
from gongkai.model.service import Enforcement, Listing, Statistics


def header_of(record: Record, digest: str) -> Header:
    """The header of a record whose file has the given digest."""
    fields = record.fields
    return Header(
        id=record.id,
        unit=record.unit,
        kind=record.kind,
        path=record.path,
        digest=digest,
        title=fields.title,
        published=_moment(fields.published),
        modified=_moment(fields.modified),
        summary=fields.summary or "",
        document_number=fields.document_number or "",
        index_number=fields.index_number or "",
        items=fields.items,
        topic=fields.topic or "",
        statutory=fields.statutory,
        disclosures=fields.five_disclosures,
        campaigns=fields.campaigns,
        aliases=fields.aliases,
        validity=fields.validity or "",
        effective=_day(fields.effective),
        expires=_day(fields.expires),
        abolished=_day(fields.abolished),
        disclosure=fields.disclosure,
        status=fields.status,
        display_until=_day(fields.display_until),
        withdrawn_on=_day(fields.withdrawn_on),
        relations=tuple(_relations(record)),
        consultation=(_day(fields.start), _day(fields.end), _day(fields.feedback_published))
        if isinstance(fields, Consultation)
        else None,
        decisions=_decisions(fields) if isinstance(fields, Decision) else None,
        report_year=str(fields.year) if isinstance(fields, Report | Ledger) else "",
        meeting=_meeting(fields) if isinstance(fields, Meeting) else None,
        issued=_day(fields.issued),
        milestones=tuple((name, value) for name, value in _milestones(record) if value),
        traits=traits_of(fields),
        facts=tuple((name, str(value)) for name, value in counted_of(fields) if value not in ("", None)),
        waived_until=tuple(sorted({_day(waiver.until) for waiver in fields.waivers})),
        clocks=tuple(facts_of(record)),
        message=_message(record.unit, fields) if isinstance(fields, Message) else None,
        response=_response(fields) if isinstance(fields, Response) else None,
        tallies=_tallies(fields) if isinstance(fields, Statistics) else (),
    )


def _message(unit: str, fields: Message) -> MessageFacts:
    return MessageFacts(
        channel=fields.channel,
        type=fields.message_type,
        received=_day(fields.received_on),
        accepted=_day(fields.accepted_on),
        due=_day(fields.due_on),
        replied=_day(fields.replied_on),
        replied_by=fields.replied_by or unit,
        satisfaction=fields.satisfaction or "",
    )


def _response(fields: Response) -> ResponseFacts:
    return ResponseFacts(
        level=fields.level,
        occurred=_moment(fields.occurred_at),
        first_release=_moment(fields.first_release_at),
        press_conference=_moment(fields.press_conference_at),
        replied=_moment(fields.replied_at),
    )


def _tallies(fields: Statistics) -> tuple[Tally, ...]:
    start, end = _day(fields.period_start), _day(fields.period_end)
    return tuple(
        Tally(
            counts.channel,
            start,
            end,
            counts.received,
            counts.carried,
            counts.answered,
            counts.due,
            counts.on_time,
            counts.rated,
            counts.satisfied,
            counts.process_satisfied,
            counts.source or "",
        )
        for counts in fields.channels
        if start and end
    )


def _meeting(fields: Meeting) -> MeetingFacts:
    return MeetingFacts(
        held_at=_moment(fields.held_at),
        ended_at=_moment(fields.ended_at),
        type=fields.meeting_type,
        place=fields.place or "",
        is_cancelled=fields.cancelled,
        agenda=tuple(
            (number, item.title, item.decision or item.resolution or "")
            for number, item in numbered(fields.agenda)
        ),
    )


def _decisions(fields: Decision) -> tuple[int, int, int]:
    return fields.year, len(fields.current), sum(1 for entry in fields.current if entry.consultation)


def _moment(value: datetime | None) -> str:
    return value.isoformat(timespec="minutes") if value else ""


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _relations(record: Record) -> Iterator[tuple[str, str]]:
    """What an agenda item that is not disclosed names stays unsaid."""
    agenda = record.fields.agenda if isinstance(record.fields, Meeting) else ()
    hidden = {i for i, topic in enumerate(agenda) if not topic.is_public}
    for loc, _, value in references(record.fields, "record"):
        if not (loc[0] == "agenda" and loc[1] in hidden):
            yield ".".join(map(str, loc)), value


def _milestones(record: Record) -> Iterator[tuple[str, str]]:
    if record.fields.withdrawn_on:
        yield "withdrawn", record.fields.withdrawn_reason or ""
    match record.fields:
        case Consultation() as fields:
            yield "hearing", _day(fields.hearing.date) if fields.hearing else ""
        case Meeting() as fields:
            yield "held", _moment(fields.held_at)[:10]
            for i, topic in enumerate(fields.agenda):
                if not topic.is_public or not topic.documents:
                    yield "open", "yes"
                if topic.is_public:
                    yield f"agenda.{i}.legality", topic.legality or ""
                    yield f"agenda.{i}.decision", topic.decision or ""
        case Decision() as fields:
            for i, entry in enumerate(fields.entries):
                yield f"entries.{i}.state", entry.state
        case Listing() as fields:
            yield "cleanup", "yes" if fields.cleanup else ""
            for i, row in enumerate(fields.cleanup):
                yield f"cleanup.{i}.result", row.result
                yield f"cleanup.{i}.on", _day(row.on)
        case Document() as fields:
            yield "level", fields.level or ""
            yield "issuer", fields.issuer or ""
            yield "normative", "yes" if fields.normative else ""
        case Enforcement() as fields:
            day = _day(fields.decided_on) or _day(fields.published.date())
            yield "decided", f"{fields.enforcement_type}|{day}|{len(fields.rows) or 1}"
        case Report() as fields:
            rows = rows_of(fields)
            yield "covers", fields.covers
            yield "cells", write_cells(cells_of(fields))
            yield "rows", "" if rows == FORM_ROWS else ",".join(f"{row}={i}" for row, i in rows.items())
        case Ledger() as fields:
            yield "tally", write_tally(tally_of(fields))
            yield from pauses_of(fields)


def needs_of(record: Record) -> Needs:
    """Everything a record names; its texts are rendered for it (and kept, see `render_markdown`)."""
    folder = folder_of(record.path)
    records = {value for _, _, value in references(record.fields, "record")}
    anchors, linked = set[str](), set[str]()
    for link in _links(record):
        target = parse_link(link, folder)
        if target.to == "record":
            records.add(target.name)
            if target.anchor:
                anchors.add(target.name)
        elif target.to == "file":
            linked.add(target.name)
    own = {f"{folder}/{name}" for _, _, name in references(record.fields, "file")}
    return Needs(*(tuple(sorted(names)) for names in (records, anchors, own, linked)))


def _links(record: Record) -> Iterator[str]:
    for source in texts_of_record(record):
        try:
            rendered = render_markdown(source.text, source.title)
        except TextTooDeepError:
            continue
        yield from rendered.links
        yield from (image.source for image in rendered.images)


def anchors_of(record: Record) -> tuple[str, ...]:
    """The headings in a record's body to which others can link; none where it is nested too deep to be read."""
    try:
        return tuple(sorted(render_markdown(record.body, record.title).anchors))
    except TextTooDeepError:  # a rule tells of it
        return ()
