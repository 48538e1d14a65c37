"""The walk over a folder: which files there are, and which must not be there. Nothing is read.

Symbolic links are never followed, so nothing from outside the folder can be published.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from gongkai.findings import Finding, Location
from gongkai.text import CONTROL

MAX_NAME_BYTES = 200
_IGNORED = re.compile(r"\.|~\$|Thumbs\.db$|desktop\.ini$")
_PLAIN_NAME = re.compile(rf"(?!{_IGNORED.pattern})[\w.-]{{1,60}}", re.ASCII)
"""What most names are like: there is nothing more to ask of them."""


class SourceFile(NamedTuple):
    """`path` is relative to the folder walked, with `/` between its parts."""

    path: str
    size: int
    modified: int = 0
    """Nanoseconds; 0 where the file changed so late that it may change again without another time."""

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def stem(self) -> str:
        return self.name.rpartition(".")[0]

    @property
    def ending(self) -> str:
        return self.name.rpartition(".")[2].lower()


Files = tuple[SourceFile, ...]


def walk(root: Path, findings: list[Finding], folder: str = "") -> Iterator[tuple[str, Files]]:
    """Yield every folder below `root` with its files, in a fixed order; hidden and temporary files are passed over."""
    try:
        entries = sorted(os.scandir(f"{root}/{folder}"), key=attrgetter("name"))
    except OSError as error:
        findings.append(Finding("F109", Location(folder), {"reason": str(error.strerror)}))
        return
    files: list[SourceFile] = []
    folders: list[str] = []
    prefix = f"{folder}/" if folder else ""
    for entry in entries:
        name = entry.name
        if not _PLAIN_NAME.fullmatch(name):
            if is_ignored(name):
                continue
            if problem := _bad_name(name):
                findings.append(Finding(problem[0], Location(prefix + name), problem[1]))
                continue
        if entry.is_file(follow_symlinks=False):
            try:
                facts = entry.stat(follow_symlinks=False)
            except FileNotFoundError:  # an editor's temporary file, gone since
                continue
            files.append(SourceFile(prefix + name, facts.st_size, facts.st_mtime_ns))
        elif entry.is_dir(follow_symlinks=False):
            folders.append(prefix + name)
        elif entry.is_symlink():
            findings.append(Finding("F104", Location(prefix + name)))
        else:
            findings.append(Finding("F116", Location(prefix + name), {"name": name}))
    yield folder, tuple(files)
    for below in folders:
        yield from walk(root, findings, below)


def is_ignored(name: str) -> bool:
    """Whether a file of this name is hidden, or an editor's own."""
    return bool(_IGNORED.match(name))


def distrust_late(files: Files, latest: int) -> Files:
    """Take the time from files that changed after `latest` (nanoseconds)."""
    if all(file.modified <= latest for file in files):
        return files
    return tuple(file if file.modified <= latest else SourceFile(file.path, file.size) for file in files)


def walk_files(root: Path, findings: list[Finding]) -> Iterator[SourceFile]:
    """Every file below `root`, folder by folder."""
    for _, files in walk(root, findings):
        yield from files


def _bad_name(name: str) -> tuple[str, dict[str, str]] | None:
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        return "F106", {"name": name.encode(errors="replace").decode()}
    if size > MAX_NAME_BYTES:
        return "F105", {"bytes": str(size), "limit": str(MAX_NAME_BYTES)}
    if CONTROL.search(name) or name != unicodedata.normalize("NFC", name):
        return "F106", {"name": name}
    return None
