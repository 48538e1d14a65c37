"""Atom (RFC 4287) and JSON Feed 1.1 for the site and for every field, item, unit, kind and topic."""

from __future__ import annotations

import json
from collections.abc import Sequence
from xml.etree import ElementTree

from gongkai.catalog.addresses import Addresses
from gongkai.catalog.public import Entry, PublicCatalog

FEED_LENGTH = 20
_ATOM = "http://www.w3.org/2005/Atom"


def atom_feed(
    catalog: PublicCatalog, addresses: Addresses, title: str, url: str, entries: Sequence[Entry]
) -> bytes:
    """The newest records under `url`; an empty feed carries the catalog's date."""
    ElementTree.register_namespace("", _ATOM)
    newest = entries[:FEED_LENGTH]
    feed = ElementTree.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
    _add(feed, "id", addresses.full(url))
    _add(feed, "title", f"{title} - {catalog.config.name}")
    _add(feed, "updated", _updated(catalog, newest))
    _add(feed, "link", rel="alternate", type="text/html", href=addresses.full(url))
    _add(feed, "link", rel="self", type="application/atom+xml", href=addresses.full(f"{url}feed.xml"))
    _add(_add(feed, "author"), "name", catalog.config.organizer.name)
    for entry in newest:
        node = _add(feed, "entry")
        address = addresses.full(addresses.record(entry.id))
        _add(node, "id", address)
        _add(node, "title", entry.title)
        _add(node, "link", rel="alternate", type="text/html", href=address)
        _add(node, "published", _stamp(entry.published))
        _add(node, "updated", _stamp(entry.modified))
        _add(_add(node, "author"), "name", catalog.units[entry.unit].name)
        if entry.summary:
            _add(node, "summary", entry.summary)
    ElementTree.indent(feed)
    text: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _add(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    node = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    node.text = text
    return node


def _stamp(moment: str) -> str:
    """RFC 3339 wants seconds: 2026-03-12T09:30+08:00 -> 2026-03-12T09:30:00+08:00."""
    return f"{moment[:16]}:00{moment[16:]}"


def _updated(catalog: PublicCatalog, entries: Sequence[Entry]) -> str:
    if entries:
        return _stamp(max(entry.modified for entry in entries))
    return f"{catalog.standard.version.issued.isoformat()}T00:00:00+08:00"


def json_feed(
    catalog: PublicCatalog, addresses: Addresses, title: str, url: str, entries: Sequence[Entry]
) -> bytes:
    items = []
    for entry in entries[:FEED_LENGTH]:
        address = addresses.full(addresses.record(entry.id))
        item: dict[str, object] = {
            "id": address,
            "url": address,
            "title": entry.title,
            "content_text": entry.summary or entry.title,
            "date_published": _stamp(entry.published),
            "date_modified": _stamp(entry.modified),
            "authors": [{"name": catalog.units[entry.unit].name}],
        }
        items.append(item)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{title} - {catalog.config.name}",
        "home_page_url": addresses.full(url),
        "feed_url": addresses.full(f"{url}feed.json"),
        "language": "zh-CN",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False).encode() + b"\n"
