"""How much the public is asked, and answered: counted from what lists know of consultations and lists of decisions."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.catalog.public import Entry
from gongkai.views.parts import Figure

_OPEN = ("即将截止", "正在征集")
_ANSWERED, _WAITING = "已反馈", "已结束，待反馈"


def open_now(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Consultations that can be answered, those that close soon first."""
    return tuple(entry for state in _OPEN for entry in entries if entry.consultation == state)


def figures(entries: Sequence[Entry], lists: Sequence[Entry]) -> tuple[Figure, ...]:
    """Consultations; matters of the newest year's lists on which the public was asked; answers; days open.

    A share of nothing is not told.
    """
    if not entries:
        return ()
    answered = sum(1 for entry in entries if entry.consultation == _ANSWERED)
    closed = answered + sum(1 for entry in entries if entry.consultation == _WAITING)
    days = sum(entry.counts[0] for entry in entries)
    found = [
        Figure("全部征集", str(len(entries)), "件"),
        Figure("现在可以提意见", str(len(open_now(entries))), "件"),
    ]
    year = max((entry.counts[0] for entry in lists), default=0)
    counts = [entry.counts[1:] for entry in lists if entry.counts[0] == year]
    if matters := sum(count for count, _ in counts):
        asked = sum(count for _, count in counts)
        found.append(Figure(f"{year}年决策事项已征求意见（共{matters}项）", str(asked), "项"))
    if closed:
        share = round(100 * answered / closed)
        found.append(Figure(f"反馈率（结束{closed}件，已反馈{answered}件）", str(share), "%"))
    found.append(Figure("平均征集时间", str(round(days / len(entries))), "天"))
    return tuple(found)
