"""`import markdown FOLDER`: every Markdown file of a folder becomes a record of one unit, in a fixed order.

Run twice it changes nothing the second time. A file is imported whole and proven, or not at all and reported.
"""

from __future__ import annotations

from datetime import date
from fnmatch import fnmatch
from pathlib import Path

from gongkai.content.walk import SourceFile
from gongkai.findings import Finding
from gongkai.importers.body import make_body, prove_body
from gongkai.importers.mapping import Mapping, load_mapping
from gongkai.importers.oddities import Notebook, Oddity
from gongkai.importers.records import Names, check_places, prove_text, put, write_text
from gongkai.importers.result import ImportResult, Outcome, Stage, Tick, reason_of, refused
from gongkai.importers.source import Line, Source, UnreadableError, read_source, source_files
from gongkai.importers.values import read_values

_ENDINGS = ("md", "markdown")


def import_markdown(
    folder: Path,
    mapping_path: Path,
    content_root: Path,
    *,
    replace: bool = False,
    dry_run: bool = False,
    tick: Tick = lambda _done, _total: None,
) -> ImportResult:
    """Import `folder` below `content_root` as the mapping file says; nothing outside `content_root` is written."""
    mapping, findings = load_mapping(mapping_path)
    if mapping is None or findings:
        return ImportResult(findings=tuple(findings))
    check_places(folder, content_root, mapping.unit)
    return _Import(folder, mapping, content_root, replace=replace, dry_run=dry_run).run(tick)


class _Import:
    def __init__(
        self, folder: Path, mapping: Mapping, content: Path, *, replace: bool, dry_run: bool
    ) -> None:
        self._folder, self._mapping, self._content = folder, mapping, content
        self._replace, self._dry_run = replace, dry_run
        self._place = f"units/{mapping.unit}/{mapping.kind}"
        self._names = Names(content / self._place)
        self._titles: dict[str, str] = {}
        self._oddities: list[Oddity] = []

    def run(self, tick: Tick) -> ImportResult:
        findings: list[Finding] = []
        files = source_files(self._folder, findings)
        outcomes = list(refused(findings))
        for done, file in enumerate(files, 1):
            outcomes.append(self._skip(file) or self._import(file))
            tick(done, len(files))
        return ImportResult(tuple(outcomes), tuple(self._oddities))

    def _skip(self, file: SourceFile) -> Outcome | None:
        for skip in self._mapping.skip:
            if fnmatch(file.name, skip.name) or fnmatch(file.path, skip.name):
                return Outcome(Stage.SKIPPED, file.path, reason=(skip.reason, skip.reason))
        if file.ending not in _ENDINGS:
            return Outcome(Stage.SKIPPED, file.path, reason=("不是 Markdown 文件", "not a Markdown file"))
        return None

    def _import(self, file: SourceFile) -> Outcome:
        notes = Notebook(file.path)
        try:
            return self._record(file, notes)
        except UnreadableError as error:
            return Outcome(Stage.FAILED, file.path, reason=error.reason, line=error.line)
        except OSError as error:
            reason = f"写不进去：{error.strerror}", f"cannot be written: {error.strerror}"
            return Outcome(Stage.FAILED, file.path, reason=reason)
        finally:
            self._oddities += notes.oddities

    def _record(self, file: SourceFile, notes: Notebook) -> Outcome:
        mapping = self._mapping
        source = read_source(self._folder, file, mapping.marker, notes)
        values = read_values(source, mapping, notes)
        title, published = str(values["title"]), values["published"]
        lines = _without_title(source, title, notes)
        body = make_body(lines, mapping.body, notes)
        if not body:
            return Outcome(Stage.SKIPPED, file.path, reason=("没有正文", "there is no text in it"))
        prove_body(body, lines, mapping.body)
        text = write_text(values, body, mapping.kind)
        prove_text(text, mapping.kind)
        self._note_duplicate(title, notes)
        assert isinstance(published, date)
        name = self._names.name(file.path, f"{published.year:04d}", notes)
        path = f"{self._place}/{name}.md"
        stage = put(self._content, path, text, replace=self._replace, dry_run=self._dry_run)
        return Outcome(stage, file.path, f"{self._place}/{name}".removeprefix("units/"), reason_of(stage))

    def _note_duplicate(self, title: str, notes: Notebook) -> None:
        other = self._titles.setdefault("".join(title.split()), notes.path)
        if other != notes.path:
            notes.note("duplicate-title", other=other)


def _without_title(source: Source, title: str, notes: Notebook) -> tuple[Line, ...]:
    """The page shows the title itself; a first heading that says something else is text."""
    heading = source.heading
    if heading is None:
        return source.lines
    if "".join(heading.text.split()) != "".join(title.split()):
        notes.note("heading-differs", heading.number, value=heading.text)
        return source.lines
    return tuple(line for line in source.lines if line.number != heading.number)
