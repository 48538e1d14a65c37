"""JSON Schema for editors and the field reference of the manual: both from the models, so that neither can drift."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from gongkai.content.schema import FieldShape, shape_of
from gongkai.model.deadline import ClockTable, HolidayTable
from gongkai.model.kinds import FOLDERS
from gongkai.model.record import RecordFields
from gongkai.model.site import PageFields, SiteConfig
from gongkai.model.standard import CatalogField, CatalogVersion, Vocabulary
from gongkai.model.supervision import Indicators, Scheme
from gongkai.model.unit import UnitFields
from gongkai.model.values import Fields

Json = dict[str, Any]

OTHERS: dict[str, tuple[str, type[Fields]]] = {
    "unit": ("单位 unit.yaml", UnitFields),
    "page": ("文字页面 pages/、专题 topics/", PageFields),
    "catalog": ("标准目录领域 catalog/", CatalogField),
    "catalog-version": ("标准目录版本 catalog/catalog.yaml", CatalogVersion),
    "vocabulary": ("词表 vocabularies/", Vocabulary),
    "deadlines": ("工作期限 vocabularies/deadlines.yaml", ClockTable),
    "holidays": ("工作日历 vocabularies/holidays.yaml", HolidayTable),
    "indicators": ("监管指标 vocabularies/indicators.yaml", Indicators),
    "assessment": ("考核办法 assessment/", Scheme),
    "config": ("网站设置 config.yaml", SiteConfig),
}


def schema_names() -> tuple[str, ...]:
    return (*FOLDERS, *OTHERS)


def json_schema(name: str) -> bytes:
    """JSON Schema (2020-12) of one kind of file; every field under its English key and its Chinese label."""
    model: type[Fields] = FOLDERS[name].fields if name in FOLDERS else OTHERS[name][1]
    title = FOLDERS[name].name if name in FOLDERS else OTHERS[name][0]
    schema = model.model_json_schema()
    definitions = {key: _bilingual(value) for key, value in schema.pop("$defs", {}).items()}
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_bilingual(schema), "title": title}
    if definitions:
        schema["$defs"] = definitions
    return json.dumps(schema, ensure_ascii=False, indent=1).encode() + b"\n"


def _bilingual(schema: Json) -> Json:
    """Let each property also stand under its label; of two names of a required one, one must be there."""
    properties: Json = schema.get("properties", {})
    properties = {key: _as_editors_type_it(value) for key, value in properties.items()}
    both = dict(properties)
    for key, value in properties.items():
        both.setdefault(str(value.get("title", key)), value)
    required = schema.pop("required", [])
    names = {key: str(properties[key].get("title", key)) for key in required}
    demands = [{"anyOf": [{"required": [key]}, {"required": [label]}]} for key, label in names.items()]
    return {**schema, "properties": both, **({"allOf": demands} if demands else {})}


def _as_editors_type_it(schema: Any) -> Any:
    """Editors read `12345` as a number where we read text: plain text may be either."""
    if isinstance(schema, list):
        return [_as_editors_type_it(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: _as_editors_type_it(value) for key, value in schema.items()}
    if inner.get("type") == "string" and not inner.keys() & {"enum", "pattern"}:
        inner["type"] = ["string", "number"]
    return inner


def field_reference() -> str:
    """The manual's list of all fields, in Markdown."""
    lines = [
        "# 字段一览 Field reference",
        "",
        "本页由 `python build.py schema --reference` 生成，请不要手工修改。",
        "This page is generated; do not edit it by hand.",
        "",
        "每个字段可以写中文名，也可以写英文名。带 * 的必填。",
        "A field may be written under its Chinese label or its English key; * marks required fields.",
        "",
        "## 所有记录共有的字段 Fields of every record",
        "",
        *_table(RecordFields),
    ]
    for kind in FOLDERS.values():
        own = [key for key in shape_of(kind.fields) if key not in RecordFields.model_fields]
        lines += [
            "",
            f"## {kind.name} {kind.english} (`{kind.id}/`)",
            "",
            kind.description,
            "",
            *_table(kind.fields, own),
        ]
    for title, model in OTHERS.values():
        lines += ["", f"## {title}", "", *_table(model)]
    return "\n".join(lines) + "\n"


def _table(model: type[Fields], keys: list[str] | None = None) -> Iterator[str]:
    yield "| 中文名 | 英文名 | 说明 | 依据 |"
    yield "|---|---|---|---|"
    for field in shape_of(model).values():
        if keys is None or field.key in keys:
            yield from _rows(model, field, "")


def _rows(model: type[Fields], field: FieldShape, indent: str) -> Iterator[str]:
    info = model.model_fields[field.key]
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    star = " *" if info.is_required() else ""
    hidden = "（不公开）" if field.is_internal else ""
    yield f"| {indent}{field.label}{star} | `{field.key}` | {field.help}{hidden} | {extra.get('x-source', '')} |"
    if field.nested:
        for inner in shape_of(field.nested).values():
            yield from _rows(field.nested, inner, f"{indent}　└ ")
