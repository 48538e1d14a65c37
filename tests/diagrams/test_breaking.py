"""Lines of Chinese and Latin: none too wide, none that begins or ends as it must not, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.diagrams.breaking import break_evenly, break_lines
from tests.diagrams.drawings import texts
from tests.diagrams.measuring import width


@settings(max_examples=200, deadline=None)
@given(texts, st.integers(90, 900), st.booleans())
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, room: int, bold: bool) -> None:
    for lines in (break_lines(text, room, 30, bold=bold), break_evenly(text, room, 30, bold=bold)):
        assert all(width(line.rstrip(), 30, bold) <= room + 0.01 for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())
    assert len(break_evenly(text, room, 30, bold=bold)) <= len(break_lines(text, room, 30, bold=bold))


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("一二三四五六，七八", 6, ["一二三四五", "六，七八"]),
        ("一二三四五（六七）八", 6, ["一二三四五", "（六七）八"]),
        ("提高到每人每月1186元，从七月起", 8, ["提高到每人每", "月1186元，从", "七月起"]),
        ("the county council", 5, ["the county ", "council"]),
        ("补贴支出约3.5%的资金", 6, ["补贴支出约", "3.5%的资金"]),
        ("他说——算了……", 4, ["他说——", "算了……"]),
    ],
)
def test_the_rules_of_typesetting(text: str, ems: int, lines: list[str]) -> None:
    assert break_lines(text, ems * 20, 20) == lines
