"""The public side of the catalog, as a type of its own: pages, feeds, files and the index are made from this alone.

What is withheld is not in it at all; of what is disclosed on request it knows unit and catalog item, nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.catalog.index import Catalog
from gongkai.content.schema import references
from gongkai.model.content import Standard
from gongkai.model.kinds import KINDS
from gongkai.model.policy import Meeting
from gongkai.model.record import ON_REQUEST, PROACTIVE, RELATIONS, Record, RecordFields, validity_on
from gongkai.model.service import Enforcement
from gongkai.model.site import Page, SiteConfig
from gongkai.model.standard import CatalogField, CatalogItem, Vocabulary
from gongkai.model.unit import Unit


def is_public(catalog: Catalog, record: Record, today: date) -> bool:
    """Whether a record may stand on the portal on the day `today`."""
    fields = record.fields
    return (
        fields.disclosure == PROACTIVE
        and is_current(fields, today)
        and all(item.is_public for item_id in fields.items if (item := catalog.items.get(item_id)))
    )


def is_current(fields: RecordFields, today: date) -> bool:
    """Whether a record is out and not yet taken back on the day `today`.

    A penalty decision that was revoked or changed is withdrawn (行政处罚法 art. 48).
    """
    withdrawn = fields.withdrawn_on if isinstance(fields, Enforcement) else None
    return (
        fields.status == "发布"
        and fields.published.date() <= today
        and (fields.display_until is None or fields.display_until >= today)
        and (withdrawn is None or withdrawn > today)
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """What lists, relations and feeds need of a public record: its header, with all classes worked out."""

    id: str
    unit: str
    kind: str
    title: str
    published: str
    """ISO, to the minute, Beijing time: sorts as it reads."""
    modified: str
    """ISO of the last change that readers should know; never earlier than `published`."""
    summary: str
    document_number: str
    items: tuple[str, ...]
    fields: tuple[str, ...]
    topic: str
    statutory: tuple[str, ...]
    disclosures: tuple[str, ...]
    campaigns: tuple[str, ...]
    validity: str

    @property
    def year(self) -> str:
        return self.published[:4]

    @property
    def day(self) -> str:
        return self.published[:10]


@dataclass(frozen=True, slots=True)
class RelatedEntries:
    """Records bound to one record, under the heading of the relation."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PublicCatalog:
    """`on_request` counts records by (item, unit); a record without an item counts under item ""."""

    config: SiteConfig
    standard: Standard
    vocabularies: Mapping[str, Vocabulary]
    units: Mapping[str, Unit]
    pages: tuple[Page, ...]
    campaigns: tuple[Page, ...]
    files: Mapping[str, int]
    today: date
    items: Mapping[str, CatalogItem]
    field_of: Mapping[str, CatalogField]
    records: Mapping[str, Record]
    entries: tuple[Entry, ...]
    """Newest first; records of one minute by id."""
    by_id: Mapping[str, Entry]
    relations: Mapping[str, tuple[RelatedEntries, ...]]
    on_request: Mapping[tuple[str, str], int]


def publish(catalog: Catalog, today: date) -> PublicCatalog:
    """Take out of the catalog what may be shown on the day `today`."""
    content = catalog.content
    records = {r.id: r for r in content.records if is_public(catalog, r, today)}
    entries = sorted(
        (_entry(catalog, record, today) for record in records.values()), key=lambda entry: entry.id
    )
    entries.sort(key=lambda entry: entry.published, reverse=True)
    by_id = {entry.id: entry for entry in entries}
    return PublicCatalog(
        config=content.config,
        standard=content.standard,
        vocabularies=content.vocabularies,
        units=content.units,
        pages=content.pages,
        campaigns=content.campaigns,
        files=content.files,
        today=today,
        items=catalog.items,
        field_of=catalog.field_of,
        records=records,
        entries=tuple(entries),
        by_id=by_id,
        relations=_relations(records, by_id),
        on_request=_on_request(catalog, today),
    )


