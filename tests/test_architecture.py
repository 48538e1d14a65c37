"""The floors of the house: data flows one way, each library has one door, nothing reaches for clock or environment."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "gongkai"
LAYOUTS = PACKAGE.parent / "layouts"
FLOORS = {
    "findings": 0, "messages": 0, "privacy": 0, "signatures": 0, "text": 0, "model": 0, "clocks": 0,
    "catalog": 1, "content": 1,
    "rules": 2,
    "views": 3, "exports": 3, "reports": 3,
    "diagrams": 4, "plan": 4, "render": 4,
    "executors": 4,
    "output": 5, "search": 5, "cache": 5, "importers": 5, "outside": 5, "publish": 5, "serve": 5,
    "pipeline": 6,
    "cli": 7,
}  # fmt: skip
DOORS = {
    "httpcore": {"outside/asking.py", "outside/resolving.py"},
    "brotli": {"output/compress.py"},
    "docx": {"exports/word.py"},
    "fontTools": {"diagrams/font.py"},
    "resvg_py": {"diagrams/png.py"},
    "openpyxl": {"content/attachments.py", "exports/sheets.py"},
    "pypdf": {"content/attachments.py"},
    "PIL": {"content/attachments.py"},
    "cryptography": {"signatures/sshsig.py"},
    "defusedxml": {"content/attachments.py"},
    "yaml": {"content/yamlfile.py", "importers"},
    "markdown": {"content/markup.py", "content/markdown_blocks.py"},
    "nh3": {"content/markup.py"},
    "jinja2": {"render/pages.py"},
    "msgspec": {"model/header.py", "catalog", "cache", "pipeline", "exports/data.py", "views/jsonld.py"},
    "distributed": {"executors/opening.py"},
    "click": {"cli"},
    "rich": {"cli/console.py"},
    "zint": {"views/qr.py"},
    "watchfiles": {"cli/serving.py"},
    "obstore": {"publish/s3.py"},
    "opencc": {"search/analyser.py"},
    "pagefind_bin": {"search/pagefind_service.py"},
    "subprocess": {"search/pagefind_service.py", "pipeline/git.py"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_from_its_own_floor_or_lower(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "gongkai" and len(parts) > 1:
            assert FLOORS[parts[1]] <= FLOORS[room(path)], f"{path.name} reaches up to {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_is_imported_behind_its_door(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    for name in imports(path):
        library = name.split(".")[0]
        if library in DOORS:
            assert any(place.startswith(door) for door in DOORS[library]), f"{place} imports {library}"


def test_every_door_is_in_use() -> None:
    used = {name.split(".")[0] for path in MODULES for name in imports(path)}
    assert used >= DOORS.keys()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_clock_and_environment_are_read_by_the_command_line_only(path: Path) -> None:
    if room(path) == "cli":
        return
    text = path.read_text("utf-8")
    assert not re.search(r"\b(?:date\.today|datetime\.now|datetime\.utcnow|os\.environ|os\.getenv)\b", text)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_stay_readable(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 420, "look for the noun that wants a room of its own"
    assert ast.get_docstring(ast.parse(text)), "say in a sentence what the module is for"
    assert path.stem not in {"utils", "helpers", "common", "manager", "base", "core", "handler"}


def test_every_room_stands_on_a_floor() -> None:
    assert {room(path) for path in MODULES} - {"__init__"} == set(FLOORS)


def test_pages_are_planned_from_the_public_side_only() -> None:
    """Withheld records cannot reach a page by mistake: what makes pages never imports the full catalog."""
    for path in MODULES:
        if room(path) in ("views", "exports", "reports", "plan", "render", "search", "output"):
            assert "gongkai.catalog.index" not in set(imports(path)), path


@pytest.mark.parametrize(
    "path", sorted(LAYOUTS.rglob("*.html")), ids=lambda path: str(path.relative_to(LAYOUTS))
)
def test_layouts_print_and_keep_the_policy(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\|\s*safe\b", text), "Markup is made in Python"
    assert not re.search(r"\sstyle=|\son[a-z]+=\"", text), (
        "no inline style or script: the policy forbids them"
    )
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text), "no page asks anything of an outside host"
    for script in re.findall(r"<script[^>]*>", text):
        assert "src=" in script or "application/ld+json" in script
