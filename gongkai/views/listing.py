"""Lists of records: the newest on the landing page, all of them split by year, pages numbered from the oldest.

A new record so changes the landing page, one page of its year (a full page: its neighbours too), and nothing else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.catalog.public import Entry
from gongkai.views.parts import Link, Listing
from gongkai.views.portal import Portal

PAGE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """One page of a year's archive; the newest page of the year is the year's landing page.

    `first` and `last` number its records within the year, from the oldest; `total` is known to the newest page only.
    """

    url: str
    year: str
    first: int
    last: int
    total: int | None
    listing: Listing

    @property
    def numbers(self) -> str:
        """Which records are on the page, where it is not the newest."""
        return "" if self.total else f"（第{self.first}至{self.last}条）"

    @property
    def intro(self) -> str:
        """Which part of the year the page is, in a sentence."""
        if self.total is None:
            return f"本页是按发布时间从早到晚数的第{self.first}至{self.last}条，最新的在最上面。"
        if self.first == 1:
            return f"共{self.total}条，最新的在最上面。"
        return f"共{self.total}条。本页是最新的{self.last - self.first + 1}条，较早的在后面各页。"


def landing(portal: Portal, entries: Sequence[Entry], base: str, most: int | None = None) -> Listing:
    """The newest records, at `most` so many, and the years behind them where there are more."""
    length = min(most or portal.catalog.config.list_length, portal.catalog.config.list_length)
    years = _years(entries, base) if len(entries) > length else ()
    return Listing(portal.rows(entries[:length]), years)


def by_year(entries: Sequence[Entry]) -> Iterator[tuple[str, Sequence[Entry]]]:
    """The years of a list, newest first, each with its records; their borders are looked for, not walked to."""
    start = 0
    while start < len(entries):
        year = entries[start].year
        end = bisect_left(entries, -int(year) + 1, start, key=lambda entry: -int(entry.published[:4]))
        yield year, entries[start:end]
        start = end


def _years(entries: Sequence[Entry], base: str) -> tuple[Link, ...]:
    counts = [(year, len(found)) for year, found in by_year(entries)]
    return tuple(Link(f"{year}年", f"{base}{year}/", str(count)) for year, count in counts)


@dataclass(frozen=True, slots=True)
class ArchiveYear:
    """The records of one year of a list, newest first; `years` are the links to all its years."""

    year: str
    url: str
    entries: Sequence[Entry]
    years: tuple[Link, ...] = ()


def archive_years(
    entries: Sequence[Entry], base: str, list_length: int, *, always: bool = False
) -> Iterator[ArchiveYear]:
    """Every year, where the landing page does not hold all or the years are wanted `always`."""
    if len(entries) <= list_length and not always:
        return
    # Without counts: an archive page must not change because another year does.
    years = tuple(Link(link.title, link.url) for link in _years(entries, base))
    for year, found in by_year(entries):
        yield ArchiveYear(year, f"{base}{year}/", found, years)


def year_pages(portal: Portal, year: ArchiveYear) -> Iterator[ArchivePage]:
    """The pages of one year. No record can be called `~1`, so no address is taken twice."""
    oldest_first = list(reversed(year.entries))
    chunks = [oldest_first[i : i + PAGE_LENGTH] for i in range(0, len(oldest_first), PAGE_LENGTH)]
    urls = [f"{year.url}~{number}/" for number in range(1, len(chunks))] + [year.url]
    for number, chunk in enumerate(chunks, 1):
        first = (number - 1) * PAGE_LENGTH + 1
        last = first + len(chunk) - 1
        total = len(oldest_first) if number == len(chunks) else None
        here = "最新一页" if total else f"第{first}至{last}条"
        listing = Listing(portal.rows(reversed(chunk)), year.years, _near_pages(urls, number, here))
        yield ArchivePage(urls[number - 1], year.year, first, last, total, listing)


def _near_pages(urls: Sequence[str], number: int, here: str) -> tuple[Link, ...]:
    """The newest page, the neighbours and the oldest: a further page so changes its neighbours and no others."""
    if len(urls) == 1:
        return ()
    newer = (Link("最新一页", urls[-1]), Link("较新一页", urls[number])) if number < len(urls) else ()
    older = (Link("较早一页", urls[number - 2]), Link("最早一页", urls[0])) if number > 1 else ()
    return (*newer, Link(here, urls[number - 1], "current"), *older)
