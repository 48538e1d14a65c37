"""C103, D109: index numbers and document numbers are given once."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.catalog.index import Catalog
from gongkai.findings import Finding, Location


def check_numbers(catalog: Catalog) -> Iterator[Finding]:
    taken: dict[tuple[str, str], str] = {}
    for header in catalog.headers.values():
        for code, key, number in (
            ("C103", "index_number", header.index_number),
            ("D109", "document_number", header.document_number if header.kind == "documents" else ""),
        ):
            if number and (other := taken.setdefault((key, number), header.path)) != header.path:
                yield Finding(code, Location(header.path, field=(key,)), {"value": number, "other": other})
