"""Lists of records: the newest on the landing page, all of them split by year, pages numbered from the oldest.

A new record so changes the landing page, one page of its year, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from gongkai.catalog.public import Entry
from gongkai.views.parts import Link, Listing
from gongkai.views.portal import Portal

PAGE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """One page of a year's archive; the newest page of the year is the year's landing page."""

    url: str
    year: str
    number: int
    listing: Listing


def landing(portal: Portal, entries: Sequence[Entry], base: str) -> Listing:
    """The newest records, and the years behind them where there are more."""
    length = portal.catalog.config.list_length
    years = _years(entries, base) if len(entries) > length else ()
    return Listing(portal.rows(entries[:length]), years)


def _years(entries: Sequence[Entry], base: str) -> tuple[Link, ...]:
    counts = [(year, len(list(group))) for year, group in groupby(entries, key=lambda entry: entry.year)]
    return tuple(Link(f"{year}年", f"{base}{year}/", str(count)) for year, count in counts)


def archive(
    portal: Portal, entries: Sequence[Entry], base: str, *, always: bool = False
) -> Iterator[ArchivePage]:
    """Every page of every year, where the landing page does not hold all or the years are wanted `always`."""
    if len(entries) <= portal.catalog.config.list_length and not always:
        return
    # Without counts: an archive page must not change because another year does.
    years = tuple(Link(link.title, link.url) for link in _years(entries, base))
    for year, group in groupby(entries, key=lambda entry: entry.year):
        yield from year_pages(portal, list(group), f"{base}{year}/", year, years)


def year_pages(
    portal: Portal, entries: Sequence[Entry], base: str, year: str, years: tuple[Link, ...] = ()
) -> Iterator[ArchivePage]:
    """The pages of one year; `entries` newest first. No record can be called `~1`, so no address is taken twice."""
    oldest_first = list(reversed(entries))
    chunks = [oldest_first[i : i + PAGE_LENGTH] for i in range(0, len(oldest_first), PAGE_LENGTH)]
    urls = [f"{base}~{number}/" for number in range(1, len(chunks))] + [base]
    for number, chunk in enumerate(chunks, 1):
        pages = tuple(
            Link(f"第{i}页", url, "current" if i == number else "")
            for i, url in reversed(list(enumerate(urls, 1)))
        )
        rows = portal.rows(reversed(chunk))
        yield ArchivePage(
            urls[number - 1], year, number, Listing(rows, years, pages if len(pages) > 1 else ())
        )
