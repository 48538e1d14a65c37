"""What a release tells of: read as it was written, kinds by path, and what is damaged is told in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.findings import GongkaiError
from gongkai.output.files import is_plain
from gongkai.output.manifest import read_manifest
from gongkai.publish.published import Here, last_release
from gongkai.publish.release import (
    File,
    Lock,
    Release,
    Section,
    State,
    addresses,
    digest,
    headers_key,
    kind_of,
    read_release,
    read_section,
    read_state,
    release_json,
    section_json,
    state_json,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PATHS = st.lists(st.text("a甲 '\"\\\n%.-", min_size=1), min_size=1).map("/".join).filter(is_plain)
FILES = st.dictionaries(PATHS, st.builds(File, st.just("0" * 64), st.integers(0, 9), st.just("ab")))
ID, OTHER = "20261122-171500-0123abcd", "20261121-171500-0123abcd"
HEADERS = {"Content-Type": "text/html; charset=utf-8"}


def release_of(files: dict[str, File]) -> Release:
    raw = section_json(files)
    section = Section(digest(raw), len(raw), len(files), sum(f.size for f in files.values()), "s")
    key = headers_key(HEADERS)
    return Release(
        "20261122-171500-0123abcd", "2026-11-22", "", "", "m", "r", {key: HEADERS}, {"站": section}
    )


@given(FILES, WORDS)
def test_what_is_written_is_read_again(files: dict[str, File], word: str) -> None:
    assert read_section(section_json(files)) == files
    release = replace(release_of(files), commit=word)
    assert read_release(release_json(release)) == release
    state = State(((ID, word), (OTHER, "")), (OTHER,), (ID,), Lock(word, "t", "s", "u"))
    assert read_state(state_json(state)) == state
    assert read_state(state_json(State())) == State()


def test_the_last_release_is_known_on_this_machine_until_it_is_damaged(tmp_path: Path) -> None:
    files = {"index.html": File("1" * 64, 3), "units/mzj/index.html": File("2" * 64, 4)}
    here, raw = Here(tmp_path, "main"), section_json(files)
    assert last_release(tmp_path, "main") is None
    here.put(raw)
    here.set_release(release_of(files))
    known = last_release(tmp_path, "main")
    assert known
    assert known.files == files
    assert list(addresses(known.files)) == [("index.html", "entry"), ("units/mzj/index.html", "list")]
    path = tmp_path / f".gongkai/published/main/{digest(raw)}.json"
    path.write_bytes(raw.replace(b"111", b"112"))
    assert last_release(tmp_path, "main") is None


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"{}", b'{"format": 2}', b'{"format": 1, "history": 3}', b"\xff"]
)
def test_what_cannot_be_understood_is_told_in_words(raw: bytes) -> None:
    for read in (read_release, read_section, read_state):
        with pytest.raises(GongkaiError):
            read(raw)


def test_every_file_of_the_demo_has_a_kind(demo_site: Path) -> None:
    files = read_manifest(demo_site)
    kinds = {path: kind_of(path) for path in files}
    assert {path for path, kind in kinds.items() if kind == "entry"} == {
        "index.html", "404.html", "robots.txt", "search/index.html"
    }  # fmt: skip
    records = [path.rpartition("/")[0] for path in kinds if path.endswith("/index.json")]
    assert len(records) > 200
    assert all(kinds[f"{folder}/index.html"] == "record" for folder in records)
    assert kind_of("units/mzj/notices/2026/表.39836e69.csv.gz") == "record"
    assert kind_of("units/mzj/notices/2026/index.html.gz") == kind_of("catalog/catalog.csv") == "list"
    assert kind_of("units/mzj/notices/feed.json") == kind_of("sitemaps/mzj.xml.gz") == "feed"
    assert kind_of("search/index/root.js") == kind_of("manifests/units-mzj-2026.json") == "entry"
    assert (
        kind_of("search/index/blocks/ab/abc.js") == kind_of("search/index.f583b3a8db/facts.json") == "search"
    )
    assert kind_of("assets/site.457a095b1f.css") == "asset"
