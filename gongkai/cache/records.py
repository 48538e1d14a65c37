"""What is remembered of records: as they were read, what was made of them, their entries, their search documents."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Any, TypeVar

from msgspec import Raw, Struct
from msgspec.msgpack import Decoder

from gongkai.cache.columns import Columns
from gongkai.cache.signs import PageState, Sign, decode
from gongkai.cache.store import LostError, Store
from gongkai.catalog.public import Entry
from gongkai.catalog.scope import Scope
from gongkai.findings import Finding
from gongkai.model.header import Header, Needs
from gongkai.search.documents import SearchDocument

T = TypeVar("T")


class ReadState(Struct, frozen=True, array_like=True, gc=False):
    """A record as it was read. `header` is None where the file is not valid."""

    id: str
    header: Header | None
    needs: Needs
    findings: tuple[Finding, ...] = ()
    """What was found on reading the file alone."""


class _Named(Struct, frozen=True, array_like=True, gc=False):
    """The beginning of a record, which is all that is decoded of it."""

    id: str


class MadeState(Struct, frozen=True, array_like=True, gc=False):
    """A record within its scope: what was found of it, and what was made."""

    id: str
    key: str = ""
    """Of the record within its scope; empty where it was not checked yet."""
    findings: tuple[Finding, ...] = ()
    pages: tuple[PageState, ...] = ()
    """Its own page first."""
    outputs: tuple[Sign, ...] = ()
    """The files that were written."""
    document: str = ""
    """Digest of its search document; empty where it is not public."""


_READ = Decoder(tuple[ReadState, ...])
_READ_ONE = Decoder(ReadState)
_NAMES = Decoder(tuple[_Named, ...])
_RAW = Decoder(tuple[Raw, ...])
_MADE = Decoder(tuple[MadeState, ...])
_SCOPES = Decoder(tuple[tuple[str, Scope], ...])
_DOCUMENTS = Decoder(tuple[SearchDocument, ...])
_FINDINGS = Decoder(tuple[Finding, ...])
_ENTRIES = Columns(Entry)


def read_records(store: Store, name: str) -> tuple[ReadState, ...]:
    return _found(decode(_READ, store.get(name)))


def read_raw_records(store: Store, name: str) -> dict[str, Raw]:
    """Records by id, not decoded."""
    raw = store.get(name)
    names, records = _found(decode(_NAMES, raw)), _found(decode(_RAW, raw))
    return {named.id: record for named, record in zip(names, records, strict=True)}


def decode_record(raw: Raw) -> ReadState:
    return _READ_ONE.decode(raw)


def read_made(store: Store, name: str) -> tuple[MadeState, ...]:
    return _found(decode(_MADE, store.get(name)))


def read_scopes(store: Store, name: str) -> tuple[tuple[str, Scope], ...]:
    return _found(decode(_SCOPES, store.get(name)))


def read_documents(store: Store, name: str) -> tuple[SearchDocument, ...]:
    return _found(decode(_DOCUMENTS, store.get(name)))


def read_findings(store: Store, name: str) -> tuple[Finding, ...]:
    """Most partitions have none, and no blob of them."""
    return _found(decode(_FINDINGS, store.get(name))) if name else ()


def put_entries(store: Store, entries: Iterable[Entry]) -> str:
    return store.put(_ENTRIES.encode(entries))


def read_entries(store: Store, names: Iterable[str], changed: Iterable[Entry] = ()) -> tuple[Entry, ...]:
    """The entries of partitions, with those that `changed` in the place of what they were: newest first."""
    fresh = {entry.id: entry for entry in changed}
    shared: dict[Any, Any] = {}
    entries = [fresh.get(entry.id, entry) for name in names for entry in _entries(store, name, shared)]
    entries.sort(key=attrgetter("id"))
    entries.sort(key=attrgetter("published"), reverse=True)
    return tuple(entries)


def _entries(store: Store, name: str, shared: dict[Any, Any]) -> tuple[Entry, ...]:
    return _found(_ENTRIES.decode(store.get(name), shared))


def _found(value: T | None) -> T:
    """What is asked for here was kept: where it is lost, the build begins again."""
    if value is None:
        raise LostError
    return value
