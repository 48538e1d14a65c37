"""Third stage: check records within their scopes, and make the pages of those that are public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from msgspec import structs
from msgspec.msgpack import encode

from gongkai.cache.records import (
    MadeState,
    ReadState,
    read_documents,
    read_made,
    read_records,
    read_scopes,
)
from gongkai.cache.signs import Partition, looks_of, put
from gongkai.cache.store import Store, digest_of_parts
from gongkai.catalog.scope import Scope, public_part, scope_of
from gongkai.content.places import locate
from gongkai.content.tree import partition_of
from gongkai.executors import Serial, run
from gongkai.findings import Finding, in_order
from gongkai.model.content import Content
from gongkai.model.record import Record
from gongkai.pipeline.job import Job, Shared, content_of, shared_of
from gongkai.pipeline.linking import Linked
from gongkai.pipeline.past import Past
from gongkai.pipeline.reading import Read, ReadPartition, get_memo, read_again, recall
from gongkai.pipeline.writing import before_of, write_products
from gongkai.plan.parts import Product
from gongkai.plan.record import record_products
from gongkai.rules import check_record
from gongkai.search.collect import document_of
from gongkai.search.documents import SearchDocument
from gongkai.views.portal import Portal
from gongkai.views.shapes import RecordView

_FEW = 20
"""Records that are rendered sooner than a process is started."""


@dataclass(frozen=True, slots=True)
class One:
    """One record to check and render: its scope, the key of both, and what was made of it last time."""

    id: str
    scope: Scope
    key: str
    former: MadeState


@dataclass(frozen=True, slots=True)
class Task:
    """Records of one partition; `before` is how the partition is remembered, `entries` names its entries now."""

    job: Job
    read: ReadPartition
    entries: str
    before: Partition | None
    records: tuple[One, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A partition as it is now, and as it was where what the site holds of it is known; `rendered` counts pages."""

    name: str
    now: Partition
    before: Partition | None
    rendered: int = 0


def render_all(job: Job, read: Read, linked: Linked, past: Past, executor: Executor) -> Iterator[Rendered]:
    """Check and render the records that what changed can reach; a partition that it cannot comes as it was.

    Without a staging folder in the job records are checked only. Partitions come as they are ready.
    """
    still: list[Rendered] = []

    def busy() -> Iterator[Task]:
        for task in _tasks(job, read, linked, past):
            if _is_still(task):
                still.append(render(task))
            else:
                yield task

    few = linked.touched is not None and len(linked.touched) <= _FEW
    yield from run(Serial() if few else executor, render, busy())
    yield from still


def _tasks(job: Job, read: Read, linked: Linked, past: Past) -> Iterator[Task]:
    """One of each partition, made when it is asked for: scopes of a million records are not held together."""
    store, touched = Store(job.store), linked.touched
    before = past.root.partitions if past.root and past.is_site_known else {}
    reached = None if touched is None else {partition_of(record) for record in touched}
    for partition in read.partitions:
        known, states = before.get(partition.name), list[ReadState]()
        if reached is None or partition.name in reached:
            held = linked.held.of(partition.name).values()
            states = [state for state in held if touched is None or state.id in touched]
        former = made_of(store, known) if states else {}
        ones = (
            one_of(job, read.shared, state, former.get(state.id), scope_of(linked.around, state.header))
            for state in states
            if state.header
        )
        found = tuple(one for one in ones if one)
        yield Task(job, partition, linked.entries[partition.name], known, found)


def _is_still(task: Task) -> bool:
    """Whether nothing is to be done of a partition."""
    return not task.records and task.read.is_as_it_was and task.before is not None


def made_of(store: Store, known: Partition | None) -> dict[str, MadeState]:
    """What was made of each record of a partition in the last build."""
    return {state.id: state for state in read_made(store, known.made)} if known else {}


def one_of(job: Job, shared: str, state: ReadState, former: MadeState | None, scope: Scope) -> One | None:
    """What is to be done of a valid record of which `former` was made; None where it would come out as it is.

    `shared` stands for what all records share.
    """
    assert state.header
    former = former or MadeState(state.id)
    key = digest_of_parts(encode(scope), state.header.digest, shared)
    is_as_made = scope.entry is None or bool(former.outputs)
    is_as_made = is_as_made and all(page.layout in job.same_layouts for page in former.pages)
    if former.key == key and (is_as_made or not job.staging):
        return None
    return One(state.id, scope, key, former)


