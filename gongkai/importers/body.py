"""The text of a source made safe for our Markdown, so that every character a reader saw before is seen again.

In plain text only headings and well-formed tables are marks; every other line is words, each a paragraph of its own.
In Markdown all marks stay, but for raw HTML, accidental code blocks, and links that lead nowhere here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.catalog.links import parse_link
from gongkai.content.markup import TextTooDeepError, render_markdown
from gongkai.importers.mapping import PLAIN
from gongkai.importers.oddities import Notebook
from gongkai.importers.source import Line, UnreadableError
from gongkai.text import plain_text

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})([ \t\u3000]*)(.*?)[ \t]*$")
_RULE = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(\|[ ]*:?-+:?[ ]*)+\|?[ ]*$")
_INLINE = re.compile(r"[\\`*_\[\]]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_OPENING = re.compile(
    r"(?P<number>\d+)\.(?=\s|$)|(?P<mark>[-+>#])|(?P<colon>:)(?=\s)|(?P<setext>=)(?==*\s*$)"
)
_INDENT = re.compile(r"^(\t|[ ]{4,})")
_CONTENTS = re.compile(r"#*\s*目\s*录\s*$")
_TAG = re.compile(r"<(?=[/!?\w])")
_LINK = re.compile(r"!?\[(?P<words>[^\]]*)\]\(\s*<?(?P<target>[^)\s>]*)>?[^)]*\)")
_EDGES = " \t\u3000\xa0"
_BLANKS = re.compile(r"\n\n+")


def make_body(lines: tuple[Line, ...], style: str, notes: Notebook) -> str:
    """The body of the record, ending in one line break; empty where there is no text at all."""
    if not any(line.text.strip() for line in lines):
        return ""
    for line in lines:
        if _CONTENTS.fullmatch(line.text.strip()):
            notes.note("contents", line.number)
    written = _plain(lines, notes) if style == PLAIN else _markdown(lines, notes)
    return _BLANKS.sub("\n\n", "\n".join(written)).strip("\n") + "\n"


def _plain(lines: tuple[Line, ...], notes: Notebook) -> Iterator[str]:
    tables = _table_lines(lines)
    splits = indents = marks = 0
    previous = ""
    for i, line in enumerate(lines):
        text = line.text.strip(_EDGES)
        in_table = i in tables
        if text and previous and not (in_table and i - 1 in tables):
            splits += 1
            yield ""
        if text and _INDENT.match(line.text) and not in_table:
            indents += 1
        written = _plain_line(Line(line.number, text), in_table=in_table, notes=notes)
        marks += written not in (text, _shaped_heading(text))
        yield written
        previous = text
    for code, count in (("lines-split", splits), ("indent", indents), ("marks", marks)):
        if count:
            notes.note(code, count=str(count))


def _shaped_heading(text: str) -> str:
    return re.sub(r"^(#+)\s*", r"\1 ", text)


def _plain_line(line: Line, *, in_table: bool, notes: Notebook) -> str:
    if in_table:
        return _escape_inline(line, notes)
    heading = _HEADING.match(line.text)
    if heading and heading[3]:
        if not heading[2]:
            notes.note("heading-written", line.number, value=line.text)
        words = _escape_inline(Line(line.number, heading[3]), notes)
        return f"{heading[1]} " + re.sub(r"#(?=#*$)", r"\\#", words)
    return _escape_opening(_escape_inline(line, notes))


def _escape_inline(line: Line, notes: Notebook) -> str:
    text = _ENTITY.sub("&amp;", _INLINE.sub(r"\\\g<0>", line.text))
    return _keep_tags(Line(line.number, text), notes)


def _keep_tags(line: Line, notes: Notebook) -> str:
    for match in _TAG.finditer(line.text):
        notes.note("tag", line.number, value=line.text[match.start() : match.start() + 40])
    return line.text.replace("<", "&lt;")


def _escape_opening(text: str) -> str:
    """The beginning of a line may look like a list, a quotation, a rule, a definition or an underline."""
    match = _OPENING.match(text)
    if not match:
        return text
    rest = text[match.end() :]
    if match["number"]:
        return f"{match['number']}\\.{rest}"
    return f"\\{match['mark']}{rest}" if match["mark"] else f"&#{ord(match[0])};{rest}"


def _table_lines(lines: tuple[Line, ...]) -> set[int]:
    """Numbers (in the sequence) of the lines of tables: a row, a rule of as many cells, and the rows below."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        if i == 0 or not _RULE.match(line.text) or "|" not in lines[i - 1].text:
            continue
        end = i + 1
        while end < len(lines) and "|" in lines[end].text:
            end += 1
        found.update(range(i - 1, end))
    return found


def _markdown(lines: tuple[Line, ...], notes: Notebook) -> Iterator[str]:
    indents = 0
    previous = ""
    for line in lines:
        text = line.text.rstrip()
        if _INDENT.match(text) and not previous.strip():
            indents += 1
            text = text.lstrip(_EDGES)
        quote = re.match(r"[ >]*", text)
        start = quote.end() if quote else 0
        yield (
            text[:start]
            + _LINK.sub(
                lambda match, number=line.number: _keep_link(match, number, notes),  # type: ignore[misc]
                _keep_tags(Line(line.number, text[start:]), notes),
            )
        )
        previous = text
    if indents:
        notes.note("indent", count=str(indents))


def _keep_link(match: re.Match[str], number: int, notes: Notebook) -> str:
    if _leads_out(match["target"]) and not match[0].startswith("!"):
        return match[0]
    notes.note("local-link", number, value=match[0])
    return re.sub(r"[!\[\]()]", r"\\\g<0>", match[0])


def _leads_out(target: str) -> bool:
    return parse_link(target, "").to == "outside"


def prove_body(body: str, lines: tuple[Line, ...], style: str) -> None:
    """Render the body and see that no word is lost; raises `UnreadableError` at the first line that is."""
    try:
        rendered = render_markdown(body, "")
    except TextTooDeepError:
        raise UnreadableError("正文层次太深，排不出来", "the text is nested too deep") from None
    dead = [link for link in rendered.links if not (_leads_out(link) or link[1:] in rendered.anchors)]
    if lost := [*rendered.dropped, *dead, *(image.source for image in rendered.images)]:
        what = "、".join(lost)
        raise UnreadableError(f"正文里的 {what} 排不出来", f"{what} in the text would be lost")
    if style == PLAIN:
        _compare(_solid(plain_text(rendered.html)), lines)


def _compare(shown: str, lines: tuple[Line, ...]) -> None:
    tables, at = _table_lines(lines), 0
    for i, line in enumerate(lines):
        for part in _words(line, is_row=i in tables):
            if not shown.startswith(part, at):
                zh, en = f"这一行排出来会走样：{part[:40]}", f"this line would be changed: {part[:40]}"
                raise UnreadableError(zh, en, line.number)
            at += len(part)


def _words(line: Line, *, is_row: bool) -> Iterator[str]:
    """What a reader should see of a line, without white space: a row by its cells, a heading without its marks."""
    text = line.text.strip(_EDGES)
    if is_row:
        if not _RULE.match(line.text):
            yield from (_solid(cell) for cell in text.strip("|").split("|"))
        return
    heading = _HEADING.match(text)
    yield _solid(heading[3] if heading and heading[3] else text)


def _solid(text: str) -> str:
    return "".join(text.split())
