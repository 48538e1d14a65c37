"""report supervision: how every unit stands, with what check finds and all scores, for people and for spreadsheets."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongkai.cli.checking import ask_units
from gongkai.cli.group import Context
from gongkai.cli.options import EXECUTOR, TO_FILE, UNITS
from gongkai.cli.reporting import report
from gongkai.executors import open_executor
from gongkai.findings import GongkaiError


@report.command()
@UNITS
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "xlsx", "json"]),
    default="text",
    show_default=True,
    help="给人看，或者给表格软件、程序读。 For people, spreadsheets or programs.",
)
@TO_FILE
@EXECUTOR
@click.pass_obj
def supervision(
    context: Context, units: tuple[str, ...], form: str, output: Path | None, executor: str
) -> None:
    """各单位的指标、预警、得分和检查结果，没有公布的得分也在内。 Indicators, warnings, scores and findings by unit."""
    from gongkai.exports import supervised
    from gongkai.pipeline.supervising import Supervised, supervise

    ask_units(context, units)
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise GongkaiError(
            "表格要写进文件：加上 --output 文件名.xlsx",
            "a spreadsheet goes to a file: add --output NAME.xlsx",
        )
    with open_executor(executor) as pool:
        found = supervise(context.root, context.today, pool)
    if not isinstance(found, Supervised):
        context.voice.findings([finding for finding in found if finding.severity == "error"])
        raise GongkaiError(
            "内容读不了，先改好上面的错误。", "the content cannot be read; mend the errors above."
        )
    portal, board, findings = found.portal, found.board, found.findings
    if form == "csv":
        raw = supervised.supervised_csv(portal, board, units)
    elif form == "xlsx":
        raw = supervised.supervised_xlsx(portal, board, findings, units)
    elif form == "json":
        raw = supervised.supervised_json(portal, board, findings, units)
    else:
        text = supervised.supervised_text(portal, board, findings, units, context.voice.language)
        raw = f"{text}\n".encode()
    if output is None:
        click.echo(raw, nl=False)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(raw)
    except OSError as error:
        raise GongkaiError(
            f"写不了 {output}：{error.strerror}", f"cannot write {output}: {error.strerror}"
        ) from error
    context.voice.say(f"写好了：{output}", f"written: {output}")
