"""A small server for one editor on one machine. It is no web server for the public and listens on loopback only."""

from __future__ import annotations

import json
import mimetypes
import threading
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOOPBACK = "127.0.0.1"
_LIVE = "/__gongkai__/"
_WAIT_SECONDS = 20
_NO_SITE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>还没有网站</title></head>
<body><h1>还没有可以看的网站</h1><p>先改好下面的错误，保存后这里会自动更新。</p></body></html>"""


@dataclass(slots=True)
class PreviewState:
    """What the last build said. Every change wakes the pages that wait for it."""

    number: int = 0
    problems: str = ""
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def report(self, problems: str) -> None:
        """Tell the pages of a finished build; `problems` is empty when it went well."""
        with self._changed:
            self.number += 1
            self.problems = problems
            self._changed.notify_all()

    def wait_for_news(self, known: int) -> dict[str, object]:
        """Return the state once it is newer than `known`, or as it is after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.number != known, _WAIT_SECONDS)
            return {"number": self.number, "problems": self.problems}


class Preview:
    """Serves the site folder; `url` is where."""

    def __init__(self, site: Path, state: PreviewState, port: int, prefix: str = "") -> None:
        handler = partial(_Handler, site, state, prefix)
        self._server = ThreadingHTTPServer((LOOPBACK, port), handler)
        self._server.daemon_threads = True
        self.url = f"http://{LOOPBACK}:{self._server.server_address[1]}{prefix}/"

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, name="preview", daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, site: Path, state: PreviewState, prefix: str, *rest: object) -> None:
        self._site, self._state, self._prefix = site, state, prefix
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if not self._is_asked_for_here():
            return self._send(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", "只能从本机打开".encode())
        if address.path == f"{_LIVE}live.js":
            return self._send(
                HTTPStatus.OK, "text/javascript", files("gongkai.serve").joinpath("live.js").read_bytes()
            )
        if address.path == f"{_LIVE}state":
            known = int(address.query) if address.query.isdigit() else -1
            news = json.dumps(self._state.wait_for_news(known)).encode()
            return self._send(HTTPStatus.OK, "application/json", news)
        return self._send_file(unquote(address.path))

    def _is_asked_for_here(self) -> bool:
        """A page of another site must not read drafts through a name that it lets point to this machine."""
        host = self.headers.get("Host", "").rpartition(":")[0]
        return host in (LOOPBACK, "localhost")

    def _send_file(self, path: str) -> None:
        if path + "/" == self._prefix + "/" and self._prefix:
            return self._redirect(path + "/")
        if "\0" in path:
            return self._send(HTTPStatus.BAD_REQUEST, "text/plain; charset=utf-8", "网址不对".encode())
        inside = (self._site / path.removeprefix(self._prefix).lstrip("/")).resolve()
        root = self._site.resolve()
        if inside.is_dir() and inside.is_relative_to(root):
            if not path.endswith("/"):
                return self._redirect(self.path.partition("?")[0] + "/")
            inside = inside / "index.html"
        if inside.is_file() and inside.is_relative_to(root):
            return self._send_page(HTTPStatus.OK, inside)
        missing = root / "404.html"
        if missing.is_file():
            return self._send_page(HTTPStatus.NOT_FOUND, missing)
        return self._send(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", _with_live(_NO_SITE.encode()))

    def _redirect(self, target: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_page(self, status: HTTPStatus, file: Path) -> None:
        content = file.read_bytes()
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if media_type == "text/html":
            content = _with_live(content)
        if media_type.startswith("text/"):
            media_type += "; charset=utf-8"
        self._send(status, media_type, content)

    def _send(self, status: HTTPStatus, media_type: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Editors need no log of requests."""


def _with_live(page: bytes) -> bytes:
    """The page with the reload script, and with a policy that lets it run; only the preview does so."""
    head = page.split(b"</head>", 1)[0]
    more = b"" if b"script-src" in head else b"script-src &#39;self&#39;; connect-src &#39;self&#39;; "
    page = page.replace(b"default-src &#39;none&#39;; ", b"default-src &#39;none&#39;; " + more, 1)
    script = f'<script src="{_LIVE}live.js" defer></script></head>'.encode()
    return page.replace(b"</head>", script, 1)
