"""The shapes of views: one for each layout, made of the pieces in `gongkai.views.parts`.

A layout gets exactly one view, under the name `view`, and the site's chrome under the name `site`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from gongkai.views.boards import BoardBlock
from gongkai.views.cards import Contact, Coverage, Duty, FieldCard, ItemGroup, Person, UnitGroup
from gongkai.views.months import CalendarMonth
from gongkai.views.parts import (
    Banner,
    Block,
    Comparison,
    Diagram,
    Download,
    Fact,
    Feed,
    Figure,
    Heading,
    LifeLine,
    Link,
    Listing,
    RelationGroup,
    Row,
    TableBlock,
    Tag,
)


@dataclass(frozen=True, slots=True)
class Head:
    """Everything that goes into `<head>` and the trail above the heading."""

    title: str
    url: str
    canonical: str
    description: str
    meta: tuple[tuple[str, str], ...]
    """The META tags of 国办发〔2017〕47号: SiteName, ColumnType, ArticleTitle, PubDate …"""
    trail: tuple[Link, ...] = ()
    """Breadcrumbs from the home page to the parent; the page itself is not in it."""
    json_ld: tuple[str, ...] = ()
    """JSON-LD documents as text, safe inside a script element."""
    feeds: tuple[Feed, ...] = ()
    section: str = ""
    """Which entry of the main menu is current: its URL."""


@dataclass(frozen=True, slots=True)
class RecordView:
    """`pages/record.html`: one record."""

    head: Head
    title: str
    kind: Link
    is_document: bool
    """Whether the page follows the customs of official documents."""
    unit: Link
    published: str
    """YYYY-MM-DD HH:MM"""
    source: str
    facts: tuple[Fact, ...]
    """The metadata head table."""
    tags: tuple[Tag, ...]
    banner: Banner | None
    summary: str
    contents: tuple[Heading, ...]
    body: Markup
    blocks: tuple[Block, ...]
    """Structured parts of the kind; `lead` blocks come before the body, the others after."""
    lead: tuple[Block, ...]
    downloads: tuple[Download, ...]
    compare_url: str
    """The page that shows it beside what it replaces; "" where there is none."""
    lines: tuple[LifeLine, ...]
    relations: tuple[RelationGroup, ...]
    items: tuple[Link, ...]
    """Catalog items the record belongs to."""
    qr: Markup
    """SVG of the QR code of the canonical address."""
    json_url: str
    tools: tuple[Link, ...] = ()
    """What else there is of the record: a file for calendars, data for programs."""
    diagrams: tuple[Diagram, ...] = ()
    is_facts_last: bool = False
    """Whether the head table comes after what people look the page up for."""
    is_wide: bool = False
    """Whether its tables need the whole width of the page."""
    layout: Literal["pages/record.html"] = "pages/record.html"


@dataclass(frozen=True, slots=True)
class CompareView:
    """`pages/compare.html`: a document beside those it replaces or amends."""

    head: Head
    title: str
    intro: str
    newer: Link
    comparisons: tuple[Comparison, ...]
    layout: Literal["pages/compare.html"] = "pages/compare.html"


@dataclass(frozen=True, slots=True)
class ColumnView:
    """`pages/column.html`: a list of records under a heading: kind, topic, year, five disclosures, unit × kind …"""

    head: Head
    title: str
    intro: str
    listing: Listing
    facts: tuple[Fact, ...] = ()
    children: tuple[Link, ...] = ()
    """Sub-columns, shown as chips above the list."""
    children_title: str = ""
    prose: Markup = field(default_factory=Markup)
    figures: tuple[Figure, ...] = ()
    figures_title: str = ""
    open: tuple[Row, ...] = ()
    """What can be answered now, or waits for an answer: above the list."""
    open_title: str = ""
    contacts: tuple[Contact, ...] = ()
    blocks: tuple[Block, ...] = ()
    """Below the list."""
    layout: Literal["pages/column.html"] = "pages/column.html"


@dataclass(frozen=True, slots=True)
class CalendarView:
    """`pages/calendar.html`: the meetings of a year."""

    head: Head
    title: str
    intro: str
    year: str
    """The year that is shown, "" where there are no meetings."""
    months: tuple[CalendarMonth, ...]
    """Newest first."""
    chips: tuple[Link, ...]
    """To the months on this page, in order; `note` the count."""
    years: tuple[Link, ...]
    tools: tuple[Link, ...]
    """The same for calendars and for programs."""
    empty: str
    layout: Literal["pages/calendar.html"] = "pages/calendar.html"


@dataclass(frozen=True, slots=True)
class HomeView:
    """`pages/home.html`"""

    head: Head
    hot_words: tuple[str, ...]
    services: tuple[Row, ...]
    documents: tuple[Row, ...]
    interpretations: tuple[Row, ...]
    notices: tuple[Row, ...]
    consultations: tuple[Row, ...]
    """Open first."""
    meetings: tuple[Row, ...]
    messages: tuple[Row, ...]
    statistics: tuple[Row, ...]
    fields: tuple[FieldCard, ...]
    kinds: tuple[Link, ...]
    """`note` is the description of the kind."""
    campaigns: tuple[Link, ...]
    platform: tuple[Link, ...]
    """The four entries of the 政府信息公开 platform and 依申请公开; `note` a short description."""
    layout: Literal["pages/home.html"] = "pages/home.html"


@dataclass(frozen=True, slots=True)
class CatalogView:
    """`pages/catalog.html`: the standard catalog, all fields."""

    head: Head
    title: str
    intro: str
    facts: tuple[Fact, ...]
    source: tuple[Fact, ...]
    """On what the catalog rests; folded away."""
    fields: tuple[FieldCard, ...]
    downloads: tuple[Download, ...]
    layout: Literal["pages/catalog.html"] = "pages/catalog.html"


@dataclass(frozen=True, slots=True)
class FieldView:
    """`pages/field.html`: one field with its items and newest records."""

    head: Head
    title: str
    summary: str
    facts: tuple[Fact, ...]
    source: tuple[Fact, ...]
    """Where its rows come from; folded away."""
    groups: tuple[ItemGroup, ...]
    listing: Listing
    layout: Literal["pages/field.html"] = "pages/field.html"


@dataclass(frozen=True, slots=True)
class ItemView:
    """`pages/item.html`: one item of the catalog: its standard row, its records, what is missing."""

    head: Head
    title: str
    field: Link
    trail_text: str
    """Level 1 / level 2 / level 3"""
    row: tuple[Fact, ...]
    """The nine columns of the standard table."""
    source: tuple[Fact, ...]
    """Where the row comes from, and what else is to be known of it; folded away."""
    restriction: str
    """Why records are not shown here: 依申请公开, 面向特定群体公开; empty for public items."""
    restriction_note: str
    """The same in a sentence."""
    coverage: tuple[Coverage, ...]
    on_request: tuple[Link, ...]
    """Units that hold records of this item on request; `note` the number. Link to the unit."""
    on_request_note: str
    """On what ground they are not shown."""
    apply_url: str
    listing: Listing
    layout: Literal["pages/item.html"] = "pages/item.html"


@dataclass(frozen=True, slots=True)
class UnitsView:
    """`pages/units.html`"""

    head: Head
    title: str
    intro: str
    groups: tuple[UnitGroup, ...]
    layout: Literal["pages/units.html"] = "pages/units.html"


@dataclass(frozen=True, slots=True)
class UnitView:
    """`pages/unit.html`: an office: what it does, who leads it, how to reach it, what it disclosed."""

    head: Head
    title: str
    summary: str
    contact: tuple[Fact, ...]
    functions: tuple[str, ...]
    leaders: tuple[Person, ...]
    sections: TableBlock | None
    reading_points: TableBlock | None
    new_media: TableBlock | None
    kinds: tuple[Link, ...]
    """Kinds of which the unit has records; `note` the count."""
    duties: tuple[Duty, ...]
    """Catalog items the unit must disclose."""
    supervised_url: str
    """Its page on the supervision platform."""
    on_request: tuple[Link, ...]
    apply_url: str
    listing: Listing
    layout: Literal["pages/unit.html"] = "pages/unit.html"


@dataclass(frozen=True, slots=True)
class PageView:
    """`pages/prose.html`: a page of text, some with generated blocks below it (guide, platform pages)."""

    head: Head
    title: str
    summary: str
    modified: str
    contents: tuple[Heading, ...]
    body: Markup
    blocks: tuple[Block, ...] = ()
    side: tuple[Link, ...] = ()
    """Navigation of the platform the page belongs to; `note` is "current" for this page."""
    side_title: str = ""
    layout: Literal["pages/prose.html"] = "pages/prose.html"


@dataclass(frozen=True, slots=True)
class BoardView:
    """`pages/board.html`: a page of figures: supervision, assessment."""

    head: Head
    title: str
    intro: str
    as_of: str
    """The day that the figures are of, YYYY-MM-DD."""
    side: tuple[Link, ...]
    side_title: str
    blocks: tuple[BoardBlock, ...]
    downloads: tuple[Download, ...] = ()
    chips: tuple[Link, ...] = ()
    chips_title: str = ""
    layout: Literal["pages/board.html"] = "pages/board.html"


@dataclass(frozen=True, slots=True)
class TreeGroup:
    title: str
    intro: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TreeView:
    """`pages/tree.html`: groups of links: topics, years, five disclosures, statutory content, site map, platform."""

    head: Head
    title: str
    intro: str
    groups: tuple[TreeGroup, ...]
    side: tuple[Link, ...] = ()
    side_title: str = ""
    layout: Literal["pages/tree.html"] = "pages/tree.html"


@dataclass(frozen=True, slots=True)
class SearchPanel:
    """What `partials/search_panel.html` needs."""

    engine: str
    csp: str
    """Content-Security-Policy of the page, with what the engine needs."""
    home_url: str
    bundle_url: str
    script_url: str
    style_url: str
    browse: tuple[TreeGroup, ...]
    """What there is without a search, for readers without JavaScript too."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """`pages/search.html`"""

    head: Head
    title: str
    search: SearchPanel
    hot_words: tuple[str, ...]
    layout: Literal["pages/search.html"] = "pages/search.html"


@dataclass(frozen=True, slots=True)
class MissingView:
    """`pages/404.html`"""

    head: Head
    title: str
    links: tuple[Link, ...]
    layout: Literal["pages/404.html"] = "pages/404.html"


@dataclass(frozen=True, slots=True)
class MovedView:
    """`pages/moved.html`: an old address that leads to the new one without a server."""

    head: Head
    title: str
    target: str
    layout: Literal["pages/moved.html"] = "pages/moved.html"


@dataclass(frozen=True, slots=True)
class GoneView:
    """`pages/gone.html`: what stood here was taken back, or its time is over; nothing of it is left but the facts."""

    head: Head
    title: str
    sentence: str
    facts: tuple[Fact, ...]
    layout: Literal["pages/gone.html"] = "pages/gone.html"


@dataclass(frozen=True, slots=True)
class SheetView:
    """`pages/sheet.html`: a page to be printed that stands outside the site."""

    head: Head
    lines: tuple[str, ...]
    """Below the title: who made it, and when."""
    blocks: tuple[Block, ...]
    style_url: str
    layout: Literal["pages/sheet.html"] = "pages/sheet.html"


View = (
    RecordView
    | CompareView
    | ColumnView
    | CalendarView
    | HomeView
    | CatalogView
    | FieldView
    | ItemView
    | UnitsView
    | UnitView
    | PageView
    | BoardView
    | TreeView
    | SearchView
    | MissingView
    | MovedView
    | GoneView
    | SheetView
)
