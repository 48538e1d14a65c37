"""Views of columns: every list of records that has an address of its own, with its archive by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from gongkai.catalog.coverage import Groups
from gongkai.catalog.public import Entry
from gongkai.model.kinds import KINDS
from gongkai.model.standard import Term
from gongkai.views.cards import Contact
from gongkai.views.head import column_head
from gongkai.views.listing import ArchivePage, ArchiveYear, landing, year_pages
from gongkai.views.participation import figures, open_now
from gongkai.views.parts import Block, Fact, Figure, Link, Listing
from gongkai.views.portal import Portal
from gongkai.views.shapes import ColumnView, TreeGroup, TreeView


@dataclass(frozen=True, slots=True)
class Column:
    """A list of records under an address: what its landing page, archive pages and feeds are made from."""

    title: str
    url: str
    intro: str
    column_type: str
    entries: Sequence[Entry]
    trail: tuple[Link, ...] = ()
    section: str = ""
    has_feeds: bool = True
    facts: tuple[Fact, ...] = ()
    children: tuple[Link, ...] = ()
    children_title: str = ""
    prose: Markup = field(default_factory=Markup)
    figures: tuple[Figure, ...] = ()
    figures_title: str = ""
    open: Sequence[Entry] = ()
    """Consultations that can be answered now, messages that wait for an answer."""
    open_title: str = "现在可以提意见"
    contacts: tuple[Contact, ...] = ()
    blocks: tuple[Block, ...] = ()
    """Below the list."""
    absent: str = ""
    """Why there are no records."""
    has_all_years: bool = False
    """Whether every year has its page, however few records there are."""

    @property
    def extras(self) -> str:
        """Stands for what its landing page shows beside records."""
        shown = (
            self.prose,
            self.figures,
            self.figures_title,
            self.contacts,
            self.children,
            self.blocks,
            self.absent,
        )
        return "".join(f"{each or ''}" for each in shown)


def landing_view(portal: Portal, column: Column) -> ColumnView:
    """The page of a column: what it is, and its newest records."""
    return ColumnView(
        head=column_head(
            portal,
            title=column.title,
            url=column.url,
            description=column.intro,
            column_type=column.column_type,
            trail=column.trail,
            section=column.section,
            has_feeds=column.has_feeds,
        ),
        title=column.title,
        intro=column.intro,
        listing=_newest(portal, column),
        facts=column.facts,
        children=column.children,
        children_title=column.children_title,
        prose=column.prose,
        figures=column.figures,
        figures_title=column.figures_title,
        open=portal.rows(column.open),
        open_title=column.open_title,
        contacts=column.contacts,
        blocks=column.blocks,
    )


def _newest(portal: Portal, column: Column) -> Listing:
    """The newest records, or why there are none."""
    found = landing(portal, column.entries, column.url)
    return replace(found, empty=f"本级暂无此类信息：{column.absent}") if column.absent else found


def archive_view(portal: Portal, column: Column, page: ArchivePage) -> ColumnView:
    """One archive page. It says nothing that an edit elsewhere would change."""
    title = f"{column.title} {page.year}年{page.numbers}"
    return ColumnView(
        head=column_head(
            portal,
            title=title,
            url=page.url,
            description=f"{page.year}年“{column.title}”公开的信息{page.numbers}。",
            column_type=column.column_type,
            trail=(*column.trail, Link(column.title, column.url)),
            section=column.section or column.url,
        ),
        title=title,
        intro=page.intro,
        listing=page.listing,
    )


def year_views(portal: Portal, column: Column, year: ArchiveYear) -> Iterator[ColumnView]:
    """The pages of one year of a column."""
    for page in year_pages(portal, year):
        yield archive_view(portal, column, page)


_OWN = frozenset(["messages", "responses"])
"""Kinds whose columns are made elsewhere."""


def kind_columns(portal: Portal, groups: Groups) -> Iterator[Column]:
    for kind in KINDS.values():
        if kind.id in _OWN:
            continue
        url = portal.addresses.kind(kind.id)
        entries = groups.by_kind.get(kind.id, ())
        column = Column(
            kind.name,
            url,
            kind.description,
            kind.column_type,
            entries,
            absent="" if entries else portal.catalog.absences.columns.get(kind.id, ""),
        )
        if kind.id == "consultations":
            lists = groups.by_kind.get("decisions", ())
            column = replace(column, figures=figures(entries, lists), open=open_now(entries))
        elif kind.id == "meetings":
            ways = (Link("会议日历", f"{url}calendar/"),)
            column = replace(column, children=ways, children_title="按时间查看")
        elif kind.id == "documents":
            library = Link("文件库：按层级、机关、年份查看", portal.addresses.library())
            column = replace(column, children=(library,), children_title="查看方式")
        yield column


def unit_kind_columns(portal: Portal, groups: Groups) -> Iterator[Column]:
    for (unit_id, kind_id), entries in groups.by_unit_kind.items():
        unit, kind = portal.catalog.units[unit_id], KINDS[kind_id]
        yield Column(
            title=f"{unit.fields.short_name}{kind.name}",
            url=portal.addresses.unit_kind(unit_id, kind_id),
            intro=f"{unit.name}公开的{kind.name}。{kind.description}",
            column_type=kind.column_type,
            entries=entries,
            trail=(Link("公开单位", portal.addresses.to("units/")), portal.unit_link(unit_id)),
            section=portal.addresses.to("units/"),
            has_feeds=False,
            has_all_years=True,  # a record's address with its last part cut off leads somewhere
        )


def topic_columns(portal: Portal, groups: Groups) -> Iterator[Column]:
    for term in portal.catalog.vocabularies["topics"].terms:
        yield Column(
            title=term.name,
            url=portal.addresses.topic(term.code),
            intro=f"主题分类“{term.name}”的信息"
            + (f"，包括{'、'.join(term.children)}。" if term.children else "。"),
            column_type="政策文件",
            entries=groups.by_topic.get(term.code, ()),
            trail=(Link("主题分类", portal.addresses.to("themes/")),),
            section=portal.addresses.to("themes/"),
        )


def disclosure_columns(portal: Portal, groups: Groups) -> Iterator[Column]:
    for term in portal.catalog.vocabularies["five_disclosures"].terms:
        yield Column(
            title=term.name,
            url=portal.addresses.disclosure(term.code),
            intro=term.description or term.name,
            column_type="信息公开目录",
            entries=groups.by_disclosure.get(term.code, ()),
            trail=(Link("五公开", portal.addresses.to("disclosures/")),),
            section=portal.addresses.to("disclosures/"),
        )


def statutory_columns(portal: Portal, groups: Groups) -> Iterator[Column]:
    platform = portal.addresses.to("zfxxgk/")
    for term in portal.catalog.vocabularies["statutory"].terms:
        yield Column(
            title=term.name,
            url=portal.addresses.statutory(term.code),
            intro="；".join(filter(None, (term.article, term.description))) or term.name,
            column_type="信息公开目录",
            entries=groups.by_statutory.get(term.code, ()),
            trail=(
                Link("政府信息公开", platform),
                Link("法定主动公开内容", portal.addresses.to("zfxxgk/fdzdgknr/")),
            ),
            section=platform,
            children=_fields_of(portal, term),
            children_title="标准目录中的领域",
        )


def _fields_of(portal: Portal, term: Term) -> tuple[Link, ...]:
    return tuple(
        Link(field.name, portal.addresses.field(field.field))
        for field in portal.catalog.standard.fields
        if any(term.code in item.statutory for item in field.items)
    )


def campaign_columns(portal: Portal, groups: Groups) -> Iterator[Column]:
    for page in portal.catalog.campaigns:
        yield Column(
            title=page.fields.title,
            url=portal.addresses.campaign(page.id),
            intro=page.fields.summary,
            column_type=page.fields.column_type,
            entries=groups.by_campaign.get(page.id, ()),
            trail=(Link("专题专栏", portal.addresses.to("topics/")),),
            section=portal.addresses.to("topics/"),
            prose=portal.prose(page.body, page.path),
        )


def whole_year_views(portal: Portal, year: str, entries: Sequence[Entry]) -> Iterator[ColumnView]:
    """All records of a year, in pages numbered from the oldest."""
    years = portal.addresses.to("years/")
    column = Column(f"{year}年公开的信息", years, "", "信息公开目录", entries, section=years)
    for page in year_pages(portal, ArchiveYear(year, portal.addresses.year(year), entries)):
        view = archive_view(portal, column, page)
        head = column_head(
            portal,
            title=f"{year}年公开的信息{page.numbers}",
            url=page.url,
            description=f"{year}年公开的全部信息{page.numbers}。",
            column_type="信息公开目录",
            trail=(Link("按年份查看", years),),
            section=years,
        )
        yield replace(view, head=head, title=head.title)


def overview(
    portal: Portal,
    *,
    title: str,
    url: str,
    intro: str,
    groups: tuple[TreeGroup, ...],
    column_type: str = "信息公开目录",
) -> TreeView:
    """A page of links, for what has sub-columns of its own."""
    head = column_head(portal, title=title, url=url, description=intro, column_type=column_type)
    return TreeView(head=head, title=title, intro=intro, groups=groups)


def overviews(portal: Portal, groups: Groups) -> Iterator[TreeView]:
    """Topics, five disclosures, years, campaigns."""
    to = portal.addresses.to

    def counted(link: Link, entries: Sequence[Entry] | None) -> Link:
        return Link(link.title, link.url, str(len(entries)) if entries else "暂无")

    topics = tuple(
        counted(Link(t.name, portal.addresses.topic(t.code)), groups.by_topic.get(t.code))
        for t in portal.catalog.vocabularies["topics"].terms
    )
    yield overview(
        portal,
        title="主题分类",
        url=to("themes/"),
        intro="按照国务院公文主题分类的 22 个主题查看信息。",
        groups=(TreeGroup("22 个主题", "", topics),),
    )
    disclosures = portal.catalog.vocabularies["five_disclosures"].terms
    yield overview(
        portal,
        title="五公开",
        url=to("disclosures/"),
        intro="决策、执行、管理、服务、结果公开。",
        groups=tuple(
            TreeGroup(
                t.name,
                t.description or "",
                (
                    counted(
                        Link(f"查看{t.name}的信息", portal.addresses.disclosure(t.code)),
                        groups.by_disclosure.get(t.code),
                    ),
                ),
            )
            for t in disclosures
        ),
    )
    years = tuple(
        Link(f"{year}年", portal.addresses.year(year), str(len(found)))
        for year, found in groups.by_year.items()
    )
    yield overview(
        portal,
        title="按年份查看",
        url=to("years/"),
        intro="按发布年份查看全部信息。",
        groups=(TreeGroup("年份", "", years),),
    )
    campaigns = tuple(
        counted(Link(page.fields.title, portal.addresses.campaign(page.id)), groups.by_campaign.get(page.id))
        for page in portal.catalog.campaigns
    )
    yield overview(
        portal,
        title="专题专栏",
        url=to("topics/"),
        intro="围绕一件大事汇集的信息。",
        groups=(TreeGroup("专题", "", campaigns),),
        column_type="专题专栏",
    )
