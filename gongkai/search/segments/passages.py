"""One document as files and as postings: passages to show, and what the index notes of each of its words.

A long text is cut into passages, so that showing a hit costs one of them. The index holds whole documents;
each posting of a long one notes, a bit each, the passages that hold the word: the page asks for the
passage with most of the words. That keeps counts exact and finds words that stand far apart.
"""

import re
from bisect import bisect_right
from collections import Counter
from typing import Any, Final

from gongkai.search.analyser import analyse, words
from gongkai.search.documents import SearchDocument

PASSAGE_LENGTH: Final = 1500
"""Characters of a passage, as long as there are not too many of them."""

MOST_PASSAGES: Final = 24
OVERLAP: Final = 40
"""Characters of the next passage that are told with a passage, for phrases on the border."""

AVERAGE_LENGTH: Final = 1000
"""Words of a document of common length. A constant: a true average would change with every edit."""

LEVELS: Final = 4
"""Few, since each posting pays: with eight a query costs a tenth more and finds nothing better."""

NAMED, NUMBERED, LONG = 4, 8, 16
"""Flags above the level: in the title, in the document number, and the document has several passages."""

IMPACTS: Final = 32
"""So many impacts there are: of a level and flags."""

_SATURATION: Final = 1.2
_LENGTH_SHARE: Final = 0.75
_BORDER: Final = re.compile(r"[。！？；\n]")


def cut(text: str) -> list[int]:
    """Return where each passage begins, after a sentence where one ends nearby."""
    parts = min(MOST_PASSAGES, max(1, -(-len(text) // PASSAGE_LENGTH)))
    starts = [0]
    for part in range(1, parts):
        end = len(text) * part // parts
        borders = [match.end() for match in _BORDER.finditer(text, (starts[-1] + end) // 2, end)]
        starts.append(borders[-1] if borders else end)
    return starts


def write_passages(document: SearchDocument) -> list[dict[str, Any]]:
    """Return what the files of a document hold: all of it, its text spread over them."""
    text = document.text or document.summary
    starts = cut(text)
    head = {
        "id": document.id,
        "url": document.url,
        "title": document.title,
        "number": document.document_number,
        "published": document.published,
        "unit": document.unit,
        "field": list(document.field),
        "kind": document.kind,
        "year": document.year,
        "validity": document.validity,
        "topic": document.topic,
    }
    ends = [*starts[1:], len(text)]
    return [
        {**head, "text": text[start:end], "next": text[end : end + OVERLAP]}
        for start, end in zip(starts, ends, strict=True)
    ]


def read_passages(passages: list[dict[str, Any]]) -> SearchDocument:
    """Return the document, which gives the same passages and postings again."""
    head = passages[0]
    return SearchDocument(
        id=head["id"],
        url=head["url"],
        title=head["title"],
        document_number=head["number"],
        text="".join(passage["text"] for passage in passages),
        published=head["published"],
        unit=head["unit"],
        field=tuple(head["field"]),
        kind=head["kind"],
        year=head["year"],
        validity=head["validity"],
        topic=head["topic"],
        summary="",
    )


def find_postings(document: SearchDocument) -> dict[str, int]:
    """Return word -> (impact << 24 | passages): the impact is a level and flags, a passage is a bit."""
    text = document.text or document.summary
    title, number = words(document.title), words(document.document_number)
    counts = Counter(words(text))
    counts.update(title)
    counts.update(number)
    flags = dict.fromkeys(title, NAMED)
    for word in number:
        flags[word] = flags.get(word, 0) | NUMBERED
    norm = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * _coarse(counts.total()) / AVERAGE_LENGTH)
    levels = [min(LEVELS - 1, int(LEVELS * count / (count + norm))) for count in range(64)]
    postings = {
        word: (levels[count if count < 64 else 63] | flags.get(word, 0)) << 24
        for word, count in counts.items()
    }
    starts = cut(text)
    if len(starts) > 1:
        for word in postings:
            postings[word] |= LONG << 24
        for token in analyse(text):
            postings[token.text] |= 1 << (bisect_right(starts, token.start) - 1)
    return postings


def _coarse(length: int) -> int:
    """Return `length` rounded down to two binary digits, so that a few more words change no other's impact."""
    drop = max(0, length.bit_length() - 2)
    return length >> drop << drop
