"""Put every record in its place: by id, unit, kind, item. Knows all records, public or not; pages never see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.model.content import Content
from gongkai.model.record import Record
from gongkai.model.standard import CatalogField, CatalogItem, Term


@dataclass(frozen=True, slots=True)
class Catalog:
    content: Content
    records: Mapping[str, Record]
    items: Mapping[str, CatalogItem]
    field_of: Mapping[str, CatalogField]
    """Item id to its field."""

    def term(self, vocabulary: str, text: str) -> Term | None:
        found = self.content.vocabularies.get(vocabulary)
        return found.find(text) if found else None


def build_catalog(content: Content) -> Catalog:
    return Catalog(
        content=content,
        records={record.id: record for record in content.records},
        items=content.standard.items(),
        field_of=content.standard.field_of_items(),
    )
