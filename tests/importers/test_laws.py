"""The two law collections come in without a hand's help, whole, in one site."""

from __future__ import annotations

import csv
import html
import re
from collections import Counter
from pathlib import Path

import pytest

from gongkai.content.markup import render_markdown
from gongkai.findings import has_errors
from gongkai.importers import ImportResult, Stage, import_markdown, write_report
from gongkai.model.record import Record
from gongkai.pipeline.checking import check_with_catalog
from tests.conftest import CONFIG, REPOSITORY, SAMPLES, TODAY
from tests.importers.conftest import UNIT
from tests.reading import read_project

COLLECTIONS = {"frontmatter": 739, "plain": 420}
"""How many laws each holds; the other two of the 422 files of laws-plain are section pages without a text."""


def run(root: Path, name: str) -> ImportResult:
    mapping = REPOSITORY / f"docs/examples/import-laws-{name}.yaml"
    return import_markdown(SAMPLES / f"laws-{name}", mapping, root / "content")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, ImportResult]]:
    """The demo's catalog and vocabularies with one unit, both collections imported."""
    root = tmp_path_factory.mktemp("laws")
    (root / "config.yaml").write_text(CONFIG, "utf-8")
    for folder in ("catalog", "vocabularies"):
        target = root / "content" / folder
        target.mkdir(parents=True)
        for path in (REPOSITORY / "content" / folder).glob("*.yaml"):
            (target / path.name).write_bytes(path.read_bytes())
    for unit in (REPOSITORY / "content/units").glob("*/unit.yaml"):
        (root / "content/units" / unit.parent.name).mkdir(parents=True)
        (root / "content/units" / unit.parent.name / "unit.yaml").write_bytes(unit.read_bytes())
    (root / "content/units/fgk").mkdir(parents=True)
    (root / "content/units/fgk/unit.yaml").write_text(UNIT, "utf-8")
    return root, {name: run(root, name) for name in COLLECTIONS}


@pytest.fixture(scope="module")
def records(imported: tuple[Path, dict[str, ImportResult]]) -> dict[str, Record]:
    return {record.id: record for record in read_project(imported[0]).records}


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_law_is_imported_and_every_other_file_named(
    imported: tuple[Path, dict[str, ImportResult]], name: str
) -> None:
    result = imported[1][name]
    assert result.is_complete
    assert len(result.at(Stage.IMPORTED)) == COLLECTIONS[name]
    skipped = {Path(outcome.path).name for outcome in result.at(Stage.SKIPPED)}
    assert skipped <= {"UPSTREAM-README.md", "UPSTREAM-TEMPLATE.md", "_index.md"}
    files = [p for p in (SAMPLES / f"laws-{name}").rglob("*") if p.is_file()]
    assert len(result.outcomes) == len(files)
    assert len({outcome.record for outcome in result.at(Stage.IMPORTED)}) == COLLECTIONS[name]


def test_the_imported_records_have_no_errors(imported: tuple[Path, dict[str, ImportResult]]) -> None:
    checked, catalog = check_with_catalog(imported[0], TODAY)
    own = [f for f in checked.findings if "units/fgk/" in f.location.path]
    assert not has_errors(own), [f"{f.location} {f.message()}" for f in own][:5]
    assert catalog
    assert sum(r.unit == "fgk" for r in catalog.headers.values()) == sum(COLLECTIONS.values())


def solid(text: str) -> str:
    """Without white space and the characters that nobody sees."""
    return re.sub("[\\s\u200b\ufeff]+", "", text)


def words_of_source(path: Path) -> str:
    """What a reader of the raw file should find again: all but front matter, comments and Markdown's marks."""
    text = path.read_text("utf-8-sig")
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    lines = []
    for line in text.split("\n"):
        if "|" in line:
            line = "" if re.fullmatch(r"[\s|:-]+", line) else line.replace("|", "")
        lines.append(re.sub(r"^#+ *", "", line))
    return solid("".join(lines))


def words_of_page(record: Record) -> str:
    """Title and text as the page shows them."""
    rendered = render_markdown(record.body, record.title)
    assert not rendered.dropped
    return solid(record.title + html.unescape(re.sub(r"<[^>]+>", "", rendered.html)))


@pytest.mark.parametrize("name", COLLECTIONS)
def test_no_character_of_a_law_is_lost(
    imported: tuple[Path, dict[str, ImportResult]], records: dict[str, Record], name: str
) -> None:
    for outcome in imported[1][name].at(Stage.IMPORTED):
        source = words_of_source(SAMPLES / f"laws-{name}" / outcome.path)
        assert words_of_page(records[outcome.record]) == source, outcome.path


def test_lines_of_a_law_stay_lines(records: dict[str, Record]) -> None:
    """An article, a paragraph and a listed point are each a paragraph of the page."""
    record = next(r for r in records.values() if r.title == "上海航运交易所管理规定")
    shown = render_markdown(record.body, record.title).html
    assert "<p>(一)制定航运交易所章程、交易规则及其他有关规定；</p>" in shown
    assert '<h2 id="第一章-总则">第一章 总则</h2>' in shown
    assert "<p>1996年9月19日 经国务院批准</p>" in shown


def test_numbered_points_keep_their_numbers(records: dict[str, Record]) -> None:
    record = next(r for r in records.values() if r.title == "机动车驾驶证申领和使用规定")
    shown = render_markdown(record.body, record.title).html
    assert "<p>1. 申请小型汽车" in shown
    assert "&lt;机动车驾驶证申领和使用规定&gt;" in shown


def test_fields_are_taken_from_the_source(records: dict[str, Record]) -> None:
    record = records["fgk/documents/2018/专利代理条例(2018-11-06)"]
    assert record.fields.published.isoformat()[:10] == "2018-11-06"
    assert str(record.fields.issued) == "1991-03-04"
    assert str(record.fields.effective) == "2019-03-01"
    assert record.fields.validity == "有效"
    abolished = sum(r.fields.validity == "废止" for r in records.values())
    assert abolished == 134


def test_oddities_are_reported(imported: tuple[Path, dict[str, ImportResult]]) -> None:
    front, plain = (Counter(o.code for o in imported[1][name].oddities) for name in COLLECTIONS)
    assert front["doubtful-value"] == 5 + 134 + 29
    assert front["comment"] == 4
    assert front["duplicate-title"] == 55
    assert plain["no-date"] == 1
    assert plain["clause-date"] == 65
    assert plain["private-use"] == 1
    assert plain["name-changed"] == 1
    assert front["invisible"] + plain["invisible"] == 13


def test_a_second_import_changes_nothing(imported: tuple[Path, dict[str, ImportResult]]) -> None:
    root, first = imported
    before = {path: path.stat().st_mtime_ns for path in (root / "content/units/fgk").rglob("*")}
    for name, count in COLLECTIONS.items():
        again = run(root, name)
        assert len(again.at(Stage.UNCHANGED)) == count
        assert again.oddities == first[name].oddities
    assert {path: path.stat().st_mtime_ns for path in (root / "content/units/fgk").rglob("*")} == before


def test_the_report_names_every_file_and_oddity(
    imported: tuple[Path, dict[str, ImportResult]], tmp_path: Path
) -> None:
    result = imported[1]["plain"]
    write_report(result, tmp_path / "report.csv")
    text = (tmp_path / "report.csv").read_text("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert rows[0] == ["文件", "行", "情况", "说明", "记录"]
    assert len(rows) == 1 + len(result.outcomes) + len(result.oddities)
    assert all(row[0] and row[2] for row in rows)
