"""What is made of one public record: its page, its comparison with what it replaces, its data, its diagrams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.exports.calendar import calendar_file
from gongkai.exports.data import record_json
from gongkai.exports.oparl import meeting_files
from gongkai.model.exchange import Report
from gongkai.model.record import Record
from gongkai.plan.annual import annual_files
from gongkai.plan.diagrams import plan_diagrams
from gongkai.plan.parts import Product
from gongkai.views.calendar import FILE
from gongkai.views.comparing import compare_view
from gongkai.views.portal import Portal
from gongkai.views.record import record_view


def record_products(portal: Portal, record: Record, older: Sequence[Record] = ()) -> Iterator[Product]:
    """`portal` need know no more than the record's scope; `older` are the public documents it replaces or amends."""
    comparison = compare_view(portal, record, older) if older else None
    view = record_view(portal, record, is_compared=comparison is not None)
    diagrams, files = plan_diagrams(portal, record)
    yield replace(view, diagrams=diagrams) if diagrams else view
    if comparison:
        yield comparison
    path = portal.addresses.output_path(f"{portal.addresses.record(record.id)}index.json")
    yield path, record_json(portal, record)
    entry = portal.catalog.by_id[record.id]
    if entry.meeting:
        calendar = calendar_file(portal.catalog, portal.addresses, entry.title, [entry])
        yield f"{path.removesuffix('index.json')}{FILE}", calendar
        yield from meeting_files(portal.addresses, entry)
    if isinstance(record.fields, Report):
        yield from annual_files(portal, record, record.fields, path)
    yield from files
