"""R: what a record names must exist: units, items, terms, other records, campaigns, old addresses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from gongkai.catalog.addresses import read_alias
from gongkai.catalog.index import Catalog
from gongkai.catalog.public import is_public
from gongkai.content.schema import FieldShape, Path, references
from gongkai.findings import Finding, Location
from gongkai.model.record import Record
from gongkai.model.values import Fields


def check_references(catalog: Catalog, today: date) -> Iterator[Finding]:
    for record in catalog.content.records:
        yield from _check_fields(catalog, record.path, record.fields)
        yield from _check_relations(catalog, record, today)
    for unit in catalog.content.units.values():
        yield from _check_fields(catalog, unit.path, unit.fields)
    for field in catalog.content.standard.fields:
        yield from _check_fields(catalog, f"content/catalog/{field.field}.yaml", field)
    yield from _check_campaigns(catalog)
    yield from _check_aliases(catalog)


def _finding(code: str, path: str, loc: Path, field: FieldShape, value: str, **words: str) -> Finding:
    place = Location(path, field=loc)
    return Finding(code, place, {"label": field.label, "key": field.key, "value": value, **words})


def _near(value: str, known: list[str]) -> str:
    found = get_close_matches(value, known, 1, 0.6)
    return found[0] if found else ""


def _near_record(catalog: Catalog, value: str) -> str:
    """Only ids of the same unit and kind are compared: there may be very many."""
    folder = "/".join(value.split("/")[:2]) + "/"
    return _near(value, [record_id for record_id in catalog.records if record_id.startswith(folder)])


def _check_fields(catalog: Catalog, path: str, fields: Fields) -> Iterator[Finding]:
    content = catalog.content
    for loc, field, value in references(fields):
        assert field.reference
        match field.reference.to:
            case "unit" if value not in content.units:
                names = {unit.fields.short_name: unit.id for unit in content.units.values()}
                near = names.get(value) or _near(value, list(content.units))
                yield _finding("R101", path, loc, field, value, suggestion=near)
            case "item" if value not in catalog.items:
                yield _finding("R102", path, loc, field, value, suggestion=_near(value, list(catalog.items)))
            case "term":
                vocabulary = content.vocabularies.get(field.reference.vocabulary)
                if vocabulary and not vocabulary.find(value):
                    near = _near(
                        value, [text for term in vocabulary.terms for text in (term.code, term.name)]
                    )
                    yield _finding(
                        "R103", path, loc, field, value, vocabulary=vocabulary.title, suggestion=near
                    )


def _check_relations(catalog: Catalog, record: Record, today: date) -> Iterator[Finding]:
    for loc, field, value in references(record.fields, "record"):
        target = catalog.records.get(value)
        if value in catalog.content.unreadable:
            continue
        if target is None:
            yield _finding("R104", record.path, loc, field, value, suggestion=_near_record(catalog, value))
        elif target is record:
            yield _finding("R105", record.path, loc, field, value)
        elif is_public(catalog, record, today) and not is_public(catalog, target, today):
            yield _finding("R106", record.path, loc, field, value)


def _check_campaigns(catalog: Catalog) -> Iterator[Finding]:
    known = [page.id for page in catalog.content.campaigns]
    for record in catalog.content.records:
        for i, value in enumerate(record.fields.campaigns):
            if value not in known:
                words = {
                    "label": "专题",
                    "key": "campaigns",
                    "value": value,
                    "suggestion": _near(value, known),
                }
                yield Finding("R107", Location(record.path, field=("campaigns", i)), words)


def _check_aliases(catalog: Catalog) -> Iterator[Finding]:
    """An old address has the form of a record's address, is used once, and is not that of a living record."""
    taken = {record_id: record.path for record_id, record in catalog.records.items()}
    for record in catalog.content.records:
        for i, alias in enumerate(record.fields.aliases):
            place = Location(record.path, field=("aliases", i))
            old_id = read_alias(alias)
            if old_id is None:
                yield Finding("R109", place, {"value": alias})
            elif old_id in taken:
                yield Finding("R108", place, {"value": alias, "other": taken[old_id]})
            else:
                taken[old_id] = record.path
