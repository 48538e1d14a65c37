"""CODEOWNERS as each forge reads it."""

from __future__ import annotations

import re
import shlex

import pytest

from gongkai.exports.owners import codeowners
from gongkai.findings import GongkaiError
from tests.conftest import MakeProject
from tests.reading import read_project


def owners(text: str, path: str) -> list[str]:
    """As GitHub, GitLab and Gitee do: the last line that fits."""
    found: list[str] = []
    for line in text.splitlines():
        pattern, *names = line.split()
        if not line.startswith("#") and (pattern == "*" or path.startswith(pattern.removeprefix("/"))):
            found = names
    return found


def owners_in_gitea(text: str, path: str) -> list[str]:
    """As Gitea does: all lines that fit, a pattern with a mark before it where it does not."""
    found: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            pattern, *names = shlex.split(line)
            fits = bool(re.fullmatch(pattern.removeprefix("!"), path))
            found += names if fits != pattern.startswith("!") else []
    return found


def test_a_folder_is_its_unit_s_and_the_rest_is_the_office_s(make_project: MakeProject) -> None:
    root = make_project()
    unit = (root / "content/units/mzj/unit.yaml").read_text("utf-8")
    for name, who in (("mzj", "['@yunxi/mzj', li@mzj.example]"), ("镇（一）", "'@zhen'")):
        path = root / f"content/units/{name}/unit.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{unit}维护人: {who}\n", "utf-8")
    config = root / "config.yaml"
    config.write_text(f"{config.read_text('utf-8')}\nowners: '@yunxi/office'\n", "utf-8")
    content = read_project(root).content
    expected = {
        "content/units/mzj/notices/2026/a.md": ["@yunxi/mzj", "li@mzj.example"],
        "content/units/mzj/unit.yaml": ["@yunxi/mzj", "li@mzj.example"],
        "content/units/镇（一）/notices/2026/a.md": ["@zhen"],
        "content/units/qtz/unit.yaml": ["@yunxi/office"],
        "content/units/mzj2/a.md": ["@yunxi/office"],
        "content/catalog/shjz.yaml": ["@yunxi/office"],
        "layouts/base.html": ["@yunxi/office"],
        "CODEOWNERS": ["@yunxi/office"],
        "docs/content/units/mzj/a.md": ["@yunxi/office"],
    }
    for file, owner in expected.items():
        assert owners(codeowners(content), file) == owner, file
        assert owners_in_gitea(codeowners(content, "gitea"), file) == owner, file


def test_without_an_office_nobody_looks_after_the_rest(make_project: MakeProject) -> None:
    with pytest.raises(GongkaiError, match="owners"):
        codeowners(read_project(make_project()).content)
