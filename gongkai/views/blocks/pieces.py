"""Small pieces that blocks of several kinds are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from gongkai.content.schema import shape_of
from gongkai.model.values import Fields
from gongkai.views.parts import Block, Cell, Fact, FactsBlock, Link, ListBlock, TableBlock
from gongkai.views.phones import reachable, reachable_cell
from gongkai.views.portal import Portal

Blocks = tuple[tuple[Block, ...], tuple[Block, ...]]
"""Lead blocks, then the blocks after the text."""

_CONTACTS = frozenset({"phone", "disclosure_phone", "complaint", "contact", "objection", "channels", "email"})
"""Fields that say how to reach somebody."""
_LONG_NUMBER = re.compile(r"-?[1-9]\d{3,}(?:\.\d+)?", re.ASCII)
_CONTACT_COLUMN = re.compile("(?:电话|热线|邮箱|联系方式)$")


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


def grouped(number: str, unit: str) -> str:
    """A long number in groups of three; what may be a year stays as it is."""
    if not _LONG_NUMBER.fullmatch(number) or (len(number) == 4 and unit in ("", "年")):
        return number
    return f"{Decimal(number):,f}"


def facts(fields: Fields, *names: str) -> tuple[Fact, ...]:
    """The named fields that have a value, each under its own label."""
    shape = shape_of(type(fields))
    found = []
    for name in names:
        value = getattr(fields, name)
        values = value if isinstance(value, tuple) else (value,)
        texts = tuple(text_of(entry) for entry in values if entry is not None)
        if texts:
            make = reachable if name in _CONTACTS else _plain
            found.append(Fact(shape[name].label, tuple(make(text) for text in texts)))
    return tuple(found)


def _plain(text: str) -> Link:
    return Link(text, "")


def facts_block(title: str, fields: Fields, *names: str) -> FactsBlock | None:
    found = facts(fields, *names)
    return FactsBlock(title, found) if found else None


def make_table(
    title: str,
    columns: Iterable[str],
    rows: Iterable[Iterable[object]],
    *,
    heading: int | None = None,
    cards: bool = False,
) -> TableBlock | None:
    """A table without the columns that are empty in every row; columns for telephone numbers lead to them."""
    texts = [tuple(text_of(cell) for cell in row) for row in rows]
    names = tuple(columns)
    width = max((len(row) for row in texts), default=0)
    names += ("",) * (width - len(names))
    texts = [row + ("",) * (len(names) - len(row)) for row in texts]
    used = [i for i in range(len(names)) if any(row[i] for row in texts)]
    if not used:
        return None
    contacts = {i for i in used if _CONTACT_COLUMN.search(names[i])}
    cells: list[tuple[Cell, ...]] = [
        tuple(reachable_cell(row[i]) if i in contacts else row[i] for i in used) for row in texts
    ]
    place = used.index(heading) if heading in used else None
    return TableBlock(title, tuple(names[i] for i in used), tuple(cells), place, cards)


def list_table(title: str, columns: tuple[str, ...], rows: Iterable[Iterable[object]]) -> TableBlock | None:
    """A table with the columns of whoever made it: the first names the row, but for a mere number."""
    heading = 1 if columns[:1] == ("序号",) and len(columns) > 1 else 0
    return make_table(title, columns, rows, heading=heading, cards=len(columns) > 3)


def bullet_list(title: str, entries: Iterable[str]) -> ListBlock | None:
    found = tuple(Link(entry, "") for entry in entries)
    return ListBlock(title, found) if found else None


def unit_name(portal: Portal, unit_id: str | None) -> str:
    return portal.catalog.units[unit_id].fields.short_name if unit_id else ""


def record_links(portal: Portal, *record_ids: str | None) -> tuple[Link, ...]:
    return tuple(link for record_id in record_ids if record_id and (link := portal.record_link(record_id)))


def present(blocks: Iterable[Block | None]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block)
