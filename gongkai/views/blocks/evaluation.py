"""Blocks of being judged: scores of units, surveys with their numbers, evaluators and what they said."""

from __future__ import annotations

from gongkai.model.evaluation import Evaluation
from gongkai.model.record import Record
from gongkai.reports.values import plain, rate_text
from gongkai.views.blocks.pieces import Blocks, facts, make_table, present
from gongkai.views.parts import Fact, FactsBlock, Link, TableBlock
from gongkai.views.portal import Portal


def evaluation(portal: Portal, record: Record, fields: Evaluation) -> Blocks:
    del record
    about = facts(fields, "evaluation_type", "year", "period", "evaluator", "held_on", "method")
    if fields.report_url:
        about = (*about, Fact("报告地址", (Link(fields.report_url, fields.report_url),)))
    return present((FactsBlock("评议情况", about),)), present(
        (_scores(portal, fields), _survey(fields), _evaluators(fields), _marks(portal, fields))
    )


def _scores(portal: Portal, fields: Evaluation) -> TableBlock | None:
    rows = [
        (portal.unit_link(s.unit), plain(s.score), plain(s.full), str(s.rank or ""), s.remark or "")
        for s in fields.scores
    ]
    if not rows:
        return None
    return TableBlock("各单位得分", ("单位", "得分", "满分", "名次", "评语"), tuple(rows), 0, has_cards=True)


def _survey(fields: Evaluation) -> TableBlock | None:
    rows: list[tuple[str, ...]] = [
        (a.question, str(a.satisfied), str(a.answered), rate_text(a.satisfied, a.answered))
        for a in fields.survey
    ]
    if len(rows) > 1:
        satisfied = sum(a.satisfied for a in fields.survey)
        answered = sum(a.answered for a in fields.survey)
        rows.append(("合计", str(satisfied), str(answered), rate_text(satisfied, answered)))
    if not rows:
        return None
    return TableBlock(
        "满意度", ("问题", "满意（人）", "回答（人）", "满意度"), tuple(rows), 0, has_cards=True
    )


def _evaluators(fields: Evaluation) -> TableBlock | None:
    return make_table(
        "评议员和意见",
        ("评议员", "类别", "所在单位", "评议意见", "办理情况"),
        ((e.name, e.category, e.organization, e.opinion, e.reply) for e in fields.evaluators),
        heading=0,
        cards=True,
    )


def _marks(portal: Portal, fields: Evaluation) -> TableBlock | None:
    scheme = portal.catalog.schemes.get(fields.scheme or "")
    names = {item.id: item.name for item in scheme.items} if scheme else {}
    rows = [
        (portal.unit_link(m.unit), names.get(m.item, m.item), plain(m.score), m.reason) for m in fields.marks
    ]
    if not rows:
        return None
    return TableBlock("打分", ("单位", "项目", "得分", "理由"), tuple(rows), 0, has_cards=True)
