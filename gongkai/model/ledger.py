"""The register of applications for government information (条例 art. 45: 登记、审核、办理、答复、归档). Never published.

What the annual report tells of applications is counted from it. It says nothing of who applied: there is no field for
a name, and what identifies a person is refused as it is everywhere else.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from annotated_types import Ge, Le

from gongkai.model.annual import APPLICANTS, REMEDY_OF
from gongkai.model.dates import CHINA
from gongkai.model.exchange import OUTCOME_LABELS, CountRow
from gongkai.model.record import WITHHELD, RecordFields
from gongkai.model.values import LIST, Date, Fields, Moment, Number, OneOf, Reference, Text, Whole, about

EXTENSION = 20
"""Working days by which an answer may be put off (条例 art. 33)."""
APPLICANT_CODES = {label: code for code, label in APPLICANTS.items()}
OUTCOME_CODES = {label: code for code, label in OUTCOME_LABELS.items() if code not in ("pending", "total")}
REMEDY_CODES = {label: code for code, label in REMEDY_OF.items()}


class Fee(Fields):
    """A fee for handling information (条例 art. 42)."""

    noticed_on: Annotated[Date, about("收费通知日期", "发出收费通知的日期")]
    amount: Annotated[Number, Ge(0), about("金额", "应收金额，单位是元")]
    paid: Annotated[Number, Ge(0), about("实收", "实际收取的金额，单位是元")] = Decimal(0)


class Remedy(Fields):
    """A review or suit over what became of an application; one that goes on in court is entered again."""

    kind: Annotated[
        str,
        OneOf(*REMEDY_CODES, **REMEDY_OF),
        about("类别", "行政复议、行政诉讼（未经复议直接起诉）、行政诉讼（复议后起诉）"),
    ]
    filed_on: Annotated[Date, about("受理日期", "复议机关、法院受理的日期")]
    decided_on: Annotated[Date | None, about("审结日期", "还没有审结的不写")] = None
    outcome: Annotated[
        str | None,
        OneOf(*OUTCOME_CODES, **{code: label for label, code in OUTCOME_CODES.items()}),
        about("结果", "结果维持、结果纠正、其他结果"),
    ] = None


class Application(Fields):
    number: Annotated[Text, about("登记号", "本单位自己的登记号，不写申请人", example="2026-001")]
    applicant: Annotated[
        str,
        OneOf(*APPLICANT_CODES, **APPLICANTS),
        about("申请人类别", "自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他"),
    ]
    received_on: Annotated[
        Date, about("收到日期", "当面提交、签收、网络或传真确认的日期", source="条例第31条")
    ]
    supplement_asked_on: Annotated[
        Date | None, about("补正告知日期", "一次性告知补正的日期", source="条例第30条")
    ] = None
    supplemented_on: Annotated[
        Date | None, about("补正日期", "收到补正的日期，答复期限从这天重新起算", source="条例第30条")
    ] = None
    third_asked_on: Annotated[
        Date | None, about("征求第三方日期", "书面征求第三方意见的日期", source="条例第32条")
    ] = None
    third_replied_on: Annotated[Date | None, about("第三方答复日期", "收到第三方意见的日期")] = None
    organ_asked_on: Annotated[
        Date | None, about("征求机关日期", "征求共同制作机关意见的日期", source="条例第34条")
    ] = None
    organ_replied_on: Annotated[Date | None, about("机关答复日期", "收到共同制作机关意见的日期")] = None
    extended_on: Annotated[
        Date | None, about("延期告知日期", "告知申请人延期的日期", source="条例第33条")
    ] = None
    extended_days: Annotated[Whole, Ge(1), Le(EXTENSION), about("延长工作日", "最多 20 个工作日")] = EXTENSION
    replied_on: Annotated[
        Date | None, about("答复日期", "答复或者作出处理的日期；还在办理的不写", source="条例第33条")
    ] = None
    result: Annotated[
        Annotated[str, Reference("term", "application_rows")] | None,
        about("办理结果", "表三的行，如 granted、deny.third、unable.none", example="granted"),
    ] = None
    fee: Annotated[Fee | None, about("信息处理费", "发出过收费通知的才写", source="条例第42条")] = None
    remedies: Annotated[tuple[Remedy, ...], LIST, about("复议诉讼", "行政复议、行政诉讼")] = ()


_NEVER = datetime(2000, 1, 1, tzinfo=CHINA)


class Ledger(RecordFields):
    """依申请公开台账: the applications received in one year, and the figures of table two that an office enters."""

    title: Annotated[Text, about("标题", "可以不写")] = "政府信息公开申请台账"
    published: Annotated[Moment, about("发布日期", "台账不发布，不用写")] = _NEVER
    disclosure: Annotated[str, OneOf(WITHHELD), about("公开方式", "台账永远不公开，不用写")] = WITHHELD
    ground: Annotated[Annotated[str, Reference("term", "grounds")] | None, about("不公开依据", "不用写")] = (
        "art16.internal"
    )
    year: Annotated[Whole, about("年度", "收到申请的年份", example="2026")]
    applications: Annotated[
        tuple[Application, ...], LIST, about("申请", "这一年收到的每一件申请", source="条例第45条")
    ] = ()
    active: Annotated[
        tuple[CountRow, ...], LIST, about("主动公开情况", "年报表二中由本单位填报的行，没有写的按记录计算")
    ] = ()
