"""The short way through Markdown: the bytes of plain Python-Markdown, and nothing a sanitiser would touch."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from functools import cache

import markdown
import nh3
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.speed.texts import body
from gongkai.content.markdown_blocks import Written, write_blocks
from gongkai.content.markup import _ALIGN, _CLEANER_OPTIONS, convert_markdown, new_parser
from tests.conftest import SAMPLES


@cache
def plain_parser() -> markdown.Markdown:
    return new_parser()


def by_library(text: str) -> str:
    return plain_parser().reset().convert(text)


def assert_is_right(text: str) -> Written | None:
    """Oracles: Python-Markdown as it comes for the bytes, nh3 for what needs no sanitising."""
    written, plain = write_blocks(text, by_library), by_library(text)
    assert written is None or written.html == plain
    assert convert_markdown(text) == plain
    if written and written.is_own:
        aligned = _ALIGN.sub(r' class="align-\1"', plain)
        assert nh3.clean(aligned, **_CLEANER_OPTIONS) == aligned
    return written


def samples() -> Iterator[str]:
    """All Markdown files, each once more without the comments that keep the laws from the short way."""
    for path in sorted(SAMPLES.rglob("*.md")):
        text = path.read_text("utf-8", errors="replace")
        yield text
        yield re.sub("<!--.*?-->|^---\n.*?\n---\n", "", text, flags=re.DOTALL)


def test_every_sample_is_the_same() -> None:
    ways = [written and written.is_own for written in map(assert_is_right, samples())]
    assert ways.count(True) > 500


def test_commonmark_and_payloads_are_the_same() -> None:
    messy = SAMPLES / "messy"
    for item in json.loads((messy / "commonmark/commonmark-0.31.2.json").read_text("utf-8")):
        assert_is_right(item["markdown"])
    for payload in (messy / "xss/xss-payload-list.txt").read_text("utf-8", errors="replace").splitlines():
        assert_is_right(payload)
    for payload in json.loads((messy / "naughty-strings/blns.json").read_text("utf-8")):
        assert_is_right(payload)


def test_texts_of_the_benchmark_go_the_short_way() -> None:
    for seed in range(200):
        written = assert_is_right(body(random.Random(seed)))
        assert written
        assert written.is_own


_PIECES = [
    *[
        "# ",
        "## ",
        "#",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2. ",
        "10. ",
        "１. ",
        "| ",
        " | ",
        "|",
        "|---|:-:|\n",
        ": ",
        "> ",
    ],
    *[
        "\n",
        "\n\n",
        "\n\n\n",
        " ",
        "  \n",
        "    ",
        "\t",
        "\u3000",
        "\xa0",
        "\r\n",
        "---",
        "===",
        "***",
        "\n---\n",
    ],
    *[
        "**",
        "*",
        "_",
        "__",
        "`",
        "\\",
        "[甲](record:a)",
        "![图](a.png)",
        "[",
        "]",
        "(",
        ")",
        "!",
        "[^1]",
        "[^1]: 注",
    ],
    *[
        "[a]: /b\n",
        "<b>",
        "&amp;",
        "&",
        ">",
        '"',
        "'",
        "[TOC]",
        "甲",
        "乙，丙",
        "一、范围",
        "2026年",
        "a_b",
        "x",
        "\x0c",
    ],
]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
@example("**甲**乙**丙** **丁** 。**戊** **")
@example("1. 甲\n2. 乙\n\n1. 丙")
@example("- 甲\n\n1. 乙\n\n- 丙")
@example("## 甲\n## 甲\n乙\n### **甲** 甲#")
@example("甲[乙_](a_b)_丙_ **[丁](c)戊** [**己**](d) **庚[辛** 壬](e)")
@example("# [甲](a)\n\n- [乙](b)\n- `丙`\n\n[丁](<e> 'f')")
@example("|甲|乙|\n|:-|-:|\n|一|\n|一|二|三|")
def test_any_text_is_the_same(text: str) -> None:
    assert_is_right(text)


_WORDS = st.text("甲乙丙，。 x1.*_>\u3000\xa0\"'!()-|:#", max_size=8)
_BLOCKS = st.one_of(
    _WORDS,
    st.builds("{} {}".format, st.sampled_from(["#", "##", "###", "######", "-", "*", "1.", "7."]), _WORDS),
    st.lists(_WORDS, min_size=1, max_size=3).map(lambda words: "\n".join(f"- {word}" for word in words)),
    st.lists(_WORDS, min_size=1, max_size=3).map(lambda words: "\n".join(f"3. {word}" for word in words)),
    st.lists(_WORDS, min_size=2, max_size=4).map(
        lambda words: "\n".join(["| a | b |", "|:--|--|", *(f"| {word} | {word} |" for word in words)])
    ),
    _WORDS.map("甲**{}**乙".format),
    _WORDS.map("[{}](record:a_b/2026/c#d)".format),
    st.builds("**{}[{}](https://a.example/x?y=1)**".format, _WORDS, _WORDS),
    st.builds("- [{}](a_b.pdf) {}\n- [{}](javascript:alert)".format, _WORDS, _WORDS, _WORDS),
    st.builds("|[{}](a)|`{}`|\n|-|-|\n|{}|![图](b.png)|".format, _WORDS, _WORDS, _WORDS),
)


@settings(max_examples=500, deadline=None)
@given(st.lists(_BLOCKS, max_size=6).map("\n\n".join))
def test_any_blocks_are_the_same(text: str) -> None:
    assert_is_right(text)


@pytest.mark.parametrize(
    "text", ["甲 < 乙", "甲&乙", "[^1]", "甲\x00", "    码", "> 引", "- 甲\n  - 乙", "甲\n===", "[TOC]"]
)
def test_what_is_not_for_the_short_way(text: str) -> None:
    assert write_blocks(text, by_library) is None
    assert_is_right(text)
