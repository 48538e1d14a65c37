"""Fourth stage: what spans records. Parts of the plan whose inputs are the same as last time are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from msgspec import Struct
from msgspec.msgpack import Decoder, encode

from gongkai.cache.records import read_entries
from gongkai.cache.signs import PartState, Sign
from gongkai.cache.store import LostError, Store, digest_of_parts
from gongkai.catalog.absences import Absences
from gongkai.catalog.coverage import Groups
from gongkai.catalog.gone import Gone
from gongkai.catalog.public import Entry, PublicCatalog, PublicFile, make_public
from gongkai.executors import Serial, run
from gongkai.output.hosting import hosting_files
from gongkai.pipeline.job import Job, Shared, shared_of
from gongkai.pipeline.linking import Linked
from gongkai.pipeline.past import Past
from gongkai.pipeline.searching import STABLE
from gongkai.pipeline.writing import before_of, kept_signs, write_content, write_products
from gongkai.plan.files import plan_files, plan_sitemap
from gongkai.plan.pages import plan_pages
from gongkai.plan.parts import Part
from gongkai.plan.supervision import plan_supervision
from gongkai.render.assets import BUNDLE
from gongkai.search import SearchEngine
from gongkai.views.moved import moved_pages
from gongkai.views.pages import SearchParts
from gongkai.views.portal import Portal

_FEW = 60
"""Parts that are made sooner than a process is started."""
_BATCH = 40
_MOST = 300_000
"""Public records; of more the whole catalog, some 1.2 kB a record, is in no other process than this."""


@dataclass(frozen=True, slots=True)
class MadePart:
    """`state` is that of the last build where the part was kept."""

    state: PartState
    rendered: int = 0


class _Snapshot(Struct, frozen=True, array_like=True):
    """The public catalog as it travels to another process; relations belong to records."""

    entries: tuple[str, ...]
    """Blobs of the entries of each partition"""
    changed: tuple[Entry, ...]
    """Those that are not as their partition has them."""
    aliases: dict[str, str]
    gone: tuple[Gone, ...]
    on_request: list[tuple[str, str, int]]
    files: list[tuple[str, str, int]]
    """Those that the texts of pages link to: path, address, size."""
    absent: list[tuple[str, str, str]]
    """Item, unit, reason."""
    absent_columns: dict[str, str]
    explained: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Task:
    """Some parts of the plan, by name, with their keys and what they were in the last build."""

    job: Job
    today: date
    snapshot: str
    search: SearchParts
    parts: tuple[tuple[str, str, PartState | None], ...]


def search_parts(engine: SearchEngine, folder: str, shared: Shared) -> SearchParts:
    """What the search page needs to know of the index in a folder of the site."""
    to, urls = shared.addresses.to, shared.assets.urls
    has_segments = engine.name in STABLE
    script = urls[BUNDLE if has_segments else "scripts/search/pagefind-page.js"]
    return SearchParts(
        engine="segments" if has_segments else "pagefind",
        bundle_url=to(f"{folder}/"),
        # From a folder on a disk the script must be found by a relative address.
        script_url=f"../{script.removeprefix(to(''))}" if has_segments else script,
        style_url=urls["styles/search.css"],
    )


def make_plan(
    job: Job,
    shared: Shared,
    shared_key: str,
    today: date,
    linked: Linked,
    past: Past,
    search: SearchParts,
    more: Iterable[str],
    executor: Executor,
) -> Iterator[MadePart]:
    """Every page and file that is no record's own; `more` are the paths of pages that records have beside their own."""
    portal, groups = Portal(linked.public, shared.addresses), Groups(linked.public)
    paths = list(more)
    for made in _make_all(job, shared, shared_key, today, linked, portal, groups, past, search, executor):
        paths += (page.path for page in made.state.pages)
        yield made
    urls = [shared.addresses.to(path.removesuffix("index.html")) for path in paths]
    sitemap = plan_sitemap(portal, groups, urls)
    yield _make(job, shared, sitemap, "", past.parts.get(sitemap.name))
    yield _assets(job, shared, past.parts.get("assets"))
    yield _attachments(job, shared, linked.public, past.parts.get("attachments"))
    yield _hosting(job, portal, past.parts.get("hosting"))


