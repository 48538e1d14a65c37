"""Search an index in headless Chromium the way the search page does: same scripts, same policy."""

import contextlib
import functools
import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, sync_playwright

SCRIPTS: Final = Path(__file__).parents[2] / "layouts" / "scripts" / "search"

POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'self'"
)

ARGUMENTS: Final = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Hits = list[dict[str, Any]]


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files under the policy of the finished site, and is quiet about it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_arguments: object) -> None:
        return


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve `folder` on a free port of this machine alone; yield the address, ending in a slash."""
    handler = functools.partial(_Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def prepare_site(folder: Path) -> Path:
    """Put the scripts and an empty page into `folder`; return where the index must be written."""
    shutil.copytree(SCRIPTS, folder / "scripts", dirs_exist_ok=True)
    page = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>检索</title>'
    folder.joinpath("index.html").write_text(page, encoding="utf-8")
    return folder / "bundle"


@contextlib.contextmanager
def open_page(address: str) -> Iterator[Page]:
    """Yield a page of a headless Chromium standing at `address`."""
    chromium = shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        try:
            page = browser.new_page()
            page.goto(address)
            yield page
        finally:
            browser.close()


_SEARCH: Final = """async ([queries, pageSize]) => {
    const { createEngine } = await import("/scripts/pagefind-engine.js");
    const engine = globalThis.engine ??= createEngine("/bundle/");
    const all = [];
    for (const query of queries) {
        const begin = performance.now();
        const { total, hits } = await engine.search({ query, pageSize });
        all.push({ total, urls: hits.map((hit) => hit.url), ms: performance.now() - begin });
    }
    return all;
}"""


def search(page: Page, queries: list[str], page_size: int = 10) -> Hits:
    """Return {total, urls, ms} for each query, asked one after the other."""
    found: Hits = json.loads(json.dumps(page.evaluate(_SEARCH, [queries, page_size])))
    return found
