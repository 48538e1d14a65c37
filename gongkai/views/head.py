"""The head of each page: the META tags of 国办发〔2017〕47号, the trail, feeds, JSON-LD."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from gongkai.model.site import SiteConfig
from gongkai.text import shorten
from gongkai.views import jsonld
from gongkai.views.parts import Feed, Link
from gongkai.views.portal import Portal
from gongkai.views.shapes import Head

Meta = tuple[tuple[str, str], ...]


def site_meta(config: SiteConfig) -> Meta:
    return (
        ("SiteName", config.name),
        ("SiteDomain", urlsplit(config.url).netloc),
        ("SiteIDCode", config.site_code),
    )


def column_meta(name: str, description: str, keywords: Sequence[str], column_type: str) -> Meta:
    return (
        ("ColumnName", name),
        ("ColumnDescription", shorten(description, 120)),
        ("ColumnKeywords", ",".join(keywords or (name,))),
        ("ColumnType", column_type),
    )


def feeds_of(url: str, title: str) -> tuple[Feed, ...]:
    """Atom and JSON feed that lie beside a column."""
    return (
        Feed(f"{title}（Atom）", f"{url}feed.xml", "application/atom+xml"),
        Feed(f"{title}（JSON）", f"{url}feed.json", "application/feed+json"),
    )


def column_head(
    portal: Portal,
    *,
    title: str,
    url: str,
    description: str,
    column_type: str,
    trail: tuple[Link, ...] = (),
    keywords: Sequence[str] = (),
    section: str = "",
    has_feeds: bool = False,
    extra_json_ld: tuple[dict[str, object], ...] = (),
) -> Head:
    """Head of a column: a list, an overview, a page of text."""
    home = Link("首页", portal.addresses.to(""))
    whole_trail = (home, *trail)
    documents: list[dict[str, object]] = [
        jsonld.breadcrumbs(portal.addresses, (*whole_trail, Link(title, url)))
    ]
    return Head(
        title=title,
        url=url,
        canonical=portal.addresses.full(url),
        description=shorten(description, 160),
        meta=site_meta(portal.catalog.config) + column_meta(title, description, keywords, column_type),
        trail=whole_trail,
        json_ld=jsonld.scripts(*documents, *extra_json_ld),
        feeds=feeds_of(url, title) if has_feeds else (),
        section=section or url,
    )
