"""The door of a check: where nothing changed, none of its machinery is even loaded."""

from __future__ import annotations

from concurrent.futures import Executor
from datetime import date
from pathlib import Path

from gongkai.cache.engine import engine_digest
from gongkai.cache.signs import read_root
from gongkai.cache.store import CACHE, Store
from gongkai.pipeline.listing import list_content
from gongkai.pipeline.outcome import Checked


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
