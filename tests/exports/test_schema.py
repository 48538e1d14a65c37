"""JSON Schema and the field reference say what the loader does."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from gongkai.exports.schema import field_reference, json_schema, schema_names
from gongkai.model.kinds import FOLDERS
from tests.conftest import REPOSITORY

CONTENT = REPOSITORY / "content"


@pytest.mark.parametrize("name", schema_names())
def test_each_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(json_schema(name)))


@pytest.mark.parametrize("kind", FOLDERS)
def test_the_demo_records_keep_the_schema_as_they_keep_the_model(kind: str) -> None:
    """Oracle: what the loader accepts, an editor that knows only the JSON Schema accepts too, under either name."""
    validator = jsonschema.Draft202012Validator(json.loads(json_schema(kind)))
    paths = [path for path in CONTENT.glob(f"units/*/{kind}/*/*") if path.suffix in (".md", ".yaml")]
    assert paths
    for path in paths:
        data = _as_an_editor_types_it(path.read_text("utf-8"), path.suffix)
        assert not [error.message for error in validator.iter_errors(data)], path


def _as_an_editor_types_it(text: str, suffix: str) -> object:
    """YAML with its own types: numbers are numbers, dates are text as JSON Schema wants them."""
    if suffix == ".md":
        text = text.split("\n---\n", 1)[0].removeprefix("---\n")
    return _without_dates(yaml.safe_load(text))


def _without_dates(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_dates(entry) for key, entry in value.items() if entry is not None}
    if isinstance(value, list):
        return [_without_dates(entry) for entry in value]
    return value.isoformat() if isinstance(value, date) else value


def test_unknown_and_missing_fields_break_the_schema() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(json_schema("documents")))
    assert validator.is_valid({"标题": "x", "published": "2026-03-12"})
    assert not validator.is_valid({"标题": "x"})
    assert not validator.is_valid({"标题": "x", "published": "2026-03-12", "标提": "y"})


def test_the_manual_lists_every_field() -> None:
    written = Path(REPOSITORY / "docs/fields.md").read_text("utf-8")
    assert written == field_reference(), "run: python build.py schema --reference > docs/fields.md"
