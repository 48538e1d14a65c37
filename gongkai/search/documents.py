"""What a search engine is given and what it must be able to do; it knows no engine."""

from collections.abc import Collection, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class SearchError(Exception):
    """The search index could not be written."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One page as the search sees it; values are the Chinese names readers see."""

    id: str
    url: str
    title: str
    document_number: str
    text: str
    published: str
    unit: str
    field: tuple[str, ...]
    kind: str
    year: str
    validity: str
    topic: str
    summary: str


@dataclass(frozen=True, slots=True)
class Segment:
    """The documents of one unit and year. `unit` is the unit's id, `mzj`."""

    year: str
    unit: str
    count: int
    digest: str
    """Stands for the segment's rows: the same rows have the same digest, others another."""


class DocumentReader(Protocol):
    """Tells of the documents. It travels to other processes, so it must be picklable; there only `read` is used."""

    def rows(self, segment: Segment) -> tuple[tuple[str, str], ...]:
        """Return (document id, digest of its SearchDocument) ordered by (published, id); no id is in two segments.

        This costs reading: ask only for segments that changed.
        """

    def read(self, segment: Segment, ids: Collection[str]) -> list[SearchDocument]:
        """Return the documents `ids` of `segment`. This is costly: ask only for what changed."""


@dataclass(frozen=True, slots=True)
class IndexFiles:
    """What became of the last index; everything written below the target is new.

    Where `is_new`, nothing of the last index stays. Else every file of it stays but those at the paths `dropped`,
    and those at whose path another was written below the target. What stays is not written again.
    """

    is_new: bool
    dropped: frozenset[str]


class SearchEngine(Protocol):
    """Anything that turns documents into files which a script in the browser can search."""

    name: str

    def write_index(
        self,
        segments: Sequence[Segment],
        reader: DocumentReader,
        target: Path,
        previous: Path | None,
        executor: Executor | None,
    ) -> IndexFiles:
        """Write what is new below the empty folder `target` and say what of `previous` stays.

        `previous` may be missing or another engine's: then everything is new. Whoever hands it over vouches that
        the files of the last index, and no others, are there as they were written; yet what is read of it is
        checked, and where that is damaged everything is new too. What is handed to `executor` is picklable; None
        does it here.
        """
