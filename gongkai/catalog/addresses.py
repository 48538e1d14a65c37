"""The only place where addresses of the portal are made. They follow the paths of the content folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from gongkai.content.tree import is_good_stem
from gongkai.model.channels import CHANNELS
from gongkai.model.kinds import KINDS
from gongkai.model.site import Page, SiteConfig
from gongkai.model.unit import Unit

FIXED_PAGES = (
    frozenset(
        [
            "/",
            "/catalog/",
            "/library/",
            "/units/",
            "/themes/",
            "/disclosures/",
            "/years/",
            "/search/",
            "/sitemap/",
            "/topics/",
            "/meetings/calendar/",
            "/zfxxgk/",
            "/zfxxgk/fdzdgknr/",
            "/zfxxgk/nianbao/",
            "/supervision/",
            "/supervision/warnings/",
            "/supervision/coverage/",
            "/supervision/trends/",
            "/supervision/matrix/",
        ]
    )
    | {f"/{kind}/" for kind in KINDS}
    | {f"/messages/{code}/" for code in CHANNELS.values()}
)
"""Pages that stand whatever the content: texts may link to them by address."""

RESERVED = {path.split("/")[1] for path in FIXED_PAGES} - {"", "zfxxgk"} | {
    "assets",
    "manifests",
    "oparl",
    "sitemaps",
}
"""First parts of addresses that the site makes itself; only the platform shares its part with written pages."""

_SAFE = re.compile(r"[A-Za-z0-9_.~/()!*,-]*")
"""Paths that stand in an address as they are: most."""
_OLD_PAGE = re.compile(r"/((?:units|topics)/[\w-]+|(?!units/|topics/)[\w-]+(?:/[\w-]+)?)/?")
_ALIAS = re.compile(r"/units/([\w-]+/[a-z]+/(?:19|20)[0-9]{2}/[^/.~]+)/?")


def read_alias(alias: str) -> str | None:
    """The id that an old address stood for, `/units/mzj/notices/2025/a/` -> `mzj/notices/2025/a`; None if not one."""
    match = _ALIAS.fullmatch(alias)
    if not match or match[1].split("/")[1] not in KINDS or not is_good_stem(match[1].rpartition("/")[2]):
        return None
    return match[1]


@dataclass(frozen=True, slots=True)
class OldPage:
    """An old address of a page that is no record: paths below the site's root, and where it is declared."""

    alias: str
    path: str
    """`units/old/`; "" where the alias cannot be used."""
    target: str
    title: str
    source: str
    index: int


def old_pages(units: Iterable[Unit], pages: Iterable[Page], campaigns: Iterable[Page]) -> Iterator[OldPage]:
    """The old addresses of units, pages of prose and campaigns, in their order."""
    for unit in units:
        yield from _old(unit.fields.aliases, f"units/{unit.id}/", unit.fields.name, unit.path)
    for page in pages:
        yield from _old(page.fields.aliases, f"{page.id}/", page.fields.title, page.path)
    for page in campaigns:
        yield from _old(page.fields.aliases, f"topics/{page.id}/", page.fields.title, page.path)


def _old(aliases: tuple[str, ...], target: str, title: str, source: str) -> Iterator[OldPage]:
    for i, alias in enumerate(aliases):
        yield OldPage(alias, read_old_page(alias) or "", target, title, source, i)


def read_old_page(alias: str) -> str | None:
    """The path of an old address of a page, `/units/old/` -> `units/old/`; None where it is none.

    It may be that of a unit, a campaign, or a page of prose; no folder that the site itself fills.
    """
    match = _OLD_PAGE.fullmatch(alias)
    first = match[1].split("/")[0] if match else ""
    if match is None or (first in RESERVED and first not in ("units", "topics")):
        return None
    return f"{match[1]}/"


class Addresses:
    """Root-relative URLs, with the path of the site's own address (`https://host/path`) before them."""

    def __init__(self, config: SiteConfig) -> None:
        parts = urlsplit(config.url)
        self.root = parts.path.rstrip("/")
        self.origin = f"{parts.scheme}://{parts.netloc}"

    def to(self, path: str) -> str:
        """The URL of a path below the site's root, `documents/` or `assets/site.css`."""
        if _SAFE.fullmatch(path):
            return f"{self.root}/{path}"
        return f"{self.root}/{quote(path, safe='/()~!*,')}"

    def full(self, url: str) -> str:
        """The canonical address, with host, of a root-relative URL."""
        return self.origin + url

    def output_path(self, url: str) -> str:
        """Where the page of a root-relative URL lies in the output folder, percent signs undone."""
        path = unquote(url.removeprefix(self.root).lstrip("/"))
        return f"{path}index.html" if not path or path.endswith("/") else path

    def record(self, record_id: str) -> str:
        return self.to(f"units/{record_id}/")

    def compare(self, record_id: str) -> str:
        """No record lies below another, so no address is taken twice."""
        return self.to(f"units/{record_id}/compare/")

    def unit(self, unit_id: str) -> str:
        return self.to(f"units/{unit_id}/")

    def library(self, code: str = "") -> str:
        """The library of documents, or the shelf of a level."""
        return self.to(f"library/{code}/" if code else "library/")

    def unit_kind(self, unit_id: str, kind: str) -> str:
        return self.to(f"units/{unit_id}/{kind}/")

    def kind(self, kind: str) -> str:
        return self.to(f"{kind}/")

    def channel(self, channel: str) -> str:
        """The messages that came by a channel."""
        return self.to(f"messages/{CHANNELS[channel]}/")

    def message_topic(self, code: str) -> str:
        return self.to(f"messages/topics/{code}/")

    def field(self, field: str) -> str:
        return self.to(f"catalog/{field}/")

    def item(self, field: str, item: str) -> str:
        return self.to(f"catalog/{field}/{item}/")

    def topic(self, code: str) -> str:
        return self.to(f"themes/{code}/")

    def disclosure(self, code: str) -> str:
        return self.to(f"disclosures/{code}/")

    def statutory(self, code: str) -> str:
        return self.to(f"zfxxgk/fdzdgknr/{code}/")

    def supervision(self, path: str = "") -> str:
        """A page of the supervision platform: `warnings`, `units/mzj` …"""
        return self.to(f"supervision/{path}/" if path else "supervision/")

    def supervised(self, unit_id: str) -> str:
        return self.supervision(f"units/{unit_id}")

    def year(self, year: str) -> str:
        return self.to(f"years/{year}/")

    def campaign(self, campaign: str) -> str:
        return self.to(f"topics/{campaign}/")

    def page(self, page_id: str) -> str:
        return self.to(f"{page_id}/")
