"""Markdown to sanitised HTML, with the links and headings found on the way.

Rendering knows nothing of the catalog: links to records (`record:`), items (`item:`), units (`unit:`) and files stay
as they are written and are put in by `with_links`, so that a text is rendered once, whatever changes around it.
"""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import markdown
import nh3
from markdown.extensions.toc import slugify_unicode
from markdown.treeprocessors import InlineProcessor
from markupsafe import Markup

from gongkai.content.markdown_blocks import Written, write_blocks
from gongkai.text import plain_text

_SCHEMES = {"http", "https", "mailto", "tel", "record", "item", "unit"}
_TAGS = {
    *[
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "dfn",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
    ],
    *[
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
    ],
    *["tr", "u", "ul", "var", "div", "span", "section", "details", "summary"],
}
_ATTRIBUTES = {
    "*": {"id", "lang", "title", "dir"},
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope"},
    "col": {"span"},
}
_CLASSES = {
    "td": {"align-left", "align-center", "align-right"},
    "th": {"align-left", "align-center", "align-right"},
    "a": {"footnote-ref", "footnote-backref"},
    "div": {"footnote"},
    "sup": set[str](),
}
_ALIGN = re.compile(r' style="text-align: (left|center|right);"')
_HEADING = re.compile(r'<h([1-6])(?: id="([^"]*)")?([^>]*)>(.*?)</h\1>', re.DOTALL)
_LINK = re.compile(r'<a ([^>]*?)href="([^"]*)"')
_ANY_LINK = re.compile(r'<a [^>]*?href="([^"]*)"')
_IMAGE = re.compile(r"<img ([^>]*)>")
_WRITTEN_LINK = re.compile(r"""\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_WRITTEN_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")
_BARE_HEAD = re.compile(r"<th(?![a-z])(?![^>]*\bscope=)")
_ID = re.compile(r'id="(?<=\bid=")([^"]+)"')
"""`\\bid="…"`, written so that the search may run ahead to `id="`."""


@dataclass(frozen=True, slots=True)
class TextHeading:
    level: int
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Image:
    source: str
    alternative: str


@dataclass(frozen=True, slots=True)
class RenderedText:
    """`html` is sanitised but its internal links are not yet resolved; `links` are their targets as written."""

    html: str
    headings: tuple[TextHeading, ...]
    anchors: frozenset[str]
    links: tuple[str, ...]
    images: tuple[Image, ...]
    dropped: tuple[str, ...]
    """Link targets and HTML elements that sanitising took away; for the rule that tells the author."""


class TextTooDeepError(Exception):
    """Markdown nested so deep that it cannot be read."""


_MAYBE_INLINE = re.compile(r"[\\`*_\[\]!<&\x02\x03]|  \n")
"""Every inline pattern of Python-Markdown needs one of these, or two spaces at the end of a line."""


class _SparingInline(InlineProcessor):
    """Python-Markdown's inline processor, which leaves alone text that no pattern could match.

    It tries some twenty patterns on every piece of text; most Chinese prose holds none of their characters.
    The result is the same to the byte (see the tests).
    """

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - its own names
        if not _MAYBE_INLINE.search(data):
            return data
        whole: str = super()._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc]
        return whole


@cache
def _parser() -> markdown.Markdown:
    """One a process: making one costs more than many a text."""
    parser = new_parser()
    parser.treeprocessors.register(_SparingInline(parser), "inline", 20)
    return parser


def new_parser() -> markdown.Markdown:
    """Python-Markdown as it comes, with our extensions."""
    return markdown.Markdown(
        extensions=["tables", "footnotes", "def_list", "sane_lists", "toc"],
        extension_configs={
            "toc": {"slugify": slugify_unicode, "permalink": False},
            "footnotes": {"BACKLINK_TITLE": "回到正文第 {} 处注释", "UNIQUE_IDS": False},
        },
        output_format="html",
    )


_CLEANER_OPTIONS: dict[str, Any] = {
    "tags": _TAGS,
    "attributes": _ATTRIBUTES,
    "allowed_classes": {tag: names for tag, names in _CLASSES.items() if names},
    "url_schemes": _SCHEMES,
    "link_rel": None,
    "strip_comments": True,
    "clean_content_tags": {"script", "style", "title", "noscript", "iframe", "object", "template"},
}


TextKey = tuple[str, str]
"""A text, and the title of the page it is the body of."""
_MOST_REMEMBERED = 5_000
_rendered: dict[TextKey, RenderedText] = {}
_one_at_a_time = threading.Lock()


def render_markdown(text: str, title: str) -> RenderedText:
    """Render a body; a first heading that only repeats the page's `title` is left out.

    Headings begin at level 2 (the page's title is level 1) and skip no level. The same text is asked for by rules,
    pages and search: the last few thousand are remembered.
    """
    found = _rendered.get((text, title))
    if found is None:
        found = _render(text, title)
        remember_rendered({(text, title): found})
    return found


def remember_rendered(texts: Mapping[TextKey, RenderedText]) -> None:
    """Take texts for rendered that an earlier build rendered."""
    if len(_rendered) > _MOST_REMEMBERED:
        _rendered.clear()
    _rendered.update(texts)


def _render(text: str, title: str) -> RenderedText:
    try:
        written = _convert(text)
    except RecursionError:
        _parser.cache_clear()  # what was interrupted keeps half a state
        raise TextTooDeepError from None
    clean, dropped = _sanitise(written)
    clean, headings = _order_headings(clean, title)
    clean = _wrap_tables(clean)
    return RenderedText(
        html=clean,
        headings=headings,
        anchors=frozenset(map(html.unescape, _ID.findall(clean))),
        links=tuple(map(html.unescape, _ANY_LINK.findall(clean))) if "<a " in clean else (),
        images=tuple(map(_image, _IMAGE.findall(clean))) if "<img " in clean else (),
        dropped=dropped,
    )


def convert_markdown(text: str) -> str:
    """Python-Markdown's HTML, not yet sanitised; RecursionError where the text is nested too deep."""
    return _convert(text).html


def _convert(text: str) -> Written:
    return write_blocks(text, _convert_by_library) or Written(_convert_by_library(text), is_own=False)


def _convert_by_library(text: str) -> str:
    with _one_at_a_time:  # `serve` renders in two threads, and the parser keeps state
        return str(_parser().reset().convert(text))


def _sanitise(written: Written) -> tuple[str, tuple[str, ...]]:
    """What is left, and what was taken away. Our own tags need none of it (see `markdown_blocks`)."""
    aligned = written.html
    if "text-align" in aligned:
        aligned = _ALIGN.sub(r' class="align-\1"', aligned)
    if written.is_own:
        return aligned, ()
    clean = nh3.clean(aligned, **_CLEANER_OPTIONS)
    return clean, tuple(_dropped(written.html, clean))


def _dropped(raw: str, clean: str) -> Iterator[str]:
    kept = {html.unescape(found) for match in _WRITTEN_LINK.findall(clean) for found in match}
    for match in _WRITTEN_LINK.finditer(raw):
        target = html.unescape(match[1] or match[2] or "")
        if target and target not in kept:
            yield target
    for name in sorted({name.lower() for name in set(_WRITTEN_TAG.findall(raw))} - _TAGS):
        yield f"<{name}>"


def _order_headings(text: str, title: str) -> tuple[str, tuple[TextHeading, ...]]:
    found: list[TextHeading] = []
    open_levels: list[int] = []

    def replace(match: re.Match[str]) -> str:
        written, anchor, rest, inner = int(match[1]), match[2] or "", match[3], match[4]
        words = plain_text(inner).replace("\n", " ")
        if not words or (not found and not open_levels and _same(words, title)):
            return ""
        while open_levels and open_levels[-1] >= written:
            open_levels.pop()
        open_levels.append(written)
        level = min(len(open_levels) + 1, 6)
        anchor = anchor or f"s{len(found) + 1}"
        found.append(TextHeading(level, words, html.unescape(anchor)))
        return f'<h{level} id="{anchor}"{rest}>{inner}</h{level}>'

    return _HEADING.sub(replace, text), tuple(found)


def _same(words: str, title: str) -> bool:
    return "".join(words.split()) == "".join(title.split())


def _wrap_tables(text: str) -> str:
    """A table too wide for a phone scrolls in its own box, which the keyboard can reach."""
    if "<table" not in text:
        return text
    before, *tables = text.split("<table")
    text = before + "".join(
        f'<div class="table-scroll" role="region" tabindex="0" aria-label="表格 {number}"><table{table}'
        for number, table in enumerate(tables, 1)
    )
    return _BARE_HEAD.sub('<th scope="col"', text).replace("</table>", "</table></div>")


def _image(attributes: str) -> Image:
    values = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
    return Image(html.unescape(values.get("src", "")), html.unescape(values.get("alt", "")))


def with_links(rendered: RenderedText, resolve: Callable[[str], str | None]) -> Markup:
    """Put real addresses in; a link that `resolve` answers with None keeps its words only."""
    if not rendered.links and not rendered.images:
        return Markup(rendered.html)

    def link(match: re.Match[str]) -> str:
        before, address = match[1], resolve(html.unescape(match[2]))
        if address is None:
            return f"<a {before}".rstrip()
        outside = ' class="external" rel="external noopener noreferrer"' if address.startswith("http") else ""
        return f'<a{outside} {before}href="{html.escape(address)}"'

    def image(match: re.Match[str]) -> str:
        found = _image(match[1])
        address = resolve(found.source)
        if address is None or address.startswith("http"):
            return html.escape(found.alternative)
        alternative = html.escape(found.alternative)
        return f'<img src="{html.escape(address)}" alt="{alternative}" loading="lazy" decoding="async">'

    return Markup(_IMAGE.sub(image, _LINK.sub(link, rendered.html)))
