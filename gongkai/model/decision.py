"""The yearly list of major administrative decisions (重大行政决策事项目录, 国令第713号 art. 3)."""

from __future__ import annotations

from typing import Annotated

from gongkai.model.record import RecordFields
from gongkai.model.values import LIST, Date, Fields, OneOf, RecordRef, Text, UnitRef, Whole, about

STAGES = ("未启动", "起草中", "征求意见", "合法性审查", "集体讨论", "已公布")
"""In their order (国令第713号 chapters 2 and 3)."""
REMOVED = "调出目录"


class DecisionEntry(Fields):
    """One matter of the yearly list of major administrative decisions."""

    title: Annotated[Text, about("事项", "决策事项名称")]
    responsible: Annotated[UnitRef, about("承办单位", "承办单位编号")]
    state: Annotated[str, OneOf(*STAGES, REMOVED), about("进展", "、".join((*STAGES, REMOVED)))]
    planned: Annotated[Text | None, about("计划时间", "如“第二季度”")] = None
    basis: Annotated[tuple[Text, ...], LIST, about("依据", "法律政策依据")] = ()
    consultation: Annotated[RecordRef | None, about("征求意见", "征求意见记录编号")] = None
    meeting: Annotated[RecordRef | None, about("审议会议", "会议记录编号")] = None
    document: Annotated[RecordRef | None, about("公布文件", "文件记录编号")] = None
    interpretation: Annotated[RecordRef | None, about("解读", "解读记录编号")] = None
    removed_on: Annotated[Date | None, about("调出日期", "调出目录的必填")] = None
    removed_reason: Annotated[Text | None, about("调出理由", "调出目录的必填")] = None


class Adjustment(Fields):
    """A change of the list within its year."""

    date: Annotated[Date, about("日期", "批准调整的日期")]
    change: Annotated[Text, about("调整内容", "调入、调出或者改了什么")]
    reason: Annotated[Text, about("理由", "为什么调整")]


class Decision(RecordFields):
    """重大行政决策"""

    year: Annotated[Whole, about("年度", "目录年度", source="国令第713号第3条", example="2026")]
    entries: Annotated[tuple[DecisionEntry, ...], LIST, about("事项", "目录里的决策事项")] = ()
    adjustments: Annotated[tuple[Adjustment, ...], LIST, about("目录调整", "年中调整的日期、内容和理由")] = ()

    @property
    def current(self) -> tuple[DecisionEntry, ...]:
        """The matters that still stand in the list."""
        return tuple(entry for entry in self.entries if entry.state != REMOVED)
