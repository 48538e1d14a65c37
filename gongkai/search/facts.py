"""The table of what is filtered and sorted by: one row a document, read whole by the browser.

Pagefind's own filters cannot count what a second choice in the same group would add, its order by
date holds within one query only, and its filter files differ from run to run (1.5.2); a table does
all three in one request. It holds no text: titles and addresses come with the hits.
"""

import datetime
import json
from collections.abc import Sequence
from typing import Any, Final

from gongkai.search.documents import SearchDocument

FACETS: Final = {
    "field": "领域",
    "kind": "栏目",
    "unit": "单位",
    "year": "年份",
    "validity": "有效性",
    "topic": "主题",
}

FORMAT: Final = 1


def facts_json(documents: Sequence[SearchDocument], fragments: Sequence[Sequence[str]]) -> str:
    """Return the table for `documents`; `fragments` names the files each of them was written to."""
    table = {
        "format": FORMAT,
        "facets": [_facet(name, label, documents) for name, label in FACETS.items()],
        "published": [_day(document.published) for document in documents],
        "parts": [len(names) for names in fragments],
        "fragments": " ".join(name for names in fragments for name in names),
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


def _facet(name: str, label: str, documents: Sequence[SearchDocument]) -> dict[str, Any]:
    """Return one column: the values in order, and for each row the places of its values among them."""
    rows = [_values(document, name) for document in documents]
    values = sorted({value for row in rows for value in row}, reverse=name == "year")
    places = {value: place for place, value in enumerate(values)}
    column = [[places[value] for value in row] for row in rows]
    return {"name": name, "label": label, "values": values, "rows": [_short(row) for row in column]}


def _values(document: SearchDocument, name: str) -> tuple[str, ...]:
    value: str | tuple[str, ...] = getattr(document, name)
    found = (value,) if isinstance(value, str) else value
    return tuple(dict.fromkeys(each for each in found if each))


def _short(row: list[int]) -> int | list[int]:
    """Return a single value as itself and none as -1: most rows are one of these."""
    return row[0] if len(row) == 1 else (row or -1)


def _day(published: str) -> int:
    """Return days since 1970, and 0 for a document without a date."""
    if not published:
        return 0
    return (datetime.date.fromisoformat(published[:10]) - datetime.date(1970, 1, 1)).days
