"""publish, rollback, releases, verify: what is public, and how it comes there."""

from __future__ import annotations

import asyncio
import getpass
import json
import os
from collections.abc import Coroutine
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from gongkai.cli.group import Context, main
from gongkai.findings import GongkaiError
from gongkai.model.dates import CHINA

if TYPE_CHECKING:
    from gongkai.publish.checking import Deviation
    from gongkai.publish.plan import Plan
    from gongkai.publish.publishing import Done, Publisher

T = TypeVar("T")

_SHOWN = 50
_PHASES = {
    "assets": ("样式、脚本", "styles, scripts"),
    "search": ("搜索索引", "search index"),
    "new records": ("新的记录", "new records"),
    "new pages": ("新的页面", "new pages"),
    "records": ("改了的记录", "changed records"),
    "pages": ("列表、订阅", "lists, feeds"),
    "entry": ("首页、清单", "home, manifest"),
}
_FAULTS = {
    "missing": ("不见了", "is missing"),
    "changed": ("内容被改过", "has other bytes"),
    "headers": ("头信息不对", "has other headers"),
    "stale": ("CDN 还是旧的", "is still old on the CDN"),
    "stranger": ("不是发布的文件", "is not of this site"),
    "unreachable": ("打不开", "cannot be reached"),
}
_RUN_NAMES = ("GITHUB_RUN_ID", "CI_JOB_ID", "BUILD_NUMBER")
_TARGET = click.argument("target", required=False)
_SITE = click.option(
    "--output",
    "-o",
    "site",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="网站文件夹，默认 site/。 The site folder.",
)
_DRY_RUN = click.option(
    "--dry-run", is_flag=True, help="只说要做什么，什么也不做。 Tell the plan, do nothing."
)
_BREAK = click.option(
    "--break-lock", is_flag=True, help="上次发布断了，不等它的锁到期。 Take over from a dead publisher."
)


@main.command()
@_TARGET
@_SITE
@_DRY_RUN
@_BREAK
@click.option(
    "--purge",
    is_flag=True,
    help="旧版本的内容马上全部删掉，不能再退回（例如误公开了个人信息）。 Take away all of earlier releases at once.",
)
@click.option(
    "--max-deletes",
    type=click.IntRange(min=0),
    default=None,
    help="这一次最多删多少个文件，默认看 config.yaml。 Files to delete at most, this once.",
)
@click.option(
    "--lose-addresses",
    is_flag=True,
    help="公布过的网址没有了，也没有说明，照样发布。 Even where published addresses would be gone.",
)
@click.pass_obj
def publish(
    context: Context,
    target: str | None,
    site: Path | None,
    dry_run: bool,
    break_lock: bool,
    purge: bool,
    max_deletes: int | None,
    lose_addresses: bool,
) -> None:
    """把生成好的 site/ 发布到 config.yaml 写的目标，只传有变化的文件。 Publish site/; only what changed is sent.

    断了、失败了，再运行一次就行；网站一直完整。

    It may be killed at any moment and simply run again; the public site is whole all the time.
    """
    from gongkai.pipeline.git import commit_of
    from gongkai.publish.publishing import plan_site, publish_site, remember

    folder = site or context.root / "site"
    publisher = _publisher(context, target, folder)
    commit = os.environ.get("GITHUB_SHA") or os.environ.get("CI_COMMIT_SHA") or commit_of(context.root)

    async def work() -> tuple[Plan, Done | None]:
        plan, retention = await plan_site(
            publisher, folder, commit, purge=purge, break_lock=break_lock, max_deletes=max_deletes
        )
        if plan.is_empty:
            await remember(publisher, folder, plan)
        if dry_run or plan.is_empty:
            return plan, None
        if not (lose_addresses or purge):  # what must not be public any longer goes at once
            _refuse_lost(plan)
        with context.voice.progress("正在发布", "publishing") as tick:
            return plan, await publish_site(publisher, folder, plan, retention, tick)

    plan, done = _run(work())
    _tell(context, publisher, plan, done, dry_run=dry_run)


def _refuse_lost(plan: Plan) -> None:
    """A record, a unit or a page that was public leaves a page behind: it leads on, or says what became of it."""
    from gongkai.catalog.published import published_at

    lost = published_at(f"/{path}" for path in plan.gone)
    addresses = sorted([*(f"/units/{name}/" for name in lost.records), *(f"/{page}" for page in lost.pages)])
    if addresses:
        shown, more = "、".join(addresses[:5]), f" … {len(addresses)}" if len(addresses) > 5 else ""
        raise GongkaiError(
            f"没有发布：公布过的网址会打不开：{shown}{more}。运行 python build.py check，照提示改好再生成；"
            "确实要丢掉的，加 --lose-addresses",
            f"not published: addresses that are public would be gone: {shown}{more}. Run python build.py check, do what "
            "it says and build again; to lose them all the same add --lose-addresses",
        )


