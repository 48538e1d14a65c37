"""The structured parts of each kind of record, as blocks that layouts print: lead blocks before the text, others after."""

from __future__ import annotations

from gongkai.model import consultation as consultation_fields
from gongkai.model import decision as decision_fields
from gongkai.model import evaluation as evaluation_fields
from gongkai.model import exchange as exchange_fields
from gongkai.model import interpretation as interpretation_fields
from gongkai.model import meeting as meeting_fields
from gongkai.model import service as service_fields
from gongkai.model.record import Record
from gongkai.views.blocks import (
    consultation,
    decision,
    evaluation,
    exchange,
    interpretation,
    meeting,
    report,
    service,
)
from gongkai.views.blocks.pieces import Blocks
from gongkai.views.portal import Portal


def blocks_of(portal: Portal, record: Record) -> Blocks:
    """The blocks of a record: those before its text, and those after."""
    match record.fields:
        case interpretation_fields.Interpretation() as fields:
            return interpretation.interpretation(portal, record, fields)
        case meeting_fields.Meeting() as fields:
            return meeting.meeting(portal, record, fields)
        case decision_fields.Decision() as fields:
            return decision.decision(portal, fields)
        case consultation_fields.Consultation() as fields:
            return consultation.consultation(portal, record, fields)
        case service_fields.Service() as fields:
            return service.service_guide(portal, record, fields)
        case service_fields.Project() as fields:
            return service.project(portal, fields)
        case service_fields.Listing() as fields:
            return service.listing(portal, fields)
        case service_fields.Enforcement() as fields:
            return service.enforcement(portal, record, fields)
        case service_fields.Dataset() as fields:
            return service.dataset(portal, record, fields)
        case service_fields.Statistics() as fields:
            return service.statistics(fields)
        case service_fields.Notice() as fields:
            return service.notice(fields)
        case exchange_fields.Message() as fields:
            return exchange.message(portal, record, fields)
        case exchange_fields.Response() as fields:
            return exchange.response(portal, record, fields)
        case exchange_fields.Report() as fields:
            return report.report(portal, record, fields)
        case evaluation_fields.Evaluation() as fields:
            return evaluation.evaluation(portal, record, fields)
    return (), ()
