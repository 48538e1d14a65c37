"""The 31 clocks: all there, each with its source; profiles add up; a county tightens, never loosens.

`python -m tests.clocks.test_deadlines` writes the table of `docs/deadlines.md` again.
"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.clocks.deadlines import Deadlines, is_whole, loosens, make_deadlines
from gongkai.model.deadline import Clock, ClockChange, ClockTable, HolidayTable
from tests.clocks.reading import shipped
from tests.conftest import REPOSITORY

PAGE = REPOSITORY / "docs/deadlines.md"
BEGIN, END = "<!-- clocks:begin -->", "<!-- clocks:end -->"
UNITS = {"WD": "个工作日", "CD": "日", "H": "小时", "MONTH": "个月", "Y": "年"}
KINDS = {"lead": "提前", "staleness": "不超过", "count": "每年 1 次", "span": "至少", "display": "至少公示"}
MORE = {"span", "display", "lead", "count"}
"""Kinds of which more is stricter."""


@cache
def table() -> ClockTable:
    return shipped("deadlines", ClockTable)


def in_force(*profiles: str, changes: tuple[ClockChange, ...] = ()) -> Deadlines:
    return make_deadlines(table(), shipped("holidays", HolidayTable), profiles, changes)


def how_long(clock: Clock) -> str:
    if clock.month_day:
        month, day = clock.month_day.split("-")
        return f"{int(month)}月{int(day)}日以前"
    if clock.kind == "count":
        return KINDS["count"]
    if clock.number == 0:
        return "同一天"
    more = f"，可延长 {clock.extend}{UNITS[clock.unit or '']}" if clock.extend else ""
    return f"{KINDS.get(clock.kind, '')} {clock.number}{UNITS[clock.unit or '']}{more}".strip()


def page_table() -> str:
    rows = [
        "",
        "| 编号 | 时限 | 多长 | 方案 | 从 | 到 | 哪些记录 | 依据 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for clock in table().clocks:
        left_out = f"不算{'、'.join(clock.exclude)}" if clock.exclude else ""
        cells = [
            clock.code, clock.name, how_long(clock), f"`{clock.profile}`", clock.start, clock.end,
            "。".join(text.rstrip("。") for text in (clock.records, left_out, clock.note) if text), clock.basis,
        ]  # fmt: skip
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join([*rows, "", ""])


def test_all_clocks_are_there_with_their_source() -> None:
    assert [clock.code for clock in table().clocks] == [f"C{number:02}" for number in range(1, 32)]
    for clock in table().clocks:
        assert is_whole(clock), clock.code
        assert clock.records, clock.code
        assert clock.profile in {profile.code for profile in table().profiles}


def test_the_page_of_the_clocks_says_what_the_data_says() -> None:
    text = PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    assert text.strip() == page_table().strip(), "run: python -m tests.clocks.test_deadlines"


def test_profiles_add_up_and_the_national_one_always_counts() -> None:
    national = set(in_force().clocks)
    assert {"C01", "C06", "C11", "C18", "C31"} <= national
    assert not {"C02", "C04", "C07", "C12", "C29"} & national
    assert set(in_force("linyi", "field").clocks) == national | {"C04", "C05", "C24", "C25", "C29"}
    assert set(in_force("nowhere").clocks) == national
    assert in_force("field").displays == {
        "shjz-05": "C29", "shjz-08": "C29", "zdbc-01": "C30", "zdbc-03": "C31",
    }  # fmt: skip


def test_a_county_asks_for_more() -> None:
    changes = [
        {"code": "C04", "number": 10},
        {"code": "C11", "number": 40},
        {"code": "C19", "month_day": "01-20"},
        {"code": "C05", "off": True},
        {"code": "C24", "number": 2},
        {"code": "C01", "number": 30},
        {"code": "C99", "number": 3},
    ]
    found = in_force("linyi", changes=tuple(ClockChange.model_validate(change) for change in changes)).clocks
    assert (found["C04"].number, found["C11"].number, found["C24"].number) == (10, 40, 2)
    assert found["C19"].month_day == "01-20"
    assert "C05" not in found
    assert found["C01"].number == 20


@given(st.sampled_from([f"C{number:02}" for number in range(1, 32)]), st.integers(0, 100))
def test_no_national_clock_is_ever_loosened(code: str, number: int) -> None:
    clock = next(clock for clock in table().clocks if clock.code == code)
    change = ClockChange.model_validate({"code": code, "number": number})
    profiles = [profile.code for profile in table().profiles]
    found = in_force(*profiles, changes=(change,)).clocks[code]
    if clock.number is None:
        assert found == clock
        return
    is_looser = number < clock.number if clock.kind in MORE else number > clock.number
    assert loosens(clock, change) == (is_looser and clock.profile == "national")
    assert found.number == (clock.number if loosens(clock, change) else number)


@pytest.mark.parametrize("code", ["C01", "C19"])
def test_no_national_clock_is_turned_off(code: str) -> None:
    off = ClockChange.model_validate({"code": code, "off": True})
    assert code in in_force(changes=(off,)).clocks
    later = ClockChange.model_validate({"code": "C19", "month_day": "02-28"})
    assert in_force(changes=(later,)).clocks["C19"].month_day == "01-31"


if __name__ == "__main__":
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(before + BEGIN + "\n" + page_table() + END + rest.partition(END)[2], "utf-8")
