"""What is made of one public record: its page, its data, and its comparison with what it replaces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.exports.data import record_json
from gongkai.model.record import Record
from gongkai.plan.parts import Product
from gongkai.views.comparing import compare_view
from gongkai.views.portal import Portal
from gongkai.views.record import record_view


def record_products(portal: Portal, record: Record, older: Sequence[Record] = ()) -> Iterator[Product]:
    """`portal` need know no more than the record's scope; `older` are the public documents it replaces or amends."""
    comparison = compare_view(portal, record, older) if older else None
    yield record_view(portal, record, is_compared=comparison is not None)
    if comparison:
        yield comparison
    path = portal.addresses.output_path(f"{portal.addresses.record(record.id)}index.json")
    yield path, record_json(portal, record)
