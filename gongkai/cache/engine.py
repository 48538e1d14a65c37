"""The engine's own digest: with another version of the code or of a library, nothing of the past is trusted."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from pathlib import Path

from gongkai.cache.store import digest_of_parts

_PACKAGE = Path(__file__).parent.parent
_LIBRARIES = ("jinja2", "markdown", "markupsafe", "nh3", "pydantic", "pyyaml", "zint-bindings")


@cache
def engine_digest() -> str:
    """Stands for all code that a page is made by."""
    parts: list[bytes | str] = [f"{name} {version(name)}" for name in _LIBRARIES]
    for path in sorted(_PACKAGE.rglob("*.py")):
        parts += [path.relative_to(_PACKAGE).as_posix(), path.read_bytes()]
    return digest_of_parts(*parts)


def folder_digest(folder: Path) -> str:
    """Stands for all files below a folder."""
    parts: list[bytes | str] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            parts += [path.relative_to(folder).as_posix(), path.read_bytes()]
    return digest_of_parts(*parts)
