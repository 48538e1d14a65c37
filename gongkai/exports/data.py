"""Records and the standard catalog as JSON and CSV, for business systems and for whoever wants to compute."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

from msgspec.json import Encoder

from gongkai.catalog.addresses import Addresses
from gongkai.catalog.links import folder_of
from gongkai.catalog.public import Entry, PublicCatalog
from gongkai.content.schema import shape_of
from gongkai.model.kinds import KINDS
from gongkai.model.meeting import AgendaItem, numbered
from gongkai.model.record import Record
from gongkai.model.values import Fields
from gongkai.text import plain_text
from gongkai.views.portal import Portal

_RECORD = Encoder(decimal_format="number")
"""No indents: a record has its page for people, and there are as many of these files as records."""


def record_json(portal: Portal, record: Record) -> bytes:
    """Everything public of one record; keys as in the front matter, internal fields left out."""
    catalog, addresses = portal.catalog, portal.addresses
    entry = catalog.by_id[record.id]
    html, _ = portal.render(record.body, record.path, record.title)
    unit = catalog.units[record.unit]
    data = {
        "id": record.id,
        "url": addresses.full(addresses.record(record.id)),
        "kind": record.kind,
        "kind_name": KINDS[record.kind].name,
        "unit": {"id": unit.id, "name": unit.name, "url": addresses.full(addresses.unit(unit.id))},
        "fields": _public(portal, record, record.fields),
        "classes": _classes(entry),
        "attachments": _attachments(portal, record),
        "relations": [
            {
                "relation": group.title,
                "id": other.id,
                "title": other.title,
                "url": addresses.full(addresses.record(other.id)),
            }
            for group in catalog.relations.get(record.id, ())
            for other in group.entries
        ],
        "html": str(html),
        "text": plain_text(html),
    }
    return _RECORD.encode(data) + b"\n"


def _classes(entry: Entry) -> dict[str, object]:
    return {
        "items": entry.items,
        "fields": entry.fields,
        "topic": entry.topic,
        "statutory": entry.statutory,
        "five_disclosures": entry.disclosures,
        "validity": entry.validity,
    }


def _attachments(portal: Portal, record: Record) -> list[dict[str, object]]:
    found = []
    for attachment in record.fields.attachments:
        file = portal.files.get(f"{folder_of(record.path)}/{attachment.file}")
        if file:
            found.append(
                {
                    "title": attachment.title,
                    "url": portal.addresses.full(file.url),
                    "bytes": file.size,
                    "type": file.ending,
                }
            )
    return found


def _public(portal: Portal, record: Record, fields: Fields) -> dict[str, object]:
    """Fields with a value, without internal ones, without a word of records that are not public."""
    known = portal.catalog.by_id
    found: dict[str, object] = {}
    for field in shape_of(type(fields)).values():
        value = getattr(fields, field.key)
        if field.is_internal or field.key in ("body", "attachments") or value in (None, ()):
            continue
        if field.reference and field.reference.to == "record":
            value = tuple(v for v in value if v in known) if isinstance(value, tuple) else value
            if not value or (isinstance(value, str) and value not in known):
                continue
        found[field.key] = _value(portal, record, value)
    return found


def _value(portal: Portal, record: Record, value: object) -> object:
    if isinstance(value, tuple):
        return [_value(portal, record, entry) for entry in _shown(value)]
    if isinstance(value, str) and "record:" in value:  # a link may name what is not public
        return plain_text(portal.prose(value, record.path))
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return _public(portal, record, value) if isinstance(value, Fields) else value


def _shown(values: tuple[object, ...]) -> tuple[object, ...]:
    """An agenda item that is not disclosed proactively vanishes, and leaves no gap between the numbers."""
    agenda = [value for value in values if isinstance(value, AgendaItem)]
    if not agenda:
        return values
    return tuple(item.model_copy(update={"number": number or None}) for number, item in numbered(agenda))


def standard_json(catalog: PublicCatalog, addresses: Addresses) -> bytes:
    """The standard catalog with stable ids, to be embedded in business systems."""
    data = {
        **catalog.standard.version.model_dump(mode="json"),
        "fields": [
            {
                **field.model_dump(mode="json"),
                "url": addresses.full(addresses.field(field.field)),
                "items": [
                    {
                        **item.model_dump(mode="json"),
                        "url": addresses.full(addresses.item(field.field, item.id)),
                    }
                    for item in field.items
                ],
            }
            for field in catalog.standard.fields
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def standard_csv(catalog: PublicCatalog) -> bytes:
    """The national table's columns; with a byte-order mark, so that spreadsheets see UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        [
            "编号",
            "领域",
            "一级事项",
            "二级事项",
            "三级事项",
            "公开内容（要素）",
            "公开依据",
            "公开时限",
            "公开主体",
            "公开渠道和载体",
            "公开对象",
            "公开方式",
            "公开层级",
            "可靠程度",
        ]
    )
    for field in catalog.standard.fields:
        for item in field.items:
            lists = (item.elements, item.basis, (item.time_limit,), (item.responsible,), item.channels)
            writer.writerow(
                harmless(cell)
                for cell in (
                    item.id,
                    field.name,
                    item.level1,
                    item.level2,
                    item.level3 or "",
                    *("；".join(values) for values in lists),
                    item.audience,
                    item.mode,
                    "、".join(item.levels),
                    item.confidence,
                )
            )
    return ("\ufeff" + out.getvalue()).encode()


def harmless(cell: str) -> str:
    """Spreadsheets run cells that begin so as formulas."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
