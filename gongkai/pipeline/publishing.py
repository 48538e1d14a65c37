"""Last stage: what is gone is taken away, and the manifest tells what is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.cache.engine import engine_digest
from gongkai.cache.records import read_made
from gongkai.cache.shelves import signs_on
from gongkai.cache.signs import Partition, PartState, Shelf, Sign
from gongkai.cache.store import Store
from gongkai.output.manifest import Change, forget_manifest, section_of, update_manifest
from gongkai.output.site import Staging
from gongkai.pipeline.past import Past
from gongkai.pipeline.rendering import Rendered
from gongkai.pipeline.searching import Index

if TYPE_CHECKING:  # heavy: an edit of a text plans nothing
    from gongkai.pipeline.planning import MadePart


@dataclass(slots=True)
class _Section:
    """What may differ in one section of the manifest, as it is and as it was: files of parts, of partitions, of shelves."""

    now: list[Sign] = field(default_factory=list)
    former: list[Sign] = field(default_factory=list)
    kept_now: list[Partition | Shelf] = field(default_factory=list)
    kept_before: list[Partition | Shelf] = field(default_factory=list)


def settle(
    store: Store,
    staging: Staging,
    partitions: Sequence[Rendered],
    parts: Sequence[MadePart],
    index: Index,
    past: Past,
) -> None:
    """Take away what is no longer part of the site, and write the manifest of what is."""
    # Another engine may have put files into other sections.
    is_anew = past.root is not None and past.root.engine != engine_digest()
    is_whole = is_anew or not staging.is_copy
    sections = _sections(partitions, parts, past.parts if staging.is_copy else {}, is_whole=is_whole)
    _sort_index(sections, index, is_whole=is_whole)
    there = defaultdict[str, set[str]](set)
    for path in staging.paths() if past.shards else ():
        there[section_of(path)].add(path)
    if is_anew:
        forget_manifest(staging.folder)

    def change(name: str) -> Change:
        section = sections[name]
        now = [*section.now, *_signs_of(store, section.kept_now)]
        former = {sign.path for sign in (*section.former, *_signs_of(store, section.kept_before))}
        staging.remove(sorted((former | there[name]) - {sign.path for sign in now}))
        return [(sign.path, sign.digest, sign.size) for sign in now], former

    update_manifest(staging.folder, sorted(sections.keys() | there.keys()), change)


def _signs_of(store: Store, kept: Iterable[Partition | Shelf]) -> Iterator[Sign]:
    """The files of the records of partitions, and those on shelves."""
    for each in kept:
        if isinstance(each, Shelf):
            yield from signs_on(store, each)
        else:
            yield from (sign for state in read_made(store, each.made) for sign in state.outputs)


def _sections(
    partitions: Iterable[Rendered],
    parts: Iterable[MadePart],
    parts_before: Mapping[str, PartState],
    *,
    is_whole: bool,
) -> defaultdict[str, _Section]:
    """What was written of partitions and parts that may have changed: now, and in the last build."""
    sections = defaultdict[str, _Section](_Section)
    for each in partitions:
        if is_whole or each.before is None or each.now.made != each.before.made:
            section = sections[_section_of(each.name)]
            section.kept_now.append(each.now)
            section.kept_before += [each.before] if each.before else []
    left = dict(parts_before)
    for made in parts:
        before = left.pop(made.state.name, None)
        if is_whole or before is not made.state:
            _sort(sections, made.state.outputs, before.outputs if before else ())
    for part in left.values():
        _sort(sections, (), part.outputs)
    return sections


def _sort_index(sections: Mapping[str, _Section], index: Index, *, is_whole: bool) -> None:
    if index.changes and not is_whole:
        _sort(sections, *index.changes)
        return
    for name, shelves in index.state.sections.items():
        sections[name].kept_now += shelves
    for name, shelves in (index.before.sections if index.before else {}).items():
        sections[name].kept_before += shelves


def _sort(sections: Mapping[str, _Section], now: Iterable[Sign], former: Iterable[Sign]) -> None:
    for sign in now:
        sections[section_of(sign.path)].now.append(sign)
    for sign in former:
        sections[section_of(sign.path)].former.append(sign)


def _section_of(partition: str) -> str:
    """The section in which all files of the records of a partition are."""
    year, _, unit = partition.partition("/")
    return section_of(f"units/{unit}/kind/{year}/record/index.html")
