"""What was asked of a build, and how what it did is remembered."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.cache.signs import Root, put, read_root
from gongkai.cache.store import Store
from gongkai.output.manifest import manifest_digest
from gongkai.output.site import Staging
from gongkai.pipeline.outcome import Compression, Tick

if TYPE_CHECKING:
    from gongkai.search import SearchEngine

_MOST_SITES = 12
_HOUR = 3_600_000_000_000


@dataclass(frozen=True, slots=True)
class Order:
    """`engine` is None where the settings choose it; without `with_search` the index is left as it is."""

    root: Path
    site: Path
    today: date
    tick: Tick
    engine: SearchEngine | None
    executor: Executor
    store: Store
    shards: tuple[Path, ...]
    precompress: Compression
    with_search: bool


def commit(store: Store, staging: Staging, found: Root) -> None:
    """Let what was staged take the place of the site, and remember what it is made of."""
    # Before the swap: a kill between the two leaves a memory of a site that is not there, which is never asked.
    store.set_entrance(manifest_digest(staging.folder), put(store, found))
    staging.commit()


def sweep(store: Store) -> None:
    """Forget old builds, once in a while; what is younger than an hour may be in use by another process."""
    entrances = store.entrances()
    if len(entrances) <= _MOST_SITES:
        return
    kept = entrances[: _MOST_SITES // 2]
    blobs: set[str] = set()
    for name in kept:
        root = read_root(store.enter(name))
        blobs |= root.blobs(store) if root else set()
        blobs.add(store.name_of(name))
    store.sweep(kept, blobs, store.now() - _HOUR)
