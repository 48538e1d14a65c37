"""Fixtures for all tests: a small project made by hand, the demo county built once, a real browser, a real server."""

from __future__ import annotations

import asyncio
import functools
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from gongkai.pipeline.build import build_site
from gongkai.pipeline.outcome import Compression
from tests.browser import launch

REPOSITORY = Path(__file__).parent.parent
SAMPLES = REPOSITORY.parent / "shared" / "samples"
TODAY = date(2026, 11, 20)

MakeProject = Callable[..., Path]

_DEMO = (REPOSITORY / "config.yaml").read_text("utf-8")
CONFIG = "review: {mode: none, reason: 测试}\nprofiles: [national, dongying]\n" + re.sub(
    r"^review:\n(?: .*\n)+|^profiles: .*\n", "", _DEMO, flags=re.MULTILINE
)
"""The settings of the demo, but that nobody has to review what tests write, and that fewer clocks run.

Tests of other clocks name their profiles (see `tests.clocks.reading.with_settings`).
"""

_CATALOG = {
    "content/catalog/catalog.yaml": "name: 测试县标准目录\nversion: '1'\nissued: 2026-01-01\n",
    "content/catalog/shjz.yaml": """\
field: shjz
name: 社会救助
order: 1
source: 测试
owner: mzj
summary: 低保、特困、临时救助。
items:
  - id: shjz-04
    level1: 最低生活保障
    level2: 办事指南
    elements: [办理事项, 办理条件]
    basis: [社会救助暂行办法]
    time_limit: 10个工作日内
    clock: T10
    responsible: 民政部门
    channels: [政府网站]
    levels: [县级]
    statutory: [a20-11]
    topic: "17"
    owners: [mzj, qtz]
  - id: shjz-99
    level1: 审核
    level2: 入户调查
    elements: [调查结果]
    basis: [社会救助暂行办法]
    time_limit: 及时
    clock: JS
    responsible: 民政部门
    channels: [政府网站]
    audience: 特定群体
    levels: [县级]
    owners: [mzj]
""",
}
_UNIT = """\
单位名称: {name}
简称: {short}
单位类型: 政府部门
机构代码: "{code}"
办公地址: 测试路1号
办公时间: 工作日
联系电话: 0578-6200001
公开工作机构: 办公室
"""


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Make a project folder of two units; `files` add to it or replace what is there."""

    def make(files: dict[str, str] | None = None, **records: str) -> Path:
        root = tmp_path / "project"
        shutil.copytree(
            REPOSITORY / "content/vocabularies", root / "content/vocabularies", dirs_exist_ok=True
        )
        shutil.copytree(REPOSITORY / "layouts", root / "layouts", dirs_exist_ok=True)
        (root / "config.yaml").write_text(CONFIG, "utf-8")
        units = {
            "content/units/mzj/unit.yaml": _UNIT.format(name="测试县民政局", short="县民政局", code="005"),
            "content/units/qtz/unit.yaml": _UNIT.format(name="清潭镇人民政府", short="清潭镇", code="101"),
            **{
                f"content/pages/zfxxgk/{name}.md": f"---\n标题: {title}\n内容概述: 说明。\n更新日期: 2026-01-01\n---\n\n正文\n"
                for name, title in (("zhinan", "指南"), ("zhidu", "制度"), ("ysqgk", "依申请公开"))
            },
        }
        for path, text in {**_CATALOG, **units, **(files or {}), **records}.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        return root

    return make


SIX_ELEMENTS = "{背景依据: 甲, 目标任务: 乙, 主要内容: 丙, 涉及范围: 丁, 执行口径: 戊, 新旧政策差异: 不涉及}"
CALL = {
    "征求意见稿": "办法（征求意见稿）",
    "起草依据": "民法典",
    "反馈方式": "[{方式: 电话, 地址: 0578-6200001}]",
}
GUIDE = {"依据": "社会救助暂行办法", "办理条件": "本县户籍", "申请材料": "[{材料名称: 申请书}]"}
"""What an interpretation, a consultation and a guide to a service owe beside their own."""


def record(body: str = "正文。", **fields: str) -> str:
    """The text of a Markdown record; fields by Chinese label or English key."""
    given = {"标题": "一份记录", "发布日期": "2026-03-12 09:30", **fields}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in given.items()) + f"---\n\n{body}\n"


def build(root: Path, today: date = TODAY, *, precompress: Compression = "settings") -> Path:
    """Build a project that has no errors; returns the site folder."""
    built = build_site(root, root / "site", today, lambda _done, _total: None, precompress=precompress)
    assert built.pages, [f"{finding.location} {finding.message()}" for finding in built.findings]
    return root / "site"


@pytest.fixture(scope="module")
def no_loop() -> Iterator[None]:
    """For what runs an event loop of its own: the one that drives the browser, on the same thread, is out of sight."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo county, built once."""
    site = tmp_path_factory.mktemp("demo") / "site"
    built = build_site(REPOSITORY, site, TODAY, lambda _done, _total: None)
    assert built.pages, [f"{finding.location} {finding.message()}" for finding in built.findings]
    return site


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        pass


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on loopback; returns its address without a slash at the end."""
    servers: list[ThreadingHTTPServer] = []

    def serve(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    with sync_playwright() as playwright:
        found = launch(playwright)
        yield found
        found.close()
