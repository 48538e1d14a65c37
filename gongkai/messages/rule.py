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
