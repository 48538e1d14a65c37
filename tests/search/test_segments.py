"""Engine two: whatever came before, the same documents give the same bytes, and an edit writes little."""

import multiprocessing
import random
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.search.segmented import ListReader, cut_segments
from gongkai.search import SearchDocument, Segment, SegmentsEngine, choose_engine
from gongkai.search.segments import branches, digits, files, passages, postings, tree
from gongkai.search.segments.files import ROOT
from gongkai.search.segments.numbering import capacity, number_runs
from gongkai.search.segments.passages import LONG, cut
from tests.search.conftest import document

Files = dict[str, bytes]

WORDS = (
    "公共租赁住房申请条件标准办法县乡镇村防汛抗旱通知会议纪要低保医保2026年openapi数据公示〔〕号。，第一二三"
)


def write(
    documents: Sequence[SearchDocument],
    folder: Path,
    last: Files | None = None,
    executor: Executor | None = None,
    readable: Collection[str] | None = None,
) -> tuple[Files, set[str]]:
    """Return all files of the index, built upon `last`, and the paths that were written."""
    previous, target = folder / "previous", folder / "target"
    for each in (previous, target):
        shutil.rmtree(each, ignore_errors=True)
    for path, content in (last or {}).items():
        previous.joinpath(path).parent.mkdir(parents=True, exist_ok=True)
        previous.joinpath(path).write_bytes(content)
    target.mkdir()
    found = SegmentsEngine().write_index(
        cut_segments(documents),
        ListReader(tuple(documents)) if readable is None else _Sparing(tuple(documents), readable),
        target,
        None if last is None else previous,
        executor,
    )
    new = {
        path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()
    }
    assert not [path for path in target.iterdir() if path.name.startswith(".")]
    stay = {} if last is None or found.is_new else last
    assert found.is_new or last is not None
    assert found.dropped <= stay.keys() - new.keys()
    assert not stay.items() & new.items()
    return {path: each for path, each in {**stay, **new}.items() if path not in found.dropped}, set(new)


