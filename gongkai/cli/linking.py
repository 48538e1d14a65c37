"""links: which links lead to other sites, whose they are, and which of them are dead."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from gongkai.cli.checking import ask_units
from gongkai.cli.group import Context, main
from gongkai.cli.options import UNITS
from gongkai.exports.findings import FORMATS, Report
from gongkai.findings import has_errors
from gongkai.outside.answers import Mention
from gongkai.outside.asking import Manner
from gongkai.pipeline.outside import follow, mentions


@main.command()
@click.option("--list", "is_list", is_flag=True, help="只列出链接和归谁管，不访问。 List them; ask nobody.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="给人看，或者给程序读。 For people or for programs.",
)
@UNITS
@click.option(
    "--max-age",
    metavar="DAYS",
    type=click.IntRange(0),
    default=7,
    show_default=True,
    help="这几天内查过、没有问题的不再查。 Leave out what was in order so lately.",
)
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(0.1, 120),
    default=10.0,
    show_default=True,
    help="每一步最多等几秒。 How long to wait at each step.",
)
@click.option("--inner", is_flag=True, help="也访问内部网络的地址。 Go to addresses of inner networks too.")
@click.pass_obj
def links(
    context: Context,
    is_list: bool,
    form: str,
    units: tuple[str, ...],
    max_age: int,
    timeout: float,
    inner: bool,
) -> None:
    """查外部链接：列出指向其他网站的链接，逐个访问，说出打不开的和搬走的。

    Find the links to other sites, follow each, and tell which are dead or moved. Whatever is found only warns.
    """
    ask_units(context, units)
    found = [each for each in mentions(context.root, context.today) if not units or each.unit in units]
    if is_list:
        _list(context, form, found)
        return
    manner = Manner(timeout=timeout, whole=3 * timeout, is_inner_allowed=inner)
    with context.voice.progress("访问外部链接", "asking other sites") as tick:
        followed = follow(context.root, found, context.today, max_age, manner, tick)
    if form != "text":
        count = len({each.url for each in found})
        report = Report(followed.findings, count, context.today.isoformat(), context.voice.language)
        click.echo(FORMATS[form](report).encode("utf-8", "backslashreplace"), nl=False)
    else:
        context.voice.findings(followed.findings)
        context.voice.say(
            f"外部链接 {followed.asked + followed.known} 个：这次访问 {followed.asked} 个，"
            f"{followed.guarded} 个网站不让程序访问，没法判断。",
            f"{followed.asked + followed.known} links to other sites: {followed.asked} were followed now, "
            f"{followed.guarded} are on sites that do not answer programs",
        )
    if has_errors(followed.findings):
        raise SystemExit(1)


def _list(context: Context, form: str, found: Sequence[Mention]) -> None:
    if form == "text":
        for each in found:
            context.voice.result(f"{each.unit or '-'}\t{each.url}\t{each.place}")
        return
    rows = [
        {"unit": e.unit, "url": e.url, "path": e.place.path, "line": e.place.line, "column": e.place.column}
        for e in found
    ]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
