"""Which document has which number, in blocks of 128 numbers: the way from a posting to a file, and the
index's memory of what it was made of, since a document's name changes when the document does.

A block is `slots|names|parts`: for each document the step from the slot before, its name of fixed length and
its number of passages. The blocks above it list 128 of them, `step name` likewise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from gongkai.search.segments.digits import read_numbers, write_numbers
from gongkai.search.segments.files import NAME_LENGTH, DamagedError, Shelf, read_block

ROW_BITS: Final = 7


@dataclass(frozen=True, slots=True)
class Named:
    """The files of one document."""

    name: str
    parts: int


def write_rows(documents: Mapping[int, Named], shelf: Shelf) -> str:
    """Put the blocks for `documents`, by number in order; returns what the root says of them."""
    blocks = []
    for place, numbers in groupby(documents, key=lambda number: number >> ROW_BITS):
        rows = [(number, documents[number]) for number in numbers]
        slots, names = _pack([(number - (place << ROW_BITS), row.name) for number, row in rows])
        parts = write_numbers(row.parts for _, row in rows)
        blocks.append((place, shelf.put_block(f"{place}|{slots}|{names}|{parts}")))
    above = []
    for place, group in groupby(blocks, key=lambda block: block[0] >> ROW_BITS):
        slots, names = _pack([(block - (place << ROW_BITS), name) for block, name in group])
        above.append((place, shelf.put_block(f"{place}|{slots}|{names}")))
    return "|".join(_pack(above))


def read_rows(folder: Path, root: str, shelf: Shelf) -> dict[int, Named]:
    """Return number -> document of the last index, in order; the blocks are dropped until put again."""
    documents = {}
    for outer, above in _unpack(root.split("|"), 0):
        for inner, name in _unpack(_read(folder, above, shelf)[1:], outer << ROW_BITS):
            _, *packed, parts = _read(folder, name, shelf)
            rows = _unpack(packed, inner << ROW_BITS)
            for (number, document), count in zip(rows, read_numbers(parts), strict=True):
                documents[number] = Named(document, count)
    return documents


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
    text = read_block(folder, name)
    if not isinstance(text, str):
        raise DamagedError(name)
    return text.split("|")
