"""What changed between two texts, paragraph by paragraph and word by word, so that people see it.

Joined again, the pieces of a side are that side: nothing is lost or told twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from gongkai.views import changes

MOST_PARAGRAPHS, MOST_CHARACTERS = 2_000, 200_000
"""Of a text; longer ones are not compared."""
_MOST_LETTERS, _MOST_PAIRS = 3_000, 40_000
_ALIKE = 0.4
"""How much two paragraphs must have in common to be versions of one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one side; `is_changed`: it stands there only."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph and what became of it; no pieces where it is new, or gone."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        return not any(piece.is_changed for piece in (*self.old, *self.new))


def is_short_enough(paragraphs: Sequence[str]) -> bool:
    return len(paragraphs) <= MOST_PARAGRAPHS and sum(map(len, paragraphs)) <= MOST_CHARACTERS


def compare(old: Sequence[str], new: Sequence[str]) -> tuple[Pair, ...]:
    """Both texts side by side, each paragraph beside its other version."""
    return tuple(_pairs(old, new))


def share_in_common(pairs: Sequence[Pair]) -> float:
    """How much of the shorter side stands in the other too, from 0 to 1."""
    same = sum(len(piece.text) for pair in pairs for piece in pair.new if not piece.is_changed)
    sides = [sum(len(p.text) for pair in pairs for p in side(pair)) for side in (_old, _new)]
    return same / max(min(sides), 1)


def _old(pair: Pair) -> tuple[Piece, ...]:
    return pair.old


def _new(pair: Pair) -> tuple[Piece, ...]:
    return pair.new


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            for text in old[i1:i2]:
                yield Pair((Piece(text, False),), (Piece(text, False),))
        else:
            for before, after in _align(old[i1:i2], new[j1:j2]):
                yield Pair(*changed_words(before, after))


def _align(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Paragraphs beside the ones most like them, in order; "" beside what has none."""
    if len(old) * len(new) > _MOST_PAIRS:
        yield from ((text, "") for text in old)
        yield from (("", text) for text in new)
        return
    grams = [[_grams(text) for text in side] for side in (old, new)]
    alike = [[_likeness(a, b) for b in grams[1]] for a in grams[0]]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = best[i + 1][j + 1] + alike[i][j] if alike[i][j] >= _ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(old) or j < len(new):
        is_inside = i < len(old) and j < len(new) and alike[i][j] >= _ALIKE
        if is_inside and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or best[i][j] == best[i + 1][j]):
            yield old[i], ""
            i += 1
        else:
            yield "", new[j]
            j += 1


def _grams(text: str) -> frozenset[tuple[str, int]]:
    """Pairs of letters, each with the number of times that it stood there before: what two texts share is one `&`."""
    seen = Counter[str]()
    grams = []
    for i in range(max(len(text) - 1, 1)):
        gram = text[i : i + 2]
        grams.append((gram, seen[gram]))
        seen[gram] += 1
    return frozenset(grams)


def _likeness(one: frozenset[tuple[str, int]], other: frozenset[tuple[str, int]]) -> float:
    """The share of pairs of letters in common, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other))


def changed_words(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces: what they have in common, and what only one has."""
    if not old or not new or max(len(old), len(new)) > _MOST_LETTERS:
        return _whole(old), _whole(new)
    stretches = [(first, second, first != second) for first, second in changes.compare(old, new)]
    return (
        tuple(Piece(first, is_changed) for first, _, is_changed in stretches if first),
        tuple(Piece(second, is_changed) for _, second, is_changed in stretches if second),
    )


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, True),) if text else ()
