"""The form of document numbers (发文字号): 机关代字〔年份〕序号号 (GB/T 9704-2012, 7.2.5; 党政机关公文处理工作条例 art. 9)."""

from __future__ import annotations

import re
import unicodedata

DOCUMENT_NUMBER = re.compile(
    r"[^\s〔〕\[\]()（）]{0,29}[^\s〔〕\[\]()（）第]〔(?:19|20)[0-9]{2}〕[1-9][0-9]{0,4}号"
)
_LOOSE = re.compile(
    r"(?P<word>[^\[\]()〔〕【】〈〉<>《》「」『』{}]*?)第?[\[(〔【〈<《「『{]*(?P<year>(?:19|20)[0-9]{2})年?[\])〕】〉>》」』}]*"
    r"(?:第|[Nn][Oo]\.?|-)?0*(?P<number>[1-9][0-9]{0,4})[号號]?"
)
"""The ways in which it is written wrong: other brackets or none, 第, leading zeros, no 号."""


def right_form(text: str) -> str:
    """The number that is meant by one of another form, "" where that cannot be told: `云政办发[2026]第012号`."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    match = _LOOSE.fullmatch(plain)
    if not match:
        return ""
    found = f"{match['word']}〔{match['year']}〕{match['number']}号"
    return found if DOCUMENT_NUMBER.fullmatch(found) else ""


def word_of(number: str) -> str:
    """The letters of the issuing organ, `云政办发〔2026〕12号` -> `云政办发`."""
    return number.partition("〔")[0]


def year_of(number: str) -> str:
    """`云政办发〔2026〕12号` -> `2026`"""
    return number.partition("〔")[2][:4]
