"""The view of one record."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.catalog.public import Entry
from gongkai.model.exchange import Report
from gongkai.model.kinds import KINDS
from gongkai.model.policy import Document
from gongkai.model.record import Record
from gongkai.model.unit import Unit
from gongkai.text import plain_text, shorten
from gongkai.views import jsonld
from gongkai.views.blocks import blocks_of
from gongkai.views.blocks.pieces import facts, text_of
from gongkai.views.blocks.report import report_files
from gongkai.views.calendar import FILE as CALENDAR_FILE
from gongkai.views.head import column_meta, site_meta
from gongkai.views.life import banner_of, life_lines
from gongkai.views.parts import Block, Fact, FormBlock, Heading, Link, RelationGroup, TableBlock
from gongkai.views.portal import Portal, contents_of
from gongkai.views.qr import qr_code
from gongkai.views.shapes import Head, RecordView

_FACTS_LAST = frozenset({"services", "consultations", "messages", "responses"})
"""Kinds that people look up to get something done: how and where comes before the index number."""
_CONTACT_SHOWN = frozenset({"interpretations", "consultations", "notices"})
"""Kinds whose blocks show the contact."""


def record_view(portal: Portal, record: Record, *, is_compared: bool = False) -> RecordView:
    """Everything the page of a public record shows; `is_compared`: there is a page that compares it with an older one."""
    entry = portal.catalog.by_id[record.id]
    unit = portal.catalog.units[record.unit]
    url = portal.addresses.record(record.id)
    body, rendered = portal.render(record.body, record.path, record.title)
    lead, blocks = blocks_of(portal, record)
    lines, banner = life_lines(portal, record.id), banner_of(portal, entry)
    contents = contents_of(rendered)
    if contents and lines:
        contents += (Heading(2, "政策全过程", "life"),)
    summary = record.fields.summary or ""
    description = summary or shorten(plain_text(rendered.html), 120) or record.title
    return RecordView(
        head=_head(portal, record, entry, description),
        title=record.title,
        kind=Link(KINDS[record.kind].name, portal.addresses.kind(record.kind)),
        is_document=record.kind == "documents",
        unit=portal.unit_link(record.unit),
        published=text_of(record.fields.published),
        source=record.fields.source or unit.name,
        facts=head_table(portal, record, entry, unit),
        tags=() if banner else tuple(portal.tags(entry)),
        banner=banner,
        summary=summary,
        contents=contents,
        body=body,
        blocks=blocks,
        lead=lead,
        downloads=portal.downloads(record.fields, record.path)
        + (report_files(url) if isinstance(record.fields, Report) else ()),
        compare_url=portal.addresses.compare(record.id) if is_compared else "",
        lines=lines,
        relations=tuple(
            RelationGroup(group.title, portal.rows(group.entries))
            for group in portal.catalog.relations.get(record.id, ())
        ),
        items=tuple(portal.item_link(item_id) for item_id in entry.items),
        qr=qr_code(portal.addresses.full(url)),
        json_url=f"{url}index.json",
        tools=tuple(_tools(entry, url)),
        is_facts_last=record.kind in _FACTS_LAST,
        is_wide=any(map(_is_wide, (*lead, *blocks))),
    )


def _tools(entry: Entry, url: str) -> Iterator[Link]:
    if entry.meeting:
        yield Link("加入日历（ics）", f"{url}{CALENDAR_FILE}")
        yield Link("会议数据（OParl）", f"{url}oparl.json")


def _is_wide(block: Block) -> bool:
    return isinstance(block, FormBlock) or (isinstance(block, TableBlock) and len(block.columns) > 6)


def head_table(portal: Portal, record: Record, entry: Entry, unit: Unit) -> tuple[Fact, ...]:
    """The metadata head table (handbook §7.1), the fields that have a value."""
    fields = record.fields
    found = [*facts(fields, "index_number", "document_number", "uniform_number")]
    found.append(Fact("发文机关" if fields.document_number else "发布机构", (_issuer(portal, record, unit),)))
    found += facts(fields, "issued")
    found.append(Fact("发布日期", (Link(text_of(fields.published), ""),)))
    if fields.modified and fields.modified > fields.published:
        found += facts(fields, "modified")
    if entry.topic and (topic := portal.catalog.vocabularies["topics"].find(entry.topic)):
        name = f"{topic.name} / {fields.subtopic}" if fields.subtopic else topic.name
        found.append(Fact("主题分类", (Link(name, portal.addresses.topic(topic.code)),)))
    found += facts(fields, "genre")
    if entry.validity:
        found.append(Fact("有效性", (Link(entry.validity, ""),)))
    found += facts(fields, "effective", "expires")
    if entry.validity == "废止" and entry.ended:
        found.append(Fact("废止日期", (Link(entry.ended, ""),)))
    else:
        found += facts(fields, "abolished")
    found += facts(fields, "keywords", "section")
    if isinstance(fields, Document):
        found += facts(fields, "level")
        if fields.normative:
            found.append(Fact("规范性文件", (Link("是", ""),)))
        if fields.drafting_unit:
            found.append(Fact("起草单位", (portal.unit_link(fields.drafting_unit),)))
    statutory = [
        term for code in entry.statutory if (term := portal.catalog.vocabularies["statutory"].find(code))
    ]
    if statutory:
        links = tuple(
            Link(shorten(term.name, 28), portal.addresses.statutory(term.code)) for term in statutory
        )
        found.append(Fact("法定公开内容", links))
    found.append(Fact("公开方式", (Link(fields.disclosure, ""),)))
    if record.kind not in _CONTACT_SHOWN:
        found += facts(fields, "contact")
    return tuple(found)


def _issuer(portal: Portal, record: Record, unit: Unit) -> Link:
    if record.fields.issuer and record.fields.issuer != unit.name:
        return Link(record.fields.issuer, "")
    return Link(unit.name, portal.addresses.unit(unit.id))


def _head(portal: Portal, record: Record, entry: Entry, description: str) -> Head:
    """Content pages carry the tags of site, column and content (国办发〔2017〕47号 annex)."""
    fields, kind = record.fields, KINDS[record.kind]
    unit = portal.catalog.units[record.unit]
    url = portal.addresses.record(record.id)
    canonical = portal.addresses.full(url)
    content = [
        ("ArticleTitle", fields.title),
        ("PubDate", text_of(fields.published)),
        ("ContentSource", fields.source or unit.name),
        ("Keywords", ",".join(fields.keywords)),
        ("Author", fields.author or fields.section or ""),
        ("Description", shorten(description, 160)),
        ("Url", canonical),
    ]
    trail = (
        Link("首页", portal.addresses.to("")),
        Link(unit.fields.short_name, portal.addresses.unit(unit.id)),
        Link(kind.name, portal.addresses.unit_kind(unit.id, kind.id)),
    )
    return Head(
        title=fields.title,
        url=url,
        canonical=canonical,
        description=shorten(description, 160),
        meta=site_meta(portal.catalog.config)
        + column_meta(kind.name, kind.description, fields.keywords, kind.column_type)
        + tuple(pair for pair in content if pair[1]),
        trail=trail,
        json_ld=jsonld.scripts(
            jsonld.record(portal.catalog, portal.addresses, record, entry),
            jsonld.breadcrumbs(portal.addresses, (*trail, Link(fields.title, url))),
        ),
        section=portal.addresses.kind(record.kind),
    )
