"""What a search engine is given and what it must be able to do; it knows no engine."""

from collections.abc import Iterable
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


class SearchEngine(Protocol):
    """Anything that turns documents into files which a script in the browser can search."""

    name: str

    def write_index(self, documents: Iterable[SearchDocument], target: Path) -> None:
        """Write the whole index below `target`, replacing what an earlier build left there."""
