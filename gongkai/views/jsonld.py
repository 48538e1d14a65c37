"""JSON-LD (schema.org) for record pages; the mapping is that of the handbook §12.2."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from markupsafe import Markup
from msgspec.json import encode

from gongkai.catalog.addresses import Addresses
from gongkai.catalog.public import Entry, PublicCatalog
from gongkai.content.markup import render_markdown
from gongkai.model.consultation import Consultation
from gongkai.model.interpretation import QUESTIONS, Interpretation, Question
from gongkai.model.meeting import Meeting, numbered
from gongkai.model.policy import Document
from gongkai.model.record import Record
from gongkai.model.service import Dataset, Service, Statistics
from gongkai.text import plain_text
from gongkai.views.drawings import POSTER

Document_ = dict[str, object]
_FORCE = {
    "有效": "InForce",
    "已修改": "InForce",
    "部分失效": "PartiallyInForce",
    "失效": "NotInForce",
    "废止": "NotInForce",
    "尚未生效": "NotInForce",
}


class Named(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...


def scripts(*documents: Document_) -> tuple[Markup, ...]:
    """JSON text that is safe inside a script element."""
    return tuple(_script(document) for document in documents)


def _script(document: Document_) -> Markup:
    text = encode({"@context": "https://schema.org", **document}).decode()
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def breadcrumbs(addresses: Addresses, trail: Sequence[Named]) -> Document_:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": i, "name": link.title, "item": addresses.full(link.url)}
            for i, link in enumerate(trail, 1)
        ],
    }


def organization(name: str, url: str) -> Document_:
    return {"@type": "GovernmentOrganization", "name": name, "url": url}


def website(catalog: PublicCatalog, addresses: Addresses) -> Document_:
    config = catalog.config
    target = addresses.full(addresses.to("search/")) + "?q={search_term_string}"
    return {
        "@type": "WebSite",
        "name": config.name,
        "url": addresses.full(addresses.to("")),
        "inLanguage": "zh-CN",
        "description": config.description,
        "publisher": organization(config.organizer.name, addresses.full(addresses.to(""))),
        "potentialAction": {
            "@type": "SearchAction",
            "target": target,
            "query-input": "required name=search_term_string",
        },
    }


def record(catalog: PublicCatalog, addresses: Addresses, record: Record, entry: Entry) -> Document_:
    """The description of one record; every kind has the type that fits it best."""
    fields = record.fields
    unit = catalog.units[record.unit]
    document: Document_ = {
        "@type": _type_of(record),
        "name": fields.title,
        "url": addresses.full(addresses.record(record.id)),
        "inLanguage": "zh-CN",
    }
    optional: dict[str, object] = {
        "description": fields.summary,
        "identifier": fields.index_number,
        "keywords": list(fields.keywords),
    }
    document |= {key: value for key, value in optional.items() if value}
    document |= _particular(record, entry)
    if isinstance(fields, Meeting):
        document |= _linked(catalog, addresses, fields)
        if fields.is_drawn:
            document["image"] = f"{document['url']}{POSTER}.png"
    publisher = organization(unit.name, addresses.full(addresses.unit(unit.id)))
    match fields:
        case Meeting():
            document["organizer"] = publisher
        case Service():
            document["provider"] = publisher
        case _:
            document |= {
                "datePublished": entry.published,
                "dateModified": entry.modified,
                "publisher": publisher,
            }
    return document


def _type_of(record: Record) -> str:
    match record.fields:
        case Document():
            return "Legislation"
        case Interpretation() as fields:
            return "FAQPage" if fields.form == QUESTIONS else "Article"
        case Meeting():
            return "Event"
        case Service():
            return "GovernmentService"
        case Dataset() | Statistics():
            return "Dataset"
        case _:
            return "CreativeWork"


def _start(moment: datetime) -> str:
    """A day, where the time is not known: midnight stands for that."""
    return moment.isoformat(timespec="minutes") if moment.hour or moment.minute else moment.date().isoformat()


def _linked(catalog: PublicCatalog, addresses: Addresses, fields: Meeting) -> Document_:
    """What a meeting dealt with, and what tells of it, as far as it is public."""
    dealt = [name for _, item in numbered(fields.agenda) for name in item.documents]
    told = [name for name in (fields.news, *fields.interpretations) if name]
    found = {
        "workFeatured": [_work(catalog, addresses, name) for name in dealt if name in catalog.by_id],
        "subjectOf": [_work(catalog, addresses, name) for name in told if name in catalog.by_id],
    }
    return {key: works for key, works in found.items() if works}


def _work(catalog: PublicCatalog, addresses: Addresses, record_id: str) -> Document_:
    title, url = catalog.by_id[record_id].title, addresses.full(addresses.record(record_id))
    return {"@type": "CreativeWork", "name": title, "url": url}


def _particular(record: Record, entry: Entry) -> Document_:
    found: dict[str, object | None] = {}
    match record.fields:
        case Document() as fields:
            found = {
                "legislationIdentifier": fields.document_number,
                "legislationDate": fields.issued.isoformat() if fields.issued else None,
                "legislationDateOfApplicability": fields.effective.isoformat() if fields.effective else None,
                "legislationPassedBy": fields.issuer,
                "legislationLegalForce": _FORCE.get(entry.validity),
                "legislationType": fields.genre,
            }
        case Interpretation() as fields:
            found = {"headline": fields.title, "mainEntity": [_question(q) for q in fields.questions]}
        case Meeting() as fields:
            found = {
                "startDate": _start(fields.held_at),
                "endDate": _start(fields.ended_at) if fields.ended_at else None,
                "location": {"@type": "Place", "name": fields.place} if fields.place else None,
                "eventStatus": f"https://schema.org/Event{'Cancelled' if fields.cancelled else 'Scheduled'}",
                "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
                "about": [{"@type": "Thing", "name": item.title} for _, item in numbered(fields.agenda)],
                "recordedIn": {"@type": "VideoObject", "url": fields.video} if fields.video else None,
            }
        case Service() as fields:
            found = {"serviceType": fields.service_type, "termsOfService": fields.fee}
        case Dataset() as fields:
            found = {
                "license": fields.license,
                "spatialCoverage": fields.spatial,
                "temporalCoverage": fields.temporal,
            }
        case Consultation() as fields:
            found = {"expires": fields.end.isoformat()}
    return {key: value for key, value in found.items() if value}


def _question(entry: Question) -> Document_:
    """The answer is told in plain words: its links lead nowhere outside of the page."""
    answer = plain_text(render_markdown(entry.answer, "").html)
    return {
        "@type": "Question",
        "name": entry.question,
        "acceptedAnswer": {"@type": "Answer", "text": answer},
    }
