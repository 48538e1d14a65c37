"""The public side of the catalog, as a type of its own: pages, feeds, files and the index are made from this alone.

What is withheld is not in it at all; of what is disclosed on request it knows unit and catalog item, nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b

from msgspec import Struct
from msgspec.msgpack import encode
from msgspec.structs import replace

from gongkai.catalog.absences import NOTHING, Absences
from gongkai.catalog.addresses import read_alias
from gongkai.catalog.clocks import runs_of
from gongkai.catalog.gone import Gone
from gongkai.catalog.index import Catalog
from gongkai.catalog.lines import Line
from gongkai.catalog.relations import Edges, by_partition, changes_of, endings_of, validity_with
from gongkai.clocks.deadlines import NONE, Deadlines
from gongkai.model.content import Content, Standard
from gongkai.model.exchange import REGION
from gongkai.model.header import Header, MeetingFacts, MessageFacts, ResponseFacts, Tally
from gongkai.model.kinds import KINDS
from gongkai.model.record import ON_REQUEST, PROACTIVE, validity_on
from gongkai.model.site import Page, SiteConfig
from gongkai.model.standard import CatalogField, CatalogItem, Vocabulary
from gongkai.model.supervision import Indicators, Scheme
from gongkai.model.unit import Unit

CLOSING_SOON_DAYS = 7


def is_public(content: Content, header: Header, today: date) -> bool:
    """Whether a record may stand on the portal on the day `today`."""
    items = content.standard.items
    return (
        header.disclosure == PROACTIVE
        and header.kind in KINDS
        and is_current(header, today.isoformat())
        and all(items[item_id].is_public for item_id in header.items if item_id in items)
    )


def is_current(header: Header, today: str) -> bool:
    """Whether a record is out and not yet taken back on the day `today`.

    A penalty decision that was revoked or changed is withdrawn (行政处罚法 art. 48).
    """
    return (
        header.status == "发布"
        and header.published[:10] <= today
        and (not header.display_until or header.display_until >= today)
        and (not header.withdrawn_on or header.withdrawn_on > today)
    )


def why_hidden(header: Header, today: date) -> str:
    """Why a record is not on the portal: 草稿, the word of its disclosure, or the time."""
    day = today.isoformat()
    if header.status != "发布":
        return header.status
    if header.disclosure != PROACTIVE:
        return header.disclosure
    if header.published[:10] > day:
        return f"{header.published[:10]} 才公开"
    if is_current(header, day):
        return "所属事项不向社会公开"
    return "公示期已过或者已经撤回"


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """What lists, relations and feeds need of a public record: its header, with all classes worked out for a day."""

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
    consultation: str
    """Where a consultation stands on the day, or ""."""
    report_year: str
    meeting: MeetingFacts | None = None
    counts: tuple[int, ...] = ()
    """Of a consultation how many days it is open; of a list of decisions its year, its matters, those consulted."""
    ended: str = ""
    """Since when a document is no more, or no longer, what it was; "" where that is not known."""
    level: str = ""
    """Of a document, with its organ: 县级, and who issued it, the first of several."""
    organ: str = ""
    sort: str = ""
    """规范性文件 of a document, 清理结果 of a list, 本地区 of a report on the whole county."""
    clocks: tuple[tuple[str, str, str, str], ...] = ()
    """Code, start, due and done of each clock (see `clocks.timing.Timing`)."""
    message: MessageFacts | None = None
    response: ResponseFacts | None = None
    tallies: tuple[Tally, ...] = ()
    traits: int = 0
    """Which of `model.header.KEYWORDS` … it has."""
    facts: tuple[tuple[str, str], ...] = ()
    """What only figures ask for (see `catalog.facts`)."""
    mark: str = ""
    """Stands for all of the entry: another entry has another mark."""

    def fact(self, name: str) -> str:
        return next((value for key, value in self.facts if key == name), "")

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
class PublicFile:
    """A file that goes out: `source` is the path below the project folder, `size` in bytes."""

    source: str
    url: str
    size: int

    @property
    def ending(self) -> str:
        return self.source.rpartition(".")[2].lower()


@dataclass(frozen=True, slots=True)
class PublicCatalog:
    """`on_request` counts records by (item, unit); a record without an item counts under item "".

    Of the page of one record only a part is given: the record, and what it names (see `catalog.scope`).
    """

    config: SiteConfig
    standard: Standard
    vocabularies: Mapping[str, Vocabulary]
    units: Mapping[str, Unit]
    pages: tuple[Page, ...]
    campaigns: tuple[Page, ...]
    files: Mapping[str, PublicFile]
    """By path below the project folder."""
    entries: tuple[Entry, ...]
    """Newest first; records of one minute by id."""
    by_id: Mapping[str, Entry]
    relations: Mapping[str, tuple[RelatedEntries, ...]]
    lines: Mapping[str, tuple[Line, ...]]
    """The life lines that a record has part in."""
    aliases: Mapping[str, str]
    """Id that an old address stood for, to the id of the record."""
    gone: tuple[Gone, ...]
    """Of records that were public and are no more: that, when and why, nothing else."""
    on_request: Mapping[tuple[str, str], int]
    indicators: Indicators
    schemes: Mapping[str, Scheme]
    explained: Mapping[str, str]
    """On which day a record was first explained, by its id; of those that were."""
    deadlines: Deadlines = NONE
    absences: Absences = NOTHING

    @property
    def items(self) -> Mapping[str, CatalogItem]:
        return self.standard.items

    @property
    def field_of(self) -> Mapping[str, CatalogField]:
        return self.standard.field_of


def make_public(
    content: Content,
    entries: tuple[Entry, ...] = (),
    files: Mapping[str, PublicFile] | None = None,
    relations: Mapping[str, tuple[RelatedEntries, ...]] | None = None,
    aliases: Mapping[str, str] | None = None,
    on_request: Mapping[tuple[str, str], int] | None = None,
    lines: Mapping[str, tuple[Line, ...]] | None = None,
    gone: tuple[Gone, ...] = (),
    by_id: Mapping[str, Entry] | None = None,
    absences: Absences = NOTHING,
    explained: Mapping[str, str] | None = None,
) -> PublicCatalog:
    """A public catalog over some entries, which are in order already; `by_id` are the same, if they are known so."""
    return PublicCatalog(
        config=content.config,
        standard=content.standard,
        vocabularies=content.vocabularies,
        units=content.units,
        pages=content.pages,
        campaigns=content.campaigns,
        files=files or {},
        entries=entries,
        by_id={entry.id: entry for entry in entries} if by_id is None else by_id,
        relations=relations or {},
        lines=lines or {},
        aliases=aliases or {},
        gone=gone,
        on_request=on_request or {},
        deadlines=content.deadlines,
        absences=absences,
        indicators=content.indicators,
        schemes=content.schemes,
        explained=explained or {},
    )


def aliases_of(catalog: Catalog, by_id: Mapping[str, Entry]) -> dict[str, str]:
    """The old addresses of public records, by the id they stood for."""
    return {
        old_id: record_id
        for record_id, header in catalog.headers.items()
        if header.aliases and record_id in by_id
        for alias in header.aliases
        if (old_id := read_alias(alias))
    }


def on_request_of(catalog: Catalog, today: date) -> Counter[tuple[str, str]]:
    """How many records are there for the asking."""
    counts: Counter[tuple[str, str]] = Counter()
    for header in catalog.headers.values():
        if header.disclosure == ON_REQUEST and is_current(header, today.isoformat()):
            counts.update((item, header.unit) for item in header.items or ("",))
    return counts


def make_entry(content: Content, header: Header, today: date) -> Entry:
    """The entry of a public record on a day."""
    known = content.standard.items
    items = [known[item_id] for item_id in header.items if item_id in known]
    topic = header.topic or next((item.topic for item in items if item.topic), "")
    statutory = header.statutory or tuple(code for item in items for code in item.statutory)
    day = today.isoformat()
    entry = Entry(
        id=header.id,
        unit=header.unit,
        kind=header.kind,
        title=header.title,
        published=header.published,
        modified=max(header.published, header.modified),
        summary=header.summary,
        document_number=header.document_number,
        items=tuple(item.id for item in items),
        fields=tuple(dict.fromkeys(content.standard.field_of[item.id].field for item in items)),
        topic=_code(content, "topics", topic),
        statutory=tuple(dict.fromkeys(_code(content, "statutory", text) for text in statutory)),
        disclosures=tuple(_code(content, "five_disclosures", text) for text in header.disclosures)
        or KINDS[header.kind].disclosures,
        campaigns=header.campaigns,
        validity=validity_on(header.validity, header.effective, header.expires, header.abolished, day),
        consultation=consultation_state(*header.consultation, today) if header.consultation else "",
        report_year=header.report_year,
        counts=_counts(header),
        meeting=header.meeting,
        clocks=tuple(run[:4] for run in runs_of(content, header, today)),
        message=header.message,
        response=header.response,
        tallies=header.tallies,
        traits=header.traits,
        facts=header.facts,
    )
    if header.kind == "documents":
        entry = _with_origin(content, header, entry)
    elif header.milestone("cleanup"):
        entry = replace(entry, sort=CLEANUP)
    elif header.milestone("covers") == REGION:
        entry = replace(entry, sort=REGION)
    return marked(replace(entry, ended=_ended(header, entry.validity)))


NORMATIVE, CLEANUP = "规范性文件", "清理结果"
_TOWNS = frozenset(["乡镇", "街道"])
_JOINT = re.compile("[、，,\\s]")


def _with_origin(content: Content, header: Header, entry: Entry) -> Entry:
    """Who issued a document, and at which level; that of the unit, where it does not say."""
    unit = content.units[header.unit].fields
    return replace(
        entry,
        level=header.milestone("level") or ("乡级" if unit.unit_type in _TOWNS else "县级"),
        organ=_JOINT.split(header.milestone("issuer"))[0] or unit.name,
        sort=NORMATIVE if header.milestone("normative") else "",
    )


def marked(entry: Entry) -> Entry:
    """The entry with the mark that stands for it."""
    bare = replace(entry, mark="")
    return replace(bare, mark=blake2b(encode(bare), digest_size=6).hexdigest())


def _ended(header: Header, validity: str) -> str:
    return {"废止": header.abolished, "失效": header.expires}.get(validity, "")


def with_validity(
    catalog: Catalog, edges: Edges, entries: Mapping[str, Entry], today: date
) -> dict[str, Entry]:
    """The entries of documents that another public record replaces, changes or tells the end of, as that leaves them."""
    changed = {}
    reached = {changes_of(edge) for some in edges.values() for edge in some} & entries.keys()
    for record_id in by_partition(reached):
        entry, header = entries[record_id], catalog.headers[record_id]
        some = [edge for edge in edges[record_id] if edge.other(record_id) in entries]
        endings = endings_of(record_id, some, catalog.headers)
        validity, ended = validity_with(header, entry.validity, endings, today.isoformat())
        if (validity, ended) != (entry.validity, entry.ended):
            changed[record_id] = marked(replace(entry, validity=validity, ended=ended))
    return changed


def _counts(header: Header) -> tuple[int, ...]:
    if header.consultation:
        first, last, _ = header.consultation
        return ((date.fromisoformat(last) - date.fromisoformat(first)).days + 1,)
    return header.decisions or ()


def consultation_state(start: str, end: str, feedback: str, today: date) -> str:
    """Where a consultation stands; the last day itself still counts as open."""
    day = today.isoformat()
    if day < start:
        return "尚未开始"
    if day <= end:
        soon = date.fromisoformat(end) - today < timedelta(days=CLOSING_SOON_DAYS)
        return "即将截止" if soon else "正在征集"
    return "已反馈" if feedback and feedback <= day else "已结束，待反馈"


def _code(content: Content, vocabulary: str, text: str) -> str:
    term = content.term(vocabulary, text) if text else None
    return term.code if term else ""
