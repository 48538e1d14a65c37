"""Every page that spans records, in parts. Each part names its inputs; the pages of records are made elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby

from gongkai.catalog.coverage import Groups, coverage_of
from gongkai.catalog.gone import Gone
from gongkai.catalog.public import Entry
from gongkai.exports.feeds import FEED_LENGTH, atom_feed, json_feed
from gongkai.model.kinds import KINDS
from gongkai.model.standard import CatalogField, CatalogItem
from gongkai.model.unit import Unit
from gongkai.plan.meetings import plan_meetings
from gongkai.plan.parts import File, Part, Product, marks
from gongkai.views.columns import (
    Column,
    campaign_columns,
    disclosure_columns,
    kind_columns,
    landing_view,
    overviews,
    statutory_columns,
    topic_columns,
    unit_kind_columns,
    whole_year_views,
    year_views,
)
from gongkai.views.gone import gone_view
from gongkai.views.library import library_columns, library_view
from gongkai.views.listing import archive_years, by_year
from gongkai.views.messages import message_columns
from gongkai.views.moved import moved_pages, moved_view
from gongkai.views.pages import (
    SearchParts,
    home_view,
    missing_view,
    page_view,
    search_view,
    site_map_view,
)
from gongkai.views.platform import platform_view, statutory_view, yearbook_view
from gongkai.views.portal import Portal
from gongkai.views.responses import response_columns
from gongkai.views.shapes import View
from gongkai.views.standard import catalog_view, field_column, field_view, item_column, item_view
from gongkai.views.unit import unit_column, unit_view, units_view

_COLUMNS = (
    kind_columns,
    message_columns,
    response_columns,
    unit_kind_columns,
    topic_columns,
    disclosure_columns,
    statutory_columns,
    campaign_columns,
    library_columns,
)


def plan_pages(portal: Portal, groups: Groups, search: SearchParts) -> Iterator[Part]:
    """Every page that is not a record's own."""
    yield from _units(portal, groups)
    yield from _standard(portal, groups)
    for column in chain.from_iterable(make(portal, groups) for make in _COLUMNS):
        more = column.extras + marks(column.open)
        yield _landing(portal, column, partial(landing_view, portal, column), more)
        yield from _years(portal, column)
    for year, entries in groups.by_year.items():
        yield Part(f"years/{year}", marks(entries), partial(whole_year_views, portal, year, entries))
    yield from plan_meetings(portal, groups)
    yield Part("overviews", None, partial(overviews, portal, groups))
    yield Part("pages", None, lambda: (page_view(portal, page) for page in portal.catalog.pages))
    yield Part("library", None, lambda: iter((library_view(portal, groups),)))
    yield Part("platform", None, partial(_platform, portal, groups))
    yield Part("home", None, partial(_home, portal, groups))
    yield Part("search", None, lambda: iter((search_view(portal, search),)))
    yield Part("sitemap", "", lambda: iter((site_map_view(portal), missing_view(portal))))
    for old_id, record_id in portal.catalog.aliases.items():
        entry, to = portal.catalog.by_id[record_id], portal.addresses.record
        make = partial(_moved, portal, to(old_id), to(record_id), entry.title)
        yield Part(f"moved/{old_id}", entry.mark, make)
    for old, new, title in moved_pages(portal):
        yield Part(f"moved/{old}", f"{new} {title}", partial(_moved, portal, old, new, title))
    for folder, gone in groupby(portal.catalog.gone, lambda each: each.id.rpartition("/")[0]):
        some = tuple(gone)
        yield Part(f"gone/{folder}", "\n".join(each.mark for each in some), partial(_gone, portal, some))


def _landing(portal: Portal, column: Column, view: Callable[[], View], more: str = "") -> Part:
    """The page of a column with its feeds; `more` stands for what it shows beside its newest records."""
    entries = column.entries
    length = max(portal.catalog.config.list_length, FEED_LENGTH)
    counts = [f"{year}:{len(found)}" for year, found in by_year(entries)]
    inputs = f"{marks(entries[:length])} {len(entries)} {counts} {more}"

    def make() -> Iterator[Product]:
        yield view()
        if column.has_feeds:
            yield from _feeds(portal, column.title, column.url, entries)

    return Part(column.url, inputs, make)


