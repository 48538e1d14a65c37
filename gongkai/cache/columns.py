"""Many rows of one kind, kept field by field: what many of them share (a unit, a class, a day) is in memory once.

A million entries, each with its own copy of the name of its kind, would take half as much memory again.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import GenericAlias
from typing import Any, Generic, TypeVar, get_type_hints

from msgspec import Struct
from msgspec.msgpack import Decoder, encode

from gongkai.cache.signs import decode

Row = TypeVar("Row", bound=Struct)


class Columns(Generic[Row]):
    """Encodes and decodes rows of the type `row`, whose values can be hashed."""

    def __init__(self, row: type[Row]) -> None:
        types: dict[str, Any] = get_type_hints(row)
        columns = tuple(GenericAlias(list, (types[name],)) for name in row.__struct_fields__)
        self._row = row
        self._decoder: Decoder[tuple[list[Any], ...]] = Decoder(GenericAlias(tuple, columns))

    def encode(self, rows: Iterable[Row]) -> bytes:
        found = list(rows)
        return encode([[getattr(row, name) for row in found] for name in self._row.__struct_fields__])

    def decode(self, raw: bytes | None, shared: dict[Any, Any]) -> tuple[Row, ...] | None:
        """None where there is nothing, or nothing of this kind.

        Values that are tuples are those that are in `shared`, and are put there: they are few, even of many rows.
        """
        columns = decode(self._decoder, raw)
        if columns is None:
            return None
        once: dict[Any, Any] = {}
        known = (shared if column and isinstance(column[0], tuple) else once for column in columns)
        values = (map(some.setdefault, column, column) for some, column in zip(known, columns, strict=True))
        return tuple(map(self._row, *values))
