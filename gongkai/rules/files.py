"""F: attachments that a record names must lie beside it; a file of a hidden record must not come out with another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.catalog.files import files_in_text, files_of_record
from gongkai.catalog.index import Catalog
from gongkai.catalog.links import PUBLISHABLE, folder_of
from gongkai.catalog.public import is_public
from gongkai.catalog.texts import text_of_page, texts_of_record
from gongkai.content.schema import references
from gongkai.findings import Finding, Location
from gongkai.model.record import PROACTIVE, Record


def check_files(catalog: Catalog, today: date) -> Iterator[Finding]:
    used: set[str] = set()
    public: dict[str, str] = {}
    hidden: dict[str, Record] = {}
    for record in catalog.content.records:
        yield from _check_record(catalog, record)
        own = set(files_of_record(record))
        linked = {path for text in texts_of_record(record) for path in files_in_text(text)}
        used |= own | linked
        if is_public(catalog, record, today):
            public |= dict.fromkeys(own | linked, record.path)
        elif record.fields.disclosure != PROACTIVE:
            hidden |= dict.fromkeys(own, record)
    for page in (*catalog.content.pages, *catalog.content.campaigns):
        linked = set(files_in_text(text_of_page(page)))
        used |= linked
        public |= dict.fromkeys(linked, page.path)
    for path in sorted(public.keys() & hidden.keys()):
        yield Finding(
            "D105", Location(public[path]), {"name": path.rpartition("/")[2], "other": hidden[path].path}
        )
    for path in catalog.content.files:
        if path not in used:
            yield Finding("F110", Location(path))


def _check_record(catalog: Catalog, record: Record) -> Iterator[Finding]:
    for loc, _, name in references(record.fields, "file"):
        place = Location(record.path, field=loc)
        if "/" in name or f"{folder_of(record.path)}/{name}" not in catalog.content.files:
            yield Finding("F114", place, {"name": name})
        elif name.rpartition(".")[2].lower() not in PUBLISHABLE:
            yield Finding("F115", place, {"name": name, "known": "、".join(sorted(PUBLISHABLE))})
