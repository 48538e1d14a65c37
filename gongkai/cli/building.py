"""check, build, serve."""

from __future__ import annotations

import time
from pathlib import Path

import click
from watchfiles import watch

from gongkai.catalog.addresses import Addresses
from gongkai.cli.console import describe
from gongkai.cli.group import Context, main
from gongkai.content.load import load_config
from gongkai.findings import GongkaiError, has_errors
from gongkai.pipeline import build_site, check_project
from gongkai.serve import Preview, PreviewState


@main.command()
@click.pass_obj
def check(context: Context) -> None:
    """检查所有记录，什么也不生成。 Check every record; write nothing.

    有错误时退出码为 1。 Exits with 1 when there are errors.
    """
    checked = check_project(context.root, context.today)
    context.voice.findings(checked.findings)
    if has_errors(checked.findings) or checked.catalog is None:
        raise SystemExit(1)
    count = len(checked.catalog.headers)
    context.voice.say(f"检查完毕：{count} 条记录没有错误。", f"checked {count} records: no errors")


@main.command()
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="写到哪里，默认 site/。 Output folder.",
)
@click.pass_obj
def build(context: Context, output: Path | None) -> None:
    """检查并生成网站，写到 site/。 Check, then write the whole site.

    有错误就什么也不改，退出码为 1。 With errors nothing is changed and the exit code is 1.
    """
    site = output or context.root / "site"
    started = time.monotonic()
    with context.voice.progress("正在生成页面", "rendering pages") as tick:
        built = build_site(context.root, site, context.today, tick)
    context.voice.findings(built.findings)
    if not built.pages:
        context.voice.error(
            "没有生成：先改好上面的错误，原来的网站没有动。",
            "nothing was built; mend the errors above. The old site is untouched.",
        )
        raise SystemExit(1)
    seconds = time.monotonic() - started
    context.voice.say(
        f"生成完毕：{built.records} 条记录，{built.pages} 个页面，{seconds:.1f} 秒，在 {site}",
        f"built {built.records} records, {built.pages} pages in {seconds:.1f} s: {site}",
    )


@main.command()
@click.option("--port", default=8000, show_default=True, help="端口。 Port on this machine.")
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="网站文件夹。 Output folder.",
)
@click.pass_obj
def serve(context: Context, port: int, output: Path | None) -> None:
    """在本机预览：保存文件后自动重新生成，页面自动刷新，出错显示在页面上。 Preview with live reload.

    只在本机打开 (127.0.0.1)，按 Ctrl+C 结束。 Listens on loopback only; Ctrl+C ends it.
    """
    site, state = output or context.root / "site", PreviewState()
    try:
        preview = Preview(site, state, port, _prefix(context))
    except OSError as error:
        raise GongkaiError(
            f"端口 {port} 用不了（{error.strerror}），换一个：--port {port + 1}",
            f"port {port} cannot be used ({error.strerror}); try --port {port + 1}",
        ) from error
    preview.start()
    context.voice.result(preview.url)
    _rebuild(context, site, state)
    watched = [
        path for name in ("config.yaml", "content", "layouts") if (path := context.root / name).exists()
    ]
    try:
        for _ in watch(*watched, debounce=300, raise_interrupt=True):
            _rebuild(context, site, state)
    except KeyboardInterrupt:
        context.voice.say("预览结束。", "preview ended")
    finally:
        preview.stop()


def _prefix(context: Context) -> str:
    config = load_config(context.root)
    return Addresses(config).root if config else ""


def _rebuild(context: Context, site: Path, state: PreviewState) -> None:
    """Build once and tell the open pages; a failure is told and the old pages stay."""
    started = time.monotonic()
    try:
        built = build_site(context.root, site, context.today, lambda _done, _total: None)
    except GongkaiError as error:
        context.voice.error(error.zh, error.en)
        state.report(error.text(context.voice.language))
        return
    context.voice.findings(built.findings)
    if built.pages:
        seconds = time.monotonic() - started
        context.voice.say(
            f"已更新：{built.pages} 个页面，{seconds:.1f} 秒",
            f"updated: {built.pages} pages, {seconds:.1f} s",
        )
    errors = [finding for finding in built.findings if finding.severity == "error"]
    state.report(describe(errors, context.voice.language))
