"""What is made of one public record: its page, its data, its diagrams."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongkai.exports.calendar import calendar_file
from gongkai.exports.data import record_json
from gongkai.exports.oparl import meeting_files
from gongkai.model.record import Record
from gongkai.plan.diagrams import plan_diagrams
from gongkai.plan.parts import Product
from gongkai.views.calendar import FILE
from gongkai.views.portal import Portal
from gongkai.views.record import record_view


def record_products(portal: Portal, record: Record) -> Iterator[Product]:
    """`portal` need know no more than the record's scope."""
    view = record_view(portal, record)
    diagrams, files = plan_diagrams(portal, record)
    yield replace(view, diagrams=diagrams) if diagrams else view
    path = portal.addresses.output_path(f"{portal.addresses.record(record.id)}index.json")
    yield path, record_json(portal, record)
    entry = portal.catalog.by_id[record.id]
    if entry.meeting:
        calendar = calendar_file(portal.catalog, portal.addresses, entry.title, [entry])
        yield f"{path.removesuffix('index.json')}{FILE}", calendar
        yield from meeting_files(portal.addresses, entry)
    yield from files
