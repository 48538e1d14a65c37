"""F: attachments that a record names must lie beside it; files that nobody names are told."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.catalog.files import files_in_text
from gongkai.catalog.index import Catalog
from gongkai.catalog.links import PUBLISHABLE, folder_of
from gongkai.content.schema import references
from gongkai.findings import Finding, Location
from gongkai.model.record import Record


def check_files(catalog: Catalog) -> Iterator[Finding]:
    used: set[str] = set()
    for record in catalog.content.records:
        yield from _check_record(catalog, record, used)
        used.update(files_in_text(record.body, record.title, record.path))
    for page in (*catalog.content.pages, *catalog.content.campaigns):
        used.update(files_in_text(page.body, page.fields.title, page.path))
    for path in catalog.content.files:
        if path not in used:
            yield Finding("F110", Location(path))


def _check_record(catalog: Catalog, record: Record, used: set[str]) -> Iterator[Finding]:
    for loc, field, name in references(record.fields):
        if not field.reference or field.reference.to != "file":
            continue
        place = Location(record.path, field=loc)
        path = f"{folder_of(record.path)}/{name}"
        used.add(path)
        if "/" in name or path not in catalog.content.files:
            yield Finding("F114", place, {"name": name})
        elif name.rpartition(".")[2].lower() not in PUBLISHABLE:
            yield Finding("F115", place, {"name": name, "known": "、".join(sorted(PUBLISHABLE))})
