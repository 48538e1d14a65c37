"""Records of meetings (会议公开): the agenda with what was decided, and who sat in on it."""

from __future__ import annotations

from collections.abc import Sequence
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
    Truth,
    UnitRef,
    Web,
    Whole,
    about,
)


class Figure(Fields):
    label: Annotated[Text, about("名称", "数字说的是什么")]
    value: Annotated[Number, about("数值", "只写数字")]
    unit: Annotated[Text | None, about("单位", "亿元、户、公里……")] = None


class Material(Fields):
    """A paper of a meeting that lies elsewhere on the web: an invitation, minutes."""

    title: Annotated[Text, about("名称", "材料名称")]
    url: Annotated[Web, about("网址", "材料所在的网址；本站的文件写在“附件”里")]


class AgendaItem(Fields):
    """One topic of a meeting (议题)."""

    title: Annotated[Text, about("议题", "议题名称")]
    number: Annotated[
        Text | None,
        about("序号", "一般不写，按公开的议题从 1 排起；有不公开的议题时写了也不用，以免看出空缺"),
    ] = None
    reporter: Annotated[UnitRef | None, about("汇报单位", "汇报单位编号")] = None
    points: Annotated[tuple[Text, ...], LIST, about("要点", "会议指出、强调、要求的内容")] = ()
    figures: Annotated[tuple[Figure, ...], LIST, about("数字", "要突出的数字")] = ()
    consulted: Annotated[Text | None, about("征求意见情况", "会前听取了谁的意见、采纳了多少，一两句话")] = (
        None
    )
    decision: Annotated[
        str | None,
        OneOf("审议通过", "原则同意", "原则通过", "听取汇报", "传达学习", "安排部署", "暂缓", "不同意"),
        about("议定结果", "审议通过、原则同意……"),
    ] = None
    resolution: Annotated[Text | None, about("议定事项", "会议决定了什么，一两句话")] = None
    responsible: Annotated[tuple[UnitRef, ...], LIST, about("责任单位", "落实单位编号，牵头的写在前面")] = ()
    due: Annotated[Date | None, about("完成时限", "要求完成的日期")] = None
    consultation: Annotated[RecordRef | None, about("会前征求意见", "征求意见记录编号")] = None
    documents: Annotated[tuple[RecordRef, ...], LIST, about("相关文件", "议定后印发的文件编号")] = ()
    materials: Annotated[tuple[Material, ...], LIST, about("材料", "放在别处的议题材料")] = ()
    legality: Annotated[
        str | None, OneOf("通过", "修改后通过", "不涉及"), about("合法性审查", "通过、修改后通过或不涉及")
    ] = None
    legality_sent: Annotated[Date | None, about("送审日期", "送合法性审查的日期")] = None
    legality_done: Annotated[
        Date | None, about("审查日期", "出具合法性审查意见的日期", source="国令第713号第26条")
    ] = None
    legality_opinion: Annotated[Text | None, about("审查意见", "合法性审查提出的意见和修改情况")] = None
    disclosure: Annotated[Disclosure, about("公开方式", "不公开的议题不会出现在网站上")] = PROACTIVE

    @property
    def is_public(self) -> bool:
        return self.disclosure == PROACTIVE


CATEGORIES = ("人大代表", "政协委员", "利益相关方", "专家学者", "新闻媒体", "群众代表")


class Observer(Fields):
    """Somebody from outside who sat in on the meeting (列席代表)."""

    category: Annotated[
        str,
        OneOf(*CATEGORIES),
        about("类别", "人大代表、政协委员、利益相关方、专家学者、新闻媒体、群众代表"),
    ]
    name: Annotated[Text | None, about("称谓", "如“王某”，不写全名也可以")] = None
    organization: Annotated[Text | None, about("所在单位", "单位或职业")] = None
    remark: Annotated[Text | None, about("发言", "发言要点")] = None
    adopted: Annotated[
        str | None, OneOf("采纳", "部分采纳", "未采纳"), about("采纳情况", "采纳、部分采纳、未采纳")
    ] = None
    reply: Annotated[Text | None, about("采纳说明", "怎样采纳的；部分采纳、未采纳时写明理由")] = None


