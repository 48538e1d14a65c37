"""The walk over a folder: which files there are, and which must not be there. Nothing is read.

Symbolic links are never followed, so nothing from outside the folder can be published.
"""

from __future__ import annotations

import os
import re
import unicodedata
from array import array
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
_NEVER = 2**63 - 1


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


class FolderListing(NamedTuple):
    """One folder as the walk found it. Of a million files there is no more in memory than their names and two numbers."""

    path: str
    """Relative to the folder walked; "" is that folder itself."""
    names: tuple[str, ...]
    facts: array[int]
    """Size and time of each, as in `SourceFile`."""

    def files(self) -> Files:
        prefix = f"{self.path}/" if self.path else ""
        facts = zip(self.names, self.facts[::2], self.facts[1::2], strict=True)
        return tuple(SourceFile(prefix + name, size, modified) for name, size, modified in facts)


def walk(
    root: Path, findings: list[Finding], folder: str = "", latest: int = _NEVER
) -> Iterator[FolderListing]:
    """Yield a folder below `root` and all that are in it, in a fixed order; hidden and temporary files are passed over.

    Files that changed after `latest` (nanoseconds) have no time.
    """
    here, below = look_into(root, folder, findings, latest)
    if here is None:
        return
    yield here
    for each in below:
        yield from walk(root, findings, each, latest)


def look_into(
    root: Path, folder: str, findings: list[Finding], latest: int = _NEVER
) -> tuple[FolderListing | None, list[str]]:
    """One folder and the paths of those in it; None where it cannot be read."""
    try:
        with os.scandir(f"{root}/{folder}") as found:
            entries = sorted(found, key=attrgetter("name"))
    except OSError as error:
        findings.append(Finding("F109", Location(folder), {"reason": str(error.strerror)}))
        return None, []
    names: list[str] = []
    facts = array("q")
    folders: list[str] = []
    prefix = f"{folder}/" if folder else ""
    add, is_plain = facts.append, _PLAIN_NAME.fullmatch
    for entry in entries:
        name = entry.name
        if not is_plain(name):
            if is_ignored(name):
                continue
            if problem := _bad_name(name):
                findings.append(Finding(problem[0], Location(prefix + name), problem[1]))
                continue
        if entry.is_file(follow_symlinks=False):
            try:
                known = entry.stat(follow_symlinks=False)
            except FileNotFoundError:  # an editor's temporary file, gone since
                continue
            names.append(name)
            add(known.st_size)
            modified = known.st_mtime_ns
            add(modified if modified <= latest else 0)
        elif entry.is_dir(follow_symlinks=False):
            folders.append(prefix + name)
        elif entry.is_symlink():
            findings.append(Finding("F104", Location(prefix + name)))
        else:
            findings.append(Finding("F116", Location(prefix + name), {"name": name}))
    return FolderListing(folder, tuple(names), facts), folders


def is_ignored(name: str) -> bool:
    """Whether a file of this name is hidden, or an editor's own."""
    return bool(_IGNORED.match(name))


def walk_files(root: Path, findings: list[Finding]) -> Iterator[SourceFile]:
    """Every file below `root`, folder by folder."""
    for folder in walk(root, findings):
        yield from folder.files()


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
