"""Schemes add up or are told so; points are never lost twice, nor below nothing; what is not public gives no words away."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.model.supervision import Indicator
from gongkai.pipeline.checking import check_project
from gongkai.reports.assessment import Sheet, ranked
from gongkai.reports.values import Case, Found, light_of, rate, value_of
from tests.conftest import REPOSITORY, TODAY, MakeProject, record

SCHEME = (REPOSITORY / "content/assessment/2026.yaml").read_text("utf-8")
PATH = "content/assessment/2026.yaml"
UNIT = """\
单位名称: 测试县民政局
简称: 县民政局
单位类型: 政府部门
机构代码: "005"
办公地址: 测试路1号
办公时间: 工作日
联系电话: 0578-6200001
公开工作机构: 办公室
"""
OFFICE = UNIT.replace("民政局", "人民政府办公室").replace("政府部门", "政府办公室").replace('"005"', '"001"')


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('total: "100"', 'total: "99"', "G111", 'total: "99"'),
        ('name: 会议公开\n    weight: "5"', 'name: 会议公开\n    weight: "6"', "G112", 'weight: "6"'),
        ("metric: covered", "metric: coverd", "G113", "metric: coverd"),
        (', deduct_rule: {each: "2"}}', "}", "G114", "id: coverage"),
        ("applies_to: [政府办公室]", "applies_to: [政府办公宝]", "G115", "政府办公宝"),
        ("{id: timeliness,", "{id: coverage,", "G116", "name: 按时公开"),
        ("end: 2026-06-30", "end: 2025-06-30", "G117", "2025-06-30"),
    ],
)
def test_what_is_wrong_with_a_scheme_is_told_at_its_line(
    make_project: MakeProject, old: str, new: str, code: str, line: str
) -> None:
    text = SCHEME.replace(old, new, 1)
    assert text != SCHEME
    root = make_project({PATH: text, "content/units/xzfb/unit.yaml": OFFICE})
    found = [f for f in check_project(root, TODAY).findings if f.location.path == PATH]
    assert code in {f.code for f in found}
    place = next(f for f in found if f.code == code)
    assert line in text.splitlines()[place.location.line - 1]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kinds: [documents], measure", "kinds: [document], measure", "G118"),
        ("clocks: [C06]", "clocks: [C99]", "G118"),
        ('good: "95", fair: "80", formula: 已有', 'good: "80", fair: "95", formula: 已有', "G119"),
        ("metric: covered,", "metric: uncovered,", "S110"),
        ("code: fresh,", "code: covered,", "G116"),
    ],
)
def test_what_is_wrong_with_an_indicator_is_told(
    make_project: MakeProject, old: str, new: str, code: str
) -> None:
    path = "content/vocabularies/indicators.yaml"
    text = (REPOSITORY / path).read_text("utf-8")
    assert old in text
    root = make_project({path: text.replace(old, new, 1)})
    assert code in {f.code for f in check_project(root, TODAY).findings if f.location.path == path}


def test_coverage_is_told_where_a_site_is_under_way(make_project: MakeProject) -> None:
    """Of a site with fewer than a hundred records nothing is told; an item that another unit owes is always wrong."""
    notices = {f"content/units/mzj/notices/2026/n{i}.md": record() for i in range(99)}
    absent = "暂无信息: [{公开事项: shjz-04, 原因: 无, 有效到: 2027-01-01}]\n"
    wrong = "暂无信息: [{公开事项: shjz-99, 原因: 无, 有效到: 2027-01-01}]\n"

    def codes(files: dict[str, str]) -> list[tuple[str, str]]:
        found = check_project(make_project(files), TODAY).findings
        return [(f.code, f.location.path.split("/")[2]) for f in found if f.code in ("G101", "G102", "G105")]

    assert codes(notices) == []
    last = {"content/units/mzj/notices/2026/last.md": record()}
    assert codes({**notices, **last}) == [("G101", "mzj"), ("G101", "qtz")]
    assert codes({**notices, **last, "content/units/mzj/unit.yaml": UNIT + absent}) == [("G101", "qtz")]
    old = {"content/units/mzj/notices/2024/old.md": record(公开事项="shjz-04", 发布日期="2024-03-12 09:30")}
    told = codes({**notices, **old, "content/units/qtz/unit.yaml": UNIT + wrong})
    assert ("G102", "mzj") in told
    assert ("G105", "qtz") in told


INDICATOR = Indicator(
    code="x", name="甲", group="质量", metric="with_summary", better="越高越好", good=Decimal(95), fair=Decimal(80),
    formula="甲÷乙", source="丙",
)  # fmt: skip
CASES = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)).map(lambda p: (min(p), max(p))), max_size=30)


@given(st.lists(CASES, max_size=5), st.integers(0, 50))
def test_a_rate_of_all_is_that_of_the_sums(units: list[list[tuple[int, int]]], plain: int) -> None:
    """And it lies between the rates of its parts; green is never worse than amber."""
    found = [Found([Case(str(i), *pair) for i, pair in enumerate(cases)], plain) for cases in units]
    whole = value_of(INDICATOR, "", found)
    numerator = sum(part for cases in units for part, _ in cases) + plain * len(units)
    denominator = sum(total for cases in units for _, total in cases) + plain * len(units)
    assert (whole.numerator, whole.denominator) == (numerator, denominator)
    assert whole.number == rate(numerator, denominator)
    parts = [v.number for each in found if (v := value_of(INDICATOR, "u", [each])).number is not None]
    if whole.number is not None:
        assert min(parts) <= whole.number <= max(parts)
        assert whole.light == ("正常" if whole.number >= 95 else "关注" if whole.number >= 80 else "预警")
        lower = INDICATOR.model_copy(update={"better": "越低越好", "good": Decimal(10), "fair": Decimal(20)})
        assert light_of(lower, whole.number) == (
            "正常" if whole.number <= 10 else "关注" if whole.number <= 20 else "预警"
        )


@given(st.lists(st.one_of(st.none(), st.integers(0, 5)), max_size=8))
def test_ranks_are_those_of_a_race(totals: list[int | None]) -> None:
    sheets = [
        Sheet(str(i), (), Decimal(), Decimal(), None if total is None else Decimal(total))
        for i, total in enumerate(totals)
    ]
    for sheet in ranked(sheets):
        better = sum(
            1 for total in totals if total is not None and sheet.total is not None and total > sheet.total
        )
        assert sheet.rank == (0 if sheet.total is None else better + 1)


def test_marks_of_a_record_that_is_not_public_count_for_editors_alone(make_project: MakeProject) -> None:
    from gongkai.executors import Serial
    from gongkai.pipeline.supervising import Supervised, supervise

    marks = record(
        评议类型="考核打分", 年度="2026", 考核阶段="年终", 考核办法="'2026'", 公开方式="不予公开", 不公开依据="art16.internal",
        打分="[{项目: head, 单位: mzj, 得分: '2', 理由: 绝密理由甲}]",
    )  # fmt: skip
    root = make_project(
        {
            PATH: SCHEME.replace('published: "false"', 'published: "true"'),
            "content/units/xzfb/unit.yaml": OFFICE,
            "content/units/xzfb/evaluations/2026/dafen.md": marks,
            "content/units/mzj/notices/2026/a.md": record(),
        }
    )
    found = supervise(root, TODAY, Serial())
    assert isinstance(found, Supervised), [f.message() for f in found]
    scheme = found.portal.catalog.schemes["2026"]
    period = scheme.periods[1]
    (score,) = (s for s in found.board.sheet("mzj", "2026", scheme, period).scores if s.item.id == "head")
    assert score.points == 2
    assert "绝密" not in repr(score)
    from gongkai.reports.board import Board

    public = Board(found.portal.catalog, found.board.groups, TODAY).sheet("mzj", "2026", scheme, period)
    assert next(s for s in public.scores if s.item.id == "head").state == "待打分"
