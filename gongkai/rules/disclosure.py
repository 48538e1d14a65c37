"""D: the disclosure attribute (条例 art. 5, 13-16), items that are not for everybody, dates, index numbers."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.catalog.index import Catalog
from gongkai.content.schema import shape_of
from gongkai.findings import Finding, Location
from gongkai.model.policy import Consultation, Meeting
from gongkai.model.record import PROACTIVE, Record

_ORDER = (("issued", "published"), ("published", "modified"), ("effective", "expires"))


def check_disclosure(catalog: Catalog) -> Iterator[Finding]:
    index_numbers: dict[str, str] = {}
    for record in catalog.content.records:
        yield from _check_attribute(catalog, record)
        yield from _check_dates(record)
        number = record.fields.index_number
        if number:
            other = index_numbers.setdefault(number, record.path)
            if other != record.path:
                place = Location(record.path, field=("index_number",))
                yield Finding("C103", place, {"value": number, "other": other})


def _check_attribute(catalog: Catalog, record: Record) -> Iterator[Finding]:
    fields = record.fields
    if fields.disclosure != PROACTIVE and not fields.ground:
        yield Finding("D101", Location(record.path, field=("disclosure",)), {"value": fields.disclosure})
    if fields.disclosure == PROACTIVE and fields.ground:
        yield Finding("D102", Location(record.path, field=("ground",)))
    for i, item_id in enumerate(fields.items):
        item = catalog.items.get(item_id)
        if item and not item.is_public and fields.disclosure == PROACTIVE:
            yield Finding(
                "D103", Location(record.path, field=("items", i)), {"value": f"{item_id} {item.name}"}
            )


def _check_dates(record: Record) -> Iterator[Finding]:
    pairs = list(_ORDER)
    if isinstance(record.fields, Consultation):
        pairs.append(("start", "end"))
    if isinstance(record.fields, Meeting):
        pairs.append(("held_at", "ended_at"))
    shape = shape_of(type(record.fields))
    for first, second in pairs:
        earlier, later = getattr(record.fields, first), getattr(record.fields, second)
        if (
            earlier
            and later
            and later.isoformat()[:16] < earlier.isoformat()[: 10 if second == "published" else 16]
        ):
            words = {
                "label": shape[second].label,
                "key": second,
                "earlier": shape[first].label,
                "earlier_key": first,
            }
            yield Finding("D104", Location(record.path, field=(second,)), words)
