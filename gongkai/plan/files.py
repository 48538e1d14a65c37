"""Every generated file that is not a page: feeds, sitemaps, record data, the standard catalog, robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.catalog.coverage import Groups
from gongkai.catalog.public import Entry
from gongkai.exports.data import record_json, standard_csv, standard_json
from gongkai.exports.feeds import atom_feed, json_feed
from gongkai.exports.sitemap import SitemapUrl, open_search, robots, sitemaps
from gongkai.model.kinds import KINDS
from gongkai.views.columns import campaign_columns, disclosure_columns, statutory_columns, topic_columns
from gongkai.views.pages import old_addresses
from gongkai.views.portal import Portal

File = tuple[str, bytes]
"""Path below the output folder, and content."""


def plan_files(portal: Portal, groups: Groups, page_urls: Iterable[str], icon_url: str) -> Iterator[File]:
    """`page_urls` are the addresses of all pages, for the sitemap."""
    catalog, addresses = portal.catalog, portal.addresses
    for record in catalog.records.values():
        path = addresses.output_path(f"{addresses.record(record.id)}index.json")
        yield path, record_json(portal, record)
    for title, url, entries in _feeds(portal, groups):
        yield addresses.output_path(f"{url}feed.xml"), atom_feed(catalog, addresses, title, url, entries)
        yield addresses.output_path(f"{url}feed.json"), json_feed(catalog, addresses, title, url, entries)
    yield "catalog/catalog.json", standard_json(catalog, addresses)
    yield "catalog/catalog.csv", standard_csv(catalog)
    yield from sitemaps(addresses, _sitemap_parts(portal, page_urls))
    yield "robots.txt", robots(addresses)
    yield (
        "opensearch.xml",
        open_search(addresses, catalog.config.short_name, catalog.config.description, icon_url),
    )


def _feeds(portal: Portal, groups: Groups) -> Iterator[tuple[str, str, Sequence[Entry]]]:
    """Title, address and records of everything that has feeds."""
    catalog, addresses = portal.catalog, portal.addresses
    yield "最新公开", addresses.to(""), catalog.entries
    for kind in KINDS.values():
        yield kind.name, addresses.kind(kind.id), groups.by_kind.get(kind.id, ())
    for unit in catalog.units.values():
        yield unit.name, addresses.unit(unit.id), groups.by_unit.get(unit.id, ())
    for field in catalog.standard.fields:
        yield field.name, addresses.field(field.field), groups.by_field.get(field.field, ())
        for item in field.items:
            yield item.name, addresses.item(field.field, item.id), groups.by_item.get(item.id, ())
    for columns in (topic_columns, disclosure_columns, statutory_columns, campaign_columns):
        for column in columns(portal, groups):
            yield column.title, column.url, column.entries


def _sitemap_parts(portal: Portal, page_urls: Iterable[str]) -> dict[str, list[SitemapUrl]]:
    """Record pages by unit, with their last change; all other pages together."""
    addresses = portal.addresses
    days = {addresses.record(entry.id): (entry.unit, entry.modified[:10]) for entry in portal.catalog.entries}
    hidden = {addresses.to("404.html"), *(url for url, _ in old_addresses(portal))}
    parts: dict[str, list[SitemapUrl]] = {"pages": []}
    for url in sorted(page_urls):
        if url in days:
            unit, day = days[url]
            parts.setdefault(unit, []).append((url, day))
        elif url not in hidden:
            parts["pages"].append((url, ""))
    return dict(sorted(parts.items()))
