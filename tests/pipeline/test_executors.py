"""The same bytes from one process, from several, from a cluster that loses a worker, and from machines in turn."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from gongkai.cache.store import CACHE
from gongkai.executors import Serial, open_executor
from gongkai.findings import GongkaiError, has_errors
from gongkai.pipeline.build import build_site
from gongkai.pipeline.sharding import build_shard, share_of
from tests.conftest import REPOSITORY, TODAY, MakeProject
from tests.output.test_site import assert_is_whole, tree
from tests.pipeline.states import text

Tick = Callable[[int, int], None]


def make(make_project: MakeProject) -> Path:
    """Records of two units and four years that name one another, an attachment, one record on request."""
    files = {
        f"content/units/{unit}/{kind}/202{i % 4 + 3}/r{i}.md": text(
            i, 公开事项="shjz-04", 相关信息=f"{unit}/{kind}/202{(i + 1) % 30 % 4 + 3}/r{(i + 1) % 30}"
        )
        for i in range(30)
        for unit in ("mzj", "qtz")
        for kind in ("notices", "documents")
    }
    first = "content/units/mzj/notices/2023/"
    files[first + "table.csv"] = "甲,乙\n1,2\n"
    files[first + "with.md"] = text(1, 附件="\n  - {文件: table.csv, 标题: 表}")
    files[first + "asked.md"] = text(2, 公开方式="依申请公开", 不公开依据="art15.third")
    return make_project(files)


def build(root: Path, site: Path, executor: str, tick: Tick = lambda _done, _total: None) -> dict[str, bytes]:
    shutil.rmtree(root / CACHE, ignore_errors=True)
    with open_executor(executor) as pool:
        built = build_site(root, site, TODAY, tick, executor=pool)
    assert built.pages, built.findings
    assert_is_whole(site)
    return tree(site)


@contextmanager
def command(*words: str, cwd: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that says on its standard error where it listens."""
    process = subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=cwd,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stderr
        process.stderr.close()


def heard(process: subprocess.Popen[str], pattern: str) -> str:
    assert process.stderr
    for line in process.stderr:
        if match := re.search(pattern, line):
            return match[0]
    raise AssertionError(pattern)


def test_several_processes_give_the_same_bytes(make_project: MakeProject, tmp_path: Path) -> None:
    root = make(make_project)
    assert build(root, tmp_path / "two", "process:2") == build(root, tmp_path / "one", "serial")


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(
    make_project: MakeProject, tmp_path: Path
) -> None:
    """A real scheduler and two real workers, one of which is killed in the middle of the build."""
    root = make(make_project)
    expected = build(root, tmp_path / "one", "serial")
    scheduler = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    with command(*scheduler, cwd=tmp_path) as master:
        address = heard(master, r"tcp://127\.0\.0\.1:\d+")
        worker = ("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny")
        with command(*worker, cwd=tmp_path) as first, command(*worker, cwd=tmp_path) as second:
            for process in (first, second):
                heard(process, "Registered to")
            killed: list[int] = []

            def kill(_done: int, _total: int) -> None:
                if not killed:
                    os.kill(second.pid, signal.SIGKILL)
                    killed.append(second.pid)

            assert build(root, tmp_path / "cluster", f"dask:{address}", kill) == expected
            assert killed


def test_a_cluster_that_is_not_there_is_told() -> None:
    with pytest.raises(GongkaiError, match="连不上"), open_executor("dask:tcp://127.0.0.1:9"):
        pass


@pytest.mark.parametrize("name", ["thread", "process", "process:0", "process:x", "serial:2", "dask:"])
def test_what_is_no_executor_is_told(name: str) -> None:
    with pytest.raises(GongkaiError, match="执行方式"), open_executor(name):
        pass


def shards(root: Path, folder: Path, count: int, today: date = TODAY) -> list[Path]:
    made = []
    for number in range(1, count + 1):
        part = folder / f"part-{number}"
        built = build_shard(root, part, today, number, count, Serial())
        assert not has_errors(built.findings)
        made.append(part)
    return made


def merge(root: Path, site: Path, parts: list[Path]) -> int:
    built = build_site(root, site, TODAY, lambda _d, _t: None, shards=parts)
    assert built.pages, built.findings
    assert_is_whole(site)
    return built.rendered


def test_shares_of_machines_put_together_give_the_same_bytes(
    make_project: MakeProject, tmp_path: Path
) -> None:
    root = make(make_project)
    expected = build(root, tmp_path / "one", "serial")
    parts = shards(root, tmp_path, 3)
    own = [sum(1 for _ in (part / "pages").rglob("index.html")) for part in parts]
    assert sum(own) == 121
    assert max(own) < 60
    other = tmp_path / "elsewhere"  # another machine: another path, other times, no memory
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("site", CACHE), copy_function=shutil.copyfile)
    rendered = merge(other, other / "site", parts)
    assert tree(other / "site") == expected
    pages = sum(path.endswith("index.html") for path in expected)
    assert rendered <= pages - sum(own) + 1


def test_shares_of_an_older_commit_do_no_harm(make_project: MakeProject, tmp_path: Path) -> None:
    root = make(make_project)
    parts = shards(root, tmp_path, 2)
    (root / "content/units/mzj/notices/2023/r0.md").write_text(text(0, 标题="换了标题"), "utf-8")
    (root / "content/units/mzj/notices/2023/asked.md").unlink()
    (root / "content/units/qtz/notices/2024/r1.md").unlink()
    (root / "content/units/qtz/notices/2023/r0.md").write_text(text(0), "utf-8")
    merge(root, tmp_path / "merged", parts)
    assert tree(tmp_path / "merged") == build(root, tmp_path / "one", "serial")


def test_shares_of_different_days_are_refused(make_project: MakeProject, tmp_path: Path) -> None:
    root = make(make_project)
    first = shards(root, tmp_path / "a", 2)[0]
    second = shards(root, tmp_path / "b", 2, date(2026, 11, 21))[1]
    with pytest.raises(GongkaiError, match="同一天"):
        merge(root, tmp_path / "site", [first, second])
    with pytest.raises(GongkaiError, match="没有分片"):
        merge(root, tmp_path / "site", [tmp_path])
    with pytest.raises(GongkaiError, match="不是空文件夹"):
        build_shard(root, first, TODAY, 1, 2, Serial())


def test_shares_are_even_and_whole() -> None:
    sizes = {f"202{i % 5}/u{i}": (i * 7) % 23 + 1 for i in range(60)}
    found = [share_of(sizes, number, 4) for number in range(1, 5)]
    assert sorted(name for share in found for name in share) == sorted(sizes)
    weights = [sum(sizes[name] for name in share) for share in found]
    assert max(weights) - min(weights) <= max(sizes.values())
