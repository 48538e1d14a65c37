"""Every record in its place, by its header. Knows all records, public or not; pages never see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.model.content import Content
from gongkai.model.header import Header, Needs


@dataclass(frozen=True, slots=True)
class Catalog:
    """`headers` and `needs` are of valid records, in the order of partitions: they may be read while they are walked.

    `unreadable` are ids of records that are there but not valid: no second finding is made of naming them.

    `files` maps the path of every attachment below the project folder to its size in bytes.
    """

    content: Content
    headers: Mapping[str, Header]
    needs: Mapping[str, Needs]
    unreadable: frozenset[str]
    files: Mapping[str, int]
