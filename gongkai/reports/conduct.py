"""How the units deal: do they explain, ask, answer, and keep their deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gongkai.catalog.public import Entry
from gongkai.clocks.timing import DONE_LATE, ON_TIME, OVERDUE, SOON, TOO_SHORT
from gongkai.model.exchange import CONTENT
from gongkai.model.header import ResponseFacts
from gongkai.model.supervision import Indicator
from gongkai.reports.cases import OWN_LEVELS, Metric, amounts, days, normative_of, which
from gongkai.reports.evidence import Evidence
from gongkai.reports.values import Case, Found

OPEN_DAYS = 92
"""A message that nobody answered for longer than three months is a single veto of the inspection."""
SYNCHRONOUS = 3
LEAST_DAYS = 30
"""A consultation normally is no shorter (国令第713号 art. 15), both ends counted."""

# --- interpretation ---


def _to_explain(evidence: Evidence, indicator: Indicator) -> list[Entry]:
    """The county's own normative documents, but those of which it was decided that they need no explaining."""
    return [entry for entry in normative_of(evidence.of(indicator)) if not entry.fact("unexplained")]


def explained(evidence: Evidence, indicator: Indicator) -> Found:
    owed = _to_explain(evidence, indicator)
    return Found([Case(entry.id, int(entry.id in evidence.explained)) for entry in owed])


def explained_after(evidence: Evidence, indicator: Indicator) -> Found:
    """Days from a document's publication to its first interpretation; one that came before counts as 0."""
    known = evidence.explained
    some = [entry for entry in _to_explain(evidence, indicator) if entry.id in known]
    return amounts((entry.id, max(0, days(entry.published, known[entry.id]))) for entry in some)


def explained_soon(evidence: Evidence, indicator: Indicator) -> Found:
    after = explained_after(evidence, indicator)
    return Found([Case(case.name, int(case.part <= SYNCHRONOUS)) for case in after.cases])


def more_than_text(evidence: Evidence, indicator: Indicator) -> Found:
    return which(evidence.of(indicator), lambda entry: entry.fact("form") not in ("", "文字"))


# --- meetings ---


def _held(evidence: Evidence, indicator: Indicator, kind: str = "") -> list[Entry]:
    """Meetings that have taken place, of one type or of all."""
    day = evidence.today.isoformat()
    return [
        entry
        for entry in evidence.of(indicator)
        if (facts := entry.meeting)
        and not facts.is_cancelled
        and facts.held_at[:10] <= day
        and kind in ("", facts.type)
    ]


def meetings(evidence: Evidence, indicator: Indicator) -> Found:
    return amounts((entry.id, 1) for entry in _held(evidence, indicator))


def meeting_after(evidence: Evidence, indicator: Indicator) -> Found:
    """Days from the end of a meeting to its publication; one announced before counts as 0."""
    return amounts(
        (entry.id, max(0, days(entry.meeting.ended_at or entry.meeting.held_at, entry.published)))
        for entry in _held(evidence, indicator)
        if entry.meeting
    )


def observed(evidence: Evidence, indicator: Indicator) -> Found:
    some = _held(evidence, indicator, "常务会议")
    return Found([Case(entry.id, int(bool(entry.fact("observers")))) for entry in some])


def drawn(evidence: Evidence, indicator: Indicator) -> Found:
    some = _held(evidence, indicator)
    return Found([Case(entry.id, int(bool(entry.meeting and entry.meeting.agenda))) for entry in some])


def meeting_explained(evidence: Evidence, indicator: Indicator) -> Found:
    some = _held(evidence, indicator, "常务会议")
    return Found([Case(entry.id, int(entry.id in evidence.explained)) for entry in some])


def remarks_answered(evidence: Evidence, indicator: Indicator) -> Found:
    some = [entry for entry in _held(evidence, indicator) if entry.fact("remarks")]
    return Found(
        [Case(entry.id, int(entry.fact("answered") or 0), int(entry.fact("remarks"))) for entry in some]
    )


# --- consultations and decisions ---


def asked_days(evidence: Evidence, indicator: Indicator) -> Found:
    return amounts((entry.id, entry.counts[0]) for entry in evidence.of(indicator) if entry.counts)


def asked_long(evidence: Evidence, indicator: Indicator) -> Found:
    some = [entry for entry in evidence.of(indicator) if entry.counts]
    return which(some, lambda entry: entry.counts[0] >= LEAST_DAYS)


def _closed(evidence: Evidence, indicator: Indicator) -> list[Entry]:
    return [entry for entry in evidence.of(indicator) if entry.consultation in ("已反馈", "已结束，待反馈")]


def answered_back(evidence: Evidence, indicator: Indicator) -> Found:
    return Found([Case(e.id, int(e.consultation == "已反馈")) for e in _closed(evidence, indicator)])


def answered_back_after(evidence: Evidence, indicator: Indicator) -> Found:
    some = [entry for entry in _closed(evidence, indicator) if entry.consultation == "已反馈"]
    return amounts((e.id, max(0, days(e.fact("end"), e.fact("feedback")))) for e in some)


def opinions(evidence: Evidence, indicator: Indicator) -> Found:
    some = [entry for entry in evidence.of(indicator) if entry.fact("received")]
    return amounts((entry.id, int(entry.fact("received"))) for entry in some)


