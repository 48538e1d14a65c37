"""Small pieces of views: what leads to a telephone, and how numbers are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.views.blocks.pieces import grouped, list_table, make_table
from gongkai.views.parts import Link
from gongkai.views.phones import reachable, reachable_cell


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("0578-6200100", "tel:0578-6200100"),
        ("010 12345678", "tel:01012345678"),
        ("（0578）6200100", "tel:05786200100"),
        ("400-820-1234", "tel:400-820-1234"),
        ("12345", "tel:12345"),
        ("12393", "tel:12393"),
        ("mzj@yunxi.example", "mailto:mzj@yunxi.example"),
    ],
)
def test_a_number_alone_is_a_link(text: str, url: str) -> None:
    assert reachable(text) == Link(text, url)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "办公室",
        "330799011/2026-00007",
        "91330799MB330005XC",
        "2026-03-12",
        "120元",
        "0578-6200100-6200105",
        "工作日9:00-12:00",
    ],
)
def test_what_is_not_a_number_to_call_stays_text(text: str) -> None:
    assert reachable(text) == Link(text, "")
    assert reachable_cell(text) == text


def test_a_sentence_keeps_its_words_around_the_links() -> None:
    text = "电话：0578-6218012（工作日），邮箱cgj@yunxi.example"
    link = reachable(text)
    assert (link.title, link.url) == (text, "")
    assert [part.url for part in link.parts] == ["", "tel:0578-6218012", "", "mailto:cgj@yunxi.example"]


@given(st.text("0578-62 （）a@.x电话1", max_size=40))
def test_no_text_is_lost(text: str) -> None:
    link = reachable(text)
    assert link.title == text
    assert "".join(part.title for part in link.parts or (link,)) == text


@pytest.mark.parametrize(
    ("number", "unit", "written"),
    [
        ("12684", "件", "12,684"),
        ("2376", "件", "2,376"),
        ("2446.8", "万元", "2,446.8"),
        ("2026", "", "2026"),
        ("2026", "年", "2026"),
        ("98.6", "%", "98.6"),
        ("-13876", "吨", "-13,876"),
        ("约12000", "件", "约12000"),
        ("00123", "", "00123"),
    ],
)
def test_long_numbers_are_grouped(number: str, unit: str, written: str) -> None:
    assert grouped(number, unit) == written


def test_a_table_without_its_empty_columns_keeps_its_heading() -> None:
    table = make_table("表", ("甲", "乙", "电话"), [("", "办公室", "12345")], heading=1)
    assert table
    assert table.columns == ("乙", "电话")
    assert table.heading == 0
    assert table.rows == (("办公室", Link("12345", "tel:12345")),)


def test_a_number_does_not_name_a_row() -> None:
    numbered = list_table("表", ("序号", "名称"), [("1", "甲")])
    named = list_table("表", ("名称", "地址"), [("甲", "乙")])
    assert numbered
    assert named
    assert (numbered.heading, named.heading) == (1, 0)
