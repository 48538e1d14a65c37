"""check: everything that is wrong, or as much of it as is asked for, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cache.store import CACHE, PUBLISHED
from gongkai.cli.group import Context, main
from gongkai.cli.options import EXECUTOR, UNITS
from gongkai.executors import open_executor
from gongkai.findings import Finding, GongkaiError, has_errors, in_order
from gongkai.pipeline.outcome import Checked
from gongkai.pipeline.starting import check_again

if TYPE_CHECKING:
    from gongkai.catalog.index import Catalog


@main.command()
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
    "--changed-since",
    metavar="REV",
    help="只看 git 版本 REV 以来的改动造成的问题。 Only what changes since REV broke.",
)
@click.option(
    "--severity",
    type=click.Choice(["error", "warning"]),
    default="warning",
    show_default=True,
    help="error：不看提醒。 Leave out warnings.",
)
@click.option(
    "--explain",
    metavar="CODE",
    help="讲解一条规则，all 打印全部（docs/rules.md）。 Explain a rule; `all` prints the page of all.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="遮盖找到的个人信息，每一处先问。 Mask personal data in the source, asking first.",
)
@click.option(
    "--published",
    metavar="FILE",
    multiple=True,
    help="公布过的网址还在不在：上次发布的网站文件夹、网址清单或发布目标。 What was published must still be there.",
)
@click.option("--yes", is_flag=True, help="和 --fix 一起用：不再逐处询问。 With --fix: do not ask.")
@EXECUTOR
@click.pass_obj
def check(
    context: Context,
    form: str,
    units: tuple[str, ...],
    changed_since: str | None,
    severity: str,
    explain: str | None,
    fix: bool,
    yes: bool,
    published: tuple[str, ...],
    executor: str,
) -> None:
    """检查所有记录，什么也不生成。 Check every record; write nothing.

    退出码：0 没有错误（可以有提醒），1 列出的有错误或者没法检查，2 命令写错了。

    Exit codes: 0 no errors (there may be warnings), 1 errors among what is told or no check was possible, 2 the
    command is not right.
    """
    if explain:
        _explain(context, explain)
        return
    ask_units(context, units)
    if fix:
        from gongkai.cli.masking import mask_found

        mask_found(context, yes=yes)
    with open_executor(executor) as pool:
        checked = check_again(context.root, context.today, pool)
        findings: Sequence[Finding] = checked.findings
        if checked.is_whole:  # else nothing but that was found, and nobody is to overlook it
            findings = in_order((*findings, *_broken_promises(context, published)))
            findings = [f for f in findings if not units or _is_of(f, units)]
            if changed_since:
                from gongkai.pipeline.since import broken_since

                findings = broken_since(context.root, changed_since, findings, context.today, pool)
    if severity == "error":
        findings = [finding for finding in findings if finding.severity == "error"]
    _tell(context, form, checked, findings)
    if has_errors(findings) or not checked.is_whole:
        raise SystemExit(1)


def _tell(context: Context, form: str, checked: Checked, findings: Sequence[Finding]) -> None:
    if form != "text":
        from gongkai.exports.findings import FORMATS, Report

        report = Report(findings, checked.records, context.today.isoformat(), context.voice.language)
        # The name of a file may be no UTF-8; of its bytes JSON can tell.
        click.echo(FORMATS[form](report).encode("utf-8", "backslashreplace"), nl=False)
        return
    context.voice.findings(findings)
    if checked.is_whole and not has_errors(findings):
        count = checked.records
        context.voice.say(f"检查完毕：{count} 条记录没有错误。", f"checked {count} records: no errors")


def _broken_promises(context: Context, published: Sequence[str]) -> Sequence[Finding]:
    """What is no longer at the addresses that were published: as is said, else from this folder."""
    if not published and not (context.root / CACHE / PUBLISHED).is_dir():
        return ()
    from gongkai.pipeline.promises import broken_promises, published_from, read_published

    targets = published_from(context.root)
    if published:
        sources = [targets.get(name) or read_published(context.root, Path(name)) for name in published]
    else:
        sources = list(targets.values())
    return broken_promises(context.root, context.today, sources)


def _explain(context: Context, code: str) -> None:
    from gongkai.exports.rules import explain, rule_reference

    if code == "all":
        click.echo(rule_reference(), nl=False)
    else:
        context.voice.result(explain(code, context.voice.language))


def ask_units(context: Context, units: Sequence[str]) -> None:
    """Refuse a unit that is not there."""
    folder = context.root / "content/units"
    known = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    for unit in units:
        if unit not in known:
            near = "、".join(get_close_matches(unit, known, 3, 0.4) or known)
            raise GongkaiError(
                f"没有单位“{unit}”。有：{near}", f"there is no unit `{unit}`; there are: {near}"
            )


def _is_of(finding: Finding, units: Sequence[str]) -> bool:
    parts = finding.location.path.split("/")
    return parts[:2] == ["content", "units"] and len(parts) > 2 and parts[2] in units


def catalog_of(context: Context) -> Catalog:
    """What the commands that make or count records ask; what cannot be read is told."""
    from gongkai.pipeline.checking import check_with_catalog

    checked, catalog = check_with_catalog(context.root, context.today)
    if catalog is None:
        context.voice.findings([finding for finding in checked.findings if finding.severity == "error"])
        raise GongkaiError("先改好上面的错误。", "mend the errors above first.")
    return catalog
