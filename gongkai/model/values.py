"""The value types that fields are made of, and how the text of a YAML scalar becomes one.

The YAML layer hands over text only (see `gongkai.content.yamlfile`), so every type here says for itself what it
accepts. Problems are told by codes of `gongkai.messages.RULES`, through pydantic's custom errors, so that the loader can
put them in Chinese or English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.config import JsonDict
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from gongkai.model.dates import CHINA
from gongkai.model.numbers import DOCUMENT_NUMBER


class Fields(BaseModel):
    """A group of fields. `title` of a field is its Chinese label, `description` its help, both part of the schema."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True, defer_build=True
    )


Target = Literal["unit", "record", "item", "term", "file"]


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field whose text names something else: a unit, a record, a catalog item or a vocabulary's term."""

    to: Target
    vocabulary: str = ""


_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]([0-9]{2}):([0-9]{2})(?::[0-9]{2})?)?")


def _problem(code: str) -> PydanticCustomError:
    return PydanticCustomError("gongkai", code)


def _parse_date(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise _problem("not_date")
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        raise _problem("no_such_day") from None


def _parse_moment(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    match = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise _problem("not_moment")
    day = _parse_date(match[1])
    hour, minute = int(match[2] or 0), int(match[3] or 0)
    if hour > 23 or minute > 59:
        raise _problem("not_moment")
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA)


def _parse_truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    truth = {"true": True, "是": True, "false": False, "否": False}
    if not isinstance(value, str) or value not in truth:
        raise _problem("not_truth")
    return truth[value]


def _parse_whole(value: object) -> int:
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"-?(0|[1-9][0-9]{0,14})", value):
        raise _problem("not_whole")
    return int(value)


def _parse_number(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", value):
        raise _problem("not_number")
    try:
        return Decimal(value)
    except InvalidOperation:
        raise _problem("not_number") from None


def _parse_document_number(value: object) -> str:
    if not isinstance(value, str) or not DOCUMENT_NUMBER.fullmatch(value.strip()):
        raise _problem("not_document_number")
    return value.strip()


def _parse_list(value: object) -> object:
    """A single value may stand where a list of one is meant: `topic: "17"` reads as well as `topic: ["17"]`."""
    if value is None or isinstance(value, list | tuple):
        return value
    return [value]


@dataclass(frozen=True, slots=True, init=False)
class OneOf:
    """A closed list of Chinese terms; `english` maps an English code that may be written instead to its term."""

    terms: tuple[str, ...]
    english: tuple[tuple[str, str], ...]

    def __init__(self, *terms: str, **english: str) -> None:
        object.__setattr__(self, "terms", terms)
        object.__setattr__(self, "english", tuple(english.items()))

    def parse(self, value: object) -> object:
        term = dict(self.english).get(value, value) if isinstance(value, str) else value
        if term not in self.terms:
            given = value if isinstance(value, str) else ""
            raise PydanticCustomError(
                "gongkai", "not_one_of", {"terms": "、".join(self.terms), "given": given}
            )
        return term

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self.parse, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        del schema, handler
        return {"type": "string", "enum": [*self.terms, *(code for code, _ in self.english)]}


def _text_schema(pattern: str, example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^{pattern}$", "examples": [example]})


Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", max_length=60)]
"""Part of an address: letters, digits, and single dots, hyphens or underscores between them."""
PROSE = "prose"
"""Marks a field that holds Markdown."""
Prose = Annotated[str, StringConstraints(min_length=1, max_length=500_000), PROSE]
"""Markdown."""
Date = Annotated[date, BeforeValidator(_parse_date), _text_schema(r"\d{4}-\d{2}-\d{2}", "2026-03-12")]
Moment = Annotated[
    datetime,
    BeforeValidator(_parse_moment),
    _text_schema(r"\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2})?", "2026-03-12 09:30"),
]
Truth = Annotated[
    bool, BeforeValidator(_parse_truth), WithJsonSchema({"enum": [True, False, "true", "false", "是", "否"]})
]
Whole = Annotated[
    int, BeforeValidator(_parse_whole), WithJsonSchema({"type": ["integer", "string"], "pattern": r"^-?\d+$"})
]
Number = Annotated[
    Decimal,
    BeforeValidator(_parse_number),
    WithJsonSchema({"type": ["number", "string"], "pattern": r"^-?\d+(\.\d+)?$"}),
]
DocumentNumber = Annotated[
    str,
    BeforeValidator(_parse_document_number),
    _text_schema(r"[^\s〔〕]{1,30}〔\d{4}〕[1-9]\d{0,4}号", "云政办发〔2026〕12号"),
]
"""机关代字〔年份〕序号号, with six-cornered brackets and no leading zero (GB/T 9704)."""
WEB = "web"
"""Marks a field that holds a web address."""
Web = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=2_000), WEB]

Owner = Annotated[
    str,
    StringConstraints(
        pattern=r"^(@[A-Za-z0-9][\w.-]*(/[\w.-]+)*|[\w.+-]+@[\w-]+(\.[\w-]+)+)$", max_length=100
    ),
]
"""An account or a team of a forge, `@mzj-zhang` or `@yunxi/mzj`, or a mail address."""
UnitRef = Annotated[str, StringConstraints(min_length=1), Reference("unit")]
RecordRef = Annotated[str, StringConstraints(min_length=1), Reference("record")]
ItemRef = Annotated[str, StringConstraints(min_length=1), Reference("item")]
FileRef = Annotated[str, StringConstraints(min_length=1, max_length=240), Reference("file")]


class _List:
    """For `Annotated[tuple[X, ...], LIST]`: the author may write a list or a single value."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(_parse_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        many = handler(schema)
        return {"anyOf": [many, many["items"]]}


LIST = _List()


def about(
    title: str, description: str, *, source: str = "", internal: bool = False, example: str = ""
) -> Any:
    """Describe a field: Chinese label, help, where the rule comes from.

    `internal` fields never reach the portal. `example` is what `new` writes into a fresh record.
    """
    extra: JsonDict = {}
    if source:
        extra["x-source"] = source
    if internal:
        extra["x-internal"] = True
    if example:
        extra["x-example"] = example
    return Field(title=title, description=description, json_schema_extra=extra or None)
