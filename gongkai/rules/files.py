"""F: attachments that a record names must lie beside it; a file of a hidden record must not come out with another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.catalog.files import files_of_pages, is_publishable
from gongkai.catalog.index import Catalog
from gongkai.catalog.links import PUBLISHABLE, folder_of
from gongkai.catalog.public import Entry
from gongkai.catalog.scope import Scope
from gongkai.content.schema import references
from gongkai.findings import Finding, Location
from gongkai.model.record import PROACTIVE, Record


def check_files(record: Record, scope: Scope) -> Iterator[Finding]:
    known = {path for path, _, _ in scope.files}
    for loc, _, name in references(record.fields, "file"):
        place = Location(record.path, field=loc)
        if "/" in name or f"{folder_of(record.path)}/{name}" not in known:
            yield Finding("F114", place, {"name": name})
        elif not is_publishable(name):
            yield Finding("F115", place, {"name": name, "known": "、".join(sorted(PUBLISHABLE))})


def check_all_files(catalog: Catalog, by_id: Mapping[str, Entry]) -> Iterator[Finding]:
    """Files that nothing names, and files of hidden records that something public names too."""
    if not catalog.files:
        return
    used: set[str] = set()
    public: dict[str, str] = {}
    hidden: dict[str, str] = {}
    for record_id, needs in catalog.needs.items():
        if not (needs.own_files or needs.linked_files):
            continue
        header = catalog.headers[record_id]
        used |= needs.files
        if record_id in by_id:
            public |= dict.fromkeys(sorted(needs.files), header.path)
        elif header.disclosure != PROACTIVE:
            hidden |= dict.fromkeys(needs.own_files, header.path)
    for page in (*catalog.content.pages, *catalog.content.campaigns):
        linked = set(files_of_pages((page,)))
        used |= linked
        public |= dict.fromkeys(linked, page.path)
    for path in sorted(public.keys() & hidden.keys()):
        yield Finding(
            "D105", Location(public[path]), {"name": path.rpartition("/")[2], "other": hidden[path]}
        )
    for path in catalog.files:
        if path not in used:
            yield Finding("F110", Location(path))
