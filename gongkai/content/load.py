"""Read `config.yaml` and the whole content folder; collect every problem before giving up.

The kind of a record is its folder, its owner the unit's folder, its id its path: nothing is said twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from gongkai.content.schema import validate
from gongkai.content.tree import SourceFile, is_good_stem, read_text, walk
from gongkai.content.yamlfile import Mapping as YamlMapping
from gongkai.content.yamlfile import parse_yaml
from gongkai.findings import Finding, Location
from gongkai.model.content import Content, Standard
from gongkai.model.kinds import KINDS
from gongkai.model.record import Record
from gongkai.model.site import Page, PageFields, SiteConfig
from gongkai.model.standard import VOCABULARIES, CatalogField, CatalogVersion, Vocabulary
from gongkai.model.unit import Unit, UnitFields
from gongkai.model.values import Fields

M = TypeVar("M", bound=Fields)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
TOP_FOLDERS = ("catalog", "vocabularies", "units", "pages", "topics")


@dataclass(frozen=True, slots=True)
class Loaded:
    """`content` is None when something essential is missing; findings then hold at least one error."""

    content: Content | None
    findings: tuple[Finding, ...]


def load(root: Path) -> Loaded:
    """Read the project folder `root` (the one with `config.yaml` and `content/`)."""
    return _Loader(root).load()


def load_config(root: Path) -> SiteConfig | None:
    """Read the settings alone; None where they are missing or wrong, which `load` tells."""
    return _Loader(root).config()


def parse_record_text(
    text: str, ending: str, path: str
) -> tuple[YamlMapping | None, str, int, list[Finding]]:
    """Split a record's text into its fields' tree and its body; the body's first line is given too."""
    if ending != "md":
        tree, findings = parse_yaml(text, path)
        return tree, "", 1, findings
    if not text.startswith("---\n"):
        return None, "", 1, [Finding("F113", Location(path, 1, 1))]
    end = text.find("\n---\n", 3)
    if end < 0 and text.endswith("\n---"):
        end = len(text) - 4
    if end < 0:
        return None, "", 1, [Finding("F113", Location(path, 1, 1))]
    tree, findings = parse_yaml(text[4 : end + 1], path, 2)
    return tree, text[end + 5 :], text.count("\n", 0, end + 5) + 1, findings


