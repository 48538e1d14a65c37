"""A part of the site: pages and files that are made together, and what they are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from gongkai.catalog.public import Entry
from gongkai.views.shapes import View

File = tuple[str, bytes]
"""Path below the output folder, and content."""


@dataclass(frozen=True, slots=True)
class Image:
    """A file that is costly to make, from the file `source` of the same record and from nothing else."""

    path: str
    source: str
    make: Callable[[], bytes]


Product = View | File | Image


@dataclass(frozen=True, slots=True)
class Part:
    """`name` stays the same from build to build.

    `inputs` stands for everything the part is made from beside what all pages share: with the same inputs it need
    not be made. None: it is cheap, and made each time.
    """

    name: str
    inputs: str | None
    make: Callable[[], Iterator[Product]]


def marks(entries: Iterable[Entry]) -> str:
    """Stands for some entries in their order."""
    return blake2b("".join([entry.mark for entry in entries]).encode(), digest_size=16).hexdigest()
