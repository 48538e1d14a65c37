"""Postings as text: which documents hold a word, how strongly, and in which passages of long ones.

A posting is one number, `document << 32 | impact << 24 | passages`. As text many are `gaps`, the steps from
number to number, `impacts` and `passages`, the last of documents with several only. An impact is one character.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.search.segments.digits import (
    read_number,
    read_numbers,
    seek,
    skip,
    write_number,
    write_numbers,
)
from gongkai.search.segments.passages import IMPACTS, LONG

NUMBER_SHIFT: Final = 32
IMPACT_SHIFT: Final = 24
PASSAGES: Final = (1 << IMPACT_SHIFT) - 1

_LONG: Final = frozenset(write_number(impact) for impact in range(IMPACTS) if impact & LONG)


@dataclass(frozen=True, slots=True)
class Piece:
    """Postings of one word, coded: `gaps` says how far each number after the first is from the one before."""

    first: int
    last: int
    gaps: str
    impacts: str
    passages: str


def encode_piece(postings: Sequence[int]) -> Piece:
    """Return ordered postings, each `number << 32 | impact << 24 | passages`, as one piece."""
    numbers = [posting >> NUMBER_SHIFT for posting in postings]
    impacts = [posting >> IMPACT_SHIFT & 0xFF for posting in postings]
    return Piece(
        first=numbers[0],
        last=numbers[-1],
        gaps=write_numbers([number - before for number, before in zip(numbers[1:], numbers, strict=False)]),
        impacts=write_numbers(impacts),
        passages=write_numbers(
            [posting & PASSAGES for posting, impact in zip(postings, impacts, strict=True) if impact & LONG]
        ),
    )


def join_pieces(pieces: Sequence[Piece], base: int) -> tuple[str, str, str]:
    """Return gaps (the first one from `base`), impacts and passages of pieces that follow one another."""
    gaps = []
    for piece in pieces:
        gaps += [write_number(piece.first - base), piece.gaps]
        base = piece.last
    impacts = "".join([piece.impacts for piece in pieces])
    return "".join(gaps), impacts, "".join([piece.passages for piece in pieces])


def decode_postings(gaps: str, impacts: str, passages: str, base: int) -> list[int]:
    """Return the postings of which `join_pieces` made three texts."""
    masks = iter(read_numbers(passages))
    postings = []
    for gap, impact in zip(read_numbers(gaps), read_numbers(impacts), strict=True):
        base += gap
        mask = next(masks) if impact & LONG else 0
        postings.append(base << NUMBER_SHIFT | impact << IMPACT_SHIFT | mask)
    return postings


def splice(texts: Sequence[str], base: int, changes: Mapping[int, int | None]) -> tuple[str, str, str]:
    """Return coded postings after `changes`, number -> posting or None to take it away; the first gap is from `base`.

    What stands between the changes is copied as text: to decode and encode it would take many times as long.
    """
    gaps, impacts, passages = texts
    new_gaps: list[str] = []
    new_impacts: list[str] = []
    new_passages: list[str] = []
    gap = impact = passage = 0  # where to go on
    number = written = base  # the last that was read, and that was written
    for change in (*sorted(changes), None):
        end, count, reached = len(gaps), len(impacts) - impact, number
        if change is not None:
            end, count, reached = seek(gaps, gap, number, change)
        if count:
            copied = impacts[impact : impact + count]
            first, first_end = read_number(gaps, gap)
            passage_end = skip(passages, passage, sum(map(copied.count, _LONG)))
            new_gaps += [write_number(number + first - written), gaps[first_end:end]]
            new_impacts.append(copied)
            new_passages.append(passages[passage:passage_end])
            gap, impact, passage = end, impact + count, passage_end
            number = written = reached
        if change is None:
            break
        if gap < len(gaps):
            step, end = read_number(gaps, gap)
            if number + step == change:
                passage = skip(passages, passage, int(impacts[impact] in _LONG))
                gap, impact, number = end, impact + 1, change
        posting = changes[change]
        if posting is not None:
            level = posting >> IMPACT_SHIFT & 0xFF
            new_gaps.append(write_number(change - written))
            new_impacts.append(write_number(level))
            new_passages += [write_number(posting & PASSAGES)] if level & LONG else []
            written = change
    return "".join(new_gaps), "".join(new_impacts), "".join(new_passages)
