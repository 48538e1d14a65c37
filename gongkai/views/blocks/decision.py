"""Blocks of the yearly list of decisions: how many stand where, and each matter with its steps and papers."""

from __future__ import annotations

from gongkai.model.decision import REMOVED, STAGES, Decision, DecisionEntry
from gongkai.views.blocks.pieces import Blocks, facts, make_table, present
from gongkai.views.parts import (
    Fact,
    Figure,
    FiguresBlock,
    Link,
    Matter,
    MattersBlock,
    Step,
    StepState,
    Tag,
    Tone,
)
from gongkai.views.portal import Portal

_STEPS = {
    "起草中": "起草",
    "征求意见": "征求意见",
    "合法性审查": "合法性审查",
    "集体讨论": "集体讨论",
    "已公布": "公布",
}
"""What a stage is called on the way to it."""
_TONES: dict[str, Tone] = {"已公布": "good", "未启动": "plain", REMOVED: "warn"}


def decision(portal: Portal, fields: Decision) -> Blocks:
    matters = tuple(_matter(portal, i, entry) for i, entry in enumerate(fields.entries, 1))
    changes = make_table(
        "目录调整",
        ("日期", "调整内容", "理由"),
        ((a.date, a.change, a.reason) for a in fields.adjustments),
        heading=0,
        cards=True,
    )
    if not matters:
        return (), present((changes,))
    return present((_figures(fields), MattersBlock("决策事项和进展", matters), changes)), ()


def _figures(fields: Decision) -> FiguresBlock:
    """How many matters there are, and how many in each state, in the order of the states."""
    states = [entry.state for entry in fields.entries]
    counts = [(state, states.count(state)) for state in (*reversed(STAGES), REMOVED)]
    figures = (Figure(state, str(count), "项") for state, count in counts if count)
    return FiguresBlock(f"{fields.year}年度目录", (Figure("全部事项", str(len(states)), "项"), *figures))


def _matter(portal: Portal, number: int, entry: DecisionEntry) -> Matter:
    found = [Fact("承办单位", (portal.unit_link(entry.responsible),)), *facts(entry, "planned")]
    for label, record_id in (
        ("征求意见", entry.consultation),
        ("审议会议", entry.meeting),
        ("公布文件", entry.document),
        ("解读", entry.interpretation),
    ):
        if link := _link(portal, record_id):
            found.append(Fact(label, (link,)))
    found += facts(entry, "removed_on", "removed_reason", "basis")
    return Matter(
        number=number,
        title=entry.title,
        state=Tag(entry.state, _TONES.get(entry.state, "info")),
        steps=() if entry.state == REMOVED else _steps(entry),
        facts=tuple(found),
    )


def _link(portal: Portal, record_id: str | None) -> Link | None:
    """A link to a public record; a consultation with its state."""
    link = portal.record_link(record_id) if record_id else None
    if link is None or record_id is None:
        return None
    return Link(link.title, link.url, portal.catalog.by_id[record_id].consultation)


def _steps(entry: DecisionEntry) -> tuple[Step, ...]:
    """The way from the first draft to publication."""
    return tuple(Step(name, _state(entry, stage)) for stage, name in _STEPS.items())


def _state(entry: DecisionEntry, stage: str) -> StepState:
    """What is published is done with every step; but no asking and no meeting is claimed that nothing shows."""
    place, at = STAGES.index(stage), STAGES.index(entry.state)
    if place > at:
        return "open"
    if place == at and entry.state != STAGES[-1]:
        return "current"
    is_missing = (stage == "征求意见" and not entry.consultation) or (
        stage == "集体讨论" and not entry.meeting
    )
    return "missing" if is_missing else "done"
