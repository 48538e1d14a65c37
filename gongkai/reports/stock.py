"""What stands on the portal: how much, by which items, how fresh, with which metadata."""

from __future__ import annotations

from gongkai.catalog.duties import ABSENT, EMPTY, STALE
from gongkai.model.header import ATTACHED, DESCRIBED, REUSABLE
from gongkai.model.supervision import Indicator
from gongkai.reports.cases import OWN_LEVELS, Metric, amounts, days, normative_of, which
from gongkai.reports.evidence import Evidence
from gongkai.reports.values import Case, Found

STALE_DAYS = {"notices": 180, "documents": 180}
"""After how many days a column counts as not updated (国办秘函〔2019〕19号)."""
OTHER_DAYS = 365

# --- what is published ---


def published(evidence: Evidence, indicator: Indicator) -> Found:
    return Found(plain=len(evidence.of(indicator)))


def normative(evidence: Evidence, indicator: Indicator) -> Found:
    return amounts((entry.id, 1) for entry in normative_of(evidence.of(indicator)))


def own_documents(evidence: Evidence, indicator: Indicator) -> Found:
    """Documents of the county's own level among all, those of upper levels being reposts (handbook 0-27)."""
    return which(evidence.of(indicator), lambda entry: entry.level in OWN_LEVELS)


def with_validity(evidence: Evidence, indicator: Indicator) -> Found:
    return which(evidence.of(indicator), lambda entry: entry.validity)


def reusable(evidence: Evidence, indicator: Indicator) -> Found:
    return which(evidence.of(indicator), lambda entry: entry.traits & REUSABLE)


# --- coverage ---


def covered(evidence: Evidence, _: Indicator) -> Found:
    owed = [duty for duty in evidence.duties if duty.is_owed]
    return Found([Case(duty.item, int(duty.is_met)) for duty in owed], of="item")


def fresh(evidence: Evidence, _: Indicator) -> Found:
    met = [duty for duty in evidence.duties if duty.is_met]
    return Found([Case(duty.item, int(duty.state != STALE)) for duty in met], of="item")


def gaps(evidence: Evidence, _: Indicator) -> Found:
    return Found([Case(duty.item, 1) for duty in evidence.duties if duty.state == EMPTY], of="item")


def told_absent(evidence: Evidence, _: Indicator) -> Found:
    """Of the items that have nothing, those of which it is told why."""
    none = [duty for duty in evidence.duties if duty.state in (ABSENT, EMPTY)]
    return Found([Case(duty.item, int(duty.state == ABSENT)) for duty in none], of="item")


# --- the site and its metadata ---


def last_update(evidence: Evidence, _: Indicator) -> Found:
    """Days since the unit last published something."""
    newest = evidence.entries[0] if evidence.entries else None
    return amounts([(newest.id, days(newest.published, evidence.today.isoformat()))] if newest else [])


def columns_fresh(evidence: Evidence, _: Indicator) -> Found:
    """Of the unit's columns, those that were updated within the time for their kind."""
    day = evidence.today.isoformat()
    return Found(
        [
            Case(kind, int(days(found[0].published, day) <= STALE_DAYS.get(kind, OTHER_DAYS)))
            for kind, found in evidence.kinds.items()
            if found
        ],
        of="column",
    )


def columns_stale(evidence: Evidence, indicator: Indicator) -> Found:
    cases = columns_fresh(evidence, indicator).cases
    return Found([Case(case.name, 1) for case in cases if not case.part], of="column")


_ORGAN = (
    "credit_code", "summary", "fax", "email", "postcode", "functions", "leaders", "sections", "disclosure_phone",
    "reading_points",
)  # fmt: skip
"""What articles 12, 20 and 25 ask of an office, beside what none can leave out."""


def organ_told(evidence: Evidence, _: Indicator) -> Found:
    fields = evidence.unit.fields
    return Found([Case(name, int(bool(getattr(fields, name)))) for name in _ORGAN], of="field")


def media_alive(evidence: Evidence, _: Indicator) -> Found:
    media = [each for each in evidence.unit.fields.new_media if each.status != "注销"]
    return Found([Case(each.name, int(each.status == "正常")) for each in media], of="field")


def with_summary(evidence: Evidence, indicator: Indicator) -> Found:
    return which(evidence.of(indicator), lambda entry: entry.summary)


def with_topic(evidence: Evidence, indicator: Indicator) -> Found:
    return which(evidence.of(indicator), lambda entry: entry.topic)


def with_items(evidence: Evidence, indicator: Indicator) -> Found:
    return which(evidence.of(indicator), lambda entry: entry.items)


def having(trait: int) -> Metric:
    return lambda evidence, indicator: which(evidence.of(indicator), lambda entry: entry.traits & trait)


def attachments_described(evidence: Evidence, indicator: Indicator) -> Found:
    some = [entry for entry in evidence.of(indicator) if entry.traits & ATTACHED]
    return which(some, lambda entry: entry.traits & DESCRIBED)
