"""What goes out beside the page of an annual report: the report as a document, its tables as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.exports.annual import annual_csv, annual_document
from gongkai.model.annual import cells_of
from gongkai.model.exchange import Report
from gongkai.model.record import Record
from gongkai.plan.parts import Image, Product
from gongkai.views.blocks.report import DOCUMENT, TABLE_FILES
from gongkai.views.portal import Portal


def annual_files(portal: Portal, record: Record, fields: Report, data: str) -> Iterator[Product]:
    """`data` is the path of the record's JSON, which says all that the document does."""
    folder, cells = data.rpartition("/")[0], cells_of(fields)
    for table, name in TABLE_FILES.items():
        yield f"{folder}/{name}", annual_csv(cells, table)
    unit = portal.catalog.units[record.unit].name

    def make() -> bytes:
        texts = {section.title: str(portal.prose(section.text, record.path)) for section in fields.sections}
        return annual_document(fields, unit, texts)

    yield Image(f"{folder}/{DOCUMENT}", data, make)
