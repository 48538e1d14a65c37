"""Run a command and tell what it cost: wall time, CPU time and memory of the command with all its children."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PAUSE_SECONDS: Final = 0.2
AS_USERS: Final = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
"""Python keeps compiled code unless told not to, as some containers do; without it each start takes 0.3 s more."""


@dataclass(frozen=True, slots=True)
class Cost:
    """`cpu` is user and system time, of children too. `peak` is what all processes held together at the most, in bytes,
    `largest` what one of them did."""

    wall: float
    cpu: float
    peak: int
    largest: int


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path) -> Cost:
    """Run `command` in `folder`; what it says goes to `log`. A failure is an error."""
    os.sync()
    with log.open("wb") as out:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**AS_USERS, **environment}, stdout=out, stderr=subprocess.STDOUT
        )
        with _watched(process.pid) as peaks:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}\n{log.read_text(errors='replace')[-2000:]}")
    largest = usage.ru_maxrss * 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(largest, *peaks), largest)


@contextlib.contextmanager
def _watched(pid: int) -> Iterator[list[int]]:
    """Note again and again how much memory all processes of the tree hold together.

    `ru_maxrss` knows only the largest single one; it is enough as long as there is only one. Memory that
    processes share is counted once (PSS).
    """
    peaks, done = [0], threading.Event()

    def watch() -> None:
        while not done.wait(_PAUSE_SECONDS):
            tree = process_tree(pid)
            if len(tree) > 1:
                peaks[0] = max(peaks[0], sum(map(_proportional_size, tree)))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield peaks
    finally:
        done.set()
        watcher.join()


def process_tree(pid: int) -> list[int]:
    """The process and everything it started that still runs."""
    found = [pid]
    for each in found:  # grows while it is walked
        for children in Path(f"/proc/{each}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += map(int, children.read_text().split())
    return found


def _proportional_size(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def size_of(folder: Path) -> tuple[int, int]:
    """Files below a folder and their bytes."""
    files = total = 0
    for path, _, names in os.walk(folder):
        files += len(names)
        total += sum(Path(path, name).stat().st_size for name in names)
    return files, total
