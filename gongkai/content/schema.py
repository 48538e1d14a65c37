"""From a YAML tree to a valid model: Chinese labels to keys, pydantic's errors to findings in the clerk's words."""

from __future__ import annotations

import types
from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from gongkai.content.yamlfile import Mapping, Node, Scalar, Sequence
from gongkai.findings import Finding, Location
from gongkai.model.numbers import right_form
from gongkai.model.values import PROSE, WEB, Fields, Reference, Target

M = TypeVar("M", bound=Fields)
Path = tuple[str | int, ...]

_CODES = {
    "missing": "S102",
    "not_date": "S103",
    "no_such_day": "S104",
    "not_moment": "S105",
    "not_truth": "S106",
    "not_whole": "S107",
    "not_number": "S108",
    "not_document_number": "S109",
    "not_one_of": "S110",
    "string_type": "S111",
    "string_too_long": "S112",
    "string_too_short": "S113",
    "model_type": "S114",
    "model_attributes_type": "S114",
    "tuple_type": "S115",
    "string_pattern_mismatch": "S117",
    "too_short": "S118",
    "too_long": "S118",
    "greater_than_equal": "S121",
}


@dataclass(frozen=True, slots=True)
class FieldShape:
    """What the loader knows of a field: its label, help, nested model, and what its text refers to."""

    key: str
    label: str
    help: str
    nested: type[Fields] | None
    reference: Reference | None
    is_internal: bool
    is_prose: bool
    is_web: bool


def _parts(annotation: Any) -> Iterator[Any]:
    """The annotation and everything inside its unions, tuples and Annotated, with their metadata."""
    yield annotation
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *metadata = get_args(annotation)
        yield from _parts(inner)
        yield from metadata
    elif origin in (Union, types.UnionType, tuple):
        for part in get_args(annotation):
            yield from _parts(part)


@cache
def shape_of(model: type[Fields]) -> dict[str, FieldShape]:
    """The fields of a model by key."""
    return {key: _field_shape(key, info) for key, info in model.model_fields.items()}


def _field_shape(key: str, info: FieldInfo) -> FieldShape:
    parts = [*_parts(info.annotation), *info.metadata]
    nested = next((p for p in parts if isinstance(p, type) and issubclass(p, Fields)), None)
    reference = next((p for p in parts if isinstance(p, Reference)), None)
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    is_internal = bool(extra.get("x-internal"))
    is_prose, is_web = PROSE in parts, WEB in parts
    return FieldShape(
        key, info.title or key, info.description or "", nested, reference, is_internal, is_prose, is_web
    )


@cache
def _keys(model: type[Fields]) -> dict[str, str]:
    """Key and Chinese label of every field to its key."""
    shape = shape_of(model)
    return {name: field.key for field in shape.values() for name in (field.label, field.key)}


class _OddError(Exception):
    """There is something to tell about a file; `_Reader` does."""


@cache
def _plan(model: type[Fields]) -> dict[str, tuple[str, type[Fields] | None]]:
    """Key and model of what is nested, by every name of a field."""
    shape = shape_of(model)
    return {name: (key, shape[key].nested) for name, key in _keys(model).items()}


