"""The shapes of views: small frozen pieces (links, facts, rows, blocks) and one view for each layout.

A layout gets exactly one view, under the name `view`, and the site's chrome under the name `site`.
Texts are plain unless the type is `Markup` (already sanitised HTML). URLs are root-relative and ready to print.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

Tone = Literal["plain", "good", "warn", "bad", "info"]


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str
    note: str = ""
    """A short remark behind the link, for instance a count."""


@dataclass(frozen=True, slots=True)
class Tag:
    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Feed:
    title: str
    url: str
    media_type: str


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
class Row:
    """One record in a list."""

    title: str
    url: str
    date: str
    """YYYY-MM-DD"""
    kind: str
    unit: str
    document_number: str = ""
    summary: str = ""
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Records, newest first. On a landing page the newest only, with the archive by year behind it."""

    rows: tuple[Row, ...]
    years: tuple[Link, ...] = ()
    """Archive pages, newest year first; `note` is the count. Empty where everything is on this page."""
    pages: tuple[Link, ...] = ()
    """Numbered pages of one year, page 1 the oldest; `note` is "current" for this one."""
    empty: str = "暂时没有公开的信息。"


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a head table: label and one or more values, some of them links (empty url: plain text)."""

    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FactsBlock:
    title: str
    facts: tuple[Fact, ...]
    type: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class ProseBlock:
    title: str
    html: Markup
    type: Literal["prose"] = "prose"


@dataclass(frozen=True, slots=True)
class TableBlock:
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    has_row_headings: bool = False
    """Whether the first cell of each row is a heading."""
    type: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class StepsBlock:
    """An ordered list."""

    title: str
    steps: tuple[str, ...]
    type: Literal["steps"] = "steps"


@dataclass(frozen=True, slots=True)
class ListBlock:
    title: str
    entries: tuple[Link, ...]
    """`url` may be empty: plain text."""
    type: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    value: str
    unit: str = ""
    change: str = ""
    """Against the year before, for instance "6.2%"."""


@dataclass(frozen=True, slots=True)
class FiguresBlock:
    """A strip of large figures."""

    title: str
    figures: tuple[Figure, ...]
    type: Literal["figures"] = "figures"


@dataclass(frozen=True, slots=True)
class ProgressBlock:
    title: str
    percent: int
    text: str
    type: Literal["progress"] = "progress"


@dataclass(frozen=True, slots=True)
class Moment:
    """A stage on a timeline."""

    title: str
    date: str
    note: str = ""
    is_done: bool = True


@dataclass(frozen=True, slots=True)
class TimelineBlock:
    title: str
    moments: tuple[Moment, ...]
    type: Literal["timeline"] = "timeline"


@dataclass(frozen=True, slots=True)
class AgendaCard:
    number: int
    title: str
    decision: str
    """审议通过, 原则同意 … or empty."""
    reporter: str
    points: tuple[str, ...]
    figures: tuple[Figure, ...]
    responsible: str
    due: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class AgendaBlock:
    """The topics of a meeting, one card each."""

    title: str
    cards: tuple[AgendaCard, ...]
    type: Literal["agenda"] = "agenda"


@dataclass(frozen=True, slots=True)
class DialogBlock:
    """A citizen's message and the answer."""

    question: Markup
    question_note: str
    """For instance "群众留言 · 2026-03-02"."""
    answer: Markup | None
    answer_note: str
    type: Literal["dialog"] = "dialog"


Block = (
    FactsBlock
    | ProseBlock
    | TableBlock
    | StepsBlock
    | ListBlock
    | FiguresBlock
    | ProgressBlock
    | TimelineBlock
    | AgendaBlock
    | DialogBlock
)


