"""Records of talking with citizens and of reporting: messages, responses, yearly reports."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge

from gongkai.model.channels import CHANNELS
from gongkai.model.record import RecordFields
from gongkai.model.values import (
    LIST,
    Date,
    Fields,
    Moment,
    OneOf,
    Prose,
    Reference,
    Text,
    Truth,
    UnitRef,
    Whole,
    about,
)


class Message(RecordFields):
    """咨询投诉: what a citizen wrote, without who it was, and the public answer (handbook 0-23, 4-23)."""

    channel: Annotated[
        str,
        OneOf(*CHANNELS),
        about("来源", "领导信箱、12345热线、网上民声、网友留言、建言献策……"),
    ]
    message_type: Annotated[
        str, OneOf("咨询", "求助", "投诉", "建议", "感谢"), about("类型", "咨询、求助、投诉、建议")
    ] = "咨询"
    ticket: Annotated[Text | None, about("查询码", "收到时给来信人的查询码，凭它查答复；不要用电话号码")] = (
        None
    )
    asked: Annotated[Prose, about("来信内容", "去掉姓名、电话、住址后的来信内容")]
    received_on: Annotated[Date, about("来信日期", "收到的日期", example="2026-03-02")]
    accepted_on: Annotated[Date | None, about("受理日期", "决定受理、转给承办单位的日期")] = None
    due_on: Annotated[Date | None, about("办理期限", "应当在哪一天以前（含当天）答复")] = None
    replied_on: Annotated[Date | None, about("答复日期", "答复的日期")] = None
    replied_by: Annotated[
        UnitRef | None, about("答复单位", "由哪个单位答复；不写就是本单位", example="mzj")
    ] = None
    guest: Annotated[Text | None, about("访谈嘉宾", "在线访谈时谁来回答：单位和职务")] = None
    reply: Annotated[Prose | None, about("答复内容", "对外公开的答复")] = None
    satisfaction: Annotated[
        str | None,
        OneOf("非常满意", "满意", "基本满意", "不满意"),
        about("满意度", "来信人对答复的评价：非常满意、满意、基本满意、不满意"),
    ] = None
    consent: Annotated[
        Truth | None,
        about("同意公开", "来信人是否同意公开（去掉个人信息以后）；不同意的不能主动公开", internal=True),
    ] = None


CONTENT = frozenset(["非常满意", "满意", "基本满意"])
"""Who says so is satisfied."""
SERIOUS = frozenset(["特别重大", "重大"])
"""Levels at which the head of the office speaks, and a press conference is held within a day (国办发〔2016〕61号)."""
STEPS = ("收集", "研判", "处置", "回应")


class ResponseStage(Fields):
    at: Annotated[Moment, about("时间", "时间")]
    step: Annotated[str, OneOf(*STEPS), about("环节", "收集、研判、处置、回应")]
    note: Annotated[Text, about("内容", "做了什么")]


class Response(RecordFields):
    """回应关切 (国办发〔2016〕61号)"""

    occurred_at: Annotated[Moment, about("发生时间", "事情发生或舆情出现的时间", example="2026-03-02 08:00")]
    level: Annotated[
        str, OneOf("特别重大", "重大", "较大", "一般"), about("等级", "特别重大、重大、较大、一般")
    ] = "一般"
    first_release_at: Annotated[Moment | None, about("首次发布", "第一次发布权威信息的时间")] = None
    press_conference_at: Annotated[Moment | None, about("新闻发布会", "发布会时间")] = None
    replied_at: Annotated[Moment | None, about("回应时间", "公开回应的时间")] = None
    spokesperson: Annotated[Text | None, about("发言人", "职务")] = None
    head_spoke: Annotated[
        Truth | None,
        about("主要负责人发言", "发言的是不是主要负责人（第一新闻发言人）", source="国办发〔2016〕61号"),
    ] = None
    no_head_reason: Annotated[
        Text | None, about("主要负责人未发言原因", "重大以上没有由主要负责人发言时写明")
    ] = None
    stages: Annotated[tuple[ResponseStage, ...], LIST, about("处置经过", "收集、研判、处置、回应")] = ()


Count = Annotated[Whole, Ge(0)]
OWN, REGION = "本机关", "本地区"
"""What a yearly report is on: the unit that makes it, or the whole county."""
REMEDIES = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
OUTCOME_LABELS = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}


class ReportSection(Fields):
    title: Annotated[Text, about("标题", "如“一、总体情况”")]
    text: Annotated[Prose, about("内容", "这一部分的文字")]


class CountRow(Fields):
    """A row of table two: name and the numbers after it."""

    block: Annotated[Text, about("所属", "如“第二十条第（一）项”")]
    name: Annotated[Text, about("信息内容", "如“行政规范性文件”")]
    made: Annotated[Count | None, about("本年制发件数", "本年制发件数")] = None
    abolished: Annotated[Count | None, about("本年废止件数", "本年废止件数")] = None
    in_force: Annotated[Count | None, about("现行有效件数", "现行有效件数")] = None
    decisions: Annotated[Count | None, about("本年处理决定数量", "本年处理决定数量")] = None
    amount: Annotated[
        Text | None, about("本年收费金额", "单位是万元，只写数字，如 38.4；没有写 0", example="38.4")
    ] = None


class ApplicationRow(Fields):
    """A row of table three; the seven columns of 国办公开办函〔2021〕30号."""

    row: Annotated[
        Annotated[str, Reference("term", "application_rows")],
        about("行", "行的代码，如 new、granted、deny.secret"),
    ]
    counts: Annotated[
        tuple[Count, Count, Count, Count, Count, Count, Count],
        about("数量", "自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计"),
    ]


class ReviewCounts(Fields):
    """Five cells of table four."""

    kind: Annotated[
        str,
        OneOf(*REMEDIES),
        about("类别", "行政复议、行政诉讼（未经复议直接起诉）、行政诉讼（复议后起诉）"),
    ]
    upheld: Annotated[Count, about(OUTCOME_LABELS["upheld"], "件数")] = 0
    corrected: Annotated[Count, about(OUTCOME_LABELS["corrected"], "件数")] = 0
    other: Annotated[Count, about(OUTCOME_LABELS["other"], "件数")] = 0
    pending: Annotated[Count, about(OUTCOME_LABELS["pending"], "件数")] = 0
    total: Annotated[Count, about(OUTCOME_LABELS["total"], "件数")] = 0


class Report(RecordFields):
    """政府信息公开工作年度报告 (条例 art. 49-50; 国办公开办函〔2021〕30号)"""

    year: Annotated[Whole, about("年度", "报告的年度", example="2025")]
    covers: Annotated[
        str,
        OneOf(OWN, REGION, own=OWN, region=REGION),
        about("报告范围", "本机关；县政府办公室编制的全县报告写“本地区”", source="条例第49条"),
    ] = OWN
    sections: Annotated[
        tuple[ReportSection, ...],
        LIST,
        about("报告内容", "总体情况、存在的主要问题及改进情况、其他需要报告的事项"),
    ] = ()
    active: Annotated[tuple[CountRow, ...], LIST, about("主动公开情况", "表二各行")] = ()
    applications: Annotated[tuple[ApplicationRow, ...], LIST, about("申请情况", "表三各行")] = ()
    litigation: Annotated[tuple[ReviewCounts, ...], LIST, about("复议诉讼情况", "表四")] = ()
