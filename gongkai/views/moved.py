"""Small pages at old addresses: links and bookmarks go on working on any host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongkai.catalog.addresses import old_pages
from gongkai.views.head import column_head
from gongkai.views.portal import Portal
from gongkai.views.shapes import MovedView


def moved_view(portal: Portal, old: str, new: str, title: str) -> MovedView:
    """The page at `old` that leads to `new`, which is called `title`."""
    head = column_head(portal, title=title, url=old, description=title, column_type="其他")
    canonical = portal.addresses.full(new)
    return MovedView(replace(head, canonical=canonical, json_ld=(), feeds=()), title, new)


def moved_pages(portal: Portal) -> Iterator[tuple[str, str, str]]:
    """Old address, new address and title of the pages that are not records: of units, prose and campaigns."""
    catalog, to = portal.catalog, portal.addresses.to
    for old in old_pages(catalog.units.values(), catalog.pages, catalog.campaigns):
        if old.path:
            yield to(old.path), to(old.target), old.title
