"""D: the disclosure attribute (条例 art. 5, 13-16), items that are not for everybody, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.catalog.scope import Scope
from gongkai.content.scaffold import TEMPLATE_BODY
from gongkai.content.schema import shape_of
from gongkai.findings import Finding, Location
from gongkai.model.consultation import Consultation
from gongkai.model.content import Content
from gongkai.model.meeting import Meeting
from gongkai.model.policy import Document
from gongkai.model.record import PROACTIVE, TEMPLATE_TITLE, WITHHELD, Record

_MARK = re.compile(r"[（(]此件(公开发布|主动公开|依申请公开|不予公开)[）)][ \t]*$", re.MULTILINE)
"""At the end of a line: what is annexed to a document stands below its mark (GB/T 9704—2012, 7.3.6)."""
_MEANT = {"公开发布": PROACTIVE, "主动公开": PROACTIVE}
_ORDER = (("issued", "published"), ("published", "modified"), ("effective", "expires"))


def check_attribute(content: Content, record: Record, scope: Scope) -> Iterator[Finding]:
    yield from _check_attribute(content, record)
    yield from _check_mark(record)
    yield from _check_dates(record)
    yield from _check_filled_in(record)
    modified = record.fields.modified
    if modified and scope.today and modified.date() > record.fields.published.date():
        yield Finding("D110", Location(record.path, field=("modified",)), {"value": f"{modified:%Y-%m-%d}"})


def _check_filled_in(record: Record) -> Iterator[Finding]:
    """What `new` wrote for an example is not published."""
    if record.fields.status == "发布" and (record.title == TEMPLATE_TITLE or TEMPLATE_BODY in record.body):
        yield Finding("D111", Location(record.path, field=("title",)))


def _check_mark(record: Record) -> Iterator[Finding]:
    """One mark at the end of a document, which agrees with its attribute; what was returned in review is not out."""
    marks = list(_MARK.finditer(record.body))
    for match in marks:
        if _MEANT.get(match[1], match[1]) != record.fields.disclosure:
            words = {"value": match[0].strip(), "other": record.fields.disclosure}
            yield Finding("D106", Location(record.path, field=("disclosure",)), words)
            break
    if len(marks) > 1:
        line = record.body_line + record.body.count("\n", 0, marks[1].start())
        yield Finding("D113", Location(record.path, line, 1), {"value": marks[1][0].strip()})
    if not marks and _owes_mark(record):
        last = record.body_line + record.body.rstrip().count("\n")
        yield Finding("D112", Location(record.path, last, 1))
    for i, review in enumerate(record.fields.reviews):
        later = record.fields.reviews[i + 1 :]
        if (
            review.result == "退回"
            and record.fields.status == "发布"
            and not any(r.step == review.step for r in later)
        ):
            yield Finding("D107", Location(record.path, field=("reviews", i, "result")))


def _owes_mark(record: Record) -> bool:
    """A document of this county with a number."""
    fields = record.fields
    return (
        isinstance(fields, Document)
        and fields.status == "发布"
        and bool(fields.document_number)
        and fields.is_own
    )


def _check_attribute(content: Content, record: Record) -> Iterator[Finding]:
    fields = record.fields
    if fields.disclosure == WITHHELD and not fields.ground:
        yield Finding("D101", Location(record.path, field=("disclosure",)))
    if fields.disclosure == PROACTIVE and fields.ground:
        yield Finding("D102", Location(record.path, field=("ground",)))
    ground = content.term("grounds", fields.ground) if fields.ground else None
    if ground and ground.group == "程序":
        yield Finding(
            "D108", Location(record.path, field=("ground",)), {"value": f"{ground.code} {ground.name}"}
        )
    for i, item_id in enumerate(fields.items):
        item = content.standard.items.get(item_id)
        if item and not item.is_public and fields.disclosure == PROACTIVE:
            yield Finding(
                "D103", Location(record.path, field=("items", i)), {"value": f"{item_id} {item.name}"}
            )


def _check_dates(record: Record) -> Iterator[Finding]:
    pairs = list(_ORDER)
    if isinstance(record.fields, Consultation):
        pairs += [("start", "end"), ("end", "feedback_published")]
    if isinstance(record.fields, Meeting):
        pairs.append(("held_at", "ended_at"))
    shape = shape_of(type(record.fields))
    for first, second in pairs:
        earlier, later = getattr(record.fields, first), getattr(record.fields, second)
        length = 16 if second == "ended_at" else 10
        if earlier and later and later.isoformat()[:length] < earlier.isoformat()[:length]:
            words = {
                "label": shape[second].label,
                "key": second,
                "earlier": shape[first].label,
                "earlier_key": first,
            }
            yield Finding("D104", Location(record.path, field=(second,)), words)
