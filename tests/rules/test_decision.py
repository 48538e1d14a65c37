"""Rules of the yearly list of decisions."""

from __future__ import annotations

import pytest

from gongkai.pipeline.checking import check_project
from tests.conftest import TODAY, MakeProject, record

HERE = "content/units/mzj/decisions/2026/d.md"


def told(make_project: MakeProject, *entries: str) -> list[tuple[str, str, int]]:
    rows = "".join(f"\n  - {{承办单位: mzj, {entry}}}" for entry in entries)
    files = {HERE: record(年度="2026", 事项=rows), "content/units/mzj/documents/2026/p.md": record()}
    found = check_project(make_project(files), TODAY).findings
    return [(f.severity, f.code, f.location.line) for f in found if f.location.path == HERE]


def test_a_sound_list_is_left_in_peace(make_project: MakeProject) -> None:
    entries = (
        "事项: 甲, 进展: 起草中",
        "事项: 乙, 进展: 已公布, 公布文件: mzj/documents/2026/p",
        "事项: 丙, 进展: 调出目录, 调出日期: 2026-07-01, 调出理由: 条件不成熟",
    )
    assert told(make_project, *entries) == []


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("进展: 调出目录, 调出理由: 条件不成熟", [("error", "P141", 7)]),
        ("进展: 调出目录, 调出日期: 2026-07-01", [("error", "P141", 7)]),
        ("进展: 起草中, 调出日期: 2026-07-01", [("error", "P142", 7)]),
        ("进展: 征求意见", [("warning", "P143", 7)]),
        ("进展: 已公布", [("warning", "P143", 7)]),
    ],
)
def test_a_state_without_what_proves_it_is_told(
    make_project: MakeProject, entry: str, found: list[tuple[str, str, int]]
) -> None:
    assert told(make_project, "事项: 甲, 进展: 未启动", f"事项: 乙, {entry}") == found


def test_a_matter_stands_once(make_project: MakeProject) -> None:
    assert told(make_project, "事项: 甲, 进展: 起草中", "事项: 甲, 进展: 未启动") == [("error", "P144", 7)]
