"""Cut text into the words that are indexed, and put the text together again from them.

The browser cuts queries with `layouts/scripts/search/analyser.js`, a mirror of this module; both must
give the same words for the same text (tested). It has no dictionary on purpose: overlapping pairs of
Chinese characters find every substring of two characters or more, and are the same everywhere.
"""

import functools
import re
import unicodedata
from dataclasses import dataclass
from operator import add
from typing import Final

import opencc

RUN_END: Final = "\u01c0"
"""Stands after the last character of a Chinese run, so that it is a word of its own and ends the run.

Alone it is a word that means nothing, for text without any: Pagefind drops a record without words.
A text's own letter of this shape (a click of Khoisan languages) counts as punctuation.
"""

LITERAL: Final = 0xE000
"""First of 256 private characters: one byte of text which must reach readers but not the index."""

ORIGINAL: Final = 0xE100
"""First of 256 private characters: one byte of what the run before looked like unfolded."""

_HAN_RANGES: Final = (
    (0x3005, 0x3005),
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0x20000, 0x323AF),
)
_TRADITIONAL_RANGES: Final = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2A6DF))
_VARIATION_SELECTORS: Final = ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_PLAIN_SEPARATORS: Final = frozenset({"Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Sm", "Sc", "Sk"})

_RUNS: Final = re.compile(r"(?P<han>h(?:f*h)*)|(?P<word>w[wf]*)|(?P<rest>[sf]+)")


@dataclass(frozen=True, slots=True)
class Token:
    """One indexed word and where it stands in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of Chinese (`han`), of letters and digits (`word`), or of anything else (`rest`)."""

    kind: str
    folded: str
    start: int
    end: int


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def is_han(char: str) -> bool:
    """Say whether `char` is a Chinese character (or 々 or 〇, which stand for one)."""
    return _within(ord(char), _HAN_RANGES)


@functools.cache
def traditional_table() -> dict[str, str]:
    """Return traditional -> simplified, one character at a time, by OpenCC.

    Phrases are left alone: a query is too short to give the context they need.
    """
    chars = [chr(code) for first, last in _TRADITIONAL_RANGES for code in range(first, last + 1)]
    converted = opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n")
    table = {char: simple for char, simple in zip(chars, converted, strict=True) if simple != char}
    return {char: table.get(simple, simple) for char, simple in table.items() if len(simple) == 1}


def fold_table_script() -> str:
    """Return the table as a script module for the browser: one text of pairs, traditional first."""
    pairs = "".join(char + simple for char, simple in sorted(traditional_table().items()))
    return f'export const FOLD_PAIRS = "{pairs}";\n'