@main.command()
@click.argument("release", required=False)
@click.option("--target", "-t", default=None, help="哪个目标。 Which target.")
@_DRY_RUN
@_BREAK
@click.pass_obj
def rollback(
    context: Context, release: str | None, target: str | None, dry_run: bool, break_lock: bool
) -> None:
    """退回上一个版本，或者指定的版本（编号的开头就行）。 Bring back the release before, or the one named.

    下一次 publish 会重新发布 site/，所以先把内容改好。

    The next publish makes site/ public again, so mend the content first.
    """
    from gongkai.publish.publishing import plan_rollback, roll_back

    publisher = _publisher(context, target, context.root / "site")

    async def work() -> tuple[Plan, Done | None]:
        plan = await plan_rollback(publisher, release, break_lock=break_lock)
        if dry_run:
            return plan, None
        with context.voice.progress("正在退回", "going back") as tick:
            return plan, await roll_back(publisher, plan, tick)

    plan, done = _run(work())
    _tell(context, publisher, plan, done, dry_run=dry_run)


@main.command()
@_TARGET
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="给人看，或者给程序读。 For people or for programs.",
)
@click.pass_obj
def releases(context: Context, target: str | None, form: str) -> None:
    """列出可以退回的版本，最新的在前。 The releases that can be brought back, the current one first."""
    from gongkai.publish.publishing import list_releases

    found, state = _run(list_releases(_publisher(context, target, context.root / "site")))
    if form == "json":
        rows = [
            {
                "id": each.id,
                "made": each.made,
                "commit": each.commit,
                "restores": each.restores,
                "files": each.files,
                "bytes": each.bytes,
                "current": each.id == state.release,
            }
            for each in found
        ]
        context.voice.result(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    is_zh = context.voice.language == "zh"
    for each in found:
        mark = "*" if each.id == state.release else " "
        back = f"  {'退回' if is_zh else 'restores'} {each.restores}" if each.restores else ""
        files = f"{each.files} {'个文件' if is_zh else 'files'}"
        context.voice.result(
            f"{mark} {each.id}  {each.made}  {each.commit or '-':>12.12}  {files}  {_size(each.bytes)}{back}"
        )
    if not found:
        context.voice.say("还没有发布过", "nothing was published yet")
    if state.lock and state.lock.owner:
        context.voice.say(
            f"{state.lock.owner} 从 {state.lock.since} 起正在发布",
            f"{state.lock.owner} has been publishing since {state.lock.since}",
        )


@main.command()
@_TARGET
@_SITE
@click.option("--all", "everything", is_flag=True, help="看全部文件，不只抽查。 Look at every file.")
@click.option(
    "--sample",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    help="抽查多少个文件。 How many files to look at.",
)
@click.option("--repair", is_flag=True, help="用 site/ 里的文件改好。 Put right what is wrong.")
@click.pass_obj
def verify(
    context: Context, target: str | None, site: Path | None, everything: bool, sample: int, repair: bool
) -> None:
    """看公开的文件是不是和清单一样：被改、丢失、头信息不对、多出来的。 Is what is public what was published?"""
    from gongkai.publish.publishing import verify as look

    folder = site or context.root / "site"
    publisher = _publisher(context, target, folder)
    number = None if everything else sample
    found = _run(look(publisher, folder, number, context.today.isoformat(), repair=repair))
    for each in found.deviations:
        _tell_deviation(context, each, is_repaired=each.path in found.repaired)
    if found.is_half:
        context.voice.say(
            "有一次发布断在半路：再运行 publish", "a publication ended half-way: run `publish` again"
        )
    bad = [each for each in found.unrepaired if each.fault != "stranger"]
    context.voice.say(
        f"看了 {found.looked_at} 个文件（共 {found.files} 个），{len(found.deviations)} 处不对，改好 {len(found.repaired)} 处",
        f"looked at {found.looked_at} of {found.files} files: {len(found.deviations)} wrong, "
        f"{len(found.repaired)} put right",
    )
    if bad:
        hint = "运行 verify --repair，用 site/ 改好" if not repair else "site/ 已经不同：重新生成，再 publish"
        context.voice.error(hint, "run `verify --repair`" if not repair else "build again, then publish")
        raise SystemExit(1)


def _publisher(context: Context, name: str | None, site: Path) -> Publisher:
    from gongkai.content.load import load_config
    from gongkai.publish.publishing import Publisher
    from gongkai.publish.targets import choose, open_target

    config = load_config(context.root)
    if config is None:
        raise GongkaiError("config.yaml 有错：先运行 check", "config.yaml is wrong: run `check` first")
    target = open_target(choose(config.publish, name), context.root, site, config.url, os.environ)
    return Publisher(context.root, target, _owner(), lambda: datetime.now(CHINA))


def _owner() -> str:
    """Who publishes, for whoever finds the target held: a run of CI, or a person. No name of a machine."""
    for name in _RUN_NAMES:
        if run := os.environ.get(name):
            return f"CI {run}"
    try:
        return f"{getpass.getuser()} ({os.getpid()})"
    except (OSError, KeyError):
        return f"({os.getpid()})"


def _run(work: Coroutine[object, object, T]) -> T:
    return asyncio.run(work)


def _tell(context: Context, publisher: Publisher, plan: Plan, done: Done | None, *, dry_run: bool) -> None:
    voice = context.voice
    if plan.is_empty:
        voice.say(
            f"没有变化，不用发布：{plan.window[0].id}", f"nothing changed since release {plan.window[0].id}"
        )
        return
    if done is None and dry_run:
        _tell_plan(context, publisher, plan)
        return
    assert done
    outcome = done.outcome
    voice.say(
        f"发布完毕：{plan.window[0].id}，传了 {outcome.uploaded} 个文件（{_size(outcome.bytes)}），"
        f"删了 {len(outcome.deleted)} 个，共 {plan.window[0].files} 个",
        f"published {plan.window[0].id}: sent {outcome.uploaded} files ({_size(outcome.bytes)}), deleted "
        f"{len(outcome.deleted)}, {plan.window[0].files} in all",
    )
    if outcome.undeleted:
        voice.say(
            f"有 {outcome.undeleted} 个文件该删，超过上限，没有删。看过以后加 --max-deletes {outcome.undeleted}",
            f"{outcome.undeleted} files should go, more than allowed; after a look add --max-deletes "
            f"{outcome.undeleted}",
        )
    if done.stale:
        voice.say("CDN 还在发旧的页面，请刷新", "the CDN still sends old pages: refresh it")
    if done.refresh:
        place = publisher.here.folder.relative_to(context.root).as_posix()
        voice.say(
            f"要让 CDN 刷新的 {len(done.refresh)} 个网址在 {place}/changed-urls.txt",
            f"{len(done.refresh)} addresses for the CDN to refresh: {place}/changed-urls.txt",
        )


def _tell_plan(context: Context, publisher: Publisher, plan: Plan) -> None:
    from gongkai.publish.publishing import refresh_of

    voice, is_zh = context.voice, context.voice.language == "zh"
    word = "个文件" if is_zh else "files"
    for name, puts in plan.phases:
        size = _size(sum(put.file.size for put in puts))
        voice.result(f"{_PHASES[name][0 if is_zh else 1]}: {len(puts)} {word}, {size}")
    if plan.keeps:
        voice.result(f"{'先留底' if is_zh else 'kept for a rollback'}: {len(plan.keeps)} {word}")
    if plan.gone:
        voice.result(f"{'以后删' if is_zh else 'to be deleted later'}: {len(plan.gone)} {word}")
    if plan.dropped:
        voice.result(f"{'不再保留的版本' if is_zh else 'releases given up'}: {len(plan.dropped)}")
    urls = refresh_of(publisher, plan)
    for url in urls[:_SHOWN]:
        voice.result(url)
    if len(urls) > _SHOWN:
        voice.result(f"… {len(urls)}")


def _tell_deviation(context: Context, deviation: Deviation, *, is_repaired: bool) -> None:
    is_zh = context.voice.language == "zh"
    fault = _FAULTS[deviation.fault][0 if is_zh else 1]
    detail = f" ({deviation.detail})" if deviation.detail else ""
    mended = ("，已改好" if is_zh else ", put right") if is_repaired else ""
    context.voice.result(f"{deviation.path} {fault}{detail}{mended}")


def _size(count: int) -> str:
    """Bytes for people."""
    if count < 10_000:
        return f"{count} B"
    return f"{count / 1e3:.0f} kB" if count < 10_000_000 else f"{count / 1e6:.1f} MB"
