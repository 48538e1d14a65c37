"""import ledger: the register of applications that an office keeps as a table."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.authoring import import_group
from gongkai.cli.checking import ask_units
from gongkai.cli.group import Context
from gongkai.findings import GongkaiError
from gongkai.importers.ledger import read_table


@import_group.command("ledger")
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", "-u", required=True, help="台账归哪个单位。 The unit whose ledger it becomes.")
@click.option("--replace", is_flag=True, help="覆盖已有的台账。 Replace ledgers that exist.")
@click.option("--dry-run", is_flag=True, help="只看结果，不写文件。 Write nothing.")
@click.pass_obj
def ledger_command(context: Context, table: Path, unit: str, *, replace: bool, dry_run: bool) -> None:
    """把依申请公开台账（CSV 表格）变成台账记录，一年一份。 Turn a table of applications (CSV) into ledgers.

    姓名、证件、电话这些列不会带进来。有一行看不懂，就什么也不写。
    """
    ask_units(context, (unit,))
    read = read_table(table.read_bytes())
    for column in read.left_out:
        context.voice.say(f"没有带进来的一列：{column}", f"a column that was left out: {column}")
    for problem in read.problems:
        context.voice.error(f"{table}: {problem.zh}", f"{table}: {problem.en}")
    if read.problems:
        raise SystemExit(1)
    paths = {
        context.root / "content/units" / unit / "ledgers" / str(year) / "ysqgk.yaml": text
        for year, text in read.ledgers.items()
    }
    there = [path for path in paths if path.exists()]
    if there and not replace:
        raise GongkaiError(
            f"{there[0]} 已经有了，没有改动；要覆盖就加 --replace",
            f"{there[0]} exists already and was not touched; --replace overwrites it",
        )
    for path, text in paths.items():
        if not dry_run:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        context.voice.result(str(path))
    context.voice.say(f"{read.rows} 件申请", f"{read.rows} applications")
