"""The rules, one module a family: of a record within its scope, of what records share, of all records together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from itertools import chain

from gongkai.catalog.index import Catalog
from gongkai.catalog.public import Entry
from gongkai.catalog.relations import Edges
from gongkai.catalog.scope import Scope
from gongkai.content.tree import record_id
from gongkai.findings import Finding, discreet
from gongkai.model.consultation import Consultation
from gongkai.model.content import Content
from gongkai.model.decision import Decision
from gongkai.model.evaluation import Evaluation
from gongkai.model.exchange import Message, Report, Response
from gongkai.model.interpretation import Interpretation
from gongkai.model.ledger import Ledger
from gongkai.model.meeting import Meeting, hidden_places
from gongkai.model.policy import Document
from gongkai.model.record import PROACTIVE, Record
from gongkai.model.service import Service, Statistics
from gongkai.rules.addresses import check_old_pages, check_withdrawal
from gongkai.rules.annual import check_report
from gongkai.rules.columns import check_columns
from gongkai.rules.consultation import check_consultation
from gongkai.rules.decision import check_decision
from gongkai.rules.disclosure import check_attribute
from gongkai.rules.evaluation import check_evaluation, check_supervision
from gongkai.rules.exchange import check_counts, check_message, check_response
from gongkai.rules.files import check_all_files, check_files
from gongkai.rules.interpretation import check_duty, check_interpretation
from gongkai.rules.ledger import check_ledger
from gongkai.rules.links import check_links, check_page_links
from gongkai.rules.meetings import check_meeting
from gongkai.rules.numbers import check_number, check_numbers
from gongkai.rules.pages import check_pages
from gongkai.rules.privacy import check_privacy
from gongkai.rules.references import check_aliases, check_references, check_shared_references
from gongkai.rules.relations import check_relations
from gongkai.rules.review import check_review
from gongkai.rules.reviewers import check_reviewers
from gongkai.rules.service import check_service
from gongkai.rules.site import check_site
from gongkai.rules.timeliness import check_deadlines, check_timeliness, check_units
from gongkai.rules.waivers import without_waived
from gongkai.rules.years import check_years


def check_record(content: Content, record: Record, scope: Scope) -> Iterator[Finding]:
    """What can be said of one record by its file, its scope and what all records share, but what is waived."""
    checked = check_privacy(content, record, _check_record(content, record, scope))
    told = without_waived(record, scope, checked)
    if record.fields.disclosure != PROACTIVE:
        return map(discreet, told)
    hidden = hidden_places(record.fields)
    return (discreet(f) if f.location.field[:2] in hidden else f for f in told) if hidden else told


def _check_record(content: Content, record: Record, scope: Scope) -> Iterator[Finding]:
    yield from check_references(content, record, scope)
    yield from check_attribute(content, record, scope)
    yield from check_number(content, record)
    yield from check_withdrawal(record)
    yield from check_files(record, scope)
    yield from check_links(content, record, scope)
    yield from check_review(content, record, scope)
    if record.fields.status == "发布":
        yield from _check_particular(content, record, scope)
    yield from check_timeliness(content, record, scope)


def _check_particular(content: Content, record: Record, scope: Scope) -> Iterator[Finding]:
    """What records of one kind owe; a draft need not be whole yet."""
    match record.fields:
        case Interpretation() as fields:
            yield from check_interpretation(record, fields, scope)
        case Document() as fields:
            yield from check_duty(record, fields, scope)
        case Consultation() as fields:
            yield from check_consultation(content, record, fields)
        case Decision() as fields:
            yield from check_decision(record, fields)
        case Evaluation() as fields:
            yield from check_evaluation(content, record, fields)
        case Meeting() as fields:
            yield from check_meeting(content, record, fields, scope)
        case Service() as fields:
            yield from check_service(record, fields)
        case Message() as fields:
            yield from check_message(record, fields, scope)
        case Response() as fields:
            yield from check_response(record, fields)
        case Statistics() as fields:
            yield from check_counts(record, fields)
        case Report() as fields:
            yield from check_report(record, fields)
        case Ledger() as fields:
            yield from check_ledger(content, record, fields)


def check_all(
    catalog: Catalog,
    by_id: Mapping[str, Entry],
    edges: Edges,
    headings: Callable[[str], Collection[str]],
    today: date,
) -> Iterator[Finding]:
    """What only all records together show, and what is wrong beside them.

    `by_id` are the public records, `edges` the relations of each record, `headings` tells the anchors of one.
    """
    found = chain(
        check_shared_references(catalog.content),
        check_numbers(catalog),
        check_aliases(catalog),
        check_old_pages(catalog.content),
        check_relations(catalog, edges),
        check_all_files(catalog, by_id),
        check_page_links(catalog, by_id, headings),
        check_pages(catalog.content),
        check_supervision(catalog.content),
        check_reviewers(catalog.content),
        check_years(catalog),
        check_site(catalog.content, catalog.headers, today),
        check_columns(catalog.content, by_id, today),
        check_units(catalog.content, by_id, today),
        check_deadlines(catalog.content, by_id, today),
    )
    for finding in found:
        header = catalog.headers.get(record_id(finding.location.path.removeprefix("content/")))
        yield discreet(finding) if header and header.disclosure != PROACTIVE else finding
