"""The clocks of applications for information (条例 art. 30 to 34), as far as a header has to know them: days, no words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.clocks.answering import Period, answer_due
from gongkai.clocks.deadlines import Deadlines
from gongkai.model.content import Content
from gongkai.model.header import Fact, Header
from gongkai.model.ledger import Application, Ledger

_ASKED = (("C16", "third"), ("C17", "organ"))
"""Clocks of those who are asked; as long as they are, the time for the answer stands still."""


def facts_of_ledger(ledger: Ledger) -> Iterator[Fact]:
    """Clocks of every application; that of the answer does not run while a supplement is waited for."""
    for i, each in enumerate(ledger.applications):
        at, answered = f"applications.{i}", _text(each.replied_on)
        if each.supplement_asked_on:
            asked = _text(each.supplement_asked_on)
            yield "C15", _text(each.received_on), asked, f"{at}.supplement_asked_on"
        for code, who in _ASKED:
            if asked := _text(getattr(each, f"{who}_asked_on")):
                done = _text(getattr(each, f"{who}_replied_on")) or answered
                yield code, asked, done, f"{at}.{who}_replied_on"
        if each.supplemented_on or not each.supplement_asked_on:
            yield "C18", _text(each.supplemented_on or each.received_on), answered, f"{at}.replied_on"


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def pauses_of(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """What moves the day of an answer: the days it was put off, and when others were asked, `20;C16:2026-03-02:`."""
    for i, each in enumerate(ledger.applications):
        if pauses := list(_pauses(each)):
            yield f"pauses.{i}", ";".join(pauses)


def _pauses(each: Application) -> Iterator[str]:
    if each.extended_on:
        yield str(each.extended_days)
    for code, who in _ASKED:
        if asked := _text(getattr(each, f"{who}_asked_on")):
            yield f"{code}:{asked}:{_text(getattr(each, f'{who}_replied_on'))}"


def answer_by(content: Content, header: Header, start: str, place: str) -> str:
    """The last day for the answer to the application at `place`; "" where the calendar does not tell."""
    pauses = header.milestone(f"pauses.{place.split('.')[1]}")
    return last_day(content.deadlines, start, pauses)


def last_day(deadlines: Deadlines, start: str, pauses: str, *, is_extended: bool = True) -> str:
    """The last day for an answer, with the time in which others were asked; of who never answered, their whole time."""
    extension, excluded = 0, list[Period]()
    for pause in pauses.split(";") if pauses else ():
        if pause.isdigit():
            extension = int(pause) if is_extended else 0
            continue
        code, asked, answered = pause.split(":")
        end = answered or (deadlines.due(code, asked) if code in deadlines.clocks else asked)
        if not end:
            return ""
        excluded.append((date.fromisoformat(asked), date.fromisoformat(end)))
    number = deadlines.clocks["C18"].number or 0
    due = answer_due(
        date.fromisoformat(start), number, deadlines.calendar, extension=extension, excluded=excluded
    )
    return due.isoformat() if due else ""


def told_in_time(deadlines: Deadlines, each: Application) -> str:
    """The day by which the applicant had to be told of an extension, where that came later; else ""."""
    if not each.extended_on or "C18" not in deadlines.clocks:
        return ""
    start = _text(each.supplemented_on or each.received_on)
    due = last_day(deadlines, start, ";".join(_pauses(each)), is_extended=False)
    return due if due and _text(each.extended_on) > due else ""
