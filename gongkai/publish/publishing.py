"""What the commands do: publish, bring back, tell and check releases of one target."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from gongkai.findings import GongkaiError
from gongkai.output.headers import is_immutable
from gongkai.publish.archive import Archive
from gongkai.publish.carrying import KeptSource, Outcome, SiteSource, Tick, carry_out, close, read_kept
from gongkai.publish.checking import (
    Deviation,
    all_files,
    compare,
    compare_lists,
    compare_public,
    is_bad,
    sample,
    strangers,
)
from gongkai.publish.hold import Hold, refuse_if_held
from gongkai.publish.plan import Plan, Retention, make_plan
from gongkai.publish.published import Here
from gongkai.publish.refresh import to_refresh
from gongkai.publish.release import File, Release, State
from gongkai.publish.targets import Target
from gongkai.publish.wish import SiteFiles, list_of_site, wish_of_release, wish_of_site

CHANGED_URLS = "changed-urls.txt"
_SAMPLE = 20
_NOW_ALL_GONE = Retention(releases=1, hours=0, max_deletes=1 << 62)
"""For bytes that must not be public any longer."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes, where, and by which clock. `root` is the project folder."""

    root: Path
    target: Target
    owner: str
    clock: Callable[[], datetime]

    @property
    def here(self) -> Here:
        return Here(self.root, self.target.name)

    def archive(self) -> Archive:
        return Archive(self.target.store, self.here)

    def hold(self, state: State, version: str) -> Hold:
        return Hold(self.target.store, state, version, self.owner, self.clock)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a plan. `stale`: files of which the CDN still sends what was there before."""

    outcome: Outcome
    refresh: tuple[str, ...]
    stale: int


async def plan_site(
    publisher: Publisher, site: Path, commit: str, *, purge: bool, break_lock: bool, max_deletes: int | None
) -> tuple[Plan, Retention]:
    """What it takes to make the site public. `purge`: nothing of earlier releases is to stay."""
    target, archive, now = publisher.target, publisher.archive(), publisher.clock()
    retention = _NOW_ALL_GONE if purge else target.retention
    if max_deletes is not None:
        retention = replace(retention, max_deletes=max_deletes)
    standing = await archive.state()
    refuse_if_held(standing[0], now, break_lock=break_lock)
    history = await archive.history(standing[0])
    wish = wish_of_site(site, target.style, history[0] if history else None, now, commit)
    return await make_plan(archive, target.store, wish, standing, retention, now), retention


async def publish_site(
    publisher: Publisher, site: Path, plan: Plan, retention: Retention, tick: Tick
) -> Done:
    """Make the site public, as planned."""
    with SiteFiles(site, plan.release.site) as files:
        done = await _carry(publisher, plan, retention, SiteSource(files), tick)
    await remember(publisher, site, plan)
    return done


async def remember(publisher: Publisher, site: Path, plan: Plan) -> None:
    """Keep what is public now on this machine; it is that of the site folder."""
    known = partial(list_of_site, site, publisher.target.style)
    await publisher.archive().settle(plan.window[0], plan.window, known)


async def plan_rollback(publisher: Publisher, wanted: str | None, *, break_lock: bool) -> Plan:
    """What it takes to bring back a release: the one before the current, or the one named (its beginning will do)."""
    target, archive, now = publisher.target, publisher.archive(), publisher.clock()
    standing = await archive.state()
    refuse_if_held(standing[0], now, break_lock=break_lock)
    history = await archive.history(standing[0])
    old = _choose(history, wanted)
    wish = wish_of_release(old, history[0], now)
    return await make_plan(archive, target.store, wish, standing, target.retention, now)


def _choose(history: list[Release], wanted: str | None) -> Release:
    names = "、".join(release.id for release in history[1:]) or "-"
    others = [release for release in history[1:] if not release.has_same_files(history[0])]
    found = [release for release in others if release.id.startswith(wanted or "")]
    if wanted is None and others:
        return others[0]
    if len(found) != 1 or not wanted:
        raise GongkaiError(
            f"没有可以退回的版本{f'“{wanted}”' if wanted else ''}。还留着的：{names}",
            f"there is no release {wanted or ''} to go back to; there are: {names}",
        )
    return found[0]


async def roll_back(publisher: Publisher, plan: Plan, tick: Tick) -> Done:
    """Bring back an earlier release, byte for byte, as planned."""
    source = KeptSource(publisher.target.store)
    if not publisher.target.store.is_whole:
        await source.ensure(plan)
    done = await _carry(publisher, plan, publisher.target.retention, source, tick)
    await publisher.archive().settle(plan.window[0], plan.window, _unknown)
    return done


def _unknown(name: str) -> bytes:
    del name
    return b""


async def _carry(
    publisher: Publisher, plan: Plan, retention: Retention, source: SiteSource | KeptSource, tick: Tick
) -> Done:
    target, archive = publisher.target, publisher.archive()
    stale = 0

    async def check() -> None:
        nonlocal stale
        stale = await _check_sample(target, plan)

    hold = publisher.hold(plan.state, plan.version)
    outcome = await carry_out(plan, target.store, archive, hold, source, retention, check, tick)
    refresh = refresh_of(publisher, plan, outcome.deleted)
    publisher.here.write(CHANGED_URLS, "".join(f"{url}\n" for url in refresh).encode())
    return Done(outcome, tuple(refresh), stale)


def refresh_of(publisher: Publisher, plan: Plan, deleted: Sequence[str] = ()) -> list[str]:
    """The addresses that a CDN must fetch again."""
    changed = [put.path for put in plan.puts if not put.is_new and not is_immutable(put.path)]
    return to_refresh(publisher.target.url, [*changed, *deleted])


async def _check_sample(target: Target, plan: Plan) -> int:
    """Look at some of what was uploaded; returns how many files the CDN still sends as they were."""
    puts = {put.path: put.file for put in plan.puts}
    chosen = sample(puts, _SAMPLE, plan.release.id)
    deviations = await compare(target.store, plan.release, chosen)
    if target.checks_public:
        replaced = {keep.path: File(keep.sha256, 0) for keep in plan.keeps}
        deviations += await compare_public(target.url, plan.release, chosen, replaced)
    if is_bad(deviations):
        some = "；".join(f"{each.path}（{each.fault} {each.detail}）" for each in deviations[:5])
        raise GongkaiError(
            f"已经发布，但是抽查不对：{some}。旧文件一个也没有删。运行 verify --repair，或者 rollback 退回",
            f"published, but a sample is wrong: {some}. Nothing was deleted. Run `verify --repair` or `rollback`",
        )
    return sum(each.fault == "stale" for each in deviations)


async def list_releases(publisher: Publisher) -> tuple[list[Release], State]:
    """The releases that can be brought back, the current one first, and what `current.json` says."""
    archive = publisher.archive()
    state, _ = await archive.state()
    return await archive.history(state), state


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, what is wrong, and what was put right."""

    release: Release
    looked_at: int
    files: int
    deviations: tuple[Deviation, ...]
    repaired: tuple[str, ...]
    is_half: bool
    """Somebody began to publish and did not finish."""

    @property
    def unrepaired(self) -> tuple[Deviation, ...]:
        return tuple(each for each in self.deviations if each.path not in self.repaired)


