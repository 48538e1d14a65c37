"""Records that were public and are no more: what may still be said of them, which is that, when and why.

A decision on a penalty that was revoked or changed is withdrawn within three days, and the reason is told (行政处罚法
art. 48). What was on display for a time goes when that is over. Titles often name people: none is kept here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from msgspec import Struct

from gongkai.catalog.addresses import read_alias
from gongkai.model.content import Content
from gongkai.model.header import Header
from gongkai.model.record import PROACTIVE


class Gone(Struct, frozen=True, array_like=True, gc=False):
    """A record that was taken back, or whose time on display is over; days are ISO texts."""

    id: str
    unit: str
    kind: str
    published: str
    ended: str
    """The day it was taken back, or its last day on display."""
    is_withdrawn: bool
    reason: str
    """Why it was taken back; "" where its time was over."""
    old_ids: tuple[str, ...]
    """What its old addresses stood for."""

    @property
    def mark(self) -> str:
        """Stands for all of it."""
        return f"{self.id} {self.published} {self.ended} {self.is_withdrawn} {self.reason} {self.old_ids}"


@dataclass(frozen=True, slots=True)
class _Day:
    content: Content
    today: str

    def gone(self, header: Header) -> Gone | None:
        out = header.published[:10]
        if header.status != "发布" or out > self.today:
            return None
        if header.withdrawn_on and out <= header.withdrawn_on <= self.today:
            return _gone(header, header.withdrawn_on, is_withdrawn=True)
        if header.display_until and out <= header.display_until < self.today and self._was_public(header):
            return _gone(header, header.display_until, is_withdrawn=False)
        return None

    def _was_public(self, header: Header) -> bool:
        items = self.content.standard.items
        return header.disclosure == PROACTIVE and all(items[i].is_public for i in header.items if i in items)


def gone_on(content: Content, headers: Iterable[Header], today: date) -> tuple[Gone, ...]:
    """The records that are no longer public on a day, by id.

    One that was taken back is told of whatever its disclosure says now: that is often why it was taken back.
    """
    day = _Day(content, today.isoformat())
    found = (day.gone(header) for header in headers if header.withdrawn_on or header.display_until)
    return tuple(sorted((each for each in found if each), key=lambda each: each.id))


def _gone(header: Header, ended: str, *, is_withdrawn: bool) -> Gone:
    return Gone(
        id=header.id,
        unit=header.unit,
        kind=header.kind,
        published=header.published[:10],
        ended=ended,
        is_withdrawn=is_withdrawn,
        reason=header.milestone("withdrawn") if is_withdrawn else "",
        old_ids=tuple(old_id for alias in header.aliases if (old_id := read_alias(alias))),
    )
