"""The signs of very many files on shelves of a thousand: who changes ten files opens ten shelves, whatever there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from zlib import crc32

from gongkai.cache.signs import Shelf, Sign, looks_of, put, read_signs
from gongkai.cache.store import LostError, Store
from gongkai.output.compress import SIBLINGS
from gongkai.output.manifest import section_of

_SHELF = 1000
"""Files of a shelf, when it is made; it may grow to twice as many."""


def by_section(paths: Iterable[str]) -> dict[str, list[str]]:
    """Paths below the site by the section of the manifest that tells of them."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        found[section_of(path)].append(path)
    return found


def put_shelves(store: Store, signs: Sequence[Sign]) -> tuple[Shelf, ...]:
    """Put files on as many shelves as they need."""
    count = max(1, len(signs) // _SHELF)
    shelves: list[list[Sign]] = [[] for _ in range(count)]
    for sign in signs:
        shelves[_place(sign.path, count)].append(sign)
    return tuple(_put_shelf(store, each) for each in shelves)


def change_shelves(
    store: Store,
    sections: Mapping[str, tuple[Shelf, ...]],
    fresh: Iterable[Sign],
    gone: Collection[str],
) -> tuple[dict[str, tuple[Shelf, ...]], list[Sign]]:
    """Take files (with their siblings) from the shelves and put `fresh` ones there; returns what was taken, too."""
    found, taken = dict(sections), list[Sign]()
    new = {sign.path: sign for sign in fresh}
    old = {path + end for path in gone for end in ("", *SIBLINGS)}
    for name, paths in sorted(by_section(old | new.keys()).items()):
        shelves = list(found.get(name) or put_shelves(store, ()))
        places: dict[int, list[str]] = defaultdict(list)
        for path in paths:
            places[_place(path, len(shelves))].append(path)
        for place, some in sorted(places.items()):
            signs = signs_on(store, shelves[place])
            taken += (sign for sign in signs if sign.path in old)
            kept = [sign for sign in signs if sign.path not in old]
            shelves[place] = _put_shelf(store, [*kept, *(new[path] for path in some if path in new)])
        found[name] = _fitting(store, shelves)
    return found, taken


def _fitting(store: Store, shelves: Sequence[Shelf]) -> tuple[Shelf, ...]:
    """The same files, on more shelves where these have grown too full."""
    if len(signs_on(store, shelves[0])) <= 2 * _SHELF:
        return tuple(shelves)
    return put_shelves(store, [sign for shelf in shelves for sign in signs_on(store, shelf)])


def signs_on(store: Store, shelf: Shelf) -> tuple[Sign, ...]:
    signs = read_signs(store, shelf.signs)
    if signs is None:
        raise LostError
    return signs


def _place(path: str, count: int) -> int:
    return crc32(path.encode()) % count


def _put_shelf(store: Store, signs: Iterable[Sign]) -> Shelf:
    found = sorted(signs, key=attrgetter("path"))
    return Shelf(put(store, found), put(store, looks_of(found)))
