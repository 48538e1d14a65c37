"""Read a whole project at once, as tests want it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongkai.content.load import load_content
from gongkai.content.records import read_record
from gongkai.content.tree import sort_tree
from gongkai.content.walk import walk
from gongkai.findings import Finding
from gongkai.model.content import Content
from gongkai.model.record import Record


@dataclass(frozen=True)
class Project:
    content: Content
    records: tuple[Record, ...]
    findings: tuple[Finding, ...]


def read_project(root: Path) -> Project:
    """Everything in a project whose shared files are whole; records in the order of their ids."""
    problems: list[Finding] = []
    tree = sort_tree(list(walk(root / "content", problems)), problems)
    loaded = load_content(root, tree)
    assert loaded.content, loaded.findings
    read = [read_record(root, file) for files in tree.records.values() for file in files]
    records = sorted((each.record for each in read if each.record), key=lambda record: record.id)
    found = [*tree.findings, *loaded.findings, *(finding for each in read for finding in each.findings)]
    return Project(loaded.content, tuple(records), tuple(found))
