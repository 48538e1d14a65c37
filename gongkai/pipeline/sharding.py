"""A site made by several machines: each renders the records of its share, one puts all together.

A machine reads the headers of all records, since pages show titles of others, but reads, checks and renders in full
only the partitions of its share. What it made travels in one folder: `pages/` and the memory of them in `cache/`.
The machine that puts all together compares what each page was made from with what it sees itself, so a share of an
older commit costs time but does no harm.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from pathlib import Path

from msgspec import structs

from gongkai.cache.engine import engine_digest, folder_digest
from gongkai.cache.signs import Root, put, read_root
from gongkai.cache.store import Store
from gongkai.content.places import locate
from gongkai.content.tree import partition_of
from gongkai.findings import GongkaiError, in_order
from gongkai.output.compress import SCHEME
from gongkai.pipeline.checking import of_records
from gongkai.pipeline.job import Job, make_shared
from gongkai.pipeline.layouts import layouts_of
from gongkai.pipeline.linking import link_all
from gongkai.pipeline.listing import list_content
from gongkai.pipeline.outcome import Built, Compression
from gongkai.pipeline.past import Past, compresses
from gongkai.pipeline.reading import read_all
from gongkai.pipeline.rendering import render_all

PAGES, _MEMORY = "pages", "cache"


def share_of(sizes: Mapping[str, int], number: int, count: int) -> frozenset[str]:
    """The partitions of share `number` (from 1) of `count`: the largest first, each to whom has least yet."""
    shares: list[tuple[int, list[str]]] = [(0, []) for _ in range(count)]
    for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
        least = min(range(count), key=lambda i: shares[i][0])
        weight, names = shares[least]
        shares[least] = (weight + sizes[name], [*names, name])
    return frozenset(shares[number - 1][1])


def build_shard(
    root: Path,
    target: Path,
    today: date,
    number: int,
    count: int,
    executor: Executor,
    precompress: Compression = "settings",
) -> Built:
    """Render share `number` of `count` into the folder `target`, which must be new or empty."""
    if target.exists() and any(target.iterdir()):
        raise GongkaiError(f"{target} 不是空文件夹", f"{target} is not an empty folder")
    store = Store(target / _MEMORY)
    mine: set[str] = set()

    def take(sizes: Mapping[str, int]) -> Collection[str]:
        mine.update(share_of(sizes, number, count))
        return mine

    read = read_all(root, store, list_content(root, store), None, executor, take)
    if read.content is None:
        return Built(tuple(in_order(locate(root, read.findings))))
    layout_files = folder_digest(root / "layouts")
    shared = make_shared(root, read.content, store.folder)
    layouts = layouts_of(shared, layout_files, Past())
    linked = link_all(root, store, read, Past(), today)
    ids = (state.id for partition in mine for state in linked.held.of(partition).values())
    linked = replace(linked, touched=frozenset(ids))
    (target / PAGES).mkdir(parents=True)
    settings = read.content.config.output.precompress
    compression = SCHEME if compresses(precompress, settings, Past()) else ""
    staging = str((target / PAGES).resolve())
    job = Job(root, store.folder, read.blob, layout_files, staging, precompress=bool(compression))
    done = [p for p in render_all(job, read, linked, Past(), executor) if p.name in mine]
    found = Root(
        engine=engine_digest(),
        layout_files=layout_files,
        closures=layouts.closures,
        layouts=layouts.keys,
        today=today.isoformat(),
        shared=read.shared,
        content=read.blob,
        partitions={each.name: each.now for each in done},
        checked=len(linked.held),
        records=sum(partition_of(entry.id) in mine for entry in linked.public.entries),
        pages=sum(each.now.pages for each in done),
        compression=compression,
        precompress=settings,
    )
    name = put(store, found)
    store.set_entrance("shard", name)
    store.sweep(
        ["shard"], found.blobs(store) | {name}, store.now()
    )  # the headers of other shares stay at home
    findings = in_order([*locate(root, read.findings), *of_records(store, done)])
    return Built(tuple(findings), found.records, found.pages, found.pages)


def adopt(store: Store, shards: Sequence[Path]) -> Past:
    """Take what other machines remembered into the cache, as if it had been made here."""
    found: Root | None = None
    for folder in shards:
        theirs = Store(folder / _MEMORY)
        root = read_root(theirs.enter("shard"))
        if root is None or not (folder / PAGES).is_dir():
            raise GongkaiError(
                f"{folder} 里没有分片：先用 build --shard 生成",
                f"{folder} holds no share; make one with build --shard",
            )
        store.take_in(theirs)
        found = root if found is None else _joined(found, root, folder)
    return Past(found, found is not None, shards=tuple(folder / PAGES for folder in shards))


def _joined(one: Root, other: Root, folder: Path) -> Root:
    def version(root: Root) -> tuple[object, ...]:
        return root.engine, root.layouts, root.shared, root.today, root.compression

    if version(one) != version(other):
        raise GongkaiError(
            f"{folder} 和其他分片不是同一个版本、同一天生成的，请全部重新生成",
            f"{folder} was made of another version or for another day than the others; make all anew",
        )
    both = {**one.partitions, **other.partitions}
    return structs.replace(one, partitions=both)
