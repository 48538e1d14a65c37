"""The values of a record's fields, taken from a source as the mapping says; what is doubtful is noted."""

from __future__ import annotations

import re
from datetime import date

from gongkai.content.schema import shape_of
from gongkai.importers.mapping import Mapping, Origin
from gongkai.importers.oddities import Notebook
from gongkai.importers.source import Event, Source, find_clause, find_day, make_day
from gongkai.model.kinds import KINDS

Value = str | date | tuple[str, ...]
DATES = frozenset({"published", "modified", "issued", "effective", "expires", "abolished", "display_until"})
_ORDER = (("issued", "published"), ("published", "modified"), ("effective", "expires"))
"""Pairs of which the second may not be earlier (rule D104)."""
_FILE_DATE = re.compile(r"[(（](\d{4})-(\d{2})-(\d{2})[)）]$")


def read_values(source: Source, mapping: Mapping, notes: Notebook) -> dict[str, Value]:
    """Every field that the mapping fills, by its English key; title and date of publication are always there."""
    reader = _Reader(source, mapping, notes)
    found: dict[str, Value] = {}
    for key in {"title": None, "published": None, **mapping.values}:
        value = reader.day(key) if key in DATES else reader.text(key)
        if value:
            found[key] = value
    for key, constant in mapping.constants.items():
        found.setdefault(key, constant)
    _require(found, source, mapping, notes)
    _put_in_order(found, mapping.kind, notes)
    _note_unused(source, mapping, notes)
    return found


class _Reader:
    def __init__(self, source: Source, mapping: Mapping, notes: Notebook) -> None:
        self._source, self._mapping, self._notes = source, mapping, notes
        self._shape = shape_of(KINDS[mapping.kind].fields)

    def day(self, key: str) -> date | None:
        """The first date found; noted where two origins name different days."""
        origins = self._mapping.origins(key)
        days = [day for origin in origins if (day := self._day(origin))]
        self._note_difference(key, [day.isoformat() for day in days])
        if not days and any(origin.kind == "effective_clause" for origin in origins):
            return self._clause_day(key)
        return days[0] if days else None

    def _clause_day(self, key: str) -> date | None:
        found = find_clause(self._source.lines)
        if found and key != "effective":
            self._notes.note("clause-date", found[0].number, value=found[1][0], **self._names(key))
        return self._checked(found[1], found[1][0]) if found else None

    def text(self, key: str) -> str | tuple[str, ...] | None:
        """The first text found, in the words of this site."""
        found = [t for origin in self._mapping.origins(key) if (t := self._texts(origin))]
        self._note_difference(key, ["、".join(texts) for texts in found])
        written = tuple(w for text in (found[0] if found else ()) if (w := self._translate(key, text)))
        return written[0] if len(written) == 1 else written or None

    def _note_difference(self, key: str, values: list[str]) -> None:
        different = dict.fromkeys("".join(value.split()) for value in values)
        if len(different) > 1:
            self._notes.note("sources-differ", **self._names(key), values=" / ".join(different))

    def _names(self, key: str) -> dict[str, str]:
        return {"key": key, "label": self._shape[key].label}

    def _translate(self, key: str, text: str) -> str | None:
        table = self._mapping.terms.get(key)
        if table is None:
            return text
        if text not in table:
            self._notes.note("unknown-value", value=text, **self._names(key))
            return None
        written = table[text]
        if text in self._mapping.doubtful.get(key, ()):
            self._notes.note("doubtful-value", value=text, written=written or "", **self._names(key))
        return written

    def _texts(self, origin: Origin) -> tuple[str, ...]:
        words = self._words(origin)
        day = None if words else self._day(origin)
        return words or ((day.isoformat(),) if day else ())

    def _words(self, origin: Origin) -> tuple[str, ...]:
        """What the source says there in words, each on one line."""
        values: list[object] = []
        match origin.kind:
            case "key":
                value = self._source.front.get(origin.argument)
                values = value if isinstance(value, list) else [value]
            case "heading" if self._source.heading:
                values = [self._source.heading.text]
            case "file_name":
                values = [name_without_date(self._source.path)]
        return tuple(" ".join(value.split()) for value in values if isinstance(value, str) and value.strip())

    def _day(self, origin: Origin) -> date | None:
        match origin.kind:
            case "first_event" | "last_event":
                days = sorted(event.day for event in self._source.events if _is_about(event, origin.argument))
                return (days[0] if origin.kind == "first_event" else days[-1]) if days else None
            case "file_date":
                stem = self._source.path.rpartition(".")[0]
                match = _FILE_DATE.search(stem)
                return self._checked(match, stem) if match else None
        words = self._words(origin)
        return self._checked(find_day(words[0]), words[0]) if words else None

    def _checked(self, match: re.Match[str] | None, text: str) -> date | None:
        day = make_day(match) if match else None
        if not day:
            self._notes.note("no-such-day" if match else "not-date", value=match[0] if match else text)
        return day


def _is_about(event: Event, words: str) -> bool:
    return not words or any(word in event.text for word in words.split("|"))


def name_without_date(path: str) -> str:
    """The name of a file without folder, ending and a trailing (2019-03-24)."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return _FILE_DATE.sub("", stem).strip() or stem


def _require(found: dict[str, Value], source: Source, mapping: Mapping, notes: Notebook) -> None:
    if "title" not in found:
        notes.note("no-title")
        found["title"] = name_without_date(source.path)
    if "published" not in found:
        notes.note("no-date", value=mapping.default_published.isoformat())
        found["published"] = mapping.default_published


def _put_in_order(found: dict[str, Value], kind: str, notes: Notebook) -> None:
    shape = shape_of(KINDS[kind].fields)
    for earlier, later in _ORDER:
        first, second = found.get(earlier), found.get(later)
        if isinstance(first, date) and isinstance(second, date) and second < first:
            notes.note(
                "dates-disordered",
                key=later,
                label=shape[later].label,
                value=second.isoformat(),
                earlier_key=earlier,
                earlier=shape[earlier].label,
                limit=first.isoformat(),
            )
            found[later] = first


def _note_unused(source: Source, mapping: Mapping, notes: Notebook) -> None:
    used = {origin.argument for key in mapping.values for origin in mapping.origins(key)}
    for key, value in source.front.items():
        if key not in used and key not in mapping.ignored:
            notes.note("key-unused", key=key, value=value if isinstance(value, str) else type(value).__name__)
