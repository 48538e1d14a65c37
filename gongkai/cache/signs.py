"""What is remembered of files and of the build as a whole. Light: a build that changes nothing reads no more.

A key stands for everything a thing is made from. Same key: what was made is still right, and is kept.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import TypeVar

from msgspec import DecodeError, Struct, ValidationError
from msgspec.msgpack import Decoder, encode

from gongkai.cache.store import Store
from gongkai.findings import Finding

FORMAT = 11
T = TypeVar("T")


class Sign(Struct, frozen=True, array_like=True, gc=False):
    """A file as it was: a file of the same size and time is the same; of another, the digest is asked."""

    path: str
    size: int
    modified: int
    """Nanoseconds; 0 where the file changed so shortly before that the time cannot be trusted."""
    digest: str

    def is_like(self, size: int, modified: int) -> bool:
        return self.size == size and self.modified == modified and modified != 0


class PageState(Struct, frozen=True, array_like=True, gc=False):
    """A page that was rendered: where it lies, what it showed, and by which layout."""

    path: str
    layout: str
    view: str
    """Digest of the view."""


class PartState(Struct, frozen=True, array_like=True, gc=False):
    """A part of the plan, and what was made of it."""

    name: str
    key: str
    pages: tuple[PageState, ...]
    outputs: tuple[Sign, ...]


class Looks(Struct, frozen=True, array_like=True, gc=False):
    """Files of the output as a look at the disk shows them; so many are compared sooner than decoded one by one."""

    paths: str
    """A line each."""
    facts: bytes
    """Size and time of each, as numbers of 64 bits in the order of this machine's bytes."""


class Shelf(Struct, frozen=True, array_like=True, gc=False):
    """Some files of the search index: names of the blobs of their signs, tuple[Sign, ...], and of their `Looks`."""

    signs: str
    looks: str


class IndexState(Struct, frozen=True, array_like=True, gc=False):
    """The search index: so many files that they are told in shelves, and only those of changed files are opened."""

    key: str
    """Of the documents and the engine; "" where there is no index."""
    folder: str
    """Where it lies below the site."""
    sections: dict[str, tuple[Shelf, ...]] = {}
    """By section of the manifest; a path stands on the shelf that its hash says."""

    def shelves(self) -> list[Shelf]:
        return [shelf for shelves in self.sections.values() for shelf in shelves]


class Partition(Struct, frozen=True, array_like=True, gc=False, kw_only=True):
    """What is remembered of one partition: names of blobs, and what the whole asks of each."""

    sources: str
    """tuple[Sign, ...]: the files it was read from"""
    records: str
    """tuple[ReadState, ...], one of each file"""
    memo: str = ""
    """dict[str, bytes]: records as they were read, with their rendered texts (each pickled), by id"""
    count: int
    """Its records, valid or not."""
    unreadable: tuple[str, ...] = ()
    """Ids of those that are not valid."""
    entries: str = ""
    """Columns of Entry: the public ones, on the day of the build"""
    made: str = ""
    """tuple[MadeState, ...], one of each record"""
    documents: str = ""
    """tuple[SearchDocument, ...]"""
    scopes: str = ""
    """tuple[tuple[str, Scope], ...]: what each record was told of the others"""
    looks: str = ""
    """`Looks`"""
    findings: str = ""
    """tuple[Finding, ...], on reading and within their scopes; "" where there are none"""
    pages: int = 0
    more: tuple[str, ...] = ()
    """Paths of the pages that records have beside their own."""

    def blobs(self) -> set[str]:
        names = {self.sources, self.records, self.memo, self.entries, self.made}
        return names | {self.documents, self.scopes, self.looks, self.findings}


class SegmentState(Struct, frozen=True, array_like=True, gc=False):
    """One segment of the search index. `rows` names the blob of its documents: tuple[tuple[id, digest], ...]."""

    year: str
    unit: str
    count: int
    rows: str


