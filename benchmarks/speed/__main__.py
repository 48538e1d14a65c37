"""Measure how long builds take, Gongkai beside a peer, on the same records, run by run in turn."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks.speed.contest import (
    PEERS,
    REPOSITORY,
    Results,
    Side,
    compete,
    find_hugo,
    find_pagefind,
    gongkai,
)
from benchmarks.speed.measure import Cost
from benchmarks.speed.sites import renew_layouts

RESULTS: Final = REPOSITORY / "benchmarks" / "RESULTS.md"
SEARCHES: Final = {"without": (False,), "with": (True,), "both": (False, True)}
MEASURES: Final = {
    "wall s": lambda cost: cost.wall,
    "CPU s": lambda cost: cost.cpu,
    "peak MB": lambda cost: cost.peak / 1e6,
    "peak MB of one process": lambda cost: cost.largest / 1e6,
}


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--search", choices=("without", "with", "both"), default="without", help="full-text search"
    )
    parser.add_argument(
        "--edits",
        type=int,
        nargs="?",
        const=1,
        default=0,
        help="rebuild so often after one edit, after none, and with a record more",
    )
    parser.add_argument("--peer", choices=sorted(PEERS), help="whom to measure beside Gongkai")
    parser.add_argument("--folder", type=Path, help="where to work; records that lie there are used again")
    parser.add_argument("--write", action="store_true", help="append the table to benchmarks/RESULTS.md")
    return parser.parse_args()


@contextlib.contextmanager
def working_folder(wish: Path | None) -> Iterator[Path]:
    if wish:
        wish.mkdir(parents=True, exist_ok=True)
        yield wish.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="gongkai-speed-") as folder:
        yield Path(folder)


def prepare(folder: Path, count: int) -> None:
    """Make the records in a process of its own, so that this one stays small; or use those that are there."""
    stamp = folder / "records.json"
    if not stamp.is_file():
        command = [sys.executable, "-m", "benchmarks.speed.records", str(folder), "--records", str(count)]
        subprocess.run(command, check=True, cwd=REPOSITORY)
    if (there := json.loads(stamp.read_text())["records"]) != count:
        raise SystemExit(f"{folder} holds {there:,} records, not {count:,}")
    renew_layouts(folder)


def table(results: Results, sides: tuple[Side, ...]) -> str:
    """A Markdown table: one line a task; in each cell the median of every side, then their ratio."""
    names = [side.name for side in sides]
    ratio = f" (× {' / '.join(names)})" if len(names) > 1 else ""
    head = ["task", *(f"{name} {'/'.join(names)}" for name in (*MEASURES, "files", "MB written"))]
    lines = [f"Medians{ratio}:", "", f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    for task, costs in results.costs.items():
        cells = [_median_cell(costs, names, measure) for measure in MEASURES]
        if sizes := results.sizes.get(task):
            cells.append(" / ".join(f"{sizes[name][0]:,}" for name in names))
            cells.append(_cell([sizes[name][1] / 1e6 for name in names]))
        else:
            cells += ["", ""]
        lines.append(f"| {task} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _median_cell(costs: dict[str, list[Cost]], names: list[str], measure: str) -> str:
    return _cell([statistics.median(map(MEASURES[measure], costs[name])) for name in names])


def _cell(values: list[float]) -> str:
    text = " / ".join(f"{value:.2f}" if value < 10 else f"{value:,.0f}" for value in values)
    return f"{text} (× {values[0] / values[1]:.2f})" if len(values) > 1 and values[1] else text


def describe(wishes: argparse.Namespace) -> str:
    """What was run, where and with what."""
    parts = [
        f"{datetime.now().astimezone():%Y-%m-%d}",
        f"{os.cpu_count()} cores",
        f"load before {os.getloadavg()[0]:.1f}",
        f"Python {platform.python_version()}",
        f"Gongkai {_commit()}",
    ]
    if wishes.peer:
        said = subprocess.run([find_hugo(), "version"], capture_output=True, text=True, check=True).stdout
        parts.append(f"Hugo {said.split()[1].split('-')[0].removeprefix('v')}")
    if wishes.search != "without":
        parts.append(f"pagefind-bin {version('pagefind-bin')}")
    if wishes.search != "without" and wishes.peer:
        parts.append(f"the peer's: {find_pagefind().name}")
    return f"### {wishes.records:,} records, {wishes.rounds} rounds\n\n{', '.join(parts)}."


def _commit() -> str:
    command = ["git", "-C", str(REPOSITORY), "describe", "--always", "--dirty"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or version("gongkai")


def main() -> int:
    wishes = read_arguments()
    heading = describe(wishes)
    with working_folder(wishes.folder) as folder:
        prepare(folder, wishes.records)
        sides = (gongkai(folder), *([PEERS[wishes.peer](folder)] if wishes.peer else []))
        results = compete(folder, sides, wishes.rounds, SEARCHES[wishes.search], wishes.edits, _say)
    text = f"{heading} {table(results, sides)}\n"
    print(text)
    if wishes.write:
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write(f"\n{text}")
    return 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
