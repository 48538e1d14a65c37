"""What a link in a text or an attachment's name means: which file or page of the project it leads to."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from posixpath import normpath
from typing import Literal
from urllib.parse import unquote, urlsplit

PUBLISHABLE = frozenset(
    [
        "pdf",
        "ofd",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "wps",
        "et",
        "dps",
        "odt",
        "ods",
        "rtf",
        "txt",
        "csv",
        "json",
        "zip",
        "png",
        "jpg",
        "jpeg",
        "gif",
        "webp",
        "mp3",
        "mp4",
    ]
)
"""Endings of files that may be published: nothing a browser would run."""
IMAGES = frozenset(["png", "jpg", "jpeg", "gif", "webp"])

Target = Literal["record", "item", "unit", "anchor", "outside", "site", "file", "forbidden"]


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """`name` is a record's id, an item, a unit, a file below the project folder, or the address itself."""

    to: Target
    name: str
    anchor: str = ""


def parse_link(link: str, folder: str) -> LinkTarget:
    """Read a link as it stands in a file of `folder` (`content/units/mzj/documents/2026`)."""
    link = link.strip()
    if link.startswith("#"):
        return LinkTarget("anchor", unquote(link[1:]))
    try:
        parts = urlsplit(link)
    except ValueError:
        return LinkTarget("forbidden", link)
    if parts.scheme in ("record", "item", "unit"):
        return LinkTarget(parts.scheme, unquote(parts.path).strip("/"), unquote(parts.fragment))  # type: ignore[arg-type]
    if parts.scheme in ("http", "https"):
        host = parts.hostname or ""
        return LinkTarget("outside" if is_public_host(host) else "forbidden", link)
    if parts.scheme in ("mailto", "tel"):
        return LinkTarget("outside", link)
    if parts.scheme or parts.netloc:
        return LinkTarget("forbidden", link)
    if link.startswith("/"):
        return LinkTarget("site", unquote(parts.path), unquote(parts.fragment))
    return LinkTarget("file", normpath(f"{folder}/{unquote(parts.path)}"), unquote(parts.fragment))


def is_public_host(host: str) -> bool:
    """Whether readers outside the office can reach a host: no intranet name, no private or local address."""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".local", ".lan", ".internal", ".localhost"))


def folder_of(path: str) -> str:
    return path.rpartition("/")[0]
