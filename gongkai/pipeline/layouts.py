"""Which layouts give the same page for the same view as in the last build."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.cache.engine import engine_digest
from gongkai.pipeline.job import Shared
from gongkai.pipeline.past import Past


@dataclass(frozen=True, slots=True)
class Layouts:
    """`closures` and `keys` by layout (see `PageRenderer`); `same` are those whose key is that of the last build."""

    closures: dict[str, str]
    keys: dict[str, str]
    same: frozenset[str]

    @property
    def some_differ(self) -> bool:
        return len(self.same) < len(self.keys)


def layouts_of(shared: Shared, layout_files: str, past: Past) -> Layouts:
    """`layout_files` stands for the folder of layouts: where it is the same, none is read."""
    root = past.root
    if root and (root.layout_files, root.engine) == (layout_files, engine_digest()):
        closures = root.closures
    else:
        closures = shared.renderer.closures()
    keys = shared.renderer.layout_keys(closures)
    same = frozenset(name for name, key in keys.items() if root and root.layouts.get(name) == key)
    return Layouts(closures, keys, same)
