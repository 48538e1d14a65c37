"""Records of being judged from outside and from above: third parties, surveys, evaluators, marks."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from annotated_types import Ge, Gt

from gongkai.model.record import RecordFields
from gongkai.model.supervision import FINAL, MID
from gongkai.model.values import LIST, Code, Date, Fields, Number, OneOf, Text, UnitRef, Web, Whole, about

THIRD, SURVEY, PANEL, MARKS, NOTICE = (
    "第三方评估", "满意度调查", "社会评议", "考核打分", "考核通报",
)  # fmt: skip


class Score(Fields):
    """What one unit got from whoever judged it."""

    unit: Annotated[UnitRef, about("单位", "单位编号")]
    score: Annotated[Number, Ge(0), about("得分", "只写数字")]
    full: Annotated[Number, Gt(0), about("满分", "满分多少")] = Decimal(100)
    rank: Annotated[Whole | None, Ge(1), about("名次", "第几名")] = None
    remark: Annotated[Text | None, about("评语", "主要优点和问题")] = None


class Answer(Fields):
    """One question of a survey: how many were satisfied of those who answered."""

    question: Annotated[Text, about("问题", "问的是什么")]
    satisfied: Annotated[Whole, Ge(0), about("满意人数", "回答满意、基本满意的人数")]
    answered: Annotated[Whole, Ge(0), about("回答人数", "回答这个问题的人数")]


class Evaluator(Fields):
    """Somebody from society who was asked to judge (社会监督评议员)."""

    name: Annotated[Text, about("姓名", "姓名或者称谓")]
    category: Annotated[
        str,
        OneOf("人大代表", "政协委员", "专家学者", "新闻媒体", "企业代表", "群众代表"),
        about("类别", "人大代表、政协委员、专家学者、新闻媒体、企业代表、群众代表"),
    ]
    organization: Annotated[Text | None, about("所在单位", "单位或职业")] = None
    opinion: Annotated[Text | None, about("评议意见", "评议意见概要")] = None
    reply: Annotated[Text | None, about("办理情况", "怎样采纳、怎样整改")] = None


class Given(Fields):
    """Points that the assessor gave a unit for one item of a scheme."""

    item: Annotated[Code, about("项目", "考核办法里人工计分的项目编号")]
    unit: Annotated[UnitRef, about("单位", "被考核的单位编号")]
    score: Annotated[Number, Ge(0), about("得分", "不超过项目的分值")]
    reason: Annotated[Text, about("理由", "为什么给这个分，写给被考核单位看")]


class Evaluation(RecordFields):
    """考核评议"""

    evaluation_type: Annotated[
        str,
        OneOf(THIRD, SURVEY, PANEL, MARKS, NOTICE),
        about("评议类型", "第三方评估、满意度调查、社会评议、考核打分、考核通报"),
    ]
    year: Annotated[Whole, about("年度", "评的是哪一年", example="2026")]
    period: Annotated[
        str | None, OneOf(MID, FINAL, mid=MID, final=FINAL), about("考核阶段", "年中、年终；考核打分必填")
    ] = None
    evaluator: Annotated[Text | None, about("评议机构", "由谁评估、调查、考核")] = None
    held_on: Annotated[Date | None, about("评议日期", "评估、调查、评议的日期")] = None
    method: Annotated[Text | None, about("评议方法", "样本多少、怎样抽取、怎样计算")] = None
    scores: Annotated[tuple[Score, ...], LIST, about("评分", "各单位得分和名次")] = ()
    survey: Annotated[tuple[Answer, ...], LIST, about("调查结果", "每个问题的满意人数和回答人数")] = ()
    evaluators: Annotated[tuple[Evaluator, ...], LIST, about("评议员", "社会监督评议员和意见")] = ()
    report_url: Annotated[Web | None, about("报告地址", "评估报告在别处的网址；本站的文件写在附件里")] = None
    scheme: Annotated[Code | None, about("考核办法", "assessment 文件夹里的文件名，考核打分必填")] = None
    marks: Annotated[tuple[Given, ...], LIST, about("打分", "人工计分项目的得分")] = ()
