"""What stands between the root and the leaves: a function of the leaves, of which little is read and written."""

import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.search.segments import branches
from gongkai.search.segments.branches import NO_TREE, Branches, Leaf
from gongkai.search.segments.files import Shelf
from gongkai.search.segments.runs import FENCES, division_of

WORDS = [
    first + second for first in "a" + FENCES[1::6] for second in "".join(map(chr, range(0x4E00, 0x4E20)))
]

PLACES = st.integers(0, len(WORDS))
MANY = st.builds(
    lambda first, last, gone: set(WORDS[first:last]) - gone, PLACES, PLACES, st.sets(st.sampled_from(WORDS))
)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make few leaves enough for a deep tree."""
    monkeypatch.setattr(branches, "FAN_OUT", 3)
    monkeypatch.setattr(branches, "ROOT_SIZE", 4)


def leaf(word: str, version: int) -> Leaf:
    """Return a leaf; what is in it is of no concern here."""
    return Leaf(word, f"{zlib.crc32(word.encode()):010}-{version}")


def plant(leaves: Iterable[Leaf], folder: Path) -> tuple[dict[str, Any], set[str]]:
    """Return what the root says of a tree made from nothing, and the paths of all blocks."""
    shelf = Shelf(folder, None)
    return Branches(None, NO_TREE).replace([], list(leaves), shelf), shelf.put


@pytest.mark.usefixtures("small")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    MANY,
    st.dictionaries(st.sampled_from(WORDS), st.sampled_from([None, 2])),
)
def test_a_changed_tree_is_one_from_nothing(words: set[str], changes: Mapping[str, int | None]) -> None:
    """Each word is a leaf: some are new, some go, and some hold other things than before."""
    before = {word: leaf(word, 1) for word in words}
    after = before | {word: leaf(word, version) for word, version in changes.items() if version}
    after = {word: each for word, each in after.items() if changes.get(word, 1)}
    with TemporaryDirectory() as first, TemporaryDirectory() as second, TemporaryDirectory() as third:
        tree, old_paths = plant(before.values(), Path(first))
        clean, clean_paths = plant(after.values(), Path(second))
        grown = Branches(Path(first), tree)
        shelf = Shelf(Path(third), Path(first))
        old = grown.leaves_of(changes)
        known = {each.word for each in old}
        for word in changes:
            beside = [
                each for each in sorted(words) if division_of(each) == division_of(word) and each <= word
            ]
            assert known >= set(beside[-2:])
        new = [each for word, each in after.items() if word in known or word in changes]
        assert grown.replace(old, new, shelf) == clean
        assert (old_paths - shelf.gone()) | shelf.put == clean_paths
        written = {path.relative_to(third).as_posix() for path in Path(third).rglob("*.js")}
        assert written == clean_paths - old_paths


def test_one_leaf_of_many_reads_one_list(tmp_path: Path) -> None:
    leaves = [leaf(f"{first}{chr(second)}", 1) for first in FENCES for second in range(0x4E00, 0x4E40)]
    tree, paths = plant(sorted(leaves, key=lambda each: each.word), tmp_path)
    assert tree["depth"] == 1
    assert len(paths) > 9
    (changed,) = Branches(tmp_path, tree).leaves_of([leaves[40].word])[-1:]
    assert changed == leaves[40]
    kept = {name for name in paths if tmp_path.joinpath(name).read_text("utf-8").count(f"{changed.word}|")}
    for name in paths - kept:
        tmp_path.joinpath(name).unlink()
    shelf = Shelf(tmp_path / "new", tmp_path)
    grown = Branches(tmp_path, tree)
    assert changed in grown.leaves_of([changed.word])
    grown.replace([changed], [leaf(changed.word, 2)], shelf)
    assert len(kept) == len(shelf.put) == 1
    assert shelf.gone() == kept