MEETING_TYPES = (
    "常务会议", "全体会议", "专题会议", "县长办公会议", "党组会议", "乡镇办公会议", "局务会议", "委员会会议", "其他会议",
)  # fmt: skip


class Meeting(RecordFields):
    """会议公开"""

    meeting_type: Annotated[
        str,
        OneOf(*MEETING_TYPES),
        about("会议类型", "常务会议、全体会议……"),
    ] = "常务会议"
    term: Annotated[Whole | None, about("届", "第几届")] = None
    number: Annotated[Whole | None, about("次", "第几次")] = None
    conveners: Annotated[
        tuple[Text, ...], LIST, about("召开机构", "如“县安全生产委员会”；不写就是本单位")
    ] = ()
    held_at: Annotated[
        Moment, about("开始时间", "会议开始时间；只写日期表示时刻不明", example="2026-03-12 15:00")
    ]
    ended_at: Annotated[Moment | None, about("结束时间", "会议结束时间")] = None
    cancelled: Annotated[Truth, about("已取消", "会议公布以后又取消的写“是”")] = False
    place: Annotated[Text | None, about("地点", "会议地点")] = None
    chair: Annotated[Text | None, about("主持人", "主持人职务")] = None
    attendees: Annotated[tuple[Text, ...], LIST, about("出席人员", "职务")] = ()
    absent: Annotated[tuple[Text, ...], LIST, about("请假人员", "应出席而没有出席的，写职务")] = ()
    sitting_in: Annotated[tuple[Text, ...], LIST, about("列席单位", "按议事规则列席的单位")] = ()
    agenda: Annotated[tuple[AgendaItem, ...], LIST, about("议题", "按顺序写每个议题")] = ()
    observers: Annotated[
        tuple[Observer, ...], LIST, about("列席代表", "人大代表、政协委员、利益相关方……")
    ] = ()
    no_observer_reason: Annotated[Text | None, about("无代表列席原因", "没有邀请代表列席时写明原因")] = None
    news: Annotated[RecordRef | None, about("会议新闻", "会议新闻的记录编号，应和本记录同一天发布")] = None
    news_published: Annotated[
        Moment | None, about("新闻发布时间", "会议新闻登在别处时，它的发布时间；写了“会议新闻”的不用写")
    ] = None
    interpretations: Annotated[
        tuple[RecordRef, ...], LIST, about("会议解读", "解读本次会议议定事项的记录编号，应和本记录同一天发布")
    ] = ()
    video: Annotated[Web | None, about("会议视频", "直播或者回放的网址")] = None
    materials: Annotated[tuple[Material, ...], LIST, about("会议材料", "放在别处的会议材料")] = ()
    source_address: Annotated[Web | None, about("原始地址", "从别的系统导入时，那里的网址")] = None

    @property
    def is_drawn(self) -> bool:
        """Whether there is something to draw a diagram of."""
        return not self.cancelled and any(item.is_public for item in self.agenda)


def numbered(agenda: Sequence[AgendaItem]) -> tuple[tuple[str, AgendaItem], ...]:
    """The topics that may be shown, each with its number ("" where its like have one and it has not).

    Where a topic is hidden, numbers that are written would show the gap: those shown are then counted anew.
    """
    shown = [item for item in agenda if item.is_public]
    if len(shown) == len(agenda) and any(item.number for item in shown):
        return tuple((item.number or "", item) for item in shown)
    return tuple((str(number), item) for number, item in enumerate(shown, 1))


def hidden_places(fields: RecordFields) -> frozenset[tuple[str | int, ...]]:
    """Where in a record the topics of a meeting stand that are not disclosed: `("agenda", 3)`."""
    agenda = fields.agenda if isinstance(fields, Meeting) else ()
    return frozenset(("agenda", i) for i, topic in enumerate(agenda) if not topic.is_public)
