"""report: what an office has to know or to hand in, counted from the records."""

from __future__ import annotations

from gongkai.cli.group import main


@main.group()
def report() -> None:
    """统计和报告。 Counts and reports."""
