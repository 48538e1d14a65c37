"""What changed from an old text to a new one, told in both: the words taken out, the words put in.

Chinese has no spaces, so texts are compared by character, numbers and Latin words as wholes. Short echoes between two
changes ("的", "不") belong to the change: a reader wants to see the words that differ, not the letters.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from markupsafe import Markup, escape

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*%?|[A-Za-z]+|.", re.DOTALL)
_LEAST_ALIKE = 0.25
"""Texts that share less of the shorter one are two texts, not one with changes."""
_ECHO = 2
"""Tokens: what stays the same between two changes must be longer to stand for itself."""

Stretch = tuple[str, str]
"""A stretch of the old text and of the new one, in order; equal where nothing changed."""


def compare(old: str, new: str) -> tuple[Stretch, ...]:
    """The two texts in stretches: those of the old joined are the old text, those of the new the new text."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    stretches = [("".join(before[a:b]), "".join(after[c:d])) for _, a, b, c, d in matcher.get_opcodes()]
    same = sum(len(first) for first, second in stretches if first == second)
    if same < _LEAST_ALIKE * min(len(old), len(new)):
        return ((old, new),) if old or new else ()
    return _without_echoes(stretches)


def _without_echoes(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for i, (first, second) in enumerate(stretches):
        is_inner = 0 < i < len(stretches) - 1
        is_echo = first == second and is_inner and len(_TOKEN.findall(first)) <= _ECHO
        is_change = first != second or is_echo
        if found and is_change and found[-1][0] != found[-1][1]:
            found[-1] = (found[-1][0] + first, found[-1][1] + second)
        else:
            found.append((first, second))
    return tuple(found)


def marked(old: str, new: str) -> tuple[Markup, Markup]:
    """Both texts with what changed marked: `<del>` in the old one, `<ins>` in the new one."""
    stretches = compare(old, new)
    return (
        Markup().join(_mark("del", first, first == second) for first, second in stretches),
        Markup().join(_mark("ins", second, first == second) for first, second in stretches),
    )


def _mark(element: str, text: str, is_same: bool) -> Markup:
    if is_same or not text:
        return escape(text)
    return Markup("<{0}>{1}</{0}>").format(Markup(element), text)
