"""Mask what was found in text files, in the source: at the places that were told, and nowhere else, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from gongkai.content.attachments import TEXTS
from gongkai.findings import Finding
from gongkai.model.content import Content
from gongkai.privacy import Suspect, scan
from gongkai.rules.privacy import known_of

_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n|\r|\n")


class Edit(NamedTuple):
    """Write `mask` from `start` to `end` (characters of the file without its byte order mark)."""

    finding: Finding
    start: int
    end: int
    mask: str


def edits_of(root: Path, content: Content, findings: Iterable[Finding]) -> Iterator[Edit]:
    """What can be masked of what was found, file by file."""
    known = known_of(content)
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.code.startswith("H1") and finding.location.line and _is_text(finding.location.path):
            by_path.setdefault(finding.location.path, []).append(finding)
    for path, told in by_path.items():
        text = _read(root / path)
        if text is None:
            continue
        places = {(f.code, f.location.line, f.location.column): f for f in told}
        suspects = ((_place(text, suspect), suspect) for suspect in scan(text, known))
        for (line, column), suspect in suspects:
            found = places.pop((suspect.code, line, column), None)
            if found and suspect.mask is not None:
                yield Edit(found, suspect.start, suspect.end, suspect.mask)


def apply(root: Path, edits: Iterable[Edit]) -> None:
    """Write the masks; a file is written at once, with its line ends and its byte order mark."""
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.finding.location.path, []).append(edit)
    for path, own in by_path.items():
        file = root / path
        text = _read(file)
        if text is None:
            continue
        for edit in sorted(own, key=lambda edit: edit.start, reverse=True):
            text = text[: edit.start] + edit.mask + text[edit.end :]
        mark = _BOM if file.read_bytes().startswith(_BOM) else b""
        file.write_bytes(mark + text.encode())


def _is_text(path: str) -> bool:
    return path.rpartition(".")[2].lower() in TEXTS


def _read(path: Path) -> str | None:
    """The text of a file with the line ends it has; None where it is not UTF-8 or gone."""
    try:
        return path.read_bytes().removeprefix(_BOM).decode()
    except (OSError, UnicodeDecodeError):
        return None


def _place(text: str, suspect: Suspect) -> tuple[int, int]:
    line, start = 1, 0
    for match in _LINE_END.finditer(text, 0, suspect.start):
        line, start = line + 1, match.end()
    return line, suspect.start - start + 1
