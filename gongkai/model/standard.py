"""The standard catalog (基层政务公开标准目录) and the vocabularies: data of the county, versioned, never code."""

from __future__ import annotations

from typing import Annotated

from gongkai.model.values import LIST, Code, Date, Fields, OneOf, Reference, Text, UnitRef, Whole, about

Confidence = Annotated[str, OneOf("S", "V", "V2", "P", "M", "D")]
"""How sure a row is: S source document, V read at the source, V2 secondary copy, P partly, M from memory, D design."""


class CatalogItem(Fields):
    """One row of the standard table with its nine columns (国办发〔2019〕54号)."""

    id: Annotated[Code, about("编号", "领域简码加序号，一经使用不再改动", example="shjz-04")]
    level1: Annotated[Text, about("一级事项", "一级事项")]
    level2: Annotated[Text, about("二级事项", "二级事项")]
    level3: Annotated[Text | None, about("三级事项", "三级事项")] = None
    elements: Annotated[tuple[Text, ...], LIST, about("公开内容（要素）", "要公开的要素")]
    basis: Annotated[tuple[Text, ...], LIST, about("公开依据", "法律、法规、文件")]
    time_limit: Annotated[Text, about("公开时限", "时限的文字")]
    clock: Annotated[Annotated[str, Reference("term", "clocks")], about("时限代码", "可以计算的时限")]
    responsible: Annotated[Text, about("公开主体", "由谁公开")]
    channels: Annotated[
        tuple[Annotated[str, Reference("term", "channels")], ...], LIST, about("公开渠道和载体", "在哪里公开")
    ]
    audience: Annotated[str, OneOf("全社会", "特定群体"), about("公开对象", "全社会或特定群体")] = "全社会"
    mode: Annotated[str, OneOf("主动", "依申请"), about("公开方式", "主动或依申请")] = "主动"
    levels: Annotated[
        tuple[Annotated[str, OneOf("市级", "县级", "乡级", "村级")], ...],
        LIST,
        about("公开层级", "县级、乡级、村级"),
    ]
    statutory: Annotated[
        tuple[Annotated[str, Reference("term", "statutory")], ...],
        LIST,
        about("法定公开内容", "条例第20、21条类别"),
    ] = ()
    topic: Annotated[Annotated[str, Reference("term", "topics")] | None, about("主题分类", "主题编号")] = None
    owners: Annotated[tuple[UnitRef, ...], LIST, about("责任单位", "本县应当公开这一事项的单位")] = ()
    confidence: Annotated[Confidence, about("可靠程度", "这一行的来源有多可靠")] = "M"
    note: Annotated[Text | None, about("备注", "备注")] = None

    @property
    def name(self) -> str:
        """The name of the last level."""
        return self.level3 or self.level2

    @property
    def is_public(self) -> bool:
        """Whether records of this item may stand on the portal; otherwise only the row itself is shown."""
        return not self.restriction

    @property
    def restriction(self) -> str:
        """In what way the item is not for the portal; empty where it is."""
        if self.mode == "依申请":
            return "依申请公开"
        return "面向特定群体公开" if self.audience == "特定群体" else ""


class CatalogField(Fields):
    """One of the fields (领域); 26 in the national guidelines of 2019, and the list grows."""

    field: Annotated[Code, about("简码", "与文件名相同")]
    name: Annotated[Text, about("领域", "领域名称")]
    variants: Annotated[tuple[Text, ...], LIST, about("别名", "领域的其他名称")] = ()
    order: Annotated[Whole, about("排序", "次序")]
    issuer: Annotated[Text | None, about("标准指引发布部门", "国务院部门")] = None
    document: Annotated[Text | None, about("标准指引文号", "标准指引的文号")] = None
    source: Annotated[Text, about("来源", "这一领域各行的来源")]
    confidence: Annotated[Confidence, about("可靠程度", "来源有多可靠")] = "M"
    owner: Annotated[UnitRef, about("牵头单位", "本县牵头单位")]
    summary: Annotated[Text, about("简介", "在这里能找到什么")]
    items: Annotated[tuple[CatalogItem, ...], LIST, about("事项", "标准目录的各行")]


class CatalogVersion(Fields):
    """`content/catalog/catalog.yaml`"""

    name: Annotated[Text, about("名称", "目录名称")]
    version: Annotated[Text, about("版本", "版本")]
    issued: Annotated[Date, about("发布日期", "目录印发日期")]
    based_on: Annotated[tuple[Text, ...], LIST, about("依据", "编制依据")] = ()
    note: Annotated[Text | None, about("说明", "编制说明")] = None


class Term(Fields):
    """One term of a vocabulary. Clocks also carry number, unit and kind."""

    code: Annotated[Code, about("代码", "代码")]
    name: Annotated[Text, about("名称", "名称")]
    description: Annotated[Text | None, about("说明", "说明")] = None
    children: Annotated[tuple[Text, ...], LIST, about("下级", "下级类目")] = ()
    group: Annotated[Text | None, about("分组", "分组")] = None
    article: Annotated[Text | None, about("条款", "依据的条款")] = None
    confidence: Annotated[Confidence | None, about("可靠程度", "来源有多可靠")] = None
    number: Annotated[Whole | None, about("数量", "时限的数量")] = None
    unit: Annotated[
        str | None,
        OneOf("WD", "CD", "H", "MONTH", "Y"),
        about("单位", "WD 工作日、CD 日、H 小时、MONTH 月、Y 年"),
    ] = None
    stale_after: Annotated[
        Whole | None, about("更新周期", "事项多少个月没有新信息、也没有更新，就算久未更新")
    ] = None
    kind: Annotated[
        str | None, OneOf("deadline", "display", "standing"), about("时限种类", "期限、公示期、长期")
    ] = None


class Vocabulary(Fields):
    title: Annotated[Text, about("名称", "词表名称")]
    source: Annotated[Text, about("来源", "词表来源")]
    confidence: Annotated[Confidence, about("可靠程度", "来源有多可靠")] = "M"
    terms: Annotated[tuple[Term, ...], LIST, about("词条", "词条")]

    def find(self, text: str) -> Term | None:
        """Return the term with this code or name."""
        for term in self.terms:
            if text == term.code or text == term.name:
                return term
        return None


VOCABULARIES = (
    "topics",
    "genres",
    "channels",
    "grounds",
    "statutory",
    "five_disclosures",
    "clocks",
    "application_rows",
)
