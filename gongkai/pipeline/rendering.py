"""Third stage: check records within their scopes, and make the pages of those that are public."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass

from msgspec.msgpack import encode
from msgspec.structs import replace

from gongkai.cache.records import RecordState, read_documents, read_records, read_scopes
from gongkai.cache.signs import Partition, Sign, Signs, looks_of, put, read_signs
from gongkai.cache.store import LostError, Store, digest_of_parts
from gongkai.catalog.scope import Scope, public_part, scope_of
from gongkai.content.places import locate
from gongkai.executors import Serial, run
from gongkai.findings import Finding, in_order
from gongkai.model.content import Content
from gongkai.model.record import Record
from gongkai.pipeline.job import Job, Shared, content_of, shared_of
from gongkai.pipeline.linking import Linked
from gongkai.pipeline.past import Past
from gongkai.pipeline.reading import Read, ReadPartition, get_memo, read_again, recall
from gongkai.pipeline.writing import before_of, write_products
from gongkai.plan import record_products
from gongkai.plan.parts import Product
from gongkai.rules import check_record
from gongkai.search.collect import document_of
from gongkai.views.portal import Portal
from gongkai.views.shapes import RecordView

_FEW = 20
"""Records that are rendered sooner than a process is started."""


@dataclass(frozen=True, slots=True)
class One:
    """One record to check and render: its scope, the key of both, and what was written of it last time."""

    state: RecordState
    scope: Scope
    key: str
    outputs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """Records of one partition."""

    job: Job
    name: str
    memo: str
    records: tuple[One, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """`documents` and `scopes` name the blobs of the search documents and of the scopes of these records."""

    name: str
    states: tuple[RecordState, ...]
    outputs: tuple[tuple[Sign, ...], ...]
    documents: str
    scopes: str
    rendered: int


@dataclass(frozen=True, slots=True)
class RenderedPartition:
    """A partition as it is now: its states, what was written of each, what is no longer there."""

    name: str
    sources: tuple[Sign, ...]
    states: tuple[RecordState, ...]
    outputs: tuple[tuple[Sign, ...], ...]
    memo: str
    documents: str
    scopes: str
    former: tuple[Sign, ...] = ()
    """What was written last time, where it may differ."""
    known: Partition | None = None
    """Where nothing of it changed: how it is remembered."""
    rendered: int = 0


def render_all(
    job: Job, read: Read, linked: Linked, past: Past, executor: Executor
) -> Iterator[RenderedPartition]:
    """Check and render the records that what changed can reach; a partition that it cannot comes as it was.

    Without a staging folder in the job records are checked only.
    """
    store = Store(job.store)
    before = past.root.partitions if past.root else {}
    waiting: dict[str, RenderedPartition] = {}
    tasks: list[Task] = []
    for partition in read.partitions:
        known = before.get(partition.name) if past.is_site_known else None
        touched = [state for state in partition.records if state.id in linked.touched]
        if known and not touched and not partition.changed:
            signs = read_signs(store, known.signs)
            same = known if signs and signs.sources == partition.sources else None
            outputs = signs.outputs if signs else ()
            former = tuple(sign for written in outputs for sign in written)
            waiting[partition.name] = _as_it_was(partition, outputs, known, same, former)
            continue
        written, former_states = written_of(store, known), {state.id: state for state in partition.former}
        ones = [
            one
            for state in touched
            if state.header
            and state.id in linked.catalog.headers
            and (
                one := one_of(
                    job,
                    read.shared,
                    state,
                    former_states.get(state.id, state),
                    scope_of(linked.around, state.header),
                    written.get(state.id, ()),
                )
            )
        ]
        waiting[partition.name] = _as_it_was(
            partition,
            tuple(written.get(state.id, ()) for state in partition.records),
            known,
            None,
            tuple(sign for signs in written.values() for sign in signs),
        )
        if ones:
            tasks.append(Task(job, partition.name, partition.memo, tuple(ones)))
    few = sum(len(task.records) for task in tasks) <= _FEW
    for done in run(Serial() if few else executor, render, tasks):
        yield with_done(store, waiting.pop(done.name), done)
    for name in sorted(waiting):
        yield waiting[name]


def _as_it_was(
    partition: ReadPartition,
    outputs: tuple[tuple[Sign, ...], ...],
    known: Partition | None,
    same: Partition | None,
    former: tuple[Sign, ...] = (),
) -> RenderedPartition:
    return RenderedPartition(
        partition.name,
        partition.sources,
        partition.records,
        outputs,
        partition.memo,
        known.documents if known else "",
        known.scopes if known else "",
        former,
        same,
    )


def written_of(store: Store, known: Partition | None) -> dict[str, tuple[Sign, ...]]:
    """What was written of each record of a partition in the last build."""
    if known is None:
        return {}
    signs, states = read_signs(store, known.signs), read_records(store, known.records)
    if signs is None or states is None:  # the site holds files that nothing tells of any more
        raise LostError
    return {state.id: outputs for state, outputs in zip(states, signs.outputs, strict=True)}


def one_of(
    job: Job, shared: str, state: RecordState, former: RecordState, scope: Scope, outputs: tuple[Sign, ...]
) -> One | None:
    """What is to be done of a valid record that was `former`; None where it would come out as it is.

    `shared` stands for what all records share, `outputs` are what was written of it.
    """
    assert state.header
    key = digest_of_parts(encode(scope), state.header.digest, shared)
    is_as_made = scope.entry is None or bool(outputs)
    is_as_made = is_as_made and all(page.layout in job.same_layouts for page in state.pages)
    if state.key == key and (is_as_made or not job.staging):
        return None
    return One(replace(state, pages=former.pages if outputs else ()), scope, key, outputs)


def with_done(store: Store, partition: RenderedPartition, done: Done) -> RenderedPartition:
    """A partition with what was done of it put in place."""
    states = {state.id: state for state in done.states}
    outputs = {state.id: found for state, found in zip(done.states, done.outputs, strict=True)}
    return dataclasses.replace(
        partition,
        states=tuple(states.get(state.id, state) for state in partition.states),
        outputs=tuple(
            outputs.get(state.id, found)
            for state, found in zip(partition.states, partition.outputs, strict=True)
        ),
        documents=_merge_documents(store, partition, done),
        scopes=_merge_scopes(store, partition, done),
        known=None,
        rendered=done.rendered,
    )


def _merge_scopes(store: Store, partition: RenderedPartition, done: Done) -> str:
    """Scopes of the records of a partition, likewise."""
    if len(done.states) == len(partition.states) or not partition.scopes:
        return done.scopes
    names = {state.id for state in partition.states} - {state.id for state in done.states}
    kept, fresh = read_scopes(store, partition.scopes), read_scopes(store, done.scopes)
    if kept is None or fresh is None:
        raise LostError
    return put(store, (*(pair for pair in kept if pair[0] in names), *fresh))


def _merge_documents(store: Store, partition: RenderedPartition, done: Done) -> str:
    """Documents of the records of a partition: those made now, and those of the others."""
    if len(done.states) == len(partition.states):
        return done.documents
    made = {state.id for state in done.states}
    public = {state.id for state in partition.states if state.document}
    kept = read_documents(store, partition.documents) if partition.documents else ()
    fresh = read_documents(store, done.documents)
    if kept is None or fresh is None:
        raise LostError
    others = public - made
    return put(store, (*(document for document in kept if document.id in others), *fresh))


def render(task: Task) -> Done:
    """Check the records of one partition and write their pages."""
    job, store = task.job, Store(task.job.store)
    content = content_of(job.store, job.content)
    memo = get_memo(store, task.memo)
    states, documents, rendered = [], [], 0
    outputs: list[tuple[Sign, ...]] = []
    for one in task.records:
        record = recall(memo, one.state.id)
        state = replace(one.state, key=one.key, findings=findings_of(job, content, record, one.scope))
        if not job.staging or one.scope.entry is None:
            states.append(replace(state, pages=(), document=""))
            outputs.append(())
            continue
        shared = shared_of(job)
        portal = portal_of(shared, one.scope)
        products = list(record_products(portal, record, older_of(job, one.scope)))
        written = write_products(job, shared, products, before_of(one.state.pages, one.outputs))
        document = document_of(portal, record, _page(products))
        rendered += written.rendered
        documents.append(document)
        outputs.append(tuple(written.outputs))
        states.append(replace(state, pages=tuple(written.pages), document=digest_of_parts(encode(document))))
    return Done(
        task.name,
        tuple(states),
        tuple(outputs),
        put(store, tuple(documents)),
        put(store, tuple((one.state.id, one.scope) for one in task.records)),
        rendered,
    )


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


def put_partition(store: Store, partition: RenderedPartition, entries: str) -> Partition:
    """Remember a partition."""
    if partition.known and partition.known.entries == entries:
        return partition.known
    return Partition(
        signs=put(store, Signs(partition.sources, partition.outputs)),
        records=put(store, partition.states),
        memo=partition.memo,
        entries=entries,
        documents=partition.documents or put(store, ()),
        scopes=partition.scopes or put(store, ()),
        looks=put(store, looks_of(sign for written in partition.outputs for sign in written)),
    )


def documents_of(partition: RenderedPartition) -> Iterator[tuple[str, str]]:
    """Id and digest of each search document."""
    return ((state.id, state.document) for state in partition.states if state.document)