class _Folding(dict[int, str]):
    """A table for `str.translate`, filled as characters turn up."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if _is_invisible(char):
            folded = ""
        else:
            half_width = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).lower())
            folded = "".join(traditional_table().get(each, each) for each in half_width)
        self[code] = folded
        return folded


class _Kinds(dict[int, str]):
    """A table for `str.translate`: `h` Chinese, `w` part of a word, `f` invisible, `s` separator."""

    def __missing__(self, code: int) -> str:
        kind = _kind(chr(code))
        self[code] = kind
        return kind


_FOLDING: Final = _Folding()
_KINDS: Final = _Kinds()


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) == "Cf" or _within(ord(char), _VARIATION_SELECTORS)


def _kind(char: str) -> str:
    if _is_invisible(char):
        return "f"
    if char == RUN_END:
        return "s"
    folded = char.translate(_FOLDING)
    if len(folded) == 1 and is_han(folded):
        return "h"
    return "w" if any(unicodedata.category(each)[0] in "LNM" for each in folded) else "s"


def fold(text: str) -> str:
    """Return `text` half-width, in lower case and in simplified characters."""
    return text.translate(_FOLDING)


def _word(folded: str) -> str:
    """Return the letters, digits and marks of `folded`; empty if there is no letter or digit."""
    letters = "".join(char for char in folded if unicodedata.category(char)[0] in "LNM")
    return letters if any(unicodedata.category(char)[0] in "LN" for char in letters) else ""


def _runs(text: str) -> list[_Run]:
    runs = []
    for match in _RUNS.finditer(text.translate(_KINDS)):
        start, end = match.span()
        kind, folded = str(match.lastgroup), fold(text[start:end])
        if kind == "word" and not (folded.isascii() and folded.isalnum()):
            folded = _word(folded)
        runs.append(_Run(kind if folded else "rest", folded, start, end))
    return runs


def analyse(text: str) -> list[Token]:
    """Return the words under which `text` is indexed, in order.

    A run of Chinese gives its overlapping pairs and, alone, its last character: so each
    character of the text begins some word, and a single one can be found too.
    """
    found: list[Token] = []
    for run in _runs(text):
        if run.kind == "word":
            found.append(Token(run.folded, run.start, run.end))
        elif run.kind == "han":
            found.extend(_pairs(run, text))
    return found


def words(text: str) -> list[str]:
    """Return the texts of `analyse` alone, without their places: in a third of the time."""
    found: list[str] = []
    for match in _RUNS.finditer(text.translate(_KINDS)):
        kind = match.lastgroup
        if kind == "rest":
            continue
        folded = text[match.start() : match.end()].translate(_FOLDING)
        if kind == "han":
            found += map(add, folded, folded[1:])
            found += folded[-1:]
        elif folded := folded if folded.isascii() and folded.isalnum() else _word(folded):
            found.append(folded)
    return found


def _pairs(run: _Run, text: str) -> list[Token]:
    places = [at for at in range(run.start, run.end) if text[at].translate(_KINDS) == "h"]
    last = len(places) - 1
    return [Token(run.folded[n : n + 2], at, places[min(n + 1, last)] + 1) for n, at in enumerate(places)]


def tokens(query: str) -> list[str]:
    """Return the different words to look for, in order.

    A lone Chinese character (号 in 12号) would match far too much and is left out beside others;
    the order of the hits still heeds it.
    """
    words: dict[str, None] = {}
    singles: dict[str, None] = {}
    for run in _runs(query):
        if run.kind == "word":
            words[run.folded] = None
        elif run.kind == "han" and len(run.folded) == 1:
            singles[run.folded] = None
        elif run.kind == "han":
            words.update((run.folded[at : at + 2], None) for at in range(len(run.folded) - 1))
    return list(words or singles)


def squeeze(text: str) -> str:
    """Return `text` folded and without anything but letters, digits and Chinese, to compare phrases."""
    return "".join(run.folded for run in _runs(text) if run.kind != "rest")


def encode(text: str) -> str:
    """Return `text` as at least one word between single spaces, from which `decode` makes the text again.

    The index sees exactly the words of `analyse`: what else readers need to see travels as
    punctuation or private characters, which Pagefind keeps but does not index.
    """
    runs = _runs(text)
    pieces = [piece for run in runs for piece in _encode_run(run, text[run.start : run.end])]
    return " ".join(pieces if any(run.kind != "rest" for run in runs) else [*pieces, RUN_END])


def _encode_run(run: _Run, original: str) -> list[str]:
    if run.kind == "rest":
        return ["".join(map(_encode_separator, original))]
    if run.kind == "han":
        ends = [*run.folded[1:], RUN_END]
        pieces = [char + following for char, following in zip(run.folded, ends, strict=True)]
    elif original.isascii():
        return [original]
    else:
        pieces = [run.folded]
    return pieces if run.folded == original else [*pieces, _bytes(original, ORIGINAL)]


def _encode_separator(char: str) -> str:
    return char if unicodedata.category(char) in _PLAIN_SEPARATORS else _bytes(char, LITERAL)


def _bytes(text: str, first: int) -> str:
    return "".join(chr(first + byte) for byte in text.encode("utf-8", "surrogatepass"))


def decode(content: str) -> str:
    """Return the text of which `encode` made `content`; the browser does the same for excerpts."""
    runs: list[str] = []
    inside = False
    for piece in content.split(" "):
        if piece in ("", RUN_END):
            continue
        first = ord(piece[0])
        if ORIGINAL <= first < ORIGINAL + 256:
            runs[-1] = _text_of(piece)
        elif is_han(piece[0]) and len(piece) == 2:
            runs[-1:] = [runs[-1] + piece[0]] if inside else [*runs[-1:], piece[0]]
            inside = piece[1] != RUN_END
            continue
        else:
            runs.append(_text_of(piece))
        inside = False
    return "".join(runs)


def _text_of(piece: str) -> str:
    private = range(LITERAL, ORIGINAL + 256)
    parts = (
        bytes([ord(char) & 0xFF]) if ord(char) in private else char.encode("utf-8", "surrogatepass")
        for char in piece
    )
    return b"".join(parts).decode("utf-8", "surrogatepass")
