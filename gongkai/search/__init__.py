"""Full-text search: cut Chinese text into words and write an index that a static site can search.

It does not know the catalog; it is given documents and a folder.
"""

from typing import Final

from gongkai.search.analyser import analyse, decode, encode, fold, tokens
from gongkai.search.documents import (
    DocumentReader,
    IndexFiles,
    SearchDocument,
    SearchEngine,
    SearchError,
    Segment,
)
from gongkai.search.pagefind import PagefindEngine
from gongkai.search.segments import SegmentsEngine

ENGINES: Final[dict[str, type[SearchEngine] | None]] = {
    "auto": None,
    "pagefind": PagefindEngine,
    "segments": SegmentsEngine,
}
"""By the name in `config.yaml`; `auto` is decided by `choose_engine`."""

MOST_FOR_PAGEFIND: Final = 1000
"""Documents up to which `auto` takes Pagefind, which makes its index anew at each change (5 s for a thousand).

At 2,075 documents a visitor's first query costs 420 kB with Pagefind and 92 kB with segments, an edit 10 s and
0.2 s; both find the same (benchmarks/RESULTS.md).
"""

__all__ = [
    "ENGINES",
    "DocumentReader",
    "IndexFiles",
    "PagefindEngine",
    "SearchDocument",
    "SearchEngine",
    "SearchError",
    "Segment",
    "SegmentsEngine",
    "analyse",
    "choose_engine",
    "decode",
    "encode",
    "fold",
    "tokens",
]


def choose_engine(name: str, number_of_documents: int) -> SearchEngine:
    """Return the engine of that name; `auto` is Pagefind up to a measured number of documents."""
    found = ENGINES[name]
    if found is None:
        found = PagefindEngine if number_of_documents <= MOST_FOR_PAGEFIND else SegmentsEngine
    return found()
