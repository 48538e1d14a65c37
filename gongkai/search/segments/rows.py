"""Which document has which number, in blocks of 128 numbers: the way from a posting to a file, and the
index's memory of what it was made of, since a document's name changes when the document does.

A block is `slots|names|parts`: for each document the step from the slot before, its name of fixed length and
its number of passages. The blocks above it list 128 of them, `step name` likewise. Only blocks of numbers whose
documents may have changed are read and put.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from gongkai.search.segments.digits import read_numbers, write_numbers
from gongkai.search.segments.files import NAME_LENGTH, Shelf, read_text

ROW_BITS: Final = 7


@dataclass(frozen=True, slots=True)
class Named:
    """The files of one document."""

    name: str
    parts: int


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of the last index, as far as they were read."""

    top: Mapping[int, str]
    """All blocks above, name by place."""
    blocks: Mapping[int, Mapping[int, str]]
    """What those that were read list: name by place of a block."""
    documents: Mapping[int, Named]
    """By number, all in the blocks that were read."""


NO_ROWS: Final = Rows({}, {}, {})


def places_of(numbers: Iterable[range]) -> set[int]:
    """Return the places of the blocks in which `numbers` stand."""
    return {
        place for each in numbers for place in range(each.start >> ROW_BITS, (each.stop - 1 >> ROW_BITS) + 1)
    }


def read_rows(folder: Path, root: str, places: Set[int], shelf: Shelf) -> Rows:
    """Return the rows of the last index at `places`; their blocks are dropped until put again."""
    top = dict(_unpack(root.split("|"), 0))
    blocks = {}
    documents = {}
    for outer in sorted({place >> ROW_BITS for place in places} & top.keys()):
        blocks[outer] = dict(_unpack(_read(folder, top[outer], shelf)[1:], outer << ROW_BITS))
        for inner in sorted(places & blocks[outer].keys()):
            _, *packed, parts = _read(folder, blocks[outer][inner], shelf)
            rows = _unpack(packed, inner << ROW_BITS)
            for (number, name), count in zip(rows, read_numbers(parts), strict=True):
                documents[number] = Named(name, count)
    return Rows(top, blocks, documents)


def write_rows(old: Rows, documents: Iterable[tuple[int, Named]], places: Set[int], shelf: Shelf) -> str:
    """Put the blocks at `places`, which hold `documents`, and those above; returns what the root says of all.

    The documents come by number.
    """
    changed: dict[int, dict[int, str]] = {place >> ROW_BITS: {} for place in places}
    for outer in changed:
        listed = old.blocks.get(outer, {})
        changed[outer] = {place: name for place, name in listed.items() if place not in places}
    for place, some in groupby(documents, key=lambda pair: pair[0] >> ROW_BITS):
        rows = list(some)
        slots, names = _pack([(number - (place << ROW_BITS), row.name) for number, row in rows])
        parts = write_numbers(row.parts for _, row in rows)
        changed[place >> ROW_BITS][place] = shelf.put_block(f"{place}|{slots}|{names}|{parts}")
    top = {outer: name for outer, name in old.top.items() if outer not in changed}
    for outer, blocks in changed.items():
        if blocks:
            slots, names = _pack([(place - (outer << ROW_BITS), blocks[place]) for place in sorted(blocks)])
            top[outer] = shelf.put_block(f"{outer}|{slots}|{names}")
    return "|".join(_pack(sorted(top.items())))


def _pack(rows: Sequence[tuple[int, str]]) -> tuple[str, str]:
    slots = [slot for slot, _ in rows]
    steps = [slot - before for slot, before in zip(slots, [0, *slots], strict=False)]
    return write_numbers(steps), "".join([name for _, name in rows])


def _unpack(texts: Sequence[Any], base: int) -> list[tuple[int, str]]:
    steps, names = texts
    rows = []
    for at, step in enumerate(read_numbers(steps)):
        base += step
        rows.append((base, names[at * NAME_LENGTH : (at + 1) * NAME_LENGTH]))
    return rows


def _read(folder: Path, name: str, shelf: Shelf) -> list[str]:
    shelf.drop_block(name)
    return read_text(folder, name).split("|")
