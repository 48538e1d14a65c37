"""A clock that another record stops: what is shown of it after an edit is what a build from nothing shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongkai.pipeline.checking import check_project
from tests.conftest import SIX_ELEMENTS, TODAY, MakeProject, record
from tests.pipeline.states import assert_same_as_clean, build

HERE = "content/units/mzj/"
OWED = {"是否解读": "是", "解读方案": "图解", "发布日期": "2026-11-02 09:00"}


def told(day: str, document: str) -> str:
    return record(发布日期=day, 解读对象=f"[mzj/documents/2026/{document}]", 解读要素=SIX_ELEMENTS)


def edits() -> Iterator[tuple[dict[str, str], list[str]]]:
    """What is written, and the records of which `check` then says that they are late."""
    yield (
        {"interpretations/2026/y.md": told("2026-11-06 09:00", "a")},
        [
            "documents/2026/b.md",
            "interpretations/2026/y.md",
        ],
    )
    yield (
        {"interpretations/2026/y.md": told("2026-11-06 09:00", "b")},
        [
            "documents/2026/a.md",
            "interpretations/2026/y.md",
        ],
    )


def test_who_stops_a_clock_changes_what_is_shown_of_it(make_project: MakeProject) -> None:
    root: Path = make_project({HERE + f"documents/2026/{name}.md": record(**OWED) for name in "ab"})
    build(root, root / "site")
    for written, late in edits():
        for path, text in written.items():
            (root / HERE / path).parent.mkdir(parents=True, exist_ok=True)
            (root / HERE / path).write_text(text, "utf-8")
        build(root, root / "site")
        assert_same_as_clean(root)
        found = [f for f in check_project(root, TODAY).findings if f.code in ("T101", "T102")]
        assert sorted(f.location.path for f in found) == [HERE + path for path in late]
