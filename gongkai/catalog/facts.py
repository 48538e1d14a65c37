"""What figures are made of, beside what lists show: small named facts of a record, public as the record is.

Days are ISO texts. Of topics of a meeting that are not disclosed nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from gongkai.catalog.relations import Edges
from gongkai.model.consultation import ADOPTED, PARTLY, Consultation
from gongkai.model.evaluation import Evaluation
from gongkai.model.exchange import Report
from gongkai.model.header import ATTACHED, DESCRIBED, INDEXED, KEYWORDS, REUSABLE
from gongkai.model.interpretation import Interpretation
from gongkai.model.meeting import Meeting
from gongkai.model.policy import Document
from gongkai.model.record import RecordFields

_REUSABLE = (".csv", ".xlsx", ".json", ".xml", ".geojson", ".ods")


def traits_of(fields: RecordFields) -> int:
    """The quality of a record's metadata (条例 art. 12), in bits."""
    found = (KEYWORDS if fields.keywords else 0) | (INDEXED if fields.index_number else 0)
    if fields.attachments:
        found |= ATTACHED
        if all(each.description for each in fields.attachments):
            found |= DESCRIBED
        if any(each.file.lower().endswith(_REUSABLE) for each in fields.attachments):
            found |= REUSABLE
    return found


def counted_of(fields: RecordFields) -> Iterator[tuple[str, object]]:
    """Only what a figure needs; most records have none."""
    match fields:
        case Document():
            yield "issued", fields.issued
            if fields.interpret is False:
                yield "unexplained", "yes"
        case Interpretation():
            yield "form", fields.form
        case Meeting():
            yield "observers", len(fields.observers) or ""
            yield "remarks", sum(1 for each in fields.observers if each.remark) or ""
            yield "answered", sum(1 for each in fields.observers if each.remark and each.adopted) or ""
        case Consultation():
            yield "end", fields.end
            yield "feedback", fields.feedback_published
            yield "received", fields.received
            yield "opinions", sum(each.count for each in fields.feedback) or ""
            yield (
                "adopted",
                sum(each.count for each in fields.feedback if each.adopted in (ADOPTED, PARTLY)) or "",
            )
        case Evaluation():
            yield from _of_evaluation(fields)
        case Report():
            yield from _of_report(fields)


def _of_evaluation(fields: Evaluation) -> Iterator[tuple[str, object]]:
    yield "type", fields.evaluation_type
    yield "satisfied", sum(answer.satisfied for answer in fields.survey) or ""
    yield "answered", sum(answer.answered for answer in fields.survey) or ""
    if fields.scheme and fields.period:
        for given in fields.marks:
            key = f"{fields.scheme}/{fields.period}/{given.unit}/{given.item}"
            yield f"mark/{key}", given.score
            yield f"why/{key}", given.reason


def _of_report(fields: Report) -> Iterator[tuple[str, object]]:
    totals = {row.row: row.counts[-1] for row in fields.applications}
    if totals:
        yield "due", totals.get("new", 0) + totals.get("carried_in", 0)
        yield "closed", totals.get("total", 0)
        yield "granted", totals.get("granted", 0) + totals.get("partial", 0)
        yield "petitions", totals.get("skip.petition", 0)
    if fields.litigation:
        yield "disputes", sum(row.total for row in fields.litigation)
        yield "corrected", sum(row.corrected for row in fields.litigation)


class _Explaining(Protocol):
    @property
    def kind(self) -> str: ...

    @property
    def day(self) -> str: ...


def explained_in(edges: Edges, public: Mapping[str, _Explaining]) -> dict[str, str]:
    """On which day the first public interpretation of a public record came out, by the id of the record."""
    found: dict[str, str] = {}
    for record_id, entry in public.items():
        if entry.kind != "interpretations":
            continue
        for edge in edges.get(record_id, ()):
            is_told = edge.name == "interprets" and edge.source == record_id and edge.via in public
            if is_told and edge.target in public:
                found[edge.target] = min(found.get(edge.target, entry.day), entry.day)
    return found
