"""Text as detectors read it: NFKC, without characters that nobody sees; every place leads back to the source."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_DASHES = frozenset("‐‑‒–—―−﹣－")
_WIDE = (
    {0xFF01 + i: 0x21 + i for i in range(94)}
    | {0x3000: " ", 0xA0: " "}
    | {ord(dash): "-" for dash in _DASHES}
)
_PLAIN = re.compile(r"[\x00-\x7f\u3001\u3002\u300a\u300b\u4e00-\u9fff“”‘’…【】〔〕·]*")
"""Characters that stay what they are: most texts hold few others."""


class Folded(NamedTuple):
    """`places` maps offsets in `text` to the source; None where they are the same."""

    text: str
    places: tuple[int, ...] | None

    def place(self, offset: int) -> int:
        return offset if self.places is None else self.places[offset]


def fold(source: str) -> Folded:
    """Fold a text for reading."""
    wide = source.translate(_WIDE)
    if _PLAIN.fullmatch(wide):
        return Folded(wide, None)
    parts = [_fold(character) for character in source]
    text = "".join(parts)
    if len(text) == len(source) and all(len(part) == 1 for part in parts):
        return Folded(text, None)
    places = [i for i, part in enumerate(parts) for _ in part]
    return Folded(text, (*places, len(source)))


@lru_cache(maxsize=30_000)
def _fold(character: str) -> str:
    if character in _UNSEEN:
        return ""
    if character in _DASHES:
        return "-"
    if unicodedata.category(character) in ("No", "So"):  # ① is a number of a list, no digit of a telephone
        return character
    return unicodedata.normalize("NFKC", character)
