"""Writing one file of the site."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from gongkai.findings import GongkaiError

_PLAIN = re.compile(r"(?!/)(?:(?!\.{1,2}(?:/|$))[^/\0]+(?:/(?!$)|$))+")
"""Names between single slashes, none of them `.` or `..`."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the site: hash in hexadecimal, size in bytes, time of change in nanoseconds."""

    path: str
    sha256: str
    size: int
    modified: int


def write_file(folder: Path, path: str, content: bytes, modified: int = 0) -> Written:
    """Write a file below `folder`; `modified` is the time it is given, 0 that of the moment.

    What stood there before is taken away first, never written over: it may be a file of the last good site too
    (see `output.site`).
    """
    target = _target(folder, path)
    try:
        number = _open_new(target)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(number, rest) :]
            if modified:
                os.utime(target, ns=(modified, modified))
            modified = os.fstat(number).st_mtime_ns
        finally:
            os.close(number)
    except OSError as error:
        raise cannot_write(path, error) from error
    return Written(path, hashlib.sha256(content).hexdigest(), len(content), modified)


def _open_new(target: str) -> int:
    """Open a file that is not there, making its folder; most often there is neither."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.open(target, flags, 0o666)
    except FileExistsError:
        os.unlink(target)
    except FileNotFoundError:
        folder = os.path.dirname(target)
        try:
            os.mkdir(folder)
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)
        except FileExistsError:  # another process was faster
            pass
    return os.open(target, flags, 0o666)


def is_plain(path: str) -> bool:
    """Whether a path leads to a place below the folder that it is taken from."""
    return bool(_PLAIN.fullmatch(path))


def _target(folder: Path, path: str) -> str:
    """A path outside the site is a mistake of the plan."""
    if not is_plain(path):
        raise GongkaiError(f"这个地址不能用：{path!r}", f"this address cannot be used: {path!r}")
    return os.path.join(folder, path)


def cannot_write(path: str, error: OSError) -> GongkaiError:
    return GongkaiError(f"写不了 {path}：{error.strerror}", f"cannot write {path}: {error.strerror}")


def sign_of_file(folder: Path, path: str) -> Written:
    """What is known of a file that another tool wrote below `folder`."""
    content = (folder / path).read_bytes()
    modified = os.stat(folder / path).st_mtime_ns
    return Written(path, hashlib.sha256(content).hexdigest(), len(content), modified)