def _feeds(portal: Portal, title: str, url: str, entries: Sequence[Entry]) -> Iterator[File]:
    catalog, addresses = portal.catalog, portal.addresses
    yield addresses.output_path(f"{url}feed.xml"), atom_feed(catalog, addresses, title, url, entries)
    yield addresses.output_path(f"{url}feed.json"), json_feed(catalog, addresses, title, url, entries)


def _years(portal: Portal, column: Column) -> Iterator[Part]:
    length = portal.catalog.config.list_length
    for year in archive_years(column.entries, column.url, length, always=column.has_all_years):
        years = " ".join(link.url for link in year.years)
        inputs = f"{marks(year.entries)} {years}"
        yield Part(f"{column.url}{year.year}/", inputs, partial(year_views, portal, column, year))


def _units(portal: Portal, groups: Groups) -> Iterator[Part]:
    yield Part("units", "", lambda: iter((units_view(portal),)))
    for unit in portal.catalog.units.values():
        column = unit_column(portal, groups, unit)
        view = partial(unit_view, portal, groups, unit)
        yield _landing(portal, column, view, _unit_counts(portal, groups, unit))
        yield from _years(portal, column)


def _unit_counts(portal: Portal, groups: Groups, unit: Unit) -> str:
    """What the page of a unit counts: records by kind and by the items it owns, and those on request."""
    kinds = [len(groups.by_unit_kind.get((unit.id, kind), ())) for kind in KINDS]
    owned = [item_id for item_id, item in portal.catalog.items.items() if unit.id in item.owners]
    items = [groups.counts.get((item_id, unit.id), 0) for item_id in owned]
    absent = [portal.catalog.absences.items.get((item_id, unit.id), "") for item_id in owned]
    return f"{kinds} {items} {absent} {groups.asked_of_unit.get(unit.id, ())}"


def _standard(portal: Portal, groups: Groups) -> Iterator[Part]:
    yield Part("catalog", None, lambda: iter((catalog_view(portal, groups),)))
    for field in portal.catalog.standard.fields:
        yield from _field(portal, groups, field)
        for item in field.items:
            yield from _item(portal, groups, field, item)


def _field(portal: Portal, groups: Groups, field: CatalogField) -> Iterator[Part]:
    column = field_column(portal, groups, field)
    counts = str([len(groups.by_item.get(item.id, ())) for item in field.items])
    yield _landing(portal, column, partial(field_view, portal, groups, field), counts)
    yield from _years(portal, column)


def _item(portal: Portal, groups: Groups, field: CatalogField, item: CatalogItem) -> Iterator[Part]:
    column = item_column(portal, groups, field, item)
    coverage = coverage_of(portal.catalog, groups, item.id)
    absent = [portal.catalog.absences.items.get((item.id, found.unit), "") for found in coverage]
    counts = f"{coverage} {absent} {groups.asked_of_item.get(item.id, ())}"
    yield _landing(portal, column, partial(item_view, portal, groups, field, item), counts)
    yield from _years(portal, column)


def _platform(portal: Portal, groups: Groups) -> Iterator[View]:
    yield platform_view(portal)
    yield statutory_view(portal, groups)
    yield yearbook_view(portal, groups)


def _home(portal: Portal, groups: Groups) -> Iterator[Product]:
    yield home_view(portal, groups)
    yield from _feeds(portal, "最新公开", portal.addresses.to(""), portal.catalog.entries)


def _gone(portal: Portal, some: Sequence[Gone]) -> Iterator[View]:
    for gone in some:
        yield from (gone_view(portal, gone, record_id) for record_id in (gone.id, *gone.old_ids))


def _moved(portal: Portal, old: str, new: str, title: str) -> Iterator[View]:
    yield moved_view(portal, old, new, title)
