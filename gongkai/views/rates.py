"""Rates as readers see them: computed, and never without the counts they are computed from."""

from __future__ import annotations

from gongkai.model.channels import Counts, Rate, rates_of

COUNT_COLUMNS = (
    "收到",
    "办结率（办结 ÷ 收到和结转）",
    "按期办结率（按期办结 ÷ 应办结）",
    "满意率（结果满意 ÷ 参评）",
    "过程满意率（过程满意 ÷ 参评）",
)


def count_cells(counts: Counts) -> tuple[str, ...]:
    """What is told of a channel in a period, under `COUNT_COLUMNS`; "" where a rate cannot be computed."""
    received = f"{counts.received}件" + (f"，上期结转{counts.carried}件" if counts.carried else "")
    return received, *map(rate_text, rates_of(counts))


def rate_text(rate: Rate) -> str:
    """The rate, and the two counts it is computed from."""
    return f"{rate.shown}%（{rate.part} ÷ {rate.whole}）" if rate.shown else ""
