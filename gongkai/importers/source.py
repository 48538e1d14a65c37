"""One Markdown file of somebody else's: decoded, and split into front matter, heading, dated events and lines.

What reading takes away (byte order marks, invisible characters, comments) is noted. Nothing is guessed here: which of
the parts fill which field is the mapping's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from gongkai.content.records import parse_record_text
from gongkai.content.tree import MAX_RECORD_BYTES
from gongkai.content.walk import SourceFile, walk_files
from gongkai.content.yamlfile import plain
from gongkai.findings import Finding, GongkaiError
from gongkai.importers.oddities import Notebook

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad\u2028\u2029]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"#\s+(\S.*?)\s*#*\s*$")
_DAY = re.compile(r"(\d{4})(?:年|[-/.])\s?(\d{1,2})(?:月|[-/.])\s?(\d{1,2})日?")


_MAX_FILES = 100_000
_CLAUSE = re.compile(r"自\s?(\d{4})年(\d{1,2})月(\d{1,2})日起(?:开始)?(?:施行|实施|生效|执行)")


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """A dated line of the note below the title: 2019年3月24日 国务院令第710号公布."""

    day: date
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """`heading` is the first heading of level 1; it is also among the `lines`, as the marker and comments are not."""

    path: str
    front: Mapping[str, object]
    heading: Line | None
    events: tuple[Event, ...]
    lines: tuple[Line, ...]


def source_files(folder: Path, findings: list[Finding]) -> list[SourceFile]:
    """The files of a folder that is to be imported, in a fixed order; raises `GongkaiError` where there are too many."""
    files = list(islice(walk_files(folder, findings), _MAX_FILES + 1))
    if len(files) > _MAX_FILES:
        zh = f"{folder} 里的文件超过 {_MAX_FILES} 个，请分几次导入"
        raise GongkaiError(zh, f"more than {_MAX_FILES} files in {folder}; import it in parts")
    return files


class UnreadableError(Exception):
    """This file cannot be imported; says why, Chinese and English, and on which line."""

    def __init__(self, zh: str, en: str, line: int = 0) -> None:
        super().__init__(zh)
        self.reason, self.line = (zh, en), line


def read_source(root: Path, file: SourceFile, marker: str | None, notes: Notebook) -> Source:
    """Read one file below `root`; raises `UnreadableError` where it is no text or its front matter is broken."""
    text = _tidy(_decode(root, file, notes), notes)
    front, body, first_line = _split(text, file.path)
    body, end = _take_comments(body, first_line, marker, notes)
    lines = tuple(Line(first_line + i, line) for i, line in enumerate(body.split("\n")))
    heading = next((Line(at.number, m[1]) for at in lines if (m := _HEADING.match(at.text))), None)
    if marker and not end:
        notes.note("no-marker", value=marker)
    return Source(file.path, front, heading, tuple(_events(lines, heading, end, notes)), lines)


def _decode(root: Path, file: SourceFile, notes: Notebook) -> str:
    if file.size > MAX_RECORD_BYTES:
        size, limit = f"{file.size / 1e6:.1f} MB", f"{MAX_RECORD_BYTES / 1e6:.0f} MB"
        raise UnreadableError(
            f"文件太大（{size}），上限是 {limit}", f"{size} is more than the limit of {limit}"
        )
    try:
        raw = (root / file.path).read_bytes()
        text = raw.decode()
    except OSError as error:
        raise UnreadableError(f"读不出来：{error.strerror}", f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        zh = f"不是 UTF-8 编码，第 {error.start + 1} 个字节读不懂；请另存为 UTF-8"
        raise UnreadableError(zh, f"not UTF-8 at byte {error.start + 1}; save it as UTF-8", line) from error
    if text.startswith("\ufeff"):
        notes.note("bom", 1)
        text = text[1:]
    if "\r" in text:
        notes.note("line-ends", text.partition("\r")[0].count("\n") + 1)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _tidy(text: str, notes: Notebook) -> str:
    """Take away what no reader sees and the schema refuses; tell of what most readers cannot see."""
    for code, pattern in (("control", _CONTROL), ("invisible", INVISIBLE)):
        for character in sorted(set(pattern.findall(text))):
            count = str(text.count(character))
            notes.note(code, _line_of(text, character), what=f"U+{ord(character):04X}", count=count)
        text = pattern.sub("", text)
    for character in sorted(set(_PRIVATE.findall(text))):
        notes.note("private-use", _line_of(text, character), what=f"U+{ord(character):04X}")
    if spaces := text.count("\u3000"):
        notes.note("full-width-space", _line_of(text, "\u3000"), count=str(spaces))
    return text


def _line_of(text: str, words: str) -> int:
    return text.count("\n", 0, text.find(words)) + 1


def _split(text: str, path: str) -> tuple[Mapping[str, object], str, int]:
    """Front matter, body, and the line on which the body begins."""
    if not text.startswith("---\n"):
        return {}, text, 1
    tree, body, first_line, findings = parse_record_text(text, "md", path)
    if tree is None and re.match(r"---\n\s*---(\n|$)", text):
        return {}, text[text.find("\n---", 3) + 5 :], 3
    for finding in findings:
        raise UnreadableError(finding.message("zh"), finding.message("en"), finding.location.line)
    fields = plain(tree) if tree else {}
    assert isinstance(fields, dict)
    return fields, body, first_line


def _take_comments(body: str, first_line: int, marker: str | None, notes: Notebook) -> tuple[str, int]:
    """Blank out the comments, keeping the count of lines; also the line of the marker, 0 where there is none."""
    end = 0

    def blank(match: re.Match[str]) -> str:
        nonlocal end
        line = first_line + body.count("\n", 0, match.start())
        if match[0] == marker:
            end = end or line
        else:
            notes.note("comment", line, value=match[0])
        return "\n" * match[0].count("\n")

    body = _COMMENT.sub(blank, body)
    if marker and not end:
        lines = body.split("\n")
        for i, text in enumerate(lines):
            if text.strip() == marker:
                lines[i] = ""
                return "\n".join(lines), first_line + i
    return body, end


def _events(lines: tuple[Line, ...], heading: Line | None, end: int, notes: Notebook) -> Iterator[Event]:
    """The dated lines before the marker; without a marker those before the first line that has no date."""
    for at in lines:
        if (heading and at.number <= heading.number) or not at.text.strip():
            continue
        if end and at.number >= end:
            return
        match = _DAY.search(at.text)
        if match:
            day = make_day(match)
            if day:
                yield Event(day, at.text[match.end() :].strip(), at.number)
            else:
                notes.note("no-such-day", at.number, value=match[0])
        elif not end:
            return
        else:
            notes.note("date-line-unread", at.number, value=at.text)


def find_clause(lines: tuple[Line, ...]) -> tuple[Line, re.Match[str]] | None:
    """The last line that says from which day the text is in force; what it repeals in the same breath comes later."""
    for line in reversed(lines):
        for match in _CLAUSE.finditer(line.text):
            return line, match
    return None


def make_day(match: re.Match[str]) -> date | None:
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def find_day(text: str) -> re.Match[str] | None:
    """The first thing in a text that looks like a date."""
    return _DAY.search(text)
