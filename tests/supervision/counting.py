"""Every indicator counted another way: from the fields of the records as they are read, without headers or entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from gongkai.clocks.timing import Timing
from gongkai.model.supervision import Indicator
from tests.reading import Project

Pair = tuple[int, int]
"""Numerator and denominator."""
KINDS = {
    "documents": "Document", "interpretations": "Interpretation", "meetings": "Meeting", "decisions": "Decision",
    "consultations": "Consultation", "messages": "Message", "responses": "Response", "reports": "Report",
    "evaluations": "Evaluation",
}  # fmt: skip


@dataclass
class Count:
    """What there is of one unit; `public` are its records that are on the site, `all_public` everybody's."""

    project: Project
    today: date
    unit: str
    public: list[Any]
    explained: dict[str, date]
    validity: dict[str, str]
    topics: dict[str, str]
    items: dict[str, list[str]]
    timings: list[Timing]
    requested: set[tuple[str, str]] = field(default_factory=set)

    def of(self, indicator: Indicator) -> list[Any]:
        first = {"全部": date.min, "近30天": self.today - timedelta(29), "近一年": self._a_year_ago()}
        start = first[indicator.window]
        return [
            r
            for r in self.public
            if (not indicator.kinds or r.kind in indicator.kinds) and r.fields.published.date() >= start
        ]

    def _a_year_ago(self) -> date:
        return self.today.replace(year=self.today.year - 1) + timedelta(1)

    def own(self, records: Iterable[Any]) -> list[Any]:
        return [r for r in records if (r.fields.level or "县级") in ("县级", "乡级")]

    def normative(self, indicator: Indicator) -> list[Any]:
        return [r for r in self.own(self.of(indicator)) if r.fields.normative]

    def owing(self, indicator: Indicator) -> list[Any]:
        return [r for r in self.normative(indicator) if r.fields.interpret is not False]

    def held(self, indicator: Indicator, kind: str = "") -> list[Any]:
        return [
            r
            for r in self.of(indicator)
            if not r.fields.cancelled
            and r.fields.held_at.date() <= self.today
            and kind in ("", r.fields.meeting_type)
        ]

    def duties(self) -> dict[str, str]:
        """Each item that the unit owes: 有, 旧, 说明, 申请, 空."""
        unit = self.project.content.units[self.unit]
        clocks = self.project.content.vocabularies["clocks"]
        excused = {a.item for a in unit.fields.absent if a.until >= self.today}
        found = {}
        for item in self.project.content.standard.items.values():
            if self.unit not in item.owners or item.mode == "依申请" or item.audience == "特定群体":
                continue
            days = [
                max(filter(None, (r.fields.published, r.fields.modified))).date()
                for r in self.public
                if item.id in r.fields.items
            ]
            if days:
                clock = clocks.find(item.clock)
                months = clock.stale_after if clock else None
                found[item.id] = "旧" if months and _months_later(max(days), months) < self.today else "有"
            elif item.id in excused:
                found[item.id] = "说明"
            else:
                found[item.id] = "申请" if (item.id, self.unit) in self.requested else "空"
        return found


