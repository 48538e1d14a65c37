"""Small pieces that blocks of several kinds are made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from gongkai.content.schema import shape_of
from gongkai.model.values import Fields
from gongkai.views.parts import Block, Fact, FactsBlock, Link, ListBlock, TableBlock
from gongkai.views.portal import Portal

Blocks = tuple[tuple[Block, ...], tuple[Block, ...]]
"""Lead blocks, then the blocks after the text."""


def text_of(value: object) -> str:
    """A value as readers write it."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case datetime():
            return value.isoformat(" ", "minutes")[:16]
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:,f}"
    return str(value)


def facts(fields: Fields, *names: str) -> tuple[Fact, ...]:
    """The named fields that have a value, each under its own label."""
    shape = shape_of(type(fields))
    found = []
    for name in names:
        value = getattr(fields, name)
        values = value if isinstance(value, tuple) else (value,)
        texts = tuple(Link(text_of(entry), "") for entry in values if entry is not None)
        if texts:
            found.append(Fact(shape[name].label, texts))
    return tuple(found)


def facts_block(title: str, fields: Fields, *names: str) -> FactsBlock | None:
    found = facts(fields, *names)
    return FactsBlock(title, found) if found else None


def make_table(
    title: str, columns: Iterable[str], rows: Iterable[Iterable[object]], *, headed: bool = False
) -> TableBlock | None:
    """A table without the columns that are empty in every row."""
    texts = [tuple(text_of(cell) for cell in row) for row in rows]
    names = tuple(columns)
    width = max((len(row) for row in texts), default=0)
    names += ("",) * (width - len(names))
    texts = [row + ("",) * (len(names) - len(row)) for row in texts]
    used = [i for i in range(len(names)) if any(row[i] for row in texts)]
    if not used:
        return None
    return TableBlock(
        title, tuple(names[i] for i in used), tuple(tuple(row[i] for i in used) for row in texts), headed
    )


def bullet_list(title: str, entries: Iterable[str]) -> ListBlock | None:
    found = tuple(Link(entry, "") for entry in entries)
    return ListBlock(title, found) if found else None


def unit_name(portal: Portal, unit_id: str | None) -> str:
    return portal.catalog.units[unit_id].fields.short_name if unit_id else ""


def record_links(portal: Portal, *record_ids: str | None) -> tuple[Link, ...]:
    return tuple(link for record_id in record_ids if record_id and (link := portal.record_link(record_id)))


def present(blocks: Iterable[Block | None]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block)
