"""From documents to sorted runs: a batch reads what changed, writes its files and notes its postings on disk.

A run is a temporary file of lines sorted by word; its shelves (see `FENCES`) can be read alone. A line of
additions is `word, first number, last number, gaps, impacts, passages` between tabs, one of removals
`word, numbers`. A batch knows the old document of a number too, so a word whose posting did not change
is in neither.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from gongkai.search.documents import DocumentReader, SearchDocument, SearchError, Segment
from gongkai.search.segments.columns import row_of
from gongkai.search.segments.digits import read_numbers, write_numbers
from gongkai.search.segments.files import Shelf, read_document
from gongkai.search.segments.passages import find_postings, read_passages, write_passages
from gongkai.search.segments.postings import NUMBER_SHIFT, Piece, encode_piece

FENCES: Final = (
    "0a一上两予产以估供全其出办区压可员商地大定封布延当成报提方月机标民流率用的监程等终者获要访费违金院龙"
)
"""First characters of words where the index is divided: blocks never reach across, so that the divisions can
be merged at the same time. Chosen on laws so that each holds about as many postings."""

_READ_AT_ONCE: Final = 256


def division_of(word: str) -> int:
    """Return which division of the index a word belongs to."""
    return bisect_right(FENCES, word[0])


@dataclass(frozen=True, slots=True)
class Addition:
    """A document to be indexed as `number`; `parts` is 0 if only the reader has it, else its passages in
    the last index."""

    number: int
    name: str
    segment: Segment
    id: str
    parts: int


@dataclass(frozen=True, slots=True)
class Removal:
    """A document of the last index that no longer has `number`."""

    number: int
    name: str
    parts: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents near one another in number, in order."""

    place: int
    additions: tuple[Addition, ...]
    removals: tuple[Removal, ...]
    reader: DocumentReader
    target: Path
    previous: Path | None
    work: Path


@dataclass(frozen=True, slots=True)
class Slice:
    """Bytes of a run file that belong to one division."""

    path: Path
    start: int
    end: int

    def lines(self) -> list[str]:
        with self.path.open("rb") as file:
            file.seek(self.start)
            return file.read(self.end - self.start).decode("utf-8").splitlines()

    def words(self) -> list[str]:
        return [line.partition("\t")[0] for line in self.lines()]


@dataclass(frozen=True, slots=True)
class BatchResult:
    """Where the batch left its work: `slices` by division, `facts` a file of [number, row] lines."""

    additions: Mapping[int, Slice]
    removals: Mapping[int, Slice]
    facts: Path
    numbers: array[int]
    """Of the documents added, in order."""
    parts: array[int]
    """How many passages each of them has."""
    put: frozenset[str]
    """Files that are used now; not told where there is no last index, which might have used them too."""


def run_batch(batch: Batch) -> BatchResult:
    """Analyse the documents of a batch; runs in any process."""
    shelf = Shelf(batch.target, batch.previous)
    gone = {removal.number: removal for removal in batch.removals}
    added: dict[str, list[int]] = {}
    removed: dict[str, list[int]] = {}
    numbers, parts = array("q"), array("q")
    facts = batch.work / f"{batch.place}.facts"
    with facts.open("w", encoding="utf-8") as lines:
        for addition, document in _iter_documents(batch):
            passages = write_passages(document)
            if not addition.parts:
                shelf.put_document(addition.name, passages)
            numbers.append(addition.number)
            parts.append(len(passages))
            lines.write(json.dumps([addition.number, row_of(document)], ensure_ascii=False) + "\n")
            postings = find_postings(document)
            before = _old_postings(batch, gone.pop(addition.number, None))
            _note(added, removed, addition.number, postings, before)
    for removal in gone.values():
        _note(added, removed, removal.number, {}, _old_postings(batch, removal))
    return BatchResult(
        additions=_write_run(
            batch.work / f"{batch.place}.added",
            {word: _addition_line(word, postings) for word, postings in added.items()},
        ),
        removals=_write_run(
            batch.work / f"{batch.place}.removed",
            {word: f"{word}\t{write_numbers(sorted(numbers))}\n" for word, numbers in removed.items()},
        ),
        facts=facts,
        numbers=numbers,
        parts=parts,
        put=frozenset(shelf.put if batch.previous else ()),
    )


def _iter_documents(batch: Batch) -> Iterator[tuple[Addition, SearchDocument]]:
    """Yield the documents in order: from the last index if they are there, else from the reader."""
    for segment, group in groupby(batch.additions, key=lambda each: each.segment):
        additions = list(group)
        for start in range(0, len(additions), _READ_AT_ONCE):
            part = additions[start : start + _READ_AT_ONCE]
            read = _read_new(batch.reader, segment, [each.id for each in part if not each.parts])
            for addition in part:
                if addition.parts and batch.previous:
                    old = read_document(batch.previous, addition.name, addition.parts)
                    yield addition, read_passages(old)
                else:
                    yield addition, read[addition.id]


def _read_new(reader: DocumentReader, segment: Segment, ids: Sequence[str]) -> dict[str, SearchDocument]:
    found = {document.id: document for document in reader.read(segment, ids)} if ids else {}
    for missing in set(ids) - set(found):
        raise SearchError(f"检索文档读不出来：{missing} (a search document could not be read)")
    return found


def _old_postings(batch: Batch, removal: Removal | None) -> dict[str, int]:
    if removal is None or batch.previous is None:
        return {}
    return find_postings(read_passages(read_document(batch.previous, removal.name, removal.parts)))


def _note(
    added: dict[str, list[int]],
    removed: dict[str, list[int]],
    number: int,
    postings: Mapping[str, int],
    before: Mapping[str, int],
) -> None:
    high = number << NUMBER_SHIFT
    for word, posting in postings.items():
        if before.get(word) != posting:
            added.setdefault(word, []).append(high | posting)
    for word in before:
        if word not in postings:
            removed.setdefault(word, []).append(number)


def _addition_line(word: str, postings: Sequence[int]) -> str:
    piece = encode_piece(postings)
    return f"{word}\t{piece.first}\t{piece.last}\t{piece.gaps}\t{piece.impacts}\t{piece.passages}\n"


def read_addition(line: str) -> tuple[str, Piece]:
    """Return the word and the piece of one line of additions."""
    word, first, last, gaps, impacts, passages = line.split("\t")
    return word, Piece(int(first), int(last), gaps, impacts, passages)


def read_removal(line: str) -> tuple[str, list[int]]:
    """Return the word and the numbers of one line of removals."""
    word, numbers = line.split("\t")
    return word, read_numbers(numbers)


def _write_run(path: Path, lines: Mapping[str, str]) -> dict[int, Slice]:
    slices = {}
    start = 0
    with path.open("wb") as file:
        for division, words in groupby(sorted(lines), key=division_of):
            content = "".join([lines[word] for word in words]).encode("utf-8")
            file.write(content)
            slices[division] = Slice(path, start, start + len(content))
            start += len(content)
    return slices
