"""Follow links to other sites: politely, and so that no site can hold us up, fill our memory or lead us where it likes.

Of an answer only the head is read. Every link has its time, to its last redirect; a host is asked one link after
another, with a pause; redirects are followed by hand, each to an address that is looked at first.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import httpcore

from gongkai.outside.answers import Answer
from gongkai.outside.resolving import InnerNetworkError, Network, NoSuchHostError, Resolve, resolve

_MOST_HOPS = 8
_PERMANENT = frozenset([301, 308])
_REDIRECTS = _PERMANENT | {302, 303, 307}
_GUARDED = frozenset([401, 403, 405, 406, 407, 412, 418, 429, 451, 521])
"""What sites answer that want no programs, or want a password: the page may well be there."""
_SAFE = "/%:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Manner:
    """How others are asked; seconds. `timeout` is that of one step, `whole` that of a link with its redirects."""

    timeout: float = 10
    whole: float = 30
    pause: float = 1
    hosts: int = 8
    """So many hosts at a time."""
    agent: str = "gongkai-links/1"
    is_inner_allowed: bool = False
    resolve: Resolve = resolve


def ask_all(
    urls: Iterable[str], manner: Manner, tick: Callable[[int, int], None] = lambda _done, _total: None
) -> Mapping[str, Answer]:
    """Follow every link; `tick` is told how many are done, of how many."""
    return asyncio.run(_ask_all(sorted(set(urls)), manner, tick))


async def _ask_all(urls: list[str], manner: Manner, tick: Callable[[int, int], None]) -> Mapping[str, Answer]:
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[_host(url)].append(url)
    answers: dict[str, Answer] = {}
    turn = asyncio.Semaphore(manner.hosts)
    network = Network(manner.resolve, is_inner_allowed=manner.is_inner_allowed)

    async def ask_host(some: list[str], pool: httpcore.AsyncConnectionPool) -> None:
        async with turn:
            for i, url in enumerate(some):
                if i:
                    await asyncio.sleep(manner.pause)
                answers[url] = await _ask(pool, url, manner)
                tick(len(answers), len(urls))

    async with (
        httpcore.AsyncConnectionPool(
            max_connections=None, max_keepalive_connections=0, network_backend=network
        ) as pool,
        asyncio.TaskGroup() as group,
    ):
        for some in by_host.values():
            group.create_task(ask_host(some, pool))
    return answers


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


async def _ask(pool: httpcore.AsyncConnectionPool, url: str, manner: Manner) -> Answer:
    try:
        async with asyncio.timeout(manner.whole):
            return await _follow(pool, url, manner)
    except (TimeoutError, httpcore.TimeoutException):
        return Answer("failing", reason="timeout")
    except NoSuchHostError:
        return Answer("dead", reason="host")
    except InnerNetworkError:
        return Answer("private")
    except httpcore.ConnectError as error:
        is_secure = isinstance(error.__cause__ or error.__context__, ssl.SSLError)
        return Answer("failing", reason="tls" if is_secure else "connection")
    except (httpcore.ProtocolError, httpcore.NetworkError, OSError, ValueError):
        return Answer("failing", reason="protocol")


async def _follow(pool: httpcore.AsyncConnectionPool, url: str, manner: Manner) -> Answer:
    here, known, moved, seen = url, url, True, set[str]()
    while True:
        wire = _wire(here)
        if wire is None:
            return Answer("dead", reason="address" if here == url else "target")
        if wire in seen:
            return Answer("dead", reason="loop")
        if len(seen) > _MOST_HOPS:
            return Answer("dead", reason="hops")
        seen.add(wire)
        status, location = await _fetch(pool, wire, manner)
        if status not in _REDIRECTS or not location:
            return _judge(status, url, known)
        try:
            here = urljoin(here, location)
        except ValueError:
            return Answer("dead", reason="target")
        moved = moved and status in _PERMANENT
        known = here if moved else known


def _judge(status: int, url: str, known: str) -> Answer:
    """`known` is where all redirects up to it are for good."""
    if status in _GUARDED:
        return Answer("guarded", status)
    if status >= 500:
        return Answer("failing", status, reason="status")
    if status >= 300:
        return Answer("dead", status, reason="status")
    return Answer("moved", status, known) if known != url else Answer("ok", status)


async def _fetch(pool: httpcore.AsyncConnectionPool, wire: str, manner: Manner) -> tuple[int, str]:
    """Status, and where it leads. Sites that do not know HEAD, or answer it wrongly, are asked again with GET."""
    try:
        status, location = await _head_of("HEAD", pool, wire, manner)
    except (httpcore.ProtocolError, httpcore.ReadError, httpcore.ReadTimeout):
        status, location = 0, ""
    return (status, location) if 200 <= status < 400 else await _head_of("GET", pool, wire, manner)


async def _head_of(
    method: str, pool: httpcore.AsyncConnectionPool, wire: str, manner: Manner
) -> tuple[int, str]:
    """The body is never read: however long it is, the connection is closed."""
    limits = dict.fromkeys(("connect", "read", "write", "pool"), manner.timeout)
    headers = [("Host", urlsplit(wire).netloc), ("User-Agent", manner.agent), ("Accept", "*/*")]
    async with pool.stream(method, wire, headers=headers, extensions={"timeout": limits}) as response:
        found = (value for name, value in response.headers if name.lower() == b"location")
        return response.status, next(found, b"").decode("utf-8", "replace").strip()


def _wire(url: str) -> str | None:
    """An address as it is sent: letters beyond ASCII encoded, no fragment, no password; None where it is none."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    name = f"[{host}]" if ":" in host else host
    netloc = f"{name}:{port}" if port else name
    return urlunsplit(
        (parts.scheme, netloc, quote(parts.path, _SAFE) or "/", quote(parts.query, _SAFE + "?"), "")
    )
