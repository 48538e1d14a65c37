"""The tables as the project ships them, and projects with settings of their own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

from gongkai.content.schema import validate
from gongkai.content.yamlfile import parse_yaml
from gongkai.model.values import Fields
from tests.conftest import REPOSITORY

M = TypeVar("M", bound=Fields)


def shipped(name: str, model: type[M]) -> M:
    path = f"content/vocabularies/{name}.yaml"
    tree, problems = parse_yaml((REPOSITORY / path).read_text("utf-8"), path)
    assert tree
    assert not problems
    fields, problems = validate(tree, model, path)
    assert fields, problems
    return fields


def with_settings(root: Path, **settings: str) -> Path:
    """The settings of the project, with some of them replaced."""
    path = root / "config.yaml"
    text = path.read_text("utf-8")
    for key, value in settings.items():
        text = re.sub(rf"^{key}: .*\n", "", text, flags=re.MULTILINE) + f"{key}: {value}\n"
    path.write_text(text, "utf-8")
    return root
