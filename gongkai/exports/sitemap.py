"""Sitemaps (sitemaps.org): one index, one file a unit and one for all other pages, split at 50,000 addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from gongkai.catalog.addresses import Addresses

MAX_URLS = 50_000
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
SitemapUrl = tuple[str, str]
"""Root-relative URL and the day of its last change, or "" where that is not known."""


def sitemap(addresses: Addresses, name: str, urls: Sequence[SitemapUrl]) -> Iterator[tuple[str, bytes]]:
    """Output paths and contents of the sitemap of one part (a unit, `pages`)."""
    for path, chunk in _chunks(name, urls):
        yield path, _file("urlset", "url", ((addresses.full(url), day) for url, day in chunk))


def site_index(addresses: Addresses, parts: Iterable[tuple[str, Sequence[SitemapUrl]]]) -> bytes:
    """The index of all sitemaps, each with the day of its last change."""
    files = [
        (path, max(day for _, day in chunk)) for name, urls in parts for path, chunk in _chunks(name, urls)
    ]
    return _file("sitemapindex", "sitemap", ((addresses.full(addresses.to(p)), day) for p, day in files))


def _chunks(name: str, urls: Sequence[SitemapUrl]) -> Iterator[tuple[str, Sequence[SitemapUrl]]]:
    for start in range(0, len(urls), MAX_URLS):
        number = f"-{start // MAX_URLS + 1}" if len(urls) > MAX_URLS else ""
        yield f"sitemaps/{name}{number}.xml", urls[start : start + MAX_URLS]


def _file(root: str, element: str, entries: Iterable[SitemapUrl]) -> bytes:
    lines = [f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {_NAMESPACE}>']
    for address, day in entries:
        changed = f"<lastmod>{day}</lastmod>" if day else ""
        lines.append(f"<{element}><loc>{escape(address, quote=False)}</loc>{changed}</{element}>")
    lines.append(f"</{root}>\n")
    return "\n".join(lines).encode()


def robots(addresses: Addresses) -> bytes:
    """Everything may be read; the search page's parameters are not worth a crawl."""
    sitemap = addresses.full(addresses.to("sitemap.xml"))
    return f"User-agent: *\nDisallow: {addresses.to('search/')}?\nSitemap: {sitemap}\n".encode()


def open_search(addresses: Addresses, name: str, description: str, icon_url: str) -> bytes:
    """OpenSearch 1.1 description: browsers and search tools can ask this site directly."""
    template = addresses.full(addresses.to("search/")) + "?q={searchTerms}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(name[:16], quote=False)}</ShortName>\n<Description>{escape(description, quote=False)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n<Language>zh-CN</Language>\n"
        f'<Image type="image/svg+xml">{escape(addresses.full(icon_url), quote=False)}</Image>\n'
        f'<Url type="text/html" method="get" template="{escape(template, quote=False)}"/>\n</OpenSearchDescription>\n'
    ).encode()
