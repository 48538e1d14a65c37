"""The kinds of records: folder, names, where they stand on the portal, and the fields they have."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model import (
    consultation,
    decision,
    evaluation,
    exchange,
    interpretation,
    ledger,
    meeting,
    policy,
    service,
)
from gongkai.model.record import RecordFields


@dataclass(frozen=True, slots=True)
class Kind:
    """`id` is the folder in a unit; `column_type` the ColumnType META value (国办发〔2017〕47号 annex).

    `disclosures` are the five disclosures a record of this kind falls under where it does not say.
    """

    id: str
    name: str
    english: str
    column_type: str
    fields: type[RecordFields]
    description: str
    disclosures: tuple[str, ...]


_ALL = (
    Kind("documents", "政策文件", "Documents", "政策文件", policy.Document, "县政府、各部门、各乡镇制发的政策文件和规范性文件，以及与本县有关的上级文件。", ("decision",)),
    Kind("interpretations", "政策解读", "Interpretations", "政策解读", interpretation.Interpretation, "用大白话和图表讲清楚政策为什么出台、管什么、怎么办。", ("decision",)),
    Kind("meetings", "会议公开", "Meetings", "工作动态", meeting.Meeting, "县政府常务会议等会议的议题、议定事项和列席情况。", ("decision",)),
    Kind("decisions", "重大决策", "Decisions", "政策文件", decision.Decision, "年度重大行政决策事项目录和每个事项的进展。", ("decision",)),
    Kind("consultations", "意见征集", "Consultations", "征集调查", consultation.Consultation, "政策出台前听取公众意见，以及意见采纳情况的反馈。", ("decision",)),
    Kind("services", "办事服务", "Services", "办事服务", service.Service, "办事条件、材料、流程、时限、地点和电话。", ("service",)),
    Kind("projects", "重大项目", "Projects", "重点领域", service.Project, "重大建设项目、民生实事的批准、建设和完成情况。", ("execution",)),
    Kind("lists", "清单目录", "Lists", "信息公开目录", service.Listing, "权责清单、公共服务清单、收费清单、名录名单等。", ("administration",)),
    Kind("enforcement", "行政执法", "Enforcement", "行政执法", service.Enforcement, "行政许可、行政处罚、行政检查的依据和结果。", ("administration", "result")),
    Kind("messages", "咨询投诉", "Messages", "咨询投诉", exchange.Message, "群众来信、留言和热线的答复选登。", ("service",)),
    Kind("responses", "回应关切", "Responses", "回应关切", exchange.Response, "对社会关注的问题和突发事件的回应。", ("result",)),
    Kind("datasets", "数据开放", "Datasets", "数据开放", service.Dataset, "可以下载、可以再利用的公共数据。", ("service",)),
    Kind("statistics", "数据发布", "Statistics", "数据发布", service.Statistics, "统计公报、统计月报等数据。", ("result",)),
    Kind("notices", "通知公告", "Notices", "通知公告", service.Notice, "通知、公告、公示、招考、采购、征地等信息。", ("execution",)),
    Kind("reports", "信息公开年报", "Annual reports", "信息公开年报", exchange.Report, "各单位的政府信息公开工作年度报告。", ("result",)),
    Kind("evaluations", "考核评议", "Evaluations", "工作动态", evaluation.Evaluation, "政务公开的第三方评估、满意度调查、社会评议和考核结果。", ("result",)),
)  # fmt: skip

KINDS: dict[str, Kind] = {kind.id: kind for kind in _ALL}
"""By folder name, in the order of the portal's menus."""

INTERNAL: dict[str, Kind] = {
    "ledgers": Kind("ledgers", "依申请公开台账", "Ledgers of applications", "", ledger.Ledger, "本单位收到的政府信息公开申请，一年一份；年报的表三、表四由它算出。永远不公开。", ()),
}  # fmt: skip
"""Kinds that an office keeps here and that never reach the portal."""

FOLDERS: dict[str, Kind] = {**KINDS, **INTERNAL}
"""Every folder that a unit may have."""


def kind_of(name: str) -> str:
    """The kind whose column or folder has this name, or ""."""
    return next((kind.id for kind in _ALL if name in (kind.id, kind.name)), "")
