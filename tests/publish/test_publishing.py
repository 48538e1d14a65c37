"""Publishing to a real S3 server, a server's folder and a plain folder: what changes, what stays, what is told."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable

import obstore
import pytest

from gongkai.output.headers import is_immutable
from gongkai.publish.release import CURRENT
from tests.publish.conftest import Proxy, Publisher
from tests.publish.sites import crawl, edit_site, large_site, read_site, small_site, write_site

Make = Callable[..., Publisher]
KINDS = pytest.mark.parametrize("kind", ["s3", "server", "folder"])


def test_ten_thousand_pages_and_an_edit(make_publisher: Make, proxy: Proxy) -> None:
    publisher = make_publisher("s3")
    files = large_site(10_000)
    write_site(publisher.site, files)
    publisher.run("publish")
    with publisher.reading() as read:
        assert all(read(path) == files[path] for path in sorted(files)[::50])
    publisher.set(endpoint=f"http://127.0.0.1:{proxy.port}")
    assert "nothing changed" in publisher.run("publish")
    assert proxy.log == [("GET", CURRENT)]  # nothing is written, nothing is listed
    proxy.clear()
    edit_site(publisher.site, "units/u7/notices/2022/77/index.html", b"edited")
    publisher.run("publish")
    puts = [path for method, path in proxy.log if method == "PUT" and not path.startswith("_deploy/")]
    assert puts == ["units/u7/notices/2022/77/index.html", "manifest.json", "manifests/units-u7-2022.json"]
    assert proxy.count("LIST", "POST", "DELETE") == 0
    assert len(proxy.log) < 25
    assert publisher.run("releases").count("files") == 2


@KINDS
def test_releases_come_go_and_are_brought_back(kind: str, make_publisher: Make) -> None:
    publisher = make_publisher(kind, keep_releases=2)
    sites = {version: small_site(version) for version in "abcd"}
    public: dict[str, dict[str, bytes]] = {}
    for version in "abc":
        write_site(publisher.site, sites[version])
        plan = publisher.run("publish", "--dry-run")
        assert "new records: " in plan
        public[version] = read_site(publisher.site)
        publisher.run("publish")
        there = publisher.files()
        assert public[version].items() <= there.items()
        with publisher.reading() as read:
            assert crawl(read, list(public.values())) >= 10
    # of the release that cannot be brought back nothing is left but what others have too
    left = there.keys() - public["c"].keys() - public["b"].keys()
    assert not left
    if kind == "server":  # open pages of the release before still find their styles
        assert all(is_immutable(path) for path in there.keys() - public["c"].keys())
        assert any(path.startswith("assets/") for path in there.keys() - public["c"].keys())
    assert "changed records: 2 files" in publisher.run("rollback", "--dry-run")
    publisher.run("rollback")
    there = publisher.files()
    assert public["b"].items() <= there.items()
    ids = [line.split()[1] for line in publisher.run("releases").splitlines() if line.startswith("*")]
    told = json.loads(publisher.run("releases", "--format", "json"))
    assert [each["id"] for each in told if each["current"]] == ids
    assert told[0]["restores"] == told[1]["restores"] or told[0]["restores"]
    write_site(publisher.site, sites["a"])
    publisher.run("publish")
    assert public["a"].items() <= publisher.files().items()
    assert "no release" in publisher.run("rollback", "2020", expect=1)


@pytest.mark.parametrize("kind", ["s3", "folder"])
def test_a_reader_meets_only_whole_pages_meanwhile(kind: str, make_publisher: Make) -> None:
    publisher = make_publisher(kind, keep_hours=24)
    versions = [small_site("a"), small_site("b")]
    public = []
    for version in versions:
        write_site(publisher.site, version)
        public.append(read_site(publisher.site))
        publisher.run("publish")
    ended, crawls, wrong = threading.Event(), 0, []

    def read_on() -> None:
        nonlocal crawls
        with publisher.reading() as read:
            while not ended.is_set():
                try:
                    crawl(read, public)
                except AssertionError as error:
                    wrong.append(error)
                    return
                crawls += 1

    reader = threading.Thread(target=read_on)
    reader.start()
    for version in (*versions, *versions):
        write_site(publisher.site, version)
        publisher.run("publish")
    ended.set()
    reader.join()
    assert not wrong
    assert crawls > 3


@KINDS
def test_what_was_tampered_with_is_found_and_put_right(kind: str, make_publisher: Make) -> None:
    publisher = make_publisher(kind)
    write_site(publisher.site, small_site("a"))
    publisher.run("publish")
    assert publisher.run("verify", "--all").startswith("looked at ")
    tampered = ["index.html", "units/mzj/notices/2026/甲/index.html"]
    if publisher.folder:
        top = publisher.folder / "current" if kind == "server" else publisher.folder
        (top / tampered[0]).write_bytes(b"tampered")
        (top / tampered[1]).unlink()
    else:
        obstore.put(publisher.client, tampered[0], b"tampered")
        obstore.delete(publisher.client, tampered[1])
        content = small_site("a")["404.html"]
        obstore.put(publisher.client, "404.html", content, attributes={"Content-Type": "text/plain"})
        obstore.put(publisher.client, "hidden/casino.html", b"not ours")
    found = publisher.run("verify", "--all", expect=1)
    assert "index.html has other bytes" in found
    assert f"{tampered[1]} is missing" in found
    if kind == "s3":
        assert "404.html has other headers (Cache-Control: -, Content-Type: text/plain)" in found
        assert "hidden/casino.html is not of this site" in found
    assert ", put right" in publisher.run("verify", "--all", "--repair")
    assert read_site(publisher.site).items() <= publisher.files().items()
    again = publisher.run("verify", "--all")
    assert ("stranger" if kind == "s3" else "0 wrong") in again or "is not of this site" in again


@KINDS
def test_a_publisher_at_work_keeps_others_out(kind: str, make_publisher: Make, proxy: Proxy) -> None:
    publisher = make_publisher(kind, proxy)
    write_site(publisher.site, small_site("a"))
    if publisher.folder:
        dead = publisher.start("publish", kill_at=8)
        assert dead.wait() < 0
        assert "has been publishing" in publisher.run("publish", expect=1)
    else:
        reached, go_on = threading.Event(), threading.Event()

        def wait(_number: int, _method: str, path: str) -> None:
            if path == "index.html":
                reached.set()
                go_on.wait(30)

        proxy.disturb = wait
        first = publisher.start("publish")
        assert reached.wait(30)
        assert "has been publishing" in publisher.run("publish", expect=1)
        assert "has been publishing" in publisher.run("publish", "--dry-run", expect=1)
        go_on.set()
        assert first.wait() == 0, first.said
        proxy.clear()
    publisher.run("publish", "--break-lock")
    assert read_site(publisher.site) == publisher.files()


def test_of_two_who_begin_at_once_one_is_refused(make_publisher: Make, proxy: Proxy) -> None:
    publisher = make_publisher("s3", proxy)
    write_site(publisher.site, small_site("a"))
    both = threading.Barrier(2)

    def meet(_number: int, method: str, path: str) -> None:
        if method == "PUT" and path == CURRENT:
            with contextlib.suppress(threading.BrokenBarrierError):
                both.wait(20)
                both.abort()  # only the first time

    proxy.disturb = meet
    running = [publisher.start("publish"), publisher.start("publish")]
    assert sorted(each.wait() for each in running) == [0, 1]
    assert any("somebody else has just begun" in each.said for each in running)
    assert read_site(publisher.site) == publisher.files()


def test_a_failing_upload_deletes_nothing_and_changes_no_release(make_publisher: Make, proxy: Proxy) -> None:
    publisher = make_publisher("s3", proxy, keep_releases=1)
    write_site(publisher.site, small_site("a"))
    publisher.run("publish")
    before, release = publisher.files(), publisher.run("releases")
    write_site(publisher.site, small_site("b"))
    proxy.clear()
    proxy.disturb = lambda _number, method, path: (
        503 if method == "PUT" and path == "units/mzj/index.html" else None
    )
    failed = publisher.run("publish", expect=1)
    assert "the store fails at units/mzj/index.html, after some tries: 503" in failed
    assert proxy.count("DELETE") == 0
    assert sum(path == "units/mzj/index.html" for _, path in proxy.log) == 5
    assert publisher.run("releases") == release
    assert publisher.files().keys() >= before.keys()
    with publisher.reading() as read:
        crawl(read, [before, read_site(publisher.site)])
    uploaded = {path for method, path in proxy.log if method == "PUT"}
    proxy.clear()
    publisher.run("publish")  # nothing is held, and what is there is not sent again
    again = {path for method, path in proxy.log if method == "PUT" and not path.startswith("_deploy/")}
    assert again
    assert not again & uploaded - {"units/mzj/index.html"}
    assert publisher.files() == read_site(publisher.site)


def test_headers_are_kept_and_their_change_alone_is_noticed(make_publisher: Make, proxy: Proxy) -> None:
    publisher = make_publisher("s3", proxy)
    site = small_site("a") | {"units/mzj/large.pdf": bytes(range(256)) * 25_000}
    write_site(publisher.site, site)
    publisher.run("publish")

    def headers(path: str) -> dict[str, str]:
        return dict(obstore.get(publisher.client, path, options={"head": True}).attributes)

    style = next(path for path in site if path.endswith(".css"))
    assert headers("index.html")["Content-Type"] == "text/html; charset=utf-8"
    assert headers("index.html")["Cache-Control"] == "no-cache"
    assert headers(style)["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers("units/mzj/large.pdf")["Content-Type"] == "application/pdf"
    proxy.clear()
    publisher.set(cache=[{"path": "units/*.xml", "cache_control": "max-age=60"}])
    publisher.run("publish")
    puts = [path for method, path in proxy.log if method == "PUT" and not path.startswith("_deploy/")]
    assert puts == ["units/mzj/feed.xml"]
    assert headers(puts[0])["Cache-Control"] == "max-age=60"
    publisher.run("rollback")
    assert headers(puts[0])["Cache-Control"] == "no-cache"


def test_packed_files_take_the_place_of_plain_ones(make_publisher: Make) -> None:
    publisher = make_publisher("s3", compress="gzip")
    write_site(publisher.site, small_site("a"))
    assert "precompress: true" in publisher.run("publish", expect=1)
    site = small_site("a") | {"index.html.gz": b"packed", "index.html.br": b"more packed"}
    write_site(publisher.site, site)
    publisher.run("publish")
    there = publisher.files()
    assert there["index.html"] == b"packed"
    assert not [path for path in there if path.endswith((".gz", ".br"))]
    attributes = obstore.get(publisher.client, "index.html", options={"head": True}).attributes
    assert attributes["Content-Encoding"] == "gzip"
    assert attributes["Content-Type"] == "text/html; charset=utf-8"
    assert "0 wrong" in publisher.run("verify", "--all")


def test_a_store_without_conditional_writes(make_publisher: Make, proxy: Proxy) -> None:
    publisher = make_publisher("s3", proxy)
    write_site(publisher.site, small_site("a"))
    conditional = publisher.settings["bucket"]

    def refuse(_number: int, method: str, path: str) -> int | None:
        return 501 if method == "PUT" and path == CURRENT else None

    proxy.disturb = refuse
    assert "conditional_writes: false" in publisher.run("publish", expect=1)
    proxy.clear()
    publisher.set(conditional_writes=False)
    publisher.run("publish")
    assert conditional == publisher.settings["bucket"]
    assert publisher.files() == read_site(publisher.site)


def test_what_must_not_be_public_any_more_is_taken_away_at_once(make_publisher: Make) -> None:
    publisher = make_publisher("folder", keep_hours=24)
    assert publisher.folder
    for version in "abc":
        write_site(publisher.site, small_site(version))
        publisher.run("publish")
    assert any(b"only-a" in path.read_bytes() for path in publisher.folder.rglob("*") if path.is_file())
    assert "deleted" in publisher.run("publish", "--purge")
    assert publisher.files() == read_site(publisher.site)
    everything = [path.read_bytes() for path in publisher.folder.rglob("*") if path.is_file()]
    assert not any(b"only-a" in raw or b"only-b" in raw for raw in everything)


def test_deletes_are_capped(make_publisher: Make) -> None:
    publisher = make_publisher("folder", keep_releases=1, max_deletes=3)
    write_site(publisher.site, small_site("a"))
    publisher.run("publish")
    write_site(publisher.site, small_site("b"))
    assert "files should go, more than allowed" in publisher.run("publish")
    assert publisher.files().keys() > read_site(publisher.site).keys()
    publisher.run("publish", "--max-deletes", "100")
    assert publisher.files() == read_site(publisher.site)


def test_a_site_that_is_built_meanwhile_is_not_published_half(make_publisher: Make) -> None:
    publisher = make_publisher("folder")
    write_site(publisher.site, small_site("a"))
    (publisher.site / "index.html").write_bytes(b"edited by hand")
    assert "was changed since" in publisher.run("publish", expect=1)
    write_site(publisher.site, small_site("b"))
    publisher.run("publish")
    assert publisher.files() == read_site(publisher.site)
