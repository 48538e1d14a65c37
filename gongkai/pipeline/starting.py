"""The door of the pipeline: where nothing changed, none of the machinery is even loaded."""

from __future__ import annotations

from concurrent.futures import Executor
from datetime import date
from pathlib import Path

from gongkai.cache.store import CACHE, Store
from gongkai.output.site import prepare
from gongkai.pipeline.outcome import Built, Compression, Tick
from gongkai.pipeline.past import look, unchanged


def bring_up_to_date(
    root: Path,
    site: Path,
    today: date,
    tick: Tick,
    executor: Executor,
    precompress: Compression = "settings",
) -> Built:
    """As `build_site`, with the search engine of the settings."""
    prepare(site)
    seen = look(root, site, Store(root / CACHE), executor)
    if same := unchanged(seen, today, precompress=precompress):
        return same
    from gongkai.pipeline.build import build_site

    return build_site(root, site, today, tick, executor=executor, seen=seen, precompress=precompress)