class Root(Struct, frozen=True, array_like=True, gc=False, kw_only=True):
    """All that is remembered of one site; what a check or a share of a build does not know is left out."""

    format: int = FORMAT
    engine: str
    layout_files: str = ""
    """Digest of the folder of layouts."""
    closures: dict[str, str] = {}
    """Digest of each layout of a page with all that it includes."""
    layouts: dict[str, str] = {}
    """Key of each layout: of its closure, and of what stands around every page."""
    today: str
    listing: str = ""
    """Digest of all files that were there, with size and time; "" where a time cannot be trusted."""
    folders: dict[str, str] = {}
    """The same for each folder."""
    shared: str
    """Key of the shared files."""
    content: str
    """Blob: the shared content and its findings (pickled)."""
    shared_signs: tuple[Sign, ...] = ()
    other_signs: tuple[Sign, ...] = ()
    """Attachments and images."""
    partitions: dict[str, Partition]
    parts: str = ""
    """Blob: tuple[PartState, ...], all but the search index"""
    looks: str = ""
    """Blob: `Looks` of the parts"""
    index: str = ""
    """Blob: `IndexState`"""
    segments: tuple[SegmentState, ...] = ()
    """What the search index is to hold."""
    findings: tuple[Finding, ...] = ()
    checked: int
    """Valid records, public or not."""
    records: int
    """The public ones."""
    pages: int = 0
    search: str = ""
    """Name of the search engine; "" where its index is of older records."""
    compression: str = ""
    """How files were compressed; "" where they were not."""
    precompress: bool = False
    """Whether the settings asked for it."""
    scans: str = ""
    """Blob: `Scans`, what was found on looking through files; "" where there was none"""

    def blobs(self, store: Store) -> set[str]:
        """Every blob it leads to."""
        names = {self.content, self.parts, self.looks, self.index, self.scans}
        names |= {each.rows for each in self.segments}
        for each in self.partitions.values():
            names |= each.blobs()
        index = read_index(store, self.index)
        for shelf in index.shelves() if index else ():
            names |= {shelf.signs, shelf.looks}
        return names


_ROOT = Decoder(Root)
_SIGNS = Decoder(tuple[Sign, ...])
_PARTS = Decoder(tuple[PartState, ...])
_LOOKS = Decoder(Looks)
_INDEX = Decoder(IndexState)
_ROWS = Decoder(tuple[tuple[str, str], ...])


def decode(decoder: Decoder[T], raw: bytes | None) -> T | None:
    """None where there is nothing, or nothing of this kind."""
    if raw is None:
        return None
    try:
        return decoder.decode(raw)
    except (DecodeError, ValidationError):
        return None


def read_root(raw: bytes | None) -> Root | None:
    """None where there is none, or one of another format."""
    root = decode(_ROOT, raw)
    return root if root and root.format == FORMAT else None


def read_signs(store: Store, name: str) -> tuple[Sign, ...] | None:
    return decode(_SIGNS, store.get(name))


def read_parts(store: Store, name: str) -> tuple[PartState, ...] | None:
    return decode(_PARTS, store.get(name))


def read_index(store: Store, name: str) -> IndexState | None:
    return decode(_INDEX, store.get(name))


def read_looks(store: Store, name: str) -> Looks | None:
    return decode(_LOOKS, store.get(name))


def looks_of(signs: Iterable[Sign]) -> Looks:
    """What a look at files will show as long as they are as they were written."""
    files = list(signs)
    facts = array("q")
    for sign in files:
        facts.append(sign.size)
        facts.append(sign.modified)
    return Looks("\n".join([sign.path for sign in files]), facts.tobytes())


def read_rows(store: Store, name: str) -> tuple[tuple[str, str], ...] | None:
    return decode(_ROWS, store.get(name))


def put(store: Store, value: object) -> str:
    """Keep a value; returns the name of its blob."""
    return store.put(encode(value))
