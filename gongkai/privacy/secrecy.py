"""Marks of secrecy (保守国家秘密法, GB/T 9704: 密级★期限), marks of internal papers, the words of the county."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.privacy.known import Known
from gongkai.privacy.suspect import Suspect

_LEVEL = r"(?:绝密|机密|秘密)"
_CLASSIFIED = re.compile(
    rf"(?<![\u4e00-\u9fff]){_LEVEL} ?[★☆*](?:[ 0-9]*(?:年|个月|日|长期)|长期)?"
    rf"|(?:密级|保密等级|秘密等级)[\"'* ]{{0,3}}[:|][\"'* ]{{0,3}}{_LEVEL}"
    rf"|^[ \t>#*_\[(【|-]*{_LEVEL}[ \t*_\])】|]*$",
    re.MULTILINE,
)
_INTERNAL = re.compile(
    r"(?:[(\[【〔][ ]?|^[ \t>#*_|-]*)"
    r"(?:内部(?:资料|文件|材料|使用|参考)|工作秘密|仅供内部(?:使用|参考|掌握)|(?:严禁|请勿|不得)外传|(?:不得|不宜|不)对外公开|非公开(?:件|文件))"
    r"(?:[,、 ]*(?:注意保存|妥善保管|严禁外传|请勿外传|不得外传|不得复制|严禁复制|阅后收回|用后收回|严格保密))*"
    r"[!。 ]*(?:[)\]】〕]|[*_| \t]*$)",
    re.MULTILINE,
)
KEYWORDS = {
    "密": ("机密", "秘密", "绝密", "密级"),
    "内部": ("内部资料", "内部文件", "内部材料", "内部使用", "内部参考", "内部掌握"),
    "公开": ("对外公开", "非公开"),
    "外传": ("外传",),
}
"""A text without any of them bears no mark."""


def secrets_in(text: str, known: Known) -> Iterator[Suspect]:
    """Marks and words in a folded text."""
    for match in _CLASSIFIED.finditer(text):
        yield Suspect("H201", *match.span())
    for match in _INTERNAL.finditer(text):
        yield Suspect("H202", *match.span())
    if known.word_pattern:
        for match in known.word_pattern.finditer(text):
            code, blocks = known.words[match[0].casefold()]
            yield Suspect("H211" if blocks else "H212", *match.span(), None, code)
