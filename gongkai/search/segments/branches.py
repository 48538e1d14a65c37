"""From the root to the leaves: blocks that list the blocks below, read along the words that changed.

Such a block lists `~word|block`, the first words of blocks below, and is bordered by the hash of the word as leaves
are: so it is a function of the leaves alone. Only blocks above changed leaves are read and put, and those before
them, where a border went.
"""

import zlib
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gongkai.search.segments.files import Shelf, read_text
from gongkai.search.segments.runs import division_of

FAN_OUT: Final = 128
ROOT_SIZE: Final = 256


@dataclass(frozen=True, slots=True)
class Leaf:
    """The first word and the name of a block, be it a leaf or above them."""

    word: str
    name: str


_Path = list[tuple[list[Leaf], int]]
"""From the root down to a leaf: each time the blocks listed together, and the place of one among them."""

NO_TREE: Final[Mapping[str, Any]] = {"depth": 0, "below": 0, "blocks": ""}


class Branches:
    """The tree of the last index, read as far as it is asked for."""

    def __init__(self, folder: Path | None, tree: Mapping[str, Any]) -> None:
        self._folder = folder
        self._depth: int = tree["depth"]
        self._below: int = tree["below"]
        self._top = _read_list(tree["blocks"])
        self._lists: dict[str, list[Leaf]] = {}

    def leaves(self) -> list[Leaf]:
        """Return all leaves."""
        level = self._top
        for _ in range(self._depth):
            level = [leaf for block in level for leaf in self._list(block)]
        return list(level)

    def leaves_of(self, words: Iterable[str]) -> list[Leaf]:
        """Return, in order, the leaves where `words` stand or would stand, each with the leaf before it.

        None is of another division than its word. Of a block above that may lose its first word, the block before it
        is known by then.
        """
        found: dict[str, Leaf] = {}
        for word in sorted(words):
            place = division_of(word)
            path = self._path_of(word)
            if path and division_of(_end(path).word) < place:
                path = self._beside(path, 1)  # the first of its division
            if path is None or division_of(_end(path).word) != place:
                continue
            for depth in range(1, len(path)):
                self._beside(path[:depth], -1)
            for each in (self._beside(path, -1), path):
                if each and division_of(_end(each).word) == place:
                    found[_end(each).name] = _end(each)
        return _in_order(found.values())

    def replace(self, old: Collection[Leaf], new: Collection[Leaf], shelf: Shelf) -> dict[str, Any]:
        """Put what is above the leaves when `new` ones stand in place of `old`; returns what the root says of the tree.

        `old` are what `leaves` or `leaves_of` gave for all words that changed.
        """
        gone = {leaf.word for leaf in old} - {leaf.word for leaf in new}
        if self._depth and self._below - len(gone) <= ROOT_SIZE + 1:  # it may be less deep from now on
            leaves = _in_order((set(self.leaves()) - set(old)).union(new))
            for name in self._lists:
                shelf.drop_block(name)
            return _grow(leaves, 0, 0, shelf)
        levels = [self._top]
        for _ in range(self._depth):
            levels.append([leaf for block in levels[-1] for leaf in self._lists.get(block.name, ())])
        before = levels.pop()
        level = _in_order((set(before) - set(old)).union(new))
        below = 0
        for depth in range(1, self._depth + 1):
            below = self._below + len(level) - len(before)
            before = levels.pop()
            level = self._regroup(level, before, depth, shelf)
        return _grow(level, self._depth, below, shelf)

    def _regroup(self, below: Iterable[Leaf], blocks: Sequence[Leaf], depth: int, shelf: Shelf) -> list[Leaf]:
        """Return those `blocks` that are known, so that they list what is now `below` those that were read."""
        read = [block for block in blocks if block.name in self._lists]
        firsts = [block.word for block in read]
        lists: dict[str, list[Leaf]] = {block.name: [] for block in read}
        for leaf in below:
            lists[read[max(0, bisect_right(firsts, leaf.word) - 1)].name].append(leaf)
        done: list[Leaf | list[Leaf]] = []
        for block in blocks:
            if lists.get(block.name) == self._lists.get(block.name):
                done.append(block)
                continue
            shelf.drop_block(block.name)
            for group in _cut(lists[block.name], depth):
                if done and not _begins(group[0], depth):
                    last = done.pop()
                    if isinstance(last, Leaf):
                        shelf.drop_block(last.name)
                        last = self._list(last)
                    done.append([*last, *group])
                else:
                    done.append(group)
        return [each if isinstance(each, Leaf) else _put(each, shelf) for each in done]

    def _list(self, block: Leaf) -> list[Leaf]:
        if block.name not in self._lists:
            assert self._folder is not None
            self._lists[block.name] = _read_list(read_text(self._folder, block.name))
        return self._lists[block.name]

    def _path_of(self, word: str) -> _Path | None:
        """Return the way to the last leaf that does not begin after `word`, or to the first."""
        if not self._top:
            return None
        path: _Path = []
        level = self._top
        for _ in range(self._depth + 1):
            if path:
                level = self._list(_end(path))
            path.append((level, max(0, bisect_right(level, word, key=_word) - 1)))
        return path

    def _beside(self, path: _Path, step: int) -> _Path | None:
        """Return the way to the block before (-1) or after (1) that at the end of `path`, at the same depth."""
        for up in range(len(path) - 1, -1, -1):
            level, at = path[up]
            if 0 <= at + step < len(level):
                found = [*path[:up], (level, at + step)]
                while len(found) < len(path):
                    level = self._list(_end(found))
                    found.append((level, 0 if step > 0 else len(level) - 1))
                return found
        return None


def _word(leaf: Leaf) -> str:
    return leaf.word


def _end(path: _Path) -> Leaf:
    level, at = path[-1]
    return level[at]


def _in_order(leaves: Iterable[Leaf]) -> list[Leaf]:
    return sorted(leaves, key=_word)


def _begins(leaf: Leaf, depth: int) -> bool:
    return zlib.crc32(f"{depth}{leaf.word}".encode()) % FAN_OUT == 0


def _cut(leaves: Iterable[Leaf], depth: int) -> Iterator[list[Leaf]]:
    """Cut blocks into lists; what comes first begins one in any case."""
    group: list[Leaf] = []
    for leaf in leaves:
        if group and _begins(leaf, depth):
            yield group
            group = []
        group.append(leaf)
    if group:
        yield group


def _grow(level: Sequence[Leaf], depth: int, below: int, shelf: Shelf) -> dict[str, Any]:
    """Put blocks above those at `depth` until the root can list them."""
    while len(level) > ROOT_SIZE:
        depth, below = depth + 1, len(level)
        level = [_put(group, shelf) for group in _cut(level, depth)]
    return {"depth": depth, "below": below, "blocks": _write_list(level)}


def _put(group: Sequence[Leaf], shelf: Shelf) -> Leaf:
    return Leaf(group[0].word, shelf.put_block(_write_list(group)))


def _write_list(leaves: Iterable[Leaf]) -> str:
    return "".join([f"~{leaf.word}|{leaf.name}" for leaf in leaves])


def _read_list(text: str) -> list[Leaf]:
    return [Leaf(*each.split("|")) for each in text.split("~")[1:]]
