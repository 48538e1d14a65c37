"""Records of deciding and explaining: documents, interpretations, decisions, consultations."""

from __future__ import annotations

from typing import Annotated

from gongkai.model.record import RecordFields
from gongkai.model.values import (
    LIST,
    Date,
    Fields,
    Moment,
    OneOf,
    Prose,
    RecordRef,
    Text,
    Truth,
    UnitRef,
    Web,
    Whole,
    about,
)


class Document(RecordFields):
    """政策文件"""

    drafting_unit: Annotated[UnitRef | None, about("起草单位", "起草文件的单位编号")] = None
    normative: Annotated[Truth, about("规范性文件", "是不是行政规范性文件")] = False
    level: Annotated[
        str | None,
        OneOf("国家", "省级", "市级", "县级", "乡级"),
        about("发文层级", "国家、省级、市级、县级、乡级"),
    ] = None
    printed_at: Annotated[Moment | None, about("印毕时间", "纸质文件印完的时间", internal=True)] = None
    interpretation_plan: Annotated[Text | None, about("解读方案", "解读形式、渠道、时间", internal=True)] = (
        None
    )


class Comparison(Fields):
    """One row of the table old policy / new policy."""

    item: Annotated[Text, about("项目", "比较的内容")]
    old: Annotated[Text, about("旧政策", "原来的规定")]
    new: Annotated[Text, about("新政策", "现在的规定")]
    effect: Annotated[Text | None, about("影响", "对群众、企业有什么影响")] = None


class SixElements(Fields):
    """The six elements of an interpretation (临沂 2022 plan)."""

    background: Annotated[Prose | None, about("背景依据", "为什么出台，依据是什么")] = None
    goals: Annotated[Prose | None, about("目标任务", "要达到什么目标")] = None
    content: Annotated[Prose | None, about("主要内容", "规定了什么")] = None
    scope: Annotated[Prose | None, about("涉及范围", "管到谁、管到哪里")] = None
    standard: Annotated[Prose | None, about("执行口径", "具体怎样掌握")] = None
    differences: Annotated[Prose | None, about("新旧政策差异", "和以前有什么不同")] = None


class Interpretation(RecordFields):
    """政策解读"""

    form: Annotated[
        str,
        OneOf("文字", "图解", "问答", "视频", "音频", "漫画", "发布会", "访谈", "专家解读", "媒体解读"),
        about("解读形式", "文字、图解、问答……"),
    ] = "文字"
    author_unit: Annotated[UnitRef | None, about("解读单位", "谁起草、谁解读；不写就是本单位")] = None
    author_role: Annotated[
        str, OneOf("起草部门", "负责人", "专家", "媒体"), about("解读人", "起草部门、负责人、专家、媒体")
    ] = "起草部门"
    elements: Annotated[SixElements | None, about("解读要素", "六个要素，不涉及的写“不涉及”")] = None
    comparisons: Annotated[tuple[Comparison, ...], LIST, about("新旧对比", "新旧政策对比表")] = ()


class DecisionEntry(Fields):
    """One matter of the yearly list of major administrative decisions."""

    title: Annotated[Text, about("事项", "决策事项名称")]
    responsible: Annotated[UnitRef, about("承办单位", "承办单位编号")]
    state: Annotated[
        str,
        OneOf("未启动", "起草中", "征求意见", "合法性审查", "集体讨论", "已公布", "调出目录"),
        about("进展", "未启动、起草中、征求意见、合法性审查、集体讨论、已公布、调出目录"),
    ]
    planned: Annotated[Text | None, about("计划时间", "如“第二季度”")] = None
    basis: Annotated[tuple[Text, ...], LIST, about("依据", "法律政策依据")] = ()
    consultation: Annotated[RecordRef | None, about("征求意见", "征求意见记录编号")] = None
    meeting: Annotated[RecordRef | None, about("审议会议", "会议记录编号")] = None
    document: Annotated[RecordRef | None, about("公布文件", "文件记录编号")] = None
    interpretation: Annotated[RecordRef | None, about("解读", "解读记录编号")] = None


class Decision(RecordFields):
    """重大行政决策"""

    year: Annotated[Whole, about("年度", "目录年度", source="国令第713号第3条", example="2026")]
    entries: Annotated[tuple[DecisionEntry, ...], LIST, about("事项", "目录里的决策事项")] = ()


class Opinion(Fields):
    """One opinion, or a group of like ones, and what became of it."""

    opinion: Annotated[Text, about("意见", "意见概要，不写个人信息")]
    count: Annotated[Whole, about("条数", "相同意见的条数")] = 1
    adopted: Annotated[str, OneOf("采纳", "部分采纳", "未采纳"), about("采纳情况", "采纳、部分采纳、未采纳")]
    reason: Annotated[Text | None, about("理由", "部分采纳、未采纳时必须写理由")] = None


class Consultation(RecordFields):
    """意见征集"""

    start: Annotated[
        Date, about("开始日期", "征求意见开始的日期", source="国令第713号第15条", example="2026-03-12")
    ]
    end: Annotated[
        Date, about("截止日期", "一般不少于 30 日", source="国令第713号第15条", example="2026-04-11")
    ]
    draft: Annotated[Text | None, about("征求意见稿", "草案名称；全文写在正文或附件")] = None
    basis: Annotated[tuple[Text, ...], LIST, about("起草依据", "法律、政策依据")] = ()
    channels: Annotated[tuple[Text, ...], LIST, about("反馈方式", "信函、电话、电子邮件、座谈会……")] = ()
    form_url: Annotated[Web | None, about("在线反馈地址", "由其他系统承接的反馈表单")] = None
    short_reason: Annotated[Text | None, about("缩短期限理由", "少于 30 日时写明理由")] = None
    hearing_on: Annotated[Date | None, about("听证日期", "举行听证会的日期")] = None
    received: Annotated[Whole | None, about("收到意见", "一共收到多少条意见")] = None
    feedback_published: Annotated[Date | None, about("反馈日期", "公布采纳情况的日期")] = None
    feedback: Annotated[tuple[Opinion, ...], LIST, about("意见采纳", "意见和采纳情况")] = ()
