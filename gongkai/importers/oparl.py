"""`import oparl FOLDER`: every OParl meeting of a folder becomes a meeting of one unit.

OParl is the open standard of German councils (https://oparl.org); nothing in it is translated or guessed. Organizations,
places and topics that lie beside the meetings are looked up; other objects are passed over and told.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from gongkai.content.walk import SourceFile
from gongkai.findings import Finding
from gongkai.importers.oddities import Notebook, Oddity
from gongkai.importers.oparl_meeting import MeetingReader
from gongkai.importers.oparl_objects import Library, Thing, read_objects, type_of
from gongkai.importers.records import Names, check_places, prove_text, put, write_yaml
from gongkai.importers.result import ImportResult, Outcome, Stage, Tick, reason_of, refused
from gongkai.importers.source import UnreadableError, source_files

_KIND = "meetings"


def import_oparl(
    folder: Path,
    unit: str,
    content_root: Path,
    *,
    meeting_type: str = "其他会议",
    replace: bool = False,
    dry_run: bool = False,
    tick: Tick = lambda _done, _total: None,
) -> ImportResult:
    """Import the meetings of `folder` as those of `unit`; nothing outside `content_root` is written."""
    check_places(folder, content_root, unit)
    run = _Import(folder, unit, content_root, meeting_type, replace=replace, dry_run=dry_run)
    return run.run(tick)


class _Import:
    def __init__(
        self, folder: Path, unit: str, content: Path, meeting_type: str, *, replace: bool, dry_run: bool
    ) -> None:
        self._folder, self._content, self._type = folder, content, meeting_type
        self._replace, self._dry_run = replace, dry_run
        self._place = f"units/{unit}/{_KIND}"
        self._names = Names(content / self._place, "yaml")
        self._library = Library()
        self._seen: dict[str, str] = {}
        self._oddities: list[Oddity] = []

    def run(self, tick: Tick) -> ImportResult:
        findings: list[Finding] = []
        files = source_files(self._folder, findings)
        outcomes = list(refused(findings))
        meetings: list[tuple[str, Thing]] = []
        for file in files:
            outcomes += self._read(file, meetings)
        for done, (path, thing) in enumerate(meetings, 1):
            outcomes.append(self._import(path, thing))
            tick(done, len(meetings))
        return ImportResult(tuple(outcomes), tuple(self._oddities))

    def _read(self, file: SourceFile, meetings: list[tuple[str, Thing]]) -> list[Outcome]:
        """Put the objects of a file on their shelves; what comes of it where there is no meeting among them."""
        if file.ending != "json":
            return [Outcome(Stage.SKIPPED, file.path, reason=("不是 JSON 文件", "not a JSON file"))]
        try:
            things = read_objects(self._folder, file)
        except UnreadableError as error:
            return [Outcome(Stage.FAILED, file.path, reason=error.reason, line=error.line)]
        for thing in things:
            self._library.add(thing)
        found = [thing for thing in things if type_of(thing) == "Meeting"]
        alone = len(found) == 1
        for number, thing in enumerate(found, 1):
            meetings.append((file.path if alone else f"{file.path}#{number}", thing))
        others = Counter(type_of(thing) for thing in things if type_of(thing) != "Meeting")
        if not others:
            return []
        kinds = "、".join(f"{kind} {count}" for kind, count in others.items())
        zh, en = f"不是会议，只用来查名称：{kinds}", f"no meetings, looked up only: {kinds}"
        return [Outcome(Stage.SKIPPED, file.path, reason=(zh, en))]

    def _import(self, path: str, thing: Thing) -> Outcome:
        notes = Notebook(path)
        try:
            return self._record(path, thing, notes)
        except UnreadableError as error:
            return Outcome(Stage.FAILED, path, reason=error.reason, line=error.line)
        except OSError as error:
            reason = f"写不进去：{error.strerror}", f"cannot be written: {error.strerror}"
            return Outcome(Stage.FAILED, path, reason=reason)
        finally:
            self._oddities += notes.oddities

    def _record(self, path: str, thing: Thing, notes: Notebook) -> Outcome:
        name = str(thing.get("id") or path)
        if (other := self._seen.setdefault(name, path)) != path:
            notes.note("same-object", other=other)
            reason = f"和 {other} 里的是同一个会议", f"the same meeting as in {other}"
            return Outcome(Stage.SKIPPED, path, reason=reason)
        if thing.get("deleted") is True:
            zh = "来源里已经删除；以前导入过的，请自己撤下"
            en = "deleted in the source; where it was imported before, take it down yourself"
            return Outcome(Stage.SKIPPED, path, reason=(zh, en))
        values = MeetingReader(thing, self._library, notes).values(self._type)
        text = write_yaml(values, _KIND)
        prove_text(text, _KIND, "yaml")
        stem = self._names.name(_stem(name), str(values["held_at"])[:4], notes)
        written = f"{self._place}/{stem}.yaml"
        stage = put(self._content, written, text, replace=self._replace, dry_run=self._dry_run)
        return Outcome(stage, path, f"{self._place}/{stem}".removeprefix("units/"), reason_of(stage))


def _stem(name: str) -> str:
    """What the record is named after: the last part of the object's address, or its file."""
    return name if name.endswith(".json") else f"{name.rstrip('/')}.json"
