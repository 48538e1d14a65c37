"""A web server on loopback that behaves as badly as it is asked to, and writes down who asked what and when."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from socketserver import BaseRequestHandler, ThreadingTCPServer

Send = Callable[[bytes], None]
END = 7
"""Seconds after which the worst of them gives up."""


@dataclass
class Visit:
    method: str
    host: str
    path: str
    begin: float
    end: float = 0.0


@dataclass
class Log:
    port: int = 0
    visits: list[Visit] = field(default_factory=list)

    def of(self, path: str) -> list[str]:
        return [visit.method for visit in self.visits if visit.path == path]


def _head(status: int, *more: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status} X", *more, "Connection: close", "", ""]).encode()


def _redirect(status: int, target: str) -> bytes:
    return _head(status, f"Location: {target}", "Content-Length: 0")


def _endless(send: Send, first: bytes, piece: bytes, pause: float = 0.0) -> None:
    send(first)
    until = time.monotonic() + END
    while time.monotonic() < until:
        send(piece)
        if pause:
            time.sleep(pause)


def behave(method: str, path: str, send: Send, close: Callable[[], None]) -> None:
    """Answer as the path says."""
    name = path.lstrip("/").partition("?")[0]
    match name.split("-"):
        case ["status", code]:
            send(_head(int(code), "Content-Length: 0"))
        case ["nohead", code]:
            send(_head(int(code) if method == "HEAD" else 200, "Content-Length: 0"))
        case ["to", code, *rest]:
            send(_redirect(int(code), "/" + "-".join(rest)))
        case ["chain", number]:
            send(_redirect(302, f"/chain-{int(number) - 1}") if int(number) else _head(200))
        case ["loop"]:
            send(_redirect(302, "/pool"))
        case ["pool"]:
            send(_redirect(302, "/loop"))
        case ["file"]:
            send(_redirect(301, "file:///etc/passwd"))
        case ["inner"]:
            send(_redirect(301, "http://inner.test/"))
        case ["odd"]:
            send(_redirect(301, "http://[::1"))
        case ["body"]:
            if method == "HEAD":
                send(_head(405))
            else:
                _endless(send, _head(200, "Transfer-Encoding: chunked"), b"400\r\n" + b"x" * 1024 + b"\r\n")
        case ["headers"]:
            _endless(send, b"HTTP/1.1 200 OK\r\n", b"X-Y: " + b"z" * 4000 + b"\r\n")
        case ["drip"]:
            _endless(send, b"HTTP/1.1 200 OK\r\n", b"X", 0.1)
        case ["hints"]:
            _endless(send, b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.01)
        case ["silent"]:
            time.sleep(END)
        case ["noise"]:
            send(b"\x00\xff SSH-2.0 no web server\r\n\r\n")
        case ["nothing"]:
            close()
        case ["slow"]:
            time.sleep(0.3)
            send(_head(200))
        case _:
            send(_head(404, "Content-Length: 0"))


@contextmanager
def hostile_server() -> Iterator[Log]:
    log = Log()

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            connection: socket.socket = self.request
            raw = b""
            with suppress(OSError):
                while b"\r\n\r\n" not in raw:
                    piece = connection.recv(4096)
                    if not piece:
                        return
                    raw += piece
                    if raw[:1] == b"\x16":  # somebody begins to encrypt
                        connection.sendall(b"no, thank you\r\n")
                        while connection.recv(4096):
                            pass
                        return
            first, _, rest = raw.decode("latin-1").partition("\r\n")
            method, path, _ = first.split(" ")
            host = next(line[6:] for line in rest.split("\r\n") if line.lower().startswith("host: "))
            visit = Visit(method, host.partition(":")[0], path, time.monotonic())
            log.visits.append(visit)
            with suppress(OSError):
                behave(method, path, connection.sendall, connection.close)
            visit.end = time.monotonic()

    class Server(ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        log.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield log
        server.shutdown()
