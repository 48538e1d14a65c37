"""Documents in segments, and a reader that has them all, for benchmarks and tests of the engines."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, astuple, dataclass
from itertools import groupby
from pathlib import Path

from gongkai.search import SearchDocument, Segment


@dataclass(frozen=True, slots=True)
class ListReader:
    """Reads from documents at hand."""

    documents: tuple[SearchDocument, ...]

    def rows(self, segment: Segment) -> tuple[tuple[str, str], ...]:
        """Return the rows of a segment."""
        mine = (each for each in self.documents if (each.year, each.unit) == (segment.year, segment.unit))
        return _rows_of(mine)

    def read(self, segment: Segment, ids: Collection[str]) -> list[SearchDocument]:
        """Return the documents asked for."""
        del segment
        wanted = set(ids)
        return [document for document in self.documents if document.id in wanted]


@dataclass(frozen=True, slots=True)
class FolderReader:
    """Reads what `store` wrote, a file a segment: many documents need not travel to other processes."""

    folder: Path

    def rows(self, segment: Segment) -> tuple[tuple[str, str], ...]:
        """Return the rows of a segment."""
        return _rows_of(self._read(segment))

    def read(self, segment: Segment, ids: Collection[str]) -> list[SearchDocument]:
        """Return the documents asked for."""
        wanted = set(ids)
        return [document for document in self._read(segment) if document.id in wanted]

    def _read(self, segment: Segment) -> Iterator[SearchDocument]:
        text = (self.folder / f"{segment.year}-{segment.unit}").read_text("utf-8")
        for entry in (json.loads(line) for line in text.split("\n") if line):
            yield SearchDocument(**{**entry, "field": tuple(entry["field"])})


def store(documents: Iterable[SearchDocument], folder: Path) -> FolderReader:
    """Write `documents` below `folder`, by segment."""
    for segment, group in _group(documents):
        lines = [json.dumps(asdict(document), ensure_ascii=False) for document in group]
        (folder / "-".join(segment)).write_text("\n".join(lines), "utf-8")
    return FolderReader(folder)


def digest(document: SearchDocument) -> str:
    """Return what changes when the document does."""
    return hashlib.sha256(repr(astuple(document)).encode()).hexdigest()


def cut_segments(documents: Iterable[SearchDocument]) -> list[Segment]:
    """Return the documents by year and unit, as the pipeline hands them over."""
    segments = []
    for (year, unit), group in _group(documents):
        rows = _rows_of(group)
        segments.append(Segment(year, unit, len(rows), hashlib.sha256(repr(rows).encode()).hexdigest()))
    return segments


def _rows_of(documents: Iterable[SearchDocument]) -> tuple[tuple[str, str], ...]:
    ordered = sorted(documents, key=lambda each: (each.published, each.id))
    return tuple((each.id, digest(each)) for each in ordered)


def _group(documents: Iterable[SearchDocument]) -> Iterator[tuple[tuple[str, str], Iterator[SearchDocument]]]:
    ordered = sorted(documents, key=lambda each: (each.year, each.unit, each.published, each.id))
    return groupby(ordered, key=lambda each: (each.year, each.unit))
