"""H: personal data and marks of secrecy in the text of a record, as it is written, with its comments (handbook §11)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from typing import NamedTuple

from gongkai.findings import Finding, Location
from gongkai.model.consultation import Consultation
from gongkai.model.content import Content
from gongkai.model.kinds import INTERNAL
from gongkai.model.record import PROACTIVE, Record
from gongkai.model.unit import UnitFields
from gongkai.privacy import Cell, Known, ListRule, judge, markdown_tables, read_table, scan
from gongkai.privacy.known import word_pattern
from gongkai.privacy.people import STAR

_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_ESCAPE = re.compile(r"\\(?:x([2-7][0-9A-Fa-f])|u([0-9A-Fa-f]{4}))")
_ROW = 1000
"""Cells of lists in fields are counted by rows of so many."""


class Sight(NamedTuple):
    """What was found in a record, and where."""

    code: str
    place: Location
    detail: str = ""
    secret: str = ""
    """What was found: for taking it out of what other rules say, and for nothing else."""


_last: list[tuple[Content, Known]] = []


def known_of(content: Content) -> Known:
    """What the county says of itself; worked out once for a content."""
    if not _last or _last[0][0] is not content:
        _last[:] = [(content, _known_of(content))]
    return _last[0][1]


def _known_of(content: Content) -> Known:
    contacts = frozenset(_contacts(_public_contacts(content)))
    words = {}
    if vocabulary := content.vocabularies.get("secrecy_words"):
        words = {term.name.casefold(): (term.code, term.group != "提醒") for term in vocabulary.terms}
    lists = {}
    if vocabulary := content.vocabularies.get("name_lists"):
        lists = {t.code: ListRule(frozenset(t.children), t.group == "全名") for t in vocabulary.terms}
    told = sorted((code, sorted(rule.columns), rule.in_full) for code, rule in lists.items())
    return Known(
        contacts, words, lists, repr((sorted(contacts), sorted(words.items()), told)), word_pattern(words)
    )


def _public_contacts(content: Content) -> Iterator[str | None]:
    """What units tell the public of themselves (条例 art. 12, 20)."""
    organizer = content.config.organizer
    yield from (organizer.phone, organizer.email, content.config.hotline)
    for unit in content.units.values():
        yield from contacts_of(unit.fields)


def contacts_of(fields: UnitFields) -> Iterator[str | None]:
    yield from (fields.phone, fields.fax, fields.email, fields.disclosure_phone)
    yield from (section.phone for section in fields.sections)
    yield from (point.phone for point in fields.reading_points)


def _contacts(texts: Iterable[str | None]) -> Iterator[str]:
    for text in texts:
        if text:
            yield from _MOBILE.findall(re.sub(r"(?<=\d)[ -](?=\d)", "", text))
            yield from (mail.lower() for mail in _MAIL.findall(text))


def check_privacy(content: Content, record: Record, others: Iterable[Finding]) -> Iterator[Finding]:
    """Personal data where a record is for everybody; marks of secrecy anywhere (涉密不上网).

    `others` are what other rules found; what they quote of the record is masked where it is one of these.
    """
    sights = list(sights_of(content, record))
    secrets = sorted({sight.secret for sight in sights if sight.secret}, key=len, reverse=True)
    for finding in others:
        yield _without(finding, secrets) if secrets else finding
    for sight in sights:
        words = {"place": "", "place_en": "", "detail": sight.detail}
        yield Finding(sight.code, sight.place, words)


def _without(finding: Finding, secrets: Iterable[str]) -> Finding:
    words = dict(finding.words)
    for secret in secrets:
        words = {name: word.replace(secret, len(secret) * STAR) for name, word in words.items()}
    return replace(finding, words=words)


def sights_of(content: Content, record: Record) -> Iterator[Sight]:
    """What is found in a record."""
    known, is_open = known_of(content), record.fields.disclosure == PROACTIVE or record.kind in INTERNAL
    own = _own_mailboxes(record)
    is_apart = record.body != record.fields.body
    for text, line in (
        (record.front, record.front_line),
        (record.body if is_apart else "", record.body_line),
    ):
        for found in scan(text, known, people=is_open):
            if found.code == "H111" and text[found.start : found.end].lower() in own:
                continue
            place = _place(record.path, text, line, found.start)
            secret = text[found.start : found.end]
            yield Sight(found.code, place, found.detail, secret)
        yield from _escaped(record.path, text, line, known, people=is_open)
    name = record.path.rpartition("/")[2]
    for found in scan(name.rpartition(".")[0], known, people=is_open):
        yield Sight("H141", Location(record.path.rpartition("/")[0]), detail=found.code)
    if is_open:
        yield from _lists(known, record, is_apart=is_apart)


def _escaped(path: str, text: str, line: int, known: Known, *, people: bool) -> Iterator[Sight]:
    """What shows only when escapes (`\\u0031`, `&#49;`) are read as a browser reads them; a person has to mend it."""
    if not ("\\" in text or "&#" in text):
        return
    read = unescape(_ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text))
    plain = {found.code for found in scan(text, known, people=people)}
    for found in scan(read, known, people=people) if read != text else ():
        if found.code not in plain:
            place = Location(path, line + read.count("\n", 0, found.start), 1)
            yield Sight(found.code, place, detail=found.detail, secret=read[found.start : found.end])


def _lists(known: Known, record: Record, *, is_apart: bool) -> Iterator[Sight]:
    """Lists of names: tables of the text, and those among the fields."""
    rules = [known.lists[item] for item in record.fields.items if item in known.lists]
    for table in markdown_tables(record.body):
        for code, start, detail in judge(table, rules):
            place = Location(record.path, field=("body",))
            if is_apart:
                place = _place(record.path, record.body, record.body_line, start)
            yield Sight(code, place, detail=detail)
    columns, rows = getattr(record.fields, "columns", ()), getattr(record.fields, "rows", ())
    if rows and columns and isinstance(columns[0], str):
        head = [Cell(column, -1) for column in columns]
        cells = ([Cell(text, i * _ROW + j) for j, text in enumerate(row)] for i, row in enumerate(rows))
        if table_found := read_table(head, cells):
            for code, start, detail in judge(table_found, rules):
                yield Sight(code, Location(record.path, field=("rows", start // _ROW)), detail=detail)


def _own_mailboxes(record: Record) -> set[str]:
    """Mailboxes that the record names as those of the office: its contact, the ways in which opinions reach it."""
    texts = [record.fields.contact]
    if isinstance(record.fields, Consultation):
        texts += [channel.to for channel in record.fields.channels]
    return {mail.lower() for text in texts if text for mail in _MAIL.findall(text)}


def _place(path: str, text: str, first_line: int, offset: int) -> Location:
    line = text.count("\n", 0, offset)
    return Location(path, line + first_line, offset - text.rfind("\n", 0, offset))
