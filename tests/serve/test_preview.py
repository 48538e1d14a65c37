"""The preview: a real server, a real browser, an edit that appears, an error that is shown in the page."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, expect

from gongkai.serve import Preview, PreviewState
from tests.conftest import REPOSITORY, MakeProject, record

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
            process.communicate(timeout=30)
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
