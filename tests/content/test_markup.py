"""Markdown: the same words as plain Python-Markdown, nothing that runs, headings in order, tables that scroll."""

from __future__ import annotations

import contextlib
import itertools
import json
import re

import html5lib
import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.content.markup import RenderedText, convert_markdown, new_parser, render_markdown, with_links
from gongkai.text import plain_text
from tests.conftest import SAMPLES

_COMMONMARK = SAMPLES / "messy/commonmark/commonmark-0.31.2.json"


def page(rendered: RenderedText) -> str:
    return f"<!DOCTYPE html><title>x</title><body>{with_links(rendered, lambda link: link)}"


def test_nothing_that_runs_comes_through() -> None:
    """All payloads of the list, as Markdown: no element, attribute or address in the result may run."""
    payloads = (SAMPLES / "messy/xss/xss-payload-list.txt").read_text("utf-8", errors="replace").splitlines()
    payloads += json.loads((SAMPLES / "messy/naughty-strings/blns.json").read_text("utf-8"))
    assert len(payloads) > 6000
    for payload in payloads:
        tree = html5lib.parse(page(render_markdown(payload, "")), namespaceHTMLElements=False)
        for node in tree.iter():
            if not isinstance(node.tag, str):
                continue
            assert node.tag not in {
                "script",
                "iframe",
                "object",
                "embed",
                "form",
                "input",
                "meta",
                "link",
                "style",
                "svg",
                "base",
            }
            for name, value in node.attrib.items():
                assert not name.lower().startswith("on"), payload
                assert name.lower() not in {"style", "srcdoc", "action", "formaction"}, payload
                if name in ("href", "src"):
                    scheme = re.match(r"\s*([a-zA-Z][\w+.-]*):", value)
                    assert not scheme or scheme[1].lower() in {
                        "http",
                        "https",
                        "mailto",
                        "tel",
                        "record",
                        "item",
                        "unit",
                    }, payload


def test_words_are_those_of_plain_python_markdown() -> None:
    """Oracle: on all CommonMark examples without raw HTML, sanitising and wrapping lose no word."""
    compared = 0
    for example in json.loads(_COMMONMARK.read_text("utf-8")):
        source = example["markdown"]
        if "<" in source or "&" in source:
            continue
        plain = markdown.Markdown(extensions=["tables", "footnotes", "def_list", "sane_lists"]).convert(
            source
        )
        ours = with_links(render_markdown(source, ""), lambda link: link)
        assert _words(ours) == _words(plain), source
        compared += 1
    assert compared > 400


def test_the_sparing_processor_changes_no_byte() -> None:
    """Oracle: all laws, all CommonMark examples and all payloads come out as from plain Python-Markdown."""
    texts = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("laws-*/**/*.md"))[::7]]
    texts += [example["markdown"] for example in json.loads(_COMMONMARK.read_text("utf-8"))]
    texts += (
        (SAMPLES / "messy/xss/xss-payload-list.txt").read_text("utf-8", errors="replace").splitlines()[::5]
    )
    plain = new_parser()
    for text in texts:
        assert convert_markdown(text) == plain.reset().convert(text), text[:200]


def _words(html: str) -> str:
    html = re.sub(r"<h[1-6][^>]*></h[1-6]>", "", html)
    html = re.sub(r'<img alt="([^"]*)"[^>]*>', r"\1", html)
    html = re.sub(r'<img [^>]*alt="([^"]*)"[^>]*>', r"\1", html)
    return "".join(plain_text(html).split())


@given(st.lists(st.integers(1, 6), min_size=1, max_size=12))
def test_headings_begin_at_two_and_skip_no_level(levels: list[int]) -> None:
    text = "\n\n".join(f"{'#' * level} 第{i}节" for i, level in enumerate(levels))
    found = [heading.level for heading in render_markdown(text, "题").headings]
    assert len(found) == len(levels)
    assert found[0] == 2
    assert all(after - before <= 1 for before, after in itertools.pairwise(found))


def test_the_title_is_not_said_twice() -> None:
    rendered = render_markdown("# 关于低保的通知\n\n## 一、范围\n\n正文", "关于低保的通知")
    assert [heading.title for heading in rendered.headings] == ["一、范围"]


def test_tables_scroll_and_have_headings_for_screen_readers() -> None:
    html = with_links(render_markdown("| 村 | 户数 |\n|:--|--:|\n| 河东 | 12 |\n", ""), lambda link: link)
    assert '<div class="table-scroll" role="region" tabindex="0" aria-label="表格 1">' in html
    assert (
        '<th scope="col" class="align-left">村</th>' in html
        or '<th class="align-left" scope="col">村</th>' in html
    )
    assert 'class="align-right">12</td>' in html
    assert "style=" not in html


def test_footnotes_definitions_and_anchors() -> None:
    html = with_links(
        render_markdown("## 一、范围\n\n正文[^1]\n\n[^1]: 注释\n\n低保\n: 最低生活保障\n", ""),
        lambda link: link,
    )
    assert 'id="一范围"' in html
    assert "<dt>低保</dt>" in html
    assert re.search(r'<a class="footnote-ref" href="#fn:1">|<a href="#fn:1" class="footnote-ref">', html)


def test_links_are_put_in_later_and_dead_ones_keep_their_words() -> None:
    rendered = render_markdown("[甲](record:a) [乙](record:b) [网](https://a.example/?x=1&y=2)", "")
    assert rendered.links == ("record:a", "record:b", "https://a.example/?x=1&y=2")
    html = with_links(rendered, lambda link: {"record:a": "/a/", "record:b": None}.get(link, link))
    assert '<a href="/a/">甲</a>' in html
    assert "<a>乙</a>" in html
    assert 'rel="external noopener noreferrer" href="https://a.example/?x=1&amp;y=2"' in html


@pytest.mark.parametrize(
    "text", ["> " * 3000 + "x", "- " * 500 + "x", "[" * 5000, "*" * 5000, "`" * 3000, "<div>" * 3000]
)
def test_pathological_texts_end(text: str) -> None:
    from gongkai.content.markup import TextTooDeepError

    with contextlib.suppress(TextTooDeepError):
        assert render_markdown(text, "").html is not None


def test_what_sanitising_takes_away_is_told() -> None:
    assert render_markdown("[x](javascript:alert(1))", "").dropped == ("javascript:alert(1)",)
    assert render_markdown("<script>alert(1)</script>", "").dropped == ("<script>",)
    assert render_markdown("说明 `<script>` 不能用，a < b，<a@b.example>", "").dropped == ()
