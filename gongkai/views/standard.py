"""Views of the standard catalog: all fields, one field, one item with its nine columns."""

from __future__ import annotations

from gongkai.catalog.coverage import Groups, coverage_of
from gongkai.model.standard import CatalogField, CatalogItem
from gongkai.views.cards import Coverage, FieldCard, ItemGroup, ItemLine
from gongkai.views.columns import Column
from gongkai.views.head import column_head
from gongkai.views.listing import landing
from gongkai.views.parts import Download, Fact, Link
from gongkai.views.portal import Portal
from gongkai.views.shapes import CatalogView, FieldView, ItemView

COLUMN_TYPE = "信息公开目录"
_SOURCES = {
    "S": "见于公开的来源文件。",
    "V": "根据已公布的目录整理。",
    "V2": "根据转载、汇编的文本整理，没有与原文逐字核对，以国务院部门标准指引为准。",
    "P": "名称见于已公布的目录，部分要素由本县补充，以国务院部门标准指引为准。",
    "M": "尚未找到已公布的文本，由本县根据有关规定拟定，以国务院部门标准指引为准。",
    "D": "由本县拟定，以国务院部门标准指引为准。",
}
"""What stands behind each degree of confidence, for citizens."""
_RESTRICTIONS = {
    "依申请公开": "按照标准目录，这一事项依申请公开，网站上不列出记录。",
    "面向特定群体公开": "按照标准目录，这一事项只向有关的当事人和群众公开，网站上不列出记录。",
}
_ON_REQUEST = {
    "依申请公开": "标准目录规定这一事项依申请公开，下列单位存有这类信息。",
    "面向特定群体公开": "标准目录规定这一事项只向有关的当事人和群众公开，下列单位存有这类信息。",
    "": "这一事项的记录多数已经主动公开。下列单位还存有没有列入主动公开范围的记录，依照《政府信息公开条例》第二十七条可以申请获取。",
}
"""On what ground records are not shown, by the restriction of the item."""


def field_card(portal: Portal, groups: Groups, field: CatalogField) -> FieldCard:
    return FieldCard(
        title=field.name,
        url=portal.addresses.field(field.field),
        summary=field.summary,
        owner=portal.catalog.units[field.owner].fields.short_name,
        item_count=len(field.items),
        covered_count=sum(item.id in groups.by_item for item in field.items),
    )


def catalog_view(portal: Portal, groups: Groups) -> CatalogView:
    standard, url = portal.catalog.standard, portal.addresses.to("catalog/")
    version = standard.version
    total = sum(len(field.items) for field in standard.fields)
    covered = sum(item.id in groups.by_item for field in standard.fields for item in field.items)
    intro = (
        f"按照国家基层政务公开标准目录，本县公开 {len(standard.fields)} 个领域、{total} 个事项。"
        "每个事项写明公开什么、依据什么、什么时候、由谁、在哪里、向谁公开。"
    )
    return CatalogView(
        head=column_head(
            portal,
            title="标准目录",
            url=url,
            description=intro,
            column_type=COLUMN_TYPE,
            keywords=("标准目录", "基层政务公开"),
        ),
        title="基层政务公开标准目录",
        intro=intro,
        facts=(
            Fact("目录名称", (Link(version.name, ""),)),
            Fact("版本", (Link(version.version, ""),)),
            Fact("印发日期", (Link(version.issued.isoformat(), ""),)),
            Fact("已有信息的事项", (Link(f"{covered} / {total}", ""),)),
        ),
        source=(
            Fact("编制依据", tuple(Link(text, "") for text in version.based_on)),
            *((Fact("说明", (Link(version.note, ""),)),) if version.note else ()),
        ),
        fields=tuple(field_card(portal, groups, field) for field in standard.fields),
        downloads=(
            Download(
                "标准目录数据", f"{url}catalog.json", "JSON", "", "全部领域和事项，编号稳定，可供业务系统使用"
            ),
            Download("标准目录表格", f"{url}catalog.csv", "CSV", "", "可用表格软件打开"),
        ),
    )


def field_column(portal: Portal, groups: Groups, field: CatalogField) -> Column:
    """The records of a field, for its feeds and the archive behind its page."""
    catalog_url = portal.addresses.to("catalog/")
    return Column(
        title=field.name,
        url=portal.addresses.field(field.field),
        intro="",
        column_type=COLUMN_TYPE,
        entries=groups.by_field.get(field.field, ()),
        trail=(Link("标准目录", catalog_url),),
        section=catalog_url,
    )


def item_column(portal: Portal, groups: Groups, field: CatalogField, item: CatalogItem) -> Column:
    """The records of an item."""
    above = field_column(portal, groups, field)
    return Column(
        title=item.name,
        url=portal.addresses.item(field.field, item.id),
        intro="",
        column_type=COLUMN_TYPE,
        entries=groups.by_item.get(item.id, ()),
        trail=(*above.trail, Link(field.name, above.url)),
        section=above.section,
    )


