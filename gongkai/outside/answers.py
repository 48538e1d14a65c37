"""What became of a link when it was followed, and how that is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gongkai.findings import Finding, Location

State = Literal["ok", "moved", "dead", "failing", "guarded", "private"]
"""`guarded`: the site does not answer programs, so nothing is known; `private`: its name leads into an inner network."""

REASONS = {
    "status": ("返回 {status}", "it answers {status}"),
    "host": ("找不到这个网站", "there is no such host"),
    "connection": ("连不上", "no connection"),
    "timeout": ("太久没有回应", "it takes too long"),
    "tls": ("证书不对或者加密连接失败", "its certificate is not right, or encryption failed"),
    "protocol": ("回应的不是网页", "it does not answer as a web server does"),
    "loop": ("在几个地址之间转圈", "it leads round in a circle"),
    "hops": ("转了太多次", "it leads on too many times"),
    "target": ("转到不能打开的地址", "it leads to what cannot be opened"),
    "address": ("不是网址", "it is no web address"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """`target` is the address that a moved link has now; `reason` a key of `REASONS`, "" where there is nothing to say."""

    state: State
    status: int = 0
    target: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A link to another site: where it stands, and the unit that answers for it ("" for the site itself)."""

    url: str
    place: Location
    unit: str


_CODES: dict[State, str] = {"dead": "B151", "moved": "B152", "failing": "B153", "private": "B154"}


def finding_of(mention: Mention, answer: Answer) -> Iterator[Finding]:
    """What there is to say of a link, if anything."""
    if answer.state in _CODES:
        zh, en = (text.format(status=answer.status) for text in REASONS.get(answer.reason, ("", "")))
        words = {"value": mention.url, "target": answer.target, "reason": zh, "reason_en": en}
        yield Finding(_CODES[answer.state], mention.place, words)
