"""Measure what an editor waits for: from saving a record until the browser shows it, under `build.py serve`.

`python -m benchmarks.speed.preview FOLDER`, where `python -m benchmarks.speed.records FOLDER` wrote records. The page of the record is open in headless Chromium; each time one sentence is added to its file.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import expect

from benchmarks.search.browser import open_page
from benchmarks.speed.contest import REPOSITORY, gongkai
from benchmarks.speed.measure import AS_USERS
from benchmarks.speed.records import TODAY


@contextlib.contextmanager
def serving(project: Path) -> Iterator[str]:
    """The address of the preview, once the first build is done."""
    command = [
        sys.executable,
        "build.py",
        "--root",
        str(project),
        "--today",
        str(TODAY),
        "serve",
        "--port",
        "0",
    ]
    process = subprocess.Popen(
        command, cwd=REPOSITORY, env=AS_USERS, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed.preview", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--edits", type=int, default=7)
    parser.add_argument("--pause", type=float, default=20, help="seconds between two edits")
    wishes = parser.parse_args()
    side = gongkai(wishes.folder.resolve())
    record = json.loads((wishes.folder / "records.json").read_text())["edited"]
    file = side.project / f"content/units/{record}.md"
    side.build(has_search=True)
    seconds = []
    with serving(side.project) as address, open_page(f"{address}units/{record}/") as page:
        for number in range(wishes.edits):
            time.sleep(wishes.pause)  # until the build that follows each edit is done
            sentence = f"第{number + 1}次预览，{time.time_ns()}。"
            with file.open("a", encoding="utf-8") as text:
                text.write(f"\n{sentence}\n")
            begin = time.perf_counter()
            expect(page.locator("main")).to_contain_text(sentence, timeout=60_000)
            seconds.append(time.perf_counter() - begin)
    told = ", ".join(f"{each:.2f}" for each in seconds)
    print(f"until the browser shows an edit, s: {told}; median {statistics.median(seconds):.2f}")


if __name__ == "__main__":
    main()
