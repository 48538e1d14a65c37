"""From a meeting of OParl to the fields of a record. Every word stays as it is; what has no place here is noted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime

from gongkai.importers.oddities import Notebook
from gongkai.importers.oparl_objects import Ledger, Library, Thing
from gongkai.importers.source import INVISIBLE, UnreadableError
from gongkai.model.dates import CHINA
from gongkai.model.record import WITHHELD
from gongkai.text import CONTROL

Values = dict[str, object]
_WEB = re.compile(r"https?://\S+")
_ROW = re.compile(r"\s+")
_FILES = ("invitation", "resultsProtocol", "verbatimProtocol", "auxiliaryFile")
_HIDDEN = "（不公开 not public）"


class MeetingReader:
    """Reads one meeting; `notes` get everything that is not taken over as it stands."""

    def __init__(self, thing: Thing, library: Library, notes: Notebook) -> None:
        self._thing, self._library, self._notes = thing, library, notes
        self._ledger = Ledger()

    def values(self, meeting_type: str) -> Values:
        """The fields of the record by key; raises `UnreadableError` where the meeting has no beginning."""
        thing = self._thing
        start = self._moment(thing, "start")
        if start is None:
            raise UnreadableError("没有开始时间（start）", "it has no `start`")
        written = str(thing["start"])
        if "T" in written and not (start.hour or start.minute):
            self._notes.note("midnight", value=written)
        topics = self._topics()
        agenda = tuple(self._item(item, i) for i, item in enumerate(topics, 1))
        if agenda and not any("number" in item for item in agenda):
            self._notes.note("numbers-given")
        found: Values = {
            "title": self._title(),
            "keywords": tuple(self._texts(thing, "keyword")),
            "meeting_type": meeting_type,
            "conveners": tuple(self._conveners()),
            "held_at": _written(start),
            "ended_at": self._end(start),
            "cancelled": "是" if self._ledger.take(thing, "cancelled") is True else None,
            "place": self._place(),
            "agenda": agenda,
            "materials": tuple(self._materials(thing, *_FILES)),
            "source_address": self._source(),
        }
        found |= self._published(start, any("resolution" in i or "points" in i for i in agenda))
        if agenda and all("disclosure" in item for item in agenda):
            found["status"] = "草稿"
            self._notes.note("all-hidden")
        self._tell_rest(topics)
        return found

    def _title(self) -> str:
        title = self._text(self._thing, "name")
        if not title:
            title = "会议"
            self._notes.note("no-title")
        return title

    def _published(self, start: datetime, has_results: bool) -> Values:
        """When the source made the object; not before the meeting, where it says what was decided there."""
        created, modified = self._moment(self._thing, "created"), self._moment(self._thing, "modified")
        published = created or modified or start
        if has_results and published < start:
            published = start
            self._notes.note("published-held", value=_written(start))
        later = modified if modified and modified > published else None
        return {"published": _written(published), "modified": _written(later) if later else None}

    def _end(self, start: datetime) -> str | None:
        end = self._moment(self._thing, "end")
        if end and end < start:
            self._notes.note("end-early", value=_written(end))
            return None
        return _written(end) if end else None

    def _moment(self, thing: Thing, key: str) -> datetime | None:
        """A moment in Beijing time; a source without a zone is taken to mean it."""
        written = self._ledger.take(thing, key)
        if written is None:
            return None
        try:
            moment = datetime.fromisoformat(str(written))
        except ValueError:
            self._notes.note("time-unread", key=key, value=str(written))
            return None
        if moment.tzinfo is None:
            return moment.replace(tzinfo=CHINA)
        here = moment.astimezone(CHINA)
        if moment.utcoffset() != here.utcoffset():
            self._notes.note("time-zone", key=key, value=str(written), written=_written(here))
        return here

    def _conveners(self) -> Iterator[str]:
        given = self._ledger.take(self._thing, "organization")
        for value in given if isinstance(given, list) else [given]:
            found = self._library.find(value)
            name = _clean(str(found.get("name") or ""), self._notes) if found else ""
            if name:
                yield name
            elif value:
                self._notes.note("not-resolved", key="organization", value=str(value))

    def _place(self) -> str | None:
        given = self._ledger.take(self._thing, "location")
        found = self._library.find(given)
        if found is None:
            if given:
                self._notes.note("not-resolved", key="location", value=str(given))
            return None
        self._ledger.take(found, "type")
        parts: list[str] = []
        keys = ("description", "room", "streetAddress", "postalCode", "locality", "subLocality")
        for key in keys:
            text = self._text(found, key)
            if text and not any(text in part for part in parts):
                parts.append(text)
        return ", ".join(parts) or None

    def _source(self) -> str | None:
        web, name = self._ledger.take(self._thing, "web"), self._ledger.take(self._thing, "id")
        return next((text for text in (web, name) if isinstance(text, str) and _WEB.fullmatch(text)), None)

    # --- topics ---

    def _topics(self) -> list[Thing]:
        """Those of the meeting that are not deleted, in order, with those that lie elsewhere in the folder."""
        given = self._ledger.take(self._thing, "agendaItem")
        found: dict[int, Thing] = {}
        named = str(self._thing.get("id", ""))
        for value in [*(given if isinstance(given, list) else []), *self._library.topics.get(named, ())]:
            item = self._library.find(value)
            if item is None:
                self._notes.note("not-resolved", key="agendaItem", value=str(value))
            elif item.get("deleted") is True:
                self._notes.note("deleted-part", key=f"agendaItem {item.get('id', '')}")
                self._take_all(item)
            elif not any(item.get("id") and item.get("id") == other.get("id") for other in found.values()):
                found[id(item)] = item
        topics = list(found.values())
        orders = [self._ledger.take(item, "order") for item in topics]
        if all(isinstance(order, int) for order in orders) and orders != sorted(orders, key=_number):
            self._notes.note("reordered")
            topics.sort(key=lambda item: _number(item.get("order")))
        return topics

    def _item(self, item: Thing, place: int) -> Values:
        title = self._text(item, "name")
        if not title:
            title = f"议题{place}"
            self._notes.note("topic-unnamed", count=str(place), value=title)
        texts = str(self._ledger.take(item, "resolutionText") or "")
        found: Values = {
            "title": title,
            "number": self._text(item, "number"),
            "points": tuple(line for text in texts.splitlines() if (line := _clean(text, self._notes))),
            "resolution": self._text(item, "result"),
            "materials": tuple(self._materials(item, "resolutionFile", "auxiliaryFile")),
        }
        if item.get("public", True) is not True:
            found["disclosure"] = WITHHELD
        for key in ("type", "meeting", "public"):
            self._ledger.take(item, key)
        return {key: value for key, value in found.items() if value}

    # --- files and texts ---

    def _materials(self, thing: Thing, *keys: str) -> Iterator[Values]:
        for key in keys:
            given = self._ledger.take(thing, key)
            for value in given if isinstance(given, list) else [given]:
                found = self._library.find(value)
                if found is None:
                    if value:
                        self._notes.note("not-resolved", key=key, value=str(value))
                elif found.get("deleted") is True:
                    self._notes.note("deleted-part", key=f"{key} {found.get('id', '')}")
                    self._take_all(found)
                elif material := self._material(found, key):
                    yield material

    def _material(self, file: Thing, key: str) -> Values | None:
        self._ledger.take(file, "type")
        used = "accessUrl" if file.get("accessUrl") else "downloadUrl"
        url = str(self._ledger.take(file, used) or "")
        if not _WEB.fullmatch(url):
            self._notes.note("address-bad", key=f"{key}.{used}", value=url)
            return None
        return {"title": self._text(file, "name") or self._text(file, "fileName") or key, "url": url}

    def _text(self, thing: Thing, key: str) -> str | None:
        value = self._ledger.take(thing, key)
        return _clean(str(value), self._notes) if isinstance(value, str | int) else None

    def _texts(self, thing: Thing, key: str) -> Iterator[str]:
        given = self._ledger.take(thing, key)
        for value in given if isinstance(given, list) else []:
            if text := _clean(str(value), self._notes):
                yield text

    # --- what is left ---

    def _take_all(self, thing: Thing) -> None:
        for key in thing:
            self._ledger.take(thing, key)

    def _tell_rest(self, topics: list[Thing]) -> None:
        """Everything that no field has taken, told once a path. Of topics that are not public no word is told."""
        for key in ("type", "deleted"):
            self._ledger.take(self._thing, key)
        hidden = [item for item in topics if item.get("public", True) is not True]
        unmarked = [item for item in hidden if item.get("public") is not False]
        for code, items in (("topic-hidden", hidden), ("topic-unmarked", unmarked)):
            if items:
                self._notes.note(code, count=str(len(items)))
        found: dict[str, list[object]] = {}
        for item in hidden:
            for path, _ in self._ledger.rest(item, "Meeting.agendaItem"):
                found.setdefault(path, []).insert(0, _HIDDEN)
            self._take_all(item)
            for inner in item.values():
                for part in inner if isinstance(inner, list) else [inner]:
                    if isinstance(part, dict):
                        self._take_all(part)
        outside = [item for item in topics if item not in hidden and not self._is_within(item)]
        for thing, path in ((self._thing, "Meeting"), *((item, "Meeting.agendaItem") for item in outside)):
            for place, value in self._ledger.rest(thing, path):
                found.setdefault(place, []).append(value)
        for path, values in found.items():
            shown = values[0] if isinstance(values[0], str) else json.dumps(values[0], ensure_ascii=False)
            self._notes.note("field-unused", key=path, count=str(len(values)), value=shown)

    def _is_within(self, item: Thing) -> bool:
        given = self._thing.get("agendaItem")
        return isinstance(given, list) and any(item is other for other in given)


def _clean(text: str, notes: Notebook) -> str:
    """A text in one line, without what nobody sees; what was taken away is noted."""
    for code, pattern in (("control", CONTROL), ("invisible", INVISIBLE)):
        for character in sorted(set(pattern.findall(text)) - {"\n", "\r", "\t"}):
            notes.note(code, what=f"U+{ord(character):04X}", count=str(text.count(character)))
        text = pattern.sub("", text)
    return text.strip() if "\n" not in text and "\t" not in text else _ROW.sub(" ", text).strip()


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _number(order: object) -> int:
    return order if isinstance(order, int) else 0
