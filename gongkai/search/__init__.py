"""Full-text search: cut Chinese text into words and write an index that a static site can search.

It does not know the catalog; it is given documents and a folder.
"""

from gongkai.search.analyser import analyse, decode, encode, fold, tokens
from gongkai.search.documents import SearchDocument, SearchEngine, SearchError
from gongkai.search.pagefind import PagefindEngine

ENGINES: dict[str, type[SearchEngine]] = {"auto": PagefindEngine, "pagefind": PagefindEngine}
"""By the name in `config.yaml`. As long as there is one engine, `auto` takes it."""

__all__ = [
    "ENGINES",
    "PagefindEngine",
    "SearchDocument",
    "SearchEngine",
    "SearchError",
    "analyse",
    "decode",
    "encode",
    "fold",
    "tokens",
]
