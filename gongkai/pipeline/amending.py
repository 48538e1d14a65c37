"""Where nothing but the texts of some records changed, the rest of the site is as it was, and is not even looked into.

What the other pages show of a record is its header. As long as that is the same, and with it what the record names and
the headings that others may link to, a change of its text reaches its own page, its data and its search document.
That is what most edits are, and they cost the same on a site of any size, but for looking at its files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec import structs

from gongkai.cache.engine import engine_digest
from gongkai.cache.records import MadeState, ReadState, read_made, read_records, read_scopes
from gongkai.cache.signs import Partition, Root, put, read_index, read_signs
from gongkai.cache.store import Store
from gongkai.catalog.headers import anchors_of
from gongkai.catalog.scope import is_compared
from gongkai.content.places import locate
from gongkai.content.tree import sort_tree
from gongkai.content.walk import SourceFile
from gongkai.findings import Finding, has_errors, in_order
from gongkai.output.site import staged
from gongkai.pipeline.job import Job, shared_of
from gongkai.pipeline.order import Order, commit, sweep
from gongkai.pipeline.outcome import Built
from gongkai.pipeline.past import Seen, compresses
from gongkai.pipeline.publishing import settle
from gongkai.pipeline.reading import ReadPartition, get_memo, read_partition, recall
from gongkai.pipeline.rendering import Made, One, Rendered, Task, made_of, make, one_of, render
from gongkai.pipeline.searching import Documents, change_segments, is_in_place, make_index
from gongkai.search import choose_engine

_FEW = 20
"""Partitions; of more the whole is put together anew."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """A partition with changed texts: these records as they were and as they are, and what is to be done of them."""

    read: ReadPartition
    before: Partition
    changed: tuple[ReadState, ...]
    made: Mapping[str, MadeState]
    """What was made of each record."""
    ones: tuple[One, ...]

    def task(self, job: Job) -> Task:
        return Task(job, self.read, self.before.entries, self.before, self.ones)


def amend(order: Order, seen: Seen) -> Built | None:
    """Bring the site up to date; None where more than texts changed, or something is missing to be sure of it."""
    root = seen.past.root
    if root is None or not _is_all_else_same(order, seen, root):
        return None
    files = _changed_files(order.store, seen, root)
    if files is None or len(files) > _FEW:
        return None
    edits = []
    for name, sources in files.items():
        edit = _edit(order, seen, root, name, sources)
        if edit is None:
            return None
        edits.append(edit)
    return _apply(order, seen, root, edits)


def _is_all_else_same(order: Order, seen: Seen, root: Root) -> bool:
    now = seen.layout_files, engine_digest(), order.today.isoformat()
    return (
        seen.past.is_site_known
        and not seen.past.shards
        and not seen.listing.problems
        and now == (root.layout_files, root.engine, root.today)
        and compresses(order.precompress, root.precompress, seen.past) == bool(root.compression)
    )


def _changed_files(store: Store, seen: Seen, root: Root) -> dict[str, list[SourceFile]] | None:
    """The files of each partition that holds a changed one; None where other files changed, or come, or are gone."""
    now, before = seen.listing.digests, root.folders
    if now.keys() != before.keys():
        return None
    changed = {folder for folder, digest in now.items() if digest != before[folder] or not digest}
    tree = sort_tree(folder for folder in seen.listing.folders if folder.path in changed)
    known = {s.path: s for s in root.other_signs if s.path.rpartition("/")[0] in changed}
    others = {file.path: file for file in tree.others}
    are_others_same = known.keys() == others.keys() and all(
        sign.is_like(others[path].size, others[path].modified) for path, sign in known.items()
    )
    folders = {file.folder for files in tree.records.values() for file in files}
    # A changed folder without a record (the settings are one) may hold anything else.
    if tree.findings or tree.shared or not are_others_same or folders != changed:
        return None
    found = {}
    for name, files in tree.records.items():
        partition = root.partitions.get(name)
        signs = read_signs(store, partition.sources) if partition else None
        if signs is None:
            return None
        sources = {sign.path: SourceFile(sign.path, sign.size, sign.modified) for sign in signs}
        if {path for path in sources if path.rpartition("/")[0] in changed} != {file.path for file in files}:
            return None
        found[name] = list((sources | {file.path: file for file in files}).values())
    return found


def _edit(order: Order, seen: Seen, root: Root, name: str, sources: Sequence[SourceFile]) -> _Edit | None:
    store, known = order.store, root.partitions[name]
    read = read_partition(order.root, store, name, sources, known)
    now = [state for state in read_records(store, read.records) if state.id in read.changed]
    if not _changed_texts_only(store, read, now, known):
        return None
    told, made = dict(read_scopes(store, known.scopes)), made_of(store, known)
    job = _job(order, seen, root)
    ones = []
    for state in now:
        scope = told.get(state.id)
        if scope is None or is_compared(scope):
            return None
        one = one_of(job, root.shared, state, made.get(state.id), scope)
        ones += [one] if one else []
    return _Edit(read, known, tuple(now), made, tuple(ones))


def _changed_texts_only(
    store: Store, read: ReadPartition, records: Sequence[ReadState], known: Partition
) -> bool:
    former, now = {state.id: state for state in read.former}, {state.id: state for state in records}
    if former.keys() != now.keys() or not all(_shows_the_same(former[name], now[name]) for name in now):
        return False
    old, new = (get_memo(store, known.memo), get_memo(store, read.memo)) if now else ({}, {})
    return all(anchors_of(recall(old, name)) == anchors_of(recall(new, name)) for name in now)


def _shows_the_same(former: ReadState, now: ReadState) -> bool:
    """Whether other pages show the same of a record."""
    if former.header is None or now.header is None:
        return False
    same = structs.replace(former.header, digest=now.header.digest)
    return same == now.header and former.needs == now.needs


def _job(order: Order, seen: Seen, root: Root, staging: str = "") -> Job:
    """What nothing but texts changed in: the layouts and the engine give what they gave."""
    return Job(
        root=order.root,
        store=order.store.folder,
        content=root.content,
        layouts=seen.layout_files,
        staging=staging,
        same_layouts=frozenset(root.layouts),
        precompress=bool(root.compression),
        same_engine=True,
    )


def _apply(order: Order, seen: Seen, root: Root, edits: Sequence[_Edit]) -> Built | None:
    store = order.store
    checking = _job(order, seen, root)
    findings = _findings(order, root, edits, [make(edit.task(checking)) for edit in edits])
    if findings is None:
        return None
    if has_errors(findings):
        return Built(findings)
    engine = order.engine or choose_engine(shared_of(checking).content.config.search.engine, root.records)
    before = read_index(store, root.index)
    if before is None or not is_in_place(engine, before, with_search=order.with_search):
        return None
    with staged(order.site, as_copy=True) as staging:
        job = _job(order, seen, root, str(staging.folder))
        done = [render(edit.task(job)) for edit in edits]
        partitions = root.partitions | {each.name: each.now for each in done}
        segments = change_segments(store, root.segments, _digests(store, edits, done))
        documents = Documents(store.folder, {name: each.documents for name, each in partitions.items()})
        index = make_index(order, engine, segments, documents, job, before)
        settle(store, staging, done, [], index, seen.past)
        pages = root.pages + sum(
            each.now.pages - edit.before.pages for edit, each in zip(edits, done, strict=True)
        )
        found = structs.replace(
            root,
            listing=seen.listing.digest,
            folders=seen.listing.digests,
            partitions=partitions,
            index=put(store, index.state),
            segments=segments,
            findings=findings,
            pages=pages,
            search="" if index.is_behind else engine.name,
        )
        commit(store, staging, found)
    sweep(store)
    return Built(findings, root.records, pages, sum(each.rendered for each in done), index.is_behind)


def _findings(
    order: Order, root: Root, edits: Sequence[_Edit], checked: Sequence[Made]
) -> tuple[Finding, ...] | None:
    """What is found now: what was found before, but of the records that changed; None where that cannot be told."""
    found = list(root.findings)
    for edit in edits:
        for finding in locate(order.root, _findings_of(edit.read.former, edit.made)):
            if finding not in found:
                return None
            found.remove(finding)
    changed = {state.header.path for edit in edits for state in edit.changed if state.header}
    if any(f.location.path in changed or (f.other and f.other.path in changed) for f in found):
        return None  # the lines that all records together were found to be wrong on may be others now
    for edit, made in zip(edits, checked, strict=True):
        found += _findings_of(edit.changed, {**edit.made, **{state.id: state for state in made.states}})
    return tuple(in_order(locate(order.root, found)))


def _findings_of(records: Iterable[ReadState], made: Mapping[str, MadeState]) -> list[Finding]:
    """What was found of records on reading them and within their scopes."""
    return [f for each in records for f in (*each.findings, *made[each.id].findings)]


def _digests(
    store: Store, edits: Sequence[_Edit], done: Sequence[Rendered]
) -> dict[tuple[str, str], dict[str, str]]:
    """What stands for each new search document, by year and unit of its segment."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for edit, each in zip(edits, done, strict=True):
        documents = {state.id: state.document for state in read_made(store, each.now.made)}
        for one in edit.ones:
            if entry := one.scope.entry:
                found.setdefault((entry.year, entry.unit), {})[one.id] = documents[one.id]
    return found
