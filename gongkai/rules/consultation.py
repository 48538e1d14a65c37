"""P121-P128: a consultation tells what, how long and how; its results are whole (国令第713号 art. 15, handbook 4-11, 4-12)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.content.schema import shape_of
from gongkai.findings import Finding, Location
from gongkai.model.consultation import ADOPTED, MAIL, PHONE, Consultation
from gongkai.model.content import Content
from gongkai.model.record import Record
from gongkai.text import MAIL_ADDRESS, PHONE_NUMBER

_REQUIRED = ("draft", "basis")
_FORMS = {MAIL: MAIL_ADDRESS, PHONE: PHONE_NUMBER}
"""How the address of a channel must look, so that a phone can follow it."""


def check_consultation(content: Content, record: Record, fields: Consultation) -> Iterator[Finding]:
    yield from _check_call(record, fields)
    yield from _check_period(content, record, fields)
    yield from _check_results(record, fields)


def _check_call(record: Record, fields: Consultation) -> Iterator[Finding]:
    shape = shape_of(Consultation)
    for key in _REQUIRED:
        if not getattr(fields, key):
            words = {"label": shape[key].label, "key": key}
            yield Finding("P121", Location(record.path, field=("title",)), words)
    if not (fields.channels or fields.form_url):
        yield Finding("P122", Location(record.path, field=("title",)))
    for i, channel in enumerate(fields.channels):
        form = _FORMS.get(channel.way)
        if form and not form.search(channel.to):
            words = {"way": channel.way, "value": channel.to}
            yield Finding("P123", Location(record.path, field=("channels", i, "to")), words)


def _check_period(content: Content, record: Record, fields: Consultation) -> Iterator[Finding]:
    """The clock C11; who gives a reason may take less."""
    clock, days = content.deadlines.clocks.get("C11"), (fields.end - fields.start).days
    if clock and days >= 0 and not fields.short_reason:
        first = content.deadlines.due(clock.code, fields.start.isoformat())
        if fields.end.isoformat() < first:
            words = {"days": str(days), "least": str(clock.number)}
            yield Finding("P124", Location(record.path, field=("end",)), words)


def _check_results(record: Record, fields: Consultation) -> Iterator[Finding]:
    for i, opinion in enumerate(fields.feedback):
        if opinion.adopted != ADOPTED and not opinion.reason:
            words = {"value": opinion.adopted}
            yield Finding("P125", Location(record.path, field=("feedback", i, "adopted")), words)
    counted = sum(opinion.count for opinion in fields.feedback)
    if fields.feedback and fields.received != counted:
        words = {"value": "—" if fields.received is None else str(fields.received), "counted": str(counted)}
        place = ("feedback",) if fields.received is None else ("received",)
        yield Finding("P126", Location(record.path, field=place), words)
    if fields.feedback_published and not fields.feedback and fields.received != 0:
        yield Finding("P127", Location(record.path, field=("feedback_published",)))
    if fields.feedback and not fields.feedback_published:
        yield Finding("P128", Location(record.path, field=("feedback",)))
