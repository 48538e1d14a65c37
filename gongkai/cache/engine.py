"""The engine's own digest: with another version of the code or of a library, nothing of the past is trusted."""

from __future__ import annotations

import sys
import zlib
from functools import cache
from pathlib import Path

from gongkai.cache.store import digest_of_parts

_PACKAGE = Path(__file__).parent.parent
_LIBRARIES = (
    "brotli", "cryptography", "fonttools", "jinja2", "markdown", "markupsafe", "nh3", "opencc", "pagefind-bin", "pydantic", "pyyaml",
    "resvg-py", "zint-bindings",
)  # fmt: skip


@cache
def engine_digest() -> str:
    """Stands for all code that a page is made by."""
    parts: list[bytes | str] = [sys.version, *_versions(), f"zlib {zlib.ZLIB_RUNTIME_VERSION}"]
    for path in sorted(_PACKAGE.rglob("*.py")):
        parts += [path.relative_to(_PACKAGE).as_posix(), path.read_bytes()]
    return digest_of_parts(*parts)


def _versions() -> list[str]:
    """Names of libraries with their versions, by the folders that tell them: asking for each reads far more."""
    folders = [Path(entry) for entry in sys.path if entry and Path(entry).is_dir()]
    found = {path.name.lower().replace("_", "-") for folder in folders for path in folder.glob("*-info")}
    return sorted(name for name in found if name.startswith(tuple(f"{library}-" for library in _LIBRARIES)))


def folder_digest(folder: Path) -> str:
    """Stands for all files below a folder."""
    parts: list[bytes | str] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            parts += [path.relative_to(folder).as_posix(), path.read_bytes()]
    return digest_of_parts(*parts)
