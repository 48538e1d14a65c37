"""The page that shows a document beside those it replaces or amends, with the changed words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from gongkai.model.record import Record
from gongkai.text import plain_text, shorten
from gongkai.views.differences import Pair, compare, is_short_enough, share_in_common
from gongkai.views.head import column_head
from gongkai.views.parts import Comparison, Figure, Link, VersionRun
from gongkai.views.portal import Portal
from gongkai.views.shapes import CompareView

_LEAST = 0.25
"""How much must be common to both versions: a decision that only tells the changes is no version."""
_AFTER_CELL = re.compile(r"(</t[dh]>)\s+")
"""A row of a table is one paragraph."""
_FEW = 2
"""Paragraphs without a change that are shown, not folded."""


def compare_view(portal: Portal, record: Record, older: Iterable[Record]) -> CompareView | None:
    """None where there is nothing that can be compared."""
    comparisons = tuple(found for old in older if (found := _comparison(portal, record, old)))
    if not comparisons:
        return None
    url, page = portal.addresses.compare(record.id), portal.addresses.record(record.id)
    title = f"新旧对照：{shorten(record.title, 60)}"
    intro = "左边是旧文件，右边是新文件；删去和增加的文字分别标出。对照由网站自动生成，以正式印发的文件为准。"
    head = column_head(
        portal,
        title=title,
        url=url,
        description=intro,
        column_type="政策文件",
        trail=(portal.unit_link(record.unit), Link(shorten(record.title, 16), page)),
        section=portal.addresses.kind(record.kind),
    )
    return CompareView(
        head=head, title=title, intro=intro, newer=_version(portal, record), comparisons=comparisons
    )


def _version(portal: Portal, record: Record) -> Link:
    entry = portal.catalog.by_id[record.id]
    note = "，".join(filter(None, (entry.document_number, entry.validity)))
    return Link(entry.title, portal.addresses.record(record.id), note)


def _comparison(portal: Portal, record: Record, old: Record) -> Comparison | None:
    before, after = (_paragraphs(portal, each) for each in (old, record))
    if not (before and after and is_short_enough(before) and is_short_enough(after)):
        return None
    pairs = compare(before, after)
    if share_in_common(pairs) < _LEAST:
        return None
    return Comparison(_version(portal, old), _figures(pairs), _with_head(_runs(pairs)))


def _paragraphs(portal: Portal, record: Record) -> list[str]:
    html, _ = portal.render(record.body, record.path, record.title)
    return plain_text(_AFTER_CELL.sub(r"\1", html)).splitlines()


def _figures(pairs: Iterable[Pair]) -> tuple[Figure, ...]:
    counts = {"改动": 0, "增加": 0, "删去": 0, "未改动": 0}
    for pair in pairs:
        counts[
            "未改动" if pair.is_same else "改动" if pair.old and pair.new else "增加" if pair.new else "删去"
        ] += 1
    return tuple(Figure(label, str(count), "段") for label, count in counts.items())


def _with_head(runs: Iterable[VersionRun]) -> tuple[VersionRun, ...]:
    found = tuple(runs)
    first = next((run for run in found if not run.is_same), None)
    return tuple(replace(run, has_head=run is first) for run in found)


def _runs(pairs: Iterable[Pair]) -> Iterator[VersionRun]:
    """Stretches with changes, and longer ones without; a short one stands with its neighbours."""
    waiting: list[Pair] = []
    for is_same, found in groupby(pairs, lambda pair: pair.is_same):
        run = tuple(found)
        if is_same and len(run) > _FEW:
            if waiting:
                yield VersionRun(False, tuple(waiting))
            yield VersionRun(True, run)
            waiting = []
        else:
            waiting += run
    if waiting:
        yield VersionRun(False, tuple(waiting))
