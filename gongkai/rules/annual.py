"""N101-N116: a yearly report has all that the form asks for, and its numbers add up (国办公开办函〔2021〕30号)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from gongkai.findings import Finding, Location
from gongkai.model.annual import (
    ACTIVE,
    ACTIVE_HEADS,
    FEE,
    REMEDY_OF,
    ROWS,
    SECTIONS,
    TO_WRITE,
    WRITTEN,
    Path,
    broken,
    cells_of,
    code_of,
    name_of,
    number_in,
    place_of,
    plain,
    rows_of,
)
from gongkai.model.exchange import CountRow, Report
from gongkai.model.record import Record
from gongkai.text import shorten

MAX_OVERVIEW = 1000
"""Characters of section one."""
_TABLES = {"2": ("表二", "active"), "3": ("表三", "applications"), "4": ("表四", "litigation")}


def check_report(record: Record, fields: Report) -> Iterator[Finding]:
    """What a published report owes by itself."""
    yield from _check_year(record, fields)
    yield from _check_sections(record, fields)
    yield from _check_rows(record, fields)
    for i, row in enumerate(fields.active):
        yield from _check_active(record, i, row)
    rows = rows_of(fields)
    for identity, left, right in broken(cells_of(fields)):
        zh, en = name_of(identity.left[0])
        words = {"cell": zh, "cell_en": en, "value": plain(left), "limit": plain(right)}
        words["column"] = zh.rpartition("的")[2]
        yield _finding(identity.code, record, place_of(identity.left[0], rows), **words)


def _finding(code: str, record: Record, at: Path, **words: str) -> Finding:
    return Finding(code, Location(record.path, field=at), words)


def _check_year(record: Record, fields: Report) -> Iterator[Finding]:
    if fields.year >= fields.published.year:
        day = fields.published.date().isoformat()
        yield _finding("N116", record, ("year",), value=str(fields.year), day=day)


def _check_sections(record: Record, fields: Report) -> Iterator[Finding]:
    titles = Counter(section.title for section in fields.sections)
    known = SECTIONS.values()
    for number in WRITTEN:
        if SECTIONS[number] not in titles:
            yield _finding("N101", record, ("sections",), name=SECTIONS[number])
    for i, section in enumerate(fields.sections):
        at = ("sections", i, "title")
        is_again = section.title in [before.title for before in fields.sections[:i]]
        if section.title not in known or is_again:
            near = get_close_matches(section.title, [name for name in known if name not in titles], 1, 0.2)
            suggestion = near[0] if near and not is_again else ""
            yield _finding("N102", record, at, value=shorten(section.title, 40), suggestion=suggestion)
        if section.title == SECTIONS[6] and FEE not in section.text:
            yield _finding("N103", record, ("sections", i, "text"))
        if TO_WRITE in section.text:
            yield _finding("N115", record, ("sections", i, "text"), name=section.title)
        length = len("".join(section.text.split()))
        if section.title == SECTIONS[1] and length > MAX_OVERVIEW:
            words = {"counted": str(length), "limit": str(MAX_OVERVIEW)}
            yield _finding("N104", record, ("sections", i, "text"), **words)


def _check_rows(record: Record, fields: Report) -> Iterator[Finding]:
    """Every row of the form is there, once; no other row is."""
    forms = {
        "2": {row.code: row.name for row in ACTIVE},
        "3": {row.code: row.title for row in ROWS},
        "4": REMEDY_OF,
    }
    for table, names in forms.items():
        title, field = _TABLES[table]
        given = getattr(fields, field)
        codes = [code_of(row) for row in given]
        for code, name in names.items():
            if code not in codes:
                yield _finding("N105", record, (field,), table=title, table_en=f"table {table}", name=name)
        for i, code in enumerate(codes):
            words = {"table": title, "table_en": f"table {table}", "name": names.get(code, "")}
            if code and code in codes[:i]:
                yield _finding("N106", record, (field, i), **words)
            elif not code and field == "active":
                row = fields.active[i]
                words["value"] = shorten(f"{row.block} {row.name}", 60)
                yield _finding("N107", record, (field, i, "name"), **words)


def _check_active(record: Record, i: int, row: CountRow) -> Iterator[Finding]:
    """A row of table two has the numbers of its columns and no others."""
    known = next((form for form in ACTIVE if form.code == code_of(row)), None)
    for column, label in ACTIVE_HEADS.items() if known else ():
        value, at = getattr(row, column), ("active", i, column)
        words = {"name": row.name, "label": label.partition("（")[0], "key": column}
        if column in known.columns if known else False:
            if value is None:
                yield _finding("N108", record, ("active", i), **words)
            elif number_in(row, column) is None:
                yield _finding("N110", record, at, value=shorten(str(value), 30))
        elif value is not None:
            yield _finding("N109", record, at, **words)
