"""Every file of a site has the headers that its name promises."""

from __future__ import annotations

import re
from pathlib import Path

from gongkai.catalog.links import PUBLISHABLE
from gongkai.output.headers import ALWAYS, BYTES, PLACES, headers_of, is_immutable, type_of
from gongkai.output.manifest import read_manifest

WPS = {"wps", "et", "dps"}
"""Formats without a registered type."""


def test_what_may_be_kept_for_ever_carries_a_hash_in_its_name(demo_site: Path) -> None:
    kept = {path for path in read_manifest(demo_site) if is_immutable(path)}
    assert {path.split("/")[0] for path in kept} == {"assets", "search"}
    assert all(re.search(r"[.][0-9a-f]{7,}[./]", path) for path in kept)
    for path in read_manifest(demo_site).keys() - kept:
        assert headers_of(path)["Cache-Control"] == "no-cache", path
        assert not path.startswith("assets/")
        assert path == "search/index.html" or not path.startswith("search/")


def test_every_file_has_a_type_and_texts_tell_their_charset(demo_site: Path) -> None:
    for path in read_manifest(demo_site):
        headers = headers_of(path)
        assert headers.items() >= ALWAYS.items()
        if ".pf_" in path or path.endswith(".pagefind"):
            assert headers["Content-Type"] == BYTES
        else:
            assert headers["Content-Type"] != BYTES, path
            content = (demo_site / path).read_bytes()
            if b"\0" not in content and not path.endswith(".png"):
                content.decode()
                assert headers["Content-Type"].endswith("; charset=utf-8"), path
    assert {ending for ending in PUBLISHABLE if type_of(f"a.{ending}") == BYTES} == WPS


def test_no_file_is_told_one_header_twice(demo_site: Path) -> None:
    paths = read_manifest(demo_site)
    for path in paths:
        names = [place.name for place in PLACES if place.holds(path)]
        assert len(names) == len(set(names)), path
    idle = {place.start for place in PLACES if not any(map(place.holds, paths))}
    assert idle == {"search/index/blocks/", "search/index/documents/"}, "of the other search engine"


def test_only_what_programs_of_others_read_may_be_read_by_other_sites() -> None:
    assert headers_of("oparl/system.json")["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in headers_of("units/mzj/notices/2026/a/index.html")


def test_a_sibling_is_kept_as_long_as_its_file() -> None:
    assert is_immutable("search/index.f583b3a8db/pagefind.js.gz")
    assert type_of("a.html.gz") == "application/gzip"
    assert headers_of("index.html", pages="max-age=60")["Cache-Control"] == "max-age=60"
    assert headers_of("assets/a.css", pages="max-age=60")["Cache-Control"] != "max-age=60"
