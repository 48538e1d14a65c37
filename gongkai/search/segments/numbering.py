"""Which number each document has: a pure function of the segments and their sizes, with no history.

Segments stand in order of year and unit. Each has more numbers than it needs, in steps of four, so that
a document added at its end moves no other; when a segment outgrows its run, what comes after moves on.
Within a segment numbers follow (published, id): so a higher number is, year by year, a newer document.
"""

import hashlib
from collections.abc import Sequence
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
    """A segment and its first number. An equal run is of the same documents, which have the same numbers."""

    segment: Segment
    start: int

    @property
    def numbers(self) -> range:
        """The numbers of its documents."""
        return range(self.start, self.start + self.segment.count)


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
        if segment.count:
            runs.append(Run(segment, start))
            start += capacity(segment.count)
    return runs


def document_name(document_id: str, digest: str) -> str:
    """Return the name of a document's files: it changes when the document or the format does."""
    return short_hash(hashlib.sha256(f"{FORMAT}\0{document_id}\0{digest}".encode()))
