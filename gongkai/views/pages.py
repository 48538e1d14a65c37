"""Views of pages that are not lists: home, prose, search, site map, 404, old addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.catalog.coverage import Groups
from gongkai.catalog.public import Entry
from gongkai.model.kinds import KINDS
from gongkai.model.site import Page
from gongkai.views import jsonld
from gongkai.views.blocks.pieces import make_table, present
from gongkai.views.chrome import SEARCH_CSP
from gongkai.views.head import column_head, feeds_of, site_meta
from gongkai.views.parts import Block, Link
from gongkai.views.platform import PLATFORM, PLATFORM_PAGES, platform_side
from gongkai.views.portal import Portal, about_links, contents_of
from gongkai.views.shapes import (
    Head,
    HomeView,
    MissingView,
    PageView,
    SearchPanel,
    SearchView,
    TreeGroup,
    TreeView,
)
from gongkai.views.standard import field_card
from gongkai.views.supervision.frame import TITLE, side


def home_view(portal: Portal, groups: Groups) -> HomeView:
    config = portal.catalog.config
    url = portal.addresses.to("")

    def newest(kind: str, count: int) -> Sequence[Entry]:
        return groups.by_kind.get(kind, ())[:count]

    head = Head(
        title=config.name,
        url=url,
        canonical=portal.addresses.full(url),
        description=config.description,
        meta=(
            *site_meta(config),
            ("ColumnName", "首页"),
            ("ColumnDescription", config.description),
            ("ColumnKeywords", f"{config.region},政务公开"),
            ("ColumnType", "首页"),
        ),
        json_ld=jsonld.scripts(jsonld.website(portal.catalog, portal.addresses)),
        feeds=feeds_of(url, config.name),
        section=url,
    )
    return HomeView(
        head=head,
        hot_words=config.hot_words,
        services=portal.rows(newest("services", 8)),
        documents=portal.rows(newest("documents", 6)),
        interpretations=portal.rows(newest("interpretations", 6)),
        notices=portal.rows(newest("notices", 8)),
        consultations=portal.rows(open_first(portal, groups.by_kind.get("consultations", ()))[:4]),
        meetings=portal.rows(newest("meetings", 4)),
        messages=portal.rows(newest("messages", 5)),
        statistics=portal.rows(newest("statistics", 5)),
        fields=tuple(field_card(portal, groups, field) for field in portal.catalog.standard.fields),
        kinds=tuple(
            Link(kind.name, portal.addresses.kind(kind.id), kind.description) for kind in KINDS.values()
        ),
        campaigns=tuple(
            Link(page.fields.title, portal.addresses.campaign(page.id), page.fields.summary)
            for page in portal.catalog.campaigns
        ),
        platform=tuple(
            Link(title, portal.addresses.page(page), note) for page, title, note in PLATFORM_PAGES
        ),
    )


def open_first(portal: Portal, entries: Sequence[Entry]) -> list[Entry]:
    """Consultations that still take opinions before the others."""
    order = {"即将截止": 0, "正在征集": 1, "尚未开始": 2}
    return sorted(entries, key=lambda entry: order.get(portal.tags(entry)[-1].text, 3))


def page_view(portal: Portal, page: Page) -> PageView:
    """A page of `content/pages`; the guide and 依申请公开 get what articles 12 and 25 ask for from the units."""
    url = portal.addresses.page(page.id)
    on_platform = page.id.startswith("zfxxgk/")
    body, rendered = portal.render(page.body, page.path, page.fields.title)
    trail = (Link(PLATFORM, portal.addresses.to("zfxxgk/")),) if on_platform else ()
    return PageView(
        head=column_head(
            portal,
            title=page.fields.title,
            url=url,
            description=page.fields.summary,
            column_type=page.fields.column_type,
            trail=trail,
            section=portal.addresses.to("zfxxgk/") if on_platform else "",
        ),
        title=page.fields.title,
        summary=page.fields.summary,
        modified=page.fields.modified.isoformat(),
        contents=contents_of(rendered),
        body=body,
        blocks=present(_generated(portal, page.id)),
        side=platform_side(portal, page.id) if on_platform else (),
        side_title=PLATFORM if on_platform else "",
    )


def _generated(portal: Portal, page_id: str) -> Iterator[Block | None]:
    units = portal.catalog.units.values()
    if page_id in ("zfxxgk/zhinan", "zfxxgk/ysqgk"):
        yield make_table(
            "各单位信息公开工作机构",
            ("单位", "工作机构", "办公地址", "办公时间", "联系电话", "传真", "电子邮箱"),
            (
                (
                    unit.name,
                    unit.fields.disclosure_office,
                    unit.fields.address,
                    unit.fields.hours,
                    unit.fields.disclosure_phone or unit.fields.phone,
                    unit.fields.fax,
                    unit.fields.email,
                )
                for unit in units
            ),
            heading=0,
            cards=True,
        )
    if page_id == "zfxxgk/zhinan":
        yield make_table(
            "政府信息公开查阅点",
            ("名称", "类型", "地址", "开放时间", "电话", "设置单位"),
            (
                (p.name, p.type, p.address, p.hours, p.phone, unit.fields.short_name)
                for unit in units
                for p in unit.fields.reading_points
            ),
            heading=0,
            cards=True,
        )


@dataclass(frozen=True, slots=True)
class SearchParts:
    """Where the search page finds its index, script and style, and which engine they are of."""

    engine: str
    bundle_url: str
    script_url: str
    style_url: str


def search_view(portal: Portal, parts: SearchParts) -> SearchView:
    url = portal.addresses.to("search/")
    intro = "搜索本站公开的全部信息，可以按领域、栏目、单位、年份、有效性和主题筛选。"
    return SearchView(
        head=column_head(portal, title="搜索", url=url, description=intro, column_type="搜索"),
        title="搜索",
        search=SearchPanel(
            engine=parts.engine,
            csp=SEARCH_CSP[parts.engine],
            home_url=portal.addresses.to(""),
            bundle_url=parts.bundle_url,
            script_url=parts.script_url,
            style_url=parts.style_url,
            browse=_map_groups(portal)[:-1],
        ),
        hot_words=portal.catalog.config.hot_words,
    )


def _map_groups(portal: Portal) -> tuple[TreeGroup, ...]:
    to = portal.addresses.to
    fields = tuple(Link(f.name, portal.addresses.field(f.field)) for f in portal.catalog.standard.fields)
    kinds = tuple(Link(kind.name, portal.addresses.kind(kind.id)) for kind in KINDS.values())
    units = tuple(Link(u.name, portal.addresses.unit(u.id)) for u in portal.catalog.units.values())
    ways = (
        Link("标准目录", to("catalog/")),
        Link("文件库", portal.addresses.library()),
        Link("主题分类", to("themes/")),
        Link("五公开", to("disclosures/")),
        Link("按年份查看", to("years/")),
        Link("会议日历", to("meetings/calendar/")),
        Link("专题专栏", to("topics/")),
        Link("公开单位", to("units/")),
    )
    platform = tuple(Link(title, portal.addresses.page(page)) for page, title, _ in PLATFORM_PAGES)
    return (
        TreeGroup("查找方式", "", ways),
        TreeGroup("栏目", "", kinds),
        TreeGroup(PLATFORM, "", (Link(PLATFORM, to("zfxxgk/")), *platform)),
        TreeGroup(TITLE, "", (Link(TITLE, to("supervision/")), *side(portal, "")[1:])),
        TreeGroup("领域", "", fields),
        TreeGroup("单位", "", units),
        TreeGroup(
            "关于本站",
            "",
            (
                Link("首页", to("")),
                Link("搜索", to("search/")),
                *about_links(portal.catalog.pages, portal.addresses),
            ),
        ),
    )


def site_map_view(portal: Portal) -> TreeView:
    url = portal.addresses.to("sitemap/")
    intro = "本站全部栏目、领域和单位。"
    head = column_head(portal, title="站点地图", url=url, description=intro, column_type="站点地图")
    return TreeView(head, "站点地图", intro, _map_groups(portal))


def missing_view(portal: Portal) -> MissingView:
    url = portal.addresses.to("404.html")
    head = column_head(
        portal,
        title="没有找到这个页面",
        url=url,
        description="网址可能写错了，或者信息已经移走、撤下。",
        column_type="其他",
    )
    to = portal.addresses.to
    links = (
        Link("首页", to("")),
        Link("搜索", to("search/")),
        Link("标准目录", to("catalog/")),
        Link("站点地图", to("sitemap/")),
    )
    return MissingView(head, "没有找到这个页面", links)
