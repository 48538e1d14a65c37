"""The first look at the content folder: the same by one process and by several."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gongkai.cache.store import Store
from gongkai.content.walk import walk
from gongkai.executors import open_executor
from gongkai.findings import Finding
from gongkai.pipeline.listing import list_content


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Files at every depth, some that must not be there, one from times to come."""
    for number in range(60):
        path = tmp_path / f"content/units/u{number % 7}/notices/{2000 + number % 5}/n{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"第{number}份", "utf-8")
    for name in ("content/catalog/a.yaml", "content/stray.md", "content/units/stray.md", "config.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    (tmp_path / "content/units/u3/notices/2001/link.md").symlink_to(tmp_path / "config.yaml")
    (tmp_path / "content/.hidden").write_text("", "utf-8")
    for path in tmp_path.rglob("*.*"):
        os.utime(path, (1_000_000_000, 1_000_000_000), follow_symlinks=False)
    os.utime(tmp_path / "content/units/u5/notices/2000/n5.md", (9_000_000_000, 9_000_000_000))
    return tmp_path


@pytest.mark.parametrize("executor", ["serial", "process:2"])
def test_the_walk_finds_the_same_in_the_same_order(root: Path, executor: str) -> None:
    problems: list[Finding] = []
    expected = list(walk(root / "content", problems))
    with open_executor(executor) as pool:
        found = list_content(root, Store(root / ".gongkai"), pool)
    assert [folder.path for folder in found.folders] == [folder.path for folder in expected]
    assert [folder.names for folder in found.folders] == [folder.names for folder in expected]
    assert [(p.code, p.location.path) for p in found.problems] == [
        (p.code, p.location.path) for p in problems
    ]
    assert [p.code for p in found.problems] == ["F104"]
    late = [file.path for folder in found.folders for file in folder.files() if not file.modified]
    assert late == ["units/u5/notices/2000/n5.md"]
    assert [path for path, digest in found.digests.items() if not digest] == ["units/u5/notices/2000"]
    assert found.config
    assert found.config.size == len("config.yaml")


def test_the_digest_tells_every_change_of_a_folder(root: Path) -> None:
    store, folder = Store(root / ".gongkai"), "units/u1/notices/2001"
    file = root / "content" / folder / "n1.md"

    def digest() -> str:
        return list_content(root, store).digests[folder]

    known = [digest()]
    os.utime(file, (1_000_000_001, 1_000_000_001))
    known.append(digest())
    file.write_text("另外一份", "utf-8")
    os.utime(file, (1_000_000_001, 1_000_000_001))
    known.append(digest())
    file.rename(file.with_name("n2.md"))
    known.append(digest())
    file.with_name("n2.md").unlink()
    known.append(digest())
    assert len(set(known)) == 5
    assert "" not in known
