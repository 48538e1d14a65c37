"""Layouts: every component renders from the example in its own header; a mistake in one is told with its place."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from gongkai.findings import GongkaiError
from gongkai.render.pages import printed, with_whole_days
from tests.conftest import REPOSITORY, MakeProject, build, record

MACROS = sorted((REPOSITORY / "layouts/macros").glob("*.html"))


@pytest.mark.parametrize("path", MACROS, ids=lambda path: path.stem)
def test_each_component_renders_from_its_example(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 45, "a component that long is two"
    examples = re.findall(r"@example (\{\{.*\}\})", text)
    assert examples, "say in the header how it is used"
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(REPOSITORY / "layouts"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["whole_days"] = with_whole_days
    for example in examples:
        name = re.match(r"\{\{\s*(\w+)\(", example)
        assert name
        html = environment.from_string(
            f'{{% from "macros/{path.name}" import {name[1]} %}}{example}'
        ).render()
        assert html.strip()
        html5lib.HTMLParser(strict=True).parse(
            f"<!DOCTYPE html><html><head><title>x</title></head><body>{html}</body></html>"
        )


def test_a_mistake_in_a_layout_is_told_with_its_place(make_project: MakeProject) -> None:
    root = make_project({"content/units/mzj/notices/2026/a.md": record()})
    site = build(root)
    before = (site / "index.html").read_bytes()
    (root / "layouts/pages/record.html").write_text(
        '{% extends "base.html" %}\n{% block main %}{{ view.titel }}{% endblock %}\n', "utf-8"
    )
    with pytest.raises(GongkaiError, match=r"layouts/pages/record\.html.*titel"):
        build(root)
    assert (site / "index.html").read_bytes() == before


@given(
    st.one_of(st.text(), st.text("<>&'\"x低"), st.text().map(Markup), st.integers(), st.booleans(), st.none())
)
def test_what_is_printed_is_escaped(value: object) -> None:
    """Oracle: markupsafe."""
    assert str(printed(value)) == str(escape(value))


@given(st.text("0123456789-: <&年").map(lambda text: f"{text}2026-11-20{text}"))
def test_days_are_kept_whole_and_the_text_is_the_same(text: str) -> None:
    html = with_whole_days(text)
    assert '<span class="day">' in html
    assert re.sub(r"</?span[^>]*>", "", html) == escape(text)
