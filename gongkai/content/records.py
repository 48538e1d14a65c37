"""Read one record: its text split into fields and body, its fields checked against the kind of its folder."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from gongkai.content.schema import validate
from gongkai.content.tree import decode_text, read_bytes, record_id
from gongkai.content.walk import SourceFile
from gongkai.content.yamlfile import Mapping as YamlMapping
from gongkai.content.yamlfile import parse_yaml
from gongkai.findings import Finding, Location, discreet
from gongkai.model.kinds import FOLDERS, INTERNAL
from gongkai.model.record import Record

_NOT_PUBLIC = re.compile("不予公开|依申请公开|withheld|on_request")
"""Said of the record, or of a topic of a meeting; where a file cannot be read, no more than this is known."""


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """`record` is None where the file is not valid; then there are findings. `digest` is that of its bytes."""

    record: Record | None
    digest: str
    findings: tuple[Finding, ...]


def digest_of(raw: bytes) -> str:
    """What bytes are known by wherever two builds are compared."""
    return hashlib.sha256(raw).hexdigest()[:32]


def full_digest_of(raw: bytes) -> str:
    """SHA-256 of a file beside the records: sign-offs bind to it, so nothing of it is cut off."""
    return hashlib.sha256(raw).hexdigest()


def read_record(root: Path, file: SourceFile) -> ReadRecord:
    """Read a record of the project folder `root`; `file` is relative to its content folder."""
    path = f"content/{file.path}"
    findings: list[Finding] = []
    raw = read_bytes(root, SourceFile(path, file.size), findings)
    if raw is None:
        return ReadRecord(None, "", tuple(findings))
    text = decode_text(raw, path, findings)
    record = None if text is None else _parse(text, file, findings)
    is_open = file.path.split("/")[2] not in INTERNAL and not (text and _NOT_PUBLIC.search(text))
    told = findings if is_open else map(discreet, findings)
    return ReadRecord(record, digest_of(raw), tuple(told))


def _parse(text: str, file: SourceFile, findings: list[Finding]) -> Record | None:
    path, name = f"content/{file.path}", record_id(file.path)
    tree, body, body_line, problems = parse_record_text(text, file.ending, path)
    findings += problems
    if tree is None:
        return None
    unit, kind = name.split("/")[:2]
    fields, problems = validate(tree, FOLDERS[kind].fields, path)
    findings += problems
    if fields is None:
        return None
    if body.strip() and fields.body:
        findings.append(Finding("S120", Location(path, body_line, 1)))
    front, front_line = (text, 1) if file.ending != "md" else (text[4 : -len(body) or None], 2)
    return Record(
        name,
        unit,
        kind,
        path,
        fields,
        body if body.strip() else fields.body or "",
        body_line,
        front,
        front_line,
    )


def parse_record_text(
    text: str, ending: str, path: str
) -> tuple[YamlMapping | None, str, int, list[Finding]]:
    """Split a record's text into its fields' tree and its body; the body's first line is given too."""
    if ending != "md":
        tree, findings = parse_yaml(text, path)
        return tree, "", 1, findings
    if not text.startswith("---\n"):
        return None, "", 1, [Finding("F113", Location(path, 1, 1))]
    end = text.find("\n---\n", 3)
    if end < 0 and text.endswith("\n---"):
        end = len(text) - 4
    if end < 0:
        return None, "", 1, [Finding("F113", Location(path, 1, 1))]
    tree, findings = parse_yaml(text[4 : end + 1], path, 2)
    return tree, text[end + 5 :], text.count("\n", 0, end + 5) + 1, findings
