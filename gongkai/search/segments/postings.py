"""Postings as text: which documents hold a word, how strongly, and in which passages of long ones.

A posting is one number, `document << 32 | impact << 24 | passages`. As text many are `gaps`, the steps from
number to number, `impacts` and `passages`, the last of documents with several only. An impact is one character.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from gongkai.search.segments.digits import cut_numbers, read_numbers, values_of, write_number, write_numbers
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
    steps, masks = cut_numbers(gaps), cut_numbers(passages)
    numbers = list(accumulate(values_of(steps), initial=base))[1:]
    new_steps: list[str] = []
    new_impacts: list[str] = []
    new_masks: list[str] = []
    at = mask = 0
    for number in (*sorted(changes), None):
        end = len(numbers) if number is None else bisect_left(numbers, number, at)
        if end > at:
            copied = impacts[at:end]
            mask_end = mask + sum(map(copied.count, _LONG)) if masks else 0
            new_steps += [write_number(numbers[at] - base), *steps[at + 1 : end]]
            new_impacts.append(copied)
            new_masks += masks[mask:mask_end]
            at, mask, base = end, mask_end, numbers[end - 1]
        if number is None:
            break
        if at < len(numbers) and numbers[at] == number:
            mask += impacts[at] in _LONG
            at += 1
        posting = changes[number]
        if posting is not None:
            impact = posting >> IMPACT_SHIFT & 0xFF
            new_steps.append(write_number(number - base))
            new_impacts.append(write_number(impact))
            new_masks += [write_number(posting & PASSAGES)] if impact & LONG else []
            base = number
    return "".join(new_steps), "".join(new_impacts), "".join(new_masks)