def _months_later(day: date, months: int) -> date:
    """The first day on which so many months have passed."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError


def _share(records: Iterable[Any], is_so: Callable[[Any], object]) -> Pair:
    some = list(records)
    return sum(1 for r in some if is_so(r)), len(some)


def _sum(numbers: Iterable[int]) -> Pair:
    some = list(numbers)
    return sum(some), len(some)


def _days(start: date | datetime, end: date | datetime) -> int:
    a = start.date() if isinstance(start, datetime) else start
    b = end.date() if isinstance(end, datetime) else end
    return max(0, (b - a).days)


def _report(c: Count) -> dict[str, int] | None:
    reports = [r.fields for r in c.public if r.kind == "reports"]
    if not reports:
        return None
    last = max(reports, key=lambda f: f.year)
    rows = {row.row: row.counts[6] for row in last.applications}
    return {
        "due": rows.get("new", 0) + rows.get("carried_in", 0),
        "closed": rows.get("total", 0),
        "granted": rows.get("granted", 0) + rows.get("partial", 0),
        "disputes": sum(r.total for r in last.litigation),
        "corrected": sum(r.corrected for r in last.litigation),
    }


def _of_report(c: Count, part: str, whole: str) -> Pair:
    told = _report(c)
    return (told[part], told[whole]) if told and told[whole] else (0, 0)


def _hours(f: Any) -> int | None:
    told = [m for m in (f.first_release_at, f.replied_at) if m]
    if not told:
        return None
    seconds = (min(told) - f.occurred_at).total_seconds()
    return max(0, int(-(-seconds // 3600)))


def _timed(c: Count, i: Indicator, states: tuple[str, ...], *, by_day: bool = True) -> list[Timing]:
    start = {"全部": "", "近一年": c._a_year_ago().isoformat()}[i.window]
    return [
        t
        for t in c.timings
        if t.unit == c.unit
        and t.state in states
        and (not i.clocks or t.clock in i.clocks)
        and (not by_day or start <= (t.done or t.due)[:10] <= c.today.isoformat())
    ]


def _columns(c: Count) -> dict[str, bool]:
    newest: dict[str, date] = {}
    for r in c.public:
        newest[r.kind] = max(newest.get(r.kind, date.min), r.fields.published.date())
    return {
        k: (c.today - d).days <= (180 if k in ("notices", "documents") else 365) for k, d in newest.items()
    }


def _closed(c: Count, i: Indicator) -> list[Any]:
    return [r for r in c.of(i) if r.fields.end < c.today]


def _is_told(c: Count, r: Any) -> bool:
    day = r.fields.feedback_published
    return bool(day and day <= c.today)


_LATE = ("逾期办结", "逾期未办", "时间不足")
WAYS: dict[str, Callable[[Count, Indicator], Pair | list[int]]] = {
    "published": lambda c, i: (len(c.of(i)),) * 2,
    "normative": lambda c, i: (len(c.normative(i)),) * 2,
    "own_documents": lambda c, i: (len(c.own(c.of(i))), len(c.of(i))),
    "with_validity": lambda c, i: _share(c.of(i), lambda r: c.validity[r.id]),
    "reusable": lambda c, i: _share(
        c.of(i),
        lambda r: any(
            a.file.rsplit(".")[-1].lower() in ("csv", "xlsx", "json", "xml", "geojson", "ods")
            for a in r.fields.attachments
        ),
    ),
    "covered": lambda c, _: _share(
        [s for s in c.duties().values() if s != "说明"], lambda s: s in ("有", "旧")
    ),
    "fresh": lambda c, _: _share([s for s in c.duties().values() if s in ("有", "旧")], lambda s: s == "有"),
    "gaps": lambda c, _: (list(c.duties().values()).count("空"),) * 2,
    "told_absent": lambda c, _: _share(
        [s for s in c.duties().values() if s in ("空", "说明")], lambda s: s == "说明"
    ),
    "explained": lambda c, i: _share(c.owing(i), lambda r: r.id in c.explained),
    "explained_after": lambda c, i: [
        _days(r.fields.published, c.explained[r.id]) for r in c.owing(i) if r.id in c.explained
    ],
    "explained_soon": lambda c, i: _share(
        [r for r in c.owing(i) if r.id in c.explained],
        lambda r: _days(r.fields.published, c.explained[r.id]) <= 3,
    ),
    "more_than_text": lambda c, i: _share(c.of(i), lambda r: r.fields.form != "文字"),
    "meetings": lambda c, i: (len(c.held(i)),) * 2,
    "meeting_after": lambda c, i: [
        _days(r.fields.ended_at or r.fields.held_at, r.fields.published) for r in c.held(i)
    ],
    "observed": lambda c, i: _share(c.held(i, "常务会议"), lambda r: r.fields.observers),
    "drawn": lambda c, i: _share(c.held(i), lambda r: r.fields.is_drawn),
    "meeting_explained": lambda c, i: _share(c.held(i, "常务会议"), lambda r: r.id in c.explained),
    "remarks_answered": lambda c, i: _share(
        [o for r in c.held(i) for o in r.fields.observers if o.remark], lambda o: o.adopted
    ),
    "asked_days": lambda c, i: _sum((r.fields.end - r.fields.start).days + 1 for r in c.of(i)),
    "asked_long": lambda c, i: _share(c.of(i), lambda r: r.fields.end - r.fields.start >= timedelta(29)),
    "answered_back": lambda c, i: _share(_closed(c, i), lambda r: _is_told(c, r)),
    "answered_back_after": lambda c, i: [
        _days(r.fields.end, r.fields.feedback_published) for r in _closed(c, i) if _is_told(c, r)
    ],
    "opinions": lambda c, i: (sum(r.fields.received or 0 for r in c.of(i)),) * 2,
    "adopted": lambda c, i: (
        sum(o.count for r in c.of(i) for o in r.fields.feedback if o.adopted != "未采纳"),
        sum(o.count for r in c.of(i) for o in r.fields.feedback),
    ),
    "decisions_asked": lambda c, i: _share(
        [e for r in c.of(i) for e in r.fields.entries if e.state != "调出目录"], lambda e: e.consultation
    ),
    "replied": lambda c, i: _share(c.of(i), lambda r: r.fields.replied_on),
    "replied_after": lambda c, i: [
        _days(r.fields.received_on, r.fields.replied_on) for r in c.of(i) if r.fields.replied_on
    ],
    "content": lambda c, i: _share(
        [r.fields.satisfaction for r in c.of(i) if r.fields.satisfaction], lambda word: word != "不满意"
    ),
    "left_open": lambda c, _: (
        (
            sum(
                1
                for r in c.public
                if r.kind == "messages"
                and not r.fields.replied_on
                and _days(r.fields.received_on, c.today) > 92
            ),
        )
        * 2
    ),
    "responded_in": lambda c, i: _share(c.of(i), lambda r: (h := _hours(r.fields)) is not None and h <= 48),
    "responded_after": lambda c, i: [h for r in c.of(i) if (h := _hours(r.fields)) is not None],
    "satisfied": lambda c, i: (
        sum(a.satisfied for r in c.of(i) for a in r.fields.survey),
        sum(a.answered for r in c.of(i) for a in r.fields.survey),
    ),
    "applications": lambda c, _: ((_report(c) or {}).get("due", 0),) * 2,
    "applications_closed": lambda c, _: _of_report(c, "closed", "due"),
    "applications_granted": lambda c, _: _of_report(c, "granted", "closed"),
    "applications_corrected": lambda c, _: _of_report(c, "corrected", "disputes"),
    "in_time": lambda c, i: _share(_timed(c, i, ("按时", *_LATE)), lambda t: not t.is_late),
    "overdue": lambda c, i: (len(_timed(c, i, ("逾期未办",))),) * 2,
    "done_late": lambda c, i: (len(_timed(c, i, ("逾期办结",))),) * 2,
    "due_soon": lambda c, i: (len(_timed(c, i, ("即将到期",), by_day=False)),) * 2,
    "written_to_published": lambda c, i: [
        _days(r.fields.issued, r.fields.published) for r in c.own(c.of(i)) if r.fields.issued
    ],
    "last_update": lambda c, _: (
        [_days(max(r.fields.published for r in c.public), c.today)] if c.public else []
    ),
    "columns_fresh": lambda c, _: _share(_columns(c).values(), bool),
    "columns_stale": lambda c, _: (list(_columns(c).values()).count(False),) * 2,
    "organ_told": lambda c, _: _share(
        (
            getattr(c.project.content.units[c.unit].fields, name)
            for name in [
                "credit_code",
                "summary",
                "fax",
                "email",
                "postcode",
                "functions",
                "leaders",
                "sections",
                "disclosure_phone",
                "reading_points",
            ]
        ),
        bool,
    ),
    "media_alive": lambda c, _: _share(
        [m.status for m in c.project.content.units[c.unit].fields.new_media if m.status != "注销"],
        lambda status: status == "正常",
    ),
    "with_summary": lambda c, i: _share(c.of(i), lambda r: r.fields.summary),
    "with_topic": lambda c, i: _share(c.of(i), lambda r: c.topics[r.id]),
    "with_items": lambda c, i: _share(c.of(i), lambda r: r.fields.items),
    "with_index_number": lambda c, i: _share(c.of(i), lambda r: r.fields.index_number),
    "with_keywords": lambda c, i: _share(c.of(i), lambda r: r.fields.keywords),
    "attachments_described": lambda c, i: _share(
        [r for r in c.of(i) if r.fields.attachments],
        lambda r: all(a.description for a in r.fields.attachments),
    ),
}
"""By metric: numerator and denominator, or the amounts of which the median is taken."""


def explained_by(records: Iterable[Any]) -> dict[str, date]:
    """On which day each record was first explained; `records` are the public ones, and only pairs of them count."""
    public = {r.id: r for r in records}
    found: dict[str, list[date]] = defaultdict(list)

    def note(interpretation: str, target: str) -> None:
        if interpretation in public and target in public and interpretation != target:
            found[target].append(public[interpretation].fields.published.date())

    for r in public.values():
        for target in r.fields.interprets:
            note(r.id, target)
        for interpretation in (
            *getattr(r.fields, "interpreted_by", ()),
            *getattr(r.fields, "interpretations", ()),
        ):
            note(interpretation, r.id)
        for entry in getattr(r.fields, "entries", ()):
            target = getattr(entry, "document", None) or getattr(entry, "consultation", None)
            if getattr(entry, "interpretation", None) and target and r.id in public:
                note(entry.interpretation, target)
    return {name: min(days) for name, days in found.items()}


def middle(amounts: list[int]) -> float | None:
    return float(median(amounts)) if amounts else None
