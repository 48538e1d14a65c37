"""What a county says of itself: the addresses of its offices, its words, which columns its lists of names may show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ListRule:
    """What a list of names of one catalog item may show; `in_full`: the law wants the whole names."""

    columns: frozenset[str]
    in_full: bool


@dataclass(frozen=True, slots=True)
class Known:
    """`contacts` are digits of office telephones and office mailboxes in small letters.

    `words` maps a word that must not (or should not) appear, in small letters, to its code and whether it blocks. `lists` maps catalog
    items to what their lists may show. `digest` stands for all of it.
    """

    contacts: frozenset[str] = frozenset()
    words: Mapping[str, tuple[str, bool]] = field(default_factory=dict)
    lists: Mapping[str, ListRule] = field(default_factory=dict)
    digest: str = ""
    word_pattern: re.Pattern[str] | None = None


def word_pattern(words: Mapping[str, object]) -> re.Pattern[str] | None:
    """All words at once, the longest first; the same word in full-width letters is found too."""
    if not words:
        return None
    pattern = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    has_letters = any(word.upper() != word.lower() for word in words)
    return re.compile(pattern, re.IGNORECASE if has_letters else 0)  # to leave it out is much faster
