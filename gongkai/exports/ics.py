"""The form of iCalendar files (RFC 5545). The same events give the same bytes: no clock is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

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


def ics_file(owner: str, title: str, events: Iterable[str]) -> bytes:
    """A calendar of some events, given as content lines not yet folded."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Gongkai//{ics_text(owner)}//ZH",
        "CALSCALE:GREGORIAN",
        f"NAME:{ics_text(title)}",
        f"X-WR-CALNAME:{ics_text(title)}",
        *_ZONE,
        *events,
        "END:VCALENDAR",
    ]
    return b"".join(_fold(line) for line in lines)


def ics_stamp(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def ics_text(words: str) -> str:
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
