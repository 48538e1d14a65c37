"""The order of the stages, and nothing else: read, link, check, render, plan, search, output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from pathlib import Path

from gongkai.cache.engine import engine_digest, folder_digest
from gongkai.cache.signs import PartState, Root, looks_of, put, read_root
from gongkai.cache.store import CACHE, LostError, Store
from gongkai.executors import Serial
from gongkai.findings import has_errors
from gongkai.output.compress import SCHEME
from gongkai.output.site import prepare, staged
from gongkai.pipeline.amending import amend
from gongkai.pipeline.checking import findings_in_order, of_records, shared_findings
from gongkai.pipeline.job import Job, Whole, make_shared
from gongkai.pipeline.layouts import layouts_of
from gongkai.pipeline.linking import Linked, link_all
from gongkai.pipeline.order import Order, commit, sweep
from gongkai.pipeline.outcome import Built, Compression, Tick
from gongkai.pipeline.past import Past, Seen, compresses, list_content, look, unchanged, with_parts
from gongkai.pipeline.planning import make_plan
from gongkai.pipeline.publishing import settle
from gongkai.pipeline.reading import Read, read_all
from gongkai.pipeline.rendering import RenderedPartition, documents_of, put_partition, render_all
from gongkai.pipeline.scanning import scan_files
from gongkai.pipeline.searching import INDEX, Documents, make_index, search_parts, segments_of
from gongkai.pipeline.sharding import adopt
from gongkai.search import SearchEngine, choose_engine

_FEW = 100


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
    order = Order(
        root, site, today, tick, engine, executor or Serial(), store, tuple(shards), precompress, with_search
    )
    try:
        return _build(order, seen)
    except LostError:
        store.clear()
        return _build(order, None)


def _build(order: Order, seen: Seen | None) -> Built:
    seen = seen or look(order.root, order.site, order.store, order.executor)
    if order.shards:
        return _build_anew(order, replace(seen, past=adopt(order.store, order.shards)))
    engine = order.engine.name if order.engine else ""
    same = unchanged(seen, order.today, engine, order.precompress, with_search=order.with_search)
    return same or amend(order, seen) or _build_anew(order, seen)


def _build_anew(order: Order, seen: Seen) -> Built:
    """Put everything together anew; what is made of the same as before is kept."""
    root, store, executor = order.root, order.store, order.executor
    listing, layout_files, past = seen.listing, seen.layout_files, with_parts(store, seen.past)
    read = read_all(root, store, listing, past.root, executor)
    if read.content is None:
        return Built(findings_in_order(root, read.findings))
    settings = read.content.config
    compression = SCHEME if compresses(order.precompress, settings.output.precompress, past) else ""
    if past.root and past.root.compression != compression:
        past = Past(past.root)  # siblings of all files come or go: every file is written anew
    shared = make_shared(root, read.content, store.folder)
    layouts = layouts_of(shared, layout_files, past)
    linked = link_all(root, store, read, past, order.today, all_touched=layouts.some_differ)
    scanned = scan_files(root, store, read, linked.catalog, past.root.scans if past.root else "")
    of_shared = (*shared_findings(read, linked), *scanned.findings)
    same_engine = past.root is not None and past.root.engine == engine_digest()
    job = Job(root, store.folder, read.blob, layout_files, "", layouts.same, bool(compression), same_engine)
    if past.is_site_known and len(linked.touched) <= _FEW:  # a small change is checked before it is staged
        checked = render_all(job, read, linked, past, executor)
        findings = findings_in_order(root, (*of_shared, *of_records(checked)))
        if has_errors(findings):
            return Built(findings, whole=Whole(job, linked.around))
    with staged(order.site, as_copy=past.is_site_known and not past.shards) as staging:
        staging.take_in(past.shards)
        job = replace(job, staging=str(staging.folder))
        partitions = _render(order, job, read, linked, past)
        findings = findings_in_order(root, (*of_shared, *of_records(partitions)))
        if has_errors(findings):
            return Built(findings, whole=Whole(job, linked.around))
        engine = order.engine or choose_engine(settings.search.engine, len(linked.public.entries))
        remembered = {p.name: put_partition(store, p, linked.entries[p.name]) for p in partitions}
        documents = Documents(store.folder, {name: each.documents for name, each in remembered.items()})
        digests = dict(pair for partition in partitions for pair in documents_of(partition))
        segments = segments_of(store, linked.public, digests)
        index = make_index(order, engine, segments, documents, job, past.parts.get(INDEX))
        search = search_parts(engine, index.folder, shared)
        more = [page.path for p in partitions for state in p.states for page in state.pages[1:]]
        parts = list(make_plan(job, shared, read.shared, linked, past, search, more, executor))
        settle(staging, partitions, [index.made, *parts], past)
        states = [made.state for made in parts]
        found = Root(
            engine=engine_digest(),
            layout_files=layout_files,
            closures=layouts.closures,
            layouts=layouts.keys,
            today=order.today.isoformat(),
            listing=listing.digest,
            folders=listing.digests,
            shared=read.shared,
            content=read.blob,
            shared_signs=read.shared_signs,
            other_signs=read.other_signs,
            partitions={p.name: remembered[p.name] for p in partitions if p.states},
            parts=put(store, states),
            index=put(store, [index.made.state]),
            looks=tuple(
                put(store, looks_of(s for each in some for s in each.outputs))
                for some in (states, [index.made.state])
            ),
            segments=segments,
            findings=findings,
            checked=len(linked.catalog.headers),
            records=len(linked.public.entries),
            pages=_count_pages(partitions, states),
            search="" if index.is_behind else engine.name,
            compression=compression,
            precompress=settings.output.precompress,
            scans=scanned.blob,
        )
        commit(store, staging, found)
    sweep(store)
    rendered = sum(p.rendered for p in partitions) + sum(made.rendered for made in parts)
    whole = Whole(job, linked.around)
    return Built(findings, found.records, found.pages, rendered, index.is_behind, whole)


def _render(order: Order, job: Job, read: Read, linked: Linked, past: Past) -> list[RenderedPartition]:
    partitions = []
    done = 0
    for partition in render_all(job, read, linked, past, order.executor):
        partitions.append(partition)
        done += len(partition.states)
        order.tick(done, len(linked.catalog.headers))
    return sorted(partitions, key=lambda partition: partition.name)


def _count_pages(partitions: Iterable[RenderedPartition], parts: Iterable[PartState]) -> int:
    own = sum(len(state.pages) for partition in partitions for state in partition.states)
    return own + sum(len(part.pages) for part in parts)
