"""A small server for one editor on one machine. It is no web server for the public and listens on loopback only."""

from __future__ import annotations

import json
import mimetypes
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from gongkai.serve.state import PreviewState

LOOPBACK = "127.0.0.1"
_LIVE = "/__gongkai__/"
_NO_SITE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>还没有网站</title></head>
<body><h1>还没有可以看的网站</h1><p>先改好下面的错误，保存后这里会自动更新。</p></body></html>"""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What an address shows."""

    status: HTTPStatus
    media_type: str
    content: bytes

    @property
    def version(self) -> str:
        """Stands for what is shown: an open page compares it with its own."""
        return blake2b(self.content, digest_size=12).hexdigest()


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
            return self._send_news(parse_qs(address.query))
        return self._send_file(unquote(address.path))

    def _is_asked_for_here(self) -> bool:
        """A page of another site must not read drafts through a name that it lets point to this machine."""
        host = self.headers.get("Host", "").rpartition(":")[0]
        return host in (LOOPBACK, "localhost")

    def _send_news(self, query: dict[str, list[str]]) -> None:
        """What happened since the page that asks heard last, and the version of it that would be shown now."""
        known, address = query.get("known", [""])[0], query.get("page", ["/"])[0]
        path = self._path(unquote(address).replace("\0", ""))
        self._state.look_at(path)
        number, problems = self._state.wait_for_news(int(known) if known.isdigit() else -1)
        self._state.look_at(path)
        answer = self._look_up(path)
        news = {"number": number, "problems": problems, "version": answer.version}
        self._send(HTTPStatus.OK, "application/json", json.dumps(news).encode())

    def _path(self, address: str) -> str:
        """The file below the site that an address shows."""
        path = address.removeprefix(self._prefix).lstrip("/")
        return f"{path}index.html" if not path or path.endswith("/") else path

    def _send_file(self, address: str) -> None:
        if address + "/" == self._prefix + "/" and self._prefix:
            return self._redirect(address + "/")
        if "\0" in address:
            return self._send(HTTPStatus.BAD_REQUEST, "text/plain; charset=utf-8", "网址不对".encode())
        path = self._path(address)
        if not address.endswith("/") and self._is_folder(path):
            return self._redirect(self.path.partition("?")[0] + "/")
        answer = self._look_up(path)
        media_type, content = answer.media_type, answer.content
        if media_type == "text/html":
            self._state.look_at(path)
            content = _with_live(content, answer.version)
        if media_type.startswith("text/"):
            media_type += "; charset=utf-8"
        return self._send(answer.status, media_type, content)

    def _is_folder(self, path: str) -> bool:
        root = self._site.resolve()
        inside = (root / path).resolve()
        return inside.is_relative_to(root) and inside.is_dir()

    def _look_up(self, path: str) -> _Answer:
        """What is shown for a path below the site: a page ahead of the build, a file, or that there is none."""
        media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
        if (ahead := self._state.page_ahead(path)) is not None:
            return _Answer(HTTPStatus.OK, media_type, ahead)
        root = self._site.resolve()
        inside = (root / path).resolve()
        with suppress(OSError):
            if inside.is_relative_to(root):
                return _Answer(HTTPStatus.OK, media_type, inside.read_bytes())
        with suppress(OSError):
            return _Answer(HTTPStatus.NOT_FOUND, "text/html", (root / "404.html").read_bytes())
        return _Answer(HTTPStatus.NOT_FOUND, "text/html", _NO_SITE.encode())

    def _redirect(self, target: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, media_type: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Editors need no log of requests."""


def _with_live(page: bytes, version: str) -> bytes:
    """The page with the reload script, and with a policy that lets it run; only the preview does so."""
    head = page.split(b"</head>", 1)[0]
    more = b"" if b"script-src" in head else b"script-src &#39;self&#39;; connect-src &#39;self&#39;; "
    page = page.replace(b"default-src &#39;none&#39;; ", b"default-src &#39;none&#39;; " + more, 1)
    script = f'<script src="{_LIVE}live.js" data-version="{version}" defer></script></head>'.encode()
    return page.replace(b"</head>", script, 1)
