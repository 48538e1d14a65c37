"""A real S3 server, a proxy that watches and disturbs, and publishers that can be killed."""

from __future__ import annotations

import http.client
import json
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from obstore.store import S3Store

from benchmarks.publish.seaweed import KEYS, running
from gongkai.publish.release import FOLDER
from tests.conftest import CONFIG
from tests.publish.forked import work
from tests.publish.sites import Read


@pytest.fixture(scope="session")
def weed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """SeaweedFS with S3; the port it listens on."""
    with running(tmp_path_factory.mktemp("weed")) as server:
        yield server.port


Disturb = Callable[[int, str, str], int | None]
"""Number, method and path of a request: a status to answer instead of the store, None to let it pass."""


@dataclass
class Proxy:
    """Stands before the store, counts what is asked, and can answer in its place."""

    port: int = 0
    log: list[tuple[str, str]] = field(default_factory=list)
    disturb: Disturb = lambda _number, _method, _path: None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, method: str, target: str) -> int | None:
        """Write a request down; paths are those below the bucket."""
        parts = urlsplit(target)
        path = unquote(parts.path).lstrip("/").partition("/")[2]
        with self._lock:
            self.log.append(("LIST" if method == "GET" and not path else method, path))
            number = len(self.log)
        return self.disturb(number, method, path)

    def count(self, *methods: str) -> int:
        return sum(method in methods for method, _ in self.log)

    def clear(self) -> None:
        self.log.clear()
        self.disturb = lambda _number, _method, _path: None


@pytest.fixture
def proxy(weed: int) -> Iterator[Proxy]:
    """A proxy in front of the S3 server."""
    watched = Proxy()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            self.store = http.client.HTTPConnection("127.0.0.1", weed)

        def finish(self) -> None:
            self.store.close()
            super().finish()

        def pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status = watched.note(self.command, self.path)
            if status == 0:
                self.close_connection = True
                return
            if status:
                self._answer(status, [("Content-Length", "0")], b"")
                return
            self.store.request(self.command, self.path, body, dict(self.headers.items()))
            answer = self.store.getresponse()
            content = answer.read()
            headers = [
                (n, v) for n, v in answer.getheaders() if n.lower() not in ("transfer-encoding", "connection")
            ]
            if not answer.getheader("Content-Length"):
                headers.append(("Content-Length", str(len(content))))
            self._answer(answer.status, headers, content)

        def _answer(self, status: int, headers: Sequence[tuple[str, str]], content: bytes) -> None:
            self.send_response_only(status)
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def handle(self) -> None:
            try:
                super().handle()
            except (OSError, http.client.HTTPException):  # whoever asked was killed
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
            pass

    for method in ("GET", "PUT", "HEAD", "DELETE", "POST"):
        setattr(Handler, f"do_{method}", Handler.pass_on)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    watched.port = server.server_address[1]
    yield watched
    server.shutdown()
    server.server_close()


@dataclass
class Publisher:
    """A project folder with one target, `main`, and the command line to publish it."""

    root: Path
    settings: dict[str, object]
    folder: Path | None
    """Of the target, if it is one."""
    port: int = 0

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def client(self) -> S3Store:
        """The bucket, read and written past the publisher."""
        return S3Store(
            str(self.settings["bucket"]),
            endpoint=f"http://127.0.0.1:{self.port}",
            access_key_id=KEYS[0],
            secret_access_key=KEYS[1],
            region="us-east-1",
            client_options={"allow_http": True},
        )

    def set(self, **settings: object) -> None:
        """Change the target's settings."""
        self.settings |= settings
        text = CONFIG.partition("\npublish:")[0]
        target = json.dumps({"name": "main", **self.settings}, ensure_ascii=False)
        (self.root / "config.yaml").write_text(f"{text}\npublish:\n  - {target}\n", "utf-8")

    def start(self, *arguments: str, kill_at: int = 0) -> Running:
        """Run a command in a process of its own; `kill_at`: it dies as it is about to change that file of a folder."""
        if arguments[0] == "publish":  # the sites made up here come and go as they like
            arguments = (*arguments, "--lose-addresses")
        said = self.root / f"said-{next(_numbers)}"
        watched = str(self.folder) if kill_at else ""
        process = _FORKS.Process(target=work, args=(str(self.root), arguments, said, watched, kill_at))
        process.start()
        return Running(process, said)

    def run(self, *arguments: str, expect: int = 0) -> str:
        """Run a command to its end; returns what it said."""
        running = self.start(*arguments)
        assert running.wait() == expect, running.said
        return running.said

    @contextmanager
    def reading(self) -> Iterator[Read]:
        """What the public gets, straight from the store or the folder."""
        if self.folder:
            top = self.folder / "current" if self.settings["kind"] == "server" else self.folder
            yield lambda path: (top / path).read_bytes() if (top / path).is_file() else None
            return
        connection = http.client.HTTPConnection("127.0.0.1", self.port)

        def read(path: str) -> bytes | None:
            connection.request("GET", f"/{self.settings['bucket']}/{quote(path)}")
            answer = connection.getresponse()
            content = answer.read()
            assert answer.status in (200, 404), (answer.status, path)
            return content if answer.status == 200 else None

        yield read
        connection.close()

    def files(self) -> dict[str, bytes]:
        """Every public file of the target."""
        if self.folder:
            top = self.folder / "current" if self.settings["kind"] == "server" else self.folder
            paths = [p.relative_to(top).as_posix() for p in top.rglob("*") if p.is_file()]
        else:
            paths = [each["path"] for some in self.client.list() for each in some]
        with self.reading() as read:
            return {path: read(path) or b"" for path in paths if not path.startswith(f"{FOLDER}/")}


@dataclass
class Running:
    process: ForkServerProcess
    _said: Path

    @property
    def said(self) -> str:
        return self._said.read_text("utf-8", "replace") if self._said.exists() else ""

    def wait(self) -> int:
        self.process.join(120)
        assert self.process.exitcode is not None
        return self.process.exitcode

    def kill(self) -> None:
        if self.process.pid:
            os.kill(self.process.pid, signal.SIGKILL)


_numbers = count()
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.publish.forked"])


@pytest.fixture
def make_publisher(tmp_path: Path, weed: int) -> Callable[..., Publisher]:
    """Make a project folder with a target of a kind: `s3` (through a proxy, if one is given), `server` or `folder`."""

    def make(kind: str, proxy: Proxy | None = None, **settings: object) -> Publisher:
        root = tmp_path / f"project-{next(_numbers)}"
        root.mkdir()
        folder = None if kind == "s3" else root.with_name(f"{root.name}-public")
        if folder:
            own: dict[str, object] = {"kind": kind, "folder": str(folder)}
        else:
            own = {
                "kind": kind, "bucket": f"b{os.getpid()}-{next(_numbers)}",
                "endpoint": f"http://127.0.0.1:{proxy.port if proxy else weed}",
            }  # fmt: skip
        made = Publisher(root, {**own, "keep_hours": 0, **settings}, folder, weed)
        made.set()
        return made

    return make
