"""The oracle: after any series of edits, however it came about, the site is the one built from nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from msgspec import structs

from gongkai.cache import held
from gongkai.cache.signs import Partition, read_root
from gongkai.cache.store import CACHE, Store
from gongkai.executors import Serial
from gongkai.pipeline import past
from gongkai.pipeline.build import build_site
from gongkai.pipeline.job import _shared_of
from gongkai.pipeline.outcome import Built
from tests.conftest import REPOSITORY, TODAY, MakeProject, record
from tests.output.test_site import assert_is_whole, tree
from tests.pipeline.clerk import COMMON, RARE, UNITS, Clerk
from tests.pipeline.states import assert_same_as_clean, build, text

BLOBS = [each.name for each in structs.fields(Partition) if each.type is str and each.name != "findings"]
"""What is kept of a partition whose records are all right."""


@pytest.mark.parametrize("seed", range(4))
def test_any_series_of_edits_gives_the_site_built_from_nothing(
    make_project: MakeProject, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if seed > 1:  # as if there were more records than can be held
        monkeypatch.setattr(held, "_ALL", 4)
        monkeypatch.setattr(held, "_MOST", 3)
    clerk = Clerk(make_project(), random.Random(seed))
    if seed % 2:
        clerk.change_engine()
    for _ in range(12):
        clerk.add()
    rare = list(RARE)
    clerk.random.shuffle(rare)
    for step in range(len(RARE)):
        for _ in range(clerk.random.randint(0, 3)):
            clerk.random.choice(COMMON)(clerk)
        rare[step](clerk)
        build(clerk.root, clerk.root / "site", clerk.today, precompress=clerk.precompress)
        for _ in range(clerk.random.randint(0, 2)):
            clerk.retell()
            build(clerk.root, clerk.root / "site", clerk.today, precompress=clerk.precompress)
        if step % 3 == 2:
            assert_same_as_clean(clerk.root, clerk.today, precompress=clerk.precompress)


MEETING = """\
标题: 第8次办公会议
发布日期: 2026-06-02 16:30
会议类型: 乡镇办公会议
开始时间: 2026-06-02 09:00
无代表列席原因: 没有邀请
议题:
  - {议题: 研究防汛工作, 责任单位: mzj, 完成时限: 2026-06-30, 议定结果: 审议通过}
