"""The speed benchmark: its records are the same each time and fit to be built, and it measures what it says."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import pytest
import yaml

from benchmarks.speed.__main__ import table
from benchmarks.speed.build import build
from benchmarks.speed.contest import Side, compete
from benchmarks.speed.measure import run
from benchmarks.speed.records import TODAY, Made, RecordMaker
from benchmarks.speed.sites import read_shared, write_sites
from gongkai.pipeline.checking import check_project

COUNT = 200
BACK = {
    "解读的文件": "相关解读",
    "替代的文件": "已被以下文件替代",
    "落实的政策": "落实情况",
    "相关信息": "相关信息",
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return write_sites(tmp_path_factory.mktemp("speed"), COUNT)


@pytest.fixture(scope="module")
def made(sites: tuple[Path, Path]) -> list[Made]:
    return list(maker(sites[0]))


def maker(project: Path, seed: int = 1) -> RecordMaker:
    return RecordMaker(read_shared(project), COUNT, seed)


def front(path: Path) -> dict[str, object]:
    fields: dict[str, object] = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    return fields


def test_same_seed_gives_the_same_records(sites: tuple[Path, Path], made: list[Made]) -> None:
    assert list(islice(maker(sites[0]), 20)) == made[:20]
    assert maker(sites[0], seed=2).make(0).body != made[0].body


def test_any_record_can_be_made_alone(sites: tuple[Path, Path], made: list[Made]) -> None:
    assert maker(sites[0]).make(137) == made[137]


def test_bodies_are_of_real_length_with_headings_lists_and_a_table(made: list[Made]) -> None:
    for record in made:
        assert 800 <= len(record.body) <= 2000
        assert all(mark in record.body for mark in ("\n## ", "\n1. ", "\n| --- |"))
    assert any("\n- " in record.body for record in made)


def test_records_are_spread(made: list[Made]) -> None:
    assert len({record.id for record in made}) == COUNT
    assert len({record.kind for record in made}) == 8
    assert len({record.unit for record in made}) > 20
    assert len({record.id.split("/")[2] for record in made}) == 8


def test_relations_are_known_on_both_sides(made: list[Made]) -> None:
    found = {(r.id, title, other) for r in made for title, others in r.relations.items() for other in others}
    for one, title, other in found:
        if title in BACK:
            assert (other, BACK[title], one) in found
    assert {title for _, title, _ in found} == {*BACK, *BACK.values()}


def test_project_passes_every_rule(sites: tuple[Path, Path]) -> None:
    """Nothing is wrong with a record; that so few of them leave duties undone and columns empty is another matter."""
    checked = check_project(sites[0], TODAY)
    assert [finding for finding in checked.findings if finding.severity == "error"] == []
    assert checked.records == COUNT


def test_both_sites_have_the_same_records(sites: tuple[Path, Path]) -> None:
    ours, theirs = ({p.relative_to(site) for p in site.glob("content/units/*/*/*/*.md")} for site in sites)
    assert ours == theirs
    for path in islice(sorted(ours), 0, None, 20):
        texts = [(site / path).read_text(encoding="utf-8") for site in sites]
        assert texts[0].split("---\n", 2)[2] == texts[1].split("---\n", 2)[2]
        own, other = (front(site / path) for site in sites)
        assert own["title"] == other["title"]
        assert own["index_number"] == other["index_number"]
        assert own["keywords"] == other["keywords"]


def test_build_without_search_writes_no_index(sites: tuple[Path, Path], tmp_path: Path) -> None:
    build(sites[0], tmp_path / "site", executor="serial")
    assert (tmp_path / "site/index.html").is_file()
    assert not list(tmp_path.rglob("pagefind.js"))


def test_cost_counts_children(tmp_path: Path) -> None:
    child = (
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(9_000_000))'], check=True)"
    )
    cost = run([sys.executable, "-c", child], tmp_path, {}, tmp_path / "log")
    idle = run([sys.executable, "-c", "import subprocess"], tmp_path, {}, tmp_path / "log")
    assert cost.cpu > idle.cpu
    assert cost.peak >= cost.largest > 1_000_000


def test_a_command_that_fails_is_an_error_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no such thing"):
        run([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path, {}, tmp_path / "log")


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Side, ...]:
    """Two generators that copy one record."""
    (tmp_path / "records.json").write_text('{"edited": "a/notices/2026/b"}')
    return tuple(_copier(tmp_path, name) for name in ("one", "two"))


def _copier(folder: Path, name: str) -> Side:
    project = folder / name
    record = project / "content/units/a/notices/2026/b.md"
    record.parent.mkdir(parents=True)
    record.write_text('---\ntitle: "甲"\nindex_number: "1"\n---\n\n正文\n', encoding="utf-8")
    command = ("/bin/sh", "-c", f"mkdir -p public && cp {record.parent}/* public/ && echo {name} >> ../order")
    return Side(name, project, project / "public", frozenset(("content",)), project, command, command)


def test_sides_take_turns_from_fresh_folders(sides: tuple[Side, ...], tmp_path: Path) -> None:
    (sides[0].project / "public").mkdir()
    (sides[0].project / "public/left").touch()
    results = compete(tmp_path, sides, 2, searches=(False,), edits=2, say=lambda _text: None)
    assert (tmp_path / "order").read_text().split() == ["one", "two"] * 8 + ["two", "one"] * 8
    assert {task: len(costs["one"]) for task, costs in results.costs.items()} == {
        "cold": 2,
        "first edit": 2,
        "one body edited": 4,
        "nothing changed": 4,
        "one record added": 4,
    }
    assert not (sides[0].output / "left").exists()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["one", "two"]
    assert "第6次修改" in (sides[1].output / "b.md").read_text(encoding="utf-8")
    added = (sides[1].output / "added-2.md").read_text(encoding="utf-8")
    assert 'title: "第2次补充：甲"' in added
    assert "index_number" not in added
    assert results.sizes["cold"]["one"][0] == 1, "what the round before added is gone"


def test_table_has_a_line_a_task(sides: tuple[Side, ...], tmp_path: Path) -> None:
    results = compete(tmp_path, sides, 1, searches=(False, True), edits=0, say=lambda _text: None)
    lines = table(results, sides).splitlines()
    assert [line.split(" | ")[0] for line in lines[4:]] == ["| cold", "| cold, with search"]
    assert "(× " in lines[4]
