"""build, merge, serve."""

from __future__ import annotations

import time
from pathlib import Path

import click

from gongkai.cli.group import Context, main
from gongkai.cli.options import EXECUTOR
from gongkai.executors import open_executor
from gongkai.findings import has_errors
from gongkai.pipeline.build import build_site
from gongkai.pipeline.outcome import Built, Compression

# What a command needs beyond these it loads itself: `--help`, and a build that changes nothing, begin at once.


class _Share(click.ParamType[tuple[int, int]]):
    name = "share"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        number, _, count = str(value).partition("/")
        if number.isdigit() and count.isdigit() and 1 <= int(number) <= int(count):
            return int(number), int(count)
        return self.fail("写成 2/4 这样：4 份中的第 2 份 (write it as 2/4: the second of four)", param, ctx)


@main.command()
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="写到哪里，默认 site/。 Output folder.",
)
@EXECUTOR
@click.option(
    "--precompress",
    is_flag=True,
    help="另写压缩好的 .gz 和 .br，同 config.yaml 的 output.precompress。 Write compressed siblings too.",
)
@click.option(
    "--recheck",
    is_flag=True,
    help="特大网站平常每次轮流核对一部分已写好的文件，这次全部核对。 Look at every file of a very large site, not at a share.",
)
@click.option(
    "--shard",
    metavar="I/N",
    type=_Share(),
    default=None,
    help="只生成 N 份中的第 I 份，再用 merge 合并。 Render share I of N only; put them together with merge.",
)
@click.pass_obj
def build(
    context: Context,
    output: Path | None,
    executor: str,
    precompress: bool,
    recheck: bool,
    shard: tuple[int, int] | None,
) -> None:
    """检查并生成网站，写到 site/。 Check, then write the whole site.

    只重新生成有变化的页面。有错误就什么也不改，退出码为 1。

    Only pages that change are made anew. With errors nothing is changed and the exit code is 1.
    """
    started = time.monotonic()
    wish: Compression = "always" if precompress else "settings"
    with open_executor(executor) as pool:
        if shard:
            from gongkai.pipeline.sharding import build_shard

            site = output or context.root / f"part-{shard[0]}"
            built = build_shard(context.root, site, context.today, *shard, pool, wish)
        else:
            site = output or context.root / "site"
            with context.voice.progress("正在生成页面", "rendering pages") as tick:
                built = build_site(
                    context.root,
                    site,
                    context.today,
                    tick,
                    executor=pool,
                    precompress=wish,
                    recheck=recheck,
                )
    _tell(context, built, site, time.monotonic() - started)


@main.command()
@click.argument(
    "shards", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="写到哪里，默认 site/。 Output folder.",
)
@EXECUTOR
@click.pass_obj
def merge(context: Context, shards: tuple[Path, ...], output: Path | None, executor: str) -> None:
    """把几台机器用 build --shard 生成的部分合成网站。 Put the shares of several machines together.

    例如：python build.py merge part-1 part-2
    """
    site = output or context.root / "site"
    started = time.monotonic()
    with open_executor(executor) as pool, context.voice.progress("正在合并", "merging") as tick:
        built = build_site(
            context.root, site, context.today, tick, executor=pool, shards=shards, precompress="keep"
        )
    _tell(context, built, site, time.monotonic() - started)


def _tell(context: Context, built: Built, site: Path, seconds: float) -> None:
    """Say what was found and built; exit with 1 where nothing was."""
    context.voice.findings(built.findings)
    if has_errors(built.findings) or not built.pages:
        context.voice.error(
            "没有生成：先改好上面的错误，原来的网站没有动。",
            "nothing was built; mend the errors above. The old site is untouched.",
        )
        raise SystemExit(1)
    context.voice.say(
        f"生成完毕：{built.records} 条记录，{built.pages} 个页面（重做 {built.rendered} 个），{seconds:.1f} 秒，在 {site}",
        f"built {built.records} records, {built.pages} pages ({built.rendered} anew) in {seconds:.1f} s: {site}",
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

    正在看的记录先更新，整个网站随后，搜索最后。 The record that is looked at comes first, the search index last.

    只在本机打开 (127.0.0.1)，按 Ctrl+C 结束。 Listens on loopback only; Ctrl+C ends it.
    """
    from gongkai.cli.serving import serve_site

    serve_site(context, output or context.root / "site", port)
