"""The page of one record, made at once from its file and what the last build knew: for who looks at it right now.

It is the page that the next build will make, as long as nothing else changes with it. What only all records together
show (a number given twice, a page of lists) is left to that build,
and so are images, which take long to draw. What is not reviewed yet is shown too: an editor looks at it before anybody
signs. No build makes it until then.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from gongkai.cache.engine import folder_digest
from gongkai.cache.signs import read_root
from gongkai.cache.store import CACHE, LostError, Store
from gongkai.catalog.bonds import with_bonds
from gongkai.catalog.headers import anchors_of, header_of, needs_of
from gongkai.catalog.lines import Lines, revalued
from gongkai.catalog.public import is_public, make_entry, with_validity
from gongkai.catalog.relations import with_headers
from gongkai.catalog.scope import Surroundings, scope_of
from gongkai.content.places import locate
from gongkai.content.records import ReadRecord, read_record
from gongkai.content.tree import record_id
from gongkai.content.walk import SourceFile
from gongkai.executors import Serial
from gongkai.findings import Finding, has_errors, in_order
from gongkai.model.record import Record
from gongkai.pipeline.job import Job, Shared, Whole, shared_of
from gongkai.pipeline.linking import link_all
from gongkai.pipeline.listing import list_content
from gongkai.pipeline.past import Past
from gongkai.pipeline.reading import read_all
from gongkai.pipeline.rendering import findings_of, older_of, portal_of
from gongkai.plan.parts import File, Image
from gongkai.plan.record import record_products
from gongkai.rules.review import CODES
from gongkai.views.shapes import View

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Glance:
    """What was found, and what is made of the record, by path below the site; nothing where that is wrong."""

    findings: tuple[Finding, ...]
    pages: Mapping[str, bytes]


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


def is_known(whole: Whole, path: str) -> bool:
    """Whether a path below the project is that of a record that the build knew."""
    catalog, inside = whole.around.catalog, path.removeprefix("content/")
    if inside == path or not inside.startswith("units/"):
        return False
    name = record_id(inside)
    header = catalog.headers.get(name)
    return header.path == path if header else name in catalog.unreadable


def page_of(path: str) -> str:
    """`content/units/mzj/notices/2026/a.md` -> `units/mzj/notices/2026/a/index.html`"""
    return f"units/{record_id(path.removeprefix('content/'))}/index.html"


def glance(whole: Whole, path: str) -> Glance | None:
    """Check and make one known record; None where only a build can tell: it is gone, or no longer public."""
    file, job = whole.job.root / path, whole.job
    try:
        if file.is_symlink():
            return None
        read = read_record(job.root, SourceFile(path.removeprefix("content/"), file.stat().st_size))
        return _show(whole, read)
    except (OSError, LostError):
        return None


def _show(whole: Whole, read: ReadRecord) -> Glance | None:
    job, record, content = whole.job, read.record, whole.around.catalog.content
    if record is None:
        return Glance(_located(job, read.findings), {})
    if record.unit not in content.units:
        return None
    around = _with_record(whole.around, record, read.digest)
    scope = scope_of(around, around.catalog.headers[record.id])
    findings = (*_located(job, read.findings), *findings_of(job, content, record, scope))
    if has_errors(finding for finding in findings if not finding.code.startswith(CODES)):
        return Glance(findings, {})
    if scope.entry is None:
        return None
    shared = shared_of(job)
    products = record_products(portal_of(shared, scope), record, older_of(job, scope))
    files = (product for product in products if not isinstance(product, Image))
    return Glance(findings, dict(_written(shared, file) for file in files))


def _located(job: Job, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(in_order(locate(job.root, findings)))


def _written(shared: Shared, product: View | File) -> tuple[str, bytes]:
    if isinstance(product, tuple):
        return product
    return shared.addresses.output_path(product.head.url), shared.renderer.render(product).encode()


def _with_record(around: Surroundings, record: Record, digest: str) -> Surroundings:
    """The surroundings with one record put in place of what it was."""
    header, content = header_of(record, digest), around.catalog.content
    catalog = replace(
        around.catalog,
        headers=_with(around.catalog.headers, record.id, header),
        needs=_with(around.catalog.needs, record.id, needs_of(record)),
        unreadable=around.catalog.unreadable - {record.id},
    )
    by_id = {name: entry for name, entry in around.by_id.items() if name != record.id}
    if is_public(content, header, around.today):
        by_id[record.id] = make_entry(content, header, around.today)

    def headings(name: str) -> tuple[str, ...]:
        return anchors_of(record) if name == record.id else around.headings(name)

    for name in revalued(around.edges, [record.id]) & by_id.keys():
        by_id[name] = make_entry(content, catalog.headers[name], around.today)
    former = around.catalog.headers.get(record.id)
    edges = with_headers(around.edges, [former] if former else [], [header])
    by_id |= with_validity(catalog, edges, by_id, around.today)
    by_id |= with_bonds(content.deadlines, edges, by_id)
    lines = Lines(edges, catalog.headers, by_id.keys(), around.today.isoformat())
    return replace(
        around,
        catalog=catalog,
        by_id=by_id,
        edges=edges,
        lines=lines,
        headings=headings,
    )


def _with(facts: Mapping[str, T], name: str, fact: T) -> Mapping[str, T]:
    """The same facts with one in the place of what it was; they are not copied."""
    return ChainMap({name: fact}, cast("MutableMapping[str, T]", facts))