async def verify(
    publisher: Publisher, site: Path, number: int | None, seed: str, *, repair: bool
) -> Verified:
    """Compare the target with its manifest: `number` files, others for another seed, or all (None)."""
    archive, store = publisher.archive(), publisher.target.store
    state, version = await archive.state()
    history = await archive.history(state)
    if not history:
        raise GongkaiError("这个目标还没有发布过", "nothing was published to this target yet")
    release = history[0]
    files = await all_files(archive, release)
    chosen = files if number is None else sample(files, number, seed)
    lists = await compare_lists(store, release, state, publisher.here, with_sections=number is None)
    deviations = await compare(store, release, chosen)
    if number is None:
        known = {path for each in history for path in await all_files(archive, each)}
        deviations += await strangers(store, known) if not store.is_whole else []
    repaired: list[str] = []
    if repair and (deviations or lists):
        refuse_if_held(state, publisher.clock(), break_lock=False)
        hold = publisher.hold(state, version)
        await hold.begin()
        async with hold:
            repaired = await _repair(publisher, site, release, files, [*lists, *deviations])
    return Verified(
        release, len(chosen), len(files), (*lists, *deviations), tuple(repaired), bool(state.pending)
    )


async def _repair(
    publisher: Publisher,
    site: Path,
    release: Release,
    files: Mapping[str, File],
    deviations: list[Deviation],
) -> list[str]:
    """Put back what the manifest says, from the site or from what the target keeps; returns what is right again."""
    store, here = publisher.target.store, publisher.here
    repaired = []
    with SiteFiles(site) as local:
        for each in deviations:
            if each.fault == "stranger":
                continue
            file = files.get(each.path)
            if file is None:
                if raw := here.list_at(each.path, release):
                    await store.put(each.path, raw, "", {})
                    repaired.append(each.path)
                continue
            headers = release.headers.get(file.headers, {})
            try:
                body = local.open(each.path, file, headers)
            except GongkaiError:  # the site is another one by now
                found = await read_kept(store, each.path, file.sha256)
                if found is None:
                    continue
                body = found
            await store.put(each.path, body, file.sha256, headers)
            close(body)
            repaired.append(each.path)
    return repaired
