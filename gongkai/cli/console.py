"""How the command line speaks: findings, progress, one-line summaries. Colour only where it is wanted."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai.findings import Finding, Language
from gongkai.pipeline.outcome import Tick

if TYPE_CHECKING:
    from rich.console import Console

_COLOURS = {"error": "bold red", "warning": "yellow"}
_WORDS = {"zh": {"error": "错误", "warning": "提醒"}, "en": {"error": "error", "warning": "warning"}}


class Voice:
    """Prints in one language; silent but for findings when `quiet`. Results go to stdout, the rest to stderr."""

    def __init__(self, language: Language, *, quiet: bool) -> None:
        self.language: Language = language
        self.quiet = quiet

    # What draws is loaded when there is something to say.

    @cached_property
    def _out(self) -> Console:
        from rich.console import Console

        return Console(highlight=False, soft_wrap=True, markup=False)

    @cached_property
    def _err(self) -> Console:
        from rich.console import Console

        return Console(stderr=True, highlight=False, soft_wrap=True, markup=False)

    def say(self, zh: str, en: str) -> None:
        """A remark for people; nothing depends on it."""
        if not self.quiet:
            self._err.print(zh if self.language == "zh" else en)

    def result(self, text: str) -> None:
        """What was asked for; printed even when quiet."""
        self._out.print(text)

    def error(self, zh: str, en: str) -> None:
        word = "错误：" if self.language == "zh" else "error: "
        self._err.print(word + (zh if self.language == "zh" else en), style="bold red")

    def findings(self, findings: Sequence[Finding]) -> None:
        """One finding a line, its hint below, a count at the end."""
        for finding in findings:
            self._finding(finding)
        errors = sum(f.severity == "error" for f in findings)
        warnings = len(findings) - errors
        if findings:
            self.result(
                f"共 {errors} 个错误，{warnings} 个提醒"
                if self.language == "zh"
                else f"{errors} errors, {warnings} warnings"
            )

    def _finding(self, finding: Finding) -> None:
        word = _WORDS[self.language][finding.severity]
        self._out.print(f"{finding.location}: ", end="")
        self._out.print(f"{word} {finding.code}", style=_COLOURS[finding.severity], end="")
        self._out.print(
            f"：{finding.message('zh')}" if self.language == "zh" else f": {finding.message('en')}"
        )
        if hint := finding.hint(self.language):
            self._out.print(f"  {'怎么改：' if self.language == 'zh' else 'hint: '}{hint}", style="dim")

    @contextmanager
    def progress(self, zh: str, en: str) -> Iterator[Tick]:
        """A progress bar on a terminal, nothing elsewhere."""
        if self.quiet or not sys.stderr.isatty():
            yield lambda _done, _total: None
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        # No thread of its own that refreshes: the build may fork.
        with Progress(*columns, console=self._err, transient=True, auto_refresh=False) as bar:
            task = bar.add_task(zh if self.language == "zh" else en, total=None)

            def tick(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total, refresh=True)

            yield tick


def describe(findings: Iterable[Finding], language: Language) -> str:
    """Findings as plain text, for the page that `serve` shows."""
    lines = []
    for finding in findings:
        lines.append(f"{finding.location}: {finding.code} {finding.message(language)}")
        if hint := finding.hint(language):
            lines.append(f"    {hint}")
    return "\n".join(lines)
