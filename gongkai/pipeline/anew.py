"""Everything is put together anew: read, link, check, render, plan, search, output. What is made of the same is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from msgspec import structs

from gongkai.cache.engine import engine_digest
from gongkai.cache.signs import SegmentState, looks_of, put
from gongkai.cache.store import Store
from gongkai.findings import Finding, has_errors
from gongkai.output.compress import SCHEME
from gongkai.output.site import staged
from gongkai.pipeline.checking import findings_in_order, memory_of, of_records, shared_findings
from gongkai.pipeline.job import Job, Shared, Whole, make_shared
from gongkai.pipeline.layouts import layouts_of
from gongkai.pipeline.linking import Linked, link_all
from gongkai.pipeline.order import Order, commit, sweep
from gongkai.pipeline.outcome import Built
from gongkai.pipeline.past import Past, Seen, compresses, with_parts
from gongkai.pipeline.planning import MadePart, make_plan, search_parts
from gongkai.pipeline.publishing import settle
from gongkai.pipeline.reading import Read, read_all
from gongkai.pipeline.rendering import Rendered, render_all
from gongkai.pipeline.scanning import scan_files
from gongkai.pipeline.searching import Documents, Index, make_index, segments_of
from gongkai.search import choose_engine

_FEW = 100


def build_anew(order: Order, seen: Seen) -> Built:
    """Bring the site up to date, whatever changed."""
    root, store = order.root, order.store
    past = with_parts(store, seen.past)
    read = read_all(root, store, seen.listing, past.root, order.executor)
    seen.listing.let_go()
    if read.content is None:
        return Built(findings_in_order(root, read.findings))
    wished = read.content.config.output.precompress
    compression = SCHEME if compresses(order.precompress, wished, past) else ""
    if past.root and past.root.compression != compression:
        past = Past(past.root)  # siblings of all files come or go: every file is written anew
    shared = make_shared(root, read.content, store.folder)
    layouts = layouts_of(shared, seen.layout_files, past)
    linked = link_all(root, store, read, past, order.today, all_touched=layouts.some_differ)
    scanned = scan_files(root, store, read, linked.catalog, past.root.scans if past.root else "")
    of_shared = (*shared_findings(read, linked), *scanned.findings)
    same_engine = past.root is not None and past.root.engine == engine_digest()
    job = Job(
        root, store.folder, read.blob, seen.layout_files, "", layouts.same, bool(compression), same_engine
    )

    def findings_with(partitions: Iterable[Rendered]) -> tuple[Finding, ...]:
        return findings_in_order(root, (*of_shared, *of_records(store, partitions)))

    whole = Whole(job, linked.around)
    few = linked.touched is not None and len(linked.touched) <= _FEW
    if past.is_site_known and few:  # a small change is checked before it is staged
        findings = findings_with(render_all(job, read, linked, past, order.executor))
        if has_errors(findings):
            return Built(findings, whole=whole)
    with staged(order.site, as_copy=past.is_site_known and not past.shards) as staging:
        staging.take_in(past.shards)
        job = replace(job, staging=str(staging.folder))
        partitions = _render(order, job, read, linked, past)
        findings = findings_with(partitions)
        if has_errors(findings):
            return Built(findings, whole=whole)
        linked.held.let_go()  # what spans records is made of entries alone
        spanning = _span(order, job, shared, read, linked, past, partitions)
        settle(store, staging, partitions, spanning.parts, spanning.index, past)
        memory = memory_of(read, linked, seen.listing, order.today, partitions, findings, scanned.blob)
        found = structs.replace(
            memory,
            layout_files=seen.layout_files,
            closures=layouts.closures,
            layouts=layouts.keys,
            pages=sum(each.now.pages for each in partitions) + spanning.pages,
            compression=compression,
            precompress=wished,
            **spanning.remembered(store),
        )
        commit(store, staging, found)
    sweep(store)
    rendered = sum(each.rendered for each in partitions) + sum(made.rendered for made in spanning.parts)
    is_behind = spanning.index.is_behind
    return Built(findings, found.records, found.pages, rendered, is_behind, whole)


def _render(order: Order, job: Job, read: Read, linked: Linked, past: Past) -> list[Rendered]:
    partitions = []
    done = 0
    for partition in render_all(job, read, linked, past, order.executor):
        partitions.append(partition)
        done += partition.now.count
        order.tick(done, len(linked.held))
    return sorted(partitions, key=lambda partition: partition.name)


@dataclass(frozen=True, slots=True)
class _Spanning:
    """What spans records: the search index, and the parts of the plan."""

    engine: str
    segments: tuple[SegmentState, ...]
    index: Index
    parts: Sequence[MadePart]

    @property
    def pages(self) -> int:
        return sum(len(made.state.pages) for made in self.parts)

    def remembered(self, store: Store) -> dict[str, Any]:
        """By name, what a root tells of it."""
        parts = [made.state for made in self.parts]
        return {
            "parts": put(store, parts),
            "looks": put(store, looks_of(sign for part in parts for sign in part.outputs)),
            "index": put(store, self.index.state),
            "segments": self.segments,
            "search": "" if self.index.is_behind else self.engine,
        }


def _span(
    order: Order,
    job: Job,
    shared: Shared,
    read: Read,
    linked: Linked,
    past: Past,
    partitions: Sequence[Rendered],
) -> _Spanning:
    """Make what spans records: first the index, since the search page tells where it is."""
    engine = order.engine or choose_engine(shared.content.config.search.engine, len(linked.public.entries))
    segments = segments_of(order.store, linked.public, partitions)
    documents = Documents(order.store.folder, {each.name: each.now.documents for each in partitions})
    index = make_index(order, engine, segments, documents, job, past.index)
    search = search_parts(engine, index.state.folder, shared)
    more = (path for each in partitions for path in each.now.more)
    parts = list(make_plan(job, shared, read.shared, order.today, linked, past, search, more, order.executor))
    return _Spanning(engine.name, segments, index, parts)
