"""Meetings as iCalendar (RFC 5545), to be put into the calendar of whoever wants to come or to watch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from gongkai.catalog.addresses import Addresses
from gongkai.catalog.public import Entry, PublicCatalog
from gongkai.exports.ics import ics_file, ics_stamp, ics_text


def calendar_file(
    catalog: PublicCatalog, addresses: Addresses, title: str, meetings: Sequence[Entry]
) -> bytes:
    """A calendar of some meetings, in their order."""
    events = (line for entry in meetings for line in _event(catalog, addresses, entry))
    return ics_file(catalog.config.short_name, title, events)


def _event(catalog: PublicCatalog, addresses: Addresses, entry: Entry) -> Iterator[str]:
    meeting = entry.meeting
    assert meeting
    url = addresses.full(addresses.record(entry.id))
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, url)}"
    yield f"DTSTAMP:{ics_stamp(entry.modified)}"
    yield f"LAST-MODIFIED:{ics_stamp(entry.modified)}"
    yield from _times(meeting.held_at, meeting.ended_at)
    yield f"SUMMARY:{ics_text(entry.title)}"
    if meeting.place:
        yield f"LOCATION:{ics_text(meeting.place)}"
    topics = [f"{_label(number)}{title}{_outcome(result)}" for number, title, result in meeting.agenda]
    yield f"DESCRIPTION:{ics_text(chr(10).join([*topics, url]))}"
    yield f"CATEGORIES:{ics_text(meeting.type)},{ics_text(catalog.units[entry.unit].fields.short_name)}"
    yield f"URL:{url}"
    yield f"STATUS:{'CANCELLED' if meeting.is_cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _label(number: str) -> str:
    return f"{number}. " if number else ""


def _outcome(result: str) -> str:
    return f"（{result}）" if result else ""


def _times(start: str, end: str) -> Iterator[str]:
    """A meeting of which only the day is known takes the whole day."""
    first, last = datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None
    if not has_time(first):
        yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{_day_after(last or first):%Y%m%d}"
        return
    yield f"DTSTART;TZID=Asia/Shanghai:{first:%Y%m%dT%H%M%S}"
    if last and last > first:
        yield f"DTEND;TZID=Asia/Shanghai:{last:%Y%m%dT%H%M%S}"


def _day_after(moment: datetime) -> date:
    return moment.date() + timedelta(days=1)


def has_time(moment: datetime) -> bool:
    """Midnight stands for a day of which the time is not known: no meeting begins then."""
    return bool(moment.hour or moment.minute)
