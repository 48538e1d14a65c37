"""A state of a project: built, compared with one that is built from nothing."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from gongkai.cache.store import CACHE
from gongkai.pipeline.build import build_site
from gongkai.pipeline.outcome import Built, Compression
from tests.conftest import TODAY, record
from tests.output.test_site import assert_is_whole, tree


def build(root: Path, site: Path, today: date = TODAY, *, precompress: Compression = "settings") -> Built:
    built = build_site(root, site, today, lambda _done, _total: None, precompress=precompress)
    assert built.pages, [f"{finding.location} {finding.message()}" for finding in built.findings]
    return built


def assert_same_as_clean(root: Path, today: date = TODAY, *, precompress: Compression = "settings") -> None:
    """The site, and what is told of it, is the same as after a build without any memory."""
    clean = root.parent / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".site*", CACHE))
    build(clean, clean / "site", today, precompress=precompress)
    found, expected = tree(root / "site"), tree(clean / "site")
    assert found.keys() == expected.keys()
    assert [path for path in found if found[path] != expected[path]] == []
    assert_is_whole(root / "site")


def text(number: int, **fields: str) -> str:
    given = {"标题": f"第{number}份", "发布日期": f"202{number % 4 + 3}-0{number % 9 + 1}-11 09:00", **fields}
    return record(f"## 一、第{number}节\n\n正文{number}，见[目录](item:shjz-04)。", **given)
