"""The rules: (catalog, today) -> findings, one module a family."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.catalog.index import Catalog
from gongkai.findings import Finding
from gongkai.rules.disclosure import check_disclosure
from gongkai.rules.files import check_files
from gongkai.rules.links import check_links
from gongkai.rules.pages import check_pages
from gongkai.rules.references import check_references


def check(catalog: Catalog, today: date) -> Iterator[Finding]:
    """Apply every rule to every record."""
    yield from check_references(catalog, today)
    yield from check_disclosure(catalog, today)
    yield from check_files(catalog, today)
    yield from check_links(catalog, today)
    yield from check_pages(catalog)
