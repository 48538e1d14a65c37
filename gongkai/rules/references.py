"""R: what a record names must exist: units, items, terms, other records, campaigns, old addresses."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from gongkai.catalog.addresses import read_alias
from gongkai.catalog.index import Catalog
from gongkai.catalog.scope import Scope
from gongkai.content.schema import FieldShape, Path, references
from gongkai.findings import Finding, Location
from gongkai.model.content import Content
from gongkai.model.record import Record
from gongkai.model.relations import ENDS
from gongkai.model.service import Listing
from gongkai.model.values import Fields


def check_references(content: Content, record: Record, scope: Scope) -> Iterator[Finding]:
    yield from _check_fields(content, record.path, record.fields)
    yield from _check_relations(record, scope)
    yield from _check_campaigns(content, record)
    yield from _check_cleanup(record)


def check_shared_references(content: Content) -> Iterator[Finding]:
    """What units and the standard catalog name."""
    for unit in content.units.values():
        yield from _check_fields(content, unit.path, unit.fields)
    for field in content.standard.fields:
        yield from _check_fields(content, f"content/catalog/{field.field}.yaml", field)


def _finding(code: str, path: str, loc: Path, field: FieldShape, value: str, **words: str) -> Finding:
    place = Location(path, field=loc)
    return Finding(code, place, {"label": field.label, "key": field.key, "value": value, **words})


def _near(value: str, known: list[str]) -> str:
    found = get_close_matches(value, known, 1, 0.6)
    return found[0] if found else ""


def _check_fields(content: Content, path: str, fields: Fields) -> Iterator[Finding]:
    for loc, field, value in references(fields):
        assert field.reference
        match field.reference.to:
            case "unit" if value not in content.units:
                names = {unit.fields.short_name: unit.id for unit in content.units.values()}
                near = names.get(value) or _near(value, list(content.units))
                yield _finding("R101", path, loc, field, value, suggestion=near)
            case "item" if value not in content.standard.items:
                near = _near(value, list(content.standard.items))
                yield _finding("R102", path, loc, field, value, suggestion=near)
            case "term":
                vocabulary = content.vocabularies.get(field.reference.vocabulary)
                if vocabulary and not vocabulary.find(value):
                    near = _near(
                        value, [text for term in vocabulary.terms for text in (term.code, term.name)]
                    )
                    yield _finding(
                        "R103", path, loc, field, value, vocabulary=vocabulary.title, suggestion=near
                    )


def _check_relations(record: Record, scope: Scope) -> Iterator[Finding]:
    missing = dict(scope.missing)
    hidden = {name: (path, why) for name, path, why in scope.hidden}
    for loc, field, value in references(record.fields, "record"):
        if value in missing:
            other = f"content/units/{value}.md"
            yield _finding("R104", record.path, loc, field, value, suggestion=missing[value], other=other)
        elif value == record.id:
            yield _finding("R105", record.path, loc, field, value)
        elif scope.entry and value in hidden:
            path, why = hidden[value]
            is_typed = loc[0] in ENDS  # an agenda or a list may name what is still being written
            code = "R110" if why == "草稿" and is_typed else "R106"
            yield _finding(code, record.path, loc, field, value, other=path, reason=why)


def _check_cleanup(record: Record) -> Iterator[Finding]:
    rows = record.fields.cleanup if isinstance(record.fields, Listing) else ()
    for i, row in enumerate(rows):
        if not (row.document or row.title or row.document_number):
            yield Finding("R118", Location(record.path, field=("cleanup", i, "result")))


def _check_campaigns(content: Content, record: Record) -> Iterator[Finding]:
    known = [page.id for page in content.campaigns]
    for i, value in enumerate(record.fields.campaigns):
        if value not in known:
            words = {"label": "专题", "key": "campaigns", "value": value, "suggestion": _near(value, known)}
            yield Finding("R107", Location(record.path, field=("campaigns", i)), words)


def check_aliases(catalog: Catalog) -> Iterator[Finding]:
    """An old address has the form of a record's address, is used once, and is not that of a living record."""
    taken: dict[str, str] = {}
    for header in catalog.headers.values():
        for i, alias in enumerate(header.aliases):
            place = Location(header.path, field=("aliases", i))
            old_id = read_alias(alias)
            if old_id is None:
                yield Finding("R109", place, {"value": alias})
            elif old_id in catalog.headers:
                yield Finding("R108", place, {"value": alias, "other": catalog.headers[old_id].path})
            elif (other := taken.setdefault(old_id, header.path)) != header.path or header.aliases.index(
                alias
            ) != i:
                yield Finding("R108", place, {"value": alias, "other": other})
