"""Links to other sites, followed on a real server that does all that servers do to those who ask."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.cache.store import CACHE
from gongkai.findings import GongkaiError
from gongkai.outside.answers import Answer
from gongkai.outside.asking import Manner, ask_all
from gongkai.outside.memory import FILE, fresh, keep, recall
from gongkai.outside.resolving import is_public
from gongkai.pipeline.outside import Followed, follow, mentions
from tests.cli.test_commands import run
from tests.conftest import TODAY, MakeProject, record
from tests.outside.hostile import Log, hostile_server

pytestmark = pytest.mark.usefixtures("no_loop")


async def everywhere(host: str, _port: int) -> list[str]:
    """Every host is on this machine, but for two."""
    if host == "nowhere.test":
        raise OSError
    return ["10.0.0.8"] if host == "inner.test" else ["127.0.0.1"]


MANNER = Manner(timeout=2, whole=3.5, pause=0, hosts=99, is_inner_allowed=True, resolve=everywhere)


@pytest.fixture(scope="module")
def server() -> Iterator[Log]:
    with hostile_server() as log:
        yield log


WANTED = {
    "status-200": Answer("ok", 200),
    "status-204": Answer("ok", 204),
    "nohead-405": Answer("ok", 200),
    "nohead-404": Answer("ok", 200),
    "nohead-500": Answer("ok", 200),
    "status-404": Answer("dead", 404, reason="status"),
    "status-410": Answer("dead", 410, reason="status"),
    "status-304": Answer("dead", 304, reason="status"),
    "status-403": Answer("guarded", 403),
    "status-429": Answer("guarded", 429),
    "status-503": Answer("failing", 503, reason="status"),
    "to-301-status-200": Answer("moved", 200, "/status-200"),
    "to-308-status-200": Answer("moved", 200, "/status-200"),
    "to-302-status-200": Answer("ok", 200),
    "to-302-to-301-status-200": Answer("ok", 200),
    "to-301-to-302-status-200": Answer("moved", 200, "/to-302-status-200"),
    "to-301-status-404": Answer("dead", 404, reason="status"),
    "chain-8": Answer("ok", 200),
    "chain-12": Answer("dead", reason="hops"),
    "loop": Answer("dead", reason="loop"),
    "file": Answer("dead", reason="target"),
    "odd": Answer("dead", reason="target"),
    "body": Answer("ok", 200),
    "headers": Answer("failing", reason="protocol"),
    "drip": Answer("failing", reason="timeout"),
    "hints": Answer("failing", reason="timeout"),
    "silent": Answer("failing", reason="timeout"),
    "noise": Answer("failing", reason="protocol"),
    "nothing": Answer("failing", reason="protocol"),
    "状态?q=中文 空格": Answer("dead", 404, reason="status"),
}


def test_whatever_a_server_does_is_told_in_time(server: Log) -> None:
    def url(path: str) -> str:
        return f"http://h{list(WANTED).index(path)}.test:{server.port}/{path}"

    begin = time.monotonic()
    answers = ask_all(map(url, WANTED), MANNER)
    assert time.monotonic() - begin < 7
    for path, wanted in WANTED.items():
        host = url(path).removesuffix(f"/{path}")
        target = wanted.target and host + wanted.target
        assert answers[url(path)] == replace(wanted, target=target), path
    assert server.of("/status-200")[0] == "HEAD"
    assert server.of("/nohead-405") == ["HEAD", "GET"]
    assert "/%E7%8A%B6%E6%80%81?q=%E4%B8%AD%E6%96%87%20%E7%A9%BA%E6%A0%BC" in {v.path for v in server.visits}


def test_what_is_no_server_is_told_too(server: Log) -> None:
    wanted = {
        "http://nowhere.test/": Answer("dead", reason="host"),
        "http://here.test:1/": Answer("failing", reason="connection"),
        f"https://here.test:{server.port}/": Answer("failing", reason="tls"),
        "http://[::1": Answer("dead", reason="address"),
        "http://a..test/": Answer("dead", reason="address"),
        f"http://{'a' * 80}.test/": Answer("dead", reason="address"),
    }
    assert ask_all(wanted, MANNER) == wanted


def test_no_name_and_no_redirect_leads_into_an_inner_network(
    server: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the name server says: what is looked at is what is connected to."""
    strict = replace(MANNER, is_inner_allowed=False)
    before = len(server.visits)
    urls = [
        f"http://here.test:{server.port}/status-200",
        "http://inner.test/",
        "http://127.0.0.1/",
        "http://[::1]/",
    ]
    assert {answer.state for answer in ask_all(urls, strict).values()} == {"private"}
    assert len(server.visits) == before

    # As if this machine were on the internet: then its redirect into an inner network is not followed.
    monkeypatch.setattr("gongkai.outside.resolving.is_public", lambda address: address == "127.0.0.1")
    led = f"http://here.test:{server.port}/inner"
    assert ask_all([led], strict)[led].state == "private"
    assert server.visits[before:]


