"""What search is told of each public record: its names, its classes in readers' words, all its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from markupsafe import Markup

from gongkai.catalog.public import Entry
from gongkai.model.kinds import KINDS
from gongkai.search.documents import SearchDocument
from gongkai.text import plain_text
from gongkai.views.blocks import blocks_of
from gongkai.views.parts import Link
from gongkai.views.portal import Portal


def collect_documents(portal: Portal) -> Iterator[SearchDocument]:
    """One document a public record, oldest first, so that a new record is appended to the index."""
    fields_by_code = {field.field: field.name for field in portal.catalog.standard.fields}
    topics = portal.catalog.vocabularies["topics"]
    for entry in reversed(portal.catalog.entries):
        topic = topics.find(entry.topic) if entry.topic else None
        yield SearchDocument(
            id=entry.id,
            url=portal.addresses.record(entry.id),
            title=entry.title,
            document_number=entry.document_number,
            text=_text(portal, entry),
            published=entry.day,
            unit=portal.catalog.units[entry.unit].fields.short_name,
            field=tuple(fields_by_code[code] for code in entry.fields),
            kind=KINDS[entry.kind].name,
            year=entry.year,
            validity=entry.validity,
            topic=topic.name if topic else "",
            summary=entry.summary,
        )


def _text(portal: Portal, entry: Entry) -> str:
    """Summary, structured parts and body, as a reader meets them on the page."""
    record = portal.catalog.records[entry.id]
    lead, blocks = blocks_of(portal, record)
    body, _ = portal.render(record.body, record.path, record.title)
    parts = [entry.summary, *map(_words, lead), plain_text(body), *map(_words, blocks)]
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
    if is_dataclass(value):
        return "\n".join(
            filter(None, (_words(getattr(value, f.name)) for f in fields(value) if f.name != "type"))
        )
    return ""
