"""Rules of meetings: what cannot be is told at its line; what is in order is left in peace."""

from __future__ import annotations

import pytest

from gongkai.findings import Finding
from gongkai.pipeline.checking import check_project
from tests.conftest import TODAY, MakeProject, record

HERE = "content/units/mzj/meetings/2026/m.md"
NEWS = "content/units/mzj/notices/2026/news.md"


def findings(make_project: MakeProject, files: dict[str, str]) -> list[Finding]:
    return list(check_project(make_project(files), TODAY).findings)


def meeting(**fields: str) -> str:
    """A meeting of 11 March, published on the 12th; 标题, 发布日期, 会议类型, 开始时间 stand on lines 2 to 5."""
    return record(**{"会议类型": "局务会议", "开始时间": "2026-03-11 15:00", **fields})


def agenda(*items: str) -> str:
    return "".join(f"\n  - {{{item}}}" for item in items)


@pytest.mark.parametrize(
    ("fields", "code", "line"),
    [
        ({"议题": agenda("议题: 甲, 责任单位: mzj, 完成时限: 2026-03-10")}, "M101", 7),
        ({"议题": agenda("议题: 甲", "议题: 乙, 完成时限: 2026-04-10")}, "M102", 8),
        ({"会议类型": "常务会议"}, "M103", 4),
        ({"议题": agenda("议题: 甲, 公开方式: 不予公开", "议题: 乙, 公开方式: 依申请公开")}, "M104", 6),
        ({"列席代表": agenda("类别: 人大代表"), "无代表列席原因": "来不及"}, "M105", 8),
        (
            {"列席代表": agenda("类别: 人大代表, 采纳情况: 采纳", "类别: 人大代表, 采纳情况: 未采纳")},
            "M106",
            8,
        ),
        ({"开始时间": "2026-03-13 15:00", "议题": agenda("议题: 甲, 议定结果: 审议通过")}, "M107", 7),
        ({"已取消": "是", "议题": agenda("议题: 甲, 议定事项: 同意")}, "M109", 8),
        ({"结束时间": "2026-03-11 14:00"}, "D104", 6),
        ({"列席代表": agenda("类别: 路人")}, "S110", 7),
    ],
)
def test_what_cannot_be_is_told_at_its_line(
    make_project: MakeProject, fields: dict[str, str], code: str, line: int
) -> None:
    (finding,) = findings(make_project, {HERE: meeting(**fields)})
    assert (finding.code, finding.location.path, finding.location.line) == (code, HERE, line)
    assert finding.hint("zh")
    assert finding.hint("en")


@pytest.mark.parametrize(
    "fields",
    [
        {"议题": agenda("议题: 甲, 责任单位: [mzj, qtz], 完成时限: 2026-03-11, 议定结果: 审议通过")},
        {"会议类型": "常务会议", "无代表列席原因": "紧急会议"},
        {"会议类型": "常务会议", "列席代表": agenda("类别: 人大代表")},
        {"会议类型": "常务会议", "已取消": "是"},
        {"会议类型": "常务会议", "开始时间": "2026-12-11 15:00", "议题": agenda("议题: 甲")},
        {
            "公开方式": "不予公开",
            "不公开依据": "art14.secret",
            "议题": agenda("议题: 甲, 公开方式: 不予公开"),
        },
        {"列席代表": agenda("类别: 人大代表, 采纳情况: 未采纳, 采纳说明: 预算已定")},
    ],
)
def test_what_is_right_is_left_in_peace(make_project: MakeProject, fields: dict[str, str]) -> None:
    assert findings(make_project, {HERE: meeting(**fields)}) == []


@pytest.mark.parametrize(("day", "codes"), [("2026-03-12", []), ("2026-03-13", ["M108"])])
def test_news_comes_out_on_the_day_of_the_decisions(
    make_project: MakeProject, day: str, codes: list[str]
) -> None:
    files = {HERE: meeting(会议新闻="mzj/notices/2026/news"), NEWS: record(发布日期=f"{day} 16:00")}
    assert [finding.code for finding in findings(make_project, files)] == codes
