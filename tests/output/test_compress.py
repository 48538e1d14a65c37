"""Siblings are worth their place, and always the same bytes for the same file."""

from __future__ import annotations

import gzip
import os
import random

import brotli
import pytest

from gongkai.output.compress import SCHEME, SIBLINGS, compress

TEXT = "".join(f"<p>第{number}条 政府信息公开工作机构</p>" for number in range(100)).encode()


@pytest.mark.parametrize(
    "path", ["index.html", "units/a/index.json", "data.CSV", "附件.txt", "a.svg", "feed.xml"]
)
def test_a_sibling_unpacks_to_its_file(path: str) -> None:
    found = dict(compress(path, TEXT))
    assert list(found) == [path + ".gz", path + ".br"] == [path + ending for ending in SIBLINGS]
    assert gzip.decompress(found[path + ".gz"]) == brotli.decompress(found[path + ".br"]) == TEXT
    assert all(len(raw) < len(TEXT) / 2 for raw in found.values())


@pytest.mark.parametrize(
    "path",
    ["a.png", "a.jpg", "a.zip", "a.pdf", "a.docx", "a.html.gz", "a.html.br", "x.pf_index", "x.pf_meta",
     "x.pf_fragment", "wasm.unknown.pagefind", "html"],
)  # fmt: skip
def test_what_is_packed_or_no_text_has_no_sibling(path: str) -> None:
    assert not list(compress(path, TEXT))


def test_what_gains_nothing_has_no_sibling() -> None:
    assert not list(compress("a.html", TEXT[:1023]))
    assert not list(compress("a.csv", random.Random(1).randbytes(5000)))


def test_bytes_hold_no_time_and_no_name() -> None:
    assert list(compress("a.html", TEXT)) == list(compress("a.html", TEXT))
    raw = dict(compress("a.html", TEXT))["a.html.gz"]
    assert raw[3:8] == bytes(5), "no name, time zero"
    assert "zlib" in SCHEME
    assert "brotli" in SCHEME
    assert os.fsencode("a.html") not in raw
