"""Fifth stage: the search index, of the documents that were collected on the way."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from gongkai.cache.engine import engine_digest
from gongkai.cache.records import read_documents
from gongkai.cache.signs import PartState, Sign
from gongkai.cache.store import LostError, Store, digest_of_parts
from gongkai.catalog.public import PublicCatalog
from gongkai.content.tree import partition_of
from gongkai.executors import Serial, run
from gongkai.findings import GongkaiError
from gongkai.pipeline.job import Job, Shared
from gongkai.pipeline.planning import MadePart
from gongkai.pipeline.writing import adopt_file, kept_signs
from gongkai.render.assets import BUNDLE
from gongkai.search import SearchEngine, SearchError
from gongkai.search.documents import SearchDocument, Segment
from gongkai.views.pages import SearchParts

_NAME = "search-index"
_NEW = "search/.new"
_INDEX = "search/index"
_STABLE = ("segments",)
"""Engines that name files after their bytes."""
_BATCH = 400
"""Files that are signed, and compressed, by one task."""

Rows = tuple[tuple[str, str], ...]
"""(record, digest of its document), by day and id."""


@dataclass(frozen=True, slots=True)
class Documents:
    """Reads documents where the records of each partition were rendered to; travels to other processes."""

    store: Path
    blobs: Mapping[str, str]
    table: Mapping[tuple[str, str], Rows] = field(default_factory=dict)
    """By year and unit; it stays at home."""

    def __reduce__(self) -> tuple[type[Documents], tuple[Path, Mapping[str, str]]]:
        return Documents, (self.store, self.blobs)

    def rows(self, segment: Segment) -> Rows:
        return self.table[segment.year, segment.unit]

    def read(self, segment: Segment, ids: Collection[str]) -> list[SearchDocument]:
        del segment  # a record tells its partition
        wanted: dict[str, set[str]] = defaultdict(set)
        for record in ids:
            wanted[partition_of(record)].add(record)
        found: dict[str, SearchDocument] = {}
        for partition, names in wanted.items():
            documents = read_documents(Store(self.store), self.blobs[partition])
            if documents is None:
                raise LostError
            found |= {document.id: document for document in documents if document.id in names}
        if found.keys() != set(ids):
            raise LostError
        return sorted(found.values(), key=lambda document: (document.published, document.id))


def rows_of(catalog: PublicCatalog, digests: Mapping[str, str]) -> dict[tuple[str, str], Rows]:
    """The documents of each year of publishing and unit; `digests` stand for them, by id."""
    rows: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for entry in sorted(catalog.entries, key=lambda entry: (entry.published, entry.id)):
        rows[entry.year, entry.unit].append((entry.id, digests[entry.id]))
    return {key: tuple(found) for key, found in sorted(rows.items())}


def segments_of(table: Mapping[tuple[str, str], Rows]) -> tuple[Segment, ...]:
    """What the search engine is told of `table`."""
    return tuple(
        Segment(year, unit, len(rows), digest_of_parts(*(text for row in rows for text in row)))
        for (year, unit), rows in table.items()
    )


def search_parts(engine: SearchEngine, folder: str, shared: Shared) -> SearchParts:
    """What the search page needs to know of the index in a folder of the site."""
    to, urls = shared.addresses.to, shared.assets.urls
    has_segments = engine.name in _STABLE
    script = urls[BUNDLE if has_segments else "scripts/search/pagefind-page.js"]
    return SearchParts(
        engine="segments" if has_segments else "pagefind",
        bundle_url=to(f"{folder}/"),
        # From a folder on a disk the script must be found by a relative address.
        script_url=f"../{script.removeprefix(to(''))}" if has_segments else script,
        style_url=urls["styles/search.css"],
    )


def index_folder(engine: SearchEngine, segments: Sequence[Segment]) -> str:
    """Where the index lies below the site.

    Where an engine does not name its files after their bytes, the folder is named after the documents instead, so
    that browsers that still hold files of an older index never mix the two.
    """
    if engine.name in _STABLE:
        return _INDEX
    return f"{_INDEX}.{_key(engine, segments)[:10]}"


def _key(engine: SearchEngine, segments: Sequence[Segment]) -> str:
    lines = (f"{each.year} {each.unit} {each.count} {each.digest}" for each in segments)
    return digest_of_parts(engine_digest(), engine.name, *lines)


def write_search(
    engine: SearchEngine,
    segments: Sequence[Segment],
    documents: Documents,
    site: Path,
    job: Job,
    before: PartState | None,
    executor: Executor,
) -> MadePart:
    """Bring the index up to date; one of the same documents is kept as it is."""
    key = _key(engine, segments)
    if before and before.key == key:
        return MadePart(before)
    staging = Path(job.staging)
    folder, new = index_folder(engine, segments), staging / _NEW
    known = {sign.path: sign for sign in before.outputs} if before else {}
    previous = site / folder if before and any(path.startswith(f"{folder}/") for path in known) else None
    new.mkdir(parents=True)
    try:
        files = engine.write_index(segments, documents, new, previous, executor)
    except SearchError as error:
        raise GongkaiError(
            f"搜索索引没有写成：{error}", f"the search index could not be written: {error}"
        ) from error
    moved = list(_move(new, staging, folder))
    signs = [] if files.is_new else _without(known, [*moved, *(f"{folder}/{path}" for path in files.dropped)])
    shutil.rmtree(new)
    some = [moved[start : start + _BATCH] for start in range(0, len(moved), _BATCH)]
    for adopted in run(Serial() if len(some) < 2 else executor, partial(_adopt, job), some):
        signs += adopted
    signs.sort(key=lambda sign: sign.path)
    return MadePart(PartState(_NAME, key, (), tuple(signs)))


def leave_search(
    engine: SearchEngine, segments: Sequence[Segment], before: PartState | None
) -> tuple[MadePart, str, bool]:
    """The index as it is, its folder, and whether it is of other documents; none where it is of another engine."""
    former = "/".join(before.outputs[0].path.split("/")[:2]) if before and before.outputs else ""
    if before is None or not former or (former == _INDEX) != (engine.name in _STABLE):
        return MadePart(PartState(_NAME, "", (), ())), index_folder(engine, segments), True
    return MadePart(before), former, before.key != _key(engine, segments)


def _without(known: Mapping[str, Sign], paths: Sequence[str]) -> list[Sign]:
    """All files that stay where those at `paths` go, with their siblings."""
    gone = {sign.path for path in paths for sign in kept_signs(path, known)}
    return [sign for sign in known.values() if sign.path not in gone]


def _move(new: Path, staging: Path, folder: str) -> Iterator[str]:
    """Put new files in their place; what lay there is replaced, never written over."""
    for path in sorted(new.rglob("*")):
        if path.is_file():
            inside = f"{folder}/{path.relative_to(new).as_posix()}"
            (staging / inside).parent.mkdir(parents=True, exist_ok=True)
            path.replace(staging / inside)
            yield inside


def _adopt(job: Job, paths: Sequence[str]) -> list[Sign]:
    return [sign for path in paths for sign in adopt_file(job, path)]
