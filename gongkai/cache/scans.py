"""What is remembered of files that were looked through for personal data: a file of the same bytes is not opened again."""

from __future__ import annotations

from msgspec import Struct
from msgspec.msgpack import Decoder

from gongkai.cache.signs import decode
from gongkai.cache.store import Store
from gongkai.privacy import Table


class Seen(Struct, frozen=True, array_like=True, gc=False):
    """Something in a file: its rule, its place (a line, or words for it), what may be told of it."""

    code: str
    line: int = 0
    column: int = 0
    zh: str = ""
    en: str = ""
    detail: str = ""


class Scan(Struct, frozen=True, array_like=True, gc=False):
    """One file as it was looked through. `tables` are lists of persons, each with its sheet: records say what they may show."""

    digest: str
    seen: tuple[Seen, ...] = ()
    tables: tuple[tuple[int, Table], ...] = ()


class Scans(Struct, frozen=True, array_like=True, gc=False):
    """`key` stands for the engine and for what the county says of itself."""

    key: str
    scans: tuple[Scan, ...]


_SCANS = Decoder(Scans)


def read_scans(store: Store, name: str, key: str) -> dict[str, Scan]:
    """By digest; nothing where they were made by another engine or for other words."""
    found = decode(_SCANS, store.get(name)) if name else None
    return {scan.digest: scan for scan in found.scans} if found and found.key == key else {}
