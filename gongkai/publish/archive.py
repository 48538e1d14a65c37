"""The releases of a target and their lists of files: read from this machine where they are here, else from there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from gongkai.findings import GongkaiError
from gongkai.publish.published import Here
from gongkai.publish.release import (
    CURRENT,
    File,
    Release,
    Section,
    State,
    digest,
    read_release,
    read_section,
    read_state,
    release_json,
    release_path,
)
from gongkai.publish.store import Store
from gongkai.publish.wish import Wish

_MOST_LISTS = 64
"""Lists that are held in memory; of a small site all."""


class Archive:
    """Releases and sections never change, so each is asked for once."""

    def __init__(self, store: Store, here: Here) -> None:
        self._store, self._here = store, here
        self._releases: dict[str, Release | None] = {}
        self._lists: dict[str, Mapping[str, File]] = {}

    async def state(self) -> tuple[State, str]:
        """What `current.json` says, with its version ("" where there is none)."""
        found = await self._store.read_with_version(CURRENT)
        return (read_state(found[0]), found[1]) if found else (State(), "")

    async def release(self, name: str, sha256: str) -> Release:
        """A release of the history, which must be there as it was written."""
        known = self._releases.get(name)
        if known:
            return known
        raw = self._here.get(sha256) or await self._store.read(release_path(name))
        if raw is None or digest(raw) != sha256:
            raise GongkaiError(
                f"版本 {name} 的清单不见了，或者被人改过。运行 verify 看看",
                f"the list of release {name} is missing, or was changed; run `verify`",
            )
        self._here.put(raw)
        self._releases[name] = found = read_release(raw)
        return found

    async def begun(self, name: str) -> Release | None:
        """A release that somebody began to publish; None where they ended before they changed anything."""
        if name not in self._releases:
            raw = await self._store.read(release_path(name))
            self._releases[name] = read_release(raw) if raw else None
        return self._releases[name]

    async def files(self, section: Section | None) -> Mapping[str, File]:
        """The files of a section; of none, none."""
        if section is None:
            return {}
        if section.sha256 not in self._lists:
            raw = self._here.get(section.sha256) or await self._store.read(section.path)
            if raw is None or digest(raw) != section.sha256:
                raise GongkaiError(
                    f"清单 {section.path} 不见了，或者被人改过。运行 verify 看看",
                    f"the list {section.path} is missing, or was changed; run `verify`",
                )
            self._here.put(raw)
            while len(self._lists) >= _MOST_LISTS:
                del self._lists[next(iter(self._lists))]
            self._lists[section.sha256] = read_section(raw)
        return self._lists[section.sha256]

    def know(self, wish: Wish) -> None:
        """Take in a release that is being made."""
        self._releases[wish.release.id] = wish.release
        self._here.put(release_json(wish.release))
        for raw in wish.lists.values():
            self._here.put(raw)

    async def settle(
        self, current: Release, window: Sequence[Release], known: Callable[[str], bytes]
    ) -> None:
        """Remember what is current now with all its lists, and forget what can no more be brought back.

        `known` may give the list of a section without the target being asked for it; "" where it cannot.
        """
        for name, section in current.sections.items():
            if not self._here.has(section.sha256):
                raw = known(name)
                if digest(raw) == section.sha256:
                    self._here.put(raw)
                else:
                    await self.files(section)
        names = {section.sha256 for release in window for section in release.sections.values()}
        self._here.set_release(current)
        self._here.forget_all_but(names | {digest(release_json(release)) for release in window})

    async def history(self, state: State) -> list[Release]:
        """The releases that can be brought back, the current one first."""
        return [await self.release(name, sha256) for name, sha256 in state.history]
