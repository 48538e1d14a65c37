"""Engine two: whatever came before, the same documents give the same bytes, and an edit writes little."""

import shutil
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.search.segmented import ListReader, cut_segments
from gongkai.search import SearchDocument, SegmentsEngine
from gongkai.search.segments import passages, tree
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
        ListReader(tuple(documents)),
        target,
        None if last is None else previous,
        executor,
    )
    new = {
        path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()
    }
    assert not [path for path in target.iterdir() if path.name.startswith(".")]
    assert not new.keys() & found.kept
    return {**{path: (last or {})[path] for path in found.kept}, **new}, set(new)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make few documents enough for several leaves, inner blocks, windows and passages."""
    monkeypatch.setattr(tree, "LEAF_SIZE", 64)
    monkeypatch.setattr(tree, "FREQUENT", 12)
    monkeypatch.setattr(tree, "FAN_OUT", 4)
    monkeypatch.setattr(tree, "ROOT_SIZE", 6)
    monkeypatch.setattr(tree, "WINDOW_BITS", 7)
    monkeypatch.setattr("gongkai.search.segments.writer.BATCH_BITS", 6)
    monkeypatch.setattr(passages, "PASSAGE_LENGTH", 60)


TEXTS = st.lists(st.text(WORDS, min_size=1, max_size=24), max_size=12).map("。".join)
DOCUMENTS = st.builds(
    lambda at, year, unit, day, title, number, text, field: (
        document(
            1,
            title,
            text,
            document_number=number,
            published=f"{year}-01-{day:02}",
            year=year,
            unit=unit,
            field=field,
        )
        if at is None
        else replace(
            document(
                1,
                title,
                text,
                document_number=number,
                published=f"{year}-01-{day:02}",
                year=year,
                unit=unit,
                field=field,
            ),
            id=f"r{at}",
            url=f"/r{at}/",
        )
    ),
    st.integers(0, 60),
    st.sampled_from(["2024", "2025", "2026"]),
    st.sampled_from(["县民政局", "县住建局"]),
    st.integers(1, 28),
    st.text(WORDS, min_size=1, max_size=12),
    st.sampled_from(["", "云政办发〔2026〕12号", "云政办发〔2026〕13号"]),
    TEXTS,
    st.sampled_from([(), ("住房保障",), ("住房保障", "社会救助")]),
)
SETS = st.lists(DOCUMENTS, max_size=50, unique_by=lambda each: each.id)


@settings(
    max_examples=40,
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
