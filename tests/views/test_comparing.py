"""Versions side by side: nothing is lost, nothing told twice, and what changed is what is marked."""

from __future__ import annotations

import random
import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.views.differences import Pair, changed_words, compare, share_in_common
from tests.conftest import SAMPLES, MakeProject, build, record

LAWS = SAMPLES / "laws-frontmatter/行政法规"
OLD, NEW = "content/units/mzj/documents/2025/old.md", "content/units/qtz/documents/2026/new.md"
texts = st.lists(
    st.text(st.sampled_from("第条低保标准每月元12A b，。"), min_size=1, max_size=30), max_size=12
)


def side(pairs: tuple[Pair, ...], name: str) -> list[str]:
    joined = ("".join(piece.text for piece in getattr(pair, name)) for pair in pairs)
    return [text for text in joined if text]


def paragraphs(path: Path) -> list[str]:
    return [
        line for line in path.read_text("utf-8").partition("INFO END")[2].splitlines()[1:] if line.strip()
    ]


def versions() -> list[tuple[Path, Path]]:
    """Two texts of one law."""
    found: dict[str, list[Path]] = {}
    for path in sorted(LAWS.glob("*.md")):
        found.setdefault(path.name.partition("(")[0], []).append(path)
    return [(a, b) for paths in found.values() for a, b in pairwise(paths)]


@given(texts, texts)
@settings(deadline=None)
def test_the_pieces_of_a_side_are_that_side(old: list[str], new: list[str]) -> None:
    pairs = compare(old, new)
    assert side(pairs, "old") == old
    assert side(pairs, "new") == new
    assert all(pair.is_same for pair in pairs) == (old == new)


@pytest.mark.parametrize(("old", "new"), versions(), ids=lambda path: path.stem)
def test_versions_of_a_law_are_compared_whole(old: Path, new: Path) -> None:
    before, after = paragraphs(old), paragraphs(new)
    pairs = compare(before, after)
    assert (side(pairs, "old"), side(pairs, "new")) == (before, after)
    assert 0.05 < share_in_common(pairs) <= 1
    if set(before) & set(after):
        assert any(pair.is_same for pair in pairs)


@pytest.mark.parametrize("seed", range(5))
def test_edits_of_a_law_are_told_and_no_others(seed: int) -> None:
    chance = random.Random(seed)
    path = sorted(LAWS.glob("*.md"))[seed * 7]
    old = paragraphs(path)[:120]
    new = list(old)
    for i in chance.sample(range(len(new)), 3):
        new[i] = new[i].replace("的", "之", 1) + "（改）"
    added = chance.randrange(len(new))
    new.insert(added, "本条是新增加的，前面没有这样一句话：甲乙丙丁戊己庚辛。")
    pairs = compare(old, new)
    assert (side(pairs, "old"), side(pairs, "new")) == (old, new)
    marked = "".join(piece.text for pair in pairs for piece in pair.new if piece.is_changed)
    assert marked.count("（改）") == 3
    assert "甲乙丙丁戊己庚辛" in marked
    assert len(marked) < 100
    assert sum(not pair.is_same for pair in pairs) == 4


def test_numbers_are_whole() -> None:
    old, new = changed_words("每人每月1102元", "每人每月1186元")
    assert [(p.text, p.is_changed) for p in old] == [("每人每月", False), ("1102", True), ("元", False)]
    assert [p.text for p in new if p.is_changed] == ["1186"]


def test_the_page_stands_beside_the_newer_document_and_follows_both_texts(make_project: MakeProject) -> None:
    articles = "\n\n".join(f"第{n}条 申请人应当向所在地乡镇人民政府提出第{n}种申请。" for n in range(1, 9))
    old = record(articles, 标题="旧办法", 发布日期="2025-01-01 09:00")
    new = record(articles.replace("第3种", "第9种"), 标题="新办法", 替代="mzj/documents/2025/old")
    root = make_project({OLD: old, NEW: new})
    config = root / "config.yaml"
    config.write_text(config.read_text("utf-8").replace("engine: auto", "engine: segments"), "utf-8")
    time.sleep(0.1)  # files younger than that are not trusted by their times
    site = build(root)
    page = site / "units/qtz/documents/2026/new/compare/index.html"
    text = page.read_text("utf-8")
    assert re.search(r"<del>.*9?3", text)
    assert re.search(r"<ins><span[^>]*>〔增加〕</span>9<", text)
    assert "未改动 5 段" in text
    assert "/units/qtz/documents/2026/new/compare/" in (page.parent.parent / "index.html").read_text("utf-8")
    (root / OLD).write_text(old.replace("第7种", "第70种"), "utf-8")
    build(root)
    assert re.search(r"〔删去〕</span>70<", page.read_text("utf-8"))
    (root / NEW).write_text(new.replace(articles.replace("第3种", "第9种"), "另起炉灶。"), "utf-8")
    build(root)
    assert not page.exists()
    assert "/compare/" not in (site / "sitemaps/pages.xml").read_text("utf-8")
    (root / NEW).write_text(new, "utf-8")
    build(root)
    assert "/compare/" in (site / "sitemaps/pages.xml").read_text("utf-8")
    (root / OLD).write_text(
        old.replace("公开方式", "").replace("---\n\n", "公开方式: 依申请公开\n---\n\n", 1), "utf-8"
    )
    build(root)
    assert not page.exists()


def test_a_decision_that_tells_only_the_changes_is_not_compared(make_project: MakeProject) -> None:
    articles = "\n\n".join(f"第{n}条 申请人应当向所在地乡镇人民政府提出第{n}种申请。" for n in range(1, 9))
    files = {
        OLD: record(articles, 发布日期="2025-01-01 09:00"),
        NEW: record("经研究，决定作如下修改：删去“必要时”三字。", 修改="mzj/documents/2025/old"),
    }
    site = build(make_project(files))
    assert not (site / "units/qtz/documents/2026/new/compare").exists()
    assert "已修改" in (site / "units/mzj/documents/2025/old/index.html").read_text("utf-8")
