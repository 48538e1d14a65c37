"""The words of the index in blocks whose borders follow from what they hold, as in a prolly tree.

A leaf is a text of entries, each after a `~`, sorted by word:
`word|gaps|impacts` with `|passages` if any of its documents is long, or, for a frequent word,
`word|window:count:block,…` where each block holds the postings of 65,536 numbers.
A leaf begins with a word whose hash says so, the likelier the more postings it has. That depends on the word
and its own postings alone, so an edit changes the leaves of the words it touches and no border elsewhere;
and the same documents give the same blocks whatever came before. An inner block lists `~word|block`, the
first words of blocks below, and is bordered by the hash of the word in the same way.
"""

import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from gongkai.search.segments.files import DamagedError, Shelf, read_block
from gongkai.search.segments.numbering import WINDOW_BITS
from gongkai.search.segments.runs import (
    NUMBER_SHIFT,
    Piece,
    Slice,
    decode_postings,
    encode_piece,
    join_pieces,
    read_addition,
    read_removal,
)

LEAF_SIZE: Final = 1024
"""Weight of a leaf on average, some 2 kB gzipped. Smaller costs files, larger costs each query."""

WORD_WEIGHT: Final = 2
"""What a word weighs beside its postings: so leaves of rare words are no larger than others."""

FREQUENT: Final = 4096
"""A word with more postings has blocks of its own."""

FREQUENT_WEIGHT: Final = 128
FAN_OUT: Final = 128
ROOT_SIZE: Final = 256


@dataclass(frozen=True, slots=True)
class Leaf:
    """The first word and the name of a block."""

    word: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A word's line and how much it weighs when borders are drawn."""

    word: str
    weight: int
    line: str


@dataclass(frozen=True, slots=True)
class Division:
    """What is to change in one division: its old leaves and slices of the runs, in order of numbers."""

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
    count = sum(len(piece.impacts) for piece in pieces)
    if count <= FREQUENT:
        gaps, impacts, passages = join_pieces(pieces, 0)
        return Entry(
            word, WORD_WEIGHT + count, "|".join([word, gaps, impacts, passages][: 4 if passages else 3])
        )
    references = [
        _put_window(word, window, list(group), shelf)
        for window, group in groupby(pieces, key=lambda piece: piece.first >> WINDOW_BITS)
    ]
    return Entry(word, FREQUENT_WEIGHT, f"{word}|{','.join(references)}")


def _put_window(word: str, window: int, pieces: Sequence[Piece], shelf: Shelf) -> str:
    texts = join_pieces(pieces, window << WINDOW_BITS)
    name = shelf.put_block("|".join([word, str(window), *texts]))
    return f"{window}:{sum(len(piece.impacts) for piece in pieces)}:{name}"


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
    for line in _read_text(shelf.previous, leaf.name).split("~")[1:]:
        word, *texts = line.split("|")
        weight = WORD_WEIGHT + len(texts[1]) if len(texts) > 1 else FREQUENT_WEIGHT
        entries[word] = Entry(word, weight, line)
    return entries


def _change(
    word: str, old: Entry | None, added: Sequence[Piece], removed: Sequence[int], shelf: Shelf
) -> Entry | None:
    """Return the entry of a word after the change; None if no document holds it any more."""
    fresh = {
        posting >> NUMBER_SHIFT: posting
        for piece in added
        for posting in decode_postings(*join_pieces([piece], 0), 0)
    }
    touched = fresh.keys() | set(removed)
    if old and len(old.line.split("|")) == 2:
        return _change_frequent(word, old, fresh, touched, shelf)
    postings = {}
    if old:
        _, gaps, impacts, *passages = old.line.split("|")
        postings = _by_number(decode_postings(gaps, impacts, "".join(passages), 0))
    return _entry_of(word, {**_without(postings, touched), **fresh}, shelf)


