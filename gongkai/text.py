"""Small things about text that several floors need: sizes for people, plain text of HTML, shortening."""

from __future__ import annotations

import html
import re
from functools import lru_cache

_HEADINGS = [f"h{level}" for level in range(1, 7)]
_BLOCKS = ["p", "li", "tr", "dd", "dt", "blockquote", "pre", "div", "caption", *_HEADINGS]
_ENDS = (
    dict.fromkeys([f"</{name}>" for name in _BLOCKS], "\n")
    | dict.fromkeys(["<br>", "<br/>", "<br />"], "\n")
    | dict.fromkeys(["</td>", "</th>"], " ")
)
"""What stands for a tag where only words are left."""
_TAG = re.compile(r"(<[^>]+>)")
_NOT_PLAIN = re.compile(r"[<&\s]")
_SPACES = re.compile(r"[ \t\u3000\xa0]+")
_ODD_SPACES = ("  ", "\t", "\u3000", "\xa0")
"""Without one of them every space is one already: looking for four texts is quicker than for a class of letters."""
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
"""Characters that nobody sees: controls, and those that turn the direction of text."""
MAIL_ADDRESS = re.compile(r"[a-z0-9][\w.+-]*@[\w-]+(?:\.[\w-]+)+", re.ASCII | re.IGNORECASE)
PHONE_NUMBER = re.compile(
    r"(?<![\w-])(?:0\d{2,3}[- ]?\d{7,8}|[（(]0\d{2,3}[）)]\d{7,8}|400-?\d{3}-?\d{4}|1[3-9]\d{9}|123\d\d)(?![\w-])",
    re.ASCII,
)
"""Numbers with area code, service numbers, mobile numbers, the public hotlines 123xx."""


def file_size(size: int) -> str:
    """Bytes as readers know them: 812 B, 12.4 KB, 3.1 MB."""
    if size < 1000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{size / 1000:.1f} KB"
    return f"{size / 1_000_000:.1f} MB"


def plain_text(markup: str) -> str:
    """The words of sanitised HTML, one line a block."""
    return _words(str(markup)) if _NOT_PLAIN.search(markup) else str(markup)


@lru_cache(maxsize=16)
def _words(markup: str) -> str:
    """Remembered for a few texts: the page of a record, its data and its entry in the search ask one after another."""
    pieces = _TAG.split(markup)
    pieces[1::2] = [_ENDS.get(tag, "") for tag in pieces[1::2]]
    text = html.unescape("".join(pieces))
    if any(map(text.__contains__, _ODD_SPACES)):
        text = _SPACES.sub(" ", text)
    return "\n".join(filter(None, map(str.strip, text.splitlines())))


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut at the end of a sentence where one is near."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    end = max(cut.rfind(mark) for mark in "。；！？")
    return cut[: end + 1] if end > length // 2 else cut.rstrip("，、：") + "…"
