"""The calendar of meetings by year, and the lists of meetings for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from gongkai.catalog.coverage import Groups
from gongkai.catalog.public import Entry
from gongkai.exports.calendar import calendar_file
from gongkai.exports.oparl import MeetingPage, list_files, pages_of, system_files, unit_files
from gongkai.plan.parts import Part, Product, marks
from gongkai.views.calendar import (
    FILE,
    CalendarPage,
    calendar_address,
    calendar_pages,
    calendar_view,
    page_address,
    years_of,
)
from gongkai.views.portal import Portal


def plan_meetings(portal: Portal, groups: Groups) -> Iterator[Part]:
    """Each part names the meetings that it shows: one more touches its year (or month), and the newest page of each list."""
    yield from _calendar(portal, groups)
    yield from _lists(portal, groups)


def _calendar(portal: Portal, groups: Groups) -> Iterator[Part]:
    years = years_of(groups)
    for page in calendar_pages(years):
        inputs = f"{marks(page.meetings)} {' '.join(page.years)} {page.months}"
        yield Part(page_address(portal, page), inputs, partial(_page, portal, page))
    newest = next(iter(years.values()), ())
    for year, meetings in (("", newest), *years.items()):
        url = f"{calendar_address(portal, year)}{FILE}"
        title = f"{portal.catalog.config.region}{year}{'年' if year else ''}会议日历"
        yield Part(url, marks(meetings), partial(_file, portal, url, title, meetings))


def _page(portal: Portal, page: CalendarPage) -> Iterator[Product]:
    yield calendar_view(portal, page)


def _file(portal: Portal, url: str, title: str, meetings: Sequence[Entry]) -> Iterator[Product]:
    path = portal.addresses.output_path(url)
    yield path, calendar_file(portal.catalog, portal.addresses, title, meetings)


def _lists(portal: Portal, groups: Groups) -> Iterator[Part]:
    meetings = groups.by_kind.get("meetings", ())
    units = [unit for unit in portal.catalog.units.values() if (unit.id, "meetings") in groups.by_unit_kind]
    names = " ".join(unit.id for unit in units)
    yield Part("oparl", names, partial(system_files, portal.catalog, portal.addresses, units))
    for page in pages_of(meetings):
        yield Part(f"oparl/{page.number}", _inputs(page), partial(list_files, portal.addresses, page))
    for unit in units:
        for page in pages_of(groups.by_unit_kind[unit.id, "meetings"]):
            make = partial(unit_files, portal.addresses, unit.id, page)
            yield Part(f"oparl/{unit.id}/{page.number}", _inputs(page), make)


def _inputs(page: MeetingPage) -> str:
    """A page is another where a further one follows it."""
    return f"{marks(page.entries)} {page.number < page.total}"
