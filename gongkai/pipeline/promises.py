"""What was published is compared with what there is: no address that was given to the public may lead nowhere.

The published side is a plain input: a release that was published from this folder, the folder of a site, or a list of
addresses. The other side is what the last check or build remembers of all records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path

from gongkai.cache.records import read_records
from gongkai.cache.signs import Root, read_root
from gongkai.cache.store import CACHE, PUBLISHED, LostError, Store
from gongkai.catalog.addresses import Addresses
from gongkai.catalog.gone import gone_on
from gongkai.catalog.public import is_public
from gongkai.catalog.published import Published, published_at
from gongkai.content.places import locate
from gongkai.findings import Finding, GongkaiError, in_order
from gongkai.model.header import Header
from gongkai.output.manifest import manifest_digest, read_manifest
from gongkai.pipeline.history import last_header
from gongkai.pipeline.job import get_content
from gongkai.publish.published import last_release
from gongkai.rules.addresses import Now, check_published

_MOST_ASKED = 40
"""Lost records of which git is asked what they were."""

Read = Callable[[str], Published]
"""Reads what was published; given the path of the site on its host."""


def broken_promises(root: Path, today: date, sources: Iterable[Read]) -> tuple[Finding, ...]:
    """What is no longer kept of what was published, by what the check that was just made remembers."""
    store = Store(root / CACHE)
    memory = read_root(store.newest())
    known = get_content(store, memory.content) if memory else None
    if memory is None or known is None or known[0] is None:
        return ()
    content = known[0]
    try:
        headers, unreadable = _records(store, memory)
    except LostError:
        store.clear()
        raise GongkaiError(
            "缓存坏了，已经清空，再运行一次", "the cache was damaged and is empty now; run it again"
        ) from None
    headers = {name: header for name, header in headers.items() if header.unit in content.units}
    now = Now(
        content,
        headers,
        {name for name, header in headers.items() if is_public(content, header, today)},
        unreadable,
        gone_on(content, headers.values(), today),
        today,
    )
    found = [
        finding
        for read in sources
        for finding in check_published(
            now, replace(read(Addresses(content.config).root), recall=_asker(root))
        )
    ]
    return tuple(in_order(locate(root, found)))


def read_published(root: Path, source: Path) -> Read:
    """What a folder of a site, its `manifest.json`, or a text file with an address a line tells of."""
    folder = source.parent if source.name == "manifest.json" else source
    if (folder / "manifest.json").is_file():
        return partial(_of_files, Store(root / CACHE), manifest_digest(folder), tuple(read_manifest(folder)))
    try:
        lines = source.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GongkaiError(
            f"读不了“{source}”：要写一个网站文件夹，或者每行一个网址的文本文件",
            f"cannot read `{source}`: name the folder of a site, or a text file with an address a line",
        ) from error
    addresses = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return partial(published_at, addresses)


def published_from(root: Path) -> dict[str, Read]:
    """What was published last from this folder, by target."""
    names = sorted(path.stem for path in (root / CACHE / PUBLISHED).glob("*.json"))
    return {name: read for name in names if (read := _of_target(root, name))}


def _of_target(root: Path, name: str) -> Read | None:
    """None where the release cannot be read: the target knows it, and publishing asks there."""
    last = last_release(root, name)
    return partial(_of_files, Store(root / CACHE), last.release.site, tuple(last.files)) if last else None


def _of_files(store: Store, site: str, paths: tuple[str, ...], _root: str) -> Published:
    """`site` is the hash of the manifest: by it what was known of the records is found, if it is still remembered."""
    published = published_at(f"/{path}" for path in paths)
    memory = read_root(store.enter(site))
    headers: dict[str, Header] = {}
    with suppress(LostError):
        headers = _records(store, memory)[0] if memory else {}
    return replace(published, known={name: headers[name] for name in published.records & headers.keys()})


def _records(store: Store, memory: Root) -> tuple[dict[str, Header], set[str]]:
    """The headers of all valid records, and the ids of the others."""
    states = [s for each in memory.partitions.values() for s in read_records(store, each.records)]
    return {s.header.id: s.header for s in states if s.header}, {s.id for s in states if not s.header}


def _asker(root: Path) -> Callable[[str], Header | None]:
    """Asks git for what a record was; each once, and not for very many."""
    asked: set[str] = set()

    @cache
    def ask(record_id: str) -> Header | None:
        asked.add(record_id)
        return last_header(root, record_id) if len(asked) <= _MOST_ASKED else None

    return ask
