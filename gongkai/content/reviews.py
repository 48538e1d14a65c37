"""Write sign-offs into the text of a record, and leave all else as it is, byte for byte: comments, line ends, order.

The text is cut by lines and put together again; what comes out is read like any record, and is given only if it says
what was meant and nothing else changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.content import yamlfile
from gongkai.content.records import parse_record_text
from gongkai.content.scaffold import quoted
from gongkai.content.schema import shape_of, validate
from gongkai.model.record import RecordFields
from gongkai.model.review import AGREED, Review

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_IDLE = re.compile(r"[ \t]*(?:#[^\r\n]*)?[\r\n]*")
"""A line that is blank or a comment."""
_BOM = "\ufeff"


def with_reviews(
    text: str, ending: str, fields: RecordFields, kept: Collection[int], added: Sequence[Review]
) -> str | None:
    """The text of a record with the sign-offs at `kept` left, the others out, and some more after them.

    `fields` are those of the text. None where the file is written in a way that cannot be edited by lines.
    """
    mark, text = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    reviews = (*(fields.reviews[i] for i in sorted(kept)), *added)
    for lines in _ways(text, ending, fields.reviews, kept, added):
        made = "".join(lines)
        if _says(made, ending, type(fields), fields.model_copy(update={"reviews": reviews}), text):
            return mark + made
    return None


def _says(made: str, ending: str, model: type[RecordFields], meant: RecordFields, before: str) -> bool:
    tree, body, _, problems = parse_record_text(_plain(made), ending, "")
    _, old_body, _, _ = parse_record_text(_plain(before), ending, "")
    if tree is None or problems or body != old_body:
        return False
    fields, problems = validate(tree, model, "")
    return not problems and fields == meant


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _ways(
    text: str, ending: str, reviews: Sequence[Review], kept: Collection[int], added: Sequence[Review]
) -> Iterator[list[str]]:
    """How the lines may be put together, the most careful way first."""
    lines = _LINE.findall(text)
    tree, *_ = parse_record_text(_plain(text), ending, "")
    if tree is None or not tree.entries:
        return
    end = len(lines) + 1
    if ending == "md":
        end = next(i for i, line in enumerate(lines[1:], 2) if line.rstrip("\r\n") == "---")
    eol = next((line[len(line.rstrip("\r\n")) :] for line in lines if line.rstrip("\r\n") != line), "\n")
    is_chinese = any(not str(name.text).isascii() for name, _ in tree.entries)
    field = _Field.of(tree, end)
    label = field.label if field else "审核" if is_chinese else "reviews"
    style = _Style(eol, is_chinese=label != "reviews")
    fresh = [*(reviews[i] for i in sorted(kept)), *added]
    if field is None:
        indent = " " * (tree.entries[0][0].column - 1)
        block = style.block(label, fresh, indent)
        if end > len(lines) and lines[-1] == lines[-1].rstrip("\r\n"):
            lines[-1] += eol
        yield [*lines[: end - 1], *block, *lines[end - 1 :]]
        first = tree.entries[0][0].line
        yield [*lines[: first - 1], *block, *lines[first - 1 :]]
        return
    last = _last_line(lines, field.start, field.end)
    if spans := _spans(lines, field, len(reviews), last):
        out = {line for i, span in enumerate(spans) if i not in kept for line in range(*span)}
        left = [line for i, line in enumerate(lines[:last], 1) if i not in out]
        if left[-1] == left[-1].rstrip("\r\n"):
            left[-1] += eol
        indent = " " * (field.column - 1)
        entries = (line for review in added for line in style.entry(review, indent))
        yield [*left, *entries, *lines[last:]]
    block = style.block(label, fresh, " " * field.indent)
    yield [*lines[: field.start - 1], *block, *lines[last:]]


@dataclass(frozen=True, slots=True)
class _Field:
    """The field of the reviews: its lines from `start` up to `end`, which is not of it; where its value begins."""

    label: str
    start: int
    end: int
    indent: int
    line: int
    column: int

    @classmethod
    def of(cls, tree: yamlfile.Mapping, end: int) -> _Field | None:
        keys = [name for name, _ in tree.entries]
        for i, (name, value) in enumerate(tree.entries):
            if name.text in ("reviews", "审核"):
                after = keys[i + 1].line if i + 1 < len(keys) else end
                return cls(name.text, name.line, after, name.column - 1, value.line, value.column)
        return None


@dataclass(frozen=True, slots=True)
class _Style:
    """How new lines are written: their ends, and whether fields have their Chinese names."""

    eol: str
    is_chinese: bool

    def block(self, label: str, reviews: Sequence[Review], indent: str) -> list[str]:
        lines = [f"{indent}{label}:{self.eol}"]
        for review in reviews:
            lines += self.entry(review, indent + "  ")
        return lines

    def entry(self, review: Review, indent: str) -> list[str]:
        shape = shape_of(Review)
        lines: list[str] = []
        for key, value in _said(review).items():
            name = shape[key].label if self.is_chinese else key
            lines.append(f"{indent}{'  ' if lines else '- '}{name}: {quoted(value)}{self.eol}")
        return lines


def _said(review: Review) -> Mapping[str, str]:
    said = {"step": review.step, "by": review.by, "date": review.date.isoformat()}
    if review.result != AGREED:
        said["result"] = review.result
    more = {"reason": review.reason, "digest": review.digest, "signature": review.signature}
    return said | {key: value for key, value in more.items() if value}


def _last_line(lines: Sequence[str], start: int, end: int) -> int:
    """The last line of a field that says something; lines count from 1."""
    return max(i for i in range(start, end) if i == start or not _IDLE.fullmatch(lines[i - 1]))


def _spans(lines: Sequence[str], field: _Field, count: int, last: int) -> list[tuple[int, int]] | None:
    """The lines of each entry of a list that is written a dash an entry; comments between them are of none."""
    column = field.column - 1
    dashes = [
        i
        for i in range(field.line, last + 1)
        if i > field.start
        and lines[i - 1][:column].strip() == ""
        and lines[i - 1][column : column + 1] == "-"
    ]
    if not count or len(dashes) != count or dashes[0] != field.line:
        return None
    ends = [*dashes[1:], last + 1]
    return [(start, _last_line(lines, start, end) + 1) for start, end in zip(dashes, ends, strict=True)]
