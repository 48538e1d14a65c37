"""What a build or a check has to tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from gongkai.findings import Finding

Tick = Callable[[int, int], None]
"""Called with what is done and how much there is in all."""
Compression = Literal["settings", "always", "keep"]
"""Whether compressed siblings are written: as `config.yaml` says, in any case, or where the last build did."""


@dataclass(frozen=True, slots=True)
class Built:
    """`pages` is 0 and nothing was written when there are errors among the findings.

    `rendered` counts the pages that were made anew; the others are as they were.
    """

    findings: tuple[Finding, ...]
    records: int = 0
    pages: int = 0
    rendered: int = 0