def field_view(portal: Portal, groups: Groups, field: CatalogField) -> FieldView:
    url = portal.addresses.field(field.field)
    levels = dict.fromkeys(item.level1 for item in field.items)
    facts = [Fact("牵头单位", (portal.unit_link(field.owner),))]
    if field.issuer:
        document = f"（{field.document}）" if field.document else ""
        facts.append(Fact("标准指引", (Link(f"{field.issuer}{document}", ""),)))
    if field.variants:
        facts.append(Fact("又称", tuple(Link(name, "") for name in field.variants)))
    return FieldView(
        head=column_head(
            portal,
            title=field.name,
            url=url,
            description=field.summary,
            column_type=COLUMN_TYPE,
            trail=(Link("标准目录", portal.addresses.to("catalog/")),),
            keywords=(field.name, *field.variants),
            section=portal.addresses.to("catalog/"),
            has_feeds=True,
        ),
        title=field.name,
        summary=field.summary,
        facts=tuple(facts),
        source=(Fact("来源", (Link(field.source, ""),)),),
        groups=tuple(
            ItemGroup(
                level,
                tuple(_line(portal, groups, field, item) for item in field.items if item.level1 == level),
            )
            for level in levels
        ),
        listing=landing(portal, groups.by_field.get(field.field, ()), url),
    )


def _line(portal: Portal, groups: Groups, field: CatalogField, item: CatalogItem) -> ItemLine:
    return ItemLine(
        title=item.name,
        url=portal.addresses.item(field.field, item.id),
        elements="、".join(item.elements),
        responsible=item.responsible,
        time_limit=item.time_limit,
        record_count=len(groups.by_item.get(item.id, ())),
        restriction=item.restriction,
    )


def item_view(portal: Portal, groups: Groups, field: CatalogField, item: CatalogItem) -> ItemView:
    url = portal.addresses.item(field.field, item.id)
    return ItemView(
        head=column_head(
            portal,
            title=item.name,
            url=url,
            description=f"{field.name}：{item.level1} / {item.name}。公开内容：{'、'.join(item.elements)}。",
            column_type=COLUMN_TYPE,
            trail=(
                Link("标准目录", portal.addresses.to("catalog/")),
                Link(field.name, portal.addresses.field(field.field)),
            ),
            keywords=(field.name, item.level1, item.level2),
            section=portal.addresses.to("catalog/"),
            has_feeds=True,
        ),
        title=item.name,
        field=Link(field.name, portal.addresses.field(field.field)),
        trail_text=" / ".join(filter(None, (item.level1, item.level2, item.level3))),
        row=standard_row(portal, item),
        source=(Fact("来源", (Link(_SOURCES[item.confidence], ""),)), *_note(item)),
        restriction=item.restriction,
        restriction_note=_RESTRICTIONS.get(item.restriction, ""),
        coverage=tuple(
            Coverage(
                portal.unit_link(found.unit),
                found.count,
                found.latest,
                "" if found.count else portal.catalog.absences.items.get((item.id, found.unit), ""),
            )
            for found in (coverage_of(portal.catalog, groups, item.id) if item.is_public else ())
        ),
        on_request=tuple(
            Link(portal.catalog.units[unit].fields.short_name, portal.addresses.unit(unit), str(count))
            for unit, count in groups.asked_of_item.get(item.id, ())
        ),
        on_request_note=_ON_REQUEST[item.restriction],
        apply_url=portal.addresses.page("zfxxgk/ysqgk"),
        listing=landing(portal, groups.by_item.get(item.id, ()), url),
    )


def standard_row(portal: Portal, item: CatalogItem) -> tuple[Fact, ...]:
    """The nine columns of the standard table (国办发〔2019〕54号)."""

    def texts(*values: str) -> tuple[Link, ...]:
        return tuple(Link(value, "") for value in values)

    clock = portal.catalog.vocabularies["clocks"].find(item.clock)
    note = f"计时口径：{clock.name}" if clock and clock.name not in item.time_limit else ""
    channels = [
        term.name if (term := portal.catalog.vocabularies["channels"].find(c)) else c for c in item.channels
    ]
    statutory = [
        term for code in item.statutory if (term := portal.catalog.vocabularies["statutory"].find(code))
    ]
    row = [
        Fact("公开事项", texts(*filter(None, (item.level1, item.level2, item.level3)))),
        Fact("公开内容（要素）", texts(*item.elements)),
        Fact("公开依据", texts(*item.basis)),
        Fact("公开时限", (Link(item.time_limit, "", note),)),
        Fact("公开主体", texts(item.responsible)),
        Fact("公开渠道和载体", texts(*channels)),
        Fact("公开对象", texts(item.audience)),
        Fact("公开方式", texts(item.mode)),
        Fact("公开层级", texts(*item.levels)),
    ]
    if statutory:
        row.append(
            Fact(
                "法定公开内容",
                tuple(Link(t.name, portal.addresses.statutory(t.code), t.article or "") for t in statutory),
            )
        )
    row.append(Fact("事项编号", texts(item.id)))
    return tuple(row)


def _note(item: CatalogItem) -> tuple[Fact, ...]:
    return (Fact("备注", (Link(item.note, ""),)),) if item.note else ()
