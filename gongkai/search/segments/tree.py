"""The words of the index in leaves whose borders follow from what they hold, as in a prolly tree.

A leaf is a text of entries, each after a `~`, sorted by word:
`word|gaps|impacts` with `|passages` if any of its documents is long, or, for a frequent word,
`word|window:count:block,…` where each block holds the postings of 65,536 numbers.
A leaf begins with a word whose hash says so, the likelier the more postings it has. That depends on the word
and its own postings alone, so an edit changes the leaves of the words it touches and no border elsewhere;
and the same documents give the same blocks whatever came before.
"""

import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from gongkai.search.segments.branches import Leaf
from gongkai.search.segments.files import Shelf, read_text
from gongkai.search.segments.numbering import WINDOW_BITS
from gongkai.search.segments.postings import (
    NUMBER_SHIFT,
    Piece,
    decode_postings,
    encode_piece,
    join_pieces,
    splice,
)
from gongkai.search.segments.runs import Slice, read_addition, read_removal

LEAF_SIZE: Final = 1024
"""Weight of a leaf on average, some 2 kB gzipped. Smaller costs files, larger costs each query."""

WORD_WEIGHT: Final = 2
"""What a word weighs beside its postings: so leaves of rare words are no larger than others."""

FREQUENT: Final = 4096
"""A word with more postings has blocks of its own."""

FREQUENT_WEIGHT: Final = 128


@dataclass(frozen=True, slots=True)
class Entry:
    """A word's line and how much it weighs when borders are drawn."""

    word: str
    weight: int
    line: str


@dataclass(frozen=True, slots=True)
class Division:
    """What is to change in one division: slices of the runs in order of numbers, and the old leaves of all their
    words, each with the leaf before it."""

    leaves: tuple[Leaf, ...]
    additions: tuple[Slice, ...]
    removals: tuple[Slice, ...]
    target: Path
    previous: Path | None


@dataclass(frozen=True, slots=True)
class DivisionResult:
    """The new leaves, and the paths put and dropped."""

    leaves: tuple[Leaf, ...]
    put: frozenset[str]
    dropped: frozenset[str]


def merge_division(division: Division) -> DivisionResult:
    """Apply the runs to one division of the tree; runs in any process."""
    shelf = Shelf(division.target, division.previous)
    added: dict[str, list[Piece]] = {}
    removed: dict[str, list[int]] = {}
    for part in division.additions:
        for line in part.lines():
            word, piece = read_addition(line)
            added.setdefault(word, []).append(piece)
    for part in division.removals:
        for line in part.lines():
            word, numbers = read_removal(line)
            removed.setdefault(word, []).extend(numbers)
    if division.leaves:
        leaves = _merge_leaves(division.leaves, added, removed, shelf)
    else:
        entries = (_entry(word, added[word], shelf) for word in sorted(added))
        leaves = [_put_leaf(block, shelf) for block in _blocks(entries)]
    return DivisionResult(tuple(leaves), frozenset(shelf.put), frozenset(shelf.dropped))


def _begins_leaf(entry: Entry) -> bool:
    return zlib.crc32(entry.word.encode("utf-8")) % LEAF_SIZE < entry.weight