def _data(node: Node, model: type[Fields] | None) -> Any:
    """What `_Reader` reads, without places: for the many files that are in order."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_data(entry, model) for entry in node.entries]
    if model is None:
        return {key.text: _data(value, None) for key, value in node.entries}
    plan = _plan(model)
    data: dict[str, object] = {}
    for name, value in node.entries:
        key, nested = plan.get(str(name.text), ("", None))
        if not key or key in data:
            raise _OddError
        content = _data(value, nested)
        if content is not None:
            data[key] = content
    return data


class _Reader:
    """Turns the tree into data under English keys, remembering where everything stood."""

    def __init__(self, path: str) -> None:
        self.findings: list[Finding] = []
        self.places: dict[Path, Location] = {}
        self._path = path

    def read(self, node: Node, model: type[Fields] | None, at: Path) -> object:
        self.places.setdefault(at, Location(self._path, node.line, node.column))
        if isinstance(node, Scalar):
            return node.text
        if isinstance(node, Sequence):
            return [self.read(entry, model, (*at, i)) for i, entry in enumerate(node.entries)]
        if model is None:
            return {key.text: self.read(value, None, (*at, str(key.text))) for key, value in node.entries}
        return self._fields(node, model, at)

    def _fields(self, node: Mapping, model: type[Fields], at: Path) -> dict[str, object]:
        data: dict[str, object] = {}
        keys, shape = _keys(model), shape_of(model)
        for name, value in node.entries:
            text = str(name.text)
            place = Location(self._path, name.line, name.column)
            key = keys.get(text)
            if key is None:
                near = get_close_matches(text, keys, 1, 0.5)
                self.findings.append(
                    Finding("S101", place, {"value": text, "suggestion": near[0] if near else ""})
                )
            elif key in data:
                self.findings.append(Finding("S116", place, {"label": shape[key].label, "key": key}))
            else:
                self.places[(*at, key)] = place
                content = self.read(value, shape[key].nested, (*at, key))
                if content is not None:
                    data[key] = content
        return data


def validate(tree: Mapping, model: type[M], path: str) -> tuple[M | None, list[Finding]]:
    """Validate the fields of one file; the model is None where there are findings."""
    try:
        return model.model_validate(_data(tree, model)), []
    except (_OddError, ValidationError):
        return _validate_with_places(tree, model, path)


def _validate_with_places(tree: Mapping, model: type[M], path: str) -> tuple[M | None, list[Finding]]:
    reader = _Reader(path)
    data = reader.read(tree, model, ())
    assert isinstance(data, dict)
    findings = reader.findings
    try:
        fields = model.model_validate(data)
    except ValidationError as error:
        findings = [*findings, *_findings(error, model, reader.places, path)]
        return None, findings
    return (None if findings else fields), findings


def _findings(
    error: ValidationError, model: type[Fields], places: MappingType[Path, Location], path: str
) -> Iterator[Finding]:
    for problem in error.errors(include_url=False):
        loc = tuple(part for part in problem["loc"] if not str(part).startswith("function-"))
        kind, context = str(problem["type"]), problem.get("ctx", {})
        if kind == "gongkai":
            kind = str(problem["msg"])
        field = _find_shape(model, loc)
        given = context.get("given", problem.get("input"))
        words = {
            "key": field.key if field else ".".join(map(str, loc)),
            "label": field.label if field else ".".join(map(str, loc)),
            "help": field.help if field else "",
            "value": _shorten(given),
            "limit": str(context.get("max_length", context.get("min_length", context.get("ge", "")))),
            "terms": str(context.get("terms", "")),
        }
        code = _CODES.get(kind, "S119")
        if kind == "missing" and isinstance(loc[-1], int):
            code = "S118"
            words["limit"] = str(_length_of(model, loc[:-1]))
        if code == "S117" and field and not field.is_web:
            code = "S122"
        if code == "S110":
            near = get_close_matches(words["value"], words["terms"].split("、"), 1, 0.4)
            words["suggestion"] = near[0] if near else ""
        if code == "S109" and isinstance(given, str):
            words["suggestion"] = right_form(given)
        if code == "S119":
            words["value"] = str(problem["msg"])
        yield Finding(code, _nearest(places, loc, path), words)


def _nearest(places: MappingType[Path, Location], loc: Path, path: str) -> Location:
    """The place of a field, or of what holds it."""
    for end in range(len(loc), 0, -1):
        if loc[:end] in places:
            return places[loc[:end]]
    return Location(path, 1, 1)


def _find_shape(model: type[Fields], loc: Path) -> FieldShape | None:
    found: FieldShape | None = None
    current: type[Fields] | None = model
    for part in loc:
        if isinstance(part, int):
            continue
        if current is None or part not in shape_of(current):
            return found
        found = shape_of(current)[part]
        current = found.nested
    return found


def _length_of(model: type[Fields], loc: Path) -> int:
    """How many entries a list of fixed length has."""
    names = [part for part in loc if isinstance(part, str)]
    for name in names[:-1]:
        nested = shape_of(model)[name].nested
        assert nested
        model = nested
    return len(get_args(model.model_fields[names[-1]].annotation))


def _shorten(value: object) -> str:
    text = value if isinstance(value, str) else "" if value is None else type(value).__name__
    text = {"dict": "若干字段", "list": "列表"}.get(text, text)
    return text if len(text) <= 60 else text[:57] + "……"


def place_of(tree: Mapping, model: type[Fields], path: str, loc: Path) -> Location:
    """Where a field of a valid file stands; for the rare finding after loading."""
    reader = _Reader(path)
    reader.read(tree, model, ())
    return _nearest(reader.places, loc, path)


def references(fields: Fields, to: Target | None = None) -> Iterator[tuple[Path, FieldShape, str]]:
    """Every text in a record that names something else, or names one sort of thing, with where it stands."""
    return _leaves(fields, to or "anything")


def texts(fields: Fields) -> Iterator[tuple[Path, str]]:
    """Every Markdown text among the fields, with where it stands."""
    return ((loc, text) for loc, _, text in _leaves(fields, "prose"))


def web_addresses(fields: Fields) -> Iterator[tuple[Path, str]]:
    """Every web address among the fields, with where it stands."""
    return ((loc, text) for loc, _, text in _leaves(fields, "web"))


Use = Target | Literal["anything", "prose", "web"]
"""What a text is for: a sort of thing it refers to, anything it refers to, Markdown, a web address."""


def _leaves(fields: Fields, use: Use, at: Path = ()) -> Iterator[tuple[Path, FieldShape, str]]:
    for field, has_use in _ways(type(fields), use):
        value = getattr(fields, field.key)
        if value is None:
            continue
        entries = enumerate(value) if isinstance(value, tuple) else ((None, value),)
        for i, entry in entries:
            loc = (*at, field.key) if i is None else (*at, field.key, i)
            if isinstance(entry, Fields):
                yield from _leaves(entry, use, loc)
            elif has_use and isinstance(entry, str):
                yield loc, field, entry


@cache
def _ways(model: type[Fields], use: Use) -> tuple[tuple[FieldShape, bool], ...]:
    """The fields that have a use, and those (with False) that only lead to such fields."""
    found = ((field, _has_use(field, use)) for field in shape_of(model).values())
    return tuple((field, has) for field, has in found if has or (field.nested and _ways(field.nested, use)))


def _has_use(field: FieldShape, use: Use) -> bool:
    if use == "prose":
        return field.is_prose
    if use == "web":
        return field.is_web
    return field.reference is not None and use in ("anything", field.reference.to)
