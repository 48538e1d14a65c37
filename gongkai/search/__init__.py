"""Full-text search: cut Chinese text into words and write an index that a static site can search.

It does not know the catalog; it is given documents and a folder.
"""

from gongkai.search.analyser import analyse, decode, encode, fold, tokens
from gongkai.search.documents import SearchDocument, SearchEngine, SearchError
from gongkai.search.pagefind import PagefindEngine

__all__ = [
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