def render(task: Task) -> Rendered:
    """Check the records of one partition, write their pages, and keep what is to be remembered of it."""
    store, before = Store(task.job.store), task.before
    if before and _is_still(task):
        now = structs.replace(before, sources=task.read.sources, entries=task.entries)
        return Rendered(task.read.name, now, before)
    made = make(task)
    records = read_records(store, task.read.records)
    former, fresh = made_of(store, before), {state.id: state for state in made.states}
    former = {each.id: former[each.id] for each in records if each.header and each.id in former}
    states = [fresh.get(each.id) or former.get(each.id) or MadeState(each.id) for each in records]
    findings = tuple(
        f for each, state in zip(records, states, strict=True) for f in (*each.findings, *state.findings)
    )
    now = Partition(
        sources=task.read.sources,
        records=task.read.records,
        memo=task.read.memo,
        count=task.read.count,
        unreadable=task.read.unreadable,
        entries=task.entries,
        made=put(store, states),
        documents=_put_documents(store, task, states, made.documents),
        scopes=_put_scopes(store, task, states),
        looks=put(store, looks_of(sign for state in states for sign in state.outputs)),
        findings=put(store, findings) if findings else "",
        pages=sum(len(state.pages) for state in states),
        more=tuple(page.path for state in states for page in state.pages[1:]),
    )
    return Rendered(task.read.name, now, before, made.rendered)


def _put_documents(
    store: Store, task: Task, states: Sequence[MadeState], fresh: Sequence[SearchDocument]
) -> str:
    """Documents of the records of a partition: those made now, and those of the others."""
    others = {state.id for state in states if state.document} - {document.id for document in fresh}
    kept = read_documents(store, task.before.documents) if others and task.before else ()
    return put(store, (*(document for document in kept if document.id in others), *fresh))


def _put_scopes(store: Store, task: Task, states: Sequence[MadeState]) -> str:
    """Scopes of the records of a partition, likewise."""
    fresh = tuple((one.id, one.scope) for one in task.records)
    others = {state.id for state in states} - {one.id for one in task.records}
    kept = read_scopes(store, task.before.scopes) if others and task.before else ()
    return put(store, (*(pair for pair in kept if pair[0] in others), *fresh))


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of some records."""

    states: tuple[MadeState, ...]
    documents: tuple[SearchDocument, ...]
    rendered: int


def make(task: Task) -> Made:
    """Check some records of a partition and write their pages."""
    if not task.records:
        return Made((), (), 0)
    job, store = task.job, Store(task.job.store)
    content, memo = content_of(job.store, job.content), get_memo(store, task.read.memo)
    states, documents, rendered = [], [], 0
    for one in task.records:
        record = recall(memo, one.id)
        findings = findings_of(job, content, record, one.scope)
        if not job.staging or one.scope.entry is None:
            states.append(MadeState(one.id, one.key, findings))
            continue
        shared = shared_of(job)
        portal = portal_of(shared, one.scope)
        products = list(record_products(portal, record, older_of(job, one.scope)))
        written = write_products(job, shared, products, before_of(one.former.pages, one.former.outputs))
        document = document_of(portal, record, _page(products))
        documents.append(document)
        digest = digest_of_parts(encode(document))
        pages, outputs = tuple(written.pages), tuple(written.outputs)
        states.append(MadeState(one.id, one.key, findings, pages, outputs, digest))
        rendered += written.rendered
    return Made(tuple(states), tuple(documents), rendered)


def _page(products: Iterable[Product]) -> RecordView:
    return next(product for product in products if isinstance(product, RecordView))


def older_of(job: Job, scope: Scope) -> tuple[Record, ...]:
    """The documents that a record replaces or amends, read for their texts: few records do."""
    found = (read_again(job.root, name) for name, _ in scope.older)
    return tuple(record for record in found if record)


def portal_of(shared: Shared, scope: Scope) -> Portal:
    """As much of the portal as the page of a public record shows."""
    return Portal(public_part(shared.content, shared.addresses, scope), shared.addresses)


def findings_of(job: Job, content: Content, record: Record, scope: Scope) -> tuple[Finding, ...]:
    return tuple(in_order(locate(job.root, check_record(content, record, scope))))
