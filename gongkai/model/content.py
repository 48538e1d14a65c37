"""Everything that was read from `content/` and `config.yaml`, valid and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.model.record import Record
from gongkai.model.site import Page, SiteConfig
from gongkai.model.standard import CatalogField, CatalogItem, CatalogVersion, Vocabulary
from gongkai.model.unit import Unit


@dataclass(frozen=True, slots=True)
class Standard:
    """The standard catalog of the county: one version, its fields in order, and its items by id."""

    version: CatalogVersion
    fields: tuple[CatalogField, ...]

    def items(self) -> dict[str, CatalogItem]:
        return {item.id: item for field in self.fields for item in field.items}

    def field_of_items(self) -> dict[str, CatalogField]:
        return {item.id: field for field in self.fields for item in field.items}


@dataclass(frozen=True, slots=True)
class Content:
    """`files` maps the path of every other file below the content folder to its size in bytes.

    `unreadable` are ids of records that are there but not valid: no second finding is made of naming them.
    """

    config: SiteConfig
    standard: Standard
    vocabularies: Mapping[str, Vocabulary]
    units: Mapping[str, Unit]
    records: tuple[Record, ...]
    pages: tuple[Page, ...]
    campaigns: tuple[Page, ...]
    files: Mapping[str, int]
    unreadable: frozenset[str] = frozenset()
