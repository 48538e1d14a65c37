"""What changed between two texts: nothing is lost, nothing is added, and what is the same is not marked."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from gongkai.views.changes import compare, marked

TEXTS = st.text("旧新政策每月不超过元天0123456789,.% abc", max_size=40) | st.text(max_size=20)


def without(element: str, markup: Markup) -> str:
    return re.sub(f"<{element}>.*?</{element}>", "", markup, flags=re.DOTALL)


def bare(markup: Markup) -> str:
    return Markup(re.sub("</?(?:del|ins)>", "", markup)).unescape()


@given(TEXTS, TEXTS)
def test_the_stretches_make_up_both_texts(old: str, new: str) -> None:
    stretches = compare(old, new)
    assert "".join(first for first, _ in stretches) == old
    assert "".join(second for _, second in stretches) == new


@given(TEXTS, TEXTS)
def test_marks_keep_every_word_and_the_rest_is_the_same_in_both(old: str, new: str) -> None:
    before, after = marked(old, new)
    assert bare(before) == old
    assert bare(after) == new
    assert without("del", before) == without("ins", after)


@given(TEXTS)
def test_the_same_text_has_no_marks(text: str) -> None:
    assert marked(text, text) == (escape(text), escape(text))


def test_numbers_are_marked_as_wholes() -> None:
    assert marked("每人每月1102元", "每人每月1186元") == (
        "每人每月<del>1102</del>元",
        "每人每月<ins>1186</ins>元",
    )
    assert marked("5个工作日", "15个工作日")[1] == "<ins>15</ins>个工作日"


def test_what_shares_next_to_nothing_is_another_text() -> None:
    assert marked("没有规定", "不超过1.5米，电梯楼道收短至0.5米以内") == (
        "<del>没有规定</del>",
        "<ins>不超过1.5米，电梯楼道收短至0.5米以内</ins>",
    )
