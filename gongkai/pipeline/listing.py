"""Which files there are: the first look of every command, before anything is read."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path

from gongkai.cache.store import Store, digest_of_parts
from gongkai.content.walk import FolderListing, SourceFile, look_into, walk
from gongkai.executors import Serial, begin
from gongkai.findings import Finding

_TICK = 50_000_000
"""Nanoseconds within which a disk may give two changes one time."""
_HEAPS = 16
_SETTINGS = "/config.yaml"
"""Stands for the settings among the folders of the content; no folder has such a name."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of the content folder as the walk found them, folder by folder, and the settings."""

    folders: list[FolderListing]
    problems: tuple[Finding, ...]
    config: SourceFile | None
    digests: dict[str, str]
    """Of the names, sizes and times in each folder; "" where a time cannot be trusted. The settings are one more."""

    def let_go(self) -> None:
        """Forget the files, which were read."""
        self.folders.clear()

    @property
    def digest(self) -> str:
        """Stands for all files; "" where something cannot be trusted."""
        if self.problems or not all(self.digests.values()):
            return ""
        return digest_of_parts("\n".join([f"{name} {digest}" for name, digest in self.digests.items()]))


def list_content(root: Path, store: Store, executor: Executor | None = None) -> Listing:
    """Walk over the content folder; with an executor over several units at once."""
    latest = store.now() - _TICK
    settings = FolderListing("", (), array("q"))
    if (root / "config.yaml").is_file():
        facts = (root / "config.yaml").stat()
        known = facts.st_size, facts.st_mtime_ns if facts.st_mtime_ns <= latest else 0
        settings = FolderListing("", ("config.yaml",), array("q", known))
    problems: list[Finding] = []
    folders: list[FolderListing] = []
    digests: dict[str, str] = {}
    if (root / "content").is_dir():
        for heap in _walk_all(root / "content", latest, problems, executor or Serial()):
            folders += heap.folders
            digests |= heap.digests
    digests[_SETTINGS] = _digest_of(settings)
    return Listing(folders, tuple(problems), next(iter(settings.files()), None), digests)


@dataclass(frozen=True, slots=True)
class _Branch:
    """Some folders, one below the other."""

    folders: tuple[FolderListing, ...]
    digests: dict[str, str]
    problems: tuple[Finding, ...] = ()


def _walk_all(content: Path, latest: int, problems: list[Finding], executor: Executor) -> Iterator[_Branch]:
    """The folder, what lies in it and what lies in that (`units/mzj`), which is walked over by the executor."""
    order: list[FolderListing | str] = []
    here, tops = look_into(content, "", problems, latest)
    order += [here] if here else []
    for top in tops:
        here, below = look_into(content, top, problems, latest)
        order += [here, *below] if here else []
    branches = [each for each in order if isinstance(each, str)]
    heaps = [branches[start::_HEAPS] for start in range(_HEAPS) if branches[start::_HEAPS]]
    with begin(executor, partial(_walk_some, content, latest), heaps) as walked:
        found = {path: branch for heap in walked for path, branch in heap.items()}
    for each in order:
        branch = found[each] if isinstance(each, str) else _branch([each])
        problems += branch.problems
        yield branch


def _walk_some(content: Path, latest: int, branches: Sequence[str]) -> dict[str, _Branch]:
    found = {}
    for path in branches:
        problems: list[Finding] = []
        found[path] = _branch(list(walk(content, problems, path, latest)), problems)
    return found


def _branch(folders: Sequence[FolderListing], problems: Sequence[Finding] = ()) -> _Branch:
    return _Branch(tuple(folders), {each.path: _digest_of(each) for each in folders}, tuple(problems))


def _digest_of(folder: FolderListing) -> str:
    if 0 in folder.facts[1::2]:
        return ""
    found = blake2b("\0".join(folder.names).encode(), digest_size=16)
    found.update(folder.facts)
    return found.hexdigest()