@given(st.ip_addresses())
def test_only_addresses_of_the_internet_are_public(address: object) -> None:
    text = str(address)
    inner = ("10.", "127.", "192.168.", "169.254.", "0.", "fc", "fd", "fe80", "ff", "::1")
    assert is_public(text) <= (not text.startswith(inner) or text.startswith("::1:"))
    for mapped in ("::ffff:127.0.0.1", "::ffff:10.1.2.3", "fe80::1%eth0", "224.0.0.1"):
        assert not is_public(mapped)
    assert is_public("1.1.1.1")
    assert is_public("::ffff:1.1.1.1")


def test_a_host_is_asked_one_link_after_another_with_a_pause(server: Log) -> None:
    server.visits.clear()
    urls = [f"http://{host}.test:{server.port}/slow?{n}" for host in "abcdef" for n in range(2)]
    ask_all(urls, replace(MANNER, pause=0.2, hosts=3))
    assert len(server.visits) == len(urls)
    for host in "abcdef":
        first, second = sorted((v for v in server.visits if v.host == f"{host}.test"), key=lambda v: v.begin)
        assert second.begin - first.end > 0.15
    for visit in server.visits:
        at_once = sum(v.begin <= visit.begin < v.end for v in server.visits)
        assert at_once <= 3


# --- the memory ---


