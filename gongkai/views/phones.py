"""Telephone numbers and mail addresses in the fields that hold them, as links that a phone can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.text import MAIL_ADDRESS, PHONE_NUMBER
from gongkai.views.parts import Cell, Link

_REACHABLE = re.compile(f"(?P<mail>{MAIL_ADDRESS.pattern})|{PHONE_NUMBER.pattern}", re.ASCII | re.IGNORECASE)


def reachable(text: str) -> Link:
    """The text of a field for contact: a link as a whole, or a text with links in it."""
    parts = tuple(_parts(text))
    return parts[0] if len(parts) == 1 else Link(text, "", parts=parts)


def reachable_cell(text: str | None) -> Cell:
    """The same in a table, where most texts are plain."""
    link = reachable(text or "")
    return link if link.url or link.parts else link.title


def _parts(text: str) -> Iterator[Link]:
    end = 0
    for found in _REACHABLE.finditer(text):
        if found.start() > end:
            yield Link(text[end : found.start()], "")
        yield Link(found[0], f"mailto:{found[0]}" if found["mail"] else f"tel:{_digits(found[0])}")
        end = found.end()
    if end < len(text) or not text:
        yield Link(text[end:], "")


def _digits(number: str) -> str:
    return re.sub("[^0-9-]", "", number)
