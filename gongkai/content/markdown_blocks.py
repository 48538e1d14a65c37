"""A short way through Markdown for texts of the common shape: the bytes of Python-Markdown, ten times sooner.

Headings with `#`, paragraphs, lists of one line an entry, tables with pipes on both sides, `**bold**` and plain links
are written here; words with other marks (images, code …) go to the library by themselves. A text with anything else
(HTML, footnotes, quotes, indented lines …) is not for here: the answer is None, and the library takes the whole.

What is written here needs no sanitising, links apart: no text with `<` or `&` comes here, `>` is escaped, and the only
attributes are heading ids (letters, digits, `-`, `_`), `start` (digits) and the alignment of cells (three words).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown.extensions.toc import slugify_unicode, unique

_FOR_THE_LIBRARY = ("<", "&", "[^", "]:", "[TOC]")
"""HTML, footnotes, references, a table of contents."""
_HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MARK = re.compile(r"[\\`*_\[]")
"""Every inline pattern of Python-Markdown needs one of these, or `<`, `&`, or two spaces at the end of a line."""
_BOLD = re.compile(r"\*\*([^\s*](?:[^*]*[^\s*])?)\*\*")
_LINK = re.compile(r"(?<!!)\[([^*\[\]]+)\]\(([A-Za-z0-9:/.,#%?=~@_-]+)\)")
_NBSP = "\xa0"
"""Allowed, but a sanitiser writes it as `&nbsp;`."""
_BLANK_LINE = re.compile(r"(?<=\n) +\n")
_HEADING = re.compile(r"(#{1,6})([^#\\\n]+)(?:\n|$)")
_ENTRY = re.compile(r"(?:([0-9]{1,9})\.|[*+-]) +([^\n]+)")
_MAYBE_NO_TEXT = re.compile(r"[ #>+\-=:|_]|\*(?!\*[^\s*])|\d+\. ")
"""How lines begin that are, or might be, something else than the text of a paragraph or of an entry."""
_ALIGNED = {
    (True, True): ' style="text-align: center;"',
    (True, False): ' style="text-align: left;"',
    (False, True): ' style="text-align: right;"',
    (False, False): "",
}


@dataclass(frozen=True, slots=True)
class Written:
    """`is_own` says that all of `html` was written here and is as a sanitiser would leave it."""

    html: str
    is_own: bool


class _NotForHereError(Exception):
    pass


def write_blocks(text: str, convert: Callable[[str], str]) -> Written | None:
    """The HTML of a text; `convert` is the library, asked for single paragraphs."""
    if any(mark in text for mark in _FOR_THE_LIBRARY) or _HIDDEN.search(text):
        return None
    writer = _Writer(convert)
    try:
        html = "\n".join([part for block in _blocks(text) for part in writer.write(block)])
    except _NotForHereError:
        return None
    return Written(html, writer.is_own and _NBSP not in html and "<a " not in html)


def _blocks(text: str) -> Iterator[str]:
    text += "\n\n"
    if " \n" in text:
        text = _BLANK_LINE.sub("\n", text)
    for block in text.split("\n\n"):
        if found := block.strip("\n"):
            yield found


class _Writer:
    """Writes block by block what the library would; heading ids are unique in the text."""

    def __init__(self, convert: Callable[[str], str]) -> None:
        self.is_own = True
        self._convert = convert
        self._ids: set[str] = set()
        self._counters: dict[str, int] = {}
        self._open_list = ""

    def write(self, block: str) -> Iterator[str]:
        while heading := _HEADING.match(block):
            self._open_list = ""
            yield self._heading(heading)
            block = block[heading.end() :]
        if not block:
            return
        if not _MAYBE_NO_TEXT.match(block):
            self._open_list = ""
            yield self._paragraph(block)
        elif block[0] == "|":
            self._open_list = ""
            yield self._table(block)
        else:
            yield self._list(block)

    def _heading(self, match: re.Match[str]) -> str:
        level, words = len(match[1]), match[2].strip()
        written = _inline(words)
        if not words or written is None or "[" in words:
            raise _NotForHereError
        anchor = unique(_slug(words), self._ids, self._counters)  # type: ignore[call-arg]  # older stubs
        return f'<h{level} id="{anchor}">{written}</h{level}>'

    def _paragraph(self, block: str) -> str:
        words = block.lstrip()
        if not words or ("\n" in block and any(map(_MAYBE_NO_TEXT.match, block.split("\n")))):
            raise _NotForHereError
        return f"<p>{self._words(words)}</p>"

    def _list(self, block: str) -> str:
        """A list right after one of its kind would be the same list to the library, with paragraphs in it."""
        entries = [_ENTRY.fullmatch(line) for line in block.split("\n")]
        number = entries[0] and entries[0][1]
        tag = "ol" if number else "ul"
        if tag == self._open_list:
            raise _NotForHereError
        self._open_list = tag
        start = f' start="{number}"' if number and number != "1" else ""
        written = "\n".join([self._entry(entry, tag) for entry in entries])
        return f"<{tag}{start}>\n{written}\n</{tag}>"

    def _table(self, block: str) -> str:
        lines = [line.strip(" ") for line in block.split("\n")]
        if (
            len(lines) < 3
            or not all(line[0] == line[-1] == "|" for line in lines)
            or "\\" in block
            or "`" in block
        ):
            raise _NotForHereError
        head, rule, *rows = (line[1:-1].split("|") for line in lines)
        if len(head) == 1 or len(rule) != len(head) or not set("".join(rule)) <= set(":- "):
            raise _NotForHereError
        stripped = (cell.strip(" ") for cell in rule)
        aligned = [_ALIGNED[cell.startswith(":"), cell.endswith(":")] for cell in stripped]
        body = "\n".join([self._row("td", row, aligned) for row in rows])
        return f"<table>\n<thead>\n{self._row('th', head, aligned)}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"

    def _entry(self, match: re.Match[str] | None, tag: str) -> str:
        if match is None or ("ol" if match[1] else "ul") != tag or _MAYBE_NO_TEXT.match(match[2]):
            raise _NotForHereError
        words = match[2].lstrip()
        if not words:
            raise _NotForHereError
        return f"<li>{self._words(words)}</li>"

    def _row(self, tag: str, cells: list[str], aligned: list[str]) -> str:
        """As many cells as the head has; a row may have fewer or more."""
        cells += [""] * (len(aligned) - len(cells))
        written = [
            f"<{tag}{align}>{self._words(cell.strip(' '))}</{tag}>"
            for cell, align in zip(cells, aligned, strict=False)
        ]
        return "<tr>\n" + "\n".join(written) + "\n</tr>"

    def _words(self, words: str) -> str:
        """Words of a paragraph, an entry or a cell; the library is asked for them as a paragraph of their own."""
        written = _inline(words)
        if written is None:
            if words[0].isspace() or _MAYBE_NO_TEXT.match(words):
                raise _NotForHereError
            self.is_own = False
            written = self._convert(words).removeprefix("<p>").removesuffix("</p>")
        return written


@lru_cache(maxsize=4096)
def _slug(words: str) -> str:
    """The id of a heading before it is made unique; official texts have many headings in common."""
    return slugify_unicode(" ".join(words.replace("**", "").split()), "-")


def _inline(words: str) -> str | None:
    """None where there are marks that are not for here."""
    if ">" in words:
        words = words.replace(">", "&gt;")
    if "  \n" in words:
        return None
    if not _MARK.search(words):
        return words
    if _MARK.search(_BOLD.sub(r"\1", _LINK.sub(r"\1", words))):
        return None
    return _BOLD.sub(r"<strong>\1</strong>", _LINK.sub(r'<a href="\2">\1</a>', words))
