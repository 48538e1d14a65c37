"""Whatever happens to a target, in any order: the current release is whole, and every one that is told can come back."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from gongkai.publish.folders import FolderStore
from gongkai.publish.plan import Retention
from gongkai.publish.publishing import (
    Publisher,
    list_releases,
    plan_rollback,
    plan_site,
    publish_site,
    roll_back,
)
from gongkai.publish.release import CURRENT, FOLDER, Headers
from gongkai.publish.store import Body
from gongkai.publish.targets import Target
from gongkai.publish.wish import Style
from tests.publish.sites import write_site

pytestmark = pytest.mark.usefixtures("no_loop")

_PATHS = [
    "assets/site.0123456789.css", "search/index.0123456789/facts.json", "units/a/notices/2026/x/index.html",
    "units/a/notices/2026/y/index.html", "units/a/index.html", "units/b/feed.xml", "404.html",
]  # fmt: skip
_SITES = st.dictionaries(st.sampled_from(_PATHS), st.sampled_from([b"0", b"1", b"2"]), max_size=7)
_PUBLISH = st.tuples(st.just("publish"), _SITES, st.just(0))
_KILLED = st.tuples(st.just("publish"), _SITES, st.integers(1, 40))
_BACK = st.tuples(st.just("back"), st.integers(0, 5), st.sampled_from([0, 0, 5, 12]))
_STEPS = st.lists(_PUBLISH | _KILLED | _BACK, min_size=2, max_size=7)


class KilledError(Exception):
    """The publisher is dead: nothing that it does later has an effect."""


class MortalStore(FolderStore):
    """Dies before its k-th change of anything (0: never). Copies are no links, as in an object store."""

    def __init__(self, folder: Path, dies_at: int) -> None:
        super().__init__(folder)
        self._left = dies_at or 1 << 30

    def _change(self) -> None:
        self._left -= 1
        if self._left <= 0:
            raise KilledError

    async def put(self, path: str, body: Body, sha256: str, headers: Headers) -> None:
        self._change()
        await super().put(path, body, sha256, headers)

    async def copy(self, path: str, target: str) -> bool:
        self._change()
        return await super().copy(path, target)

    async def delete(self, path: str) -> None:
        self._change()
        await super().delete(path)


class World:
    """A project with a target, and what was published to it, by release."""

    def __init__(self, root: Path, retention: Retention) -> None:
        self.root, self.retention = root, retention
        self.now = datetime(2026, 11, 22, 9, tzinfo=UTC)
        self.public: dict[str, dict[str, bytes]] = {}

    def publisher(self, dies_at: int = 0) -> Publisher:
        store = MortalStore(self.root / "public", dies_at)
        target = Target("main", store, Style(holds_headers=False), self.retention, "https://a.example", False)
        return Publisher(self.root, target, "somebody", lambda: self.now)

    async def publish(self, site: Mapping[str, bytes], dies_at: int) -> bool:
        write_site(self.root / "site", {"index.html": b"home", **site})
        publisher = self.publisher(dies_at)
        plan, retention = await plan_site(
            publisher, self.root / "site", "", purge=False, break_lock=True, max_deletes=None
        )
        if plan.is_empty:
            return True
        if plan.makes_release:
            self.public[plan.release.id] = {"index.html": b"home", **site}
        try:
            await publish_site(publisher, self.root / "site", plan, retention, lambda _done, _total: None)
        except KilledError:
            return False
        return True

    async def back(self, release: str, dies_at: int) -> bool:
        publisher = self.publisher(dies_at)
        plan = await plan_rollback(publisher, release, break_lock=True)
        self.public[plan.release.id] = self.public[release]
        try:
            await roll_back(publisher, plan, lambda _done, _total: None)
        except KilledError:
            return False
        return True

    async def history(self) -> list[str]:
        return [release.id for release in (await list_releases(self.publisher()))[0]]

    def files(self) -> dict[str, bytes]:
        folder = self.root / "public"
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and FOLDER not in path.relative_to(folder).parts and "manifest" not in path.parts[-1]
            and "manifests" not in path.parts
        }  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(_STEPS, st.integers(1, 4), st.sampled_from([0, 2]))
def test_any_history_keeps_its_promises(
    steps: list[tuple[str, dict[str, bytes] | int, int]], releases: int, hours: int
) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(_live(World(Path(folder), Retention(releases, hours, 1000)), steps))


async def _live(world: World, steps: list[tuple[str, dict[str, bytes] | int, int]]) -> None:
    for what, which, dies_at in steps:
        world.now += timedelta(hours=1)
        told = await world.history()
        before = set(world.files())
        if isinstance(which, dict):
            finished = await world.publish(which, dies_at)
        else:
            others = (
                [name for name in told[1:] if world.public[name] != world.public[told[0]]] if told else []
            )
            if not others:
                continue
            event("went back")
            finished = await world.back(others[which % len(others)], dies_at)
        told = await world.history()
        if not finished:
            event(f"killed while it was to {what}")
            assert told == [] or set(world.public[told[0]]) <= set(world.files())
            continue
        _is_public(world, told, before)
    world.now += timedelta(hours=1)
    if not (world.root / "public" / CURRENT).exists():
        return
    told = await world.history()
    for name in reversed(told):  # each can come back, if it is still told when its turn comes
        now = await world.history()
        if name in now[1:] and world.public[name] != world.public[now[0]]:
            assert await world.back(name, 0)
            _is_public(world, await world.history(), set(world.files()))


def _is_public(world: World, told: list[str], before: set[str]) -> None:
    """The current release, byte for byte; beside it only files of releases that can come back."""
    current, there = world.public[told[0]], world.files()
    assert {path: there.get(path) for path in current} == current
    known = {path for name in told for path in world.public[name]}
    assert set(there) <= known | set(current), (set(there) - known, before)


def test_the_store_of_this_test_dies(tmp_path: Path) -> None:
    world = World(tmp_path, Retention(3, 0, 1000))
    assert asyncio.run(world.publish({}, 3)) is False
    with pytest.raises(KilledError):
        asyncio.run(world.publisher(1).target.store.put("a", b"", "", {}))