class _Loader:
    def __init__(self, root: Path) -> None:
        self._root = root
        self._content = root / "content"
        self._findings: list[Finding] = []
        self._unreadable: set[str] = set()
        self._by_folder: dict[str, list[SourceFile]] = {name: [] for name in TOP_FOLDERS}

    def load(self) -> Loaded:
        config = self.config()
        if not self._content.is_dir():
            self._missing("content", "存放记录的文件夹 the folder of records")
            return Loaded(None, tuple(self._findings))
        self._sort_files()
        standard = self._standard()
        vocabularies = self._vocabularies()
        units = self._units()
        records = self._records(units)
        content = None
        if config and standard:
            content = Content(
                config=config,
                standard=standard,
                vocabularies=vocabularies,
                units=units,
                records=records,
                pages=self._pages("pages"),
                campaigns=self._pages("topics"),
                files={f"content/{file.path}": file.size for file in self._others()},
                unreadable=frozenset(self._unreadable),
            )
        return Loaded(content, tuple(self._findings))

    def _missing(self, name: str, what: str) -> None:
        self._findings.append(Finding("F111", Location(name), {"name": name, "what": what}))

    def _sort_files(self) -> None:
        for file in walk(self._content, self._findings):
            top = file.path.partition("/")[0]
            if top in self._by_folder and top != file.path:
                self._by_folder[top].append(file)
            else:
                self._findings.append(Finding("F116", Location(f"content/{file.path}"), {"name": file.name}))
        self._findings[:] = [_below_content(finding) for finding in self._findings]

    def _read(self, file: SourceFile) -> str | None:
        problems: list[Finding] = []
        text = read_text(self._content, file, problems)
        self._findings += map(_below_content, problems)
        return text

    def _read_fields(self, file: SourceFile, model: type[M]) -> M | None:
        text = self._read(file)
        if text is None:
            return None
        path = f"content/{file.path}"
        tree, problems = parse_yaml(text, path)
        self._findings += problems
        if tree is None:
            return None
        fields, problems = validate(tree, model, path)
        self._findings += problems
        return fields

    def config(self) -> SiteConfig | None:
        problems: list[Finding] = []
        path = self._root / "config.yaml"
        if not path.is_file():
            self._missing("config.yaml", "网站设置 the settings of the site")
            return None
        text = read_text(self._root, SourceFile("config.yaml", path.stat().st_size), problems)
        self._findings += problems
        if text is None:
            return None
        tree, problems = parse_yaml(text, "config.yaml")
        self._findings += problems
        if tree is None:
            return None
        config, problems = validate(tree, SiteConfig, "config.yaml")
        self._findings += problems
        return config

    def _standard(self) -> Standard | None:
        version: CatalogVersion | None = None
        fields: list[CatalogField] = []
        seen: dict[str, str] = {}
        for file in self._by_folder["catalog"]:
            if file.path == "catalog/catalog.yaml":
                version = self._read_fields(file, CatalogVersion)
            elif file.ending != "yaml":
                self._refuse(file)
            elif field := self._read_fields(file, CatalogField):
                self._check_field(field, file, seen)
                fields.append(field)
        if not (self._content / "catalog/catalog.yaml").is_file():
            self._missing(
                "content/catalog/catalog.yaml", "标准目录的版本 the version of the standard catalog"
            )
        if version is None:
            return None
        return Standard(version, tuple(sorted(fields, key=lambda field: (field.order, field.field))))

    def _check_field(self, field: CatalogField, file: SourceFile, seen: dict[str, str]) -> None:
        path = f"content/{file.path}"
        if field.field != file.stem:
            words = {"value": field.field, "name": file.name}
            self._findings.append(Finding("C102", Location(path), words))
        for item in field.items:
            if item.id in seen:
                self._findings.append(
                    Finding("C101", Location(path), {"id": item.id, "other": seen[item.id]})
                )
            seen[item.id] = path

    def _vocabularies(self) -> dict[str, Vocabulary]:
        found = {
            file.stem: vocabulary
            for file in self._by_folder["vocabularies"]
            if file.ending == "yaml" and (vocabulary := self._read_fields(file, Vocabulary))
        }
        for file in self._by_folder["vocabularies"]:
            if file.ending != "yaml":
                self._refuse(file)
        names = {file.stem for file in self._by_folder["vocabularies"]}
        for name in VOCABULARIES:
            if name not in names:
                self._missing(f"content/vocabularies/{name}.yaml", "词表 a vocabulary")
        return found

    def _units(self) -> dict[str, Unit]:
        units: dict[str, Unit] = {}
        for file in self._by_folder["units"]:
            parts = file.path.split("/")
            if (
                len(parts) == 3
                and parts[2] == "unit.yaml"
                and (fields := self._read_fields(file, UnitFields))
            ):
                units[parts[1]] = Unit(parts[1], f"content/{file.path}", fields)
        folders = {file.path.split("/")[1] for file in self._by_folder["units"] if file.path.count("/") > 1}
        have = {
            file.path.split("/")[1] for file in self._by_folder["units"] if file.path.endswith("/unit.yaml")
        }
        for folder in sorted(folders - have):
            self._findings.append(Finding("F108", Location(f"content/units/{folder}"), {"unit": folder}))
        return dict(sorted(units.items(), key=lambda pair: (pair[1].fields.order, pair[0])))

    def _records(self, units: dict[str, Unit]) -> tuple[Record, ...]:
        records: dict[str, Record] = {}
        taken: dict[str, str] = {}
        for file in self._by_folder["units"]:
            if not self._is_record(file):
                continue
            record_id = file.path.removeprefix("units/").rpartition(".")[0]
            other = taken.setdefault(record_id.casefold(), file.path)
            if other != file.path:
                words = {"id": record_id, "other": f"content/{other}"}
                self._findings.append(Finding("F112", Location(f"content/{file.path}"), words))
                continue
            record = self._record(file, record_id)
            if record and record.unit in units:
                records[record_id] = record
            else:
                self._unreadable.add(record_id)
        return tuple(records[key] for key in sorted(records))

    def _is_record(self, file: SourceFile) -> bool:
        parts = file.path.split("/")
        if file.ending not in ("md", "yaml", "yml") or parts[2:] == ["unit.yaml"]:
            return False
        place = Location(f"content/{file.path}")
        if len(parts) > 3 and parts[2] not in KINDS:
            near = get_close_matches(parts[2], KINDS, 1, 0.5)
            words = {"name": parts[2], "known": "、".join(KINDS), "suggestion": near[0] if near else ""}
            self._findings.append(Finding("F107", place, words))
            return False
        if len(parts) != 5 or not _YEAR.fullmatch(parts[3]):
            self._findings.append(Finding("F116", place, {"name": file.name}))
            return False
        return self._has_good_names(file)

    def _has_good_names(self, file: SourceFile) -> bool:
        """Names of folders and files become parts of addresses."""
        for part in (*file.path.split("/")[1:-1], file.stem):
            if not is_good_stem(part):
                self._findings.append(Finding("F106", Location(f"content/{file.path}"), {"name": part}))
                return False
        return True

    def _refuse(self, file: SourceFile) -> None:
        self._findings.append(Finding("F116", Location(f"content/{file.path}"), {"name": file.name}))

    def _record(self, file: SourceFile, record_id: str) -> Record | None:
        text = self._read(file)
        if text is None:
            return None
        path = f"content/{file.path}"
        tree, body, body_line, problems = parse_record_text(text, file.ending, path)
        self._findings += problems
        if tree is None:
            return None
        unit, kind = record_id.split("/")[:2]
        fields, problems = validate(tree, KINDS[kind].fields, path)
        self._findings += problems
        if fields is None:
            return None
        if body.strip() and fields.body:
            self._findings.append(Finding("S120", Location(path, body_line)))
        text = body if body.strip() else fields.body or ""
        return Record(record_id, unit, kind, path, fields, text, body_line)

    def _pages(self, folder: str) -> tuple[Page, ...]:
        pages: list[Page] = []
        for file in self._by_folder[folder]:
            if file.ending in ("yaml", "yml"):
                self._refuse(file)
            if file.ending != "md" or not self._has_good_names(file):
                continue
            text = self._read(file)
            if text is None:
                continue
            path = f"content/{file.path}"
            tree, body, body_line, problems = parse_record_text(text, "md", path)
            self._findings += problems
            if tree is None:
                continue
            fields, problems = validate(tree, PageFields, path)
            self._findings += problems
            if fields:
                page_id = file.path.removeprefix(f"{folder}/").removesuffix(".md")
                pages.append(Page(page_id, path, fields, body, body_line))
        return tuple(sorted(pages, key=lambda page: (page.fields.order, page.id)))

    def _others(self) -> Iterable[SourceFile]:
        """Files that are not read here: attachments and images."""
        everything: Sequence[SourceFile] = [file for files in self._by_folder.values() for file in files]
        return [file for file in everything if file.ending not in ("md", "yaml", "yml")]


def _below_content(finding: Finding) -> Finding:
    """Findings of the walk name paths below the content folder; readers know them from the project folder."""
    place = finding.location
    if place.path.startswith(("content", "config")):
        return finding
    return Finding(finding.code, Location(f"content/{place.path}", place.line, place.column), finding.words)