@dataclass(frozen=True, slots=True)
class Download:
    """An attachment: what it is called, where it lies, how large it is."""

    title: str
    url: str
    file_type: str
    """Upper-case ending: CSV, PDF, DOCX …"""
    size: str
    """For people: 12.4 KB"""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's contents; `level` 2 or 3."""

    level: int
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class RelationGroup:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RecordView:
    """`pages/record.html`: one record."""

    head: Head
    title: str
    kind: Link
    unit: Link
    published: str
    """YYYY-MM-DD HH:MM"""
    source: str
    facts: tuple[Fact, ...]
    """The metadata head table."""
    tags: tuple[Tag, ...]
    banner: Tag | None
    """A remark on validity that readers must not miss: 本文件已废止 …"""
    summary: str
    contents: tuple[Heading, ...]
    body: Markup
    blocks: tuple[Block, ...]
    """Structured parts of the kind; `lead` blocks come before the body, the others after."""
    lead: tuple[Block, ...]
    downloads: tuple[Download, ...]
    relations: tuple[RelationGroup, ...]
    items: tuple[Link, ...]
    """Catalog items the record belongs to."""
    qr: Markup
    """SVG of the QR code of the canonical address."""
    json_url: str
    layout: Literal["pages/record.html"] = "pages/record.html"


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
    layout: Literal["pages/column.html"] = "pages/column.html"


@dataclass(frozen=True, slots=True)
class FieldCard:
    """A field of the catalog on an overview."""

    title: str
    url: str
    summary: str
    owner: str
    item_count: int
    covered_count: int
    """Items with at least one record."""


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
    version: str
    facts: tuple[Fact, ...]
    fields: tuple[FieldCard, ...]
    downloads: tuple[Download, ...]
    layout: Literal["pages/catalog.html"] = "pages/catalog.html"


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item in the table of its field."""

    title: str
    url: str
    elements: str
    responsible: str
    time_limit: str
    record_count: int
    is_public: bool
    """False: on request or for certain people; only its row is shown."""


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """The items of one first-level matter (一级事项)."""

    title: str
    items: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class FieldView:
    """`pages/field.html`: one field with its items and newest records."""

    head: Head
    title: str
    summary: str
    facts: tuple[Fact, ...]
    groups: tuple[ItemGroup, ...]
    listing: Listing
    layout: Literal["pages/field.html"] = "pages/field.html"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether a unit that must disclose an item has done so."""

    unit: Link
    count: int
    latest: str
    """YYYY-MM-DD of the newest record, or empty: nothing yet."""


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
    weak_source: str
    """A remark where the row's source is weak, else empty."""
    is_public: bool
    coverage: tuple[Coverage, ...]
    on_request: tuple[Link, ...]
    """Units that hold records of this item on request; `note` the number. Link to the unit."""
    apply_url: str
    listing: Listing
    layout: Literal["pages/item.html"] = "pages/item.html"


@dataclass(frozen=True, slots=True)
class UnitCard:
    title: str
    url: str
    summary: str
    phone: str


@dataclass(frozen=True, slots=True)
class UnitGroup:
    title: str
    units: tuple[UnitCard, ...]


@dataclass(frozen=True, slots=True)
class UnitsView:
    """`pages/units.html`"""

    head: Head
    title: str
    intro: str
    groups: tuple[UnitGroup, ...]
    layout: Literal["pages/units.html"] = "pages/units.html"


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    post: str
    duties: str
    is_disclosure_lead: bool


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
    items: tuple[Link, ...]
    """Catalog items the unit must disclose; `note` "尚未公开" where nothing is there yet, else the count."""
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
    listing: Listing | None = None
    layout: Literal["pages/prose.html"] = "pages/prose.html"


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

    bundle_url: str
    script_url: str
    style_url: str
    browse: tuple[tuple[str, str], ...]


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


View = (
    RecordView
    | ColumnView
    | HomeView
    | CatalogView
    | FieldView
    | ItemView
    | UnitsView
    | UnitView
    | PageView
    | TreeView
    | SearchView
    | MissingView
    | MovedView
)


@dataclass(frozen=True, slots=True)
class Chrome:
    """What stands around every page, under the name `site`. Nothing volatile: it is rendered once a build."""

    name: str
    short_name: str
    region: str
    home_url: str
    menu: tuple[Link, ...]
    """Main menu."""
    footer_groups: tuple[TreeGroup, ...]
    search_url: str
    style_url: str
    print_note: str
    icon_url: str
    open_search_url: str
    notice: str
    """A remark shown on every page (demo county), or empty."""
    mark: str
    """党政机关网站标识"""
    site_code: str
    icp: str
    police: str
    organizer: str
    operator: str
    address: str
    phone: str
    email: str
    hotline: str
    error_report_url: str
    sitemap_url: str
    friend_links: tuple[Link, ...]
    csp: str
    """Content-Security-Policy of pages without search."""
    search_csp: str
