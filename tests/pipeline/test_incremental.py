"""The oracle: after any series of edits, however it came about, the site is the one built from nothing."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from gongkai.cache.signs import Partition, read_root
from gongkai.cache.store import CACHE, Store
from gongkai.pipeline.build import build_site
from gongkai.pipeline.job import _shared_of
from gongkai.pipeline.outcome import Built, Compression
from tests.conftest import CALL, GUIDE, REPOSITORY, TODAY, MakeProject, record
from tests.output.test_site import assert_is_whole, tree

KINDS = (
    "notices",
    "documents",
    "consultations",
    "decisions",
    "services",
    "meetings",
    "messages",
    "statistics",
)
UNITS = ("mzj", "qtz")
BLOBS = [each.name for each in structs.fields(Partition) if each.type is str and each.name != "findings"]
"""What is kept of a partition whose records are all right."""


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


@dataclass
class Clerk:
    """Edits a project at random, always to one without errors."""

    root: Path
    random: random.Random
    today: date = TODAY
    records: dict[str, dict[str, str]] = field(default_factory=dict)
    count: int = 0
    precompress: Compression = "settings"

    def path(self, name: str) -> Path:
        return self.root / "content/units" / f"{name}.md"

    def write(self, name: str) -> None:
        self.count += 1
        fields = {
            key: value
            for key, value in self.records[name].items()
            if key != "相关信息" or value in self.records
        }
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text(self.count, **fields), "utf-8")

    def add(self) -> None:
        name = f"{self.random.choice(UNITS)}/{self.random.choice(KINDS)}/202{self.random.randint(4, 6)}/r{self.count}"
        fields = {"公开事项": "shjz-04"} if self.random.random() < 0.5 else {}
        if self.records and self.random.random() < 0.5:
            fields["相关信息"] = self.random.choice(sorted(self.records))
        if name.split("/")[1] == "consultations":
            fields |= {
                **CALL,
                "开始日期": f"2026-09-{self.random.randint(10, 30)}",
                "截止日期": f"2026-11-{self.random.randint(18, 28)}",
                "联系方式": "0578-6200001",
            }
        if name.split("/")[1] == "services":
            fields |= GUIDE
        if name.split("/")[1] == "messages":
            fields |= self.message()
        if name.split("/")[1] == "statistics":
            fields |= {
                "统计时期": "十月",
                "统计开始": "2026-10-01",
                "统计截止": f"2026-10-{self.random.randint(10, 31)}",
                "来信办理": f"[{{渠道: 12345热线, 收到: {self.random.randint(10, 99)}, 办结: {self.random.randint(0, 9)}}}]",
            }
        if name.split("/")[1] == "decisions":
            matters = range(self.random.randint(1, 3))
            fields["事项"] = "".join(f"\n  - {{事项: 第{i}项, 承办单位: mzj, 进展: 起草中}}" for i in matters)
            fields["年度"] = f"202{self.random.randint(5, 6)}"
        if name.split("/")[1] == "services":
            fields |= {"依据": "[某办法]", "办理条件": "[年满十八岁]", "申请材料": "[{材料名称: 申请表}]"}
        if name.split("/")[1] == "meetings":
            fields |= {
                "会议类型": "局务会议",
                "开始时间": f"202{self.random.randint(5, 6)}-0{self.random.randint(1, 9)}-11 09:00",
                "议题": "\n  - {议题: 甲, 公开方式: 不予公开}\n  - {议题: 乙}",
            }
        if self.random.random() < 0.2:
            fields["公示截止"] = "2026-11-22"
        if self.random.random() < 0.2:
            fields |= {"公开方式": "依申请公开", "不公开依据": "art15.third"}
            fields.pop("相关信息", None)
        self.records[name] = fields
        self.write(name)
        self.mend()

    def message(self) -> dict[str, str]:
        fields = {
            "来源": self.random.choice(["网友留言", "12345热线", "网上民声"]),
            "主题分类": self.random.choice(["10", "17"]),
            "来信内容": "路灯不亮。",
            "来信日期": "2026-01-01",
            "答复单位": self.random.choice(UNITS),
        }
        if self.random.random() < 0.6:
            fields |= {"答复日期": f"2026-01-{self.random.randint(10, 20)}", "答复内容": "修好了。"}
        return fields

    def mend(self) -> None:
        """Let nothing name what is not there or not public."""
        for name, fields in self.records.items():
            other = self.records.get(fields.get("相关信息", ""))
            if "相关信息" in fields and (
                other is None or other.keys() & {"公开方式", "公示截止", "撤回日期"}
            ):
                del fields["相关信息"]
                self.write(name)

    def edit(self) -> None:
        if self.records:
            self.write(self.random.choice(sorted(self.records)))

    def retell(self) -> None:
        """Another text under the same header: most edits are like that. Now and then a heading with it."""
        if self.records:
            path = self.path(self.random.choice(sorted(self.records)))
            self.count += 1
            words = path.read_text("utf-8").replace("正文", f"正文又{self.count}，", 1)
            if self.random.random() < 0.3:
                words = words.replace("## 一、", f"## 一、新{self.count}", 1)
            path.write_text(words, "utf-8")

    def delete(self) -> None:
        if self.records:
            name = self.random.choice(sorted(self.records))
            del self.records[name]
            self.path(name).unlink()
            self.mend()

    def move(self) -> None:
        """To the other unit, with the old address kept."""
        if not self.records:
            return
        name = self.random.choice(sorted(self.records))
        unit, rest = name.split("/", 1)
        new = f"{UNITS[1 - UNITS.index(unit)]}/{rest}"
        fields = {**self.records.pop(name), "旧地址": f"/units/{name}/"}
        self.path(name).unlink()
        self.records[new] = fields
        self.write(new)
        self.mend()

    def take_back(self) -> None:
        """At once, or in some days."""
        if self.records:
            name = self.random.choice(sorted(self.records))
            day = date(2026, 11, self.random.randint(18, 28))
            self.records[name] |= {"撤回日期": f"{day}", "撤回理由": f"内容有误{self.count}"}
            self.write(name)
            self.mend()

    def touch(self) -> None:
        """Another time, the same bytes."""
        if self.records:
            os.utime(self.path(self.random.choice(sorted(self.records))))

    def change_catalog(self) -> None:
        path = self.root / "content/catalog/shjz.yaml"
        path.write_text(path.read_text("utf-8").replace("办理条件", f"办理条件{self.count}"), "utf-8")

    def change_unit(self) -> None:
        path = self.root / "content/units/mzj/unit.yaml"
        words = path.read_text("utf-8").replace("测试路", "测试大路")
        if "暂无信息" not in words:
            until = self.today + timedelta(days=2)
            words += f"暂无信息: [{{公开事项: shjz-04, 原因: 今年没有办理, 有效到: {until}}}]\n"
        path.write_text(words, "utf-8")

    def change_layout(self) -> None:
        path = (
            self.root
            / "layouts"
            / self.random.choice(["pages/record.html", "macros/rows.html", "styles/site.css"])
        )
        comment = "/* 改 */" if path.suffix == ".css" else "{# 改 #}"
        path.write_text(path.read_text("utf-8") + f"{comment}\n", "utf-8")

    def change_config(self) -> None:
        path = self.root / "config.yaml"
        words = path.read_text("utf-8").replace("云溪", "云谷", 1)
        path.write_text(f"{words}\noutput: {{hosts: [nginx, netlify]}}\n", "utf-8")

    def change_engine(self) -> None:
        path = self.root / "config.yaml"
        words = path.read_text("utf-8")
        old, new = ("segments", "pagefind") if "engine: segments" in words else ("auto", "segments")
        path.write_text(words.replace(f"engine: {old}", f"engine: {new}"), "utf-8")

    def pass_day(self) -> None:
        self.today += timedelta(days=self.random.randint(1, 3))

    def lose_cache(self) -> None:
        shutil.rmtree(self.root / CACHE, ignore_errors=True)

    def damage_cache(self) -> None:
        for path in sorted((self.root / CACHE).rglob("*")):
            if path.is_file() and self.random.random() < 0.3:
                path.write_bytes(path.read_bytes()[:-3] + b"xyz")

    def damage_site(self) -> None:
        """Somebody deletes or writes into the output folder."""
        pages = sorted((self.root / "site").rglob("*.html"))
        if pages:
            self.random.choice(pages).unlink()
            self.random.choice(pages).write_text("x", "utf-8")

    def lose_site(self) -> None:
        shutil.rmtree(self.root / "site", ignore_errors=True)

    def lose_spare(self) -> None:
        shutil.rmtree(self.root / ".site.spare", ignore_errors=True)

    def upgrade(self) -> None:
        """What an older version of the code remembered is not believed."""
        for path in (self.root / CACHE / "sites").glob("*"):
            path.write_text("0" * 32, "ascii")

    def switch_compression(self) -> None:
        self.precompress = "settings" if self.precompress == "always" else "always"

    def fail(self) -> None:
        """A build of a record with a mistake, which is mended then."""
        if self.records:
            name = self.random.choice(sorted(self.records))
            good = self.path(name).read_text("utf-8")
            self.path(name).write_text(good.replace("发布日期: 2", "发布日期: x"), "utf-8")
            before = tree(self.root / "site") if (self.root / "site").is_dir() else {}
            assert not build_site(self.root, self.root / "site", self.today, lambda _d, _t: None).pages
            assert (tree(self.root / "site") if (self.root / "site").is_dir() else {}) == before
            self.path(name).write_text(good, "utf-8")


COMMON: tuple[Callable[[Clerk], None], ...] = (
    Clerk.add,
    Clerk.add,
    Clerk.edit,
    Clerk.retell,
    Clerk.delete,
    Clerk.move,
    Clerk.take_back,
    Clerk.touch,
)
RARE = (
    Clerk.change_catalog,
    Clerk.change_unit,
    Clerk.change_layout,
    Clerk.change_config,
    Clerk.change_engine,
    Clerk.pass_day,
    Clerk.lose_cache,
    Clerk.damage_cache,
    Clerk.damage_site,
    Clerk.lose_site,
    Clerk.lose_spare,
    Clerk.upgrade,
    Clerk.switch_compression,
    Clerk.fail,
)


@pytest.mark.parametrize("seed", range(4))
def test_any_series_of_edits_gives_the_site_built_from_nothing(make_project: MakeProject, seed: int) -> None:
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


def test_an_edit_renders_few_pages(make_project: MakeProject) -> None:
    """A body: at most 10 pages; a new record: at most 45, those of supervision that count it among them; nothing: none."""
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
    (root / "content/units/mzj/notices/2026/new.md").write_text(
        text(9, 公开事项="shjz-04", 发布日期="2026-11-19 10:00", 五公开="[决策公开, 结果公开]"), "utf-8"
    )
    assert 10 <= build(root, root / "site").rendered <= 45
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
        older.setattr("gongkai.pipeline.build.engine_digest", lambda: "older")
        older.setattr("gongkai.output.manifest.section_of", lambda _path: "all")
        build(root, root / "site")
    build(root, root / "site")
    assert_same_as_clean(root)
