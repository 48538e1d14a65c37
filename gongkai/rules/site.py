"""B10x, B12x: what the portal says of itself, and how citizens reach it (国办发〔2017〕47号, 国办秘函〔2019〕19号)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from gongkai.clocks.calendar import add_months
from gongkai.findings import Finding, Location
from gongkai.model.content import Content
from gongkai.model.header import Header
from gongkai.model.site import SiteConfig
from gongkai.model.unit import Unit

CONFIG = "config.yaml"
_PROVINCE = "[\u4e00-\u9fff]"
_PATTERNS = {
    "site_code": ("B101", re.compile(r"(?:bm\d{8}|\d{10})", re.ASCII)),
    "icp": ("B102", re.compile(rf"{_PROVINCE}ICP备\d{{5,12}}号(?:-\d{{1,3}})?", re.ASCII)),
    "police": ("B103", re.compile(rf"{_PROVINCE}公网安备 ?\d{{14}}号", re.ASCII)),
    "region_code": ("B105", re.compile(r"\d{6}", re.ASCII)),
}
"""How the numbers in the footer must look (handbook §6.4 L-FOOT)."""
POSTS_DAYS = 14
"""New media without a post for longer are a single veto."""
WAITING_MONTHS = 3
"""So is a message that waits longer for an answer."""


def _check_config(config: SiteConfig) -> Iterator[Finding]:
    for key, (code, pattern) in _PATTERNS.items():
        value = getattr(config, key)
        if not pattern.fullmatch(value):
            yield Finding(code, Location(CONFIG, field=(key,)), {"value": value})
    if config.url.startswith("http://"):
        yield Finding("B104", Location(CONFIG, field=("url",)), {"value": config.url})
    if not any(way.is_open for way in config.channels):
        yield Finding("B125", Location(CONFIG, field=("channels",) if config.channels else ("name",)))


def _check_headers(headers: Iterable[Header], today: date) -> Iterator[Finding]:
    """Records that are dated in the future, and messages that wait longer than three months.

    What is dated in the future is not out yet; somebody may have mistyped the year. Of each message that waits its
    clock tells; all together are a single veto.
    """
    day, waiting = today.isoformat(), []
    for header in headers:
        if header.status != "发布":
            continue
        if header.published[:10] > day:
            words = {"day": header.published[:10]}
            yield Finding("B131", Location(header.path, field=("published",)), words)
        asked = header.message
        if asked and not asked.replied and _is_too_long(asked.received, today):
            waiting.append((asked.received, header.path))
    if waiting:
        words = {"counted": str(len(waiting)), "name": min(waiting)[1]}
        yield Finding("B124", Location(CONFIG, field=("name",)), words)


def _is_too_long(received: str, today: date) -> bool:
    return add_months(date.fromisoformat(received), WAITING_MONTHS) < today


def _check_new_media(units: Mapping[str, Unit], today: date) -> Iterator[Finding]:
    for unit in units.values():
        for i, account in enumerate(unit.fields.new_media):
            last = account.last_post
            if last and account.status == "正常" and today - last > timedelta(days=POSTS_DAYS):
                words = {"name": account.name, "day": last.isoformat(), "days": str((today - last).days)}
                yield Finding("B127", Location(unit.path, field=("new_media", i, "last_post")), words)


def check_site(content: Content, headers: Mapping[str, Header], today: date) -> Iterator[Finding]:
    yield from _check_config(content.config)
    yield from _check_headers(headers.values(), today)
    yield from _check_new_media(content.units, today)
