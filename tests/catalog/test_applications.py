"""When applications for information are to be answered: counted day by day here, and by the clocks of the county."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.catalog.applications import facts_of_ledger, told_in_time
from gongkai.catalog.clocks import runs_of
from gongkai.catalog.headers import header_of
from gongkai.model.content import Content
from gongkai.model.ledger import Application, Ledger
from gongkai.model.record import Record
from tests.conftest import REPOSITORY
from tests.reading import read_project

TODAY = date(2026, 11, 20)


@cache
def demo() -> Content:
    return read_project(REPOSITORY).content


def worked(day: date) -> bool:
    found = demo().deadlines.calendar.is_worked(day)
    assert found is not None
    return found


def runs(application: Application) -> dict[str, tuple[str, str, str]]:
    """Due, done and place of each clock of an application."""
    ledger = Ledger(year=application.received_on.year, applications=(application,))
    record = Record(
        "mzj/ledgers/2026/a", "mzj", "ledgers", "content/units/mzj/ledgers/2026/a.yaml", ledger, ""
    )
    found = runs_of(demo(), header_of(record, "0"), TODAY)
    return {run.clock: (run.due, run.done, run.place) for run in found}


def application(**days: date | int | str | None) -> Application:
    given = {key: value for key, value in days.items() if value is not None}
    return Application(number="1", applicant="自然人", **given)


days = st.dates(date(2025, 1, 1), date(2026, 6, 30))
gaps = st.integers(0, 40)


@given(
    days,
    st.none() | gaps,
    st.none() | st.tuples(gaps, gaps),
    st.none() | st.tuples(gaps, gaps),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_the_day_of_an_answer_is_that_of_counting_day_by_day(
    received: date,
    supplement: int | None,
    third: tuple[int, int] | None,
    organ: tuple[int, int] | None,
    is_extended: bool,
) -> None:
    start = received if supplement is None else received + timedelta(5 + supplement)
    asked = [
        (received + timedelta(first), received + timedelta(first + more))
        for first, more in filter(None, (third, organ))
    ]
    found = application(
        received_on=received,
        supplement_asked_on=None if supplement is None else received + timedelta(3),
        supplemented_on=None if supplement is None else start,
        third_asked_on=asked[0][0] if third else None,
        third_replied_on=asked[0][1] if third else None,
        organ_asked_on=asked[-1][0] if organ else None,
        organ_replied_on=asked[-1][1] if organ else None,
        extended_on=received + timedelta(10) if is_extended else None,
    )
    left, day = 40 if is_extended else 20, start
    while left:
        day += timedelta(1)
        if worked(day) and not any(first < day <= last for first, last in asked):
            left -= 1
    assert runs(found)["C18"] == (day.isoformat(), "", "applications.0.replied_on")


def test_the_clocks_of_an_application() -> None:
    found = runs(
        application(
            received_on=date(2026, 3, 2),
            supplement_asked_on=date(2026, 3, 12),
            third_asked_on=date(2026, 3, 5),
            organ_asked_on=date(2026, 3, 6),
            organ_replied_on=date(2026, 3, 10),
        )
    )
    assert found == {
        "C15": ("2026-03-11", "2026-03-12", "applications.0.supplement_asked_on"),
        "C16": ("2026-03-26", "", "applications.0.third_replied_on"),
        "C17": ("2026-03-27", "2026-03-10", "applications.0.organ_replied_on"),
    }, "while a supplement is waited for the answer is not"
    answered = application(
        received_on=date(2026, 3, 2),
        third_asked_on=date(2026, 3, 5),
        replied_on=date(2026, 3, 20),
        result="granted",
    )
    assert runs(answered)["C16"][1] == "2026-03-20", "who answers without waiting has ended the question"


def test_an_extension_is_told_within_the_first_period() -> None:
    deadlines = demo().deadlines
    early = application(received_on=date(2026, 3, 2), extended_on=date(2026, 3, 30))
    late = application(received_on=date(2026, 3, 2), extended_on=date(2026, 3, 31))
    assert told_in_time(deadlines, early) == ""
    assert told_in_time(deadlines, late) == "2026-03-30"


def test_a_ledger_is_no_record_that_is_withheld_to_be_looked_at_again() -> None:
    assert list(facts_of_ledger(Ledger(year=2026))) == []
    record = Record("mzj/ledgers/2026/a", "mzj", "ledgers", "a.yaml", Ledger(year=2026), "")
    assert header_of(record, "0").clocks == ()
