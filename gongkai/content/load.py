"""Read `config.yaml` and everything in the content folder that records share; collect every problem first.

The shared files are few: they are read together, and every page may depend on all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from gongkai.clocks.deadlines import Deadlines, make_deadlines
from gongkai.content.records import parse_record_text
from gongkai.content.schema import validate
from gongkai.content.tree import ContentTree, is_good_stem, read_text
from gongkai.content.walk import SourceFile
from gongkai.content.yamlfile import parse_yaml
from gongkai.findings import Finding, Location
from gongkai.model.content import NO_INDICATORS, Content, Standard, make_standard
from gongkai.model.deadline import ClockTable, HolidayTable
from gongkai.model.site import Page, PageFields, SiteConfig
from gongkai.model.standard import VOCABULARIES, CatalogField, CatalogVersion, Vocabulary
from gongkai.model.supervision import Indicators, Scheme
from gongkai.model.unit import Unit, UnitFields
from gongkai.model.values import Fields

M = TypeVar("M", bound=Fields)
_TABLES = ("deadlines", "holidays", "indicators")
"""Files of the vocabularies' folder that have a shape of their own."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """`content` is None when something essential is missing; findings then hold at least one error."""

    content: Content | None
    findings: tuple[Finding, ...]


def load_content(root: Path, tree: ContentTree) -> Loaded:
    """Read what records share in the project folder `root`, whose content folder holds the files of `tree`."""
    return _Loader(root, tree).load()


def load_config(root: Path) -> SiteConfig | None:
    """Read the settings alone; None where they are missing or wrong, which `load_content` tells."""
    return _Loader(root, ContentTree()).config()