def _change_frequent(
    word: str, old: Entry, fresh: Mapping[int, int], touched: set[int], shelf: Shelf
) -> Entry | None:
    """Change only the windows that hold a changed document, unless the word is frequent no more."""
    references = _read_references(old)
    windows = {number >> WINDOW_BITS for number in touched}
    changed: dict[int, dict[int, int]] = {}
    for window in windows:
        before = _read_window(references[window][1], shelf) if window in references else {}
        after = {number: fresh[number] for number in fresh if number >> WINDOW_BITS == window}
        changed[window] = {**_without(before, touched), **after}
    unchanged = {window: reference for window, reference in references.items() if window not in windows}
    count = sum(map(len, changed.values())) + sum(reference[0] for reference in unchanged.values())
    if count <= FREQUENT:
        postings = {number: each for found in changed.values() for number, each in found.items()}
        for _, name in unchanged.values():
            postings.update(_read_window(name, shelf))
        return _entry_of(word, postings, shelf)
    texts = {window: f"{window}:{each[0]}:{each[1]}" for window, each in unchanged.items()}
    for window, postings in changed.items():
        if postings:
            texts[window] = _put_window(word, window, [_piece(postings)], shelf)
    return Entry(word, FREQUENT_WEIGHT, f"{word}|{','.join(texts[window] for window in sorted(texts))}")


def _read_references(entry: Entry) -> dict[int, tuple[int, str]]:
    """Return window -> (count, block) of a frequent word."""
    references = (reference.split(":") for reference in entry.line.split("|")[1].split(","))
    return {int(window): (int(count), name) for window, count, name in references}


def _read_window(name: str, shelf: Shelf) -> dict[int, int]:
    assert shelf.previous is not None
    shelf.drop_block(name)
    _, window, *texts = _read_text(shelf.previous, name).split("|")
    gaps, impacts, passages = texts
    return _by_number(decode_postings(gaps, impacts, passages, int(window) << WINDOW_BITS))


def _by_number(postings: Iterable[int]) -> dict[int, int]:
    return {posting >> NUMBER_SHIFT: posting for posting in postings}


def _without(postings: Mapping[int, int], numbers: set[int]) -> dict[int, int]:
    return {number: posting for number, posting in postings.items() if number not in numbers}


def _piece(postings: Mapping[int, int]) -> Piece:
    return encode_piece([postings[number] for number in sorted(postings)])


def _entry_of(word: str, postings: Mapping[int, int], shelf: Shelf) -> Entry | None:
    """Return the entry of postings by number, cut where windows border as the pieces of runs are."""
    if not postings:
        return None
    windows: dict[int, dict[int, int]] = {}
    for number, posting in postings.items():
        windows.setdefault(number >> WINDOW_BITS, {})[number] = posting
    return _entry(word, [_piece(windows[window]) for window in sorted(windows)], shelf)


def write_tree(leaves: Sequence[Leaf], shelf: Shelf) -> dict[str, Any]:
    """Put the inner blocks above `leaves` and return what the root says of the tree."""
    level = list(leaves)
    depth = 0
    while len(level) > ROOT_SIZE:
        depth += 1
        above: list[list[Leaf]] = []
        for leaf in level:
            if not above or zlib.crc32(f"{depth}{leaf.word}".encode()) % FAN_OUT == 0:
                above.append([])
            above[-1].append(leaf)
        level = [Leaf(block[0].word, shelf.put_block(_list(block))) for block in above]
    return {"depth": depth, "blocks": _list(level)}


def _list(leaves: Iterable[Leaf]) -> str:
    return "".join([f"~{leaf.word}|{leaf.name}" for leaf in leaves])


def read_tree(folder: Path, tree: Mapping[str, Any], shelf: Shelf) -> list[Leaf]:
    """Return the leaves of the last index; its inner blocks are dropped until they are put again."""
    level = _read_list(tree["blocks"])
    for _ in range(tree["depth"]):
        below: list[Leaf] = []
        for leaf in level:
            shelf.drop_block(leaf.name)
            below += _read_list(_read_text(folder, leaf.name))
        level = below
    return level


def _read_list(text: str) -> list[Leaf]:
    return [Leaf(*each.split("|")) for each in text.split("~")[1:]]


def _read_text(folder: Path, name: str) -> str:
    text = read_block(folder, name)
    if not isinstance(text, str):
        raise DamagedError(name)
    return text
