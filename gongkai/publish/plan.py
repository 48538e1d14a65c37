"""What publishing is going to do, as plain data, before it does anything.

The order keeps every page that is being read whole, at every moment: files that nobody can have a link to yet come
first, then what replaces others, from the pages of records to the home page; last `current.json` is swapped. Nothing
is taken away before that, and bytes that are replaced are kept, so that a release can be brought back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from gongkai.publish.archive import Archive
from gongkai.publish.release import (
    File,
    Headers,
    Release,
    Section,
    State,
    kept_path,
    kind_of,
    read_section,
)
from gongkai.publish.store import Facts, Store, each
from gongkai.publish.wish import Wish

PhaseName = Literal["assets", "search", "new records", "new pages", "records", "pages", "entry"]
PHASES: tuple[PhaseName, ...] = (
    "assets", "search", "new records", "new pages", "records", "pages", "entry",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Put:
    """A file that is to lie at a path; `is_new`: nothing lies there, or nothing that a reader knows of."""

    path: str
    file: File
    is_new: bool

    @property
    def phase(self) -> PhaseName:
        kind = kind_of(self.path)
        if kind == "asset":
            return "assets"
        if kind == "search":
            return "search"
        if kind == "entry":
            return "entry"
        if kind == "record":
            return "new records" if self.is_new else "records"
        return "new pages" if self.is_new else "pages"


@dataclass(frozen=True, slots=True)
class Keep:
    """Bytes that are going to be replaced, and that an earlier release needs."""

    path: str
    sha256: str

    @property
    def target(self) -> str:
        return kept_path(self.path, self.sha256)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is going to happen in a target; `version` is that of the state it starts from."""

    wish: Wish
    state: State
    version: str
    former: Release | None
    keeps: tuple[Keep, ...]
    lists: tuple[Section, ...]
    phases: tuple[tuple[PhaseName, tuple[Put, ...]], ...]
    gone: tuple[str, ...]
    """Paths of the former release that the new one has not got; they are taken away later."""
    window: tuple[Release, ...]
    """The releases that can be brought back afterwards, the new one first."""
    dropped: tuple[str, ...]
    """The ids of those of which nothing needs to stay."""

    @property
    def puts(self) -> list[Put]:
        return [put for _, puts in self.phases for put in puts]

    @property
    def release(self) -> Release:
        return self.wish.release

    @property
    def makes_release(self) -> bool:
        """Whether there is anything new to be public; else there may still be something to clear away."""
        return self.window[0] is self.release

    @property
    def is_empty(self) -> bool:
        """Whether the target is as it is to be."""
        return not self.makes_release and not self.dropped

    def headers(self, file: File) -> Headers:
        return self.release.headers.get(file.headers, {})


