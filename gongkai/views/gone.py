"""The statement at the address of a record that is no longer public."""

from __future__ import annotations

from gongkai.catalog.gone import Gone
from gongkai.model.kinds import KINDS
from gongkai.views.head import column_head
from gongkai.views.parts import Fact, Link
from gongkai.views.phones import reachable
from gongkai.views.portal import Portal
from gongkai.views.shapes import GoneView


def gone_view(portal: Portal, gone: Gone, record_id: str) -> GoneView:
    """`record_id` is that of the address: its own, or an old one."""
    unit, kind = portal.catalog.units[gone.unit].fields, KINDS[gone.kind]
    title = "这条信息已经撤回" if gone.is_withdrawn else "这条信息的公示期已满"
    sentence = (
        f"这里原来是{unit.name}发布的一条“{kind.name}”信息，已经撤回，不再公开。"
        if gone.is_withdrawn
        else f"这里原来是{unit.name}发布的一条“{kind.name}”信息，公示期已满，依法不再公示。"
    )
    rows = [
        ("发布单位", unit.name),
        ("栏目", kind.name),
        ("发布日期", gone.published),
        ("撤回日期" if gone.is_withdrawn else "公示截止", gone.ended),
        ("撤回理由", gone.reason),
    ]
    facts = [Fact(label, (Link(text, ""),)) for label, text in rows if text]
    facts.append(Fact("联系电话", (reachable(unit.disclosure_phone or unit.phone),)))
    return GoneView(
        head=column_head(
            portal,
            title=title,
            url=portal.addresses.record(record_id),
            description=sentence,
            column_type=kind.column_type,
            trail=(portal.unit_link(gone.unit),),
        ),
        title=title,
        sentence=sentence,
        facts=tuple(facts),
    )
