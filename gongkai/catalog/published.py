"""What was public at some time: its addresses, and what is remembered of the records that stood there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from gongkai.catalog.addresses import RESERVED, read_alias
from gongkai.model.header import Header


@dataclass(frozen=True, slots=True)
class Published:
    """`records` are ids, `pages` the paths of units, campaigns and prose: `units/mzj/`, `about/`.

    `known` are the headers of records that were public, as far as they are remembered; `recall` looks for that of one
    that is not (in the history of the files), or gives None.
    """

    records: frozenset[str]
    pages: frozenset[str]
    known: Mapping[str, Header] = field(default_factory=dict)
    recall: Callable[[str], Header | None] = lambda _: None

    def header(self, record_id: str) -> Header | None:
        return self.known.get(record_id) or self.recall(record_id)


_PAGE = re.compile(r"(?:units|topics)/[^/]+/|(?!units/|topics/)[^/]+/(?:[^/]+/)?")
_MADE = RESERVED - {"units", "topics"}
"""Where the site makes every page itself."""


def published_at(addresses: Iterable[str], root: str = "") -> Published:
    """The records and pages among addresses: URLs, paths of a site whose own path is `root`, or of its files.

    Lists that the site makes of records (columns, years, feeds) are not among them: they come and go with the records.
    """
    records, pages = set(), set()
    for address in addresses:
        path = unquote(urlsplit(address).path).removeprefix(root).lstrip("/").removesuffix("index.html")
        if not path.endswith("/"):
            continue
        if record_id := read_alias(f"/{path}"):
            records.add(record_id)
        elif _PAGE.fullmatch(path) and path.split("/")[0] not in _MADE:
            pages.add(path)
    return Published(frozenset(records), frozenset(pages))
