"""Rules on the portal as a whole: their examples, columns against a count by hand, borders of days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.catalog.public import Entry
from gongkai.messages import RULES
from gongkai.messages.explained import EXPLAINED
from gongkai.model.content import Content, make_standard
from gongkai.model.kinds import KINDS
from gongkai.pipeline.build import build_site
from gongkai.pipeline.checking import check_project
from gongkai.rules.columns import STARTED, check_columns
from tests.conftest import REPOSITORY, TODAY, MakeProject, build, record
from tests.messages.test_explained import OF_RECORDS
from tests.reading import read_project

CONFIG = ("B101", "B102", "B103", "B104", "B105", "B115", "B125")
UNIT = ("B113", "B114", "B127")
ELSEWHERE = {"B111", "B112", "B121", "B122", "B123", "B124", "B132"}
"""Rules whose example cannot be shown in a few lines: the tests below, and of B132 that of pipeline/test_checking."""
HALF_YEAR = (TODAY - date(2026, 5, 20)).days
HERE = "content/units/mzj/unit.yaml"


def codes(root: Path, day: date = TODAY) -> set[str]:
    found = check_project(root, day).findings
    for finding in found:
        lines = (root / finding.location.path).read_text("utf-8").split("\n")
        assert 1 <= finding.location.line <= len(lines), finding
    return {finding.code for finding in found}


def test_every_rule_on_the_portal_is_tried_somewhere() -> None:
    told = {code for code in RULES if code.startswith("B")}
    assert told == {
        *CONFIG,
        *UNIT,
        *ELSEWHERE,
        *OF_RECORDS,
        *(code for code in told if code.startswith("B15")),
    }


@pytest.mark.parametrize("code", CONFIG)
@pytest.mark.parametrize("name", ["wrong", "right"])
def test_examples_of_the_settings(make_project: MakeProject, code: str, name: str) -> None:
    example = getattr(EXPLAINED[code], name)
    root = make_project()
    text = (root / "config.yaml").read_text("utf-8")
    key = example.partition(":")[0]
    text = re.sub(rf"^{key}:.*\n(?:  .*\n)*", "", text, flags=re.MULTILINE)
    (root / "config.yaml").write_text(f"{text.rstrip()}\n{example}\n", "utf-8")
    assert (code in codes(root)) == (name == "wrong")


@pytest.mark.parametrize("code", UNIT)
@pytest.mark.parametrize("name", ["wrong", "right"])
def test_examples_of_a_unit(make_project: MakeProject, code: str, name: str) -> None:
    files = {"content/units/mzj/notices/2026/a.md": record(公开事项="shjz-04")} if code == "B113" else {}
    root = make_project(files)
    with (root / HERE).open("a", encoding="utf-8") as file:
        file.write(getattr(EXPLAINED[code], name) + "\n")
    assert (code in codes(root)) == (name == "wrong")


# --- columns ---


@pytest.fixture(scope="module")
def county() -> Content:
    return read_project(REPOSITORY).content


def entry(number: int, kind: str, day: date, item: str, field: str) -> Entry:
    return Entry(
        f"u/{kind}/{day.year}/{number}", "mzj", kind, "题", f"{day.isoformat()}T09:00+08:00", "", "", "",
        (item,), (field,), "", (), (), (), "", "", "",
    )  # fmt: skip


@st.composite
def _portals(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    """Kind, days since it came out, number of its item: every kind is used, or stale, or empty."""
    found = []
    for kind in KINDS:
        newest = draw(st.sampled_from([None, 0, 13, 14, 15, 184, 185, 364, 365, 366, 900]))
        if newest is not None:
            found += [(kind, newest + more, draw(st.integers(0, 3))) for more in range(0, 20, 3)]
    return found


@settings(max_examples=60)
@given(_portals())
def test_columns_are_empty_or_stale_as_one_counts_by_hand(
    county: Content, records: list[tuple[str, int, int]]
) -> None:
    fields = county.standard.fields
    entries = [
        entry(i, kind, TODAY - timedelta(days=age), fields[n].items[0].id, fields[n].field)
        for i, (kind, age, n) in enumerate(records)
    ]
    entries.sort(key=lambda each: each.published, reverse=True)
    found: dict[str, set[str]] = defaultdict(set)
    for finding in check_columns(county, {each.id: each for each in entries}, TODAY):
        found[finding.code].add(finding.words.get("name", ""))
    if len(entries) < STARTED:
        assert not found.keys() - {"B113", "B114"}
        return
    used = {kind: [age for k, age, _ in records if k == kind] for kind in KINDS}
    empty = {KINDS[kind].name for kind, ages in used.items() if not ages}
    assert found["B111"] == empty
    limits = {"documents": HALF_YEAR, "notices": HALF_YEAR}
    stale = {KINDS[kind].name for kind, ages in used.items() if ages and min(ages) > limits.get(kind, 365)}
    stale |= {
        fields[n].name for n in range(4) if (ages := [a for _, a, m in records if m == n]) and min(ages) > 365
    }
    assert found["B122"] == stale
    assert bool(found["B121"]) == (min(age for _, age, _ in records) > 14)
    assert bool(found["B123"]) == (len(empty) >= 5 or len(stale) >= 10)


def test_every_item_is_somebodys_or_has_a_reason(county: Content) -> None:
    """Without records every public item that nobody owns is told, but those that a unit says are absent."""
    entries = [entry(i, "notices", TODAY, "", "") for i in range(STARTED)]

    def found(content: Content) -> set[str]:
        told = check_columns(content, {each.id: each for each in entries}, TODAY)
        return {finding.words["value"] for finding in told if finding.code == "B112"}

    assert found(county) == set()
    fields = tuple(
        field.model_copy(update={"items": tuple(i.model_copy(update={"owners": ()}) for i in field.items)})
        for field in county.standard.fields
    )
    orphaned = replace(county, standard=make_standard(county.standard.version, fields))
    excused = {absence.item for unit in county.units.values() for absence in unit.fields.absent}
    public = {item.id for item in county.standard.items.values() if item.is_public}
    assert excused
    assert found(orphaned) == public - excused


def test_a_message_waits_three_months_and_no_day_more(make_project: MakeProject) -> None:
    asked = {"来源": "网友留言", "来信内容": "路灯不亮。", "来信日期": "2026-08-20"}
    path = "content/units/mzj/messages/2026/{}.md"
    root = make_project({path.format("a"): record(**asked), path.format("b"): record(状态="草稿", **asked)})
    assert "B124" not in codes(root, TODAY)
    assert "B124" in codes(root, TODAY + timedelta(days=1))
    answered = record(答复日期="2026-11-20", 答复内容="修好了。", 更新日期="2026-11-20", **asked)
    (root / path.format("a")).write_text(answered, "utf-8")
    assert "B124" not in codes(root, TODAY + timedelta(days=1))


# --- what readers see ---


def pages(site: Path) -> Iterator[str]:
    for path in ("catalog/shjz/shjz-04", "units/mzj", "datasets"):
        yield (site / path / "index.html").read_text("utf-8")


def test_readers_see_why_there_is_nothing_until_the_day_it_was_said_for(
    make_project: MakeProject, tmp_path: Path
) -> None:
    root = make_project()
    last = TODAY + timedelta(days=1)
    with (root / HERE).open("a", encoding="utf-8") as file:
        file.write(f"暂无信息: [{{公开事项: shjz-04, 原因: 今年没有办理, 有效到: {last}}}]\n")
    with (root / "config.yaml").open("a", encoding="utf-8") as file:
        file.write(f"absent_columns: [{{column: 数据开放, reason: 由市平台开放, until: {last}}}]\n")
    for day, is_said in ((TODAY, True), (last, True), (last + timedelta(days=1), False)):
        item, unit, column = pages(build(root, day))
        assert ("今年没有办理" in item) == ("今年没有办理" in unit) == is_said
        assert ("本级暂无此类信息：由市平台开放" in column) == is_said
        assert item.count("尚未公开") == (1 if is_said else 2)
        clean = tmp_path / f"clean-{day}"
        assert build_site(root, clean, day, lambda _done, _total: None).pages
        assert list(pages(clean)) == [item, unit, column]