@dataclass(frozen=True, slots=True)
class Retention:
    """How long what was replaced stays: so many releases, and so many hours."""

    releases: int
    hours: int
    max_deletes: int

    @property
    def is_none(self) -> bool:
        """Whether nothing is to stay but what is current."""
        return self.releases == 1 and self.hours == 0


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A path of which it is not known what lies there."""

    path: str
    file: File
    expected: str
    """What the current release has there; "" for nothing."""


async def make_plan(
    archive: Archive,
    store: Store,
    wish: Wish,
    standing: tuple[State, str],
    retention: Retention,
    now: datetime,
) -> Plan:
    """Compare what is to be with what is there: list by list, so that what did not change is not even read."""
    state, version = standing
    history = await archive.history(state)
    former = history[0] if history else None
    begun, older = [], []
    if not store.is_whole:
        begun = [each for name in state.pending if (each := await archive.begun(name))]
        older = [*history[1:], *[each for name in state.left if (each := await archive.begun(name))]]
    puts: list[Put] = []
    keeps: list[Keep] = []
    gone: list[str] = []
    doubts: list[_Doubt] = []
    for name in sorted(_names(wish.release, former, *begun)):
        if _is_same(name, wish.release, former, begun):
            continue
        wanted = await _files_of(archive, wish, name)
        there = await archive.files(former.sections.get(name) if former else None)
        maybe = [await archive.files(release.sections.get(name)) for release in begun]
        once: list[Mapping[str, File]] | None = None
        gone += [path for path in there if path not in wanted]
        for path, file in wanted.items():
            before = there.get(path)
            is_doubtful = any(path in files and not _is_alike(files[path], before) for files in maybe)
            if before is None and not is_doubtful and older:
                if once is None:
                    once = [await archive.files(release.sections.get(name)) for release in older]
                is_doubtful = any(path in files for files in once)
            if is_doubtful:
                doubts.append(_Doubt(path, file, before.sha256 if before else ""))
            elif before is None:
                puts.append(Put(path, file, is_new=True))
            elif not _is_alike(file, before):
                puts.append(Put(path, file, is_new=False))
                keeps += [Keep(path, before.sha256)] if before.sha256 != file.sha256 else []
    await _resolve(store, wish.release, doubts, puts, keeps)
    is_new = former is None or not former.has_same_files(wish.release) or bool(puts)
    if store.is_whole and len(history) > 1 and retention.is_none:
        is_new = True  # the folder of the current release holds files of others
    window, dropped = _window(wish.release if is_new else None, history, retention, now)
    stay = {release.id for release in window}
    keeps_bytes = not store.is_whole and any(release is former for release in window)
    phases = tuple(
        (phase, tuple(sorted((p for p in puts if p.phase == phase), key=_by_path))) for phase in PHASES
    )
    return Plan(
        wish, state, version, former,
        tuple(sorted(keeps, key=lambda keep: keep.path)) if keeps_bytes else (),
        await _missing_lists(wish, history),
        tuple((phase, some) for phase, some in phases if some),
        tuple(sorted(gone)), window,
        tuple(name for name in dict.fromkeys((*dropped, *state.pending, *state.left)) if name not in stay),
    )  # fmt: skip


def _by_path(put: Put) -> str:
    return put.path


def _names(*releases: Release | None) -> set[str]:
    return {name for release in releases if release for name in release.sections}


def _is_same(name: str, wanted: Release, former: Release | None, begun: Sequence[Release]) -> bool:
    """Whether a section is one and the same in all releases; then its files are where they belong."""
    if former is None:
        return False
    sections = [release.sections.get(name) for release in (wanted, former, *begun)]
    first = sections[0]
    return first is not None and all(each and each.sha256 == first.sha256 for each in sections)


def _is_alike(file: File, before: File | None) -> bool:
    """The same bytes with the same headers."""
    return before is not None and (file.sha256, file.headers) == (before.sha256, before.headers)


async def _files_of(archive: Archive, wish: Wish, name: str) -> Mapping[str, File]:
    section = wish.release.sections.get(name)
    raw = wish.lists.get(section.sha256) if section else None
    return await archive.files(section) if raw is None else read_section(raw)


async def _resolve(
    store: Store, release: Release, doubts: Iterable[_Doubt], puts: list[Put], keeps: list[Keep]
) -> None:
    """Ask the target what lies where that is not known."""

    async def ask(doubt: _Doubt) -> None:
        facts = await store.look(doubt.path)
        if facts and _is_as_wished(facts, release, doubt.file):
            return
        puts.append(Put(doubt.path, doubt.file, is_new=not doubt.expected))
        if facts and facts.sha256 and facts.sha256 != doubt.file.sha256:
            keeps.append(Keep(doubt.path, facts.sha256))

    await each(doubts, ask, store.connections)


def _is_as_wished(facts: Facts, release: Release, file: File) -> bool:
    return facts.sha256 == file.sha256 and facts.headers == release.headers.get(file.headers, {})


async def _missing_lists(wish: Wish, history: Sequence[Release]) -> tuple[Section, ...]:
    """The sections that no release has yet whose lists are still there."""
    have = {section.sha256 for release in history for section in release.sections.values()}
    found = {s.sha256: s for s in wish.release.sections.values() if s.sha256 not in have}
    return tuple(found[sha256] for sha256 in sorted(found))


def _window(
    new: Release | None, history: Sequence[Release], retention: Retention, now: datetime
) -> tuple[tuple[Release, ...], list[str]]:
    """The releases to stay, and the ids of those that are old enough to go."""
    chain = [*([new] if new else []), *history]
    since = now - timedelta(hours=retention.hours)
    stays = [
        release
        for i, release in enumerate(chain)
        if i < retention.releases or datetime.fromisoformat(chain[i - 1].made) > since
    ]
    names = {release.id for release in stays}
    return tuple(stays), [release.id for release in chain if release.id not in names]


@dataclass(frozen=True, slots=True)
class Sweep:
    """What can be taken away: files of the site, bytes that were kept, and last the lists that told of them."""

    files: tuple[str, ...]
    kept: tuple[str, ...]
    lists: tuple[str, ...]


async def make_sweep(archive: Archive, window: Sequence[Release], dropped: Sequence[str]) -> Sweep:
    """What only releases have that are given up. Lists that a staying release has too need not be looked at."""
    files: set[str] = set()
    kept: set[str] = set()
    lists: set[str] = set()
    stay = {section.sha256 for release in window for section in release.sections.values()}
    for name in dropped:
        release = await archive.begun(name)
        for part, section in release.sections.items() if release else ():
            if section.sha256 in stay:
                continue
            lists.add(section.path)
            here = [await archive.files(each.sections.get(part)) for each in window]
            for path, file in (await archive.files(section)).items():
                if not any(path in each for each in here):
                    files.add(path)
                if not any(path in each and each[path].sha256 == file.sha256 for each in here):
                    kept.add(kept_path(path, file.sha256))
    return Sweep(tuple(sorted(files)), tuple(sorted(kept)), tuple(sorted(lists)))