def _on_request(catalog: Catalog, today: date) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for record in catalog.content.records:
        fields = record.fields
        if fields.disclosure == ON_REQUEST and is_current(fields, today):
            counts.update((item, record.unit) for item in fields.items or ("",))
    return counts


def _entry(catalog: Catalog, record: Record, today: date) -> Entry:
    fields = record.fields
    items = [item for item_id in fields.items if (item := catalog.items.get(item_id))]
    topic = fields.topic or next((item.topic for item in items if item.topic), None)
    statutory = fields.statutory or tuple(code for item in items for code in item.statutory)
    published = fields.published.isoformat(timespec="minutes")
    modified = fields.modified.isoformat(timespec="minutes") if fields.modified else published
    return Entry(
        id=record.id,
        unit=record.unit,
        kind=record.kind,
        title=fields.title,
        published=published,
        modified=max(published, modified),
        summary=fields.summary or "",
        document_number=fields.document_number or "",
        items=tuple(item.id for item in items),
        fields=tuple(dict.fromkeys(catalog.field_of[item.id].field for item in items)),
        topic=_code(catalog, "topics", topic),
        statutory=tuple(dict.fromkeys(_code(catalog, "statutory", text) for text in statutory)),
        disclosures=tuple(_code(catalog, "five_disclosures", text) for text in fields.five_disclosures)
        or KINDS[record.kind].disclosures,
        campaigns=fields.campaigns,
        validity=validity_on(fields, today) or "",
    )


def _code(catalog: Catalog, vocabulary: str, text: str | None) -> str:
    term = catalog.term(vocabulary, text) if text else None
    return term.code if term else ""


def _relations(
    records: Mapping[str, Record], by_id: Mapping[str, Entry]
) -> dict[str, tuple[RelatedEntries, ...]]:
    """Both ways from one declaration. A relation to what is not public is not there."""
    groups: dict[str, dict[str, dict[str, Entry]]] = {}

    def bind(source: str, title: str, target: str) -> None:
        groups.setdefault(source, {}).setdefault(title, {})[target] = by_id[target]

    for record in records.values():
        for title, inverse, target in _declared(record):
            if target in by_id and target != record.id:
                bind(record.id, title, target)
                bind(target, inverse, record.id)
    for titles in groups.values():
        named = {record_id for title, found in titles.items() if title not in _LOOSE for record_id in found}
        for title in _LOOSE & titles.keys():
            titles[title] = {
                record_id: entry for record_id, entry in titles[title].items() if record_id not in named
            }
    return {
        record_id: tuple(
            RelatedEntries(
                title,
                tuple(sorted(found.values(), key=lambda entry: (entry.published, entry.id), reverse=True)),
            )
            for title, found in sorted(titles.items(), key=lambda pair: _TITLES.index(pair[0]))
            if found
        )
        for record_id, titles in groups.items()
    }


_INVOLVED, _ELSEWHERE = "涉及的记录", "提到本信息的记录"
_TITLES = [
    *dict.fromkeys(title for _, here, there in RELATIONS for title in (here, there)),
    _INVOLVED,
    _ELSEWHERE,
]
_LOOSE = {_INVOLVED, _ELSEWHERE, "相关信息"}
"""Relations without a meaning of their own: a record that stands under a named relation is not told again."""


def _declared(record: Record) -> Iterator[tuple[str, str, str]]:
    names = {name: (here, there) for name, here, there in RELATIONS}
    agenda = record.fields.agenda if isinstance(record.fields, Meeting) else ()
    hidden = {i for i, topic in enumerate(agenda) if not topic.is_public}
    for loc, _, value in references(record.fields, "record"):
        if loc[0] == "agenda" and loc[1] in hidden:
            continue
        here, there = names.get(str(loc[0]), (_INVOLVED, _ELSEWHERE))
        yield here, there, value
