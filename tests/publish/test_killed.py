"""Publishers that are killed at every step: what is public stays whole, and the next one finishes the work."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from tests.publish.conftest import Proxy, Publisher, Running
from tests.publish.sites import crawl, read_site, small_site, write_site

_MOST_STEPS = 200


def kill_at_every_step(publisher: Publisher, start: Callable[[int], Running], least: int) -> None:
    """`start` begins a publication that dies at a step; one that outlives it ends the series."""
    versions = [small_site("a"), small_site("b")]
    public = []
    for version in versions:
        write_site(publisher.site, version)
        public.append(read_site(publisher.site))
        publisher.run("publish")
    with publisher.reading() as read:
        for step in range(1, _MOST_STEPS):
            wanted = public[(step + 1) % 2]
            write_site(publisher.site, versions[(step + 1) % 2])
            survived = start(step).wait() == 0
            crawl(read, public)
            if survived:
                break
            publisher.run("publish", "--break-lock")
            assert {path: read(path) for path in wanted} == wanted, f"killed at step {step}"
        else:
            raise AssertionError("publishing never ended")
    assert step > least
    publisher.run("publish", "--purge")
    assert publisher.files() == wanted


def test_killed_at_every_write(make_publisher: Callable[..., Publisher], proxy: Proxy) -> None:
    """The proxy kills the publisher as it asks to write or delete for the k-th time, for every k there is."""
    publisher = make_publisher("s3", proxy, keep_releases=2, connections=4)

    def start(step: int) -> Running:
        writes = count(1)
        started: list[Running] = []

        def kill(_number: int, method: str, _path: str) -> int | None:
            if method not in ("PUT", "DELETE") or next(writes) < step:
                return None
            started[0].kill()
            return 0

        proxy.disturb = kill
        started.append(publisher.start("publish"))
        started[0].process.join()
        proxy.clear()
        return started[0]

    kill_at_every_step(publisher, start, least=25)


def test_killed_at_every_change_of_a_servers_folder(make_publisher: Callable[..., Publisher]) -> None:
    """The publisher dies as it is about to rename, link or remove a file of the target for the k-th time.

    Plain folders, where files are replaced one by one, are killed in `test_histories`.
    """
    publisher = make_publisher("server", keep_releases=2)
    kill_at_every_step(publisher, lambda step: publisher.start("publish", kill_at=step), least=30)
