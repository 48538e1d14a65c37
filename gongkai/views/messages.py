"""Messages of citizens: how to write, by channel and topic, how many are answered; always with the numbers behind a rate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from statistics import median

from gongkai.catalog.coverage import Groups
from gongkai.catalog.public import Entry
from gongkai.model.channels import CHANNELS, Rate, WayIn
from gongkai.model.header import MessageFacts, Tally
from gongkai.model.kinds import KINDS
from gongkai.views.blocks.pieces import present
from gongkai.views.cards import Contact
from gongkai.views.columns import Column
from gongkai.views.participation import open_now
from gongkai.views.parts import Block, Cell, Fact, Figure, Link, TableBlock
from gongkai.views.phones import reachable
from gongkai.views.portal import Portal
from gongkai.views.rates import COUNT_COLUMNS, count_cells, rate_text

_ALWAYS = ("领导信箱", "12345热线", "在线访谈", "网友留言", "建言献策")
"""Five of the six columns of every portal; the sixth, 意见征集, has records of its own (handbook 4-23)."""
_SATISFIED = frozenset(["非常满意", "满意", "基本满意"])


def message_columns(portal: Portal, groups: Groups) -> Iterator[Column]:
    """All messages, with the ways in and what is counted; those of a channel, and of a topic."""
    kind, entries = KINDS["messages"], _messages(groups)
    yield replace(
        _column(portal, entries, kind.name, portal.addresses.kind("messages"), kind.description),
        has_feeds=True,
        trail=(),
        section="",
        contacts=tuple(_contacts(portal, groups)),
        children=tuple(_by_topic(portal, entries)),
        children_title="按主题查看",
        blocks=present((_newest_tallies(portal, groups), _by_unit(portal, entries))),
    )
    yield from _channels(portal, groups)
    for code, found in _topics(entries).items():
        name = _topic_name(portal, code)
        url = portal.addresses.message_topic(code)
        yield _column(portal, found, f"{name}类来信", url, f"主题是“{name}”的来信和公开答复。")


def _column(portal: Portal, entries: Sequence[Entry], title: str, url: str, intro: str) -> Column:
    above = portal.addresses.kind("messages")
    newest = max((entry.modified[:10] for entry in entries), default="")
    return Column(
        title=title,
        url=url,
        intro=intro,
        column_type=KINDS["messages"].column_type,
        entries=entries,
        trail=(Link(KINDS["messages"].name, above),),
        section=above,
        has_feeds=False,
        figures=figures(entries),
        figures_title=f"答复情况（按截至{newest}公开的来信统计）" if newest else "",
        open=waiting(entries),
        open_title="正在办理，还没有答复",
    )


def _channels(portal: Portal, groups: Groups) -> Iterator[Column]:
    """A column for each channel, whether it is used or not: texts may link to it."""
    tallies = _tallies(groups)
    by_channel: dict[str, list[Entry]] = defaultdict(list)
    for entry in _messages(groups):
        if entry.message:
            by_channel[entry.message.channel].append(entry)
    for channel in CHANNELS:
        way = _way(portal, channel)
        title = way.name if way and way.name else channel
        intro = (way.note if way else None) or f"来自“{channel}”的来信和公开答复。"
        column = _column(portal, by_channel[channel], title, portal.addresses.channel(channel), intro)
        yield replace(
            column,
            column_type="在线访谈" if channel == "在线访谈" else column.column_type,
            contacts=(_contact(portal, channel, way, None),) if way else (),
            blocks=present((_periods(portal, tallies.get(channel, ())),)),
        )


def waiting(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Messages without an answer, those that wait longest first."""
    found = [
        (entry.message.received, entry) for entry in entries if entry.message and not entry.message.replied
    ]
    return tuple(entry for _, entry in sorted(found, key=lambda pair: pair[0]))


def figures(entries: Sequence[Entry]) -> tuple[Figure, ...]:
    """How many were published, answered, in how many days, to whose satisfaction. A share of nothing is not told."""
    facts = [entry.message for entry in entries if entry.message]
    if not facts:
        return ()
    answered = [fact for fact in facts if fact.replied]
    found = [
        Figure("公开的来信", str(len(facts)), "件"),
        Figure("还没有答复", str(len(facts) - len(answered)), "件"),
        _share("答复率", "已答复", len(answered), "来信", len(facts)),
    ]
    if answered:
        found.append(Figure("答复用时（一半以上不超过）", f"{median_days(answered):g}", "天"))
    if dated := [fact for fact in answered if fact.due]:
        on_time = sum(fact.replied <= fact.due for fact in dated)
        found.append(_share("按期答复率", "按期", on_time, "有期限的", len(dated)))
    if rated := [fact for fact in answered if fact.satisfaction]:
        satisfied = sum(fact.satisfaction in _SATISFIED for fact in rated)
        found.append(_share("满意率", "满意", satisfied, "参评", len(rated)))
    return tuple(found)


def median_days(facts: Iterable[MessageFacts]) -> float:
    """Days from the day of receipt, which is not counted, to that of the answer."""
    return median((date.fromisoformat(f.replied) - date.fromisoformat(f.received)).days for f in facts)


def _share(title: str, part_title: str, part: int, whole_title: str, whole: int) -> Figure:
    rate = Rate("", title, part_title, part, whole_title, whole)
    return Figure(f"{title}（{whole_title}{whole}件，{part_title}{part}件）", rate.shown, "%")


