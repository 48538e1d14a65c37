"""Every record in its place, by its header. Knows all records, public or not; pages never see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.model.content import Content
from gongkai.model.header import Header, Needs


@dataclass(frozen=True, slots=True)
class Catalog:
    """`unreadable` are ids of records that are there but not valid: no second finding is made of naming them.

    `files` maps the path of every attachment below the project folder to its size in bytes.
    """

    content: Content
    headers: Mapping[str, Header]
    needs: Mapping[str, Needs]
    unreadable: frozenset[str]
    files: Mapping[str, int]


def build_catalog(
    content: Content,
    records: Iterable[tuple[Header, Needs]],
    unreadable: Iterable[str],
    files: Mapping[str, int],
) -> Catalog:
    """Put the records in the order of their ids."""
    ordered = sorted(records, key=lambda pair: pair[0].id)
    return Catalog(
        content=content,
        headers={header.id: header for header, _ in ordered},
        needs={header.id: needs for header, needs in ordered},
        unreadable=frozenset(unreadable),
        files=files,
    )
