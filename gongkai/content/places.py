"""Find line and column of a field in its file; read again only when there is something to say about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from gongkai.content.records import parse_record_text
from gongkai.content.schema import place_of
from gongkai.findings import Finding, Location
from gongkai.model.deadline import ClockTable, HolidayTable
from gongkai.model.kinds import FOLDERS
from gongkai.model.site import PageFields, SiteConfig
from gongkai.model.standard import CatalogField, Vocabulary
from gongkai.model.supervision import Indicators, Scheme
from gongkai.model.unit import UnitFields
from gongkai.model.values import Fields


def locate(root: Path, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Fill in line and column where a finding names a field."""
    for finding in findings:
        place, other = finding.location, finding.other
        if place.field and not place.line:
            finding = replace(finding, location=_locate(root, place))
        if other and other.field and not other.line:
            finding = replace(finding, other=_locate(root, other))
        yield finding


def _locate(root: Path, place: Location) -> Location:
    try:
        text = (root / place.path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return place
    tree, *_ = parse_record_text(text, place.path.rpartition(".")[2], place.path)
    return place_of(tree, _model_of(place.path), place.path, place.field) if tree else place


_FILES: dict[str, type[Fields]] = {
    "config.yaml": SiteConfig,
    "content/vocabularies/deadlines.yaml": ClockTable,
    "content/vocabularies/holidays.yaml": HolidayTable,
    "content/vocabularies/indicators.yaml": Indicators,
}


def _model_of(path: str) -> type[Fields]:
    if path in _FILES:
        return _FILES[path]
    parts = path.split("/")
    if parts[1] == "units":
        return UnitFields if parts[3:] == ["unit.yaml"] else FOLDERS[parts[3]].fields
    models: dict[str, type[Fields]] = {
        "catalog": CatalogField,
        "vocabularies": Vocabulary,
        "assessment": Scheme,
    }
    return models.get(parts[1], PageFields)
