"""C103, D109: index numbers and document numbers are given once; C104, C105: a number is of its organ and year."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.catalog.index import Catalog
from gongkai.findings import Finding, Location
from gongkai.model.content import Content
from gongkai.model.header import Header
from gongkai.model.numbers import word_of, year_of
from gongkai.model.policy import Document
from gongkai.model.record import Record


def check_numbers(catalog: Catalog) -> Iterator[Finding]:
    """Numbers are compared by what stands for them: those of a million records are not held together."""
    seen, twice = set[int](), set[int]()
    for header in catalog.headers.values():
        for key in _numbers(header):
            (twice if hash(key) in seen else seen).add(hash(key))
    taken: dict[tuple[str, str], str] = {}
    for header in catalog.headers.values() if twice else ():
        for key in _numbers(header):
            if hash(key) in twice and (other := taken.setdefault(key, header.path)) != header.path:
                place = Location(header.path, field=(key[0],))
                yield Finding(_CODES[key[0]], place, {"value": key[1], "other": other})


_CODES = {"index_number": "C103", "document_number": "D109"}


def _numbers(header: Header) -> Iterator[tuple[str, str]]:
    """The field of a number, and the number."""
    if header.index_number:
        yield "index_number", header.index_number
    if header.document_number and header.kind == "documents":
        yield "document_number", header.document_number


def check_number(content: Content, record: Record) -> Iterator[Finding]:
    """The letters in the number of a unit's own document are not those of another unit, its year is that of the day."""
    fields = record.fields
    number = fields.document_number
    if number is None or not isinstance(fields, Document):
        return
    place = Location(record.path, field=("document_number",))
    if fields.issued and year_of(number) != str(fields.issued.year):
        yield Finding("C105", place, {"value": number, "day": fields.issued.isoformat()})
    unit = content.units[record.unit]
    if fields.issuer in (None, unit.name) and word_of(number) not in unit.fields.document_word:
        for other in content.units.values():
            if word_of(number) in other.fields.document_word:
                words = {"value": word_of(number), "name": other.fields.short_name}
                words["suggestion"] = "、".join(unit.fields.document_word)
                yield Finding("C104", place, {**words, "other": other.path})
