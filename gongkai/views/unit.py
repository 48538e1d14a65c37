"""Views of the publishing units: all of them, and one office with what it does and has disclosed."""

from __future__ import annotations

from gongkai.catalog.coverage import Groups
from gongkai.model.kinds import KINDS
from gongkai.model.unit import Unit
from gongkai.views import jsonld
from gongkai.views.blocks.pieces import facts, make_table
from gongkai.views.cards import Duty, Person, UnitCard, UnitGroup
from gongkai.views.columns import Column
from gongkai.views.head import column_head
from gongkai.views.listing import landing
from gongkai.views.parts import Fact, Link
from gongkai.views.portal import Portal
from gongkai.views.shapes import UnitsView, UnitView

_CONTACT = (
    "address", "hours", "phone", "fax", "email", "postcode", "disclosure_office", "disclosure_phone", "credit_code",
)  # fmt: skip
_NEWEST = 8
"""Records on the page of a unit; the others are in its archive."""
_GROUPS = (
    ("县政府和部门", ("政府办公室", "政府部门")),
    ("派出机构和垂直管理单位", ("派出机构", "垂直管理单位")),
    ("事业单位", ("事业单位",)),
    ("乡镇和街道", ("乡镇", "街道")),
)


def units_view(portal: Portal) -> UnitsView:
    url = portal.addresses.to("units/")
    intro = "县政府各部门、乡镇和街道的职能、负责人、联系方式，以及它们公开的信息。"
    units = portal.catalog.units.values()
    groups = tuple(
        UnitGroup(title, tuple(_card(portal, unit) for unit in units if unit.fields.unit_type in types))
        for title, types in _GROUPS
    )
    return UnitsView(
        head=column_head(portal, title="公开单位", url=url, description=intro, column_type="机构职能"),
        title="公开单位",
        intro=intro,
        groups=tuple(group for group in groups if group.units),
    )


def _card(portal: Portal, unit: Unit) -> UnitCard:
    return UnitCard(unit.name, portal.addresses.unit(unit.id), unit.fields.summary or "", unit.fields.phone)


def unit_column(portal: Portal, groups: Groups, unit: Unit) -> Column:
    """The records of a unit, for its feeds and the archive behind its page."""
    return Column(
        title=unit.name,
        url=portal.addresses.unit(unit.id),
        intro="",
        column_type="机构职能",
        entries=groups.by_unit.get(unit.id, ()),
        trail=(Link("公开单位", portal.addresses.to("units/")),),
        section=portal.addresses.to("units/"),
        has_all_years=True,
    )


def unit_view(portal: Portal, groups: Groups, unit: Unit) -> UnitView:
    fields, url = unit.fields, portal.addresses.unit(unit.id)
    description = fields.summary or f"{unit.name}的职能、负责人、联系方式和公开的信息。"
    entries = groups.by_unit.get(unit.id, ())
    organization = jsonld.organization(unit.name, portal.addresses.full(url)) | {
        "telephone": fields.phone,
        "address": fields.address,
    }
    website = Fact("网址", (Link(fields.website, fields.website),)) if fields.website else None
    return UnitView(
        head=column_head(
            portal,
            title=unit.name,
            url=url,
            description=description,
            column_type="机构职能",
            trail=(Link("公开单位", portal.addresses.to("units/")),),
            keywords=(unit.name, fields.short_name),
            section=portal.addresses.to("units/"),
            has_feeds=True,
            extra_json_ld=(organization,),
        ),
        title=unit.name,
        summary=fields.summary or "",
        contact=(*facts(fields, *_CONTACT), *((website,) if website else ())),
        functions=fields.functions,
        leaders=tuple(Person(p.name, p.post, p.duties or "", p.disclosure_lead) for p in fields.leaders),
        sections=make_table(
            "内设机构",
            ("名称", "职责", "电话"),
            ((s.name, s.duties, s.phone) for s in fields.sections),
            heading=0,
            cards=True,
        ),
        reading_points=make_table(
            "政府信息公开查阅点",
            ("名称", "类型", "地址", "开放时间", "电话", "服务", "无障碍设施"),
            (
                (p.name, p.type, p.address, p.hours, p.phone, "、".join(p.services), p.accessibility)
                for p in fields.reading_points
            ),
            heading=0,
            cards=True,
        ),
        new_media=make_table(
            "政务新媒体",
            ("平台", "名称", "备案号", "状态"),
            ((m.platform, m.name, m.filing_number, m.status) for m in fields.new_media),
            heading=1,
            cards=True,
        ),
        kinds=tuple(
            Link(kind.name, portal.addresses.unit_kind(unit.id, kind.id), str(len(found)))
            for kind in KINDS.values()
            if (found := groups.by_unit_kind.get((unit.id, kind.id)))
        ),
        duties=tuple(
            _duty(portal, groups, unit, item_id)
            for item_id, item in portal.catalog.items.items()
            if unit.id in item.owners and item.is_public
        ),
        supervised_url=portal.addresses.supervised(unit.id),
        on_request=tuple(_on_request(portal, *asked) for asked in groups.asked_of_unit.get(unit.id, ())),
        apply_url=portal.addresses.page("zfxxgk/ysqgk"),
        listing=landing(portal, entries, url, _NEWEST),
    )


def _duty(portal: Portal, groups: Groups, unit: Unit, item_id: str) -> Duty:
    count = groups.counts.get((item_id, unit.id), 0)
    absent = "" if count else portal.catalog.absences.items.get((item_id, unit.id), "")
    return Duty(portal.item_link(item_id), count, absent)


def _on_request(portal: Portal, item_id: str, count: int) -> Link:
    if not item_id:
        return Link("其他依申请公开的信息", portal.addresses.page("zfxxgk/ysqgk"), str(count))
    link = portal.item_link(item_id)
    return Link(link.title, link.url, str(count))
