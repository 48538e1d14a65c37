"""Which number each document has: a pure function of the segments and their sizes, with no history.

Segments stand in order of year and unit. Each has more numbers than it needs, in steps of four, so that
a document added at its end moves no other; when a segment outgrows its run, what comes after moves on.
Within a segment numbers follow (published, id): so a higher number is, year by year, a newer document.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.search.documents import Segment
from gongkai.search.segments.files import FORMAT, short_hash

SMALLEST_RUN: Final = 64
GROWTH: Final = 4
WINDOW_BITS: Final = 16
"""Postings of a frequent word are cut into files where the numbers' higher bits change."""

BATCH_BITS: Final = 12
"""Documents of so many numbers are analysed at once: some 60 MB of postings."""


@dataclass(frozen=True, slots=True)
class Run:
    """A segment and its first number."""

    segment: Segment
    start: int


def capacity(count: int) -> int:
    """Return how many numbers a segment of `count` documents has, at least a quarter more than it needs."""
    size = SMALLEST_RUN
    while size < count + count // 4:
        size *= GROWTH
    return size


def number_runs(segments: Sequence[Segment]) -> list[Run]:
    """Return the segments in their order, each with its first number; empty ones have none."""
    runs = []
    start = 0
    for segment in sorted(segments, key=lambda each: (each.year, each.unit)):
        if segment.rows:
            runs.append(Run(segment, start))
            start += capacity(len(segment.rows))
    return runs


def document_name(document_id: str, digest: str) -> str:
    """Return the name of a document's files: it changes when the document or the format does."""
    return short_hash(hashlib.sha256(f"{FORMAT}\0{document_id}\0{digest}".encode()))


def iter_names(runs: Sequence[Run]) -> Iterator[tuple[int, str, int, str]]:
    """Yield (number, name, place of the segment, document id) in order of numbers."""
    for place, run in enumerate(runs):
        for offset, (document_id, digest) in enumerate(run.segment.rows):
            yield run.start + offset, document_name(document_id, digest), place, document_id
