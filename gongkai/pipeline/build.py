"""The order of the stages, and nothing else: read, link, check, render, plan, search, output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gongkai.cache.engine import engine_digest, folder_digest
from gongkai.cache.signs import FORMAT, Root, put, read_root
from gongkai.cache.store import CACHE, LostError, Store
from gongkai.catalog.index import Catalog
from gongkai.content.places import locate
from gongkai.executors import Serial
from gongkai.findings import Finding, has_errors, in_order
from gongkai.output.compress import SCHEME
from gongkai.output.manifest import manifest_digest
from gongkai.output.site import prepare, staged
from gongkai.pipeline.job import Job, Shared, Whole, make_shared
from gongkai.pipeline.layouts import layouts_of
from gongkai.pipeline.linking import Linked, link_all
from gongkai.pipeline.outcome import Built, Compression, Tick
from gongkai.pipeline.past import Past, Seen, compresses, list_content, look, unchanged
from gongkai.pipeline.planning import MadePart, make_plan
from gongkai.pipeline.publishing import settle
from gongkai.pipeline.reading import Read, read_all
from gongkai.pipeline.rendering import RenderedPartition, documents_of, put_partition, render_all
from gongkai.pipeline.searching import (
    Documents,
    index_folder,
    leave_search,
    rows_of,
    search_parts,
    segments_of,
    write_search,
)
from gongkai.pipeline.sharding import adopt
from gongkai.rules import check_all
from gongkai.search import SearchEngine, choose_engine

_FEW = 100
_MOST_SITES = 12
_HOUR = 3_600_000_000_000


@dataclass(frozen=True, slots=True)
class Checked:
    """`catalog` is None when the content could not be read at all; then there are errors."""

    catalog: Catalog | None
    findings: tuple[Finding, ...]


def check_project(root: Path, today: date) -> Checked:
    """Read the project and apply every rule."""
    store = Store(root / CACHE)
    try:
        return _check(root, store, Past(read_root(store.latest())), today)
    except LostError:
        store.clear()
        return _check(root, store, Past(), today)


def _check(root: Path, store: Store, past: Past, today: date) -> Checked:
    read = read_all(root, store, list_content(root, store), past.root, Serial())
    if read.content is None:
        return Checked(None, _in_order(root, read.findings))
    linked = link_all(root, store, read, past, today)
    job = Job(root, store.folder, read.blob)
    partitions = render_all(job, read, linked, past, Serial())
    return Checked(
        linked.catalog, _in_order(root, (*_shared_findings(read, linked), *_of_records(partitions)))
    )


def survey(root: Path, today: date) -> Whole | None:
    """Look over the whole project without a build; None where it cannot be read."""
    store = Store(root / CACHE)
    past = Past(read_root(store.latest()))
    try:
        read = read_all(root, store, list_content(root, store), past.root, Serial())
        if read.content is None:
            return None
        linked = link_all(root, store, read, past, today)
    except LostError:
        return None
    return Whole(Job(root, store.folder, read.blob, folder_digest(root / "layouts")), linked.around)


def _shared_findings(read: Read, linked: Linked) -> tuple[Finding, ...]:
    """What is wrong beside the records, or shows in all of them together only."""
    found = check_all(linked.catalog, linked.around.by_id, linked.around.headings)
    return (*read.findings, *found)


def _of_records(partitions: Iterable[RenderedPartition]) -> Iterator[Finding]:
    for partition in partitions:
        for state in partition.states:
            yield from state.read_findings
            yield from state.findings


def _in_order(root: Path, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(in_order(locate(root, findings)))


def build_site(
    root: Path,
    site: Path,
    today: date,
    tick: Tick,
    engine: SearchEngine | None = None,
    executor: Executor | None = None,
    shards: Sequence[Path] = (),
    seen: Seen | None = None,
    precompress: Compression = "settings",
    *,
    with_search: bool = True,
) -> Built:
    """Bring `site` up to date with the project; if anything is wrong, leave it as it is.

    What a page is made from decides whether it is made again; the site is the same, byte for byte, as one built
    from nothing. `shards` are folders with pages that other machines made (see `pipeline.sharding`); `seen` is what
    was found on looking already. Without `with_search` the search index stays as it is; the next build with it
    brings it up to date.
    """
    prepare(site)
    store = Store(root / CACHE)
    order = _Order(
        root, site, today, tick, engine, executor or Serial(), store, tuple(shards), precompress, with_search
    )
    try:
        return _build(order, seen)
    except LostError:
        store.clear()
        return _build(order, None)


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for."""

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


