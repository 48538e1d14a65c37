"""Files beside the records are looked through for personal data and secrets: attachments, pages, the pages of units.

What is found depends on the bytes of a file and on what the county says of itself alone: it is remembered by both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.cache.engine import engine_digest
from gongkai.cache.scans import Scan, Scans, Seen, read_scans
from gongkai.cache.signs import put
from gongkai.cache.store import Store, digest_of_parts
from gongkai.catalog.files import files_of_pages
from gongkai.catalog.index import Catalog
from gongkai.content.attachments import (
    READABLE,
    Grid,
    Maker,
    Passage,
    Taken,
    UnreadableError,
    place_in_grid,
    read_attachment,
)
from gongkai.findings import Finding, Location
from gongkai.model.record import PROACTIVE
from gongkai.pipeline.reading import Read
from gongkai.privacy import Known, ListRule, Table, find_table, is_name_of_person, judge, scan
from gongkai.rules.privacy import known_of

_SHARED = ("pages/", "topics/", "units/", "catalog/")
"""Of what records share. Vocabularies are not looked through: the words that must not appear stand there."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """`blob` names what is remembered."""

    findings: tuple[Finding, ...]
    blob: str


def scan_files(root: Path, store: Store, read: Read, catalog: Catalog, before: str) -> Scanned:
    """Look through the files that are not as they were; `before` names the blob of the last time."""
    known = known_of(catalog.content)
    key = digest_of_parts(engine_digest(), known.digest)
    remembered = read_scans(store, before, key)
    rules, others = _named(catalog, known)
    scans: dict[str, Scan] = {}
    findings: list[Finding] = []
    signs = {f"content/{s.path}": s.digest for s in (*read.shared_signs, *read.other_signs)}
    for path, digest in signs.items():
        inside = path.removeprefix("content/")
        is_shared = path not in catalog.files
        if is_shared and not inside.startswith(_SHARED):
            continue
        if not is_shared and path not in rules and path not in others:
            continue  # nothing names it: it goes nowhere, and another rule tells of it
        names = scan(path.rpartition("/")[2], known, people=path not in others)
        folder = Location(path.rpartition("/")[0])
        findings += (Finding("H141", folder, {"detail": told.code}) for told in names)
        if path.rpartition(".")[2].lower() not in READABLE:
            continue
        found = scans.get(digest) or remembered.get(digest) or _scan(root / path, digest, known)
        scans[digest] = found
        findings += _findings(path, found, rules.get(path, ()), people=path not in others)
    ordered = tuple(scans[digest] for digest in sorted(scans))
    return Scanned(tuple(findings), put(store, Scans(key, ordered)) if ordered else "")


def _named(catalog: Catalog, known: Known) -> tuple[Mapping[str, tuple[ListRule, ...]], frozenset[str]]:
    """Files that are for everybody, with what the lists of their items may show; and those of records that are not.

    Those may name persons, but not be classified.
    """
    found: dict[str, tuple[ListRule, ...]] = {}
    hidden = set[str]()
    for name, needs in catalog.needs.items():
        if not (needs.own_files or needs.linked_files):
            continue
        header = catalog.headers[name]
        if header.disclosure != PROACTIVE:
            hidden |= needs.files
            continue
        rules = tuple(known.lists[item] for item in header.items if item in known.lists)
        for path in needs.files:
            found[path] = (*found.get(path, ()), *rules)
    others = frozenset(hidden - found.keys())
    for path in files_of_pages((*catalog.content.pages, *catalog.content.campaigns)):
        found.setdefault(path, ())
    return found, others


def _findings(path: str, found: Scan, rules: tuple[ListRule, ...], *, people: bool) -> Iterator[Finding]:
    for seen in found.seen:
        if people or seen.code.startswith("H2"):
            place = Location(path, seen.line, seen.column)
            words = {"place": seen.zh, "place_en": seen.en, "detail": seen.detail}
            if seen.code == "H133":
                words = {"reason": seen.zh, "reason_en": seen.en}
            yield Finding(seen.code, place, words)
    for sheet, table in found.tables if people else ():
        for code, start, detail in judge(table, rules):
            at = place_in_grid(sheet, start)
            yield Finding(
                code,
                Location(path, at.line, 1 if at.line else 0),
                {"place": at.zh, "place_en": at.en, "detail": detail},
            )


def _scan(path: Path, digest: str, known: Known) -> Scan:
    seen: list[Seen] = []
    tables: list[tuple[int, Table]] = []
    try:
        for piece in read_attachment(path):
            if isinstance(piece, Passage):
                seen += _in_passage(piece, known)
            elif isinstance(piece, Grid):
                tables += ((piece.sheet, table) for table in [find_table(piece.rows)] if table)
            elif isinstance(piece, Maker) and is_name_of_person(piece.name):
                seen.append(Seen("H132"))
            elif isinstance(piece, Taken):
                seen.append(Seen("H131"))
    except UnreadableError as error:
        seen.append(Seen("H133", zh=error.zh, en=error.en))
    return Scan(digest, tuple(dict.fromkeys(seen)), tuple(tables))


def _in_passage(passage: Passage, known: Known) -> Iterator[Seen]:
    text = passage.text
    for found in scan(text, known):
        if passage.line:
            line = text.count("\n", 0, found.start)
            column = found.start - text.rfind("\n", 0, found.start)
            yield Seen(found.code, passage.line + line, column, detail=found.detail)
        else:
            yield Seen(found.code, 0, 0, passage.zh, passage.en, found.detail)
