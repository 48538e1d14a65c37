"""No word of a source is lost on its way through our Markdown."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongkai.content.markup import render_markdown
from gongkai.importers.body import make_body, prove_body
from gongkai.importers.mapping import MARKDOWN, PLAIN
from gongkai.importers.oddities import Notebook
from gongkai.importers.source import Line, UnreadableError

TRICKY = [
    *"#*_`[](){}<>&!-+=:~^|\\\"'/.;1９ \t　第条a",
    "1. ", "- ", "    ", "\t", "&lt;", "&#60;", "<b>", "<!--", "-->", "</p>", "<script>", "http://a.b", "![a](b)",
    "[a]: b", "[^1]", "[^1]: ", "***", "---", "===", "```", "~~~", "<http://a.b>", "<?", "<![CDATA[", "a|b",
]  # fmt: skip
LINES = st.lists(st.lists(st.sampled_from(TRICKY), max_size=8).map("".join), min_size=1, max_size=8)


def lines_of(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(number, text) for number, text in enumerate(texts, 1))


def shown(body: str) -> str:
    return "".join(html.unescape(re.sub(r"<[^>]+>", "", render_markdown(body, "").html)).split())


@given(LINES)
@example(["1. 甲", "2. 乙"])
@example(["# 一", "===", "> 引", ": 定义", "- 项", "+ 项", "    代码"])
@example(["*", "**", "_a_", "`b`", "\\", "\\*"])
@example(["&amp;", "&copy;", "<div>", "</div>", "甲"])
@example(["a", ":   b", "[^1]: c", "[d]: e"])
def test_plain_text_comes_out_as_it_went_in(texts: list[str]) -> None:
    """Whatever the lines look like: every character that is no white space is seen again, in its order."""
    lines = lines_of(*texts)
    if any("|" in text for text in texts):
        texts = [text.replace("|", "") for text in texts]
        lines = lines_of(*texts)
    body = make_body(lines, PLAIN, Notebook("a.md"))
    if not body:
        assert not "".join(texts).strip()
        return
    prove_body(body, lines, PLAIN)
    expected = (re.sub(r"^#{1,6}(?=\s*[^\s#])", "", text.strip(" \t　")) for text in texts)
    assert "".join(shown(body).split("#")) == "".join("".join("".join(expected).split()).split("#"))


def test_a_table_stays_a_table() -> None:
    lines = lines_of("前", "| 顺序 | 含义* |", "|---|---|", "| 1 | <着陆> |", "后")
    body = make_body(lines, PLAIN, Notebook("a.md"))
    prove_body(body, lines, PLAIN)
    rendered = render_markdown(body, "").html
    assert "<td>&lt;着陆&gt;</td>" in rendered
    assert ">含义*</th>" in rendered
    assert rendered.count("<tr>") == 2


def test_a_change_of_words_is_caught() -> None:
    """The proof does not trust the escaping."""
    with pytest.raises(UnreadableError) as caught:
        prove_body("1. 甲\n", lines_of("1. 甲"), PLAIN)
    assert caught.value.line == 1
    with pytest.raises(UnreadableError):
        prove_body("甲<script>乙</script>\n", lines_of("甲"), MARKDOWN)


def test_markdown_keeps_its_marks_but_not_html_nor_dead_links() -> None:
    notes = Notebook("a.md")
    lines = lines_of(
        "**重**", "", "[网](https://a.example/)", "", "[本地](b.md)", "", "![图](c.png)", "", "<div>块</div>", "", "> 引", "", "    缩进"
    )  # fmt: skip
    body = make_body(lines, MARKDOWN, notes)
    prove_body(body, lines, MARKDOWN)
    rendered = render_markdown(body, "")
    assert "<strong>重</strong>" in rendered.html
    assert "<blockquote>" in rendered.html
    assert rendered.links == ("https://a.example/",)
    assert rendered.images == ()
    assert "[本地](b.md)" in html.unescape(rendered.html)
    assert "&lt;div&gt;块&lt;/div&gt;" in rendered.html
    assert "<pre>" not in rendered.html
    assert {oddity.code for oddity in notes.oddities} == {"local-link", "tag", "indent"}


@pytest.mark.parametrize(
    "text", ["[a]: b.md\n\n[a]", "![a][b]\n\n[b]: http://a.example/c.png", "[a][b]\n\n[b]: http://10.0.0.1/"]
)
def test_a_link_that_the_site_would_refuse_stops_the_file(text: str) -> None:
    with pytest.raises(UnreadableError):
        prove_body(f"{text}\n", lines_of(text), MARKDOWN)
