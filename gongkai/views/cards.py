"""What overviews of the standard catalog and of the units are made of, one an entry."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.views.parts import Fact, Link


@dataclass(frozen=True, slots=True)
class FieldCard:
    """A field of the catalog on an overview."""

    title: str
    url: str
    summary: str
    owner: str
    item_count: int
    covered_count: int
    """Items with at least one record."""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item in the table of its field."""

    title: str
    url: str
    elements: str
    responsible: str
    time_limit: str
    record_count: int
    restriction: str
    """Why records are not shown here: 依申请公开, 面向特定群体公开; empty for public items."""


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """The items of one first-level matter (一级事项)."""

    title: str
    items: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether a unit that must disclose an item has done so."""

    unit: Link
    count: int
    latest: str
    """YYYY-MM-DD of the newest record, or empty: nothing yet."""
    absent: str = ""
    """Why there is nothing."""


@dataclass(frozen=True, slots=True)
class UnitCard:
    title: str
    url: str
    summary: str
    phone: str


@dataclass(frozen=True, slots=True)
class UnitGroup:
    title: str
    units: tuple[UnitCard, ...]


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    post: str
    duties: str
    is_disclosure_lead: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """A catalog item that a unit must disclose, and how many records it has of it; 0: nothing yet."""

    item: Link
    count: int
    absent: str = ""
    """Why there is nothing."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A way in, as a card: what it is called, where its answers stand, how it is reached."""

    title: str
    url: str
    """The column of its answers; "" on that page itself."""
    note: str
    intro: str
    ways: tuple[Fact, ...] = ()
    form_url: str = ""
    """A form on another site, or ""."""
