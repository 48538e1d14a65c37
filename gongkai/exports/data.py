"""Records and the standard catalog as JSON and CSV, for business systems and for whoever wants to compute."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal

from gongkai.catalog.addresses import Addresses
from gongkai.catalog.files import PublicFile
from gongkai.catalog.links import folder_of
from gongkai.catalog.public import Entry, PublicCatalog
from gongkai.content.schema import shape_of
from gongkai.model.kinds import KINDS
from gongkai.model.policy import AgendaItem
from gongkai.model.record import PROACTIVE, Record
from gongkai.model.values import Fields

Files = dict[str, PublicFile]


def record_json(catalog: PublicCatalog, addresses: Addresses, files: Files, record: Record) -> bytes:
    """Everything public of one record; keys as in the front matter, internal fields left out."""
    entry = catalog.by_id[record.id]
    unit = catalog.units[record.unit]
    data = {
        "id": record.id,
        "url": addresses.full(addresses.record(record.id)),
        "kind": record.kind,
        "kind_name": KINDS[record.kind].name,
        "unit": {"id": unit.id, "name": unit.name, "url": addresses.full(addresses.unit(unit.id))},
        "fields": _public(catalog, record.fields),
        "classes": _classes(entry),
        "attachments": _attachments(addresses, files, record),
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
        "text_markdown": record.body,
    }
    return json.dumps(data, ensure_ascii=False, indent=1, default=_plain).encode() + b"\n"


def _classes(entry: Entry) -> dict[str, object]:
    return {
        "items": entry.items,
        "fields": entry.fields,
        "topic": entry.topic,
        "statutory": entry.statutory,
        "five_disclosures": entry.disclosures,
        "validity": entry.validity,
    }


def _attachments(addresses: Addresses, files: Files, record: Record) -> list[dict[str, object]]:
    found = []
    for attachment in record.fields.attachments:
        file = files.get(f"{folder_of(record.path)}/{attachment.file}")
        if file:
            found.append(
                {
                    "title": attachment.title,
                    "url": addresses.full(file.url),
                    "bytes": file.size,
                    "type": file.ending,
                }
            )
    return found


def _public(catalog: PublicCatalog, fields: Fields) -> dict[str, object]:
    """Fields with a value, without internal ones, without references to records that are not public."""
    found: dict[str, object] = {}
    for field in shape_of(type(fields)).values():
        value = getattr(fields, field.key)
        if field.is_internal or field.key in ("body", "attachments") or value in (None, ()):
            continue
        if field.reference and field.reference.to == "record":
            value = tuple(v for v in value if v in catalog.by_id) if isinstance(value, tuple) else value
            if not value or (isinstance(value, str) and value not in catalog.by_id):
                continue
        found[field.key] = _value(catalog, value)
    return found


def _value(catalog: PublicCatalog, value: object) -> object:
    if isinstance(value, tuple):
        return [_value(catalog, entry) for entry in value if not _is_hidden(entry)]
    return _public(catalog, value) if isinstance(value, Fields) else value


def _is_hidden(value: object) -> bool:
    """An agenda item that is not disclosed proactively vanishes."""
    return isinstance(value, AgendaItem) and value.disclosure != PROACTIVE


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value))


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
                (
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
