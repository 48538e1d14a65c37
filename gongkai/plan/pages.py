"""Every page, as a stream of views. Record pages first, unit by unit; then what spans units."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from gongkai.catalog.coverage import Groups
from gongkai.views.columns import (
    archive_pages,
    campaign_columns,
    column_pages,
    disclosure_columns,
    kind_columns,
    overviews,
    statutory_columns,
    topic_columns,
    unit_kind_columns,
    year_columns,
)
from gongkai.views.pages import (
    SearchParts,
    home_view,
    missing_view,
    moved_views,
    page_view,
    search_view,
    site_map_view,
)
from gongkai.views.platform import platform_view, statutory_view, yearbook_view
from gongkai.views.portal import Portal
from gongkai.views.record import record_view
from gongkai.views.shapes import View
from gongkai.views.standard import COLUMN_TYPE, catalog_view, field_view, item_view
from gongkai.views.unit import unit_view, units_view


def plan_pages(portal: Portal, groups: Groups, search: SearchParts) -> Iterator[View]:
    """Every page of the portal."""
    for record in portal.catalog.records.values():
        yield record_view(portal, record)
    yield from _units(portal, groups)
    yield from _standard(portal, groups)
    columns = (
        kind_columns,
        unit_kind_columns,
        topic_columns,
        disclosure_columns,
        statutory_columns,
        campaign_columns,
    )
    for column in chain.from_iterable(make(portal, groups) for make in columns):
        yield from column_pages(portal, column)
    yield from year_columns(portal, groups)
    yield from overviews(portal, groups)
    for page in portal.catalog.pages:
        yield page_view(portal, page)
    yield platform_view(portal)
    yield statutory_view(portal, groups)
    yield yearbook_view(portal, groups)
    yield home_view(portal, groups)
    yield search_view(portal, search)
    yield site_map_view(portal)
    yield missing_view(portal)
    yield from moved_views(portal)


def _units(portal: Portal, groups: Groups) -> Iterator[View]:
    yield units_view(portal)
    for unit in portal.catalog.units.values():
        view = unit_view(portal, groups, unit)
        yield view
        yield from archive_pages(portal, view.head, groups.by_unit.get(unit.id, ()), "机构职能")


def _standard(portal: Portal, groups: Groups) -> Iterator[View]:
    yield catalog_view(portal, groups)
    for field in portal.catalog.standard.fields:
        view = field_view(portal, groups, field)
        yield view
        yield from archive_pages(portal, view.head, groups.by_field.get(field.field, ()), COLUMN_TYPE)
        for item in field.items:
            item_page = item_view(portal, groups, field, item)
            yield item_page
            yield from archive_pages(portal, item_page.head, groups.by_item.get(item.id, ()), COLUMN_TYPE)
