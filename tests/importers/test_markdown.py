"""Importing a folder: what is written, what is left alone, what is said about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.findings import GongkaiError, has_errors
from gongkai.importers import Stage, import_markdown, write_report
from tests.importers.conftest import MAPPING, Bench
from tests.reading import read_project

Find = Callable[[str, str], dict[str, str]]
LAW = "# 测试条例\n\n2019年3月24日 国务院令第710号公布\n\n<!-- INFO END -->\n\n第一条　为了测试。\n"


def test_a_file_without_front_matter_becomes_a_record(bench: Bench) -> None:
    bench.write("测试条例.md", LAW)
    result = bench.run()
    assert result.is_complete
    record = bench.records()["2019/测试条例.md"]
    assert record.startswith("---\n标题: 测试条例\n发布日期: 2019-03-24\n---\n\n")
    assert record.endswith("2019年3月24日 国务院令第710号公布\n\n第一条　为了测试。\n")


def test_the_record_passes_the_loader(bench: Bench) -> None:
    bench.write("a.md", "---\ntitle: '是'\ndate: 2020-02-29\nstatus: 现行有效\n---\n正文。\n")
    bench.run()
    project = read_project(bench.root)
    assert not has_errors(project.findings)
    record = next(r for r in project.records if r.unit == "fgk")
    assert (record.title, record.fields.validity, record.body.strip()) == ("是", "有效", "正文。")


def test_a_record_that_differs_is_kept_unless_replaced(bench: Bench) -> None:
    bench.write("测试条例.md", LAW)
    bench.run()
    path = bench.root / "content/units/fgk/documents/2019/测试条例.md"
    path.write_text(path.read_text("utf-8") + "编辑加的话。\n", "utf-8")
    kept = bench.run()
    assert kept.is_complete
    assert [o.reason[1] for o in kept.at(Stage.KEPT)] == [
        "the record is there and differs; left as it is, --replace overwrites it"
    ]
    assert "编辑加的话" in path.read_text("utf-8")
    assert len(bench.run(replace=True, dry_run=True).at(Stage.REPLACED)) == 1
    assert "编辑加的话" in path.read_text("utf-8")
    assert len(bench.run(replace=True).at(Stage.REPLACED)) == 1
    assert "编辑加的话" not in path.read_text("utf-8")


def test_a_dry_run_writes_nothing(bench: Bench) -> None:
    bench.write("测试条例.md", LAW)
    result = bench.run(dry_run=True)
    assert len(result.at(Stage.IMPORTED)) == 1
    assert bench.records() == {}


def test_names_that_collide_are_told_apart_the_same_way_every_time(bench: Bench) -> None:
    for folder in ("北京", "上海"):
        bench.write(f"{folder}/测试条例.md", LAW)
    bench.write("上海/A.md", LAW)
    bench.write("上海/a.md", LAW)
    result = bench.run()
    names = {outcome.path: outcome.record.rpartition("/")[2] for outcome in result.outcomes}
    assert names["上海/测试条例.md"] == "测试条例"
    assert names["北京/测试条例.md"].startswith("测试条例-")
    assert names["上海/A.md"] == "A"
    assert names["上海/a.md"].startswith("a-")
    assert [o.code for o in result.oddities].count("name-taken") == 2
    assert len(bench.run().at(Stage.UNCHANGED)) == 4
    (bench.folder / "上海/B.md").write_text(LAW, "utf-8")
    again = {o.path: o.record.rpartition("/")[2] for o in bench.run().outcomes}
    assert names.items() <= again.items()


def test_a_record_of_another_ending_keeps_its_name(bench: Bench) -> None:
    other = bench.root / "content/units/fgk/documents/2019/测试条例.yaml"
    other.parent.mkdir(parents=True)
    other.write_text("标题: 别的\n发布日期: 2019-01-01\n", "utf-8")
    bench.write("测试条例.md", LAW)
    [outcome] = bench.run().at(Stage.IMPORTED)
    assert outcome.record.startswith("fgk/documents/2019/测试条例-")
    assert not has_errors(read_project(bench.root).findings)


@pytest.mark.parametrize(
    ("name", "stem"),
    [("有 空格.md", "有-空格"), ("a.b.c.md", "a-b-c"), ("《法》、“办法”(试行).md", "《法》、“办法”(试行)")],
)
def test_names_are_made_fit_for_addresses(bench: Bench, name: str, stem: str) -> None:
    bench.write(name, LAW)
    assert bench.run().is_complete
    assert list(bench.records()) == [f"2019/{stem}.md"]


def test_a_name_too_long_is_cut_between_characters(bench: Bench) -> None:
    bench.write("条" * 65 + ".md", LAW)
    [outcome] = bench.run().outcomes
    assert outcome.stage is Stage.IMPORTED
    assert len(outcome.record.rpartition("/")[2].encode()) <= 197
    assert not has_errors(read_project(bench.root).findings)


def test_what_cannot_be_read_is_said_and_fails_the_run(bench: Bench) -> None:
    bench.write("gbk.md", "# 标题\n\n正文".encode("gbk"))
    bench.write("broken.md", "---\ntitle: [\n---\n正文\n")
    bench.write("open.md", "---\ntitle: a\n正文\n")
    bench.write("tag.md", "---\ntitle: !!python/name:os.system x\n---\n正文\n")
    bench.write("good.md", LAW)
    result = bench.run()
    assert not result.is_complete
    assert {o.path for o in result.at(Stage.FAILED)} == {"gbk.md", "broken.md", "open.md", "tag.md"}
    assert all(o.reason[0] and o.reason[1] for o in result.at(Stage.FAILED))
    assert len(bench.records()) == 1


def test_what_is_no_record_is_skipped_with_its_reason(bench: Bench) -> None:
    bench.write("README.md", "说明")
    bench.write("附件.pdf", b"%PDF")
    bench.write("空.md", "---\ntitle: 空\n---\n\n")
    bench.write("标题.md", "# 只有标题\n")
    result = bench.run()
    reasons = {o.path: o.reason[0] for o in result.at(Stage.SKIPPED)}
    assert reasons == {
        "README.md": "说明",
        "附件.pdf": "不是 Markdown 文件",
        "空.md": "没有正文",
        "标题.md": "没有正文",
    }
    assert result.is_complete
    assert any("README.md: 跳过: 说明" in line for line in result.summary())


def test_links_are_followed_neither_in_nor_out(bench: Bench, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(LAW, "utf-8")
    (bench.folder / "link.md").symlink_to(secret)
    result = bench.run()
    assert [o.path for o in result.at(Stage.FAILED)] == ["link.md"]
    (bench.folder / "link.md").unlink()
    outside = tmp_path / "outside"
    outside.mkdir()
    (bench.root / "content/units/fgk/documents").symlink_to(outside)
    bench.write("测试条例.md", LAW)
    assert len(bench.run().at(Stage.FAILED)) == 1
    assert list(outside.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_reported(bench: Bench) -> None:
    bench.write("测试条例.md", LAW)
    (bench.root / "content/units/fgk/documents").write_text("这里本来应当是文件夹", "utf-8")
    [outcome] = bench.run().at(Stage.FAILED)
    assert "写不进去" in outcome.reason[0]


def test_a_missing_unit_says_what_to_do(bench: Bench) -> None:
    (bench.root / "content/units/fgk/unit.yaml").unlink()
    with pytest.raises(GongkaiError, match="new unit fgk"):
        bench.run()


def test_the_content_folder_is_not_imported_into_itself(bench: Bench) -> None:
    with pytest.raises(GongkaiError, match="不能导入自己"):
        import_markdown(bench.root / "content/units", bench.mapping, bench.root / "content")
    with pytest.raises(GongkaiError, match="没有文件夹"):
        import_markdown(bench.folder / "nowhere", bench.mapping, bench.root / "content")


ODD = {
    "bom": "\ufeff# 一\n\n正文\n",
    "line-ends": "# 一\r\n\r\n正文\r\n",
    "control": "# 一\n\n正\x07文\n",
    "invisible": "# 一\n\n正\u200b文\n",
    "private-use": "# 一\n\n正\ue5f9文\n",
    "full-width-space": "# 一\n\n　正文\n",
    "key-unused": "---\ntitle: 一\nauthor: 某\n---\n正文\n",
    "no-title": "正文\n",
    "no-date": "# 一\n\n正文\n",
    "no-such-day": "---\ntitle: 一\ndate: 2019-02-30\n---\n正文\n",
    "not-date": "---\ntitle: 一\ndate: 去年\n---\n正文\n",
    "sources-differ": "---\ntitle: 一\n---\n# 二\n正文\n",
    "unknown-value": "---\ntitle: 一\nstatus: 作废\n---\n正文\n",
    "doubtful-value": "---\ntitle: 一\nstatus: 试行\n---\n正文\n",
    "clause-date": "# 一\n\n本条例自2001年1月1日起施行。\n",
    "no-marker": "# 一\n\n正文\n",
    "date-line-unread": "# 一\n\n国务院发布\n\n<!-- INFO END -->\n\n正文\n",
    "heading-differs": "---\ntitle: 一\n---\n# 二\n正文\n",
    "comment": "# 一\n\n<!-- 备注 -->正文\n",
    "tag": "# 一\n\n关于修改<某办法>的决定\n",
    "marks": "# 一\n\n1. 正文*\n",
    "indent": "# 一\n\n    正文\n",
    "lines-split": "# 一\n\n甲\n乙\n",
    "heading-written": "# 一\n\n##第一章\n\n正文\n",
    "contents": "# 一\n\n目　录\n\n第一章 总则\n",
}


@pytest.mark.parametrize("code", ODD)
def test_an_oddity_is_reported_and_the_record_still_good(code: str, oddities: Find, bench: Bench) -> None:
    found = oddities("a.md", ODD[code])
    assert code in found
    assert len(bench.records()) == 1
    assert not has_errors(read_project(bench.root).findings)


def test_dates_out_of_order_are_put_right_and_reported(bench: Bench) -> None:
    text = MAPPING.replace("  生效日期", "  成文日期: 字段:issued\n  生效日期")
    bench.mapping.write_text(text, "utf-8")
    bench.write("a(1987-07-27).md", "---\ntitle: 一\nissued: 1987-07-28\n---\n正文\n")
    [oddity] = [o for o in bench.run().oddities if o.code == "dates-disordered"]
    assert oddity.message() == "“发布日期”1987-07-27 早于“成文日期”1987-07-28，已改成后者"
    assert "发布日期: 1987-07-28" in bench.records()["1987/a(1987-07-27).md"]


def test_the_same_title_twice_is_reported_and_both_come_in(bench: Bench) -> None:
    bench.write("a.md", LAW)
    bench.write("b.md", LAW)
    result = bench.run()
    assert [o.words["other"] for o in result.oddities if o.code == "duplicate-title"] == ["a.md"]
    assert len(bench.records()) == 2


def test_a_value_mapped_to_nothing_is_left_out_quietly(oddities: Find) -> None:
    found = oddities("a.md", "---\ntitle: 一\nstatus: 不详\nsynced: 2026-01-01\n---\n正文\n")
    assert not {"unknown-value", "doubtful-value", "key-unused"} & found.keys()


def test_report_cells_are_never_formulas(bench: Bench, tmp_path: Path) -> None:
    bench.write("=HYPERLINK(1).md", LAW)
    write_report(bench.run(), tmp_path / "r.csv", "en")
    text = (tmp_path / "r.csv").read_text("utf-8-sig")
    assert text.startswith("file,line,what,details,record")
    assert "\n'=HYPERLINK" in text
    with pytest.raises(GongkaiError):
        write_report(bench.run(), tmp_path / "no/r.csv")


def test_every_oddity_speaks_both_languages(bench: Bench) -> None:
    for number, text in enumerate(ODD.values()):
        bench.write(f"{number}.md", text)
    result = bench.run()
    for oddity in result.oddities:
        assert oddity.name("en").isascii()
        assert oddity.message("en") != oddity.message("zh")
    assert result.summary("en")[0].startswith("imported ")
