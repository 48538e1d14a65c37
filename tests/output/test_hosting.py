"""What hosts read says the same as the table of headers, and old addresses answer with 301 on a real nginx."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from gongkai.output.headers import ALWAYS, PLACES, headers_of
from gongkai.output.hosting import hosting_files
from gongkai.output.manifest import read_manifest
from tests.conftest import MakeProject, build, record

OLD, NEW = "/units/mzj/notices/2025/旧 名“一”/", "/units/mzj/notices/2026/低保/"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin") or ""


def rules_for(text: str, path: str) -> list[tuple[str, str]]:
    """The headers that Netlify and Cloudflare give a file: of every rule that fits, one after the other."""
    found: list[tuple[str, str]] = []
    for block in text.strip().split("\n\n"):
        pattern, *lines = block.split("\n")
        assert pattern.count("*") == 1, "Cloudflare takes one splat a rule"
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), f"/{path}"):
            found += (tuple(line.strip().split(": ", 1)) for line in lines)  # type: ignore[misc]
    return found


def test_rules_of_hosts_give_every_file_the_headers_of_the_table(demo_site: Path) -> None:
    ((_, raw), _) = hosting_files(["cloudflare"], "", {}, ())
    assert raw.decode().count("\n\n") < 100
    for path in read_manifest(demo_site):
        told = rules_for(raw.decode(), path)
        assert len(dict(told)) == len(told), f"{path}: a header twice"
        meant = headers_of(path)
        assert dict(told).items() <= meant.items(), path
        left_to_the_host = meant.keys() - dict(told).keys()
        assert left_to_the_host <= {"Content-Type", "Cache-Control"}
        assert "immutable" not in meant["Cache-Control"] or "Cache-Control" in dict(told), path


def test_redirects_stay_within_what_a_host_takes() -> None:
    moved = {f"/units/mzj/notices/2025/{i}/": f"/units/mzj/notices/2026/{i}/" for i in range(2_500)}
    moved["/" + "a" * 1_200 + "/"] = "/b/"

    def lines(*hosts: str) -> list[str]:
        return dict(hosting_files(hosts, "", moved, ()))["_redirects"].decode().splitlines()

    assert len(lines("netlify")) == 2_500
    assert all(line.endswith(" 301!") for line in lines("netlify"))
    assert len(lines("netlify", "cloudflare")) == 2_000
    assert all(line.endswith(" 301") for line in lines("cloudflare"))
    assert not dict(hosting_files([], "", moved, ()))


@contextmanager
def nginx(folder: Path, site: Path) -> Iterator[http.client.HTTPConnection]:
    """A server with the two files included, and nothing else said."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder.mkdir()
    (folder / "nginx.conf").write_text(
        f"""daemon off; pid {folder}/pid; error_log {folder}/error.log; {"user root;" if os.geteuid() == 0 else ""}
events {{}}
http {{
  access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  include {site}/_nginx/http.conf;
  server {{ listen 127.0.0.1:{port}; root {site}; absolute_redirect off; include {site}/_nginx/server.conf; }}
}}
""",
        "utf-8",
    )
    with (folder / "said").open("wb") as said:
        server = subprocess.Popen([NGINX, "-p", folder, "-c", folder / "nginx.conf"], stderr=said)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, (folder / "said").read_text("utf-8")
            time.sleep(0.02)
        with closing(http.client.HTTPConnection("127.0.0.1", port)) as host:
            yield host
    finally:
        server.terminate()
        server.wait()


def ask(host: http.client.HTTPConnection, path: str) -> tuple[int, dict[str, str], bytes]:
    host.request("GET", quote(path))
    answer = host.getresponse()
    names = [name for name, _ in answer.getheaders()]
    assert len(names) == len(set(names)), f"{path}: a header twice"
    return answer.status, dict(answer.getheaders()), answer.read()


@pytest.mark.skipif(not NGINX, reason="nginx is not installed")
def test_nginx_serves_the_site_as_the_table_says(make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project(
        {
            "content/units/mzj/notices/2026/低保.md": record(
                "[表](名单.csv)", 旧地址=f"['{OLD.replace(' ', '')}']"
            ),
            "content/units/mzj/notices/2026/名单.csv": "甲,乙\n",
            "content/units/mzj/notices/2026/p.md": record(撤回日期="2026-05-01", 撤回理由="内容有误"),
            "content/topics/xin.md": "---\n标题: 新专题\n内容概述: 说明。\n更新日期: 2026-01-01\n旧地址: /topics/jiu/\n---\n\n正文\n",
            "content/units/mzj/meetings/2026/m.md": record(开始时间="2026-03-11 15:00", 召开机构="县政府", 会议类型="其他会议"),
        }
    )  # fmt: skip
    config = (root / "config.yaml").read_text("utf-8")
    (root / "config.yaml").write_text(f"{config}\noutput:\n  hosts: [nginx, netlify]\n", "utf-8")
    site = build(root)
    assert "_headers" in read_manifest(site), "the manifest tells of them"
    with nginx(tmp_path / "nginx", site) as host:
        for path in read_manifest(site):
            if path.startswith("_nginx/"):
                assert ask(host, f"/{path}")[0] == 404, "not for readers"
                continue
            gone = path == "units/mzj/notices/2026/p/index.html"
            moved = path.startswith(("units/mzj/notices/2025/旧", "topics/jiu/"))
            status, headers, body = ask(host, f"/{path}")
            if path.endswith("index.html"):
                status, headers, body = ask(host, f"/{path.removesuffix('index.html')}")
            assert status == (410 if gone else 301 if moved else 200), path
            assert headers.items() >= ALWAYS.items()
            if not moved:
                assert body == (site / path).read_bytes(), path
                assert headers.items() >= headers_of(path).items() or gone, path
        status, headers, _ = ask(host, OLD.replace(" ", ""))
        assert (status, headers["Location"]) == (301, quote(NEW))
        assert (
            ask(host, "/units/mzj/notices/2026/p/")[2]
            == (site / "units/mzj/notices/2026/p/index.html").read_bytes()
        )
        status, headers, body = ask(host, "/meiyou/")
        assert (status, body) == (404, (site / "404.html").read_bytes())
        assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert f"{quote(OLD.replace(' ', ''))} {quote(NEW)} 301!" in (site / "_redirects").read_text("utf-8")
    assert {place.start for place in PLACES if place.name != "Cache-Control"} == {"oparl/", "units/"}