"""


def test_a_diagram_is_drawn_again_when_it_changes(make_project: MakeProject) -> None:
    """The image of the diagram is left as it is where only other facts of the meeting change."""
    path = "content/units/qtz/meetings/2026/b.yaml"
    root = make_project({path: MEETING, "content/units/qtz/notices/2026/n.md": text(1)})
    build(root, root / "site")
    image = root / "site/units/qtz/meetings/2026/b/tujie.png"
    drawn, former = image.stat().st_mtime_ns, image.read_bytes()
    (root / path).write_text(MEETING + "正文: 另有说明。\n", "utf-8")
    build(root, root / "site")
    assert image.stat().st_mtime_ns == drawn
    assert_same_as_clean(root)
    unit = root / "content/units/mzj/unit.yaml"
    unit.write_text(unit.read_text("utf-8").replace("简称: 县民政局", "简称: 民政局"), "utf-8")
    build(root, root / "site")
    assert image.read_bytes() != former
    assert_same_as_clean(root)
    (root / path).write_text(MEETING.replace(", 议定结果: 审议通过", "") + "已取消: 是\n", "utf-8")
    build(root, root / "site")
    assert not image.exists()
    assert_same_as_clean(root)


@pytest.mark.parametrize("edited", UNITS)
@pytest.mark.parametrize("lost", BLOBS)
def test_any_part_of_the_memory_may_be_lost(make_project: MakeProject, lost: str, edited: str) -> None:
    """Of a partition that is edited itself, and of one beside it."""
    root = make_project({f"content/units/{u}/notices/2026/{n}.md": text(1) for u in UNITS for n in "rs"})
    build(root, root / "site")
    store = Store(root / CACHE)
    memory = read_root(store.latest())
    assert memory
    name = getattr(memory.partitions[min(memory.partitions)], lost)
    (root / CACHE / "blobs" / name[:2] / name).write_bytes(b"x")
    (root / f"content/units/{edited}/notices/2026/r.md").write_text(text(2), "utf-8")
    build(root, root / "site")
    assert_same_as_clean(root)


def test_a_compiled_layout_that_was_damaged_is_compiled_anew(make_project: MakeProject) -> None:
    root = make_project({"content/units/mzj/notices/2026/r.md": text(1)})
    build(root, root / "site")
    compiled = list((root / CACHE / "layouts").iterdir())
    assert compiled
    for path in compiled:
        path.write_bytes(path.read_bytes().replace("发布".encode(), "乱写".encode())[:-3] + b"xyz")
    (root / "content/units/mzj/notices/2026/r.md").write_text(text(2), "utf-8")
    _shared_of.cache_clear()  # as another process would begin
    build(root, root / "site")
    assert_same_as_clean(root)


@pytest.mark.parametrize(
    "lost",
    ["site/manifests/units-mzj-2026.json", ".site.spare/manifests/site.json", ".site.spare/manifest.json"],
)
def test_a_damaged_list_of_files_is_not_believed(make_project: MakeProject, lost: str) -> None:
    root = make_project({f"content/units/mzj/notices/2026/r{i}.md": text(i) for i in range(3)})
    path = root / "content/units/mzj/notices/2026/r1.md"
    for words in ("改过的正文", "又改过的正文", "再改过的正文"):
        path.write_text(path.read_text("utf-8") + f"\n{words}\n", "utf-8")
        build(root, root / "site")
    content = (root / lost).read_bytes()
    (root / lost).unlink()  # the spare shares files with the site
    (root / lost).write_bytes(content[:-5])
    path.write_text(path.read_text("utf-8") + "\n最后一改\n", "utf-8")
    build(root, root / "site")
    assert_same_as_clean(root)


def test_an_edit_renders_few_pages(make_project: MakeProject) -> None:
    """A body: at most 10 pages; a new record: at most 40; nothing: none.

    A record that fills up all of its lists at once starts an archive page in each of them, and is in more.
    """
    files = {
        f"content/units/{unit}/{kind}/202{i % 3 + 4}/r{i}.md": text(i, 公开事项="shjz-04")
        for i in range(200)
        for unit in UNITS
        for kind in ("notices", "documents")
    }
    root = make_project(files)
    built = build(root, root / "site")
    assert built.rendered == built.pages > 800
    assert build(root, root / "site").rendered == 0
    path = root / "content/units/mzj/notices/2026/r2.md"
    path.write_text(path.read_text("utf-8").replace("正文2", "改过的正文"), "utf-8")
    assert 1 <= build(root, root / "site").rendered <= 10
    for name, most in (("fills", 45), ("next", 40)):
        (root / f"content/units/mzj/notices/2026/{name}.md").write_text(
            text(9, 公开事项="shjz-04", 发布日期="2026-11-19 10:00", 五公开="[决策公开, 结果公开]"), "utf-8"
        )
        assert 10 <= build(root, root / "site").rendered <= most
    assert_same_as_clean(root)


def test_a_text_alone_reaches_its_own_page_and_nothing_is_put_together_anew(
    make_project: MakeProject,
) -> None:
    """`whole` is what a build knows of all records, if it had to ask for them."""
    files = {f"content/units/{u}/notices/2026/r{i}.md": text(i) for u in UNITS for i in range(5)}
    files["content/units/mzj/notices/2026/r1.md"] = record('<h2 id="jia">甲</h2>\n\n正文1。')
    files["content/units/qtz/notices/2026/asks.md"] = record("见[甲](record:mzj/notices/2026/r1#jia)。")
    root = make_project(files)
    config = root / "config.yaml"
    config.write_text(config.read_text("utf-8").replace("engine: auto", "engine: segments"), "utf-8")
    time.sleep(0.1)  # files that are younger than that are not trusted by their times
    build(root, root / "site")
    path = root / "content/units/mzj/notices/2026/r1.md"

    def retell(old: str, new: str) -> Built:
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
        return build_site(root, root / "site", TODAY, lambda _done, _total: None)

    built = retell("正文1", "另说一遍")
    assert built.whole is None
    assert built.rendered == 1
    assert_same_as_clean(root)
    path.touch()
    assert build(root, root / "site").whole is None
    before = tree(root / "site")
    wrong = retell("另说一遍", "[断了的链接](record:mzj/notices/2026/none)")
    assert wrong.whole is not None, "the text names another record"
    assert not wrong.pages
    assert retell("[断了的链接](record:mzj/notices/2026/none)", "另说两遍").rendered == 1
    assert tree(root / "site") != before
    assert retell("jia", "yi").whole is not None, "others may link to a heading"
    assert not retell("yi", "bing").pages


def test_a_build_killed_half_way_leaves_a_memory_that_can_be_trusted(make_project: MakeProject) -> None:
    root = make_project({f"content/units/mzj/notices/2026/r{i}.md": text(i) for i in range(30)})
    build(root, root / "site")
    command = [
        sys.executable,
        str(REPOSITORY / "build.py"),
        "--root",
        str(root),
        "--today",
        str(TODAY),
        "--quiet",
        "build",
    ]
    for attempt in range(8):
        for i in range(0, 30, 7):
            (root / f"content/units/mzj/notices/2026/r{i}.md").write_text(
                text(i, 标题=f"第{attempt}稿之{i}"), "utf-8"
            )
        process = subprocess.Popen(command, cwd=REPOSITORY)
        time.sleep(0.5 + 0.2 * attempt)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert_is_whole(root / "site")
    build(root, root / "site")
    assert_same_as_clean(root)


def test_a_partition_of_which_the_memory_is_lost_is_made_again(make_project: MakeProject) -> None:
    path = "content/units/mzj/notices/2026/a.md"
    root = make_project({path: record(标题="第一稿")})
    build(root, root / "site")
    store = Store(root / CACHE)
    known = read_root(store.latest())
    assert known
    for partition in known.partitions.values():
        (store.folder / "blobs" / partition.records[:2] / partition.records).write_bytes(b"x")
    (root / path).write_text(record(标题="第二稿"), "utf-8")
    build(root, root / "site")
    assert_same_as_clean(root)


def test_the_far_end_of_a_relation_is_told_of_it(make_project: MakeProject) -> None:
    """Of kinds that stand on no life line: nothing but the relation itself leads from one to the other."""
    root = make_project({f"content/units/{unit}/notices/2026/a.md": record() for unit in UNITS})
    build(root, root / "site")
    second = root / "content/units/mzj/notices/2026/b.md"
    second.write_text(record(相关信息="qtz/notices/2026/a"), "utf-8")
    build(root, root / "site")
    assert_same_as_clean(root)
    second.unlink()
    build(root, root / "site")
    assert_same_as_clean(root)


def test_the_search_index_can_wait(make_project: MakeProject) -> None:
    path = "content/units/mzj/notices/2026/a.md"
    root = make_project({path: record(标题="第一稿")})
    site = root / "site"

    def build_pages() -> Built:
        return build_site(root, site, TODAY, lambda _done, _total: None, with_search=False)

    def index() -> dict[str, bytes]:
        return {
            name: content
            for name, content in tree(site).items()
            if name.startswith("search/index.") and name != "search/index.html"
        }

    assert build_pages().is_search_behind
    assert_is_whole(site)
    assert not index()
    assert not build(root, site).is_search_behind
    first = index()
    assert first
    (root / path).write_text(record(标题="第二稿"), "utf-8")
    built = build_pages()
    assert built.is_search_behind
    assert built.rendered
    assert index() == first
    assert_is_whole(site)
    assert build_pages().is_search_behind
    assert not build(root, site).is_search_behind
    assert index() != first
    assert not build_pages().is_search_behind
    assert_same_as_clean(root)


def test_a_site_of_a_version_that_wrote_its_manifest_otherwise(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "content/units/mzj/notices/2026/a.md"
    root = make_project({path: record(标题="第一稿")})
    with monkeypatch.context() as older:
        older.setattr("gongkai.pipeline.checking.engine_digest", lambda: "older")
        older.setattr("gongkai.pipeline.publishing.section_of", lambda _path: "all")
        build(root, root / "site")
    build(root, root / "site")
    assert_same_as_clean(root)


def test_of_a_very_large_site_each_look_takes_a_share_in_turn(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [f"units/mzj/notices/2026/n{n}" for n in range(3)]
    root = make_project({f"content/{path}.md": text(number) for number, path in enumerate(paths)})
    site, store = root / "site", Store(root / CACHE)
    built = build(root, site)
    monkeypatch.setattr(past, "_VERY_MANY", 1)
    monkeypatch.setattr(past, "_SHARE", 1)
    turns = 1 + built.records + built.pages

    def looks() -> list[bool]:
        return [past.look(root, site, store, Serial()).past.is_site_known for _ in range(turns)]

    assert all(looks())
    for path in (f"{paths[1]}/index.html", "index.html", "feed.xml"):
        file = site / path
        kept = file.read_bytes()
        file.write_bytes(kept + b" ")
        assert looks().count(False) == 1
        assert not past.look(root, site, store, Serial(), whole=True).past.is_site_known
        file.write_bytes(kept)
        assert all(looks())
