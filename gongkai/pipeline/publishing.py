"""Last stage: what is gone is taken away, and the manifest tells what is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.cache.engine import engine_digest
from gongkai.cache.records import read_made
from gongkai.cache.signs import Partition, PartState, Sign
from gongkai.cache.store import Store
from gongkai.output.manifest import Change, forget_manifest, section_of, update_manifest
from gongkai.output.site import Staging
from gongkai.pipeline.past import Past
from gongkai.pipeline.planning import MadePart
from gongkai.pipeline.rendering import Rendered


@dataclass(slots=True)
class _Section:
    """What may differ in one section of the manifest: files of parts, and of partitions as they are and were."""

    now: list[Sign] = field(default_factory=list)
    former: list[Sign] = field(default_factory=list)
    partitions: list[Partition] = field(default_factory=list)
    partitions_before: list[Partition] = field(default_factory=list)


def settle(
    store: Store,
    staging: Staging,
    partitions: Sequence[Rendered],
    parts: Sequence[MadePart],
    past: Past,
) -> None:
    """Take away what is no longer part of the site, and write the manifest of what is."""
    # Another engine may have put files into other sections.
    is_anew = past.root is not None and past.root.engine != engine_digest()
    is_whole = is_anew or not staging.is_copy
    sections = _sections(partitions, parts, past.parts if staging.is_copy else {}, is_whole=is_whole)
    there = defaultdict[str, set[str]](set)
    for path in staging.paths() if past.shards else ():
        there[section_of(path)].add(path)
    if is_anew:
        forget_manifest(staging.folder)

    def change(name: str) -> Change:
        section = sections[name]
        now = [*section.now, *_outputs(store, section.partitions)]
        former = {sign.path for sign in (*section.former, *_outputs(store, section.partitions_before))}
        staging.remove(sorted((former | there[name]) - {sign.path for sign in now}))
        return [(sign.path, sign.digest, sign.size) for sign in now], former

    update_manifest(staging.folder, sorted(sections.keys() | there.keys()), change)


def _outputs(store: Store, partitions: Iterable[Partition]) -> list[Sign]:
    """What was written of the records of partitions."""
    return [sign for each in partitions for state in read_made(store, each.made) for sign in state.outputs]


def _sections(
    partitions: Iterable[Rendered],
    parts: Iterable[MadePart],
    parts_before: Mapping[str, PartState],
    *,
    is_whole: bool,
) -> dict[str, _Section]:
    """What was written of partitions and parts that may have changed: now, and in the last build."""
    sections = defaultdict[str, _Section](_Section)
    for each in partitions:
        if is_whole or each.before is None or each.now.made != each.before.made:
            section = sections[_section_of(each.name)]
            section.partitions.append(each.now)
            section.partitions_before += [each.before] if each.before else []
    left = dict(parts_before)
    for made in parts:
        before = left.pop(made.state.name, None)
        outputs = before.outputs if before else ()
        if is_whole or before is not made.state:
            # A file that was kept is the same object: the index of a large site has a hundred thousand of them.
            kept = set() if is_whole else {id(s) for s in outputs} & {id(s) for s in made.state.outputs}
            _sort(sections, made.state.outputs, outputs, kept)
    for part in left.values():
        _sort(sections, (), part.outputs, set())
    return sections


def _sort(
    sections: Mapping[str, _Section], now: Iterable[Sign], former: Iterable[Sign], kept: Collection[int]
) -> None:
    for sign in now:
        if id(sign) not in kept:
            sections[section_of(sign.path)].now.append(sign)
    for sign in former:
        if id(sign) not in kept:
            sections[section_of(sign.path)].former.append(sign)


def _section_of(partition: str) -> str:
    """The section in which all files of the records of a partition are."""
    year, _, unit = partition.partition("/")
    return section_of(f"units/{unit}/kind/{year}/record/index.html")
