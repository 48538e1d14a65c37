"""Everything that was read from `content/` and `config.yaml` beside the records, valid and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.clocks.deadlines import NONE, Deadlines
from gongkai.model.site import Page, SiteConfig
from gongkai.model.standard import CatalogField, CatalogItem, CatalogVersion, Term, Vocabulary
from gongkai.model.supervision import Indicators, Scheme
from gongkai.model.unit import Unit


@dataclass(frozen=True, slots=True)
class Standard:
    """The standard catalog of the county: one version, its fields in order, and its items by id."""

    version: CatalogVersion
    fields: tuple[CatalogField, ...]
    items: Mapping[str, CatalogItem]
    field_of: Mapping[str, CatalogField]
    """Item id to its field."""


def make_standard(version: CatalogVersion, fields: tuple[CatalogField, ...]) -> Standard:
    return Standard(
        version,
        fields,
        {item.id: item for field in fields for item in field.items},
        {item.id: field for field in fields for item in field.items},
    )


NO_INDICATORS = Indicators.model_construct(title="无", source="无")


@dataclass(frozen=True, slots=True)
class Content:
    """What all records share: it is small, and every page may depend on all of it."""

    config: SiteConfig
    standard: Standard
    vocabularies: Mapping[str, Vocabulary]
    units: Mapping[str, Unit]
    pages: tuple[Page, ...]
    campaigns: tuple[Page, ...]
    deadlines: Deadlines = NONE
    indicators: Indicators = NO_INDICATORS
    schemes: Mapping[str, Scheme] = field(default_factory=dict)
    """The schemes of assessment by the name of their file, newest year first."""

    def term(self, vocabulary: str, text: str) -> Term | None:
        found = self.vocabularies.get(vocabulary)
        return found.find(text) if found else None
