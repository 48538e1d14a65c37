"""Last stage: what is gone is taken away, and the manifest tells what is there."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.cache.engine import engine_digest
from gongkai.cache.signs import Sign
from gongkai.output.manifest import forget_manifest, update_manifest
from gongkai.output.site import Staging
from gongkai.pipeline.past import Past
from gongkai.pipeline.planning import MadePart
from gongkai.pipeline.rendering import RenderedPartition


def settle(
    staging: Staging, partitions: Sequence[RenderedPartition], parts: Sequence[MadePart], past: Past
) -> None:
    """Take away what is no longer part of the site, and write the manifest of what is."""
    now, former = _changed(partitions, parts, past if staging.is_copy else Past())
    paths = {sign.path for sign in now}
    gone = staging.paths() if past.shards else {sign.path for sign in former}
    staging.remove(sorted(gone - paths))
    if past.root and past.root.engine != engine_digest():  # which may have put files into other sections
        now, _ = _changed(partitions, parts, Past())
        forget_manifest(staging.folder)
    files = [(sign.path, sign.digest, sign.size) for sign in now]
    update_manifest(staging.folder, files, {sign.path for sign in former})


def _changed(
    partitions: Sequence[RenderedPartition], parts: Sequence[MadePart], past: Past
) -> tuple[list[Sign], list[Sign]]:
    """What was written of partitions and parts that may have changed: now, and in the last build."""
    now: list[Sign] = []
    former: list[Sign] = []
    for partition in partitions:
        if partition.known is None or not past.is_site_known:
            now += (sign for signs in partition.outputs for sign in signs)
            former += partition.former
    left = dict(past.parts)
    for made in parts:
        before = left.pop(made.state.name, None)
        if before is None:
            now += made.state.outputs
        elif before is not made.state:
            # A file that was kept is the same object: the index of a large site has a hundred thousand of them.
            kept = {id(sign) for sign in before.outputs} & {id(sign) for sign in made.state.outputs}
            now += (sign for sign in made.state.outputs if id(sign) not in kept)
            former += (sign for sign in before.outputs if id(sign) not in kept)
    former += (sign for part in left.values() for sign in part.outputs)
    return now, former
