"""What was published last, kept on this machine too: `.gongkai/published/<target>.json` and the sections beside it.

It saves asking the target, and lets a build compare itself with what is public. Deleting it is safe: the target has
the same, and is asked where it is missing here.
"""

from __future__ import annotations

import contextlib
import os
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
    here = Here(root)
    release = here.release(target)
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
    """The folder of this machine; what is damaged in it is as good as missing."""

    def __init__(self, root: Path) -> None:
        self._folder = root / _FOLDER

    def release(self, target: str) -> Release | None:
        """The release that was published last to a target."""
        with contextlib.suppress(OSError, GongkaiError):
            return read_release((self._folder / f"{target}.json").read_bytes())
        return None

    def set_release(self, target: str, release: Release) -> None:
        self.write(f"{target}.json", release_json(release))

    def get(self, sha256: str) -> bytes | None:
        """A section or a release by its hash."""
        with contextlib.suppress(OSError):
            raw = (self._folder / "sections" / f"{sha256}.json").read_bytes()
            return raw if digest(raw) == sha256 else None
        return None

    def put(self, raw: bytes) -> None:
        self.write(f"sections/{digest(raw)}.json", raw)

    def write(self, name: str, raw: bytes) -> Path:
        """Write a file of the folder whole or not at all; returns where it is."""
        path = self._folder / name
        half = path.with_name(f"{path.name}.{os.getpid()}.half")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            half.write_bytes(raw)
            half.replace(path)
        except OSError as error:
            raise cannot_write(f"{_FOLDER}/{name}", error) from error
        return path
