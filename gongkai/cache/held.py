"""The headers of all records, partition by partition; of a very large site in memory are those asked for last.

Few sites have so many records that any is let go. Of a million each step asks for one partition after another, or for
records in the order of their partitions (see `by_partition`). What is held of them then is bytes, and a record is decoded
when it is asked for: that takes some microseconds, and a third of the memory.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from threading import Lock
from typing import Generic, TypeVar

from msgspec import Raw

from gongkai.cache.records import ReadState, decode_record, read_raw_records, read_records
from gongkai.cache.store import Store
from gongkai.content.tree import partition_of
from gongkai.model.header import Header, Needs

T = TypeVar("T")
_ALL = 150_000
"""Records that are all held, once they were asked for: some 380 MB."""
_MOST = 120_000
"""Of more so many are held as bytes: some 120 MB."""


class Held:
    """The valid records of partitions, as they were read. `blobs` names what is remembered of each partition."""

    def __init__(self, store: Store, blobs: Mapping[str, str], count: int) -> None:
        self._store, self._blobs, self._count = store, blobs, count
        self._holds_all = count <= _ALL
        self._held: dict[str, dict[str, ReadState]] = {}
        self._raw: dict[str, dict[str, Raw]] = {}
        """Only of a very large site; what was asked for least lately comes first."""
        self._lock = Lock()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[ReadState]:
        for name in self._blobs:
            yield from self.of(name).values()

    def find(self, record: str) -> ReadState | None:
        if record.count("/") != 3:
            return None
        partition = partition_of(record)
        if self._holds_all:
            return self.of(partition).get(record)
        raw = self._raw_of(partition).get(record) if partition in self._blobs else None
        found = decode_record(raw) if raw else None
        return found if found and found.header else None

    def let_go(self) -> None:
        """Hold none for now."""
        with self._lock:
            self._held.clear()
            self._raw.clear()

    def of(self, partition: str) -> Mapping[str, ReadState]:
        """The records of one partition by id; none where there is no such partition."""
        found = self._held.get(partition)
        if found is None:
            if partition not in self._blobs:
                return {}
            states = read_records(self._store, self._blobs[partition])
            found = {state.id: state for state in states if state.header}
            if self._holds_all:
                with self._lock:
                    self._held[partition] = found
        return found

    def _raw_of(self, partition: str) -> Mapping[str, Raw]:
        with self._lock:
            found = self._raw.pop(partition, None)
            if found is None:
                found = read_raw_records(self._store, self._blobs[partition])
                while self._raw and len(found) + sum(map(len, self._raw.values())) > _MOST:
                    del self._raw[next(iter(self._raw))]
            self._raw[partition] = found
        return found


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
