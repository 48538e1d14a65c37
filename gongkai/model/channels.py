"""The ways in which citizens write and call: what they are called, how they are reached, how they are counted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Protocol

from annotated_types import Ge, Le

from gongkai.model.values import Fields, Number, OneOf, Text, Web, Whole, about

CHANNELS = {
    "领导信箱": "mailbox",
    "12345热线": "hotline",
    "在线访谈": "interviews",
    "网友留言": "comments",
    "网上民声": "board",
    "建言献策": "proposals",
    "来信来访": "visits",
}
"""Each channel, and its part of an address."""

Count = Annotated[Whole, Ge(0)]
Percent = Annotated[Number, Ge(0), Le(100)]


class WayIn(Fields):
    """How citizens reach a channel. The portal itself takes in nothing: it names a number, a mailbox, a form elsewhere."""

    channel: Annotated[
        str, OneOf(*CHANNELS), about("渠道", "领导信箱、12345热线、网友留言……", example="领导信箱")
    ]
    name: Annotated[Text | None, about("名称", "本地的叫法，如“县长信箱”")] = None
    phone: Annotated[Text | None, about("电话", "拨打的号码", example="12345")] = None
    email: Annotated[Text | None, about("邮箱", "收信的公开邮箱")] = None
    form_url: Annotated[Web | None, about("填写地址", "网上填写的地址（其他网站）；本网站不收集信息")] = None
    address: Annotated[Text | None, about("地址", "寄信、来访的地址")] = None
    hours: Annotated[Text | None, about("时间", "如“24小时”")] = None
    time_limit: Annotated[Text | None, about("答复时限", "如“受理后5个工作日内答复”")] = None
    note: Annotated[Text | None, about("说明", "适合说什么、不受理什么")] = None

    @property
    def is_open(self) -> bool:
        """Whether there is any way to reach it."""
        return bool(self.phone or self.email or self.form_url or self.address)


class ChannelCounts(Fields):
    """What a channel did in a period: counts, and the rates that the office states of them (handbook 0-23, 0-25)."""

    channel: Annotated[str, OneOf(*CHANNELS), about("渠道", "领导信箱、12345热线、网友留言……")]
    received: Annotated[Count, about("收到", "本期收到的件数")]
    carried: Annotated[Count, about("上期结转", "上期没有办结、转到本期的件数")] = 0
    answered: Annotated[Count | None, about("办结", "本期办结（答复）的件数")] = None
    due: Annotated[Count | None, about("应办结", "本期到期应当办结的件数；不写就是办结的件数")] = None
    on_time: Annotated[Count | None, about("按期办结", "在期限内办结的件数")] = None
    rated: Annotated[Count | None, about("参评", "来信人作了评价的件数")] = None
    satisfied: Annotated[Count | None, about("结果满意", "对办理结果满意的件数")] = None
    process_satisfied: Annotated[Count | None, about("过程满意", "对办理过程满意的件数")] = None
    answer_rate: Annotated[Percent | None, about("办结率", "对外说的百分数，如 99.75")] = None
    on_time_rate: Annotated[Percent | None, about("按期办结率", "对外说的百分数，如 99.99")] = None
    satisfaction_rate: Annotated[Percent | None, about("满意率", "对外说的结果满意率，如 98")] = None
    process_rate: Annotated[Percent | None, about("过程满意率", "对外说的过程满意率，如 100")] = None
    source: Annotated[
        Text | None, about("数据来源", "数从哪里来，如“县12345工单系统，2026年11月3日导出”")
    ] = None


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of a channel's counts; `part` and `whole` are names of its fields, None where they are not told."""

    key: str
    """The field that states it."""
    title: str
    part_title: str
    part: int | None
    whole_title: str
    whole: int | None

    def rounded(self, digits: int) -> Decimal | None:
        """In per cent, with so many digits after the point; None where it cannot be computed."""
        if self.part is None or not self.whole:
            return None
        exact = Decimal(100 * self.part) / Decimal(self.whole)
        return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)

    @property
    def shown(self) -> str:
        """Two digits, without zeros that say nothing; no share of less than all is shown as 100."""
        found = self.rounded(2)
        if found is None:
            return ""
        if self.part != self.whole and found == 100:
            return "99.99"
        text = f"{found:f}"
        return text.rstrip("0").rstrip(".")


class Counts(Protocol):
    """The counts of a channel, as they are written or as lists know them."""

    @property
    def received(self) -> int: ...
    @property
    def carried(self) -> int: ...
    @property
    def answered(self) -> int | None: ...
    @property
    def due(self) -> int | None: ...
    @property
    def on_time(self) -> int | None: ...
    @property
    def rated(self) -> int | None: ...
    @property
    def satisfied(self) -> int | None: ...
    @property
    def process_satisfied(self) -> int | None: ...


def rates_of(counts: Counts) -> tuple[Rate, ...]:
    """The four rates of a channel, from the counts of a period."""
    whole, title = counts.received + counts.carried, "收到和结转" if counts.carried else "收到"
    all_due, due_title = (counts.answered, "办结") if counts.due is None else (counts.due, "应办结")
    return (
        Rate("answer_rate", "办结率", "办结", counts.answered, title, whole),
        Rate("on_time_rate", "按期办结率", "按期办结", counts.on_time, due_title, all_due),
        Rate("satisfaction_rate", "满意率", "结果满意", counts.satisfied, "参评", counts.rated),
        Rate("process_rate", "过程满意率", "过程满意", counts.process_satisfied, "参评", counts.rated),
    )
