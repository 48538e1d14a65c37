"""Rules of consultations: what is asked, how long, how to answer; results that add up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.pipeline.checking import check_project
from tests.conftest import TODAY, MakeProject, record

HERE = "content/units/mzj/consultations/2026/c.md"
WHOLE = {
    "征求意见稿": "办法（征求意见稿）",
    "起草依据": "民法典",
    "反馈方式": "\n  - {方式: 电话, 地址: 0578-6200001}",
    "开始日期": "2026-04-01",
    "截止日期": "2026-05-01",
}
RESULT = {"收到意见": "3", "反馈日期": "2026-05-20"}


def told(make_project: MakeProject, **fields: str) -> list[tuple[str, int]]:
    text = record(**{key: value for key, value in {**WHOLE, **fields}.items() if value})
    found = check_project(make_project({HERE: text}), TODAY).findings
    assert all(f.location.path == HERE and f.severity == "error" for f in found)
    return [(f.code, f.location.line) for f in found]


def opinions(*rows: str) -> str:
    return "".join(f"\n  - {{意见: 甲, {row}}}" for row in rows)


def test_a_whole_consultation_is_left_in_peace(make_project: MakeProject) -> None:
    assert told(make_project) == []
    assert told(make_project, 反馈方式="", 在线反馈地址="https://form.example/1") == []
    assert told(make_project, 收到意见="0", 反馈日期="2026-05-20") == []
    given_reasons = opinions("条数: 2, 采纳情况: 采纳", "采纳情况: 部分采纳, 理由: 资金有限")
    assert told(make_project, **RESULT, 意见采纳=given_reasons) == []


@pytest.mark.parametrize(
    ("fields", "code", "line"),
    [
        ({"征求意见稿": ""}, "P121", 2),
        ({"起草依据": ""}, "P121", 2),
        ({"反馈方式": ""}, "P122", 2),
        ({"反馈方式": "\n  - {方式: 电话, 地址: 民政局一楼}"}, "P123", 7),
        ({"反馈方式": "\n  - {方式: 电子邮件, 地址: 民政局}"}, "P123", 7),
        ({"截止日期": "2026-04-30"}, "P124", 9),
        ({**RESULT, "意见采纳": opinions("条数: 3, 采纳情况: 未采纳")}, "P125", 13),
        ({**RESULT, "意见采纳": opinions("条数: 3, 采纳情况: 部分采纳")}, "P125", 13),
        ({**RESULT, "意见采纳": opinions("条数: 2, 采纳情况: 采纳")}, "P126", 10),
        ({**RESULT, "收到意见": "", "意见采纳": opinions("采纳情况: 采纳")}, "P126", 11),
        (RESULT, "P127", 11),
        ({"收到意见": "1", "意见采纳": opinions("采纳情况: 采纳")}, "P128", 11),
        ({**RESULT, "反馈日期": "2026-04-20", "意见采纳": opinions("条数: 3, 采纳情况: 采纳")}, "D104", 11),
    ],
)
def test_what_is_missing_or_does_not_add_up_is_told(
    make_project: MakeProject, fields: dict[str, str], code: str, line: int
) -> None:
    assert told(make_project, **fields) == [(code, line)]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(date(2026, 1, 1), date(2026, 9, 1)), st.integers(0, 60), st.booleans())
def test_fewer_than_thirty_days_need_a_reason(
    make_project: MakeProject, start: date, days: int, has_reason: bool
) -> None:
    end = start + timedelta(days=days)
    reason = {"缩短期限理由": "汛期临近"} if has_reason else {}
    found = told(make_project, 开始日期=start.isoformat(), 截止日期=end.isoformat(), **reason)
    assert found == ([("P124", 9)] if days < 30 and not has_reason else [])
