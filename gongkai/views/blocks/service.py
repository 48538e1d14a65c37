"""Blocks of doing: services, projects, lists, enforcement, data sets, statistics, notices."""

from __future__ import annotations

from gongkai.model import service
from gongkai.model.record import Record
from gongkai.views.blocks.pieces import (
    Blocks,
    bullet_list,
    facts,
    facts_block,
    grouped,
    list_table,
    make_table,
    present,
    text_of,
)
from gongkai.views.parts import (
    Cell,
    Fact,
    FactsBlock,
    Figure,
    FiguresBlock,
    Link,
    ListBlock,
    Moment,
    ProgressBlock,
    StepsBlock,
    TableBlock,
    TimelineBlock,
)
from gongkai.views.portal import Portal
from gongkai.views.rates import COUNT_COLUMNS, count_cells


def service_guide(portal: Portal, record: Record, fields: service.Service) -> Blocks:
    about = list(
        facts(fields, "audience", "promised_days", "statutory_days", "fee", "place", "hours", "phone")
    )
    if fields.online:
        about.append(Fact("网上办理", (Link(fields.online, fields.online),)))
    about += facts(fields, "result", "complaint", "service_type", "legal_basis")
    materials = make_table(
        "申请材料",
        ("材料名称", "形式", "份数", "说明"),
        ((m.name, m.form, m.copies, m.note) for m in fields.materials),
        heading=0,
        cards=True,
    )
    steps = StepsBlock("办理流程", fields.steps) if fields.steps else None
    sample = portal.download(fields.sample, record.path, "填写样本") if fields.sample else None
    sample_list = (
        ListBlock("业务样本", (Link(f"{sample.title}（{sample.file_type}，{sample.size}）", sample.url),))
        if sample
        else None
    )
    lead = (
        FactsBlock("办事要点", tuple(about)),
        bullet_list("办理条件", fields.conditions),
        materials,
        steps,
    )
    return present(lead), present((sample_list,))


def project(portal: Portal, fields: service.Project) -> Blocks:
    about = list(facts(fields, "project_type", "project_code", "content", "years"))
    about += [
        Fact(fact.label, tuple(Link(f"{link.title} 万元", "") for link in fact.values))
        for fact in facts(fields, "investment", "year_investment")
    ]
    about += facts(fields, "owner")
    if fields.responsible:
        about.append(Fact("责任单位", (portal.unit_link(fields.responsible),)))
    progress = None
    if fields.progress is not None:
        progress = ProgressBlock("工程进度", min(max(fields.progress, 0), 100), fields.completion or "")
    elif fields.completion:
        about += facts(fields, "completion")
    moments = tuple(
        Moment(
            s.name, text_of(s.date), "；".join(filter(None, (s.document_number, s.note))), s.date is not None
        )
        for s in fields.stages
    )
    timeline = TimelineBlock("批准和实施", moments) if moments else None
    return present((FactsBlock("项目信息", tuple(about)), progress)), present((timeline,))


def listing(portal: Portal, fields: service.Listing) -> Blocks:
    about = facts_block("清单信息", fields, "list_type", "version")
    table = list_table("清单内容", fields.columns, fields.rows)
    changes = make_table(
        "动态调整",
        ("日期", "方式", "事项", "理由"),
        ((c.date, c.change, c.entry, c.reason) for c in fields.changes),
        cards=True,
    )
    return present((about,)), present((_cleanup(portal, fields.cleanup), table, changes))


def _cleanup(portal: Portal, rows: tuple[service.CleanupRow, ...]) -> TableBlock | None:
    """What became of each document; one that is not public is told of only where the row names it itself."""
    cells: list[tuple[Cell, ...]] = []
    for row in rows:
        entry = portal.catalog.by_id.get(row.document or "")
        number = row.document_number or (entry.document_number if entry else "")
        title, url = (entry.title, portal.addresses.record(entry.id)) if entry else (row.title or number, "")
        if title:
            parts = [Link(title, url), *([Link(f"（{number}）", "")] if number not in ("", title) else [])]
            name = Link(title, "", parts=tuple(parts))
            cells.append((name, row.result, text_of(row.on), row.note or ""))
    columns = ("文件", "清理结果", "日期", "说明")
    return TableBlock("清理结果", columns, tuple(cells), 0, has_cards=True) if cells else None


def enforcement(portal: Portal, record: Record, fields: service.Enforcement) -> Blocks:
    found = list(
        facts(
            fields,
            "enforcement_type",
            "decision_number",
            "party",
            "matter",
            "grounds",
            "result",
            "decided_on",
            "withdrawn_on",
        )
    )
    authority = fields.authority or portal.catalog.units[record.unit].name
    found.append(Fact("决定机关", (Link(authority, ""),)))
    table = list_table("结果列表", fields.columns, fields.rows)
    return (FactsBlock("执法信息", tuple(found)),), present((table,))


def dataset(portal: Portal, record: Record, fields: service.Dataset) -> Blocks:
    about = facts_block("数据信息", fields, "license", "frequency", "spatial", "temporal")
    resources = []
    for resource in fields.distributions:
        if resource.file and (download := portal.download(resource.file, record.path, resource.title)):
            resources.append(
                Link(
                    f"{download.title}（{download.file_type}，{download.size}）",
                    download.url,
                    resource.description or "",
                )
            )
        elif resource.access_url:
            resources.append(Link(resource.title, resource.access_url, resource.description or ""))
    columns = make_table(
        "字段说明",
        ("字段", "含义", "单位"),
        ((c.name, c.description, c.unit) for c in fields.columns),
        heading=0,
    )
    return present((about, ListBlock("数据资源", tuple(resources)) if resources else None)), present(
        (columns,)
    )


_LARGE = 4
"""Indicators that are drawn large; each is told once."""


def _signed(change: str | None) -> str:
    """Against the year before; a rise is written with its sign, so that nobody takes it for a share."""
    return f"+{change}" if change and change[0].isdigit() else change or ""


def statistics(fields: service.Statistics) -> Blocks:
    about = facts_block("统计信息", fields, "period", "next_release")
    first, rest = fields.indicators[:_LARGE], fields.indicators[_LARGE:]
    figures = tuple(
        Figure(i.name, grouped(i.value, i.unit or ""), i.unit or "", _signed(i.change)) for i in first
    )
    strip = FiguresBlock("主要指标", figures) if figures else None
    table = make_table(
        "其他指标",
        ("指标", "数值", "单位", "同比"),
        ((i.name, grouped(i.value, i.unit or ""), i.unit, _signed(i.change)) for i in rest),
        heading=0,
    )
    channels = make_table(
        f"来信办理（{text_of(fields.period_start)}至{text_of(fields.period_end)}）",
        ("渠道", *COUNT_COLUMNS, "数据来源"),
        ((each.channel, *count_cells(each), each.source) for each in fields.channels),
        heading=0,
        cards=True,
    )
    return present((about, strip, table, channels)), ()


def notice(fields: service.Notice) -> Blocks:
    return present(
        (
            facts_block(
                "公告信息", fields, "notice_type", "display_from", "display_until", "objection", "contact"
            ),
        )
    ), ()
