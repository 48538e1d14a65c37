"""What a county is measured by: indicators and schemes of assessment, data of the county, never code (handbook §8.2)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from annotated_types import Gt

from gongkai.model.standard import Confidence
from gongkai.model.values import LIST, Code, Date, Fields, Number, OneOf, Text, Truth, Whole, about

GROUPS = ("公开", "时效", "覆盖", "解读", "会议", "征集", "互动", "依申请", "网站", "质量")
"""In the order of the pages."""
RATE, COUNT, MEDIAN, MEAN = "比率", "数量", "中位数", "平均数"
MORE, LESS = "越高越好", "越低越好"
WHOLE, YEAR, MONTH = "全部", "近一年", "近30天"
MID, FINAL = "年中", "年终"
METRICS = (
    "published", "normative", "own_documents", "with_validity", "reusable", "covered", "fresh", "gaps",
    "told_absent", "explained", "explained_after", "explained_soon", "more_than_text", "meetings",
    "meeting_after", "observed", "drawn", "meeting_explained", "remarks_answered", "asked_days",
    "asked_long", "answered_back", "answered_back_after", "opinions", "adopted", "decisions_asked",
    "replied", "replied_after", "content", "left_open", "responded_in", "responded_after", "satisfied",
    "applications", "applications_closed", "applications_granted", "applications_corrected", "in_time",
    "overdue", "done_late", "due_soon", "written_to_published", "last_update", "columns_fresh",
    "columns_stale", "organ_told", "media_alive", "with_summary", "with_topic", "with_items",
    "with_index_number", "with_keywords", "attachments_described",
)  # fmt: skip
"""The ways to count that there are (see `gongkai.reports.metrics`)."""


class Indicator(Fields):
    """One figure of the supervision pages: what is counted, of which records, and when it is good."""

    code: Annotated[Code, about("代码", "一经使用不再改动", example="interpreted")]
    name: Annotated[Text, about("名称", "指标名称")]
    group: Annotated[str, OneOf(*GROUPS), about("分组", "公开、时效、覆盖、解读……")]
    concern: Annotated[
        str | None,
        OneOf("及时", "准确", "回应", "实用"),
        about("四不分类", "对应不及时、不准确、不回应、不实用中的哪一类"),
    ] = None
    metric: Annotated[str, OneOf(*METRICS), about("计算方法", "计算方法的名称，见 docs/supervision.md")]
    kinds: Annotated[tuple[Text, ...], LIST, about("栏目", "只数这些栏目的记录；不写就是全部")] = ()
    clocks: Annotated[tuple[Text, ...], LIST, about("时限", "只数这些时限；不写就是全部")] = ()
    window: Annotated[
        str, OneOf(WHOLE, YEAR, MONTH), about("时间范围", "全部、近一年、近30天，按公开日期")
    ] = WHOLE
    measure: Annotated[str, OneOf(RATE, COUNT, MEDIAN, MEAN), about("度量", "比率、数量、中位数、平均数")] = (
        RATE
    )
    unit: Annotated[Text, about("单位", "%、条、天、项……")] = "%"
    better: Annotated[
        str | None, OneOf(MORE, LESS), about("方向", "越高越好或越低越好；不写就只列数字，不分档")
    ] = None
    good: Annotated[Number | None, about("正常线", "到这个值为正常（绿）")] = None
    fair: Annotated[Number | None, about("关注线", "到这个值为关注（黄），再差就是预警（红）")] = None
    formula: Annotated[Text, about("算法", "用一句话说清楚分子、分母是什么")]
    source: Annotated[Text, about("依据", "指标的出处")]
    confidence: Annotated[Confidence, about("可靠程度", "来源有多可靠")] = "D"


class Indicators(Fields):
    """`content/vocabularies/indicators.yaml`"""

    title: Annotated[Text, about("名称", "指标表名称")]
    source: Annotated[Text, about("来源", "指标表来源")]
    indicators: Annotated[tuple[Indicator, ...], LIST, about("指标", "指标")] = ()

    def find(self, code: str) -> Indicator | None:
        return next((each for each in self.indicators if each.code == code), None)


class Deduction(Fields):
    """How points are lost. Of what is written, all is taken together, never more than the item's weight."""

    each: Annotated[Number | None, Gt(0), about("每件扣分", "每一件没有做到的扣几分")] = None
    each_day: Annotated[Number | None, Gt(0), about("每天扣分", "逾期的，每一天再扣几分")] = None
    below: Annotated[Number | None, about("目标值", "低于这个值（方向相反的，高于这个值）才扣分")] = None
    each_point: Annotated[Number | None, Gt(0), about("每点扣分", "离目标值每差 1（%、天、项）扣几分")] = None


class SchemeItem(Fields):
    """One thing that is scored."""

    id: Annotated[Code, about("编号", "考核项目编号", example="coverage")]
    name: Annotated[Text, about("名称", "考核项目")]
    weight: Annotated[Number, Gt(0), about("分值", "满分多少分")]
    measure: Annotated[
        str,
        OneOf("自动", "人工", auto="自动", manual="人工"),
        about("计分方式", "自动：由程序按指标计算；人工：由考核单位打分"),
    ] = "自动"
    metric: Annotated[Text | None, about("指标", "自动计分的，写指标代码")] = None
    deduct_rule: Annotated[Deduction | None, about("扣分办法", "自动计分的，怎样扣分")] = None
    standard: Annotated[Text | None, about("评分标准", "人工计分的，写明按什么打分")] = None
    applies_to: Annotated[
        tuple[Text, ...], LIST, about("适用单位", "单位类型或单位编号；不写就是所有单位")
    ] = ()
    period: Annotated[
        tuple[Annotated[str, OneOf(MID, FINAL, mid=MID, final=FINAL)], ...],
        LIST,
        about("考核阶段", "年中、年终"),
    ] = (MID, FINAL)


class SchemeGroup(Fields):
    name: Annotated[Text, about("名称", "一级指标")]
    weight: Annotated[Number, Gt(0), about("分值", "各项目分值之和")]
    items: Annotated[tuple[SchemeItem, ...], LIST, about("项目", "考核项目")]


class Period(Fields):
    """From when to when records count."""

    period: Annotated[str, OneOf(MID, FINAL, mid=MID, final=FINAL), about("考核阶段", "年中、年终")]
    start: Annotated[Date, about("开始日期", "这一天起公开的信息计入")]
    end: Annotated[Date, about("结束日期", "到这一天为止")]
    published: Annotated[Truth, about("公布结果", "是：网站公布得分和排名；否：只公布考核办法和清单")] = False


class Scheme(Fields):
    """`content/assessment/<scheme>.yaml`: a yearly assessment (考核办法)."""

    title: Annotated[Text, about("名称", "考核办法名称")]
    year: Annotated[Whole, about("年度", "考核年度")]
    total: Annotated[Number, Gt(0), about("总分", "各一级指标分值之和")]
    source: Annotated[Text, about("来源", "考核办法的依据")]
    assessor: Annotated[Text, about("考核单位", "由谁考核")]
    periods: Annotated[tuple[Period, ...], LIST, about("考核阶段", "年中、年终的起止日期")]
    groups: Annotated[tuple[SchemeGroup, ...], LIST, about("一级指标", "一级指标和项目")]

    @property
    def items(self) -> tuple[SchemeItem, ...]:
        return tuple(item for group in self.groups for item in group.items)

    def window(self, period: str) -> tuple[date, date]:
        """First and last day of a period that is written."""
        return next((each.start, each.end) for each in self.periods if each.period == period)
