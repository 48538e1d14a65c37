"""A strict subset of YAML, read into a tree that knows its lines and columns.

Scalars stay text: what they mean is the schema's business, so that `no`, `010` or `12:30` surprise nobody.
No anchors, aliases, tags, duplicate keys, second documents; bounded depth and size, so that no file can blow up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

from gongkai.findings import Finding, Location
from gongkai.text import CONTROL

MAX_DEPTH = 20
MAX_NODES = 200_000


class Scalar(NamedTuple):
    """`text` is None for an empty plain scalar, `null` and `~`."""

    text: str | None
    line: int
    column: int


class Sequence(NamedTuple):
    entries: tuple[Node, ...]
    line: int
    column: int


class Mapping(NamedTuple):
    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping

_CLERKS_WORDS: tuple[tuple[str, str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "一行里出现了两个“: ”，或者缩进不对",
        "内容里有冒号加空格时，给整个内容加上引号",
        "quote a value that holds a colon followed by a space",
    ),
    ("found a tab character", "用了制表符（Tab）缩进", "改用空格缩进", "indent with spaces"),
    ("found character '\\t'", "用了制表符（Tab）缩进", "改用空格缩进", "indent with spaces"),
    ("cannot start any token", "这个符号不能放在开头", "给内容加上引号", "quote the value"),
    (
        "could not find expected ':'",
        "字段名后面缺少冒号",
        "写成“字段: 内容”，冒号是英文的，后面空一格",
        "write `name: value`",
    ),
    (
        "did not find expected key",
        "缩进不齐，或者引号后面还有文字",
        "同一层的字段要对齐",
        "align fields of one level",
    ),
    ("expected <block end>", "缩进不齐", "同一层的字段要对齐", "align fields of one level"),
    ("did not find expected '-' indicator", "列表没有对齐", "每项以“- ”开头并对齐", "align the entries"),
    ("unexpected end of stream", "引号或括号没有写完", "补上另一半", "close it"),
    (
        "did not find expected ',' or",
        "方括号或花括号里缺少逗号或右括号",
        "补上，或者改成每项一行",
        "add it or write one entry a line",
    ),
    ("control characters", "有看不见的控制字符", "删掉它", "delete it"),
)


_WIDE_COLON = re.compile(r"^[ -]*([\w（）]{1,20})：", re.MULTILINE)
"""A field written with the colon of Chinese text: what clerks do most."""


_EMPTY = ("", "~", "null")


class _RefusedError(Exception):
    def __init__(self, code: str, event: yaml.Event, **words: str) -> None:
        super().__init__(code)
        self.code, self.words = code, words
        self.line, self.column = _place(event)


def _place(event: yaml.Event) -> tuple[int, int]:
    """Line from 0, column from 1."""
    mark = event.start_mark
    return (mark.line, mark.column + 1) if mark else (0, 1)


class _TreeBuilder:
    """Builds the tree from the parser's events; problems that do not stop the reading are collected."""

    _next: Callable[[], Any]

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.findings: list[Finding] = []
        self._path = path
        self._shift = first_line
        self._text = text
        self._nodes = 0

    def build(self) -> Node | None:
        """Asks libyaml for the events itself: `yaml.parse` costs as much again as all the rest."""
        loader: Any = yaml.CSafeLoader(self._text)
        self._next = loader.get_event
        self._next()  # stream start
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        tree = self._node(self._next(), 0)
        self._next()  # document end
        rest = self._next()
        if not isinstance(rest, yaml.StreamEndEvent):
            raise _RefusedError("Y107", rest)
        return tree

    def _node(self, event: Any, depth: int) -> Node:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _RefusedError("Y106", event, limit=f"{MAX_NODES:,}")
        if depth > MAX_DEPTH:
            raise _RefusedError("Y105", event, limit=str(MAX_DEPTH))
        if event.anchor:  # an alias has one too
            raise _RefusedError("Y102", event)
        if event.tag:
            raise _RefusedError("Y103", event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _scalar(self, event: Any) -> Scalar:
        text: str | None = event.value
        if match := CONTROL.search(event.value):
            raise _RefusedError("Y110", event, character=f"U+{ord(match[0]):04X}")
        if text in _EMPTY and not event.style:
            text = None
        mark = event.start_mark
        return Scalar(text, mark.line + self._shift, mark.column + 1)

    def _sequence(self, start: Any, depth: int) -> Sequence:
        entries = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            entries.append(self._node(event, depth + 1))
        return Sequence(tuple(entries), start.start_mark.line + self._shift, start.start_mark.column + 1)

    def _mapping(self, start: Any, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar) or not key.text:
                raise _RefusedError("Y109", event)
            if key.text in entries:
                words = {"value": key.text, "first": str(entries[key.text][0].line)}
                self.findings.append(Finding("Y104", Location(self._path, key.line, key.column), words))
                continue
            entries[key.text] = (key, value)
        entry_list = tuple(entries.values())
        return Mapping(entry_list, start.start_mark.line + self._shift, start.start_mark.column + 1)


def parse_yaml(text: str, path: str, first_line: int = 1) -> tuple[Mapping | None, list[Finding]]:
    """Parse the text of one file, or of its front matter that begins on `first_line`.

    Returns the mapping at its top, or None with at least one finding.
    """
    builder = _TreeBuilder(text, path, first_line)
    try:
        tree = builder.build()
    except _RefusedError as refusal:
        place = Location(path, refusal.line + first_line, refusal.column)
        return None, [*builder.findings, Finding(refusal.code, place, refusal.words)]
    except yaml.YAMLError as error:
        return None, [*builder.findings, _syntax_finding(error, text, path, first_line)]
    if not isinstance(tree, Mapping):
        if isinstance(tree, Scalar) and (wide := _WIDE_COLON.search(text)):
            return None, [*builder.findings, _wide_colon_finding(wide, text, path, first_line)]
        line, column = (tree.line, tree.column) if tree else (first_line, 1)
        return None, [*builder.findings, Finding("Y108", Location(path, line, column))]
    return tree, builder.findings


def _syntax_finding(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Location(path, mark.line + first_line, mark.column + 1) if mark else Location(path, first_line)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error).strip()
    last = mark.line if mark else 0
    lines = text.splitlines()
    if last < len(lines) and "\t" in lines[last][: len(lines[last]) - len(lines[last].lstrip())]:
        problem = "found a tab character"
    near = (
        match
        for match in _WIDE_COLON.finditer(text)
        if text.count("\n", 0, match.start()) in (last - 1, last)
    )
    if wide := next(near, None):
        return _wide_colon_finding(wide, text, path, first_line)
    for sign, zh, hint, hint_en in _CLERKS_WORDS:
        if sign in problem:
            return Finding("Y101", place, {"problem": f"{zh}（{problem}）", "hint": hint, "hint_en": hint_en})
    return Finding(
        "Y101",
        place,
        {"problem": problem, "hint": "检查冒号、引号和缩进", "hint_en": "check colons, quotes, indents"},
    )


def _wide_colon_finding(wide: re.Match[str], text: str, path: str, first_line: int) -> Finding:
    words = {
        "problem": f"“{wide[1]}”后面用了中文冒号",
        "hint": "改成英文冒号加空格，如 标题: 关于……的通知",
        "hint_en": "use an ASCII colon and a space",
    }
    line = text.count("\n", 0, wide.start()) + first_line
    return Finding("Y101", Location(path, line, wide.end(1) - wide.start() + 1), words)


def plain(node: Node) -> object:
    """The tree as plain lists, dictionaries and text."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(entry) for entry in node.entries]
    return {key.text: plain(value) for key, value in node.entries}
