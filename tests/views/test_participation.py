"""Consultations by the day, and what their column counts, against a count by hand."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongkai.catalog.public import CLOSING_SOON_DAYS, Entry, consultation_state
from gongkai.views.participation import figures, open_now

DAY = timedelta(days=1)
STATES = ("尚未开始", "正在征集", "即将截止", "已结束，待反馈", "已反馈")
days = st.dates(date(2025, 1, 1), date(2027, 1, 1))


def entry(kind: str, state: str, counts: tuple[int, ...]) -> Entry:
    return Entry(
        "u/k/2026/a", "u", kind, "题", "2026-01-01T00:00+08:00", "", "", "", (), (), "", (), (), (), "", state, "", counts=counts
    )  # fmt: skip


@given(days, st.integers(0, 90), st.integers(1, 60))
def test_states_change_at_the_borders_of_days(start: date, length: int, later: int) -> None:
    end, answered = start + DAY * length, start + DAY * (length + later)

    def state(day: date, feedback: date | None = answered) -> str:
        return consultation_state(
            start.isoformat(), end.isoformat(), feedback.isoformat() if feedback else "", day
        )

    assert state(start - DAY) == "尚未开始"
    assert state(start) == ("即将截止" if length < CLOSING_SOON_DAYS else "正在征集")
    assert state(end) == "即将截止"
    if length >= CLOSING_SOON_DAYS:
        assert state(end - DAY * CLOSING_SOON_DAYS) == "正在征集"
        assert state(end - DAY * (CLOSING_SOON_DAYS - 1)) == "即将截止"
    assert state(end + DAY) == ("已反馈" if later == 1 else "已结束，待反馈")
    assert state(answered) == "已反馈"
    assert state(answered, None) == "已结束，待反馈"


@given(
    st.lists(st.tuples(st.sampled_from(STATES), st.integers(1, 60)), max_size=30),
    st.lists(
        st.tuples(st.integers(2024, 2026), st.integers(0, 9)).flatmap(
            lambda pair: st.tuples(st.just(pair[0]), st.just(pair[1]), st.integers(0, pair[1]))
        ),
        max_size=4,
    ),
)
def test_figures_are_what_one_counts_by_hand(
    consultations: list[tuple[str, int]], lists: list[tuple[int, int, int]]
) -> None:
    entries = [entry("consultations", state, (length,)) for state, length in consultations]
    found = {f.label: f.value for f in figures(entries, [entry("decisions", "", counts) for counts in lists])}
    if not consultations:
        assert found == {}
        return
    states = [state for state, _ in consultations]
    is_open = [state for state in states if state in ("正在征集", "即将截止")]
    assert found.pop("全部征集") == str(len(states))
    assert found.pop("现在可以提意见") == str(len(is_open)) == str(len(open_now(entries)))
    assert found.pop("平均征集时间") == str(round(sum(n for _, n in consultations) / len(states)))
    answered, waiting = states.count("已反馈"), states.count("已结束，待反馈")
    if answered + waiting:
        share = round(100 * answered / (answered + waiting))
        label = f"反馈率（结束{answered + waiting}件，已反馈{answered}件）"
        assert found.pop(label) == str(share)
    newest = [counts for counts in lists if counts[0] == max(year for year, _, _ in lists)]
    if matters := sum(count for _, count, _ in newest):
        label = f"{newest[0][0]}年决策事项已征求意见（共{matters}项）"
        assert found.pop(label) == str(sum(asked for _, _, asked in newest))
    assert found == {}


def test_what_closes_soon_comes_first() -> None:
    entries = [entry("consultations", state, (31,)) for state in STATES]
    assert [e.consultation for e in open_now(entries)] == ["即将截止", "正在征集"]
