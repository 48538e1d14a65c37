"""The preview: a real server, a real browser, an edit that appears, an error that is shown in the page."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.serve import Background, Preview, PreviewState
from tests.conftest import CONFIG, REPOSITORY, MakeProject, record

PATH = "content/units/mzj/documents/2026/a.md"
PAGE = "units/mzj/documents/2026/a/"


@contextmanager
def serving(root: Path) -> Iterator[str]:
    command = [
        sys.executable,
        str(REPOSITORY / "build.py"),
        "--root",
        str(root),
        "--today",
        "2026-11-20",
        "serve",
        "--port",
        "0",
    ]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=90)
            assert process.returncode == 0
        finally:
            process.kill()


def test_an_edit_appears_and_an_error_is_told_in_the_page(
    make_project: MakeProject, browser: Browser
) -> None:
    root = make_project({PATH: record(标题="第一稿")})
    with serving(root) as url:
        page = browser.new_page()
        expect(page.locator("body")).to_be_attached()
        page.goto(url)
        page.wait_for_function("document.title.includes('云溪县')", timeout=30_000)
        page.goto(url + PAGE)
        expect(page.locator("h1")).to_have_text("第一稿")
        (root / PATH).write_text(record(标题="第二稿"), "utf-8")
        expect(page.locator("h1")).to_have_text("第二稿", timeout=30_000)
        (root / PATH).write_text(record(标题="第三稿", 成文日期="某日"), "utf-8")
        expect(page.get_by_role("alert")).to_contain_text("a.md:4:1: S103", timeout=30_000)
        expect(page.locator("h1")).to_have_text("第二稿")
        (root / PATH).write_text(record(标题="第四稿"), "utf-8")
        expect(page.locator("h1")).to_have_text("第四稿", timeout=30_000)
        page.close()


def test_what_is_not_reviewed_is_shown_but_not_built(make_project: MakeProject, browser: Browser) -> None:
    asking = CONFIG.replace("mode: none, reason: 测试", "mode: bound")
    root = make_project({"config.yaml": asking})
    with serving(root) as url:
        page = wait_for_site(browser, url)
        page.goto(url + PAGE)
        path = root / PATH
        path.parent.mkdir(parents=True)
        path.write_text(record(标题="新写的一份"), "utf-8")
        expect(page.locator("h1")).to_have_text("新写的一份", timeout=30_000)
        expect(page.get_by_role("alert")).to_contain_text("V101")
        path.write_text(record(标题="又改了"), "utf-8")
        expect(page.locator("h1")).to_have_text("又改了", timeout=30_000)
        assert not (root / "site" / PAGE).exists()
        page.close()


def wait_for_site(browser: Browser, url: str) -> Page:
    page = browser.new_page()
    page.goto(url)
    page.wait_for_function("document.title.includes('云溪县')", timeout=60_000)
    return page


def test_the_list_follows_and_nobody_else_is_disturbed(make_project: MakeProject, browser: Browser) -> None:
    other = "content/units/qtz/notices/2026/b.md"
    root = make_project({PATH: record(标题="第一稿"), other: record(标题="别的一份")})
    with serving(root) as url:
        shown = wait_for_site(browser, url)
        shown.goto(url + PAGE)
        listed, apart = browser.new_page(), browser.new_page()
        listed.goto(url + "units/mzj/documents/")
        expect(listed.locator("main")).to_contain_text("第一稿")
        apart.goto(url + "units/qtz/notices/2026/b/")
        apart.evaluate("window.kept = '还在'")
        (root / PATH).write_text(record(标题="第二稿"), "utf-8")
        expect(shown.locator("h1")).to_have_text("第二稿", timeout=30_000)
        shown.evaluate("window.kept = '还在'")
        expect(listed.locator("main")).to_contain_text("第二稿", timeout=30_000)
        assert "第二稿" in (root / "site" / PAGE / "index.html").read_text("utf-8")
        # The page made ahead is the page of the build: it is not loaded again. Nor is one that shows nothing of it.
        shown.wait_for_timeout(1000)
        assert shown.evaluate("window.kept") == "还在"
        assert apart.evaluate("window.kept") == "还在"
        for page in (shown, listed, apart):
            page.close()


def test_what_an_editor_keeps_beside_the_file_is_no_change(
    make_project: MakeProject, browser: Browser
) -> None:
    root = make_project({PATH: record(标题="第一稿")})
    with serving(root) as url:
        page = wait_for_site(browser, url)
        page.goto(url + PAGE)
        folder = (root / PATH).parent
        for name in (".a.md.swp", ".#a.md", "~$a.md", "a.md~"):
            (folder / name).write_text("半份", "utf-8")
        new = folder / ".a.md.new"
        new.write_text(record(标题="第二稿"), "utf-8")
        new.replace(root / PATH)
        expect(page.locator("h1")).to_have_text("第二稿", timeout=30_000)
        expect(page.get_by_role("alert")).to_be_hidden()
        page.close()


def ask(url: str, path: str, host: str | None = None) -> tuple[int, bytes]:
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port or 0, timeout=10)
    connection.request("GET", path, headers={"Host": host or address.netloc})
    response = connection.getresponse()
    answer = response.status, response.read()
    connection.close()
    return answer


def test_nothing_outside_the_site_and_no_foreign_name_is_served(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<html><head></head><body>主页</body></html>", "utf-8")
    (tmp_path / "secret.txt").write_text("秘密", "utf-8")
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    preview = Preview(site, PreviewState(), 0)
    preview.start()
    try:
        assert preview.url.startswith("http://127.0.0.1:")
        assert ask(preview.url, "/")[0] == 200
        for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/link.txt", "//etc/passwd"):
            status, body = ask(preview.url, path)
            assert status == 404
            assert "秘密".encode() not in body
        assert ask(preview.url, "/", host="evil.example:80")[0] == 403
    finally:
        preview.stop()


def state_of(preview: Preview, query: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(ask(preview.url, f"/__gongkai__/state?{query}")[1])
    return found


def test_a_page_is_shown_ahead_of_the_build_and_from_the_disk_after_it(tmp_path: Path) -> None:
    site, state = tmp_path / "site", PreviewState()
    (site / "页").mkdir(parents=True)
    (site / "页/index.html").write_text("<head></head>旧", "utf-8")
    preview = Preview(site, state, 0)
    preview.start()
    page, query = quote("/页/"), "page=" + quote(quote("/页/"))
    try:
        old = state_of(preview, query)
        begun = state.number
        state.show({"页/index.html": "<head></head>新".encode()}, "有错")
        assert "新".encode() in ask(preview.url, page)[1]
        new = state_of(preview, f"{query}&known={old['number']}")
        assert new["version"] != old["version"]
        assert new["problems"] == "有错"
        assert state.looked_at() == ["页/index.html"]
        state.report("", begun)  # of a build that began before
        assert "新".encode() in ask(preview.url, page)[1]
        assert state_of(preview, query)["problems"] == "有错"
        state.report("别的错", state.number)
        assert "新".encode() in ask(preview.url, page)[1]
        state.report("", state.number)
        assert "旧".encode() in ask(preview.url, page)[1]
        assert state_of(preview, query)["version"] == old["version"]
        assert ask(preview.url, "/__gongkai__/state?page=%2500")[0] == 200
    finally:
        preview.stop()


def test_the_background_works_soon_and_later_and_tells_why_it_ended() -> None:
    done: list[str] = []
    again = threading.Event()

    def soon() -> bool:
        done.append("soon")
        if len(done) > 2:
            raise ValueError("坏了")
        return True

    def later() -> None:
        done.append("later")
        again.set()

    background = Background(soon, later, pause=0.01, quiet=0.01)
    background.start()
    assert again.wait(10)
    background.tell_change()
    assert background.ended.wait(10)
    assert done == ["soon", "later", "soon"]
    with pytest.raises(ValueError, match="坏了"):
        background.end()
