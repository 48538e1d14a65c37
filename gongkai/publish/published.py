"""What was published last, kept on this machine too: `.gongkai/published/<target>.json`, its lists in `<target>/`.

It saves asking the target, and lets a build compare itself with what is public. Deleting it is safe: the target has
the same, and is asked where it is missing here.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gongkai.findings import GongkaiError
from gongkai.output.files import cannot_write
from gongkai.publish.release import File, Release, digest, read_release, read_section, release_json

_FOLDER = ".gongkai/published"


@dataclass(frozen=True)
class Published:
    """A release with its files."""

    release: Release
    lists: dict[str, dict[str, File]]
    """Section to its files."""

    @cached_property
    def files(self) -> dict[str, File]:
        """Every file by its path below the site."""
        return {path: file for files in self.lists.values() for path, file in files.items()}


def last_release(root: Path, target: str) -> Published | None:
    """What was published last from this project folder; None where that is not known here."""
    here = Here(root, target)
    release = here.release()
    if release is None:
        return None
    lists = {}
    for name, section in release.sections.items():
        raw = here.get(section.sha256)
        if raw is None:
            return None
        lists[name] = read_section(raw)
    return Published(release, lists)


class Here:
    """What this machine knows of a target; what is damaged in it is as good as missing."""

    def __init__(self, root: Path, target: str) -> None:
        self._file, self.folder = root / _FOLDER / f"{target}.json", root / _FOLDER / target

    def release(self) -> Release | None:
        """The release that was published last."""
        with contextlib.suppress(OSError, GongkaiError):
            return read_release(self._file.read_bytes())
        return None

    def set_release(self, release: Release) -> None:
        _write(self._file, release_json(release))

    def get(self, sha256: str) -> bytes | None:
        """A list or a release by its hash."""
        with contextlib.suppress(OSError):
            raw = self._path(sha256).read_bytes()
            return raw if digest(raw) == sha256 else None
        return None

    def list_at(self, path: str, release: Release) -> bytes | None:
        """What lies at a path of `_deploy/`, as far as it belongs to a release and is known here."""
        if path == release.path:
            return release_json(release)
        found = next((each for each in release.sections.values() if each.path == path), None)
        return self.get(found.sha256) if found else None

    def has(self, sha256: str) -> bool:
        return self._path(sha256).exists()

    def put(self, raw: bytes) -> None:
        path = self._path(digest(raw))
        if not path.exists():
            _write(path, raw)

    def forget_all_but(self, names: Collection[str]) -> None:
        """Lists and releases of these hashes stay."""
        for path in self.folder.glob("*.json"):
            if path.stem not in names:
                path.unlink(missing_ok=True)

    def write(self, name: str, raw: bytes) -> Path:
        """Leave a file for whoever comes after; returns where it is."""
        _write(self.folder / name, raw)
        return self.folder / name

    def _path(self, sha256: str) -> Path:
        return self.folder / f"{sha256}.json"


def _write(path: Path, raw: bytes) -> None:
    """Write a file whole or not at all."""
    half = path.with_name(f"{path.name}.{os.getpid()}.half")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(raw)
        half.replace(path)
    except OSError as error:
        raise cannot_write(f"{_FOLDER}/{path.name}", error) from error
