"""The files of the content folder, by what they are; and how a text file is read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from gongkai.content.walk import Files, FolderListing, SourceFile
from gongkai.findings import Finding, Location
from gongkai.model.kinds import FOLDERS
from gongkai.text import CONTROL

MAX_RECORD_BYTES = 2_000_000
TOP_FOLDERS = ("catalog", "vocabularies", "assessment", "units", "pages", "topics")
RECORD_ENDINGS = ("md", "yaml", "yml")
_GOOD_STEM = re.compile(r"[\w()（）《》〈〉〔〕、，“”—·-]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(slots=True)
class ContentTree:
    """All files of the content folder, by what they are; paths are relative to it.

    `records` maps partitions (`2026/mzj`: year and unit) to their files: what is read, checked and rendered at a
    time. `shared` are the files that all records depend on. `others` are attachments and images.
    """

    records: dict[str, list[SourceFile]] = field(default_factory=dict)
    shared: list[SourceFile] = field(default_factory=list)
    others: list[SourceFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def unit_folders(self) -> set[str]:
        """Names of the folders below `units/` that hold records or attachments."""
        parts = (file.path.split("/") for file in self.others)
        return {unit_of(name) for name in self.records} | {
            part[1] for part in parts if part[0] == "units" and len(part) > 2
        }


def sort_tree(folders: Iterable[FolderListing], problems: Iterable[Finding] = ()) -> ContentTree:
    """Sort what the walk over the content folder found; `problems` are those of the walk."""
    tree = ContentTree()
    for folder in folders:
        files = folder.files()
        top, *parts = folder.path.split("/")
        if top not in TOP_FOLDERS:
            for file in files:
                tree.findings.append(_misplaced(file))
        elif top != "units":
            texts, others = _split(files)
            tree.shared += texts
            tree.others += others
        else:
            _sort_unit_folder(tree, parts, files)
    tree.findings += (_below_content(finding) for finding in problems)
    _refuse_doubles(tree)
    return tree


def _split(files: Files) -> tuple[list[SourceFile], list[SourceFile]]:
    texts = [file for file in files if file.ending in RECORD_ENDINGS]
    return texts, [file for file in files if file.ending not in RECORD_ENDINGS]


def _sort_unit_folder(tree: ContentTree, parts: list[str], files: Files) -> None:
    """The kind of a record is its folder, its owner the unit's folder: `units/<unit>/<kind>/<year>/`."""
    texts, others = _split(files)
    tree.others += others
    if len(parts) == 1:
        tree.shared += (file for file in texts if file.name == "unit.yaml")
        texts = [file for file in texts if file.name != "unit.yaml"]
    if len(parts) > 1 and parts[1] not in FOLDERS:
        near = get_close_matches(parts[1], FOLDERS, 1, 0.5)
        words = {"name": parts[1], "known": "、".join(FOLDERS), "suggestion": near[0] if near else ""}
        tree.findings += (Finding("F107", Location(f"content/{file.path}"), words) for file in texts)
    elif len(parts) != 3 or not _YEAR.fullmatch(parts[2]):
        tree.findings += map(_misplaced, texts)
    else:
        good = [file for file in texts if _has_good_name(tree, parts[0], file)]
        if good:
            tree.records.setdefault(f"{parts[2]}/{parts[0]}", []).extend(good)


def _has_good_name(tree: ContentTree, unit: str, file: SourceFile) -> bool:
    """Names of folders and files become parts of addresses."""
    for part in (unit, file.stem):
        if not is_good_stem(part):
            tree.findings.append(Finding("F106", Location(f"content/{file.path}"), {"name": part}))
            return False
    return True


def _refuse_doubles(tree: ContentTree) -> None:
    """Two files may not have one id; on many disks large and small letters are the same."""
    for partition, files in tree.records.items():
        taken: dict[str, SourceFile] = {}
        for file in files:
            other = taken.setdefault(record_id(file.path).casefold(), file)
            if other is not file:
                words = {"id": record_id(file.path), "other": f"content/{other.path}"}
                tree.findings.append(Finding("F112", Location(f"content/{file.path}"), words))
        if len(taken) < len(files):
            tree.records[partition] = list(taken.values())


def record_id(path: str) -> str:
    """`units/mzj/notices/2026/a.md` -> `mzj/notices/2026/a`"""
    return path.removeprefix("units/").rpartition(".")[0]


def partition_of(record: str) -> str:
    """`mzj/notices/2026/a` -> `2026/mzj`"""
    unit, _, year, _ = record.split("/")
    return f"{year}/{unit}"


def unit_of(partition: str) -> str:
    """`2026/mzj` -> `mzj`"""
    return partition.partition("/")[2]


def _misplaced(file: SourceFile) -> Finding:
    return Finding("F116", Location(f"content/{file.path}"), {"name": file.name})


def _below_content(finding: Finding) -> Finding:
    """Readers know files by their path from the project folder."""
    return Finding(finding.code, Location(f"content/{finding.location.path}"), finding.words)


def is_good_stem(stem: str) -> bool:
    """Whether a record may be named so: its name is its address."""
    return bool(_GOOD_STEM.fullmatch(stem))


def read_bytes(root: Path, file: SourceFile, findings: list[Finding]) -> bytes | None:
    """Read a file; None with a finding where it is too large for a text or cannot be read."""
    if file.size > MAX_RECORD_BYTES:
        words = {"size": f"{file.size / 1e6:.1f} MB", "limit": f"{MAX_RECORD_BYTES / 1e6:.0f} MB"}
        findings.append(Finding("F103", Location(file.path), words))
        return None
    try:
        return (root / file.path).read_bytes()
    except OSError as error:
        findings.append(Finding("F109", Location(file.path), {"reason": str(error.strerror)}))
        return None


def decode_text(raw: bytes, path: str, findings: list[Finding]) -> str | None:
    """The text of a file in UTF-8, with Unix line ends; None with a finding where it is none."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        findings.append(Finding("F101", Location(path, line), {"byte": str(error.start + 1)}))
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := CONTROL.search(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        words = {"character": f"U+{ord(match[0]):04X}"}
        findings.append(Finding("F102", Location(path, line, column), words))
        return None
    return text


def read_text(root: Path, file: SourceFile, findings: list[Finding]) -> str | None:
    """Read a text file; None with a finding where that cannot be done."""
    raw = read_bytes(root, file, findings)
    return None if raw is None else decode_text(raw, file.path, findings)
