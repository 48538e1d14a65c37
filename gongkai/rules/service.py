"""B141: a service guide says what one must know to apply (国办秘函〔2019〕19号: 服务不实用)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.content.schema import shape_of
from gongkai.findings import Finding, Location
from gongkai.model.record import Record
from gongkai.model.service import Service

_ELEMENTS = ("legal_basis", "conditions", "materials")
"""Beside the name of the matter, which every record has as its title."""


def check_service(record: Record, fields: Service) -> Iterator[Finding]:
    shape = shape_of(Service)
    missing = [shape[key].label for key in _ELEMENTS if not getattr(fields, key)]
    if missing:
        yield Finding("B141", Location(record.path, field=("title",)), {"names": "、".join(missing)})
