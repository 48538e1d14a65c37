"""Records of meetings (会议公开): the agenda with what was decided, and who sat in on it."""

from __future__ import annotations

from typing import Annotated

from gongkai.model.record import PROACTIVE, Disclosure, RecordFields
from gongkai.model.values import (
    LIST,
    Date,
    Fields,
    Moment,
    Number,
    OneOf,
    RecordRef,
    Text,
    UnitRef,
    Whole,
    about,
)


class Figure(Fields):
    label: Annotated[Text, about("名称", "数字说的是什么")]
    value: Annotated[Number, about("数值", "只写数字")]
    unit: Annotated[Text | None, about("单位", "亿元、户、公里……")] = None


class AgendaItem(Fields):
    """One topic of a meeting (议题)."""

    title: Annotated[Text, about("议题", "议题名称")]
    reporter: Annotated[UnitRef | None, about("汇报单位", "汇报单位编号")] = None
    points: Annotated[tuple[Text, ...], LIST, about("要点", "会议指出、强调、要求的内容")] = ()
    figures: Annotated[tuple[Figure, ...], LIST, about("数字", "要突出的数字")] = ()
    decision: Annotated[
        str | None,
        OneOf("审议通过", "原则同意", "原则通过", "听取汇报", "传达学习", "安排部署", "暂缓", "不同意"),
        about("议定结果", "审议通过、原则同意……"),
    ] = None
    responsible: Annotated[UnitRef | None, about("责任单位", "落实单位编号")] = None
    due: Annotated[Date | None, about("完成时限", "要求完成的日期")] = None
    consultation: Annotated[RecordRef | None, about("会前征求意见", "征求意见记录编号")] = None
    documents: Annotated[tuple[RecordRef, ...], LIST, about("相关文件", "议定后印发的文件编号")] = ()
    legality: Annotated[str | None, OneOf("通过", "不涉及"), about("合法性审查", "通过或不涉及")] = None
    disclosure: Annotated[Disclosure, about("公开方式", "不公开的议题不会出现在网站上")] = PROACTIVE

    @property
    def is_public(self) -> bool:
        return self.disclosure == PROACTIVE


class Observer(Fields):
    """Somebody from outside who sat in on the meeting (列席代表)."""

    category: Annotated[
        str,
        OneOf("人大代表", "政协委员", "利益相关方", "专家学者", "新闻媒体", "群众代表"),
        about("类别", "人大代表、政协委员、利益相关方、专家学者、新闻媒体、群众代表"),
    ]
    name: Annotated[Text | None, about("称谓", "如“王某”，不写全名也可以")] = None
    organization: Annotated[Text | None, about("所在单位", "单位或职业")] = None
    remark: Annotated[Text | None, about("发言", "发言要点")] = None
    adopted: Annotated[
        str | None, OneOf("采纳", "部分采纳", "未采纳"), about("采纳情况", "采纳、部分采纳、未采纳")
    ] = None


class Meeting(RecordFields):
    """会议公开"""

    meeting_type: Annotated[
        str,
        OneOf("常务会议", "全体会议", "专题会议", "县长办公会议", "党组会议", "乡镇办公会议", "局务会议"),
        about("会议类型", "常务会议、全体会议……"),
    ] = "常务会议"
    term: Annotated[Whole | None, about("届", "第几届")] = None
    number: Annotated[Whole | None, about("次", "第几次")] = None
    held_at: Annotated[Moment, about("开始时间", "会议开始时间", example="2026-03-12 15:00")]
    ended_at: Annotated[Moment | None, about("结束时间", "会议结束时间")] = None
    place: Annotated[Text | None, about("地点", "会议地点")] = None
    chair: Annotated[Text | None, about("主持人", "主持人职务")] = None
    attendees: Annotated[tuple[Text, ...], LIST, about("出席人员", "职务")] = ()
    agenda: Annotated[tuple[AgendaItem, ...], LIST, about("议题", "按顺序写每个议题")] = ()
    observers: Annotated[
        tuple[Observer, ...], LIST, about("列席代表", "人大代表、政协委员、利益相关方……")
    ] = ()
    no_observer_reason: Annotated[Text | None, about("无代表列席原因", "没有邀请代表列席时写明原因")] = None