@dataclass(frozen=True, slots=True)
class _Sparing(ListReader):
    """Reads none but `readable` documents, and only rows of their segments."""

    readable: Collection[str]

    def rows(self, segment: Segment) -> tuple[tuple[str, str], ...]:
        rows = ListReader.rows(self, segment)
        assert {name for name, _ in rows} & set(self.readable)
        return rows

    def read(self, segment: Segment, ids: Collection[str]) -> list[SearchDocument]:
        assert set(ids) <= set(self.readable)
        return ListReader.read(self, segment, ids)


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make few documents enough for several leaves, inner blocks, windows and passages."""
    monkeypatch.setattr(tree, "LEAF_SIZE", 64)
    monkeypatch.setattr(tree, "FREQUENT", 12)
    monkeypatch.setattr(branches, "FAN_OUT", 4)
    monkeypatch.setattr(branches, "ROOT_SIZE", 6)
    monkeypatch.setattr(tree, "WINDOW_BITS", 7)
    monkeypatch.setattr("gongkai.search.segments.writer.BATCH_BITS", 6)
    monkeypatch.setattr(passages, "PASSAGE_LENGTH", 60)


TEXTS = st.lists(st.text(WORDS, min_size=1, max_size=24), max_size=12).map("。".join)
NUMBERS = st.sampled_from(["", "云政办发〔2026〕12号", "云政办发〔2026〕13号"])


@st.composite
def documents_of(draw: st.DrawFn) -> SearchDocument:
    """Draw a document; those of one id come in several versions, units and years."""
    at, year = draw(st.integers(0, 60)), draw(st.sampled_from(["2024", "2025", "2026"]))
    drawn = document(
        1,
        draw(st.text(WORDS, min_size=1, max_size=12)),
        draw(TEXTS),
        document_number=draw(NUMBERS),
        published=f"{year}-01-{draw(st.integers(1, 28)):02}",
        year=year,
        unit=draw(st.sampled_from(["县民政局", "县住建局"])),
        field=draw(st.sampled_from([(), ("住房保障",), ("住房保障", "社会救助")])),
    )
    return replace(drawn, id=f"r{at}", url=f"/r{at}/")


SETS = st.lists(documents_of(), max_size=30, unique_by=lambda each: each.id)


@pytest.mark.usefixtures("small_blocks")
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(st.lists(st.tuples(SETS, st.sets(st.integers(0, 60), max_size=3)), min_size=2, max_size=4))
def test_built_upon_the_last_index_is_built_from_nothing(
    series: list[tuple[list[SearchDocument], set[int]]],
) -> None:
    """Documents come, go, change and move: each step changes some and drops some."""
    now: dict[str, SearchDocument] = {}
    last: Files | None = None
    with TemporaryDirectory() as folder:
        for changed, gone in series:
            now.update((each.id, each) for each in changed)
            for at in gone:
                now.pop(f"r{at}", None)
            documents = list(now.values())
            clean, _ = write(documents, Path(folder))
            last, _ = write(documents, Path(folder), last)
            assert last == clean


def many_documents() -> list[SearchDocument]:
    """Return 300 documents of six segments, some of them long, most words frequent."""
    chance = random.Random(20261122)
    texts = ("".join(chance.choices(WORDS, k=chance.choice([40, 90, 400]))) for _ in range(300))
    return [
        replace(
            document(1, "".join(chance.choices(WORDS, k=8)), text, year=year, unit=f"单位{n % 2}"),
            id=f"r{n:03}",
            url=f"/r{n:03}/",
            published=f"{year}-02-{n % 28 + 1:02}",
        )
        for n, text in enumerate(texts)
        for year in (str(2024 + n % 3),)
    ]


@pytest.fixture(scope="module")
def whole() -> Files:
    """Return an index of common blocks, so that what an edit writes can be counted."""
    with TemporaryDirectory() as folder:
        return write(many_documents(), Path(folder))[0]


@pytest.mark.usefixtures("small_blocks")
def test_other_processes_write_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.search.segments.writer.AT_ONCE", 0)
    documents = many_documents()[::4]
    here, _ = write(documents, tmp_path)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork")) as executor:
        there, _ = write(documents, tmp_path, None, executor)
        upon, _ = write(documents[:50], tmp_path, there, executor)
    assert there == here
    assert upon == write(documents[:50], tmp_path)[0]


def test_the_same_documents_write_nothing_and_are_not_asked_for(tmp_path: Path, whole: Files) -> None:
    found, new = write(many_documents(), tmp_path, whole, readable=())
    assert found == whole
    assert not new


def test_only_what_changed_is_read(tmp_path: Path, whole: Files) -> None:
    documents = many_documents()
    edited = [*documents[:150], replace(documents[150], title="另一个标题"), *documents[151:]]
    found, _ = write(edited, tmp_path, whole, readable={documents[150].id})
    assert found == write(edited, tmp_path)[0]


def test_an_edit_writes_little(tmp_path: Path, whole: Files) -> None:
    """Two words more: the document, its row, the facts of its year are not touched, leaves of two words, the root."""
    documents = many_documents()
    edited = [
        *documents[:150],
        replace(documents[150], text=documents[150].text + "。龘靐"),
        *documents[151:],
    ]
    _, new = write(edited, tmp_path, whole)
    folders = Counter(path.partition("/")[0] for path in new)
    assert folders["documents"] == len(cut(edited[150].text))
    assert folders["blocks"] <= 5
    assert len(new) <= 11


def test_an_edit_reads_little(tmp_path: Path, whole: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all else the last index could be empty: the files that are read are the root, the block of segments, two of
    rows, the columns of one year, the document, and for each of two words a leaf and perhaps the one before."""
    read: list[str] = []
    payload = files._payload

    def noting(path: Path, name: str, end: str) -> str:
        read.append(path.relative_to(tmp_path / "previous").as_posix())
        return payload(path, name, end)

    monkeypatch.setattr(files, "_payload", noting)
    documents = many_documents()
    documents[150] = replace(documents[150], text=documents[150].text + "。龘靐")
    clean, _ = write(documents, tmp_path)
    found, _ = write(documents, tmp_path, whole, readable={documents[150].id})
    assert found == clean
    assert len(read) == len(set(read)) <= 8 + len(cut(documents[150].text))
    spared = {path: each if path in read else b"" for path, each in whole.items()}
    assert write(documents, tmp_path, spared)[0].keys() == clean.keys()


def test_a_document_at_the_end_moves_no_other(tmp_path: Path, whole: Files) -> None:
    last = replace(many_documents()[0], id="r999", published="2024-12-31")
    _, new = write([*many_documents(), last], tmp_path, whole)
    assert sum(path.startswith("documents/") for path in new) == len(cut(last.text))


