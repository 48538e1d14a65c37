"""Where a host is: only addresses that are public are gone to, whatever a name server says (no way into inner networks)."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any

import httpcore

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""From host and port to addresses; `OSError` where there is no such host."""


class NoSuchHostError(Exception):
    """The name of the host leads nowhere."""


class InnerNetworkError(Exception):
    """The name of the host leads into an inner network."""


async def resolve(host: str, port: int) -> list[str]:
    """As the system does it."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str) -> bool:
    """Whether an address is one of the internet; also that inside an IPv6 address that stands for one of IPv4."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_global and not found.is_multicast


class Network(httpcore.AsyncNetworkBackend):
    """Connects to the very address that was looked at: a name cannot mean another one a moment later."""

    def __init__(self, lookup: Resolve, *, is_inner_allowed: bool) -> None:
        self._lookup, self._is_inner_allowed = lookup, is_inner_allowed
        self._real = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            addresses = await self._lookup(host, port)
        except (OSError, UnicodeError) as error:
            raise NoSuchHostError(host) from error
        public = [each for each in addresses if self._is_inner_allowed or is_public(each)]
        if not public:
            raise InnerNetworkError(host)
        *others, last = public[:2]
        for address in others:
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return await self._real.connect_tcp(address, port, timeout, local_address, socket_options)
        return await self._real.connect_tcp(last, port, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        await self._real.sleep(seconds)
