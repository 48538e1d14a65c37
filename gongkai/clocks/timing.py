"""How one clock stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.clocks.counting import is_after
from gongkai.model.deadline import LEAST

ON_TIME, DONE_LATE, OVERDUE, SOON, OPEN = "按时", "逾期办结", "逾期未办", "即将到期", "未到期"
TOO_SHORT, UNKNOWN = "时间不足", "无法计算"
STATES = (ON_TIME, DONE_LATE, OVERDUE, SOON, OPEN, TOO_SHORT, UNKNOWN)
"""时间不足 is said of least times only; 无法计算: the working days of a year on the way are not known."""
SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class Timing:
    """One clock of one record, unit or column.

    `record` and `title` are "" where it is not of a record; then `title` may say of what. Of what no unit answers for
    alone `unit` is "". `start`, `due` and `done` are ISO days or moments; `due` is "" where the calendar does not
    tell, `done` where nothing was done yet. Of a least time `due` is the first day on which it is long enough.
    """

    unit: str
    record: str
    title: str
    clock: str
    start: str
    due: str
    done: str
    state: str

    @property
    def is_open(self) -> bool:
        """Something is still to be done."""
        return self.state in (OVERDUE, SOON, OPEN)

    @property
    def is_late(self) -> bool:
        """It was not kept."""
        return self.state in (DONE_LATE, OVERDUE, TOO_SHORT)


def state_of(kind: str, due: str, done: str, today: date) -> str:
    """How a clock of some kind stands; what was done counts whatever the day is."""
    if not due:
        return UNKNOWN
    if kind in LEAST:
        return TOO_SHORT if is_after(due, done) else ON_TIME
    if done:
        return DONE_LATE if is_after(done, due) else ON_TIME
    left = date.fromisoformat(due[:10]) - today
    if left < timedelta():
        return OVERDUE
    return SOON if left <= timedelta(days=SOON_DAYS) else OPEN