DAMAGES: list[Callable[[bytes], bytes | None]] = [
    lambda _: None,
    lambda content: content[:-20],
    lambda _: b"",
    lambda content: content.replace(b"1", b"2", 1) if b"1" in content else content[1:],
]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", ["root.js", "blocks/", "documents/"])
def test_a_damaged_index_is_not_built_upon(
    tmp_path: Path, whole: Files, kind: str, damage: Callable[[bytes], bytes | None]
) -> None:
    """Every file that is read is damaged: all blocks, the root, or the edited document's own."""
    documents = many_documents()
    edited = [replace(documents[0], text="完全不同的内容")]
    clean, _ = write([*edited, *documents[1:]], tmp_path)
    damaged = {}
    for path, content in whole.items():
        is_hit = path.startswith(kind) and (kind != "documents/" or documents[0].id.encode() in content)
        after = damage(content) if is_hit else content
        if after is not None:
            damaged[path] = after
    assert write([*edited, *documents[1:]], tmp_path, damaged)[0] == clean


def test_whatever_else_stands_there_is_not_built_upon(tmp_path: Path, whole: Files) -> None:
    clean, _ = write(many_documents()[1:], tmp_path)
    older = {**whole, ROOT: whole[ROOT].replace(b'"format":', b'"format":1')}
    for strange in ({}, {"pagefind.js": b"x"}, older):
        assert write(many_documents()[1:], tmp_path, strange)[0] == clean


def test_an_empty_site_has_an_index_too(tmp_path: Path) -> None:
    empty, _ = write([], tmp_path)
    assert ROOT in empty
    assert write([], tmp_path, write(many_documents(), tmp_path)[0])[0] == empty


def test_no_folder_holds_many_files(whole: Files) -> None:
    assert {path.count("/") for path in whole} == {0, 2}


@given(st.lists(st.integers(0, 1 << 33)))
def test_numbers_are_read_as_written(numbers: list[int]) -> None:
    text = digits.write_numbers(numbers)
    assert digits.read_numbers(text) == numbers
    assert not set(text) & set('"\\|~')


@given(
    st.lists(st.integers(0, 63) | st.integers(0, 1 << 16), max_size=300), st.integers(0, 1 << 22), st.data()
)
def test_a_place_among_numbers_is_found_without_reading_them(
    numbers: list[int], limit: int, data: st.DataObject
) -> None:
    text = digits.write_numbers(numbers)
    begin = data.draw(st.integers(0, len(numbers)))
    count = begin + sum(1 for total in accumulate(numbers[begin:], initial=70) if total < limit) - 1
    count = max(begin, count)
    at, total = len(digits.write_numbers(numbers[:begin])), 70 + sum(numbers[begin:count])
    end = len(digits.write_numbers(numbers[:count]))
    assert digits.seek(text, at, 70, limit) == (end, count - begin, total)
    assert digits.skip(text, at, count - begin) == end


POSTINGS = st.dictionaries(
    st.integers(0, 400) | st.sampled_from([1_999, 4_000, 60_000]),
    st.tuples(st.sampled_from([0, 3, 15, LONG, LONG | 7]), st.integers(1, postings.PASSAGES)),
)


def coded(found: dict[int, tuple[int, int]], base: int) -> tuple[str, str, str]:
    """Return `found`, number -> (impact, passages), as text."""
    pieces = [postings.encode_piece([posting(each, *found[each])]) for each in sorted(found)]
    return postings.join_pieces(pieces, base)


def posting(number: int, impact: int, passages: int) -> int:
    return number + 70_000 << 32 | impact << 24 | (passages if impact & LONG else 0)


@given(POSTINGS, POSTINGS, st.sets(st.integers(0, 400)))
def test_postings_are_spliced_as_if_written_anew(
    before: dict[int, tuple[int, int]], fresh: dict[int, tuple[int, int]], gone: set[int]
) -> None:
    changes = dict.fromkeys(number + 70_000 for number in gone) | {
        number + 70_000: posting(number, *each) for number, each in fresh.items()
    }
    after = {number: each for number, each in before.items() if number not in gone} | fresh
    assert postings.splice(coded(before, 65_536), 65_536, changes) == coded(after, 65_536)


def test_segments_have_room_and_follow_one_another() -> None:
    sizes = [0, 1, 51, 52, 205, 206, 3277, 3278]
    assert [capacity(size) for size in sizes] == [64, 64, 64, 256, 256, 1024, 4096, 16384]
    segments = [
        Segment("2026", "b", 1, "x"),
        Segment("2025", "z", 1, "y"),
        Segment("2026", "a", 0, ""),
    ]
    assert [(run.segment.unit, run.start) for run in number_runs(segments)] == [("z", 0), ("b", 64)]


def test_auto_is_decided_by_size() -> None:
    assert choose_engine("auto", 10).name == "pagefind"
    assert choose_engine("auto", 100_000).name == "segments"
    assert choose_engine("segments", 10).name == "segments"
