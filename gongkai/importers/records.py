"""Records as files: their names, their text, and the writing of them below `content/`, never over another's work."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml

from gongkai.content.records import parse_record_text
from gongkai.content.schema import shape_of, validate
from gongkai.content.tree import MAX_RECORD_BYTES, is_good_stem
from gongkai.content.walk import MAX_NAME_BYTES
from gongkai.findings import GongkaiError
from gongkai.importers.oddities import Notebook
from gongkai.importers.result import Stage
from gongkai.importers.source import UnreadableError
from gongkai.importers.values import Value
from gongkai.model.kinds import KINDS
from gongkai.model.values import Fields

_MAX_STEM_BYTES = MAX_NAME_BYTES - len(".md") - len("-2f9a10")
_BAD = re.compile(r"[^\w()（）《》〈〉〔〕、，“”—·-]+")


class _Row(list[str]):
    """A list that stands in one line, as in [通知, 公告]."""


class _Dumper(yaml.SafeDumper):
    """Never writes `&` and `*`, which the strict reader refuses: a day that stands twice is written twice."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


_WIDE = 1 << 30
_Dumper.add_representer(
    _Row, lambda dumper, row: dumper.represent_sequence("tag:yaml.org,2002:seq", row, flow_style=True)
)


def write_text(values: dict[str, Value], body: str, kind: str) -> str:
    """Front matter under Chinese labels, in the order of the model, then the body."""
    shape = shape_of(KINDS[kind].fields)
    data = {field.label: _plain(values[key]) for key, field in shape.items() if key in values}
    front = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDE)
    return f"---\n{front}---\n\n{body}"


def write_yaml(values: Mapping[str, object], kind: str) -> str:
    """A record of fields alone, groups of fields within them, under Chinese labels in the order of the model."""
    data = _labelled(values, KINDS[kind].fields)
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDE)


def _labelled(values: Mapping[str, object], model: type[Fields]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, field in shape_of(model).items():
        value = values.get(key)
        if value in (None, "", ()):
            continue
        if isinstance(value, tuple):
            inner = field.nested
            value = [_labelled(v, inner) for v in value] if inner else _Row(value)
        found[field.label] = value
    return found


def _plain(value: Value) -> str | date | _Row:
    return _Row(value) if isinstance(value, tuple) else value


def prove_text(text: str, kind: str, ending: str = "md") -> None:
    """Read the record back as the loader will; raises `UnreadableError` with what the schema says against it."""
    if (size := len(text.encode())) > MAX_RECORD_BYTES:
        raise UnreadableError(
            f"记录太大（{size / 1e6:.1f} MB）", f"the record is too large ({size / 1e6:.1f} MB)"
        )
    tree, _, _, findings = parse_record_text(text, ending, "")
    if tree:
        findings += validate(tree, KINDS[kind].fields, "")[1]
    for finding in findings:
        raise UnreadableError(finding.message("zh"), finding.message("en"))


def check_places(folder: Path, content_root: Path, unit: str) -> None:
    """Raise `GongkaiError` where there is no such folder or unit."""
    if not folder.is_dir():
        raise GongkaiError(f"没有文件夹 {folder}", f"there is no folder {folder}")
    if folder.resolve().is_relative_to(content_root.resolve()):
        zh = f"{folder} 就在 content/ 里，不能导入自己"
        raise GongkaiError(zh, f"{folder} lies in the content folder; it cannot be imported into itself")
    if not (content_root / "units" / unit / "unit.yaml").is_file():
        raise GongkaiError(
            f"没有单位“{unit}”。先运行 python build.py new unit {unit}，或者换一个单位",
            f"there is no unit `{unit}`: run `python build.py new unit {unit}` or name another",
        )


class Names:
    """Gives every source a name of its own in its year's folder, the same one at every import.

    The first source in order keeps its plain name; a later one that would collide is told apart by a hash of its path,
    so that its name does not depend on how many others there are.
    """

    def __init__(self, folder: Path, ending: str = "md") -> None:
        self._folder, self._ending = folder, ending
        self._taken: dict[str, str] = {}
        self._there: dict[str, dict[str, str]] = {}

    def name(self, source: str, year: str, notes: Notebook) -> str:
        """The record's path below the folder of its kind, without ending."""
        stem = self._stem(source, notes)
        other = self._other(year, stem)
        if other:
            stem = f"{stem}-{_hash(source)}"
            notes.note("name-taken", other=other, value=stem)
        self._taken[f"{year}/{stem}".casefold()] = source
        return f"{year}/{stem}"

    def _stem(self, source: str, notes: Notebook) -> str:
        written = source.rpartition("/")[2].rpartition(".")[0]
        stem = _BAD.sub("-", unicodedata.normalize("NFC", written)).strip("-") or _hash(source)
        if stem != written:
            notes.note("name-changed", value=stem)
        if len(stem.encode()) > _MAX_STEM_BYTES:
            stem = f"{_cut(stem, _MAX_STEM_BYTES)}-{_hash(source)}"
            notes.note("name-shortened", value=stem)
        assert is_good_stem(stem)
        return stem

    def _other(self, year: str, stem: str) -> str:
        """Who has the name already: an earlier source, or a record that differs in case or ending only."""
        if other := self._taken.get(f"{year}/{stem}".casefold()):
            return other
        there = self._there.setdefault(year, _names_in(self._folder / year, self._ending))
        name = there.get(stem.casefold(), "")
        return "" if name == f"{stem}.{self._ending}" else name


def _names_in(folder: Path, ending: str) -> dict[str, str]:
    """Stem in lower case to name, of the records in a folder; that of our own ending wins over its namesakes."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return {}
    records = [name for name in names if name.endswith((".yaml", ".yml", ".md"))]
    records.sort(key=lambda name: name.endswith(f".{ending}"))
    return {name.rpartition(".")[0].casefold(): name for name in records}


def _hash(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()[:6]


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore")


def put(content: Path, path: str, text: str, *, replace: bool, dry_run: bool) -> Stage:
    """Write a record unless it is there already; one that differs is overwritten only where `replace` is given."""
    target = content / path
    _refuse_links(content, path)
    raw = text.encode()
    old = target.read_bytes() if target.exists() else None
    if old == raw:
        return Stage.UNCHANGED
    if old is not None and not replace:
        return Stage.KEPT
    if not dry_run:
        _write(target, raw)
    return Stage.IMPORTED if old is None else Stage.REPLACED


def _refuse_links(content: Path, path: str) -> None:
    """A symbolic link on the way could lead the writing out of the content folder."""
    target = content
    for part in path.split("/"):
        target /= part
        if target.is_symlink():
            zh, en = f"{target} 是链接（symlink），不写", f"{target} is a symbolic link; not written to"
            raise UnreadableError(zh, en)


def _write(target: Path, raw: bytes) -> None:
    """The file is whole or not there at all, whatever happens."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.parent / f".{_hash(target.name)}.new"
    try:
        fresh.write_bytes(raw)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
