"""Q1xx: messages and their answers, the counts of channels, responses to what the public talks about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from gongkai.catalog.scope import Scope
from gongkai.content.schema import shape_of
from gongkai.findings import Finding, Location
from gongkai.model.channels import ChannelCounts, Rate, rates_of
from gongkai.model.exchange import SERIOUS, STEPS, Message, Response
from gongkai.model.record import Record
from gongkai.model.service import Statistics
from gongkai.model.values import Fields

_MESSAGE_ORDER = (
    ("received_on", "accepted_on"),
    ("received_on", "replied_on"),
    ("accepted_on", "replied_on"),
    ("received_on", "due_on"),
)
_RESPONSE_ORDER = (
    ("occurred_at", "first_release_at"),
    ("occurred_at", "press_conference_at"),
    ("occurred_at", "replied_at"),
    ("first_release_at", "replied_at"),
    ("first_release_at", "press_conference_at"),
)


def check_message(record: Record, fields: Message, scope: Scope) -> Iterator[Finding]:
    yield from _in_order(record, fields, _MESSAGE_ORDER)
    if bool(fields.reply) != bool(fields.replied_on):
        given, missing = ("reply", "replied_on") if fields.reply else ("replied_on", "reply")
        labels = shape_of(Message)
        words = {"label": labels[given].label, "key": missing, "name": labels[missing].label}
        yield Finding("Q102", Location(record.path, field=(given,)), words)
    if fields.satisfaction and not fields.replied_on:
        yield Finding("Q103", Location(record.path, field=("satisfaction",)))
    if fields.consent is False and scope.entry:
        yield Finding("Q104", Location(record.path, field=("consent",)))
    told = max(fields.published, fields.modified or fields.published).date()
    if fields.replied_on and fields.replied_on > told:
        words = {"day": fields.replied_on.isoformat(), "end": told.isoformat()}
        yield Finding("Q106", Location(record.path, field=("replied_on",)), words)


def check_counts(record: Record, fields: Statistics) -> Iterator[Finding]:
    """What an office counts of its channels: parts are no more than wholes, and rates are those of the counts."""
    if not fields.channels:
        return
    if not (fields.period_start and fields.period_end) or fields.period_end < fields.period_start:
        yield Finding("Q121", Location(record.path, field=("channels",)))
    seen: set[str] = set()
    for i, counts in enumerate(fields.channels):
        place = ("channels", i, "channel")
        if counts.channel in seen:
            yield Finding("Q125", Location(record.path, field=place), {"value": counts.channel})
        seen.add(counts.channel)
        yield from _check_parts(record, i, counts)
        for rate in rates_of(counts):
            yield from _check_rate(record, i, counts, rate)


_PARTS = (
    ("on_time", "answered"),
    ("on_time", "due"),
    ("satisfied", "rated"),
    ("process_satisfied", "rated"),
    ("rated", "answered"),
)


def _check_parts(record: Record, number: int, counts: ChannelCounts) -> Iterator[Finding]:
    labels = shape_of(ChannelCounts)
    whole = counts.received + counts.carried
    if counts.answered is not None and counts.answered > whole:
        words = {"label": labels["answered"].label, "value": str(counts.answered)}
        words |= {"name": "收到和上期结转", "limit": str(whole)}
        yield Finding("Q122", Location(record.path, field=("channels", number, "answered")), words)
    for part, all_of in _PARTS:
        few, many = getattr(counts, part), getattr(counts, all_of)
        if few is not None and many is not None and few > many:
            words = {"label": labels[part].label, "value": str(few)}
            words |= {"name": labels[all_of].label, "limit": str(many)}
            yield Finding("Q122", Location(record.path, field=("channels", number, part)), words)


def _check_rate(record: Record, number: int, counts: ChannelCounts, rate: Rate) -> Iterator[Finding]:
    stated = getattr(counts, rate.key)
    if stated is None:
        return
    place = Location(record.path, field=("channels", number, rate.key))
    if rate.part is None or rate.whole is None:
        if not counts.source:
            yield Finding(
                "Q124", place, {"label": rate.title, "names": f"{rate.part_title}、{rate.whole_title}"}
            )
        return
    digits = max(0, -int(stated.as_tuple().exponent))
    computed = rate.rounded(digits)
    if computed != stated:
        words = {"label": rate.title, "value": f"{stated:f}"}
        words |= {
            "counted": f"{rate.part} ÷ {rate.whole}" + ("" if computed is None else f" = {computed:f}%")
        }
        yield Finding("Q123", place, words)


def check_response(record: Record, fields: Response) -> Iterator[Finding]:
    yield from _in_order(record, fields, _RESPONSE_ORDER)
    yield from _check_stages(record, fields)
    if fields.level in SERIOUS:
        if not fields.spokesperson:
            yield Finding("Q145", Location(record.path, field=("level",)), {"value": fields.level})
        elif not fields.head_spoke and not fields.no_head_reason:
            yield Finding("Q146", Location(record.path, field=("spokesperson",)), {"value": fields.level})
    if not fields.replied_at:
        yield Finding("Q147", Location(record.path, field=("occurred_at",)))


def _check_stages(record: Record, fields: Response) -> Iterator[Finding]:
    first: dict[str, datetime] = {}
    before = fields.occurred_at
    for i, stage in enumerate(fields.stages):
        first[stage.step] = min(stage.at, first.get(stage.step, stage.at))
        if stage.at < before:
            words = {"day": _said(stage.at), "end": _said(before)}
            yield Finding("Q142", Location(record.path, field=("stages", i, "at")), words)
        before = max(before, stage.at)
    judged = first.get("研判")
    for i, stage in enumerate(fields.stages):
        if judged and stage.step == "回应" and stage.at == first["回应"] and stage.at < judged:
            words = {"day": _said(stage.at), "end": _said(judged)}
            yield Finding("Q143", Location(record.path, field=("stages", i, "step")), words)
    if missing := [step for step in STEPS if step not in first]:
        place = ("stages",) if fields.stages else ("occurred_at",)
        yield Finding("Q144", Location(record.path, field=place), {"names": "、".join(missing)})


def _in_order(record: Record, fields: Fields, pairs: tuple[tuple[str, str], ...]) -> Iterator[Finding]:
    labels = shape_of(type(fields))
    for early, late in pairs:
        first, second = getattr(fields, early), getattr(fields, late)
        if first and second and second < first:
            words = {"label": labels[late].label, "late": _said(second)}
            words |= {"name": labels[early].label, "early": _said(first)}
            yield Finding("Q101", Location(record.path, field=(late,)), words)


def _said(value: date | datetime) -> str:
    return value.isoformat(" ", "minutes")[:16] if isinstance(value, datetime) else value.isoformat()
