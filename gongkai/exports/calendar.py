"""Meetings as iCalendar (RFC 5545), to be put into the calendar of whoever wants to come or to watch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from gongkai.catalog.addresses import Addresses
from gongkai.catalog.public import Entry, PublicCatalog

_LINE_OCTETS = 75
_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Shanghai",
    "BEGIN:STANDARD",
    "DTSTART:19920101T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""Beijing time; China keeps no summer time since 1992."""
_SPECIAL = re.compile(r"([\\;,])")


def calendar_file(
    catalog: PublicCatalog, addresses: Addresses, title: str, meetings: Sequence[Entry]
) -> bytes:
    """A calendar of some meetings, in their order. The same meetings give the same bytes: no clock is asked."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Gongkai//{_text(catalog.config.short_name)}//ZH",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(title)}",
        f"X-WR-CALNAME:{_text(title)}",
        *_ZONE,
        *(line for entry in meetings for line in _event(catalog, addresses, entry)),
        "END:VCALENDAR",
    ]
    return b"".join(_fold(line) for line in lines)


def _event(catalog: PublicCatalog, addresses: Addresses, entry: Entry) -> Iterator[str]:
    meeting = entry.meeting
    assert meeting
    url = addresses.full(addresses.record(entry.id))
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, url)}"
    yield f"DTSTAMP:{_stamp(entry.modified)}"
    yield f"LAST-MODIFIED:{_stamp(entry.modified)}"
    yield from _times(meeting.held_at, meeting.ended_at)
    yield f"SUMMARY:{_text(entry.title)}"
    if meeting.place:
        yield f"LOCATION:{_text(meeting.place)}"
    topics = [f"{_label(number)}{title}{_outcome(result)}" for number, title, result in meeting.agenda]
    yield f"DESCRIPTION:{_text(chr(10).join([*topics, url]))}"
    yield f"CATEGORIES:{_text(meeting.type)},{_text(catalog.units[entry.unit].fields.short_name)}"
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


def _stamp(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    r"""TEXT of RFC 5545 §3.3.11: `\`, `;` and `,` are guarded, a line break is written `\n`."""
    return _SPECIAL.sub(r"\\\1", words).replace("\r\n", "\n").replace("\n", r"\n")


def _fold(line: str) -> bytes:
    """A content line in pieces of at most 75 octets, cut between characters (RFC 5545 §3.1)."""
    pieces, length = [bytearray()], 0
    for character in line:
        raw = character.encode()
        if length + len(raw) > _LINE_OCTETS:
            pieces.append(bytearray(b" "))
            length = 1
        pieces[-1] += raw
        length += len(raw)
    return b"\r\n".join(pieces) + b"\r\n"
