"""Every generated file that is not a page: sitemaps, the standard catalog, robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from gongkai.catalog.coverage import Groups
from gongkai.exports.data import standard_csv, standard_json
from gongkai.exports.sitemap import SitemapUrl, open_search, robots, site_index, sitemap
from gongkai.plan.parts import File, Part, marks
from gongkai.views.moved import moved_pages
from gongkai.views.portal import Portal


def plan_files(portal: Portal, groups: Groups, icon_url: str) -> Iterator[Part]:
    """The files that depend on the catalog alone, and the sitemap of each unit."""
    yield Part("files", icon_url, partial(_files, portal, icon_url))
    for unit, entries in groups.by_unit.items():
        yield Part(f"sitemaps/{unit}", marks(entries), partial(_unit_sitemap, portal, groups, unit))


def _files(portal: Portal, icon_url: str) -> Iterator[File]:
    catalog, addresses = portal.catalog, portal.addresses
    yield "catalog/catalog.json", standard_json(catalog, addresses)
    yield "catalog/catalog.csv", standard_csv(catalog)
    yield "robots.txt", robots(addresses)
    name, description = catalog.config.short_name, catalog.config.description
    yield "opensearch.xml", open_search(addresses, name, description, icon_url)


def _unit_sitemap(portal: Portal, groups: Groups, unit: str) -> Iterator[File]:
    yield from sitemap(portal.addresses, unit, _unit_urls(portal, groups, unit))


def _unit_urls(portal: Portal, groups: Groups, unit: str) -> list[SitemapUrl]:
    """The pages of a unit's records, with the day of their last change."""
    found = groups.by_unit[unit]
    return sorted((portal.addresses.record(entry.id), entry.modified[:10]) for entry in found)


def plan_sitemap(portal: Portal, groups: Groups, pages: Iterable[str]) -> Part:
    """The index of the sitemaps, and that of all pages but the records'; `pages` are their addresses."""
    catalog = portal.catalog
    gone = (record_id for each in catalog.gone for record_id in (each.id, *each.old_ids))
    hidden = {portal.addresses.to("404.html"), *map(portal.addresses.record, (*catalog.aliases, *gone))}
    hidden |= {old for old, _, _ in moved_pages(portal)}
    urls = [(url, "") for url in sorted(pages) if url not in hidden]

    def make() -> Iterator[File]:
        yield from sitemap(portal.addresses, "pages", urls)
        # One part after another: all addresses of a million records would be 150 MB.
        names = sorted({*groups.by_unit, "pages"})
        parts = ((name, urls if name == "pages" else _unit_urls(portal, groups, name)) for name in names)
        yield "sitemap.xml", site_index(portal.addresses, parts)

    return Part("sitemap.xml", None, make)
