"""new, schema, import: what editors begin with."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from gongkai.catalog.index import Catalog
from gongkai.cli.checking import catalog_of
from gongkai.cli.group import Context, main
from gongkai.content.scaffold import next_index_number, scaffold_internal, scaffold_record, scaffold_unit
from gongkai.content.tree import is_good_stem
from gongkai.content.walk import MAX_NAME_BYTES
from gongkai.exports.owners import PATH, Forge, codeowners
from gongkai.exports.schema import field_reference, json_schema, schema_names
from gongkai.findings import GongkaiError
from gongkai.importers import ImportResult, Stage, import_markdown, import_oparl, write_report
from gongkai.model.kinds import FOLDERS, INTERNAL
from gongkai.model.meeting import MEETING_TYPES
from gongkai.model.unit import Unit


@main.command()
@click.argument("kind")
@click.argument("unit")
@click.argument("slug", required=False)
@click.pass_obj
def new(context: Context, kind: str, unit: str, slug: str | None) -> None:
    """新建一条记录或一个单位，写好每个字段的说明。 Start a record: KIND UNIT SLUG, or: unit UNIT.

    例如：python build.py new notices mzj dongji-jiuzhu
    """
    _check_kind(kind)
    units = context.root / "content" / "units"
    if kind == "unit":
        _check_name(unit)
        _write_new(context, units / unit / "unit.yaml", scaffold_unit(unit))
        context.voice.say("打开它，把“（请填写）”换成真实内容。", "open it and fill in what is asked for.")
        return
    if not slug:
        raise click.UsageError("还要写一个短名称，例如：new notices mzj dongji-jiuzhu (a SLUG is needed)")
    _check_name(slug)
    catalog = catalog_of(context)
    content = catalog.content
    owner = content.units.get(unit)
    if owner is None:
        known = "、".join(content.units)
        raise GongkaiError(
            f"没有单位“{unit}”。现有：{known}。新单位先运行：python build.py new unit {unit}",
            f"there is no unit `{unit}`. Known: {known}. For a new one run: python build.py new unit {unit}",
        )
    folder = units / unit / kind / str(context.today.year)
    if kind in INTERNAL:
        text = scaffold_internal(INTERNAL[kind], {"year": str(context.today.year)})
        _write_new(context, folder / f"{slug}.yaml", text)
        return
    text = scaffold_record(FOLDERS[kind], _given(context, catalog, owner))
    _write_new(context, folder / f"{slug}.md", text)
    context.voice.say(
        "打开它填好；审核通过（build.py review）以后，把“状态”改成“发布”。",
        "open it in an editor and fill it in; when it is reviewed (build.py review), set `status` to published.",
    )


def _given(context: Context, catalog: Catalog, unit: Unit) -> dict[str, str]:
    """What a new record can know already. It begins as a draft, so that nothing is published by accident."""
    taken = [header.index_number for header in catalog.headers.values() if header.index_number]
    number = next_index_number(
        catalog.content.config.index_number_pattern,
        taken,
        region=catalog.content.config.region_code,
        unit_code=unit.fields.code,
        day=context.today,
    )
    return {"published": f"{context.today} 09:00", "status": "草稿", "index_number": number}


def _check_kind(kind: str) -> None:
    """A kind is written as its folder is named; who writes its Chinese name is told the folder."""
    if kind in FOLDERS or kind == "unit":
        return
    names = {name: each.id for each in FOLDERS.values() for name in (each.name, each.english, each.id)}
    near = get_close_matches(kind, [*names, "unit"], 1, 0.5)
    meant = names.get(near[0], near[0]) if near else ""
    known = "、".join([*(f"{each.id}（{each.name}）" for each in FOLDERS.values()), "unit（单位）"])
    raise GongkaiError(
        f"没有“{kind}”这种栏目{f'，是不是 {meant}？' if meant else '。'}可以写：{known}",
        f"there is no kind `{kind}`{f', did you mean `{meant}`?' if meant else '.'} Known: {', '.join([*FOLDERS, 'unit'])}",
    )


def _check_name(name: str) -> None:
    if not is_good_stem(name) or len(name.encode()) > MAX_NAME_BYTES - 3:
        raise GongkaiError(
            f"名称“{name}”不能用：只用小写字母、数字、连字符或汉字，不要空格和点",
            f"the name `{name}` cannot be used: letters, digits and hyphens only",
        )


def _write_new(context: Context, path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise GongkaiError(
            f"{path} 已经有了，没有改动", f"{path} exists already and was not touched"
        ) from None
    except OSError as error:
        raise GongkaiError(
            f"写不了 {path}：{error.strerror}", f"cannot write {path}: {error.strerror}"
        ) from error
    context.voice.result(str(path))


@main.command()
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="只看会改哪些文件，不写。 Write nothing.")
@click.pass_obj
def move(context: Context, old: str, new: str, *, dry_run: bool) -> None:
    """把一条记录改名，或者移到别的年份、栏目、单位，老网址自动转到新网址。 Move a record: OLD NEW.

    例如：python build.py move mzj/notices/2026/jiu mzj/notices/2026/xin

    记录里写上旧地址，附件一起移动，提到它的别的文件一起改。 The old address leads on, files go with it, what names
    it is mended.
    """
    from gongkai.pipeline.moving import plan_move

    found = plan_move(context.root, old, new)
    if not dry_run:
        found.apply(context.root)
    for path in found.written:
        context.voice.result(path)
    count = len(found.mended)
    context.voice.say(
        f"{'会' if dry_run else '已'}从 {found.old} 移到 {found.new}，改了 {count} 个提到它的文件。"
        + (f"老网址 {found.alias} 会转过去。" if found.alias else "草稿没有公布过，不留旧地址。"),
        f"{'would move' if dry_run else 'moved'} {found.old} to {found.new}, {count} files that name it were mended. "
        + (f"{found.alias} leads on." if found.alias else "A draft was never public: no old address."),
    )


@main.command("codeowners")
@click.option(
    "--forge",
    type=click.Choice(["common", "gitea"]),
    default="common",
    show_default=True,
    help="common：GitHub、GitLab、Gitee、GitCode；gitea：Gitea、Forgejo。 The syntax.",
)
@click.option("--check", "only_check", is_flag=True, help="只看是不是最新的，不写。 Write nothing.")
@click.pass_obj
def codeowners_command(context: Context, forge: Forge, *, only_check: bool) -> None:
    """按各单位的“维护人”写好 CODEOWNERS：谁的文件夹谁来改。 Write CODEOWNERS from the units.

    和 --check 一起用时，文件不是最新的退出码为 1。 With --check the exit code is 1 where it is out of date.
    """
    text, path = codeowners(catalog_of(context).content, forge), context.root / PATH
    there = path.read_text("utf-8") if path.is_file() else ""
    if only_check and text != there:
        raise GongkaiError(
            f"{PATH} 不是最新的：运行 python build.py codeowners 再提交",
            f"{PATH} is out of date: run python build.py codeowners and commit it",
        )
    if text != there:
        path.write_text(text, "utf-8")
        context.voice.result(str(path))
    else:
        context.voice.say(f"{PATH} 是最新的。", f"{PATH} is up to date.")


@main.command()
@click.argument("name", type=click.Choice(schema_names()), required=False, metavar="[NAME]")
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    help="全部写到这个文件夹。 Write all to a folder.",
)
@click.option("--reference", is_flag=True, help="打印字段一览（docs/fields.md）。 Print the field reference.")
@click.pass_obj
def schema(context: Context, name: str | None, output: Path | None, *, reference: bool) -> None:
    """打印 JSON Schema，供编辑器提示字段用。 Print JSON Schema for editors.

    不写名称就列出有哪些。 Without NAME the names are listed.
    """
    if reference:
        click.echo(field_reference(), nl=False)
    elif name:
        click.echo(json_schema(name).decode(), nl=False)
    elif output:
        output.mkdir(parents=True, exist_ok=True)
        for each in schema_names():
            (output / f"{each}.schema.json").write_bytes(json_schema(each))
        context.voice.say(
            f"写好了 {len(schema_names())} 份，在 {output}",
            f"wrote {len(schema_names())} schemas to {output}",
        )
    else:
        context.voice.result("\n".join(schema_names()))


@main.group("import")
def import_group() -> None:
    """把别处的资料变成本站的记录。 Turn what others wrote into records."""


@import_group.command("markdown")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--mapping",
    "-m",
    type=click.Path(path_type=Path),
    required=True,
    help="对照文件，见 docs/import.md。 Mapping file.",
)
@click.option("--replace", is_flag=True, help="覆盖已有的记录。 Replace records that exist.")
@click.option("--dry-run", is_flag=True, help="只看结果，不写文件。 Write nothing.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="把每一处情况写成 CSV。 Report as CSV."
)
@click.pass_obj
def markdown_command(
    context: Context, folder: Path, mapping: Path, report: Path | None, *, replace: bool, dry_run: bool
) -> None:
    """导入一个文件夹的 Markdown 文件，每个文件成为一条记录。 Import a folder of Markdown files.

    每处异常都会报告，什么也不会悄悄丢掉；有文件没能导入时退出码为 1。
    """
    with context.voice.progress("正在导入", "importing") as tick:
        result = import_markdown(
            folder, mapping, context.root / "content", replace=replace, dry_run=dry_run, tick=tick
        )
    _tell(context, result, report)


@import_group.command("oparl")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--unit", "-u", required=True, help="会议归哪个单位。 The unit whose meetings they become.")
@click.option(
    "--type",
    "meeting_type",
    type=click.Choice(MEETING_TYPES),
    default="其他会议",
    metavar="会议类型",
    help="写进每条记录的“会议类型”，默认“其他会议”。 What `meeting_type` says in every record.",
)
@click.option("--replace", is_flag=True, help="覆盖已有的记录。 Replace records that exist.")
@click.option("--dry-run", is_flag=True, help="只看结果，不写文件。 Write nothing.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="把每一处情况写成 CSV。 Report as CSV."
)
@click.pass_obj
def oparl_command(
    context: Context,
    folder: Path,
    unit: str,
    meeting_type: str,
    report: Path | None,
    *,
    replace: bool,
    dry_run: bool,
) -> None:
    """导入一个文件夹的 OParl 会议（JSON），每个会议成为一条记录。 Import the OParl meetings of a folder.

    没有地方写的字段逐项报告；不公开的议题写成“不予公开”；有会议没能导入时退出码为 1。
    """
    with context.voice.progress("正在导入", "importing") as tick:
        result = import_oparl(
            folder,
            unit,
            context.root / "content",
            meeting_type=meeting_type,
            replace=replace,
            dry_run=dry_run,
            tick=tick,
        )
    _tell(context, result, report)


def _tell(context: Context, result: ImportResult, report: Path | None) -> None:
    voice = context.voice
    voice.findings(result.findings)
    if report:
        write_report(result, report, voice.language)
    for line in result.summary(voice.language):
        voice.result(line)
    units = sorted({outcome.record.partition("/")[0] for outcome in result.at(Stage.IMPORTED)})
    for unit in units:
        voice.say(
            f"审核以后才会发布，从初审起：python build.py review --unit {unit} --stage 初审 --by 岗位（docs/review.md）",
            "nothing is published before it is reviewed; begin with: "
            f"python build.py review --unit {unit} --stage first --by POST (docs/review.md)",
        )
    if not result.is_complete:
        raise SystemExit(1)
