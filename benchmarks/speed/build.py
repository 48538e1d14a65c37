"""Build the pages of a Gongkai project once, without search, in a process of its own."""

from __future__ import annotations

import argparse
import cProfile
import pstats
from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.speed.records import TODAY
from gongkai.executors import collect_seldom, open_executor
from gongkai.findings import has_errors
from gongkai.pipeline.build import build_site

if TYPE_CHECKING:
    from gongkai.search import DocumentReader, IndexFiles, Segment


class NoSearch:
    """An engine that writes nothing and does not even ask for the documents."""

    name = "none"

    def write_index(
        self,
        segments: Sequence[Segment],
        reader: DocumentReader,
        target: Path,
        previous: Path | None,
        executor: Executor | None,
    ) -> IndexFiles:
        from gongkai.search import IndexFiles

        del segments, reader, target, previous, executor
        return IndexFiles(is_new=True, dropped=frozenset())


def build(project: Path, site: Path, executor: str) -> None:
    """Build the pages as `build.py` does; content that is not fit to be built is an error of the benchmark."""
    collect_seldom()
    with open_executor(executor) as pool:
        built = build_site(project, site, TODAY, lambda _done, _total: None, NoSearch(), pool)
    if has_errors(built.findings) or not built.pages:
        raise SystemExit("\n".join(map(str, built.findings[:20])))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed.build", description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("site", type=Path)
    parser.add_argument("--executor", default="process:2")
    parser.add_argument("--profile", type=int, default=0, help="print so many functions by their own time")
    wishes = parser.parse_args()
    if not wishes.profile:
        build(wishes.project, wishes.site, wishes.executor)
        return
    profile = cProfile.Profile()
    profile.runcall(build, wishes.project, wishes.site, "serial")
    statistics = pstats.Stats(profile)
    statistics.sort_stats("tottime").print_stats(wishes.profile)
    statistics.sort_stats("cumulative").print_stats(r"gongkai|benchmarks", wishes.profile * 3)


if __name__ == "__main__":
    main()
