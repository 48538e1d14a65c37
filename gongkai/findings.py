"""The one currency for problems: a finding names a rule, a place and the words that fit the case.

What each rule says, in Chinese and in English, stands in `gongkai.messages`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Literal

from gongkai.messages import RULES, Severity

Language = Literal["zh", "en"]


class GongkaiError(Exception):
    """The work cannot go on; `zh` and `en` say why and what to do. Shown without a traceback."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en

    def text(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file of the project; line and column count from 1, 0 where there is none.

    A rule that knows a record, not its file, names the `field`; `content.places.locate` finds line and column.
    """

    path: str
    line: int = 0
    column: int = 0
    field: tuple[str | int, ...] = ()

    def __str__(self) -> str:
        place = self.path
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        return place


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` is a key of `RULES`; `words` fill the gaps of its sentences."""

    code: str
    location: Location
    words: Mapping[str, str] = field(default_factory=dict)
    other: Location | None = None
    """The place that it does not agree with; its text fills the gap `other`."""

    @property
    def severity(self) -> Severity:
        return RULES[self.code].severity

    def message(self, language: Language = "zh") -> str:
        rule = RULES[self.code]
        return (rule.zh if language == "zh" else rule.en).format_map(self._words())

    def hint(self, language: Language = "zh") -> str:
        rule = RULES[self.code]
        hint = (rule.hint_zh if language == "zh" else rule.hint_en).format_map(
            {"suggestion": "", **self._words()}
        )
        suggestion = self.words.get("suggestion")
        if suggestion:
            meant = f"是不是“{suggestion}”？" if language == "zh" else f"did you mean `{suggestion}`?"
            hint = f"{meant} {hint}".strip()
        return hint

    def _words(self) -> Mapping[str, str]:
        return {**self.words, "other": str(self.other)} if self.other else self.words


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by path, line, column and code; the same finding twice is told once, and none tells personal data."""
    unique = {
        (str(f.location.path), f.location.line, f.location.column, f.code, f.message()): f
        for f in map(_masked, findings)
    }
    return [unique[key] for key in sorted(unique)]


_PLAIN = frozenset(
    [
        "label",
        "clock",
        "key",
        "earlier",
        "earlier_key",
        "other_label",
        "other_key",
        "limit",
        "size",
        "bytes",
        "days",
        "least",
        "known",
        "known_en",
        "place",
        "place_en",
        "vocabulary",
        "help",
        "hint",
        "hint_en",
        "reason",
        "reason_en",
        "first",
        "suggestion",
        "path",
        "unit",
        "step",
        "steps",
        "other_step",
        "by",
    ]
)
"""Words that are never what a file says."""


def discreet(finding: Finding) -> Finding:
    """The finding without what its file says: for files that are not public, since logs of checks often are."""
    words = {name: word if name in _PLAIN else "……" for name, word in finding.words.items()}
    return replace(finding, words=words)


def _mask(text: str) -> str:
    from gongkai.privacy import mask_certain  # heavy: where nothing is found, nothing is masked

    return mask_certain(text)


def _masked(finding: Finding) -> Finding:
    """Rules quote what a file says, and a file's name may say something too: numbers of persons are masked in both."""
    words = {name: _mask(word) for name, word in finding.words.items()}
    place, other = _masked_place(finding.location), finding.other and _masked_place(finding.other)
    if words == finding.words and place is finding.location and other is finding.other:
        return finding
    return replace(finding, location=place, words=words, other=other)


def _masked_place(place: Location) -> Location:
    path = _mask(place.path)
    return place if path == place.path else replace(place, path=path)


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(finding.severity == "error" for finding in findings)


_PLACES = {"first", "byte"}
"""Words that tell a place in a file."""


def with_marks(findings: Iterable[Finding]) -> Iterator[tuple[str, Finding]]:
    """Each finding with what it is known by as long as it is there, wherever in its file it moves.

    Of findings that say the same of the same file, the first is the first again next time.
    """
    seen = Counter[str]()
    for finding in findings:
        words = sorted((key, word) for key, word in finding.words.items() if key not in _PLACES)
        told = "\0".join([finding.code, finding.location.path, *(part for pair in words for part in pair)])
        seen[told] += 1
        mark = blake2b(f"{told}\0{seen[told]}".encode("utf-8", "surrogatepass"), digest_size=16)
        yield mark.hexdigest(), finding
