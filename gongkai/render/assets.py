"""Styles, scripts, icons: read once a build and given an address that changes with their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.catalog.addresses import Addresses
from gongkai.findings import GongkaiError
from gongkai.render.bundle import BundleError, bundle_modules

_SINGLE = ("styles/site.css", "styles/search.css", "icons/icon.svg")
_SCRIPTS = "scripts/search"
_BUNDLED = "segments-page.js"
BUNDLE = "scripts/search.js"
"""The name of the classic script made of `_BUNDLED` and what it imports."""


@dataclass(frozen=True, slots=True)
class Assets:
    """`urls` by name below `layouts/`; `files` by output path."""

    urls: Mapping[str, str]
    files: Mapping[str, bytes]


def read_assets(layouts: Path, addresses: Addresses) -> Assets:
    """Read the assets of `layouts/`; the scripts of search stay together, since they import one another.

    One of them, with all it imports, is a classic script too.
    """
    urls: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for name in _SINGLE:
        content = _read(layouts / name)
        stem, _, ending = Path(name).name.rpartition(".")
        path = f"assets/{stem}.{_digest(content)}.{ending}"
        urls[name], files[path] = addresses.to(path), content
    scripts = {path.name: _read(path) for path in sorted((layouts / _SCRIPTS).glob("*.js"))}
    folder = f"assets/search.{_digest(b''.join(scripts.values()))}"
    for name, content in scripts.items():
        urls[f"{_SCRIPTS}/{name}"] = addresses.to(f"{folder}/{name}")
        files[f"{folder}/{name}"] = content
    texts = {name: content.decode("utf-8") for name, content in scripts.items()}
    try:
        bundle = bundle_modules(texts, _BUNDLED).encode("utf-8")
    except BundleError as error:
        raise GongkaiError(
            f"layouts/{_SCRIPTS} 里的脚本合不起来：{error}",
            f"the scripts of {_SCRIPTS} cannot be bundled: {error}",
        ) from error
    path = f"assets/search.{_digest(bundle)}.js"
    urls[BUNDLE], files[path] = addresses.to(path), bundle
    return Assets(urls, files)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GongkaiError(
            f"layouts 文件夹不完整：{path.name} 读不出来（{error.strerror}）",
            f"the layouts folder is incomplete: {path.name} cannot be read ({error.strerror})",
        ) from error
