"""Rules that publishing keeps, each by itself: targets and keys, the hold, what a CDN refreshes, looks from outside."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from gongkai.findings import GongkaiError
from gongkai.model.publishing import PublishTarget
from gongkai.output.headers import headers_of
from gongkai.publish.checking import compare_public
from gongkai.publish.folders import FolderStore
from gongkai.publish.hold import HOLD, Hold, refuse_if_held
from gongkai.publish.published import last_release
from gongkai.publish.refresh import MOST_FOLDERS, MOST_URLS, to_refresh
from gongkai.publish.release import CURRENT, File, State, digest, read_state
from gongkai.publish.s3 import Bucket
from gongkai.publish.server import ServerStore
from gongkai.publish.targets import choose, keys_of, open_target
from tests.publish.conftest import Proxy, Publisher
from tests.publish.sites import edit_site, read_site, small_site, write_site
from tests.publish.test_release import release_of

pytestmark = pytest.mark.usefixtures("no_loop")

URL = "https://www.yunxi.example"


def target(**fields: Any) -> PublishTarget:
    return PublishTarget.model_validate({"name": "main", "kind": "folder", **fields})


# --- targets and keys ---


def test_what_a_target_lacks_is_told(tmp_path: Path) -> None:
    site = tmp_path / "project/site"
    site.mkdir(parents=True)
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").touch()

    def reason(settings: PublishTarget, environment: dict[str, str] | None = None) -> str:
        with pytest.raises(GongkaiError) as error:
            open_target(settings, tmp_path / "project", site, URL, environment or {})
        assert "secret" not in error.value.zh + error.value.en
        return error.value.en

    assert "no `bucket`" in reason(target(kind="s3"))
    assert "no `folder`" in reason(target(kind="server"))
    s3 = target(kind="s3", bucket="b")
    assert "GONGKAI_MAIN_ACCESS_KEY and GONGKAI_MAIN_SECRET_KEY" in reason(s3)
    assert "AWS_SECRET_ACCESS_KEY is not set" in reason(s3, {"AWS_ACCESS_KEY_ID": "secret"})
    for folder in ("..", "site", "site/below", "content/public", str(tmp_path)):
        assert "cannot publish to" in reason(target(folder=folder)), folder
    assert "holds other files" in reason(target(folder="../full"))
    assert "is no folder" in reason(target(folder="../full/mine.txt"))
    opened = open_target(target(kind="server", folder="../new"), tmp_path / "project", site, URL + "/", {})
    assert isinstance(opened.store, ServerStore)
    assert opened.url == URL


def test_the_keys_of_a_target_go_before_those_of_all(tmp_path: Path) -> None:
    all_keys = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_SESSION_TOKEN": "c"}
    own = {"GONGKAI_OSS_1_ACCESS_KEY": "d", "GONGKAI_OSS_1_SECRET_KEY": " e\n"}
    found = keys_of("oss-1", all_keys | own)
    assert (found.access_key, found.secret_key, found.session_token) == ("d", "e", "")
    assert keys_of("other", all_keys | own).session_token == "c"
    assert "d" not in repr(found).replace("Keys()", "")


def test_a_target_is_chosen_by_its_name() -> None:
    two = [target(), target(name="other")]
    assert choose(two, "other") is two[1]
    assert choose(two[:1], None) is two[0]
    for targets, name in ((two, None), (two, "nobody"), ([], None)):
        with pytest.raises(GongkaiError):
            choose(targets, name)


@pytest.mark.parametrize(
    ("endpoint", "is_virtual_hosted", "address"),
    [
        ("https://oss-cn-hangzhou.aliyuncs.com", True, "https://gov.oss-cn-hangzhou.aliyuncs.com"),
        ("https://gov.cos.ap-beijing.myqcloud.com/", True, "https://gov.cos.ap-beijing.myqcloud.com"),
        ("http://127.0.0.1:9000/", False, "http://127.0.0.1:9000"),
        ("", True, ""),
    ],
)
def test_a_bucket_stands_in_the_host_where_it_must(
    endpoint: str, is_virtual_hosted: bool, address: str
) -> None:
    assert Bucket(endpoint, "gov", "", "r", is_virtual_hosted, has_conditions=True).address == address


# --- one at a time ---


def test_a_hold_ends_unless_it_is_renewed_and_who_lost_it_stops(tmp_path: Path) -> None:
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    store = FolderStore(tmp_path)
    first = Hold(store, State(), "", "first", lambda: now)

    async def story() -> None:
        nonlocal now
        await first.begin("20261122-171500-0123abcd")
        state = first.state
        with pytest.raises(GongkaiError, match="first 从 2026-11-22"):
            refuse_if_held(state, now, break_lock=False)
        refuse_if_held(state, now, break_lock=True)
        with pytest.raises(
            GongkaiError, match="另一个人刚刚开始"
        ):  # who read the state before does not notice
            await Hold(store, State(), "", "second", lambda: now).begin()
        now += HOLD / 2
        await first.change(state)  # any change renews it
        now += HOLD / 2 + timedelta(seconds=1)
        with pytest.raises(GongkaiError):
            refuse_if_held(first.state, now, break_lock=False)
        now += HOLD
        refuse_if_held(first.state, now, break_lock=False)
        raw, version = await store.read_with_version(CURRENT) or (b"", "")
        second = Hold(store, read_state(raw), version, "second", lambda: now)
        await second.begin()
        assert second.state.pending == ("20261122-171500-0123abcd",)  # it is not forgotten that it was begun
        with pytest.raises(GongkaiError, match="强行接手"):
            await first.change(State())
        async with second:
            pass
        assert read_state(await store.read(CURRENT) or b"").lock is None

    asyncio.run(story())


# --- refreshing a CDN ---


def test_addresses_to_refresh_become_folders_when_they_are_many() -> None:
    assert to_refresh(URL, ["index.html", "units/mzj/index.html", "units/mzj/表.csv", "index.html"]) == [
        f"{URL}/",
        f"{URL}/units/mzj/",
        f"{URL}/units/mzj/%E8%A1%A8.csv",
    ]
    many = [f"units/{i % 20}/notices/{i}/index.html" for i in range(MOST_URLS + 1)]
    assert to_refresh(URL, many) == sorted(f"{URL}/units/{i}/notices/" for i in range(20))
    wide = [f"units/{i}/notices/2026/index.html" for i in range(MOST_URLS + 1)]
    assert to_refresh(URL, wide) == [f"{URL}/units/"]
    assert to_refresh(URL, [*many, "index.html"]) == [f"{URL}/"]
    assert to_refresh(URL, [f"{i}/a" for i in range(MOST_URLS + MOST_FOLDERS)]) == [f"{URL}/"]
    assert to_refresh(URL, []) == []


# --- from outside ---


@contextmanager
def served(folder: Path, headers: Callable[[str], dict[str, str]]) -> Iterator[str]:
    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            for name, value in headers(self.path.lstrip("/") or "index.html").items():
                self.send_header(name, value)
            super().end_headers()

        def guess_type(self, path: Any) -> str:
            del path
            return ""

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_what_the_public_gets_is_compared_with_the_release(tmp_path: Path) -> None:
    contents = {"index.html": b"home", "a.csv": b"new", "b.csv": b"b", "c.csv": b"c"}
    for path, content in contents.items():
        (tmp_path / path).write_bytes(content)
    files = {path: File(digest(content), len(content)) for path, content in contents.items()}
    before = {"a.csv": File(digest(b"old"), 3)}
    release = release_of(files)

    def faults(base: str) -> dict[str, str]:
        return {d.path: d.fault for d in asyncio.run(compare_public(base, release, files, before))}

    def sent(path: str) -> dict[str, str]:
        policy = {"Content-Security-Policy": "default-src 'self'; frame-ancestors 'self'; object-src 'none'"}
        return headers_of(path) | policy

    with served(tmp_path, sent) as base:
        assert faults(base) == {}
        (tmp_path / "a.csv").write_bytes(b"old")
        (tmp_path / "b.csv").write_bytes(b"tampered")
        (tmp_path / "c.csv").unlink()
        assert faults(base) == {"a.csv": "stale", "b.csv": "changed", "c.csv": "missing"}
    (tmp_path / "a.csv").write_bytes(b"new")
    with served(tmp_path, lambda _path: {"Content-Type": "text/csv"}) as base:
        assert faults(base)["a.csv"] == "headers"
    assert set(faults(base).values()) == {"unreachable"}


# --- a machine that remembers nothing ---


def test_a_machine_that_remembers_nothing_publishes_as_well(
    make_publisher: Callable[..., Publisher], proxy: Proxy
) -> None:
    publisher = make_publisher("s3", proxy)
    write_site(publisher.site, small_site("a"))
    publisher.run("publish")
    shutil.rmtree(publisher.root / ".gongkai")
    proxy.clear()
    publisher.run("publish")
    assert proxy.count("PUT", "LIST") == 0
    known = last_release(publisher.root, "main")
    assert known
    assert known.files.keys() == read_site(publisher.site).keys()
    shutil.rmtree(publisher.root / ".gongkai")
    edit_site(publisher.site, "units/mzj/index.html", b"edited")
    publisher.run("publish")
    publisher.run("rollback")
    assert publisher.files()["units/mzj/index.html"] == small_site("a")["units/mzj/index.html"]
    known = last_release(publisher.root, "main")
    assert known
    assert known.files["units/mzj/index.html"].sha256 == digest(small_site("a")["units/mzj/index.html"])
    assert (publisher.root / ".gongkai/published/main/changed-urls.txt").read_text("utf-8").splitlines() == [
        f"{URL}/manifest.json",
        f"{URL}/manifests/units-mzj.json",
        f"{URL}/units/mzj/",
    ]