def adopted(evidence: Evidence, indicator: Indicator) -> Found:
    some = [entry for entry in evidence.of(indicator) if entry.fact("opinions")]
    return Found([Case(e.id, int(e.fact("adopted") or 0), int(e.fact("opinions"))) for e in some])


def decisions_asked(evidence: Evidence, indicator: Indicator) -> Found:
    """Matters of the yearly list of decisions on which the public was asked (handbook 0-02)."""
    some = [entry for entry in evidence.of(indicator) if len(entry.counts) == 3 and entry.counts[1]]
    return Found([Case(entry.id, entry.counts[2], entry.counts[1]) for entry in some])


# --- messages and responses ---


def replied(evidence: Evidence, indicator: Indicator) -> Found:
    return which(evidence.of(indicator), lambda entry: entry.message and entry.message.replied)


def replied_after(evidence: Evidence, indicator: Indicator) -> Found:
    told = [(entry.id, entry.message) for entry in evidence.of(indicator)]
    return amounts(
        (name, max(0, days(facts.received, facts.replied)))
        for name, facts in told
        if facts and facts.received and facts.replied
    )


def content(evidence: Evidence, indicator: Indicator) -> Found:
    """Of those who said how content they were with the answer, those who were."""
    told = [(entry.id, entry.message.satisfaction) for entry in evidence.of(indicator) if entry.message]
    return Found([Case(name, int(word in CONTENT)) for name, word in told if word])


def left_open(evidence: Evidence, _: Indicator) -> Found:
    return amounts((entry.id, 1) for entry in left_open_of(evidence))


def left_open_of(evidence: Evidence) -> list[Entry]:
    """Messages that wait for an answer for longer than three months: a single veto."""
    day = evidence.today.isoformat()
    return [
        entry
        for entry in evidence.kinds["messages"]
        if (facts := entry.message)
        and facts.received
        and not facts.replied
        and days(facts.received, day) > OPEN_DAYS
    ]


def responded_in(evidence: Evidence, indicator: Indicator) -> Found:
    """Within 48 hours (国办发〔2016〕61号)."""
    told = [(entry.id, _hours(entry.response)) for entry in evidence.of(indicator) if entry.response]
    return Found([Case(name, int(0 <= hours <= 48)) for name, hours in told])


def responded_after(evidence: Evidence, indicator: Indicator) -> Found:
    told = [(entry.id, _hours(entry.response)) for entry in evidence.of(indicator) if entry.response]
    return amounts((name, hours) for name, hours in told if hours >= 0)


def _hours(facts: ResponseFacts) -> int:
    """Whole hours from the event to the first word, begun ones counted; -1 where there was none."""
    told = [moment for moment in (facts.first_release, facts.replied) if moment]
    if not told:
        return -1
    passed = datetime.fromisoformat(min(told)) - datetime.fromisoformat(facts.occurred)
    return max(0, -(-int(passed.total_seconds()) // 3600))


def satisfied(evidence: Evidence, indicator: Indicator) -> Found:
    """Of the answers in surveys, those of people who are content (handbook 1-32)."""
    some = [entry for entry in evidence.of(indicator) if entry.fact("answered")]
    return Found([Case(e.id, int(e.fact("satisfied") or 0), int(e.fact("answered"))) for e in some])


# --- applications, by the annual report of the last year ---


def _last_report(evidence: Evidence) -> Entry | None:
    return max(evidence.kinds.get("reports", ()), key=lambda entry: entry.report_year, default=None)


def of_report(part: str, whole: str) -> Metric:
    def metric(evidence: Evidence, _: Indicator) -> Found:
        report = _last_report(evidence)
        if report is None or not report.fact(whole):
            return Found()
        return Found([Case(report.id, int(report.fact(part) or 0), int(report.fact(whole)))])

    return metric


def applications(evidence: Evidence, _: Indicator) -> Found:
    report = _last_report(evidence)
    return amounts([(report.id, int(report.fact("due") or 0))] if report else [])


# --- deadlines ---


def _timed(evidence: Evidence, indicator: Indicator, states: Sequence[str]) -> list[Case]:
    """`part` is 1 where a deadline was kept."""
    start, end = evidence.bounds(indicator.window)
    return [
        Case(each.record or each.title, int(each.state == ON_TIME))
        for each in evidence.timings
        if each.state in states
        and (not indicator.clocks or each.clock in indicator.clocks)
        and start <= (each.done or each.due)[:10] <= end
    ]


def in_time(evidence: Evidence, indicator: Indicator) -> Found:
    """Of the deadlines and least times that were kept or have passed, those that were kept."""
    return Found(_timed(evidence, indicator, (ON_TIME, DONE_LATE, OVERDUE, TOO_SHORT)))


def counting(state: str) -> Metric:
    def metric(evidence: Evidence, indicator: Indicator) -> Found:
        start, end = evidence.bounds(indicator.window)
        return amounts(
            (each.record or each.title, 1)
            for each in evidence.timings
            if each.state == state
            and (not indicator.clocks or each.clock in indicator.clocks)
            and (state == SOON or start <= (each.done or each.due)[:10] <= end)
        )

    return metric


def written_to_published(evidence: Evidence, indicator: Indicator) -> Found:
    """Days from the date of a document to its publication."""
    some = [entry for entry in evidence.of(indicator) if entry.fact("issued") and entry.level in OWN_LEVELS]
    return amounts((e.id, max(0, days(e.fact("issued"), e.published))) for e in some)
