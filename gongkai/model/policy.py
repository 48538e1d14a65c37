"""Records of policy documents (政策文件)."""

from __future__ import annotations

from typing import Annotated

from gongkai.model.record import RecordFields
from gongkai.model.values import LIST, Moment, OneOf, RecordRef, Text, Truth, UnitRef, about


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
    interpreted_by: Annotated[
        tuple[RecordRef, ...], LIST, about("相关解读", "解读本文件的记录编号；解读里写了“解读对象”的不用写")
    ] = ()
    replaced_by: Annotated[
        tuple[RecordRef, ...], LIST, about("被替代", "替代本文件的新文件编号；新文件里写了“替代”的不用写")
    ] = ()
    amended_by: Annotated[
        tuple[RecordRef, ...], LIST, about("被修改", "修改本文件的新文件编号；新文件里写了“修改”的不用写")
    ] = ()
    evaluated_in: Annotated[
        tuple[RecordRef, ...], LIST, about("实施评估", "评估本文件的记录编号；评估里写了“评估对象”的不用写")
    ] = ()

    @property
    def is_own(self) -> bool:
        """Whether an organ of this county issued it; others are shown as they came, and owe nothing here."""
        return not self.source and self.level not in ("国家", "省级", "市级")
