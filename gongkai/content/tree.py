"""The walk over the content folder: which files there are, and which must not be there.

Symbolic links are never followed, so nothing from outside the folder can be published.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.content.yamlfile import CONTROL
from gongkai.findings import Finding, Location

MAX_NAME_BYTES = 200
MAX_RECORD_BYTES = 2_000_000
_GOOD_STEM = re.compile(r"[\w()（）《》〈〉〔〕、，“”—·-]+")
_IGNORED = re.compile(r"\.|~\$|Thumbs\.db$|desktop\.ini$")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """`path` is relative to the folder walked, with `/` between its parts."""

    path: str
    size: int

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


def walk(root: Path, findings: list[Finding], folder: str = "") -> Iterator[SourceFile]:
    """Yield every file below `root` in a fixed order; hidden and temporary files are passed over."""
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except OSError as error:
        findings.append(Finding("F109", Location(folder), {"reason": str(error.strerror)}))
        return
    for entry in entries:
        if _IGNORED.match(entry.name):
            continue
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.is_symlink():
            findings.append(Finding("F104", Location(path)))
        elif problem := _bad_name(entry.name):
            findings.append(Finding(problem[0], Location(path), problem[1]))
        elif entry.is_dir():
            yield from walk(root, findings, path)
        elif entry.is_file():
            try:
                yield SourceFile(path, entry.stat().st_size)
            except FileNotFoundError:  # an editor's temporary file, gone since
                continue
        else:
            findings.append(Finding("F116", Location(path), {"name": entry.name}))


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


def is_good_stem(stem: str) -> bool:
    """Whether a record may be named so: its name is its address."""
    return bool(_GOOD_STEM.fullmatch(stem))


def read_text(
    root: Path, file: SourceFile, findings: list[Finding], limit: int = MAX_RECORD_BYTES
) -> str | None:
    """Read a text file as UTF-8 with Unix line ends; None with a finding where it cannot be."""
    if file.size > limit:
        words = {"size": f"{file.size / 1e6:.1f} MB", "limit": f"{limit / 1e6:.0f} MB"}
        findings.append(Finding("F103", Location(file.path), words))
        return None
    try:
        raw = (root / file.path).read_bytes()
    except OSError as error:
        findings.append(Finding("F109", Location(file.path), {"reason": str(error.strerror)}))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        findings.append(Finding("F101", Location(file.path, line), {"byte": str(error.start + 1)}))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := CONTROL.search(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        words = {"character": f"U+{ord(match[0]):04X}"}
        findings.append(Finding("F102", Location(file.path, line, column), words))
        return None
    return text
