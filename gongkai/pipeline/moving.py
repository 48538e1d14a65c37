"""Move a record to another name, year, kind or unit: its file, its old address, and what other files say of it.

Everything is found out first and written last. Of every file the bytes stay as they are but for the ids in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

from gongkai.catalog.headers import needs_of
from gongkai.content.records import parse_record_text, read_record
from gongkai.content.schema import validate
from gongkai.content.tree import RECORD_ENDINGS, is_good_stem
from gongkai.content.walk import SourceFile
from gongkai.findings import GongkaiError
from gongkai.model.kinds import KINDS
from gongkai.model.record import Record

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_ALIASES = re.compile(r"^\ufeff?(?:旧地址|aliases)[ \t]*:[ \t]*", re.MULTILINE)
_TAIL = r"[\w()（）《》〈〉〔〕、，“”—·%-]"
"""What an id may go on with."""
_FRONT = re.compile(r"---\r?\n(.*?\r?\n)(?=---(?:\r?\n|\Z))", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Move:
    """What a move does: `written` and `removed` are paths below the project; `mended` other files that named it."""

    old: str
    new: str
    written: dict[str, bytes]
    removed: tuple[str, ...]
    mended: tuple[str, ...]
    alias: str
    """The old address that leads on; "" where the record is a draft, which has none."""

    def apply(self, root: Path) -> None:
        """What is new is written before what is old is taken away."""
        for path, raw in self.written.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            half = target.with_name(f".{target.name}.half")
            half.write_bytes(raw)
            half.replace(target)
        for path in self.removed:
            (root / path).unlink(missing_ok=True)


def plan_move(root: Path, old: str, new: str) -> Move:
    """Find out what moving a record takes; ids, paths of files, or for `new` just another name."""
    old, record = _source(root, old)
    new = _target(root, old, new)
    ending = record.path.rpartition(".")[2]
    path = f"content/units/{new}.{ending}"
    ids = _ids(root)
    own = _mend((root / record.path).read_bytes(), old, new, ids)
    alias = "" if record.fields.status == "草稿" else f"/units/{old}/"
    own = _with_alias(own, ending, alias) if alias else own
    _refuse_other_kind(own, ending, path, new)
    mended = {
        name: changed
        for name, raw in _texts(root)
        if name != record.path and (changed := _mend(raw, old, new, ids)) != raw
    }
    files, gone = _files(root, record, new)
    return Move(old, new, {path: own, **files, **mended}, (record.path, *gone), tuple(mended), alias)


def _source(root: Path, name: str) -> tuple[str, Record]:
    record_id = _id(name)
    for ending in RECORD_ENDINGS:
        file = root / f"content/units/{record_id}.{ending}"
        if file.is_file():
            read = read_record(root, SourceFile(f"units/{record_id}.{ending}", file.stat().st_size))
            if read.record is None:
                raise GongkaiError(
                    f"{record_id} 有错误，先运行 python build.py check 改好",
                    f"{record_id} has errors; run python build.py check and mend them first",
                )
            return record_id, read.record
    raise GongkaiError(
        f"没有记录“{record_id}”。写成 单位/栏目/年份/名称，例如 mzj/notices/2026/a",
        f"there is no record `{record_id}`; write <unit>/<kind>/<year>/<name>",
    )


def _id(name: str) -> str:
    """`content/units/mzj/notices/2026/a.md` and `/units/mzj/notices/2026/a/` name a record as well."""
    name = (
        name.replace("\\", "/").strip("/").removeprefix("./").removeprefix("content/").removeprefix("units/")
    )
    stem, _, ending = name.rpartition(".")
    return stem if ending in RECORD_ENDINGS else name


def _target(root: Path, old: str, new: str) -> str:
    new = _id(new)
    if "/" not in new:
        new = f"{old.rpartition('/')[0]}/{new}"
    parts = new.split("/")
    if (
        len(parts) != 4
        or parts[1] not in KINDS
        or not _YEAR.fullmatch(parts[2])
        or not is_good_stem(parts[3])
    ):
        raise GongkaiError(
            f"新名称“{new}”不能用：写成 单位/栏目/年份/名称，例如 mzj/notices/2026/b",
            f"the name `{new}` cannot be used: write <unit>/<kind>/<year>/<name>",
        )
    if not (root / f"content/units/{parts[0]}/unit.yaml").is_file():
        raise GongkaiError(
            f"没有单位“{parts[0]}”。新单位先运行：python build.py new unit {parts[0]}",
            f"there is no unit `{parts[0]}`; run: python build.py new unit {parts[0]}",
        )
    if any((root / f"content/units/{new}.{ending}").exists() for ending in RECORD_ENDINGS):
        raise GongkaiError(f"{new} 已经有了，没有改动", f"{new} exists already; nothing was changed")
    return new


def _refuse_other_kind(raw: bytes, ending: str, path: str, new: str) -> None:
    """A record of another kind has other fields."""
    text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    tree, _, _, problems = parse_record_text(text, ending, path)
    fields, more = validate(tree, KINDS[new.split("/")[1]].fields, path) if tree else (None, [])
    if fields is None:
        found = (*problems, *more)
        zh, en = ("；".join(each.message(language) for each in found) for language in ("zh", "en"))
        raise GongkaiError(f"放到 {new} 就不对了：{zh}", f"it would be wrong at {new}: {en}")


def _texts(root: Path) -> Iterator[tuple[str, bytes]]:
    """Every text of the content that may name a record."""
    for path in sorted((root / "content").rglob("*")):
        if path.suffix[1:].lower() in RECORD_ENDINGS and path.is_file() and not path.is_symlink():
            yield path.relative_to(root).as_posix(), path.read_bytes()


def _ids(root: Path) -> frozenset[str]:
    units = root / "content/units"
    return frozenset(
        path.relative_to(units).with_suffix("").as_posix()
        for path in units.glob("*/*/*/*")
        if path.suffix[1:] in RECORD_ENDINGS
    )


def _mend(raw: bytes, old: str, new: str, ids: frozenset[str]) -> bytes:
    """Put the new id in place of the old one, as it stands and with percent signs, wherever it stands alone."""
    for before, after in dict.fromkeys(((old, new), (quote(old), quote(new)))):
        if before.encode() in raw:
            text = raw.decode("utf-8", "surrogateescape")
            pattern = re.compile(rf"(?:(?<![\w%.~/-])|(?<=units/)){re.escape(before)}({_TAIL}*)")
            text = pattern.sub(partial(_renamed, ids, old, after), text)
            raw = text.encode("utf-8", "surrogateescape")
    return raw


def _renamed(ids: frozenset[str], old: str, after: str, match: re.Match[str]) -> str:
    """What follows may be part of a longer id, or a bracket of the text."""
    tail = match[1]
    is_longer = re.match(r"[\w%-]", tail) or any(old + tail[:end] in ids for end in range(1, len(tail) + 1))
    return match[0] if is_longer else after + tail


def _with_alias(raw: bytes, ending: str, alias: str) -> bytes:
    """Name the old address in the record, in the list that is there, else in a line of its own at the end of the fields."""
    text = raw.decode("utf-8", "surrogateescape")
    newline = "\r\n" if "\r\n" in text else "\n"
    match = _FRONT.match(text.removeprefix("\ufeff")) if ending == "md" else None
    start = text.index(match[1]) if match else 0
    end = start + len(match[1]) if match else len(text)
    front = text[start:end]
    if found := _ALIASES.search(front):
        front = _longer_list(front, found.end(), alias, newline)
    else:
        label = "旧地址" if re.search(r"^\ufeff?标题[ \t]*:", front, re.MULTILINE) else "aliases"
        front = front + ("" if front.endswith("\n") else newline) + f"{label}: [{alias}]{newline}"
    return (text[:start] + front + text[end:]).encode("utf-8", "surrogateescape")


def _longer_list(front: str, at: int, alias: str, newline: str) -> str:
    """One more in the list that begins at `at`, whichever way it is written."""
    rest = front[at:]
    line = rest.partition("\n")[0].rstrip("\r")
    if rest.startswith("["):
        return f"{front[:at]}[{alias}{'' if rest[1:].lstrip().startswith(']') else ', '}{rest[1:]}"
    if line and not line.startswith("#"):
        value = line.partition(" #")[0].rstrip()
        return f"{front[:at]}[{alias}, {value}]{rest[len(value) :]}"
    indent = re.match(r"[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*([ \t]*)-", rest)
    if indent is None:
        return f"{front[:at].rstrip()} [{alias}]{rest}"
    first = at + rest.index("\n") + 1
    return f"{front[:first]}{indent[1]}- {alias}{newline}{front[first:]}"


def _files(root: Path, record: Record, new: str) -> tuple[dict[str, bytes], list[str]]:
    """The attachments and images beside a record go with it; one that another text of the folder names stays too."""
    folder, target = (
        f"content/units/{record.id}".rpartition("/")[0],
        f"content/units/{new}".rpartition("/")[0],
    )
    if folder == target:
        return {}, []
    needs = needs_of(record)
    if elsewhere := sorted(path for path in needs.files if path.rpartition("/")[0] != folder):
        raise GongkaiError(
            f"正文里有指向别的文件夹的文件：{elsewhere[0]}。先把它放到记录旁边",
            f"the text names a file of another folder: {elsewhere[0]}; put it beside the record first",
        )
    others = [raw for name, raw in _texts(root) if name.rpartition("/")[0] == folder and name != record.path]
    copied, gone = {}, []
    for path in sorted(needs.files):
        name = path.rpartition("/")[2]
        if not (root / path).is_file():
            continue
        if (root / target / name).exists():
            raise GongkaiError(
                f"{target}/{name} 已经有了，没有改动", f"{target}/{name} exists already; nothing was changed"
            )
        copied[f"{target}/{name}"] = (root / path).read_bytes()
        if not any(name.encode() in raw or quote(name).encode() in raw for raw in others):
            gone.append(path)
    return copied, gone
