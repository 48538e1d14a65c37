"""How long things may take (时限): the clocks, which places ask for them, and the days that are worked. Data of the county."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge
from pydantic import StringConstraints

from gongkai.model.standard import Confidence
from gongkai.model.values import LIST, Code, Date, Fields, OneOf, Text, Truth, Whole, about

NATIONAL = "national"
"""The profile that is always in force."""

DEADLINE, LEAD, YEARLY, STALENESS, COUNT = "deadline", "lead", "yearly", "staleness", "count"
SPAN, DISPLAY = "span", "display"
LEAST = frozenset([SPAN, DISPLAY])
"""Clocks that ask for a time at least as long; the others for one at most as long, or for a day."""

MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Count = Annotated[Whole, Ge(0)]


class Profile(Fields):
    """A set of clocks by who asks for them."""

    code: Annotated[Code, about("代码", "config.yaml 里写的代码")]
    name: Annotated[Text, about("名称", "名称")]
    description: Annotated[Text | None, about("说明", "说明")] = None


class Clock(Fields):
    """One time limit: from what it runs, until what, how long."""

    code: Annotated[Code, about("代码", "一经使用不再改动", example="C04")]
    name: Annotated[Text, about("名称", "名称")]
    kind: Annotated[
        str,
        OneOf(DEADLINE, LEAD, YEARLY, STALENESS, COUNT, SPAN, DISPLAY),
        about(
            "种类",
            "deadline 期限、lead 提前、yearly 每年的某一天、staleness 更新、count 次数、span 最短时间、display 公示期",
        ),
    ]
    number: Annotated[Count | None, about("数量", "时限的数量")] = None
    unit: Annotated[
        str | None,
        OneOf("WD", "CD", "H", "MONTH", "Y"),
        about("单位", "WD 工作日、CD 日、H 小时、MONTH 月、Y 年"),
    ] = None
    month_day: Annotated[MonthDay | None, about("月日", "每年的哪一天", example="01-31")] = None
    extend: Annotated[Count | None, about("可延长", "经批准最多再延长多少，单位同上")] = None
    exclude: Annotated[tuple[Text, ...], LIST, about("不计算", "不算在内的时间")] = ()
    items: Annotated[tuple[Code, ...], LIST, about("公开事项", "公示期适用的标准目录事项")] = ()
    profile: Annotated[Code, about("方案", "属于哪一套时限方案")]
    start: Annotated[Text, about("起算", "从什么时候起算")]
    end: Annotated[Text, about("截止", "到什么为止")]
    records: Annotated[Text | None, about("适用", "哪些记录计时")] = None
    basis: Annotated[Text, about("依据", "法律、法规、文件")]
    confidence: Annotated[Confidence, about("可靠程度", "这一行的来源有多可靠")]
    note: Annotated[Text | None, about("备注", "备注")] = None


class ClockTable(Fields):
    """`content/vocabularies/deadlines.yaml`"""

    title: Annotated[Text, about("名称", "名称")]
    source: Annotated[Text, about("来源", "来源")]
    confidence: Annotated[Confidence, about("可靠程度", "来源有多可靠")] = "M"
    profiles: Annotated[tuple[Profile, ...], LIST, about("方案", "时限方案")]
    clocks: Annotated[tuple[Clock, ...], LIST, about("时限", "一行一个时限")]


class Holiday(Fields):
    """One holiday of a notice: the days off, and the days worked in their stead."""

    name: Annotated[Text, about("名称", "节日")]
    first: Annotated[Date, about("第一天", "放假的第一天")]
    last: Annotated[Date | None, about("最后一天", "只放一天的不写")] = None
    work: Annotated[tuple[Date, ...], LIST, about("上班", "调休上班的日子")] = ()


class WorkYear(Fields):
    """The arrangement of one year."""

    year: Annotated[Whole, Ge(1949), about("年份", "年份")]
    source: Annotated[Text, about("来源", "通知的文号")]
    confidence: Annotated[Confidence, about("可靠程度", "来源有多可靠")] = "M"
    holidays: Annotated[tuple[Holiday, ...], LIST, about("节假日", "照通知写")]


class HolidayTable(Fields):
    """`content/vocabularies/holidays.yaml`"""

    title: Annotated[Text, about("名称", "名称")]
    source: Annotated[Text, about("来源", "来源")]
    years: Annotated[tuple[WorkYear, ...], LIST, about("年份", "一年一行")]


class ClockChange(Fields):
    """What a county asks for beyond a clock of its profiles (`config.yaml`)."""

    code: Annotated[Code, about("代码", "时限的代码", example="C04")]
    number: Annotated[Count | None, about("数量", "本县的数量，单位不变；国家的时限只能更严")] = None
    month_day: Annotated[MonthDay | None, about("月日", "年度报告等，本县的日子")] = None
    off: Annotated[Truth, about("停用", "不用这个时限；国家的时限不能停用")] = False
