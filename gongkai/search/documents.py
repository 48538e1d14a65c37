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
    rows: tuple[tuple[str, str], ...]
    """(document id, digest of its SearchDocument), ordered by (published, id)."""


class DocumentReader(Protocol):
    """Makes the documents themselves. It travels to other processes, so it must be picklable."""

    def read(self, segment: Segment, ids: Collection[str]) -> list[SearchDocument]:
        """Return the documents `ids` of `segment`. This is costly: ask only for what changed."""


@dataclass(frozen=True, slots=True)
class IndexFiles:
    """What became of the last index: `kept` are the paths below its folder that stay as they were.

    Everything else of it is gone, and everything written below the target is new.
    """

    kept: frozenset[str]


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

        `previous` may be missing, damaged or another engine's: then everything is new. What is handed
        to `executor` is picklable; None does it here.
        """
