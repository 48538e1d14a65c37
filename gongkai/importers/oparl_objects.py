"""A folder of OParl JSON: single objects, arrays, pages of lists. Nothing is fetched: what is not there is not known."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.content.walk import SourceFile
from gongkai.importers.source import UnreadableError

Thing = Mapping[str, object]
"""An object of OParl, as it was read."""
MAX_BYTES = 50_000_000


def type_of(thing: Thing) -> str:
    """`Meeting`, `AgendaItem` …: the last part of the type's address; "" where it has none."""
    written = thing.get("type")
    return written.rstrip("/").rpartition("/")[2] if isinstance(written, str) else ""


def read_objects(root: Path, file: SourceFile) -> tuple[Thing, ...]:
    """The objects of a file below `root`; raises `UnreadableError` where it holds none."""
    if file.size > MAX_BYTES:
        size = f"{file.size / 1e6:.1f} MB"
        raise UnreadableError(f"文件太大（{size}）", f"the file is too large ({size})")
    try:
        data = json.loads((root / file.path).read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UnreadableError(f"读不出来：{error.strerror}", f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        zh = f"不是 UTF-8 编码，第 {error.start + 1} 个字节读不懂"
        raise UnreadableError(zh, f"not UTF-8 at byte {error.start + 1}") from error
    except json.JSONDecodeError as error:
        raise UnreadableError(f"不是 JSON：{error.msg}", f"not JSON: {error.msg}", error.lineno) from error
    except RecursionError:
        raise UnreadableError("层次太深，读不出来", "it is nested too deep") from None
    found = tuple(_objects(data))
    if not found:
        raise UnreadableError("里面没有 OParl 对象", "there is no OParl object in it")
    return found


def _objects(data: object) -> Iterator[Thing]:
    if isinstance(data, list):
        for entry in data:
            yield from _objects(entry)
    elif isinstance(data, dict):
        if type_of(data):
            yield data
        elif isinstance(data.get("data"), list):
            yield from _objects(data["data"])


@dataclass(slots=True)
class Library:
    """All objects of the folder by address, those within others too."""

    things: dict[str, Thing] = field(default_factory=dict)
    topics: dict[str, list[Thing]] = field(default_factory=dict)
    """Topics that lie outside their meeting, by its address."""

    def add(self, thing: Thing) -> None:
        name, meeting = thing.get("id"), thing.get("meeting")
        if isinstance(name, str):
            self.things.setdefault(name, thing)
        if type_of(thing) == "AgendaItem" and isinstance(meeting, str):
            self.topics.setdefault(meeting, []).append(thing)

    def find(self, value: object) -> Thing | None:
        """An object that is given itself, or by its address."""
        if isinstance(value, dict):
            return value
        return self.things.get(value) if isinstance(value, str) else None


class Ledger:
    """Remembers what was taken from an object, so that the rest can be told."""

    def __init__(self) -> None:
        self._taken: set[tuple[int, str]] = set()

    def take(self, thing: Thing, key: str) -> object:
        """The value of a key, None where there is none; it counts as taken."""
        self._taken.add((id(thing), key))
        return thing.get(key)

    def rest(self, thing: Thing, path: str) -> Iterator[tuple[str, object]]:
        """What was not taken, by path (`Meeting.agendaItem.id`), of the object and of those within it."""
        for key, value in thing.items():
            if (id(thing), key) not in self._taken:
                if value not in (None, "", [], {}):
                    yield f"{path}.{key}", value
                continue
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, dict):
                    yield from self.rest(inner, f"{path}.{key}")