def _make_all(
    job: Job,
    shared: Shared,
    shared_key: str,
    today: date,
    linked: Linked,
    portal: Portal,
    groups: Groups,
    past: Past,
    search: SearchParts,
    executor: Executor,
) -> Iterator[MadePart]:
    waiting: list[tuple[Part, str, PartState | None]] = []
    for part in _plan(portal, groups, today, search, shared):
        before = past.parts.get(part.name)
        key = "" if part.inputs is None else digest_of_parts(part.name, part.inputs, shared_key)
        if before and key and before.key == key and all(p.layout in job.same_layouts for p in before.pages):
            yield MadePart(before)
        elif key:
            waiting.append((part, key, before))
        else:
            yield _make(job, shared, part, key, before)
    is_large = len(linked.public.entries) > _MOST
    if len(waiting) <= _FEW or is_large or isinstance(executor, Serial):
        for part, key, before in waiting:
            yield _make(job, shared, part, key, before)
        return
    snapshot = _take_snapshot(Store(job.store), linked)
    named = [(part.name, key, before) for part, key, before in waiting]
    number = max(1, len(named) // _BATCH)  # neighbours in the plan are of a size: dealt out in turn
    tasks = (_Task(job, today, snapshot, search, tuple(named[first::number])) for first in range(number))
    for some in run(executor, _make_some, tasks):
        yield from some


def _plan(portal: Portal, groups: Groups, today: date, search: SearchParts, shared: Shared) -> Iterator[Part]:
    yield from plan_pages(portal, groups, search)
    yield from plan_supervision(portal, groups, today)
    yield from plan_files(portal, groups, shared.assets.urls["icons/icon.svg"])


def _make(job: Job, shared: Shared, part: Part, key: str, before: PartState | None) -> MadePart:
    """Make one part; pages that turn out as they were are left alone."""
    known = before_of(before.pages, before.outputs) if before else before_of()
    written = write_products(job, shared, part.make(), known)
    return MadePart(PartState(part.name, key, tuple(written.pages), tuple(written.outputs)), written.rendered)


def _make_some(task: _Task) -> list[MadePart]:
    """In a worker: it plans the whole for itself, once, and makes its share."""
    job = task.job
    shared = shared_of(job)
    known = _planned(job, task.today, task.snapshot, task.search)
    return [_make(job, shared, known[name], key, before) for name, key, before in task.parts]


def _take_snapshot(store: Store, linked: Linked) -> str:
    catalog = linked.public
    on_request = [(item, unit, count) for (item, unit), count in sorted(catalog.on_request.items())]
    absences = catalog.absences
    found = _Snapshot(
        entries=tuple(linked.entries.values()),
        changed=linked.changed,
        aliases=dict(catalog.aliases),
        gone=catalog.gone,
        on_request=on_request,
        files=_files(catalog),
        absent=[(item, unit, why) for (item, unit), why in absences.items.items()],
        absent_columns=dict(absences.columns),
        explained=dict(catalog.explained),
    )
    return store.put(encode(found))


def _files(catalog: PublicCatalog) -> list[tuple[str, str, int]]:
    return [(file.source, file.url, file.size) for file in catalog.files.values()]


@lru_cache(maxsize=1)
def _planned(job: Job, today: date, snapshot: str, search: SearchParts) -> Mapping[str, Part]:
    """The whole plan by name, once a process and build."""
    raw = Store(job.store).get(snapshot)
    if raw is None:
        raise LostError
    found = Decoder(_Snapshot).decode(raw)
    shared = shared_of(job)
    catalog = make_public(
        shared.content,
        read_entries(Store(job.store), found.entries, found.changed),
        files={source: PublicFile(source, url, size) for source, url, size in found.files},
        aliases=found.aliases,
        gone=found.gone,
        on_request={(item, unit): count for item, unit, count in found.on_request},
        absences=Absences({(item, unit): why for item, unit, why in found.absent}, found.absent_columns),
        explained=found.explained,
    )
    portal = Portal(catalog, shared.addresses)
    return {part.name: part for part in _plan(portal, Groups(catalog), today, search, shared)}


def _assets(job: Job, shared: Shared, before: PartState | None) -> MadePart:
    known = before_of((), before.outputs).outputs if before else {}
    signs = [
        sign for path, raw in shared.assets.files.items() for sign in write_content(job, path, raw, known)
    ]
    return MadePart(PartState("assets", "", (), tuple(signs)))


def _attachments(job: Job, shared: Shared, catalog: PublicCatalog, before: PartState | None) -> MadePart:
    """Attachments are named after their bytes: one that is there is right."""
    known = before_of((), before.outputs).outputs if before else {}
    signs: list[Sign] = []
    for file in catalog.files.values():
        path = shared.addresses.output_path(file.url)
        if path in known:
            signs += kept_signs(path, known)
        else:
            signs += write_content(job, path, (job.root / file.source).read_bytes(), known)
    return MadePart(PartState("attachments", "", (), tuple(signs)))


def _hosting(job: Job, portal: Portal, before: PartState | None) -> MadePart:
    """Redirects and headers in the words of the hosts that the settings name."""
    known = before_of((), before.outputs).outputs if before else {}
    catalog, to = portal.catalog, portal.addresses.record
    moved = {to(old): to(new) for old, new in catalog.aliases.items()}
    moved |= {old: new for old, new, _ in moved_pages(portal)}
    gone = [to(name) for each in catalog.gone for name in (each.id, *each.old_ids)]
    files = hosting_files(catalog.config.output.hosts, portal.addresses.root, moved, gone)
    signs = [sign for path, raw in files for sign in write_content(job, path, raw, known)]
    return MadePart(PartState("hosting", "", (), tuple(signs)))
