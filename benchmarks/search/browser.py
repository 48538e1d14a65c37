"""Search an index in headless Chromium the way the search page does: same scripts, same policy."""

import contextlib
import functools
import gzip
import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

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
            page.evaluate("performance.setResourceTimingBufferSize(1e6)")
            yield page
        finally:
            browser.close()


_SEARCH: Final = """async ([engine, queries, pageSize]) => {
    const { createEngine } = await import(`/scripts/${engine}-engine.js`);
    globalThis.engine ??= createEngine("/bundle/");
    const all = [];
    for (const query of queries) {
        const begin = performance.now();
        const { total, hits, counting } = await globalThis.engine.search({ query, pageSize });
        const ms = performance.now() - begin;
        const loaded = performance.getEntriesByType("resource").map((each) => each.name);
        await counting;
        const whole = performance.now() - begin;
        all.push({ total, urls: hits.map((hit) => hit.url), ms, whole, loaded });
    }
    return all;
}"""


def search(page: Page, engine: str, queries: list[str], page_size: int = 10) -> Hits:
    """Return {total, urls, ms, whole, loaded} for each query, asked one after the other.

    `ms` is until the hits stand, `whole` until the facets are counted; `loaded` are addresses until the hits.
    """
    found: Hits = json.loads(json.dumps(page.evaluate(_SEARCH, [engine, queries, page_size])))
    return found


def weigh(folder: Path, loaded: list[str], index: str = "bundle") -> int:
    """Return the bytes of the index's files among `loaded`, gzipped as a server would send them; each counts once."""
    paths = {unquote(urlsplit(url).path).lstrip("/") for url in loaded}
    return sum(_weigh_file(folder / path) for path in paths if path.startswith(f"{index}/"))


@functools.cache
def _weigh_file(path: Path) -> int:
    content = path.read_bytes()
    return len(content if content.startswith(b"\x1f\x8b") else gzip.compress(content, 6))
