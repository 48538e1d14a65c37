"""Which headers a target keeps with a file: the part of `output.headers` that a store can hold, as its settings bend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import Literal

from gongkai.output.headers import ASK, PLACES, TYPES, headers_of
from gongkai.publish.release import digest

Encoding = Literal["none", "gzip", "br"]
SIBLING: dict[str, str] = {"gzip": ".gz", "br": ".br"}
"""Encoding to the ending of the sibling that is written beside a file (see `output.compress`)."""
STORED = ("Cache-Control", "Content-Encoding", "Content-Type")
"""What a store keeps with a file and sends with it. Everything else only a server or a CDN can add."""


def stored_headers(
    path: str, overrides: Iterable[tuple[str, str]] = (), encoding: Encoding = "none"
) -> dict[str, str]:
    """The headers to store with a file; `encoding` is that of the bytes, `overrides` are patterns of paths with the
    Cache-Control that holds instead, the first wins."""
    found = {name: value for name, value in headers_of(path).items() if name in STORED}
    for pattern, value in overrides:
        if fnmatchcase(path, pattern):
            found["Cache-Control"] = value
            break
    return found if encoding == "none" else {**found, "Content-Encoding": encoding}


def sent_headers(path: str) -> dict[str, str]:
    """What a server or CDN is to send besides."""
    return {name: value for name, value in headers_of(path).items() if name not in STORED}


def rules_digest(overrides: Sequence[tuple[str, str]], encoding: Encoding) -> str:
    """Stands for all that `stored_headers` depends on beside the path."""
    return digest(repr((TYPES, PLACES, ASK, overrides, encoding)).encode())[:16]
