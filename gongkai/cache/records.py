"""What is remembered of records: their headers and what was found of them, their entries, their search documents."""

from __future__ import annotations

from msgspec import Struct
from msgspec.msgpack import Decoder

from gongkai.cache.signs import PageState, decode
from gongkai.cache.store import Store
from gongkai.catalog.public import Entry
from gongkai.catalog.scope import Scope
from gongkai.findings import Finding
from gongkai.model.header import Header, Needs
from gongkai.search.documents import SearchDocument


class RecordState(Struct, frozen=True, array_like=True, gc=False):
    """One record of a partition. `header` is None where the file is not valid."""

    id: str
    header: Header | None
    needs: Needs
    read_findings: tuple[Finding, ...]
    """What was found on reading the file alone."""
    key: str = ""
    """Of the record within its scope; empty where it was not checked yet."""
    findings: tuple[Finding, ...] = ()
    """What was found within its scope."""
    pages: tuple[PageState, ...] = ()
    """Its own page first."""
    document: str = ""
    """Digest of its search document; empty where it is not public."""


_RECORDS = Decoder(tuple[RecordState, ...])
_ENTRIES = Decoder(tuple[Entry, ...])
_SCOPES = Decoder(tuple[tuple[str, Scope], ...])
_DOCUMENTS = Decoder(tuple[SearchDocument, ...])


def read_records(store: Store, name: str) -> tuple[RecordState, ...] | None:
    return decode(_RECORDS, store.get(name))


def read_entries(store: Store, name: str) -> tuple[Entry, ...] | None:
    return decode(_ENTRIES, store.get(name))


def read_scopes(store: Store, name: str) -> tuple[tuple[str, Scope], ...] | None:
    return decode(_SCOPES, store.get(name))


def read_documents(store: Store, name: str) -> tuple[SearchDocument, ...] | None:
    return decode(_DOCUMENTS, store.get(name))
