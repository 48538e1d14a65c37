"""What search is told of each public record: its names, its classes in readers' words, all its text."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import astuple, dataclass, fields, is_dataclass

from markupsafe import Markup

from gongkai.catalog.public import Entry
from gongkai.model.kinds import KINDS
from gongkai.search.documents import DocumentReader, SearchDocument, Segment
from gongkai.text import plain_text
from gongkai.views.blocks import blocks_of
from gongkai.views.parts import Link
from gongkai.views.portal import Portal


@dataclass(frozen=True, slots=True)
class ReadDocuments:
    """A reader of documents that are all made already."""

    documents: Mapping[str, SearchDocument]

    def read(self, segment: Segment, ids: Collection[str]) -> list[SearchDocument]:
        """Return the documents asked for."""
        del segment
        return [self.documents[each] for each in ids]


def collect_segments(portal: Portal) -> tuple[list[Segment], DocumentReader]:
    """All public records as search takes them, by year and unit."""
    documents = {document.id: document for document in collect_documents(portal)}
    rows: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for document in sorted(documents.values(), key=lambda each: (each.published, each.id)):
        digest = hashlib.sha256(repr(astuple(document)).encode()).hexdigest()
        unit = document.id.partition("/")[0]
        rows.setdefault((document.year, unit), []).append((document.id, digest))
    segments = [Segment(year, unit, tuple(rows[year, unit])) for year, unit in sorted(rows)]
    return segments, ReadDocuments(documents)


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
