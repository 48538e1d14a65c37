"""What is left of the last build: what was read then, and whether the site is still as it was written."""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from gongkai.cache.engine import engine_digest, folder_digest
from gongkai.cache.signs import (
    IndexState,
    PartState,
    Root,
    Shelf,
    Sign,
    read_index,
    read_looks,
    read_parts,
    read_root,
    read_signs,
)
from gongkai.cache.store import LostError, Store
from gongkai.executors import Serial, begin
from gongkai.output.manifest import has_lists, manifest_digest
from gongkai.pipeline.listing import Listing, list_content
from gongkai.pipeline.outcome import Built, Compression

_MANY = 100_000
"""Records and pages of a site that is looked at by more than one process."""
_VERY_MANY = 150_000
"""Records and pages of a site of which each look takes a share of the files."""
_SHARE = 50_000
"""Records and pages of such a share; the files are about half as many again."""
_HEAPS = 16


@dataclass(frozen=True, slots=True)
class Past:
    """`root` is None in the first build. `is_site_known`: what it tells of the output is true.

    Either the output folder is still as that build left it, or its pages lie in `shards`. `parts` and `index` are
    read when they are wanted (see `with_parts`): a small change wants none.
    """

    root: Root | None = None
    is_site_known: bool = False
    parts: dict[str, PartState] = field(default_factory=dict)
    index: IndexState | None = None
    shards: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is before anything is read: the files, the layouts, and what is left of the last build."""

    listing: Listing
    layout_files: str
    past: Past


def look(root: Path, site: Path, store: Store, executor: Executor, *, whole: bool = False) -> Seen:
    """Look at the files of the project and of the site, at both at once where there are many.

    Of a very large site each look takes a share of the files, in turn, but with `whole`: else asking for millions of
    files would take longer than anything that an edit asks for.
    """
    last = read_root(store.enter(manifest_digest(site)))
    if last is None:
        past = Past(read_root(store.latest()) or read_root(store.newest()))
        return Seen(list_content(root, store), folder_digest(root / "layouts"), past)
    size = last.records + last.pages
    turns = 1 if whole or size < _VERY_MANY else 1 + size // _SHARE
    here = executor if size >= _MANY else Serial()
    heaps = _in_heaps(list(_looks_of(store, last))[store.turn(turns) :: turns])
    with begin(here, partial(_are_looks_as_written, store.folder, site), heaps) as answers:
        listing, layouts = list_content(root, store, here), folder_digest(root / "layouts")
        return Seen(listing, layouts, Past(last, all(answers) and has_lists(site)))


def unchanged(
    seen: Seen,
    today: date,
    engine: str = "",
    precompress: Compression = "settings",
    *,
    with_search: bool = True,
) -> Built | None:
    """What the last build told, where nothing at all is different; `engine` is that of search, if one is wished.

    An index that was left behind is different, unless the search is of no concern.
    """
    root = seen.past.root
    if root is None or not seen.past.is_site_known or not seen.listing.digest:
        return None
    now = (seen.listing.digest, seen.layout_files, engine_digest(), today.isoformat(), engine or root.search)
    if now != (root.listing, root.layout_files, root.engine, root.today, root.search):
        return None
    if compresses(precompress, root.precompress, seen.past) != bool(root.compression):
        return None
    if with_search and not root.search:
        return None
    return Built(root.findings, root.records, root.pages, is_search_behind=not root.search)


def compresses(wish: Compression, settings: bool, past: Past) -> bool:
    """Whether siblings are to be written; `settings` is what `config.yaml` says."""
    if wish == "keep":
        return past.root is not None and past.is_site_known and bool(past.root.compression)
    return wish == "always" or settings


def with_parts(store: Store, past: Past) -> Past:
    """The same, with what spans records."""
    if past.root is None or not past.is_site_known or past.shards:
        return past
    parts, index = read_parts(store, past.root.parts), read_index(store, past.root.index)
    if parts is None or index is None:
        raise LostError
    return replace(past, parts={part.name: part for part in parts}, index=index)


_LOST = Shelf("", "")
_Name = tuple[str, str, str]
"""Blobs: `Looks`, and what tells of the same files, with the kind of that: made, parts, signs."""


def _looks_of(store: Store, root: Root) -> Iterator[_Name]:
    """What is to be looked at of a site."""
    yield from ((each.looks, "made", each.made) for each in root.partitions.values())
    yield root.looks, "parts", root.parts
    index = read_index(store, root.index)
    # A lost index is a shelf that nothing is known of.
    yield from ((each.looks, "signs", each.signs) for each in (index.shelves() if index else [_LOST]))


def _in_heaps(names: Sequence[_Name]) -> Iterator[Sequence[_Name]]:
    size = max(1, len(names) // _HEAPS)
    return (names[start : start + size] for start in range(0, len(names), size))


def _are_looks_as_written(folder: Path, site: Path, names: Sequence[_Name]) -> bool:
    """Ask by a look first; what looks otherwise (a copied or restored site) is asked for its bytes."""
    store = Store(folder)
    return all(
        _looks_as_written(store, site, look) or _is_same_by_bytes(store, site, kind, name)
        for look, kind, name in names
    )


def _looks_as_written(store: Store, site: Path, name: str) -> bool:
    """Whether files have the size and the time that they had when they were written."""
    looks = read_looks(store, name)
    if looks is None:
        return False
    prefix, facts, stat = f"{site}/", array("q"), os.stat
    add = facts.append
    try:
        for path in looks.paths.split("\n") if looks.paths else ():
            found = stat(prefix + path)
            add(found.st_size)
            add(found.st_mtime_ns)
    except OSError:
        return False
    return facts.tobytes() == looks.facts


def _is_same_by_bytes(store: Store, site: Path, kind: str, name: str) -> bool:
    """Ask the files that a blob tells of one by one."""
    try:
        return _are_as_written(site, _signs_in(store, kind, name))
    except LostError:
        return False


def _signs_in(store: Store, kind: str, name: str) -> Iterator[Sign]:
    if kind == "made":
        from gongkai.cache.records import read_made  # heavy, and seldom wanted

        return (sign for state in read_made(store, name) for sign in state.outputs)
    found = read_parts(store, name) if kind == "parts" else read_signs(store, name)
    if found is None:
        raise LostError
    return (sign for each in found for sign in (each.outputs if isinstance(each, PartState) else (each,)))


def _are_as_written(site: Path, signs: Iterable[Sign]) -> bool:
    """Whether files are there with the bytes that were written."""
    prefix = f"{site}/"
    for sign in signs:
        try:
            facts = os.stat(prefix + sign.path)
        except OSError:
            return False
        if not sign.is_like(facts.st_size, facts.st_mtime_ns) and not _has_same_bytes(
            prefix + sign.path, sign
        ):
            return False
    return True


def _has_same_bytes(path: str, sign: Sign) -> bool:
    """A copied or restored site has other times; they are put right, so that this is asked once."""
    with open(path, "rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sign.digest:
            return False
    if sign.modified:
        os.utime(path, ns=(sign.modified, sign.modified))
    return True