def _messages(groups: Groups) -> Sequence[Entry]:
    return groups.by_kind.get("messages", ())


def _topics(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.topic:
            found[entry.topic].append(entry)
    return dict(sorted(found.items()))


def _by_topic(portal: Portal, entries: Sequence[Entry]) -> Iterator[Link]:
    for code, found in _topics(entries).items():
        yield Link(_topic_name(portal, code), portal.addresses.message_topic(code), str(len(found)))


def _topic_name(portal: Portal, code: str) -> str:
    term = portal.catalog.vocabularies["topics"].find(code)
    return term.name if term else code


# --- the ways in ---


def _way(portal: Portal, channel: str) -> WayIn | None:
    return next((way for way in portal.catalog.config.channels if way.channel == channel), None)


def _contacts(portal: Portal, groups: Groups) -> Iterator[Contact]:
    counts: dict[str, int] = defaultdict(int)
    for entry in _messages(groups):
        if entry.message:
            counts[entry.message.channel] += 1
    for channel in CHANNELS:
        way = _way(portal, channel)
        if channel in _ALWAYS or counts[channel] or way:
            yield _contact(portal, channel, way, counts[channel])
        if channel == "网友留言":
            now = len(open_now(groups.by_kind.get("consultations", ())))
            note = f"{now}件正在征集" if now else "现在没有正在进行的征集"
            yield Contact("意见征集", portal.addresses.kind("consultations"), note, "文件出台以前提意见。")


def _contact(portal: Portal, channel: str, way: WayIn | None, count: int | None) -> Contact:
    url = "" if count is None else portal.addresses.channel(channel)
    note = "" if count is None else f"{count}件公开答复" if count else "暂无公开的来信"
    if way is None:
        return Contact(channel, url, note, "")
    ways = [
        Fact("电话", (reachable(way.phone),)) if way.phone else None,
        Fact("邮箱", (reachable(way.email),)) if way.email else None,
        Fact("地址", (Link(way.address, ""),)) if way.address else None,
        Fact("时间", (Link(way.hours, ""),)) if way.hours else None,
        Fact("答复时限", (Link(way.time_limit, ""),)) if way.time_limit else None,
    ]
    return Contact(
        title=way.name or channel,
        url=url,
        note=note,
        intro=(way.note or "") if url else "",
        ways=tuple(fact for fact in ways if fact),
        form_url=way.form_url or "",
    )


# --- what is counted ---


def _tallies(groups: Groups) -> dict[str, list[tuple[Entry, Tally]]]:
    """Of each channel its periods, that which ended last first."""
    found: dict[str, list[tuple[Entry, Tally]]] = defaultdict(list)
    for entry in groups.by_kind.get("statistics", ()):
        for tally in entry.tallies:
            found[tally.channel].append((entry, tally))
    for pairs in found.values():
        pairs.sort(key=lambda pair: (pair[1].end, pair[1].start), reverse=True)
    return dict(found)


def _newest_tallies(portal: Portal, groups: Groups) -> Block | None:
    tallies = _tallies(groups)
    pairs = [tallies[channel][0] for channel in CHANNELS if channel in tallies]
    return _table(portal, "各渠道办理情况（最近一期）", pairs, by_channel=True)


def _periods(portal: Portal, pairs: Sequence[tuple[Entry, Tally]]) -> Block | None:
    return _table(portal, "各期办理情况", pairs, by_channel=False)


def _table(
    portal: Portal, title: str, pairs: Sequence[tuple[Entry, Tally]], *, by_channel: bool
) -> Block | None:
    """Periods of channels; columns in which nothing is told are left out."""
    rows = []
    for entry, tally in pairs:
        period: Cell = Link(f"{tally.start}至{tally.end}", portal.addresses.record(entry.id))
        head: tuple[Cell, ...] = (tally.channel, period) if by_channel else (period,)
        rows.append((*head, *count_cells(tally), tally.source))
    columns = (*(("渠道",) if by_channel else ()), "时期", *COUNT_COLUMNS, "数据来源")
    used = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    shown = tuple(tuple(row[i] or "—" for i in used) for row in rows)
    return TableBlock(title, tuple(columns[i] for i in used), shown, 0, has_cards=True) if rows else None


def _by_unit(portal: Portal, entries: Sequence[Entry]) -> Block | None:
    """How each unit answers; the units in their order."""
    found: dict[str, list[MessageFacts]] = defaultdict(list)
    for entry in entries:
        if entry.message:
            found[entry.message.replied_by].append(entry.message)
    own = {entry.unit for entry in entries}
    rows: list[tuple[Cell, ...]] = []
    for unit_id, unit in portal.catalog.units.items():
        if facts := found.get(unit_id):
            answered = [fact for fact in facts if fact.replied]
            rate = Rate("", "", "已答复", len(answered), "来信", len(facts))
            url = portal.addresses.unit_kind(unit_id, "messages") if unit_id in own else ""
            rows.append(
                (
                    Link(unit.fields.short_name, url),
                    f"{len(facts)}件",
                    f"{len(facts) - len(answered)}件",
                    rate_text(rate),
                    f"{median_days(answered):g}天" if answered else "—",
                )
            )
    columns = ("单位", "来信", "未答复", "答复率（已答复 ÷ 来信）", "用时中位数")
    return TableBlock("各单位答复情况", columns, tuple(rows), 0) if rows else None
