"""A small county site with a real index, its server and a real browser, shared by the tests of search."""

import contextlib
import functools
import http.server
import shutil
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import pytest
from playwright.sync_api import Browser, Page

from benchmarks.search.segmented import ListReader, cut_segments
from gongkai.render.bundle import bundle_modules
from gongkai.search import SearchDocument, choose_engine
from gongkai.views.chrome import SEARCH_CSP
from gongkai.views.parts import Link
from gongkai.views.shapes import TreeGroup

LAYOUTS = Path(__file__).parents[2] / "layouts"
ENGINES = ("pagefind", "segments")
SCRIPTS = {"pagefind": "/scripts/pagefind-page.js", "segments": "../assets/search.js"}
BROWSE = (TreeGroup("查找方式", "", (Link("全部目录", "/catalog/"), Link("按单位", "/units/"))),)


def document(number: int, title: str, text: str, **values: Any) -> SearchDocument:
    """Return a document in which only what a test is about has to be said."""
    defaults: dict[str, Any] = {
        "document_number": "",
        "published": f"2026-01-{number:02}",
        "unit": "县民政局",
        "field": ("社会救助",),
        "kind": "通知公告",
        "year": "2026",
        "validity": "有效",
        "topic": "民政",
        "summary": "",
    }
    fixed = {"id": f"r{number:02}", "url": f"/records/r{number:02}/", "title": title, "text": text}
    return SearchDocument(**{**defaults, **values, **fixed})


def county_documents() -> list[SearchDocument]:
    """Return what the small site publishes."""
    housing = {"unit": "县住建局", "field": ("住房保障", "社会救助"), "kind": "政策文件", "topic": "住房"}
    named = [
        document(1, "公共租赁住房管理办法", "公租房申请条件：家庭人均住房面积低于十五平方米。", **housing),
        document(2, "关于调整最低生活保障标准的通知", "城市低保标准提高到每人每月868元，农村低保标准683元。"),
        document(
            3,
            "云溪县人民政府办公室关于做好防汛工作的通知",
            "各乡镇要落实值班制度。",
            document_number="云政办发〔2026〕12号",
        ),
        document(
            4,
            "云溪县人民政府办公室关于做好抗旱工作的通知",
            "各乡镇要落实送水责任。",
            document_number="云政办发〔2026〕13号",
        ),
        document(5, "建设项目规划許可證公示", "依法核發建設工程規劃許可證，編號１２３４５。", **housing),
        document(
            6, "PM2.5 与 OpenAPI 数据说明", "数据接口 OpenAPI 提供 PM2.5 日均值，咨询电话 0471-6608888。"
        ),
        document(
            7,
            "旧办法",
            "本办法已经废止，涉及标准化厂房。",
            year="2019",
            published="2019-05-01",
            validity="废止",
        ),
        document(8, "<b>代码</b> & 符号", "正文里有 <script>alert(1)</script> 与 a_b_c。"),
        document(9, "ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ བོད་ཡིག", "ئۇيغۇرچە ھۆججەت ᠮᠣᠩᠭᠣᠯ"),
    ]
    many = [
        document(
            number, f"第{number}次常务会议纪要", f"会议研究了重点项目，决定事项之{number}。", kind="会议公开"
        )
        for number in range(10, 26)
    ]
    return [*named, *many]


@dataclass
class Site:
    """A served site; paths that begin with an entry of `refused` are answered with 404."""

    folder: Path
    engine: str
    address: str = ""
    refused: set[str] = field(default_factory=set)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files under the policy of the finished site."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    site: Site

    def do_GET(self) -> None:
        if any(self.path.startswith(prefix) for prefix in self.site.refused):
            self.send_error(404)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", SEARCH_CSP[self.site.engine])
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_arguments: object) -> None:
        return


def _write_site(folder: Path, engine: str) -> None:
    scripts = LAYOUTS / "scripts" / "search"
    shutil.copytree(scripts, folder / "scripts")
    modules = {path.name: path.read_text("utf-8") for path in scripts.glob("*.js")}
    folder.joinpath("assets").mkdir()
    folder.joinpath("assets", "search.js").write_text(bundle_modules(modules, "segments-page.js"), "utf-8")
    shutil.copytree(LAYOUTS / "styles", folder / "styles")
    loader = jinja2.FileSystemLoader(LAYOUTS)
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    panel = environment.get_template("partials/search_panel.html")
    urls = {"home_url": "/", "bundle_url": "/bundle/", "script_url": SCRIPTS[engine]}
    search = {"engine": engine, "browse": BROWSE, **urls}
    policy = f'<meta http-equiv="Content-Security-Policy" content="{SEARCH_CSP[engine]}">'
    head = f'<!doctype html><html lang="zh-CN"><meta charset="utf-8">{policy}<title>搜索</title>'
    sheets = "".join(f'<link rel="stylesheet" href="/styles/{name}.css">' for name in ("site", "search"))
    folder.joinpath("search").mkdir()
    page = f'{head}<link rel="icon" href="data:,">{sheets}<main><h1>搜索</h1>{panel.render(search=search)}</main>'
    folder.joinpath("search", "index.html").write_text(page, encoding="utf-8")


def write_whole_index(engine: str, documents: Sequence[SearchDocument], target: Path) -> None:
    """Write an index from nothing."""
    reader = ListReader(tuple(documents))
    choose_engine(engine, len(documents)).write_index(cut_segments(documents), reader, target, None, None)


def build_site(folder: Path, engine: str, documents: Sequence[SearchDocument] = ()) -> Site:
    """Write the small site, or one of other `documents`, searched by one engine."""
    _write_site(folder, engine)
    write_whole_index(engine, documents or county_documents(), folder / "bundle")
    return Site(folder, engine)


@contextlib.contextmanager
def serve_site(built: Site) -> Iterator[Site]:
    """Serve a site on this machine alone."""
    handler = functools.partial(type("Handler", (_Handler,), {"site": built}), directory=str(built.folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    built.address = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield built
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session", params=ENGINES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the small site with one engine and serve it on this machine alone."""
    with serve_site(build_site(tmp_path_factory.mktemp("site"), request.param)) as built:
        yield built


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """Open the search page in a fresh profile; fail if it breaks its policy or throws."""
    context = browser.new_context(locale="zh-CN")
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    troubles: list[str] = []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda message: troubles.append(message.text) if "Policy" in message.text else None)
    opened.goto(f"{site.address}search/")
    opened.wait_for_selector("[data-search-ready]")
    yield opened
    context.close()
    site.refused.clear()
    assert not troubles


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return where the samples of real texts are, if they are here at all."""
    return Path(__file__).parents[3] / "shared" / "samples"
