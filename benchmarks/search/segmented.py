"""Documents in segments, and a reader that has them all, for benchmarks and tests of the engines."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass
from itertools import groupby

from gongkai.search import SearchDocument, Segment


@dataclass(frozen=True, slots=True)
class ListReader:
    """Reads from documents at hand."""

    documents: tuple[SearchDocument, ...]

    def read(self, segment: Segment, ids: Collection[str]) -> list[SearchDocument]:
        """Return the documents asked for."""
        del segment
        wanted = set(ids)
        return [document for document in self.documents if document.id in wanted]


def digest(document: SearchDocument) -> str:
    """Return what changes when the document does."""
    return hashlib.sha256(repr(astuple(document)).encode()).hexdigest()


def cut_segments(documents: Iterable[SearchDocument]) -> list[Segment]:
    """Return the documents by year and unit, as the pipeline hands them over."""
    ordered = sorted(documents, key=lambda each: (each.year, each.unit, each.published, each.id))
    return [
        Segment(year, unit, tuple((each.id, digest(each)) for each in group))
        for (year, unit), group in groupby(ordered, key=lambda each: (each.year, each.unit))
    ]
