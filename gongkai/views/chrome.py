"""What stands around every page: menu, footer, policies. Nothing in it changes when a record does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.catalog.addresses import Addresses
from gongkai.model.content import Content
from gongkai.views.parts import Link
from gongkai.views.portal import about_links
from gongkai.views.shapes import TreeGroup

CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; manifest-src 'self'; "
    "base-uri 'self'; form-action 'self'"
)
SEARCH_CSP = {
    "pagefind": (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'self'"
    ),
    "segments": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "base-uri 'self'; form-action 'self'"
    ),
}
"""The search page's policy by engine."""


@dataclass(frozen=True, slots=True)
class Chrome:
    """What stands around every page, under the name `site`. Nothing volatile: it is rendered once a build."""

    name: str
    short_name: str
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


def chrome_of(content: Content, addresses: Addresses, assets: Mapping[str, str]) -> Chrome:
    """`assets` maps names below `layouts/` to their fingerprinted URLs."""
    config, to = content.config, addresses.to
    about = about_links(content.pages, addresses)
    return Chrome(
        name=config.name,
        short_name=config.short_name,
        home_url=to(""),
        menu=(
            Link("首页", to("")),
            Link("政府信息公开", to("zfxxgk/")),
            Link("标准目录", to("catalog/")),
            Link("政策文件", to("documents/")),
            Link("政策解读", to("interpretations/")),
            Link("办事服务", to("services/")),
            Link("意见征集", to("consultations/")),
            Link("通知公告", to("notices/")),
            Link("公开单位", to("units/")),
        ),
        footer_groups=(
            TreeGroup(
                "查找信息",
                "",
                (
                    Link("搜索", to("search/")),
                    Link("主题分类", to("themes/")),
                    Link("五公开", to("disclosures/")),
                    Link("按年份查看", to("years/")),
                    Link("专题专栏", to("topics/")),
                ),
            ),
            TreeGroup(
                "互动交流",
                "",
                (
                    Link("咨询投诉", to("messages/")),
                    Link("回应关切", to("responses/")),
                    Link("意见征集", to("consultations/")),
                    Link("依申请公开", to("zfxxgk/ysqgk/")),
                    Link("监管平台", to("supervision/")),
                ),
            ),
            TreeGroup("关于本站", "", about),
        ),
        search_url=to("search/"),
        style_url=assets["styles/site.css"],
        print_note=f"本页打印自{config.name}网站",
        icon_url=assets["icons/icon.svg"],
        open_search_url=to("opensearch.xml"),
        notice=config.notice or "",
        mark=config.party_government_mark,
        site_code=config.site_code,
        icp=config.icp,
        police=config.police,
        organizer=config.organizer.name,
        operator=config.organizer.operator or "",
        address=config.organizer.address,
        phone=config.organizer.phone,
        email=config.organizer.email or "",
        hotline=config.hotline or "",
        error_report_url=config.error_report,
        sitemap_url=to("sitemap/"),
        friend_links=tuple(Link(link.title, link.url) for link in config.friend_links),
        csp=CSP,
    )
