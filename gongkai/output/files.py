"""Writing one file of the site."""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gongkai.findings import GongkaiError


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the site: hash in hexadecimal, size in bytes, time of change in nanoseconds."""

    path: str
    sha256: str
    size: int
    modified: int


def write_file(folder: Path, path: str, content: bytes) -> Written:
    """Write a file below `folder`.

    What stood there before is taken away first, never written over: it may be a file of the last good site too
    (see `output.site`).
    """
    target = _target(folder, path)
    try:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(target)
        try:
            file = open(target, "xb")  # noqa: SIM115 - closed below
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            file = open(target, "xb")  # noqa: SIM115
        with file:
            file.write(content)
        modified = os.stat(target).st_mtime_ns
    except OSError as error:
        raise cannot_write(path, error) from error
    return Written(path, hashlib.sha256(content).hexdigest(), len(content), modified)


def _target(folder: Path, path: str) -> str:
    """A path outside the site is a mistake of the plan."""
    plain = PurePosixPath(path)
    if plain.as_posix() != path or plain.is_absolute() or ".." in plain.parts or "\0" in path:
        raise GongkaiError(f"这个地址不能用：{path!r}", f"this address cannot be used: {path!r}")
    return os.path.join(folder, path)


def cannot_write(path: str, error: OSError) -> GongkaiError:
    return GongkaiError(f"写不了 {path}：{error.strerror}", f"cannot write {path}: {error.strerror}")


def sign_of_file(folder: Path, path: str) -> Written:
    """What is known of a file that another tool wrote below `folder`."""
    content = (folder / path).read_bytes()
    modified = os.stat(folder / path).st_mtime_ns
    return Written(path, hashlib.sha256(content).hexdigest(), len(content), modified)
