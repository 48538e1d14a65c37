"""Blobs named after their bytes, and one entrance for each site: the name of a blob, found by the site's manifest.

Nothing here is ever changed in place, and what was damaged is as good as missing. So a kill at any moment, a full
disk or a folder copied from another machine can cost time, but never give a wrong page.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from gongkai.findings import GongkaiError

CACHE = ".gongkai"
"""Folder of the cache in a project."""
PUBLISHED = "published"
"""Folder in it of what was published (see `gongkai.publish`)."""
CHECK = "check"
"""Entrance of what a check found, which belongs to no site."""
_LATEST = "latest"


def digest_of_parts(*parts: bytes | str) -> str:
    """Stands for several texts in their order; lengths are told, so that no two lists look the same."""
    found = blake2b(digest_size=16)
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        found.update(len(raw).to_bytes(8, "big"))
        found.update(raw)
    return found.hexdigest()


class LostError(Exception):
    """A blob that an earlier build kept is missing or damaged: the build begins again, from nothing."""


@dataclass(frozen=True, slots=True)
class Store:
    """`folder` is made when something is put into it."""

    folder: Path

    def now(self) -> int:
        """The time of the disk, in nanoseconds: that of a file written this moment."""
        clock = self.folder / "clock"
        _write(clock, b"")
        return clock.stat().st_mtime_ns

    def turn(self, count: int) -> int:
        """Whose turn it is of so many; each time that of the next."""
        if count == 1:
            return 0
        path = self.folder / "turn"
        try:
            last = int(path.read_text("ascii"))
        except (OSError, ValueError):
            last = -1
        _write(path, str(last + 1).encode())
        return (last + 1) % count

    def put(self, content: bytes) -> str:
        """Keep a blob; returns its name."""
        name = _name(content)
        target = self._path(name)
        try:
            os.utime(target)  # in use: not swept for a while
        except OSError:
            _write(target, content)
        return name

    def get(self, name: str) -> bytes | None:
        """The blob of a name; None where it is missing or not what it was."""
        try:
            content = self._path(name).read_bytes() if name.isalnum() else b""
        except OSError:
            return None
        return content if _name(content) == name else None

    def name_of(self, manifest: str) -> str:
        """The name of the blob that describes the site with this manifest; "" where there is none."""
        try:
            return (self.folder / "sites" / manifest).read_text("ascii") if manifest else ""
        except (OSError, UnicodeDecodeError):
            return ""

    def take_in(self, other: Store) -> None:
        """Keep everything that another store keeps."""
        for path in other.folder.glob("blobs/*/*"):
            content = path.read_bytes()
            if _name(content) == path.name:
                self.put(content)

    def clear(self) -> None:
        """Forget everything but what was published: that cannot be made again."""
        for path in self.folder.glob("*"):
            if path.name != PUBLISHED:
                shutil.rmtree(path, ignore_errors=True)

    def enter(self, manifest: str) -> bytes | None:
        """The blob that describes the site with this manifest."""
        return self.get(self.name_of(manifest))

    def latest(self) -> bytes | None:
        """The blob that describes the last site built, wherever it is now."""
        return self.enter(_LATEST)

    def newest(self) -> bytes | None:
        """The blob that describes what was built or checked last."""
        found = [
            path for path in (self.folder / "sites" / name for name in (CHECK, _LATEST)) if path.exists()
        ]
        return self.enter(max(found, key=lambda path: path.stat().st_mtime_ns).name) if found else None

    def set_entrance(self, manifest: str, name: str) -> None:
        """Let the site with this manifest be found; it is the latest one. A check leaves the latest site alone."""
        for entrance in (manifest, _LATEST) if manifest != CHECK else (CHECK,):
            _write(self.folder / "sites" / entrance, name.encode())

    def entrances(self) -> list[str]:
        """Names of the sites that can be entered, the latest first."""
        found = [path for path in (self.folder / "sites").glob("*") if path.name != _LATEST]
        return [path.name for path in sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)]

    def sweep(self, sites: Collection[str], blobs: Collection[str], before: int) -> None:
        """Remove what is older than `before` (nanoseconds) but these entrances and blobs; others may be in use."""
        for path in (self.folder / "sites").glob("*"):
            if path.name not in sites and path.name != _LATEST:
                path.unlink(missing_ok=True)
        for path in (self.folder / "blobs").glob("*/*"):
            if path.name not in blobs and path.stat().st_mtime_ns < before:
                path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self.folder / "blobs" / name[:2] / name


def _name(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def _write(target: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    half = target.with_name(f"{target.name}.{os.getpid()}.half")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(content)
        half.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
        raise GongkaiError(
            f"写不了缓存 {target.parent}：{error.strerror}", f"cannot write the cache: {error.strerror}"
        ) from error
