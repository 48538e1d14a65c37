"""Check without building: read, link, apply every rule. What is found is remembered as a build does, without a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import suppress
from datetime import date
from pathlib import Path

from gongkai.cache.engine import engine_digest
from gongkai.cache.records import read_findings
from gongkai.cache.signs import Root, put, read_root
from gongkai.cache.store import CACHE, CHECK, LostError, Store
from gongkai.catalog.index import Catalog
from gongkai.content.places import locate
from gongkai.executors import Serial
from gongkai.findings import Finding, in_order
from gongkai.pipeline.job import Job
from gongkai.pipeline.linking import Linked, link_all
from gongkai.pipeline.listing import Listing, list_content
from gongkai.pipeline.order import sweep
from gongkai.pipeline.outcome import Checked
from gongkai.pipeline.past import Past
from gongkai.pipeline.reading import Read, read_all
from gongkai.pipeline.rendering import Rendered, render_all
from gongkai.pipeline.scanning import scan_files
from gongkai.rules import check_all
from gongkai.rules.coverage import check_coverage


def check_project(
    root: Path, today: date, executor: Executor | None = None, listing: Listing | None = None
) -> Checked:
    """Read the project as far as it changed since the last build or check, and apply every rule."""
    return check_with_catalog(root, today, executor, listing)[0]


def check_with_catalog(
    root: Path, today: date, executor: Executor | None = None, listing: Listing | None = None
) -> tuple[Checked, Catalog | None]:
    """The same, with the catalog; None where the content could not be read."""
    store = Store(root / CACHE)
    listing = listing or list_content(root, store)
    past = read_root(store.newest())
    executor = executor or Serial()
    try:
        return _check(root, store, listing, past, today, executor)
    except LostError:
        store.clear()
        return _check(root, store, listing, None, today, executor)


def check_copy(root: Path, store: Store, today: date, executor: Executor) -> tuple[Finding, ...]:
    """What is found in another state of the project that lies in `root`; `store` is that of the project.

    Records that are the same in both are not read again, nor is anything of the other state kept in mind.
    """
    past, listing = read_root(store.newest()), list_content(root, store)
    try:
        checked, _ = _check(root, store, listing, past, today, executor, is_kept=False)
    except LostError:
        checked, _ = _check(root, store, listing, None, today, executor, is_kept=False)
    return checked.findings


def _check(
    root: Path,
    store: Store,
    listing: Listing,
    before: Root | None,
    today: date,
    executor: Executor,
    *,
    is_kept: bool = True,
) -> tuple[Checked, Catalog | None]:
    read = read_all(root, store, listing, before, executor)
    if read.content is None:
        return Checked(findings_in_order(root, read.findings), 0, is_whole=False), None
    # The site, if there is one, is of no concern: what was found of the records is true without it.
    past = Past(before, is_site_known=before is not None)
    linked = link_all(root, store, read, past, today)
    job = Job(root, store.folder, read.blob)
    partitions = list(render_all(job, read, linked, past, executor))
    scanned = scan_files(root, store, read, linked.catalog, before.scans if before else "")
    of_shared = (*shared_findings(read, linked), *scanned.findings)
    findings = findings_in_order(root, (*of_shared, *of_records(store, partitions)))
    if is_kept:
        found = memory_of(read, linked, listing, today, partitions, findings, scanned.blob)
        with suppress(
            UnicodeEncodeError
        ):  # of a file whose name is no UTF-8 there is a finding, which cannot be kept
            store.set_entrance(CHECK, put(store, found))
        sweep(store)
    return Checked(findings, len(linked.held), is_whole=True), linked.catalog


def shared_findings(read: Read, linked: Linked) -> tuple[Finding, ...]:
    """What is wrong beside the records, or shows in all of them together only."""
    around = linked.around
    found = check_all(linked.catalog, around.by_id, around.edges, around.headings, around.today)
    return (*read.findings, *found, *check_coverage(linked.public, around.today))


def of_records(store: Store, partitions: Iterable[Rendered]) -> Iterator[Finding]:
    """What was found of the records of partitions."""
    for each in partitions:
        yield from read_findings(store, each.now.findings)


def memory_of(
    read: Read,
    linked: Linked,
    listing: Listing,
    today: date,
    partitions: Iterable[Rendered],
    findings: tuple[Finding, ...],
    scans: str,
) -> Root:
    """What is to be remembered of the records and what they share; of a site there is more."""
    return Root(
        engine=engine_digest(),
        today=today.isoformat(),
        listing=listing.digest,
        folders=listing.digests,
        shared=read.shared,
        content=read.blob,
        shared_signs=read.shared_signs,
        other_signs=read.other_signs,
        partitions={each.name: each.now for each in partitions if each.now.count},
        findings=findings,
        checked=len(linked.held),
        records=len(linked.public.entries),
        scans=scans,
    )


def findings_in_order(root: Path, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(in_order(locate(root, findings)))
