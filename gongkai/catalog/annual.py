"""The annual report of a unit, or of the whole county, counted: from its ledgers, from what it published, from what it entered.

For those who make the report; pages are made from the record that they publish.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongkai.catalog.index import Catalog
from gongkai.catalog.relations import Edges, endings_of, index_edges, validity_with
from gongkai.catalog.tally import Tally, add_tallies, cells_in, fees_in, read_tally
from gongkai.model.annual import CELLS, Cells, add, name_of, plain, read_cells
from gongkai.model.exchange import OWN, REGION
from gongkai.model.header import Header
from gongkai.model.record import PROACTIVE, validity_on
from gongkai.model.unit import Unit

_UPPER = frozenset(["国家", "省级", "市级"])
_ENFORCED = {"行政许可": "permits", "行政处罚": "penalties", "行政强制": "coercion"}

Remark = tuple[str, str]
"""Chinese and English."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A report as it comes out of the records on a day.

    `entered` are the numbers of the report that is there already, `path` its file; "" where there is none. `fees` are
    notices, amount and what was paid, in yuan. `remarks` say what somebody has to look at.
    """

    name: str
    covers: str
    year: int
    until: date
    cells: Cells
    fees: tuple[Decimal, Decimal, Decimal]
    remarks: tuple[Remark, ...]
    entered: Cells
    path: str

    @property
    def differences(self) -> tuple[str, ...]:
        """The cells in which the report that is there is not what was counted."""
        return tuple(key for key in CELLS if key in self.entered and self.entered[key] != self.cells[key])


@dataclass(frozen=True, slots=True)
class Books:
    """Ledgers and reports in the order of their ids, gathered in one walk over the headers; drafts left out."""

    ledgers: tuple[Header, ...]
    reports: tuple[Header, ...]

    def ledgers_of(self, unit: str) -> dict[int, Header]:
        """The ledgers of a unit by year; of two of one year the first."""
        return {int(h.report_year): h for h in reversed(self.ledgers) if h.unit == unit}

    def tally_of(self, unit: str) -> Tally:
        ledgers = self.ledgers_of(unit).values()
        return add_tallies(read_tally(header.milestone("tally")) for header in ledgers)


def books_of(headers: Iterable[Header]) -> Books:
    kept: dict[str, list[Header]] = {"ledgers": [], "reports": []}
    for header in headers:
        if header.kind in kept and header.status == "发布":
            kept[header.kind].append(header)
    ledgers, reports = (tuple(sorted(some, key=lambda header: header.id)) for some in kept.values())
    return Books(ledgers, reports)


def count_unit(catalog: Catalog, unit: str, year: int, today: date) -> Counted:
    """The report of one unit."""
    published = _published(catalog, year, _until(year, today))
    return _count(catalog, books_of(catalog.headers.values()), published, unit, year, today)


def count_county(catalog: Catalog, year: int, today: date) -> Counted:
    """The report of the county: each unit by its ledger, or else by the report that it published."""
    books, published = books_of(catalog.headers.values()), _published(catalog, year, _until(year, today))
    parts: list[Counted] = []
    remarks: list[Remark] = []
    reported: list[Unit] = []
    missing: list[Unit] = []
    for unit in catalog.content.units.values():
        counted = _count(catalog, books, published, unit.id, year, today)
        if year in books.ledgers_of(unit.id):
            remarks += ((f"{unit.fields.short_name}：{zh}", f"{unit.id}: {en}") for zh, en in counted.remarks)
        else:
            (reported if counted.entered else missing).append(unit)
        parts.append(counted)
    if reported:
        zh, en = "、".join(u.fields.short_name for u in reported), ", ".join(u.id for u in reported)
        remarks.append(
            (f"没有台账、按已发布的年报计：{zh}", f"by their published reports, for want of a ledger: {en}")
        )
    if missing:
        zh, en = "、".join(u.fields.short_name for u in missing), ", ".join(u.id for u in missing)
        remarks.append(
            (
                f"没有台账也没有年报、表三表四计 0：{zh}",
                f"counted as 0 in tables 3 and 4, with neither ledger nor report: {en}",
            )
        )
    report = _report(books, "", year, REGION)
    notices, amount, paid = (sum((each.fees[i] for each in parts), Decimal()) for i in range(3))
    return Counted(
        name=catalog.content.config.region,
        covers=REGION,
        year=year,
        until=_until(year, today),
        cells=add(each.cells for each in parts),
        fees=(notices, amount, paid),
        remarks=tuple(remarks),
        entered=read_cells(report.milestone("cells")) if report else {},
        path=report.path if report else "",
    )


def _until(year: int, today: date) -> date:
    return min(today, date(year, 12, 31))


def _report(books: Books, unit: str, year: int, covers: str) -> Header | None:
    """The report that is there; of the whole county whichever unit has it."""
    found = (
        header
        for header in books.reports
        if header.report_year == str(year)
        and header.milestone("covers") == covers
        and unit in ("", header.unit)
    )
    return next(found, None)


def _count(
    catalog: Catalog, books: Books, published: Published, unit: str, year: int, today: date
) -> Counted:
    until = _until(year, today)
    ledgers, tally = books.ledgers_of(unit), books.tally_of(unit)
    cells = cells_in(tally, year)
    report = _report(books, unit, year, OWN)
    remarks = list(_missing(unit, ledgers, year, until, report))
    counts = {**_NO_DOCUMENTS, **published.get(unit, {})}
    for key in CELLS:
        if key.startswith("2."):
            entered, seen = cells.get(key), Decimal(counts.get(key, 0))
            if entered is not None and key in counts and entered != seen:
                zh, en = name_of(key)
                remarks.append(
                    (
                        f"{zh}：台账填的是 {plain(entered)}，网站上的记录是 {plain(seen)}，按台账计",
                        f"{en}: {plain(entered)} by the ledger, {plain(seen)} by what is published; the ledger counts",
                    )
                )
            cells[key] = seen if entered is None else entered
    if report and year not in ledgers:
        cells |= read_cells(report.milestone("cells"))
    return Counted(
        name=catalog.content.units[unit].name,
        covers=OWN,
        year=year,
        until=until,
        cells={key: cells[key] for key in CELLS},
        fees=fees_in(tally, year),
        remarks=tuple(remarks),
        entered=read_cells(report.milestone("cells")) if report else {},
        path=report.path if report else "",
    )


def _missing(
    unit: str, ledgers: Mapping[int, Header], year: int, until: date, report: Header | None
) -> Iterator[Remark]:
    path = f"content/units/{unit}/ledgers/{year}/"
    if year not in ledgers and report:
        yield (
            f"没有 {year} 年的台账（{path}），数字用已有的年报 {report.path}",
            f"there is no ledger of {year} ({path}): the numbers are those of {report.path}",
        )
    elif year not in ledgers:
        yield (
            f"没有 {year} 年的台账（{path}），表三、表四按 0 计",
            f"there is no ledger of {year} ({path}); tables 3 and 4 count 0",
        )
    if until < date(year, 12, 31):
        yield (
            f"{year} 年还没有过完：数字算到 {until}，还在办理的计入结转下年度",
            f"{year} is not over: counted until {until}, what is open counts as carried out",
        )


Published = Mapping[str, Mapping[str, int]]
"""By unit: what its records come to in table two, by cell."""
_NO_DOCUMENTS = {f"2.normative.{column}": 0 for column in ("made", "abolished", "in_force")}


def _published(catalog: Catalog, year: int, until: date) -> Published:
    """What the records of all units come to on a day; of decisions only what was published."""
    edges = index_edges(catalog.headers.values())
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for header in catalog.headers.values():
        if header.status == "发布" and header.disclosure == PROACTIVE:
            counts[header.unit].update(_of_record(catalog, edges, header, year, until.isoformat()))
    return counts


def _of_record(catalog: Catalog, edges: Edges, header: Header, year: int, until: str) -> Mapping[str, int]:
    if header.milestone("normative") and header.milestone("level") not in _UPPER:
        return Counter(_of_document(catalog, edges, header, year, until))
    kind, _, rest = header.milestone("decided").partition("|")
    day, _, number = rest.partition("|")
    if kind in _ENFORCED and day[:4] == str(year) and day <= until:
        return {f"2.{_ENFORCED[kind]}.decisions": int(number)}
    return {}


def _of_document(catalog: Catalog, edges: Edges, header: Header, year: int, until: str) -> Iterable[str]:
    made = header.issued or header.published[:10]
    if made > until:
        return
    if made[:4] == str(year):
        yield "2.normative.made"
    own = validity_on(header.validity, header.effective, header.expires, header.abolished, until)
    endings = endings_of(header.id, edges.get(header.id, ()), catalog.headers)
    validity, since = validity_with(header, own, endings, until)
    if validity not in ("废止", "失效"):
        yield "2.normative.in_force"
    elif since[:4] == str(year):
        yield "2.normative.abolished"
