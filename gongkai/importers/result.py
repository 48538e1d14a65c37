"""What an import did, as plain data: one outcome a source file, every oddity, and the report of both as CSV."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from gongkai.findings import Finding, GongkaiError, Language
from gongkai.importers.oddities import Oddity

Tick = Callable[[int, int], None]
"""Called with what is done and how much there is in all."""


class Stage(Enum):
    """What became of a source file: Chinese, English."""

    IMPORTED = ("已导入", "imported")
    REPLACED = ("已替换", "replaced")
    UNCHANGED = ("没有变化", "unchanged")
    KEPT = ("保留原有记录", "kept the record there is")
    SKIPPED = ("跳过", "skipped")
    FAILED = ("没有导入", "not imported")

    def text(self, language: Language) -> str:
        return self.value[language == "en"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`path` is the source's; `record` the id of the record, empty where there is none. Reasons: Chinese, English."""

    stage: Stage
    path: str
    record: str = ""
    reason: tuple[str, str] = ("", "")
    line: int = 0


@dataclass(frozen=True, slots=True)
class ImportResult:
    """`findings` are about the mapping file; where there are any, nothing was imported."""

    outcomes: tuple[Outcome, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether everything that is a record is now in the content folder; else the exit code is 1."""
        return not self.findings and not self.at(Stage.FAILED)

    def at(self, stage: Stage) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.stage is stage)

    def summary(self, language: Language = "zh") -> list[str]:
        """The lines for the end of the run: counts, what was left out and why, oddities by type."""
        is_english = language == "en"
        counts = ", " if is_english else "，"
        lines = [counts.join(f"{s.text(language)} {len(self.at(s))}" for s in Stage)]
        for outcome in self.outcomes:
            if outcome.reason[0]:
                place = f"{outcome.path}:{outcome.line}" if outcome.line else outcome.path
                lines.append(f"{place}: {outcome.stage.text(language)}: {outcome.reason[is_english]}")
        for name, number in Counter(oddity.name(language) for oddity in self.oddities).most_common():
            lines.append(f"  {name}: {number}")
        return lines


def refused(findings: list[Finding]) -> Iterator[Outcome]:
    """Links, names that cannot be, folders that cannot be read: the walk passed them over."""
    for finding in findings:
        reason = finding.message("zh"), finding.message("en")
        yield Outcome(Stage.FAILED, finding.location.path, reason=reason)


def reason_of(stage: Stage) -> tuple[str, str]:
    if stage is not Stage.KEPT:
        return "", ""
    zh = "记录已经存在而且内容不同，没有改动；要覆盖请加 --replace"
    return zh, "the record is there and differs; left as it is, --replace overwrites it"


def write_report(result: ImportResult, path: Path, language: Language = "zh") -> None:
    """Write every outcome and every oddity as CSV that a spreadsheet opens as it is."""
    out = io.StringIO()
    writer = csv.writer(out)
    is_english = language == "en"
    head = (
        ("file", "line", "what", "details", "record")
        if is_english
        else ("文件", "行", "情况", "说明", "记录")
    )
    writer.writerow(head)
    for row in _rows(result, language):
        writer.writerow([_as_text(cell) for cell in row])
    try:
        path.write_text(out.getvalue(), "utf-8-sig", newline="")
    except OSError as error:
        raise GongkaiError(
            f"报告写不进去：{path}（{error.strerror}）", f"cannot write {path}: {error.strerror}"
        ) from error


def _rows(result: ImportResult, language: Language) -> Iterator[tuple[str, ...]]:
    records = {outcome.path: outcome.record for outcome in result.outcomes}
    for outcome in result.outcomes:
        line = str(outcome.line or "")
        reason = outcome.reason[language == "en"]
        yield outcome.path, line, outcome.stage.text(language), reason, outcome.record
    for oddity in result.oddities:
        line = str(oddity.line or "")
        record = records.get(oddity.path, "")
        yield oddity.path, line, oddity.name(language), oddity.message(language), record


def _as_text(cell: str) -> str:
    """A spreadsheet takes a cell beginning like a formula for one; an apostrophe makes it text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
