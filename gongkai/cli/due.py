"""report due: what is overdue and what comes, for people, programs and calendars."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.checking import ask_units
from gongkai.cli.group import Context
from gongkai.cli.options import EXECUTOR, TO_FILE, UNITS
from gongkai.cli.reporting import report
from gongkai.executors import open_executor
from gongkai.exports.due import due_calendar, due_json, due_text
from gongkai.findings import GongkaiError
from gongkai.pipeline.due import what_is_due
from gongkai.reports.due import DueList


@report.command()
@click.option(
    "--days",
    type=click.IntRange(0, 3660),
    default=14,
    show_default=True,
    help="今后多少天内到期的。 Due within so many days.",
)
@UNITS
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "ics"]),
    default="text",
    show_default=True,
    help="给人看、给程序读，或者放进日历。 For people, for programs, or for a calendar.",
)
@TO_FILE
@EXECUTOR
@click.pass_obj
def due(
    context: Context, days: int, units: tuple[str, ...], form: str, output: Path | None, executor: str
) -> None:
    """今后 N 天到期和已经逾期的事项，按单位列出，草稿也算。 What is due within N days or overdue, by unit."""
    ask_units(context, units)
    with open_executor(executor) as pool:
        found = what_is_due(context.root, context.today, days, units, pool)
    if not isinstance(found, DueList):
        context.voice.findings([finding for finding in found if finding.severity == "error"])
        raise GongkaiError(
            "内容读不了，先改好上面的错误。", "the content cannot be read; mend the errors above."
        )
    if form == "ics":
        raw = due_calendar(found)
    elif form == "json":
        raw = due_json(found).encode()
    else:
        raw = f"{due_text(found, context.voice.language)}\n".encode()
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