def _blocks(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Cut entries into blocks; what comes first begins one in any case."""
    block: list[Entry] = []
    for entry in entries:
        if block and _begins_leaf(entry):
            yield block
            block = []
        block.append(entry)
    if block:
        yield block


def _put_leaf(block: Sequence[Entry], shelf: Shelf) -> Leaf:
    return Leaf(block[0].word, shelf.put_block("".join([f"~{entry.line}" for entry in block])))


def _entry(word: str, pieces: Sequence[Piece], shelf: Shelf) -> Entry:
    """Return the entry of a word from all its postings."""
    if sum(len(piece.impacts) for piece in pieces) <= FREQUENT:
        return _line(word, *join_pieces(pieces, 0))
    references = [
        _put_window(word, window, join_pieces(list(group), window << WINDOW_BITS), shelf)
        for window, group in groupby(pieces, key=lambda piece: piece.first >> WINDOW_BITS)
    ]
    return Entry(word, FREQUENT_WEIGHT, f"{word}|{','.join(references)}")


def _line(word: str, gaps: str, impacts: str, passages: str) -> Entry:
    texts = [word, gaps, impacts, passages] if passages else [word, gaps, impacts]
    return Entry(word, WORD_WEIGHT + len(impacts), "|".join(texts))


def _put_window(word: str, window: int, texts: Sequence[str], shelf: Shelf) -> str:
    name = shelf.put_block("|".join([word, str(window), *texts]))
    return f"{window}:{len(texts[1])}:{name}"


def _merge_leaves(
    leaves: Sequence[Leaf],
    added: Mapping[str, list[Piece]],
    removed: Mapping[str, list[int]],
    shelf: Shelf,
) -> list[Leaf]:
    """Return the leaves after the change; those without a changed word are not even read."""
    firsts = [leaf.word for leaf in leaves]
    changes: dict[int, set[str]] = {}
    for word in added.keys() | removed.keys():
        changes.setdefault(max(0, bisect_right(firsts, word) - 1), set()).add(word)
    done: list[Leaf | list[Entry]] = []
    for place, leaf in enumerate(leaves):
        if place not in changes:
            done.append(leaf)
            continue
        before = _read_leaf(leaf, shelf)
        entries = dict(before)
        for word in changes[place]:
            entry = _change(word, before.get(word), added.get(word, []), removed.get(word, []), shelf)
            if entry:
                entries[word] = entry
            else:
                entries.pop(word, None)
        for block in _blocks(entries[word] for word in sorted(entries)):
            if done and not _begins_leaf(block[0]):
                last = done[-1]
                block[:0] = list(_read_leaf(last, shelf).values()) if isinstance(last, Leaf) else last
                done.pop()
            done.append(block)
    return [each if isinstance(each, Leaf) else _put_leaf(each, shelf) for each in done]


def _read_leaf(leaf: Leaf, shelf: Shelf) -> dict[str, Entry]:
    """Return the entries of an old leaf by their words; it may not be used again."""
    assert shelf.previous is not None
    shelf.drop_block(leaf.name)
    entries = {}
    for line in read_text(shelf.previous, leaf.name).split("~")[1:]:
        word, *texts = line.split("|")
        weight = WORD_WEIGHT + len(texts[1]) if len(texts) > 1 else FREQUENT_WEIGHT
        entries[word] = Entry(word, weight, line)
    return entries


def _change(
    word: str, old: Entry | None, added: Sequence[Piece], removed: Sequence[int], shelf: Shelf
) -> Entry | None:
    """Return the entry of a word after the change; None if no document holds it any more."""
    changes: dict[int, int | None] = dict.fromkeys(removed)
    for piece in added:
        changes.update(_by_number(decode_postings(*join_pieces([piece], 0), 0)))
    texts = old.line.split("|")[1:] if old else ["", ""]
    if len(texts) == 1:
        return _change_frequent(word, _read_references(texts[0]), changes, shelf)
    gaps, impacts, passages = splice([*texts, ""][:3], 0, changes)
    if len(impacts) > FREQUENT:
        return _entry_of(word, decode_postings(gaps, impacts, passages, 0), shelf)
    return _line(word, gaps, impacts, passages) if impacts else None


def _change_frequent(
    word: str,
    references: Mapping[int, tuple[int, str]],
    changes: Mapping[int, int | None],
    shelf: Shelf,
) -> Entry | None:
    """Change only the windows that hold a changed document, unless the word is frequent no more."""
    parts: dict[int, dict[int, int | None]] = {}
    for number, posting in changes.items():
        parts.setdefault(number >> WINDOW_BITS, {})[number] = posting
    changed = {}
    for window, part in parts.items():
        before = _read_window(references[window][1], shelf) if window in references else ("", "", "")
        changed[window] = splice(before, window << WINDOW_BITS, part)
    unchanged = {window: reference for window, reference in references.items() if window not in changed}
    count = sum(len(texts[1]) for texts in changed.values()) + sum(each for each, _ in unchanged.values())
    if count <= FREQUENT:
        changed |= {window: _read_window(name, shelf) for window, (_, name) in unchanged.items()}
        postings = [
            posting
            for window in sorted(changed)
            for posting in decode_postings(*changed[window], window << WINDOW_BITS)
        ]
        return _entry_of(word, postings, shelf)
    lines = {window: f"{window}:{size}:{name}" for window, (size, name) in unchanged.items()}
    for window, texts in changed.items():
        if texts[1]:
            lines[window] = _put_window(word, window, texts, shelf)
    return Entry(word, FREQUENT_WEIGHT, f"{word}|{','.join(lines[window] for window in sorted(lines))}")


def _read_references(text: str) -> dict[int, tuple[int, str]]:
    """Return window -> (count, block) of a frequent word."""
    references = (reference.split(":") for reference in text.split(","))
    return {int(window): (int(count), name) for window, count, name in references}


def _read_window(name: str, shelf: Shelf) -> tuple[str, str, str]:
    assert shelf.previous is not None
    shelf.drop_block(name)
    _, _, gaps, impacts, passages = read_text(shelf.previous, name).split("|")
    return gaps, impacts, passages


def _by_number(postings: Iterable[int]) -> dict[int, int]:
    return {posting >> NUMBER_SHIFT: posting for posting in postings}


def _entry_of(word: str, postings: Sequence[int], shelf: Shelf) -> Entry | None:
    """Return the entry of ordered postings, cut where windows border as the pieces of runs are."""
    windows = groupby(postings, key=lambda posting: posting >> NUMBER_SHIFT + WINDOW_BITS)
    pieces = [encode_piece(list(group)) for _, group in windows]
    return _entry(word, pieces, shelf) if pieces else None
