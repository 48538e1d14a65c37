"""A fresh record or unit for an editor to fill in: every field with its help, in Chinese, from the models alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from gongkai.content.schema import FieldShape, shape_of
from gongkai.findings import GongkaiError
from gongkai.model.kinds import Kind
from gongkai.model.record import RecordFields
from gongkai.model.unit import UnitFields
from gongkai.model.values import Fields, OneOf

TEMPLATE_BODY = "在这里写正文。用 Markdown：## 是小标题，- 是列表，空一行是新段落。"
_REVIEWS = (
    "# 审核：写好以后由命令来写，见 docs/review.md：python build.py review 这个文件 --stage 初审 --by 岗位"
)
_FIRST = ("status", "index_number", "summary", "items", "topic")


def scaffold_record(kind: Kind, given: Mapping[str, str]) -> str:
    """The text of a new record; `given` are values that are known already, by key."""
    lines = [
        f"# {kind.name}：{kind.description}",
        "# 以 # 开头的行是说明，不会发布。需要哪个字段，就去掉那一行开头的 #。",
    ]
    shape = shape_of(kind.fields)
    required = [key for key in shape if kind.fields.model_fields[key].is_required()]
    own = [key for key in shape if key not in RecordFields.model_fields]
    keys = dict.fromkeys((*required, *_FIRST, *own, *(key for key in shape if key != "body")))
    for key in keys:
        lines += [_REVIEWS] if key == "reviews" else _field_lines(kind.fields, shape[key], given.get(key))
    return "---\n" + "\n".join(lines) + f"\n---\n\n{TEMPLATE_BODY}\n"


def scaffold_internal(kind: Kind, given: Mapping[str, str]) -> str:
    """The text of a new file that is never published: its own fields alone, in YAML."""
    lines = [
        f"# {kind.name}：{kind.description}",
        "# 以 # 开头的行是说明。需要哪个字段，就去掉那一行开头的 #。",
    ]
    for field in shape_of(kind.fields).values():
        if field.key not in RecordFields.model_fields:
            lines += _field_lines(kind.fields, field, given.get(field.key))
    return "\n".join(lines) + "\n"


def scaffold_unit(unit_id: str) -> str:
    """The text of a new `unit.yaml`."""
    lines = [f"# 单位 {unit_id}。以 # 开头的行是说明。"]
    for field in shape_of(UnitFields).values():
        lines += _field_lines(UnitFields, field, None)
    return "\n".join(lines) + "\n"


def _field_lines(model: type[Fields], field: FieldShape, given: str | None) -> list[str]:
    info = model.model_fields[field.key]
    is_required = info.is_required()
    note = "必填" if is_required else "选填"
    terms = _terms(info.annotation, info.metadata)
    choices = (
        f"（可以写：{'、'.join(terms)}）" if terms and not all(term in field.help for term in terms) else ""
    )
    lines = [f"# {field.label}（{note}）：{field.help}{choices}"]
    if field.nested:
        mark = "" if is_required else "# "
        return [
            *lines,
            *(
                mark + line
                for line in _nested_lines(field.label, field.nested, is_list="tuple" in str(info.annotation))
            ),
        ]
    value = given or _example(info.json_schema_extra) or (terms[0] if terms else "")
    if given or is_required:
        return [*lines, f"{field.label}: {quoted(value or '（请填写）')}"]
    return [*lines, f"# {field.label}: {quoted(value) if value else ''}".rstrip()]


def _nested_lines(label: str, model: type[Fields], *, is_list: bool) -> list[str]:
    lines = [f"{label}:"]
    for i, field in enumerate(shape_of(model).values()):
        lead = "  - " if is_list and i == 0 else "    " if is_list else "  "
        value = _example(model.model_fields[field.key].json_schema_extra) or field.help
        lines.append(f"{lead}{field.label}: {quoted(value)}")
    return lines


def _terms(annotation: Any, metadata: Iterable[Any]) -> tuple[str, ...]:
    for part in (*metadata, *_inner(annotation)):
        if isinstance(part, OneOf):
            return part.terms
    return ()


def _inner(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Annotated:
        return list(get_args(annotation)[1:])
    if get_origin(annotation) in (Union, UnionType, tuple):
        return [part for arm in get_args(annotation) for part in _inner(arm)]
    return []


def _example(extra: Any) -> str:
    return str(extra.get("x-example", "")) if isinstance(extra, dict) else ""


def quoted(text: str) -> str:
    """Plain where plain is safe in our YAML, else in double quotes."""
    if re.fullmatch(r"[\w\u4e00-\u9fff（）〔〕、，。…“”/.-][^#:\n\"'{}\[\]]*", text) and not text.startswith(
        ("-", "?")
    ):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def next_index_number(pattern: str, taken: Iterable[str], *, region: str, unit_code: str, day: date) -> str:
    """The number after the highest in use; numbers are never given twice, so gaps stay.

    `pattern` may hold {region}, {unit}, {year} and {serial}, for instance `{region}{unit}/{year}-{serial:05d}`.
    """
    mark = "\x00"
    filled = re.sub(r"\{serial(:[^}]*)?\}", mark, pattern)
    try:
        filled = filled.format(region=region, unit=unit_code, year=day.year)
        pattern.format(region=region, unit=unit_code, year=day.year, serial=1)
    except (KeyError, IndexError, ValueError):
        raise GongkaiError(
            f"config.yaml 里的索引号格式写得不对：{pattern}。可以用 {{region}}、{{unit}}、{{year}}、{{serial:05d}}",
            f"index_number_pattern in config.yaml is not right: {pattern}. Use {{region}}, {{unit}}, {{year}}, {{serial:05d}}",
        ) from None
    matcher = re.compile(re.escape(filled).replace(re.escape(mark), r"(\d+)"))
    serials = [int(match[1]) for number in taken if (match := matcher.fullmatch(number))]
    return pattern.format(region=region, unit=unit_code, year=day.year, serial=max(serials, default=0) + 1)
