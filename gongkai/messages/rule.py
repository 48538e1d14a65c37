"""One rule: how grave it is, what it says, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Rule:
    severity: Severity
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""
    waivable: bool = False
    """Whether a record may be excused from it: only from duties of quality or of timing that an office can answer for.

    Never from what makes a file unreadable or wrong, from the disclosure attribute, secrecy, privacy and review, from
    what a law demands, nor from rules that more than one record breaks together.
    """
