"""The headers of all records, partition by partition: in memory are those that were asked for last.

Few sites have so many records that any is let go. Of a million each step asks for one partition after another, or for
records in the order of their partitions (see `by_partition`): to read a partition again takes some milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from threading import Lock
from typing import Generic, TypeVar

from gongkai.cache.records import ReadState, read_records
from gongkai.cache.store import Store
from gongkai.content.tree import partition_of
from gongkai.model.header import Header, Needs

T = TypeVar("T")
_ALL = 100_000
"""Records that are all held, once they were asked for: some 250 MB."""
_MOST = 50_000
"""Of more so many."""


class Held:
    """The valid records of partitions, as they were read. `blobs` names what is remembered of each partition."""

    def __init__(self, store: Store, blobs: Mapping[str, str], count: int) -> None:
        self._store, self._blobs, self._count = store, blobs, count
        self._held: dict[str, dict[str, ReadState]] = {}
        self._holds_all = count <= _ALL
        self._lock = Lock()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[ReadState]:
        """All, one partition after the other; where they are too many to be held, none is held for that."""
        for name in self._blobs:
            held = self._held.get(name) or (self.of(name) if self._holds_all else self._read(name))
            yield from held.values()

    def find(self, record: str) -> ReadState | None:
        return self.of(partition_of(record)).get(record) if record.count("/") == 3 else None

    def let_go(self) -> None:
        """Hold none for now."""
        with self._lock:
            self._held.clear()

    def of(self, partition: str) -> Mapping[str, ReadState]:
        """The records of one partition by id; none where there is no such partition."""
        if self._holds_all and (found := self._held.get(partition)) is not None:
            return found
        if partition not in self._blobs:
            return {}
        with self._lock:
            found = self._held.pop(partition, None)  # put back at the end: the last to be let go
            if found is None:
                found = self._read(partition)
                self._make_room(len(found))
            self._held[partition] = found
        return found

    def _make_room(self, count: int) -> None:
        """Let go what was asked for least lately."""
        while not self._holds_all and self._held and count + sum(map(len, self._held.values())) > _MOST:
            del self._held[next(iter(self._held))]

    def _read(self, partition: str) -> dict[str, ReadState]:
        return {s.id: s for s in read_records(self._store, self._blobs[partition]) if s.header}


class _Facts(Mapping[str, T], Generic[T]):
    """One fact of each record that is held, by id, in the order of partitions."""

    def __init__(self, held: Held, fact: Callable[[ReadState], T]) -> None:
        self._held, self._fact = held, fact

    def __getitem__(self, record: str) -> T:
        found = self._held.find(record)
        if found is None:
            raise KeyError(record)
        return self._fact(found)

    def __contains__(self, record: object) -> bool:
        return isinstance(record, str) and self._held.find(record) is not None

    def __iter__(self) -> Iterator[str]:
        return (state.id for state in self._held)

    def __len__(self) -> int:
        return len(self._held)

    # What stands in a partition is asked for together, not one by one.

    def values(self) -> ValuesView[T]:
        return _Values(self)

    def items(self) -> ItemsView[str, T]:
        return _Items(self)

    def each(self) -> Iterator[tuple[str, T]]:
        return ((state.id, self._fact(state)) for state in self._held)


class _Values(ValuesView[T]):
    _mapping: _Facts[T]

    def __iter__(self) -> Iterator[T]:
        return (fact for _, fact in self._mapping.each())


class _Items(ItemsView[str, T]):
    _mapping: _Facts[T]

    def __iter__(self) -> Iterator[tuple[str, T]]:
        return self._mapping.each()


def headers_in(held: Held) -> Mapping[str, Header]:
    return _Facts(held, _header)


def needs_in(held: Held) -> Mapping[str, Needs]:
    return _Facts(held, _needs)


def _header(state: ReadState) -> Header:
    assert state.header
    return state.header


def _needs(state: ReadState) -> Needs:
    return state.needs
