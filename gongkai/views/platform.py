"""Views of the 政府信息公开 platform (国办公开办函〔2019〕61号): one name, one place, four first-level entries."""

from __future__ import annotations

from gongkai.catalog.coverage import Groups
from gongkai.views.head import column_head
from gongkai.views.parts import Link
from gongkai.views.portal import Portal
from gongkai.views.shapes import TreeGroup, TreeView

PLATFORM = "政府信息公开"
PLATFORM_PAGES = (
    ("zfxxgk/zhinan", "政府信息公开指南", "怎样获取政府信息，找谁，什么时候。"),
    ("zfxxgk/zhidu", "政府信息公开制度", "条例和国家有关规定。"),
    ("zfxxgk/fdzdgknr", "法定主动公开内容", "条例第二十条、第二十一条规定必须公开的内容。"),
    ("zfxxgk/nianbao", "政府信息公开年报", "部门每年 1 月 31 日前、县政府 3 月 31 日前公布上一年度的报告。"),
    ("zfxxgk/ysqgk", "依申请公开", "网站上没有的信息，可以书面申请。"),
)


def platform_side(portal: Portal, current: str) -> tuple[Link, ...]:
    return tuple(
        Link(title, portal.addresses.page(page), "current" if page == current else "")
        for page, title, _ in PLATFORM_PAGES
    )


def platform_view(portal: Portal) -> TreeView:
    url = portal.addresses.to("zfxxgk/")
    intro = "按照《中华人民共和国政府信息公开条例》，在这里集中公开法定主动公开的政府信息。"
    groups = tuple(
        TreeGroup(title, note, (Link(f"进入{title}", portal.addresses.page(page)),))
        for page, title, note in PLATFORM_PAGES
    )
    supervision = TreeGroup(
        "监督保障",
        "公开得及时不及时、全不全、有没有回应，考核得了多少分。",
        (
            Link("进入监管平台", portal.addresses.supervision()),
            Link("考核评议", portal.addresses.kind("evaluations")),
        ),
    )
    return TreeView(
        head=column_head(portal, title=PLATFORM, url=url, description=intro, column_type="信息公开目录"),
        title=PLATFORM,
        intro=intro,
        groups=(*groups, supervision),
    )


def statutory_view(portal: Portal, groups: Groups) -> TreeView:
    """The lists of articles 20 and 21, each entry with what there is."""
    vocabulary = portal.catalog.vocabularies["statutory"]
    titles = {
        "art20": ("条例第二十条", "各级行政机关应当主动公开的十五类信息。"),
        "art21-county": ("条例第二十一条：市县级政府", "设区的市级、县级人民政府及其部门还应当公开。"),
        "art21-town": ("条例第二十一条：乡镇政府", "乡（镇）人民政府还应当公开。"),
    }
    names = dict.fromkeys(term.group or "" for term in vocabulary.terms)
    tree = tuple(
        TreeGroup(
            *titles.get(name, (name, "")),
            tuple(
                Link(
                    t.name, portal.addresses.statutory(t.code), str(len(groups.by_statutory.get(t.code, ())))
                )
                for t in vocabulary.terms
                if (t.group or "") == name
            ),
        )
        for name in names
    )
    url = portal.addresses.to("zfxxgk/fdzdgknr/")
    intro = "条例规定必须主动公开的内容，按类别查看。"
    head = column_head(
        portal,
        title="法定主动公开内容",
        url=url,
        description=intro,
        column_type="信息公开目录",
        trail=(Link(PLATFORM, portal.addresses.to("zfxxgk/")),),
        section=portal.addresses.to("zfxxgk/"),
    )
    return TreeView(head, "法定主动公开内容", intro, tree, platform_side(portal, "zfxxgk/fdzdgknr"), PLATFORM)


def yearbook_view(portal: Portal, groups: Groups) -> TreeView:
    """All annual reports, by year of the report, the government's own first."""
    url = portal.addresses.to("zfxxgk/nianbao/")
    intro = "县政府、各部门、各乡镇的政府信息公开工作年度报告。"
    reports = sorted(
        groups.by_kind.get("reports", ()), key=lambda entry: portal.catalog.units[entry.unit].fields.order
    )
    years: dict[str, list[Link]] = {}
    for entry in reports:
        year = entry.report_year or entry.year
        name = portal.catalog.units[entry.unit].fields.short_name
        years.setdefault(year, []).append(Link(entry.title, portal.addresses.record(entry.id), name))
    tree = tuple(
        TreeGroup(f"{year}年度", "", tuple(links)) for year, links in sorted(years.items(), reverse=True)
    )
    head = column_head(
        portal,
        title="政府信息公开年报",
        url=url,
        description=intro,
        column_type="信息公开年报",
        trail=(Link(PLATFORM, portal.addresses.to("zfxxgk/")),),
        section=portal.addresses.to("zfxxgk/"),
    )
    return TreeView(head, "政府信息公开年报", intro, tree, platform_side(portal, "zfxxgk/nianbao"), PLATFORM)
