"""What publishing asks of a target: whole files under names, and one file that is swapped only by who read it last."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO, Protocol, TypeVar

from gongkai.publish.release import Headers

T = TypeVar("T")
Body = bytes | BinaryIO


class ConflictError(Exception):
    """The file is not as it was when it was read: somebody else wrote it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a file in the target: SHA-256 ("" where it cannot be told) and the headers it has."""

    sha256: str
    headers: Headers


class Store(Protocol):
    """A target. Paths are relative to the site's root in it; a write is whole or not there at all.

    Whatever fails for good raises `GongkaiError`, after some tries.
    """

    holds_headers: bool
    is_whole: bool
    """Whether each release lies in a folder of its own: nothing is ever replaced."""
    connections: int
    """How many files may be on their way at once."""

    async def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none."""

    async def read_with_version(self, path: str) -> tuple[bytes, str] | None:
        """The bytes of a file, and what `swap` wants to know it by."""

    async def swap(self, path: str, content: bytes, version: str, *, contested: bool) -> str:
        """Write a file if it still has this version ("": if there is none); returns the new version.

        Raises `ConflictError` where it has not. `contested`: others may be about to do the same.
        """

    async def put(self, path: str, body: Body, sha256: str, headers: Headers) -> None:
        """Write a file."""

    async def look(self, path: str) -> Facts | None:
        """What is known of a file without reading it, if that can be; None where there is none."""

    async def fetch(self, path: str) -> tuple[bytes, Headers] | None:
        """The bytes of a file with the headers it has."""

    async def copy(self, path: str, target: str) -> bool:
        """Copy a file within the target, headers and all; whether there is one."""

    async def delete(self, path: str) -> None:
        """Take a file away; it is no mistake if there is none."""

    def paths(self) -> AsyncIterator[str]:
        """Every file there is."""


async def each(items: Iterable[T], work: Callable[[T], Awaitable[object]], width: int) -> None:
    """Do the work for each item, at most `width` at once; the first that fails ends it all."""
    rest = iter(items)

    async def worker() -> None:
        for item in rest:
            await work(item)

    tasks = [asyncio.create_task(worker()) for _ in range(width)]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
