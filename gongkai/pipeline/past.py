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
from gongkai.cache.store import LostError, Store, digest_of_parts
from gongkai.content.walk import Files, SourceFile, distrust_late, walk
from gongkai.executors import Serial, begin
from gongkai.findings import Finding
from gongkai.output.manifest import manifest_digest
from gongkai.pipeline.outcome import Built, Compression

_TICK = 50_000_000
"""Nanoseconds within which a disk may give two changes one time."""
_MANY = 100_000
"""Records and pages of a site that is looked at by more than one process."""
_HEAPS = 16
_SETTINGS = "/config.yaml"
"""Stands for the settings among the folders of the content; no folder has such a name."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of the content folder as the walk found them, folder by folder, and the settings."""

    folders: list[tuple[str, Files]]
    problems: tuple[Finding, ...]
    config: SourceFile | None
    digests: dict[str, str]
    """Of the paths, sizes and times in each folder; "" where a time cannot be trusted. The settings are one more."""

    def let_go(self) -> None:
        """Forget the files, which were read: those of a million records take a quarter of a gigabyte."""
        self.folders.clear()

    @property
    def digest(self) -> str:
        """Stands for all files; "" where something cannot be trusted."""
        if self.problems or not all(self.digests.values()):
            return ""
        return digest_of_parts("\n".join([f"{name} {digest}" for name, digest in self.digests.items()]))


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


def look(root: Path, site: Path, store: Store, executor: Executor) -> Seen:
    """Look at the files of the project and of the site, at both at once where there are many."""
    last = read_root(store.enter(manifest_digest(site)))
    if last is None:
        past = Past(read_root(store.latest()) or read_root(store.newest()))
        return Seen(list_content(root, store), folder_digest(root / "layouts"), past)
    here = executor if last.records + last.pages >= _MANY else Serial()
    with begin(here, partial(_are_looks_as_written, store.folder, site), _looks_of(store, last)) as answers:
        listing, layouts = list_content(root, store), folder_digest(root / "layouts")
        return Seen(listing, layouts, Past(last, all(answers)))


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


def list_content(root: Path, store: Store) -> Listing:
    """Walk over the content folder."""
    latest = store.now() - _TICK
    problems: list[Finding] = []
    folders = []
    if (root / "content").is_dir():
        folders = [
            (folder, distrust_late(files, latest)) for folder, files in walk(root / "content", problems)
        ]
    config = None
    if (root / "config.yaml").is_file():
        facts = (root / "config.yaml").stat()
        (config,) = distrust_late((SourceFile("config.yaml", facts.st_size, facts.st_mtime_ns),), latest)
    digests = {folder: _digest_of(files) for folder, files in folders}
    return Listing(
        folders,
        tuple(problems),
        config,
        {**digests, _SETTINGS: _digest_of((config,) if config else ())},
    )


def _digest_of(files: Files) -> str:
    if not all(file.modified for file in files):
        return ""
    return digest_of_parts("\n".join([f"{file.path}\0{file.size}\0{file.modified}" for file in files]))


def with_parts(store: Store, past: Past) -> Past:
    """The same, with what spans records."""
    if past.root is None or not past.is_site_known or past.shards:
        return past
    parts, index = read_parts(store, past.root.parts), read_index(store, past.root.index)
    if parts is None or index is None:
        raise LostError
    return replace(past, parts={part.name: part for part in parts}, index=index)


_LOST = Shelf("", "")
_Names = Sequence[tuple[str, str, str]]
"""Blobs: `Looks`, and what tells of the same files, with the kind of that: made, parts, signs."""


def _looks_of(store: Store, root: Root) -> Iterator[_Names]:
    """What is to be looked at of a site, in a few heaps."""
    index = read_index(store, root.index)
    names = [(each.looks, "made", each.made) for each in root.partitions.values()]
    names += [(root.looks, "parts", root.parts)]
    # A lost index is a shelf that nothing is known of.
    names += [(shelf.looks, "signs", shelf.signs) for shelf in (index.shelves() if index else [_LOST])]
    size = max(1, len(names) // _HEAPS)
    return (names[start : start + size] for start in range(0, len(names), size))


def _are_looks_as_written(folder: Path, site: Path, names: _Names) -> bool:
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