class _Loader:
    def __init__(self, root: Path, tree: ContentTree) -> None:
        self._root = root
        self._findings: list[Finding] = []
        self._tree = tree

    def load(self) -> Loaded:
        config = self.config()
        if not (self._root / "content").is_dir():
            self._missing("content", "存放记录的文件夹 the folder of records")
            return Loaded(None, tuple(self._findings))
        standard = self._standard()
        vocabularies, indicators = self._vocabularies(), self._table("indicators", Indicators)
        schemes = self._schemes()
        deadlines = self._deadlines(config)
        units = self._units()
        pages, campaigns = self._pages("pages"), self._pages("topics")
        content = None
        if config and standard:
            content = Content(
                config,
                standard,
                vocabularies,
                units,
                pages,
                campaigns,
                deadlines,
                indicators or NO_INDICATORS,
                schemes,
            )
        return Loaded(content, tuple(self._findings))

    def _missing(self, name: str, what: str) -> None:
        self._findings.append(Finding("F111", Location(name), {"name": name, "what": what}))

    def _below(self, folder: str) -> Iterable[SourceFile]:
        return [file for file in self._tree.shared if file.path.startswith(f"{folder}/")]

    def _read(self, path: str, size: int) -> str | None:
        return read_text(self._root, SourceFile(path, size), self._findings)

    def _read_fields(self, file: SourceFile, model: type[M]) -> M | None:
        return self._parse_fields(f"content/{file.path}", file.size, model)

    def _parse_fields(self, path: str, size: int, model: type[M]) -> M | None:
        text = self._read(path, size)
        if text is None:
            return None
        tree, problems = parse_yaml(text, path)
        self._findings += problems
        if tree is None:
            return None
        fields, problems = validate(tree, model, path)
        self._findings += problems
        return fields

    def config(self) -> SiteConfig | None:
        path = self._root / "config.yaml"
        if not path.is_file():
            self._missing("config.yaml", "网站设置 the settings of the site")
            return None
        return self._parse_fields("config.yaml", path.stat().st_size, SiteConfig)

    def _standard(self) -> Standard | None:
        version: CatalogVersion | None = None
        fields: list[CatalogField] = []
        seen: dict[str, str] = {}
        files = self._below("catalog")
        for file in files:
            if file.path == "catalog/catalog.yaml":
                version = self._read_fields(file, CatalogVersion)
            elif file.ending != "yaml":
                self._refuse(file)
            elif field := self._read_fields(file, CatalogField):
                self._check_field(field, file, seen)
                fields.append(field)
        if all(file.path != "catalog/catalog.yaml" for file in files):
            self._missing(
                "content/catalog/catalog.yaml", "标准目录的版本 the version of the standard catalog"
            )
        if version is None:
            return None
        return make_standard(version, tuple(sorted(fields, key=lambda field: (field.order, field.field))))

    def _check_field(self, field: CatalogField, file: SourceFile, seen: dict[str, str]) -> None:
        path = f"content/{file.path}"
        if field.field != file.stem:
            words = {"value": field.field, "name": file.name}
            self._findings.append(Finding("C102", Location(path, field=("field",)), words))
        for i, item in enumerate(field.items):
            if item.id in seen:
                place = Location(path, field=("items", i, "id"))
                self._findings.append(Finding("C101", place, {"id": item.id, "other": seen[item.id]}))
            seen[item.id] = path

    def _vocabularies(self) -> dict[str, Vocabulary]:
        files = self._below("vocabularies")
        found = {
            file.stem: vocabulary
            for file in files
            if file.ending == "yaml"
            and file.stem not in _TABLES
            and (vocabulary := self._read_fields(file, Vocabulary))
        }
        for file in files:
            if file.ending != "yaml":
                self._refuse(file)
        names = {file.stem for file in files}
        for name in (*VOCABULARIES, *_TABLES):
            if name not in names:
                self._missing(f"content/vocabularies/{name}.yaml", "词表 a vocabulary")
        return found

    def _deadlines(self, config: SiteConfig | None) -> Deadlines:
        table, holidays = self._table("deadlines", ClockTable), self._table("holidays", HolidayTable)
        profiles, changes = (config.profiles, config.clocks) if config else ((), ())
        return make_deadlines(table, holidays, profiles, changes)

    def _table(self, stem: str, model: type[M]) -> M | None:
        files = (file for file in self._below("vocabularies") if file.path == f"vocabularies/{stem}.yaml")
        return next((self._read_fields(file, model) for file in files), None)

    def _schemes(self) -> dict[str, Scheme]:
        found = {}
        for file in self._below("assessment"):
            if file.ending != "yaml":
                self._refuse(file)
            elif self._has_good_names(file) and (scheme := self._read_fields(file, Scheme)):
                found[file.stem] = scheme
        return dict(sorted(found.items(), key=lambda pair: (-pair[1].year, pair[0])))

    def _units(self) -> dict[str, Unit]:
        units: dict[str, Unit] = {}
        files = self._below("units")
        for file in files:
            unit_id = file.path.split("/")[1]
            if fields := self._read_fields(file, UnitFields):
                units[unit_id] = Unit(unit_id, f"content/{file.path}", fields)
        have = {file.path.split("/")[1] for file in files}
        for folder in sorted(self._tree.unit_folders() - have):
            self._findings.append(Finding("F108", Location(f"content/units/{folder}"), {"unit": folder}))
        return dict(sorted(units.items(), key=lambda pair: (pair[1].fields.order, pair[0])))

    def _refuse(self, file: SourceFile) -> None:
        self._findings.append(Finding("F116", Location(f"content/{file.path}"), {"name": file.name}))

    def _has_good_names(self, file: SourceFile) -> bool:
        for part in (*file.path.split("/")[1:-1], file.stem):
            if not is_good_stem(part):
                self._findings.append(Finding("F106", Location(f"content/{file.path}"), {"name": part}))
                return False
        return True

    def _pages(self, folder: str) -> tuple[Page, ...]:
        pages: list[Page] = []
        for file in self._below(folder):
            if file.ending in ("yaml", "yml"):
                self._refuse(file)
            elif self._has_good_names(file) and (page := self._page(folder, file)):
                pages.append(page)
        return tuple(sorted(pages, key=lambda page: (page.fields.order, page.id)))

    def _page(self, folder: str, file: SourceFile) -> Page | None:
        path = f"content/{file.path}"
        text = self._read(path, file.size)
        if text is None:
            return None
        tree, body, body_line, problems = parse_record_text(text, "md", path)
        self._findings += problems
        if tree is None:
            return None
        fields, problems = validate(tree, PageFields, path)
        self._findings += problems
        page_id = file.path.removeprefix(f"{folder}/").removesuffix(".md")
        return Page(page_id, path, fields, body, body_line) if fields else None
