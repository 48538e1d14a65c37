"""Carrying out a plan: keep, upload, swap, look, take away. It may be killed at any moment and simply run again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol

from gongkai.findings import GongkaiError
from gongkai.publish.archive import Archive
from gongkai.publish.hold import Hold
from gongkai.publish.plan import Keep, Plan, Put, Retention, make_sweep
from gongkai.publish.release import Section, digest, kept_path, release_json, release_path
from gongkai.publish.server import ServerStore, stage
from gongkai.publish.store import Body, Store, each
from gongkai.publish.wish import SiteFiles

Tick = Callable[[int, int], None]
_LISTS_AT_ONCE = 8


class Source(Protocol):
    """Where the bytes of a file come from."""

    async def body(self, plan: Plan, put: Put) -> Body:
        """The bytes, which are those that the plan names."""


class SiteSource:
    """The site folder."""

    def __init__(self, files: SiteFiles) -> None:
        self._files = files

    async def body(self, plan: Plan, put: Put) -> Body:
        return self._files.open(put.path, put.file, plan.headers(put.file))


class KeptSource:
    """What the target itself keeps of earlier releases."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def body(self, plan: Plan, put: Put) -> Body:
        del plan
        raw = await read_kept(self._store, put.path, put.file.sha256)
        if raw is None:
            raise _not_kept(put.path)
        return raw

    async def ensure(self, plan: Plan) -> None:
        """Before anything is changed: is everything there that is to be brought back?"""

        async def look(put: Put) -> None:
            for place in (kept_path(put.path, put.file.sha256), put.path):
                facts = await self._store.look(place)
                if facts and facts.sha256 == put.file.sha256:
                    return
            raise _not_kept(put.path)

        await each(plan.puts, look, self._store.connections)


async def read_kept(store: Store, path: str, sha256: str) -> bytes | None:
    """Bytes that lay at a path in an earlier release; None where they are gone, or are not those."""
    for place in (kept_path(path, sha256), path):  # where only headers changed, nothing had to be kept
        raw = await store.read(place)
        if raw is not None and digest(raw) == sha256:
            return raw
    return None


def _not_kept(path: str) -> GongkaiError:
    return GongkaiError(
        f"那个版本的 {path} 已经没有了，退不回去：从 git 里取出当时的内容，生成以后再发布",
        f"the bytes of {path} in that release are gone: check out the content of then, build, and publish",
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done: files and bytes uploaded, paths taken away. `undeleted`: files that were too many to take away unasked."""

    uploaded: int
    bytes: int
    deleted: tuple[str, ...]
    undeleted: int


async def carry_out(
    plan: Plan,
    store: Store,
    archive: Archive,
    hold: Hold,
    source: Source,
    retention: Retention,
    check: Callable[[], Awaitable[None]],
    tick: Tick,
) -> Outcome:
    """Do what the plan says; `check` looks at what is public before anything is taken away.

    Whatever fails leaves the current release as it was, but for pages that are new already, and deletes nothing.
    """
    await hold.begin(plan.release.id if plan.makes_release else "")
    async with hold:
        puts = plan.puts
        if plan.makes_release:
            puts = await _upload(plan, store, archive, source, tick)
            if isinstance(store, ServerStore):
                await store.show(plan.release.id)
            history = [
                (release.id, digest(release_json(release)))
                if release is plan.release
                else next(pair for pair in plan.state.history if pair[0] == release.id)
                for release in plan.window
            ]
        else:
            names = {release.id for release in plan.window}
            history = [pair for pair in plan.state.history if pair[0] in names]
        await hold.change(replace(hold.state, history=tuple(history), pending=(), left=plan.dropped))
        if puts:
            await check()
        deleted, undeleted = await _sweep(plan, store, archive, hold, retention)
    return Outcome(len(puts), sum(put.file.size for put in puts), deleted, undeleted)


async def _upload(plan: Plan, store: Store, archive: Archive, source: Source, tick: Tick) -> list[Put]:
    async def keep(item: Keep) -> None:
        await store.copy(item.path, item.target)

    async def put_list(section: Section) -> None:
        if raw := plan.wish.lists.get(section.sha256):
            await store.put(section.path, raw, section.sha256, _JSON)

    archive.know(plan.wish)
    await each(plan.keeps, keep, store.connections)
    await each(plan.lists, put_list, _LISTS_AT_ONCE)
    raw = release_json(plan.release)
    await store.put(plan.release.path, raw, digest(raw), _JSON)
    phases = [some for _, some in plan.phases]
    if isinstance(store, ServerStore):
        phases = [await stage(plan, store, archive)]
    total, done = sum(map(len, phases)), 0

    async def put(item: Put) -> None:
        nonlocal done
        body = await source.body(plan, item)
        try:
            await store.put(item.path, body, item.file.sha256, plan.headers(item.file))
        finally:
            close(body)
        done += 1
        tick(done, total)

    for some in phases:
        await each(some, put, store.connections)
    return [put for some in phases for put in some]


_JSON = {"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store"}


def close(body: Body) -> None:
    """Let go of a file that was sent as it was read."""
    if not isinstance(body, bytes):
        body.close()


async def _sweep(
    plan: Plan, store: Store, archive: Archive, hold: Hold, retention: Retention
) -> tuple[tuple[str, ...], int]:
    """Take away what no release needs that can be brought back; returns what went, and how many were too many."""
    if not plan.dropped:
        return (), 0
    sweep = await make_sweep(archive, plan.window, plan.dropped)
    files = () if store.is_whole else sweep.files
    if len(files) > retention.max_deletes:
        return (), len(files)
    await each(files, store.delete, store.connections)
    await each(sweep.kept, store.delete, store.connections)
    await each(sweep.lists, store.delete, store.connections)
    await each(map(release_path, plan.dropped), store.delete, store.connections)
    if isinstance(store, ServerStore):
        for name in plan.dropped:
            store.drop(name)
    await hold.change(replace(hold.state, left=()))
    return files, 0