def test_what_was_in_order_is_not_asked_again_for_some_days(tmp_path: Path) -> None:
    states = {
        "ok": Answer("ok", 200),
        "moved": Answer("moved", 200, "b"),
        "dead": Answer("dead", 404, reason="status"),
    }
    keep(tmp_path, {url: (TODAY, answer) for url, answer in states.items()}, [*states, "unknown"])
    known = recall(tmp_path)
    assert known == {url: (TODAY, answer) for url, answer in states.items()}
    for day, days, expected in ((0, 7, 2), (6, 7, 2), (7, 7, 0), (0, 0, 0), (-1, 7, 0)):
        assert len(fresh(known, states, TODAY + timedelta(days=day), days)) == expected


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["asked", "state", "status", "target", "reason", "x"]), inner, max_size=5
            )
        ),
        max_leaves=12,
    )
)
def test_a_damaged_memory_is_as_good_as_none(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    folder = tmp_path_factory.getbasetemp() / "memory"
    folder.mkdir(exist_ok=True)
    for content in (
        json.dumps(value),
        json.dumps({"http://a.test/": value}),
        json.dumps(value)[:-1] + "\x00",
    ):
        (folder / FILE).write_text(content, "utf-8")
        assert all(isinstance(answer, Answer) for _, answer in recall(folder).values())


# --- a whole project ---

HERE = "content/units/mzj/documents/2026/{}.md"


def project(make_project: MakeProject, port: int) -> Path:
    def link(path: str) -> str:
        return f"http://www.test.example:{port}/{path}"

    return make_project(
        {
            HERE.format("a"): record(
                f"第一段。\n\n见[通知]({link('status-404')})和[办法]({link('to-301-status-200')})。"
            ),
            HERE.format("b"): record(f"见[通知]({link('status-404')})、[好的]({link('status-200')})。"),
            HERE.format("secret"): record(
                f"[内部]({link('geheim')})", 公开方式="不予公开", 不公开依据="art14.secret"
            ),
            HERE.format("draft"): record(f"[草稿]({link('entwurf')})", 状态="草稿"),
            "content/topics/a.md": f"---\n标题: 专题\n内容概述: 说明。\n更新日期: 2026-01-01\n---\n\n[好的]({link('status-403')})\n",
            "content/units/mzj/services/2026/s.yaml": f"标题: 甲\n发布日期: 2026-03-12\n网上办理: {link('status-500')}\n",
        }
    )


def told(followed: Followed) -> list[tuple[str, int, str]]:
    return [
        (f.location.path.removeprefix("content/units/mzj/"), f.location.line, f.code)
        for f in followed.findings
        if "test.example" in f.words["value"]
    ]


def test_links_are_told_where_they_stand_and_asked_once(make_project: MakeProject, server: Log) -> None:
    root = project(make_project, server.port)
    found = [each for each in mentions(root, TODAY) if "test.example" in each.url]
    assert [each.unit for each in found].count("mzj") == len(found) - 1
    server.visits.clear()

    def go(days: int, max_age: int = 7) -> Followed:
        return follow(root, found, TODAY + timedelta(days=days), max_age, MANNER, lambda _done, _total: None)

    first = go(0)
    expected = [
        ("documents/2026/a.md", 8, "B151"),
        ("documents/2026/a.md", 8, "B152"),
        ("documents/2026/b.md", 6, "B151"),
        ("services/2026/s.yaml", 3, "B153"),
    ]
    assert told(first) == expected
    assert (first.asked, first.known, first.guarded) == (5, 0, 1)
    asked = [visit.path for visit in server.visits]
    assert not [path for path in asked if "geheim" in path or "entwurf" in path]
    assert asked.count("/status-404") == 2  # HEAD and GET, for two links
    server.visits.clear()
    again = go(1)
    assert told(again) == expected
    assert {visit.path for visit in server.visits} == {"/status-404", "/status-500"}
    assert (again.asked, again.known) == (2, 3)
    assert go(8).asked == 5
    assert go(8, 0).asked == 5
    (root / CACHE / FILE).write_text("{", "utf-8")
    assert go(8).asked == 5


def test_without_a_network_nothing_is_called_dead(make_project: MakeProject, server: Log) -> None:
    root = project(make_project, server.port)
    found = mentions(root, TODAY)

    async def nobody(_host: str, _port: int) -> list[str]:
        raise OSError

    with pytest.raises(GongkaiError, match="上网"):
        follow(root, found, TODAY, 7, replace(MANNER, resolve=nobody), lambda _done, _total: None)
    assert not (root / CACHE / FILE).exists()


def test_the_command_lists_links_and_who_answers_for_them(make_project: MakeProject, server: Log) -> None:
    root = project(make_project, server.port)
    before = len(server.visits)
    rows = json.loads(run(root, "links", "--list", "--format", "json", "--unit", "mzj").stdout)
    assert {row["unit"] for row in rows} == {"mzj"}
    assert {(row["path"], row["line"]) for row in rows} == {
        (HERE.format("a"), 8), (HERE.format("b"), 6), ("content/units/mzj/services/2026/s.yaml", 3),
    }  # fmt: skip
    text = run(root, "links", "--list")
    assert "geheim" not in text.stdout
    assert "content/topics/a.md:7:" in text.stdout
    assert len(server.visits) == before
