"""What search is told of a public record: its names, its classes in readers' words, all its text."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache

from markupsafe import Markup

from gongkai.catalog.public import Entry
from gongkai.model.kinds import KINDS
from gongkai.model.record import Record
from gongkai.search.documents import SearchDocument
from gongkai.text import plain_text
from gongkai.views.parts import Link
from gongkai.views.portal import Portal
from gongkai.views.shapes import RecordView


def document_of(portal: Portal, record: Record, view: RecordView) -> SearchDocument:
    """The document of a public record whose page shows `view`."""
    entry = portal.catalog.by_id[record.id]
    topics = portal.catalog.vocabularies["topics"]
    topic = topics.find(entry.topic) if entry.topic else None
    fields_by_code = {field.field: field.name for field in portal.catalog.standard.fields}
    return SearchDocument(
        id=entry.id,
        url=view.head.url,
        title=entry.title,
        document_number=entry.document_number,
        text=_text(entry, record, view),
        published=entry.day,
        unit=portal.catalog.units[entry.unit].fields.short_name,
        field=tuple(fields_by_code[code] for code in entry.fields),
        kind=KINDS[entry.kind].name,
        year=entry.year,
        validity=entry.validity,
        topic=topic.name if topic else "",
        summary=entry.summary,
    )


def _text(entry: Entry, record: Record, view: RecordView) -> str:
    """Summary, structured parts and body, as a reader meets them on the page."""
    parts = [entry.summary, *map(_words, view.lead), plain_text(view.body), *map(_words, view.blocks)]
    parts += [attachment.title for attachment in record.fields.attachments]
    parts += record.fields.keywords
    return "\n".join(part for part in parts if part)


def _words(value: object) -> str:
    """Every text in a block, without addresses and type names."""
    if isinstance(value, Markup):
        return plain_text(value)
    if isinstance(value, str):
        return value
    if isinstance(value, Link):
        return f"{value.title} {value.note}".strip()
    if isinstance(value, tuple):
        return "\n".join(filter(None, map(_words, value)))
    kind: type = type(value)
    return "\n".join(filter(None, (_words(getattr(value, name)) for name in _names(kind))))


@cache
def _names(block: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(block) if each.name != "type") if is_dataclass(block) else ()
