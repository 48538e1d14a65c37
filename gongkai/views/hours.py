"""Hours between two moments, and how people say them."""

from __future__ import annotations

from datetime import datetime


def hours_between(start: str, end: str) -> float:
    """Hours from one ISO moment to another; both carry their offset."""
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / 3600


def lasting(hours: float) -> str:
    """As people say it: 2小时50分钟."""
    minutes = round(hours * 60)
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest}分钟"
    return f"{whole}小时{rest}分钟" if rest else f"{whole}小时"