def _build(order: _Order, seen: Seen | None) -> Built:
    root, store, executor = order.root, order.store, order.executor
    seen = seen or look(root, order.site, store, executor)
    if order.shards:
        seen = replace(seen, past=adopt(store, order.shards))
    elif same := _unchanged(order, seen):
        return same
    listing, layout_files, past = seen.listing, seen.layout_files, seen.past
    read = read_all(root, store, listing, past.root, executor)
    if read.content is None:
        return Built(_in_order(root, read.findings))
    settings = read.content.config
    compression = SCHEME if compresses(order.precompress, settings.output.precompress, past) else ""
    if past.root and past.root.compression != compression:
        past = Past(past.root)  # siblings of all files come or go: every file is written anew
    shared = make_shared(root, read.content, store.folder)
    layouts = layouts_of(shared, layout_files, past)
    linked = link_all(root, store, read, past, order.today, all_touched=layouts.some_differ)
    shared_findings = _shared_findings(read, linked)
    job = Job(root, store.folder, read.blob, layout_files, "", layouts.same, bool(compression))
    if past.is_site_known and len(linked.touched) <= _FEW:  # a small change is checked before it is staged
        checked = render_all(job, read, linked, past, executor)
        findings = _in_order(root, (*shared_findings, *_of_records(checked)))
        if has_errors(findings):
            return Built(findings, whole=Whole(job, linked.around))
    with staged(order.site, as_copy=past.is_site_known and not past.shards) as staging:
        staging.take_in(past.shards)
        job = replace(job, staging=str(staging.folder))
        partitions = _render(order, job, read, linked, past)
        findings = _in_order(root, (*shared_findings, *_of_records(partitions)))
        if has_errors(findings):
            return Built(findings, whole=Whole(job, linked.around))
        engine = order.engine or choose_engine(settings.search.engine, len(linked.public.entries))
        remembered = {p.name: put_partition(store, p, linked.entries[p.name]) for p in partitions}
        documents = Documents(store.folder, {name: each.documents for name, each in remembered.items()})
        is_behind, parts = _make_parts(order, job, shared, read, linked, past, engine, partitions, documents)
        settle(staging, partitions, parts, past)
        built = Built(
            findings,
            records=len(linked.public.entries),
            pages=_count_pages(partitions, parts),
            rendered=sum(p.rendered for p in partitions) + sum(made.rendered for made in parts),
            is_search_behind=is_behind,
            whole=Whole(job, linked.around),
        )
        found = Root(
            format=FORMAT,
            engine=engine_digest(),
            layout_files=layout_files,
            closures=layouts.closures,
            layouts=layouts.keys,
            today=order.today.isoformat(),
            listing=listing.digest,
            shared=read.shared,
            content=read.blob,
            shared_signs=read.shared_signs,
            other_signs=read.other_signs,
            partitions={p.name: remembered[p.name] for p in partitions if p.states},
            parts=put(store, [made.state for made in parts]),
            findings=findings,
            records=built.records,
            pages=built.pages,
            search="" if is_behind else engine.name,
            compression=compression,
            precompress=settings.output.precompress,
        )
        # Before the swap: a kill between the two leaves a memory of a site that is not there, which is never asked.
        store.set_entrance(manifest_digest(staging.folder), put(store, found))
        staging.commit()
    _sweep(store)
    return built


def _render(order: _Order, job: Job, read: Read, linked: Linked, past: Past) -> list[RenderedPartition]:
    partitions = []
    done = 0
    for partition in render_all(job, read, linked, past, order.executor):
        partitions.append(partition)
        done += len(partition.states)
        order.tick(done, len(linked.catalog.headers))
    return sorted(partitions, key=lambda partition: partition.name)


def _unchanged(order: _Order, seen: Seen) -> Built | None:
    engine = order.engine.name if order.engine else ""
    return unchanged(seen, order.today, engine, order.precompress, with_search=order.with_search)


def _make_parts(
    order: _Order,
    job: Job,
    shared: Shared,
    read: Read,
    linked: Linked,
    past: Past,
    engine: SearchEngine,
    partitions: list[RenderedPartition],
    documents: Documents,
) -> tuple[bool, list[MadePart]]:
    """Whether the search index is behind; the index, and every page and file that is no record's own."""
    digests = dict(pair for partition in partitions for pair in documents_of(partition))
    table = rows_of(linked.public, digests)
    segments, documents = segments_of(table), replace(documents, table=table)
    before = past.parts.get("search-index")
    if order.with_search:
        index = write_search(engine, segments, documents, order.site, job, before, order.executor)
        folder, is_behind = index_folder(engine, segments), False
    else:
        index, folder, is_behind = leave_search(engine, segments, before)
    search = search_parts(engine, folder, shared)
    made = make_plan(job, shared, read.shared, linked, past, search, order.executor)
    return is_behind, [index, *made]


def _count_pages(partitions: list[RenderedPartition], parts: list[MadePart]) -> int:
    own = sum(len(state.pages) for partition in partitions for state in partition.states)
    return own + sum(len(made.state.pages) for made in parts)


def _sweep(store: Store) -> None:
    """Forget old builds, once in a while; what is younger than an hour may be in use by another process."""
    entrances = store.entrances()
    if len(entrances) <= _MOST_SITES:
        return
    kept = entrances[: _MOST_SITES // 2]
    blobs: set[str] = set()
    for name in kept:
        root = read_root(store.enter(name))
        blobs |= root.blobs() if root else set()
        blobs.add(store.name_of(name))
    store.sweep(kept, blobs, store.now() - _HOUR)
