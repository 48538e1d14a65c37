"""The library of documents (文件库): by level, organ and year, with what is in force (条例 art. 20 item 1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from gongkai.catalog.coverage import Groups
from gongkai.catalog.public import CLEANUP, Entry
from gongkai.views.blocks.pieces import present
from gongkai.views.columns import Column
from gongkai.views.head import column_head
from gongkai.views.parts import Block, Cell, Figure, FiguresBlock, Link, ListBlock, TableBlock
from gongkai.views.portal import Portal
from gongkai.views.shapes import PageView

LEVELS = {"国家": "national", "省级": "province", "市级": "city", "县级": "county", "乡级": "town"}
_NORMATIVE = "行政规范性文件"
_TITLE = "文件库"
_STATES = ("有效", "已修改", "部分失效", "尚未生效", "失效", "废止")


def library_columns(portal: Portal, groups: Groups) -> Iterator[Column]:
    """The shelf of each level, and that of normative documents."""
    shelves: list[tuple[str, str, str, Sequence[Entry]]] = [
        (f"{level}文件", code, f"{level}机关制发的文件。", groups.by_level.get(level, ()))
        for level, code in LEVELS.items()
    ]
    intro = "本县行政机关制发、涉及群众和企业权利义务、在一定时间内反复适用的文件，全部在这里公布。"
    shelves.append((_NORMATIVE, "normative", intro, groups.normative))
    for title, code, intro, entries in shelves:
        if entries:
            yield Column(
                title=title,
                url=portal.addresses.library(code),
                intro=intro,
                column_type="政策文件",
                entries=entries,
                trail=(Link(_TITLE, portal.addresses.library()),),
                section=portal.addresses.kind("documents"),
                has_feeds=False,
                has_all_years=True,
            )


def library_view(portal: Portal, groups: Groups) -> PageView:
    """What there is, counted."""
    url, documents = portal.addresses.library(), groups.by_kind.get("documents", ())
    intro = "按发文层级、发文机关和年份查看全部文件；规范性文件是不是还有效，一看就知道。"
    head = column_head(
        portal,
        title=_TITLE,
        url=url,
        description=intro,
        column_type="政策文件",
        section=portal.addresses.kind("documents"),
    )
    blocks = present(
        (
            _states(groups.normative),
            _shelves(portal, groups),
            _by_year(portal, groups),
            _by_organ(portal, documents),
            _cleanups(portal, groups),
        )
    )
    return PageView(head, _TITLE, intro, "", (), portal.prose("", ""), blocks)


def _states(entries: Sequence[Entry]) -> Block | None:
    counts = Counter(entry.validity or "有效" for entry in entries)
    figures = tuple(Figure(state, str(counts[state]), "件") for state in _STATES if counts[state])
    return FiguresBlock(f"{_NORMATIVE}（共{len(entries)}件）", figures) if figures else None


def _shelves(portal: Portal, groups: Groups) -> Block:
    links = (
        Link(column.title, column.url, f"{len(column.entries)}件")
        for column in library_columns(portal, groups)
    )
    return ListBlock("书架", tuple(links))


def _by_year(portal: Portal, groups: Groups) -> Block | None:
    """Levels across, years down; each number leads to its list."""
    levels = [level for level in LEVELS if level in groups.by_level]
    counts = {level: Counter(entry.year for entry in groups.by_level[level]) for level in levels}
    years = sorted({year for found in counts.values() for year in found}, reverse=True)
    if not years:
        return None
    rows = [tuple(_row(portal, f"{year}年", year, counts)) for year in years]
    total: tuple[Cell, ...] = (
        "合计",
        *(_count(portal, counts[level].total(), level, "") for level in levels),
    )
    return TableBlock("按层级和年份", ("发布年份", *levels, "合计"), (*rows, (*total, _sum(counts))), 0)


def _row(portal: Portal, title: str, year: str, counts: Mapping[str, Counter[str]]) -> Iterator[Cell]:
    yield title
    for level, found in counts.items():
        yield _count(portal, found[year], level, year)
    yield str(sum(found[year] for found in counts.values()))


def _count(portal: Portal, count: int, level: str, year: str) -> Cell:
    code = LEVELS[level]
    return Link(str(count), portal.addresses.library(f"{code}/{year}" if year else code)) if count else ""


def _sum(counts: Mapping[str, Counter[str]]) -> str:
    return str(sum(found.total() for found in counts.values()))


def _by_organ(portal: Portal, documents: Sequence[Entry]) -> Block | None:
    """The highest level first; organs with a folder of their own lead to their documents."""
    homes = {unit.name: unit for unit in portal.catalog.units.values()}
    order = {level: i for i, level in enumerate(LEVELS)}
    found: dict[str, list[Entry]] = {}
    for entry in documents:
        found.setdefault(entry.organ, []).append(entry)
    rows: list[tuple[Cell, ...]] = []
    for organ, entries in sorted(found.items(), key=lambda p: (order[p[1][0].level], -len(p[1]), p[0])):
        home = homes.get(organ)
        has_page = home and any(entry.unit == home.id for entry in entries)
        name: Cell = (
            Link(organ, portal.addresses.unit_kind(home.id, "documents")) if home and has_page else organ
        )
        in_force = sum(entry.validity not in ("失效", "废止") for entry in entries)
        rows.append((name, str(len(entries)), str(in_force)))
    columns = ("发文机关（联合发文计入牵头机关）", "文件", "现行有效")
    return TableBlock("按发文机关", columns, tuple(rows), 0) if rows else None


def _cleanups(portal: Portal, groups: Groups) -> Block | None:
    lists = [entry for entry in groups.by_kind.get("lists", ()) if entry.sort == CLEANUP]
    links = tuple(Link(entry.title, portal.addresses.record(entry.id), entry.day) for entry in lists)
    return ListBlock("清理结果", links) if links else None
