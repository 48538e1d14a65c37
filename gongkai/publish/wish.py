"""What is to be public: the site as a build left it, as a release.

The site folder may be swapped by a build at any time. It is opened once, and every file that is read from it is
compared with the manifest: another build is noticed, and never published half.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from gongkai.findings import GongkaiError
from gongkai.output.manifest import FOLDER as LISTS
from gongkai.output.manifest import MANIFEST, manifest_digest, read_sections, section_of
from gongkai.output.manifest import read_section as read_list
from gongkai.publish.headers import SIBLING, Encoding, rules_digest, stored_headers
from gongkai.publish.release import (
    File,
    Headers,
    Release,
    Section,
    digest,
    headers_key,
    section_json,
)

_LARGE = 1 << 20
"""Bytes from which a file is sent as it is read."""


@dataclass(frozen=True, slots=True)
class Style:
    """How files are laid into a target: with which headers and packed how."""

    holds_headers: bool
    overrides: tuple[tuple[str, str], ...] = ()
    encoding: Encoding = "none"

    @property
    def rules(self) -> str:
        return rules_digest(self.overrides, self.encoding) if self.holds_headers else ""

    def headers(self, path: str, *, is_packed: bool) -> Headers:
        if not self.holds_headers:
            return {}
        return stored_headers(path, self.overrides, self.encoding if is_packed else "none")


@dataclass(slots=True)
class Wish:
    """A release that is to be, and the lists that the target may not have yet."""

    release: Release
    lists: dict[str, bytes] = field(default_factory=dict)
    """Hash of a section to its JSON."""


def section_name(path: str) -> str:
    """The section of a release in which a file stands."""
    return LISTS if path == MANIFEST else section_of(path)


def wish_of_site(
    site: Path, style: Style, former: Release | None, now: datetime, commit: str = "", restores: str = ""
) -> Wish:
    """The site as it lies there; sections in which it does not differ from `former` are taken over unread."""
    manifest = manifest_digest(site)
    sections = read_sections(site)
    if not manifest or not sections:
        raise _no_site(site)
    rules = style.rules
    known = former.sections if former and former.rules == rules else {}
    headers = dict(former.headers) if known and former else {}
    found: dict[str, Section] = {}
    lists: dict[str, bytes] = {}
    for name, (sha256, _) in sections.items():
        if name in known and known[name].site == sha256:
            found[name] = known[name]
            continue
        listed = read_list(site, name)
        if not listed:
            raise _torn(site)
        _add(found, lists, name, sha256, _laid(style, listed, headers))
    _add(found, lists, LISTS, manifest, _laid(style, _own_files(site), headers))
    if manifest_digest(site) != manifest:
        raise _torn(site)
    if style.encoding != "none" and not any("Content-Encoding" in each for each in headers.values()):
        raise GongkaiError(
            "“压缩存放”要有预先压缩好的文件：在 config.yaml 写 output: {precompress: true}，生成以后再发布",
            "`compress` needs packed files: put `output: {precompress: true}` in config.yaml, build, publish",
        )
    return Wish(_release(found, headers, manifest, rules, former, now, commit, restores), lists)


def _laid(
    style: Style, listed: Mapping[str, tuple[str, int]], headers: dict[str, Headers]
) -> dict[str, File]:
    """The files as they lie in the target; where a store is given packed files, they take the place of the plain."""
    ending = SIBLING.get(style.encoding, "")
    files = {}
    for path, facts in listed.items():
        if style.holds_headers and _is_sibling(path, listed):
            continue
        packed = listed.get(path + ending) if ending else None
        own = style.headers(path, is_packed=packed is not None)
        key = headers_key(own)
        if key:
            headers.setdefault(key, own)
        files[path] = File(*(packed or facts), key)
    return files


def list_of_site(site: Path, style: Style, name: str) -> bytes:
    """A section of the site as it would be published, as JSON; empty where the site has none of this name."""
    if name == LISTS:
        return section_json(_laid(style, _own_files(site), {}))
    listed = read_list(site, name)
    return section_json(_laid(style, listed, {})) if listed else b""


def _own_files(site: Path) -> dict[str, tuple[str, int]]:
    """The files of the manifest itself, which it does not list."""
    own = {f"{LISTS}/{name}.json": facts for name, facts in read_sections(site).items()}
    return {**own, MANIFEST: (manifest_digest(site), (site / MANIFEST).stat().st_size)}


def _is_sibling(path: str, listed: Mapping[str, object]) -> bool:
    plain, _, ending = path.rpartition(".")
    return f".{ending}" in SIBLING.values() and plain in listed


def _add(
    found: dict[str, Section],
    lists: dict[str, bytes],
    name: str,
    site: str,
    files: Mapping[str, File],
) -> None:
    raw = section_json(files)
    sha256 = digest(raw)
    lists[sha256] = raw
    found[name] = Section(sha256, len(raw), len(files), sum(file.size for file in files.values()), site)


def _release(
    sections: Mapping[str, Section],
    headers: Mapping[str, Headers],
    manifest: str,
    rules: str,
    former: Release | None,
    now: datetime,
    commit: str,
    restores: str,
) -> Release:
    made = now.replace(microsecond=0).isoformat()
    told = [manifest, rules, restores, commit, now.isoformat(), former.id if former else ""]
    name = f"{now:%Y%m%d-%H%M%S}-{digest(json.dumps(told).encode())[:8]}"
    return Release(name, made, commit, restores, manifest, rules, dict(headers), dict(sections))


def wish_of_release(old: Release, former: Release, now: datetime) -> Wish:
    """The files of an earlier release, as a new one."""
    return Wish(
        _release(
            old.sections, old.headers, old.site, old.rules, former, now, old.commit, old.restores or old.id
        )
    )


class SiteFiles:
    """The files of one build (that with this manifest, "" for any), as long as it is there."""

    def __init__(self, site: Path, manifest: str = "") -> None:
        self._site = site
        try:
            self._folder = os.open(site, os.O_RDONLY)
        except OSError:
            raise _no_site(site) from None
        if manifest and manifest_digest(site) != manifest:
            self.close()
            raise _torn(site)

    def __enter__(self) -> SiteFiles:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        os.close(self._folder)

    def open(self, path: str, file: File, headers: Headers) -> bytes | BinaryIO:
        """The bytes of a file as it is to lie in the target; a large one is to be read from its beginning."""
        name = path + SIBLING.get(headers.get("Content-Encoding", ""), "")
        try:
            opened = open(os.open(name, os.O_RDONLY, dir_fd=self._folder), "rb")  # noqa: SIM115, PTH123
        except OSError:
            raise _torn(self._site) from None
        if file.size < _LARGE:
            with opened:
                raw = opened.read()
            if digest(raw) != file.sha256:
                raise _torn(self._site)
            return raw
        if hashlib.file_digest(opened, "sha256").hexdigest() != file.sha256:
            opened.close()
            raise _torn(self._site)
        opened.seek(0)
        return opened


def _no_site(site: Path) -> GongkaiError:
    return GongkaiError(
        f"{site.name}/ 里没有生成好的网站：先运行 python build.py build",
        f"there is no finished site in {site.name}/: run `python build.py build` first",
    )


def _torn(site: Path) -> GongkaiError:
    return GongkaiError(
        f"{site.name}/ 正在被重新生成，或者生成以后有人改过：运行 python build.py build，完成后再发布",
        f"{site.name}/ is being built, or was changed since: run `python build.py build`, then publish again",
    )
