"""B132: a day of publication that was made earlier than it was in another state of the project (单项否决: 伪造发布日期)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from gongkai.content.records import parse_record_text
from gongkai.content.schema import validate
from gongkai.content.tree import RECORD_ENDINGS
from gongkai.findings import Finding, Location
from gongkai.model.kinds import KINDS


def is_record(path: str) -> bool:
    """Whether a path below the project folder is that of a record."""
    parts = path.split("/")
    is_inside = len(parts) > 4 and parts[:2] == ["content", "units"] and parts[3] in KINDS
    return is_inside and path.rpartition(".")[2] in RECORD_ENDINGS


def moved_back(root: Path, then: Mapping[str, bytes], today: date) -> Iterator[Finding]:
    """Records that were out `then`, by their path and content, and say now that they were out earlier.

    What had not come out yet may come out sooner.
    """
    for path, raw in then.items():
        before = _published(path, raw)
        if before is None or before.date() > today:
            continue
        try:
            now = _published(path, (root / path).read_bytes())
        except OSError:
            continue
        if now and now < before:
            words = {"day": f"{now:%Y-%m-%d %H:%M}", "end": f"{before:%Y-%m-%d %H:%M}"}
            yield Finding("B132", Location(path, field=("published",)), words)


def _published(path: str, raw: bytes) -> datetime | None:
    """When a published record says that it came out; None where it cannot be read or is a draft."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    tree, *_ = parse_record_text(text, path.rpartition(".")[2], path)
    fields = validate(tree, KINDS[path.split("/")[3]].fields, path)[0] if tree else None
    return fields.published if fields and fields.status == "发布" else None
