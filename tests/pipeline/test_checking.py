"""What check remembers is what it would find anew; what a change broke is told, and nothing that was so before."""

from __future__ import annotations

import shutil
import subprocess
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from gongkai.executors import Serial
from gongkai.findings import Finding, GongkaiError
from gongkai.pipeline.build import build_site
from gongkai.pipeline.checking import check_project
from gongkai.pipeline.since import broken_since
from gongkai.pipeline.starting import check_again
from tests.conftest import TODAY, MakeProject, record

UNIT = "content/units/mzj"
FIRST, SECOND = f"{UNIT}/notices/2026/a.md", f"{UNIT}/notices/2025/b.md"


def project(make_project: MakeProject) -> Path:
    see = {"相关信息": "[mzj/notices/2026/a]"}
    return make_project(
        {
            FIRST: record("## 一节\n\n正文。", 索引号='"1"'),
            SECOND: record("见[甲](record:mzj/notices/2026/a#一节)。", **see),
            f"{UNIT}/notices/2025/c.md": record(专题="[没有]"),
            f"{UNIT}/notices/2025/d.md": record(公开方式="不予公开", 不公开依据="art14.law"),
        }
    )


def anew(root: Path, today: date = TODAY) -> tuple[Finding, ...]:
    """What is found by who remembers nothing."""
    copy = root.parent / "anew"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".g*", "site"))
    return check_project(copy, today).findings


def test_what_is_remembered_is_what_would_be_found(make_project: MakeProject) -> None:
    root = project(make_project)
    first, second, unit = root / FIRST, root / SECOND, root / UNIT / "unit.yaml"
    edits = (
        lambda: None,
        lambda: first.write_text(record("没有那一节了。", 索引号='"1"'), "utf-8"),
        lambda: second.write_text("标题：坏了\n", "utf-8"),
        lambda: second.write_text(record(索引号='"1"', 相关信息="[mzj/notices/2026/a]"), "utf-8"),
        lambda: first.unlink(),
        lambda: unit.write_text(unit.read_text("utf-8").replace("005", "006"), "utf-8"),
        lambda: shutil.move(second, root / UNIT / "notices/2026/a.md"),
        lambda: (root / "config.yaml").rename(root / "gone.yaml"),
        lambda: (root / "gone.yaml").rename(root / "config.yaml"),
    )
    seen = set()
    for edit in edits:
        edit()
        found = check_again(root, TODAY, Serial())
        assert found.findings == anew(root)
        assert check_again(root, TODAY, Serial()) == found
        seen.add(tuple((f.location.path, f.code) for f in found.findings))
    assert len(seen) > 5


def test_a_site_is_the_same_after_a_check(make_project: MakeProject) -> None:
    root = project(make_project)
    (root / UNIT / "notices/2025/c.md").unlink()
    with ProcessPoolExecutor(2) as pool:
        assert check_project(root, TODAY, pool).findings == anew(root) == ()
    for name in ("after a check", "checked again"):
        checked, clean = root / "site", root.parent / name
        assert build_site(root, checked, TODAY, lambda _done, _total: None).pages
        assert build_site(root.parent / "anew", clean, TODAY, lambda _done, _total: None).pages
        assert tree(checked) == tree(clean)
        text = record("另一段。", 索引号='"1"', 内容概述=name)
        for folder in (root, root.parent / "anew"):
            (folder / FIRST).write_text(f"{text}\n## 一节\n", "utf-8")
        assert check_project(root, TODAY).findings == ()


def tree(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


def broken(root: Path, revision: str = "HEAD") -> list[tuple[str, str]]:
    found = check_project(root, TODAY).findings
    return [(f.location.path, f.code) for f in broken_since(root, revision, found, TODAY, Serial())]


@pytest.mark.parametrize("below", ["", "县/网站"])
def test_what_a_change_broke(make_project: MakeProject, tmp_path: Path, below: str) -> None:
    repository = tmp_path / "repository"
    root = repository / below
    root.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(project(make_project), root)
    git(tmp_path, "init", "-q", str(repository))
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "一")
    old = f"{UNIT}/notices/2025/c.md"
    assert broken(root) == []  # of c.md was known before
    (root / UNIT / "notices/2026/新 的.md").write_text(record(专题="[没有]"), "utf-8")
    assert broken(root) == [(f"{UNIT}/notices/2026/新 的.md", "F106")]
    (root / UNIT / "notices/2026/新 的.md").rename(root / UNIT / "notices/2026/新的.md")
    assert broken(root) == [(f"{UNIT}/notices/2026/新的.md", "R107")]
    (root / UNIT / "notices/2026/新的.md").unlink()
    (root / FIRST).rename(root / UNIT / "notices/2026/renamed.md")  # breaks who names it
    assert broken(root) == [(SECOND, "R104"), (SECOND, "L101")]
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "二")
    assert broken(root) == []
    assert broken(root, "HEAD~1") == [(SECOND, "R104"), (SECOND, "L101")]
    text = (root / old).read_text("utf-8")
    (root / old).write_text(text.replace("正文。", "正文！"), "utf-8")
    assert broken(root) == [(old, "R107")]  # whoever touches a file answers for it


def test_a_revision_that_is_none_is_told(make_project: MakeProject) -> None:
    root = make_project()
    with pytest.raises(GongkaiError, match="git"):
        broken_since(root, "HEAD", (), TODAY, Serial())
    git(root, "init", "-q")
    with pytest.raises(GongkaiError, match="git"):
        broken_since(root, "--output=x", (), TODAY, Serial())
    assert not (root / "x").exists()


def test_a_day_of_publication_is_not_made_earlier(make_project: MakeProject) -> None:
    def write(name: str, day: str, **more: str) -> None:
        path = root / UNIT / f"notices/2026/{name}.md"
        path.write_text(record(**{"发布日期": day, **more}), "utf-8")

    later = (TODAY + timedelta(days=9)).isoformat()
    root = make_project()
    (root / UNIT / "notices/2026").mkdir(parents=True)
    first = {
        "back": "2026-03-12 09:30",
        "forth": "2026-03-12 09:30",
        "planned": later,
        "same": "2026-03-12 09:30",
    }
    for name, day in first.items():
        write(name, day)
    write("draft", "2026-03-12 09:30", 状态="草稿")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "一")
    assert [code for _, code in broken(root) if code == "B132"] == []
    write("back", "2026-03-12 09:29")
    write("forth", "2026-03-13 09:30")
    write("planned", TODAY.isoformat())
    write("same", "2026-03-12 09:30", 更新日期="2026-03-14 10:00")
    write("draft", "2026-03-01 09:30")
    assert broken(root) == [(f"{UNIT}/notices/2026/back.md", "B132")]
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "二")
    assert broken(root) == []
    assert broken(root, "HEAD~1") == [(f"{UNIT}/notices/2026/back.md", "B132")]
