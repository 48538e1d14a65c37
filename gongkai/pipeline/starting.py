"""The door of the pipeline: where nothing changed, none of the machinery is even loaded."""

from __future__ import annotations

from concurrent.futures import Executor
from datetime import date
from pathlib import Path

from gongkai.cache.engine import engine_digest
from gongkai.cache.signs import read_root
from gongkai.cache.store import CACHE, Store
from gongkai.output.site import prepare
from gongkai.pipeline.listing import list_content
from gongkai.pipeline.outcome import Built, Checked, Compression, Tick
from gongkai.pipeline.past import look, unchanged


def bring_up_to_date(
    root: Path,
    site: Path,
    today: date,
    tick: Tick,
    executor: Executor,
    precompress: Compression = "settings",
    *,
    recheck: bool = False,
) -> Built:
    """As `build_site`, with the search engine of the settings; `recheck` is as `whole` is to `look`."""
    prepare(site)
    seen = look(root, site, Store(root / CACHE), executor, whole=recheck)
    if same := unchanged(seen, today, precompress=precompress):
        return same
    from gongkai.pipeline.build import build_site

    return build_site(root, site, today, tick, executor=executor, seen=seen, precompress=precompress)


def check_again(root: Path, today: date, executor: Executor) -> Checked:
    """As `check_project`; where nothing changed since the last build or check, what that found."""
    store = Store(root / CACHE)
    listing, past = list_content(root, store), read_root(store.newest())
    if past and listing.digest:
        now = (listing.digest, engine_digest(), today.isoformat())
        if now == (past.listing, past.engine, past.today):
            return Checked(past.findings, past.checked, is_whole=True)
    from gongkai.pipeline.checking import check_project

    return check_project(root, today, executor, listing)
