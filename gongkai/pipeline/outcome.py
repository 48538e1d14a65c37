"""What a build or a check has to tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from gongkai.findings import Finding

if TYPE_CHECKING:  # heavy: a build that changes nothing needs none of it
    from gongkai.pipeline.job import Whole

Tick = Callable[[int, int], None]
"""Called with what is done and how much there is in all."""
Compression = Literal["settings", "always", "keep"]
"""Whether compressed siblings are written: as `config.yaml` says, in any case, or where the last build did."""


@dataclass(frozen=True, slots=True)
class Built:
    """`pages` is 0 and nothing was written when there are errors among the findings.

    `rendered` counts the pages that were made anew; the others are as they were. `whole` is None where nothing had
    to be read.
    """

    findings: tuple[Finding, ...]
    records: int = 0
    pages: int = 0
    rendered: int = 0
    is_search_behind: bool = False
    """The search index is of older records; only where that was asked for."""
    whole: Whole | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """`records` are those that could be read, public or not."""

    findings: tuple[Finding, ...]
    records: int
    is_whole: bool
    """False where the content could not be read at all, and nothing but that was found."""
