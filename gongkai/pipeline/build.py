"""The door of the pipeline: nothing changed, or nothing but texts, or all is put together anew.

What is not needed is not even loaded: of the time of a small build, loading code is the larger part.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.cache.store import CACHE, LostError, Store
from gongkai.executors import Serial
from gongkai.output.manifest import DamagedManifestError
from gongkai.output.site import prepare
from gongkai.pipeline.order import Order
from gongkai.pipeline.outcome import Built, Compression, Tick
from gongkai.pipeline.past import look, unchanged

if TYPE_CHECKING:
    from gongkai.search import SearchEngine


def build_site(
    root: Path,
    site: Path,
    today: date,
    tick: Tick,
    engine: SearchEngine | None = None,
    executor: Executor | None = None,
    shards: Sequence[Path] = (),
    precompress: Compression = "settings",
    *,
    with_search: bool = True,
    recheck: bool = False,
) -> Built:
    """Bring `site` up to date with the project; if anything is wrong, leave it as it is.

    What a page is made from decides whether it is made again; the site is the same, byte for byte, as one built
    from nothing. `shards` are folders with pages that other machines made (see `pipeline.sharding`). Without
    `with_search` the search index stays as it is; the next build with it brings it up to date. `recheck` looks at every
    file of a very large site, too (see `look`).
    """
    prepare(site)
    store = Store(root / CACHE)
    order = Order(
        root, site, today, tick, engine, executor or Serial(), store, tuple(shards), precompress, with_search
    )
    try:
        return _build(order, recheck=recheck)
    except (LostError, DamagedManifestError):
        store.clear()
        return _build(order)


def _build(order: Order, *, recheck: bool = False) -> Built:
    seen = look(order.root, order.site, order.store, order.executor, whole=recheck)
    if order.shards:
        from gongkai.pipeline.sharding import adopt

        seen = replace(seen, past=adopt(order.store, order.shards))
    else:
        engine = order.engine.name if order.engine else ""
        if same := unchanged(seen, order.today, engine, order.precompress, with_search=order.with_search):
            return same
        from gongkai.pipeline.amending import amend

        if amended := amend(order, seen):
            return amended
    from gongkai.pipeline.anew import build_anew

    return build_anew(order, seen)
