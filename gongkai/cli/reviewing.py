"""review: sign records off before they are published, and see where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click

from gongkai.cli.group import Context, main
from gongkai.cli.options import UNITS
from gongkai.cli.reporting import report
from gongkai.content.walk import SourceFile
from gongkai.exports.register import register_csv
from gongkai.findings import GongkaiError
from gongkai.model.review import FIRST, LEGALITY, RELEASE, SECOND, SECRECY, STEPS
from gongkai.pipeline.checking import check_with_catalog
from gongkai.pipeline.reviewing import (
    Folder,
    RefusedError,
    Seal,
    Signed,
    Standing,
    Wish,
    find_file,
    open_folder,
    register,
    sign_off,
    standings,
    write,
)
from gongkai.rules.review import CODES
from gongkai.signatures import KeyFileError, PassphraseError, public_key_of, sign

_ENGLISH = {"first": FIRST, "second": SECOND, "secrecy": SECRECY, "release": RELEASE, "legality": LEGALITY}


@main.command()
@click.argument("records", nargs=-1, metavar="[RECORD]...")
@click.option(
    "--stage",
    type=click.Choice([*STEPS, *_ENGLISH]),
    metavar="环节",
    help="初审、审核、保密审查、审发或合法性审查。 first, second, secrecy, release or legality.",
)
@click.option("--by", metavar="岗位", help="谁审的：unit.yaml 里的审核岗位。 Who: a post of unit.yaml.")
@click.option("--return", "reason", metavar="理由", help="退回，写明理由。 Do not agree; say why.")
@click.option(
    "--sign",
    "key_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="用这个私钥文件签名（ssh-ed25519）。 Sign with this private key.",
)
@click.option("--status", is_flag=True, help="只看审到哪一步了。 Tell where records stand.")
@click.option(
    "--unit",
    "-u",
    "units",
    multiple=True,
    help="这个单位里等这一步的全部记录。 All of a unit that wait for it.",
)
@click.option("--dry-run", is_flag=True, help="只看结果，不写文件。 Write nothing.")
@click.pass_obj
def review(
    context: Context,
    records: tuple[str, ...],
    stage: str | None,
    by: str | None,
    reason: str | None,
    key_file: Path | None,
    units: tuple[str, ...],
    *,
    status: bool,
    dry_run: bool,
) -> None:
    """发布前的审核：把审核记录写进 RECORD（文件或编号），可以一次写几条。 Sign records off.

    例如：python build.py review content/units/mzj/notices/2026/a.md --stage 初审 --by 办公室信息员岗

    审核记录带内容的指纹，内容一改就作废，要重新审。有签不了的，退出码为 1，其余照签。

    A sign-off binds to the content; any change voids it. Exit code 1 if some could not be signed; the others are.
    """
    if status:
        _tell_status(context, records, units)
        return
    if not stage or not by or not (records or units):
        raise click.UsageError(
            "要写：审哪些记录（或 --unit）、--stage 环节、--by 岗位；只看进度用 --status "
            "(RECORD or --unit, --stage and --by are needed; --status only looks)"
        )
    folder = open_folder(context.root)
    step = _ENGLISH.get(stage, stage)
    files = _meant(context, folder, records, units, step)
    key, seal = _open_key(context, key_file) if key_file else ("", None)
    wish = Wish(step, by, context.today, reason, key, seal)
    refused = 0
    for file in files:
        try:
            signed = sign_off(folder, file, wish)
        except RefusedError as error:
            refused += 1
            context.voice.error(f"content/{file.path}：{error.zh}", f"content/{file.path}: {error.en}")
            continue
        if not dry_run:
            write(folder, signed)
        _tell_signed(context, signed)
    if dry_run:
        context.voice.say("只是看看，没有写文件。", "nothing was written.")
    if refused:
        raise SystemExit(1)


@report.command("reviews")
@UNITS
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="写到这个文件（CSV）。 Write this file.",
)
@click.pass_obj
def reviews(context: Context, units: tuple[str, ...], output: Path) -> None:
    """审核登记台账：每一条审核记录一行，内部使用，不上网站。 The register of all sign-offs, for the office itself."""
    folder = open_folder(context.root)
    for unit in units:
        _ask_unit(folder, unit)
    files = [file for file in folder.files if not units or file.path.split("/")[1] in units]
    rows = list(register(folder, files))
    output.write_bytes(register_csv(rows))
    context.voice.say(f"写好了 {len(rows)} 行，在 {output}", f"wrote {len(rows)} rows to {output}")


def _meant(
    context: Context, folder: Folder, records: Iterable[str], units: Iterable[str], step: str
) -> list[SourceFile]:
    files = [find_file(folder, name) for name in records]
    for unit in units:
        _ask_unit(folder, unit)
        own = [file for file in folder.files if file.path.startswith(f"units/{unit}/")]
        waiting = {each.record.path for each in standings(folder, own) if each.waits_for == step}
        files += (file for file in own if f"content/{file.path}" in waiting)
    if not files:
        context.voice.say("没有等这一步的记录。", "no record waits for this.")
    return list(dict.fromkeys(files))


def _ask_unit(folder: Folder, unit: str) -> None:
    if unit not in folder.content.units:
        known = "、".join(folder.content.units)
        raise GongkaiError(f"没有单位“{unit}”。有：{known}", f"there is no unit `{unit}`; there are: {known}")


def _open_key(context: Context, path: Path) -> tuple[str, Seal]:
    """The public half of a key file, and what signs with it; a locked key is asked for its passphrase."""
    raw, passphrase = path.read_bytes(), None
    try:
        try:
            public = public_key_of(raw)
        except PassphraseError:
            ask = "钥匙的口令" if context.voice.language == "zh" else "passphrase of the key"
            passphrase = str(click.prompt(ask, hide_input=True, err=True)).encode()
            public = public_key_of(raw, passphrase)
    except PassphraseError:
        raise GongkaiError("口令不对，没有签", "the passphrase is not right; nothing was signed") from None
    except KeyFileError:
        raise GongkaiError(
            f"{path} 不是 ssh-ed25519 的私钥文件。用 ssh-keygen -t ed25519 做一把，签名用没有 .pub 的那个文件",
            f"{path} is no private ssh-ed25519 key. Make one with ssh-keygen -t ed25519; sign with the file without .pub",
        ) from None
    return public, partial(_seal, raw, passphrase)


def _seal(raw: bytes, passphrase: bytes | None, message: bytes) -> str:
    return sign(raw, message, passphrase)


def _tell_signed(context: Context, signed: Signed) -> None:
    review, path = signed.review, signed.record.path
    gone = "、".join(signed.dropped)
    zh = f"{path}：{review.step} {review.result}（{review.by}，{review.date}）"
    en = f"{path}: {review.step} {review.result} ({review.by}, {review.date})"
    if gone:
        zh, en = (
            f"{zh}；以前的{gone}作废，已经去掉",
            f"{en}; the former {gone} no longer held and was taken out",
        )
    context.voice.result(zh if context.voice.language == "zh" else en)


def _tell_status(context: Context, records: Iterable[str], units: Iterable[str]) -> None:
    folder = open_folder(context.root)
    for unit in units:
        _ask_unit(folder, unit)
    named = [find_file(folder, name) for name in records]
    chosen = set(units)
    if named:
        found, done = list(standings(folder, named)), Counter[str]()
    else:
        found, done = _unfinished(context, folder, chosen)
    is_zh = context.voice.language == "zh"
    for unit in folder.content.units:
        own = [each for each in found if each.record.unit == unit]
        if not own and not done[unit]:
            continue
        counts = Counter(_place(each, is_zh=is_zh) for each in own)
        complete = done[unit] + counts.pop("", 0)
        told = [f"{'审结' if is_zh else 'done'} {complete}", *(f"{name} {n}" for name, n in counts.items())]
        name = folder.content.units[unit].fields.short_name
        context.voice.result(f"{unit} {name}: {('，' if is_zh else ', ').join(told)}")
        for each in own:
            if place := _place(each, is_zh=is_zh):
                context.voice.result(f"  {each.record.path}  {place}")


def _place(standing: Standing, *, is_zh: bool) -> str:
    """Where a record stands, in a word or two; "" where it is all signed."""
    if standing.returned:
        return f"{standing.returned}退回" if is_zh else f"returned ({standing.returned})"
    if not standing.waits_for:
        return "" if not standing.findings else "有错误" if is_zh else "wrong"
    draft = standing.record.fields.status != "发布"
    void = any(finding.code == "V110" for finding in standing.findings)
    if is_zh:
        return f"待{standing.waits_for}{'（草稿）' if draft else ''}{'（内容改过）' if void else ''}"
    return f"waits for {standing.waits_for}{' (draft)' if draft else ''}{' (changed)' if void else ''}"


def _unfinished(context: Context, folder: Folder, units: set[str]) -> tuple[list[Standing], Counter[str]]:
    """The records that are not all signed, and how many of each unit are.

    What `check` remembers tells which are; only the others are read.
    """
    checked, catalog = check_with_catalog(context.root, context.today)
    if catalog is None:
        raise GongkaiError(
            "先运行 python build.py check，改好错误", "run python build.py check and mend the errors"
        )
    open_paths = {f.location.path for f in checked.findings if f.code.startswith(CODES)}
    is_asked = folder.content.config.review.mode != "none"
    done = Counter[str]()
    files = []
    for file in folder.files:
        unit = file.path.split("/")[1]
        header = catalog.headers.get(file.path.removeprefix("units/").rpartition(".")[0])
        if header is None or (units and unit not in units):
            continue
        if is_asked and header.status == "发布" and header.path not in open_paths:
            done[unit] += 1
        else:
            files.append(file)
    return list(standings(folder, files)), done
