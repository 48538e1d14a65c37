"""Loading: everything wrong in a folder is told at once, in the clerk's words, and nothing is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gongkai.findings import Finding
from gongkai.pipeline.checking import check_project
from tests.conftest import TODAY, MakeProject, record
from tests.reading import read_project

HERE = "content/units/mzj/documents/2026/"


def findings_of(root: Path) -> list[Finding]:
    return list(check_project(root, TODAY).findings)


def told(root: Path) -> set[tuple[str, str, int]]:
    return {(f.code, f.location.path.rpartition("/")[2], f.location.line) for f in findings_of(root)}


def test_a_good_project_has_no_findings(make_project: MakeProject) -> None:
    root = make_project({HERE + "a.md": record(公开事项="shjz-04")})
    assert not findings_of(root)
    (only,) = read_project(root).records
    assert (only.id, only.unit, only.kind) == ("mzj/documents/2026/a", "mzj", "documents")


def test_english_keys_and_chinese_labels_mean_the_same(make_project: MakeProject) -> None:
    english = "---\ntitle: 一份记录\npublished: 2026-03-12 09:30\ndisclosure: on_request\nground: art15.third\nnormative: 'true'\n---\n\n正文。\n"
    chinese = record(公开方式="依申请公开", 不公开依据="art15.third", 规范性文件="是")
    root = make_project({HERE + "a.md": english, HERE + "b.md": chinese})
    project = read_project(root)
    assert not project.findings
    first, second = project.records
    assert first.fields == second.fields


def test_every_problem_of_every_file_is_told_at_once(make_project: MakeProject) -> None:
    root = make_project(
        {
            HERE + "a.md": record(
                标提="x", 成文日期="2026年3月", 文号="云民发[2026]1号", 公开事项="shjz-40", 主题分类="99"
            ),
            HERE + "b.md": record(发布日期="2026-02-30", 解读对象="mzj/documents/2026/nowhere", 有效性="好"),
            HERE + "c.md": "没有字段区\n",
            HERE + "d.yaml": "标题: 会议\n发布日期: 2026-03-12\n议程: [\n",
            "content/units/mzj/document/2026/e.md": record(),
            "content/units/nobody/documents/2026/f.md": record(),
            "content/units/mzj/documents/g.md": record(),
            "content/pages/search.md": "---\n标题: 搜索\n内容概述: x\n更新日期: 2026-01-01\n---\n\n正文\n",
        }
    )
    assert told(root) >= {
        ("S101", "a.md", 4),
        ("S103", "a.md", 5),
        ("S109", "a.md", 6),
        ("S104", "b.md", 3),
        ("S110", "b.md", 5),
        ("F113", "c.md", 1),
        ("Y101", "d.yaml", 4),
        ("F107", "e.md", 0),
        ("F108", "nobody", 0),
        ("F116", "g.md", 0),
        ("F117", "search.md", 0),
    }


def test_findings_point_at_the_field_and_suggest(make_project: MakeProject) -> None:
    root = make_project({HERE + "a.md": record(标题目="x", 公开事项="[shjz-04, shjz-40]", 起草单位="mzjj")})
    by_code = {f.code: f for f in findings_of(root)}
    assert by_code["S101"].words["suggestion"] == "标题"
    root = make_project({HERE + "a.md": record(公开事项="[shjz-04, shjz-40]", 起草单位="mzjj")})
    by_code = {f.code: f for f in findings_of(root)}
    assert by_code["R102"].words["suggestion"] == "shjz-04"
    assert (by_code["R102"].location.line, by_code["R102"].location.column) == (4, 17)
    assert by_code["R101"].words["suggestion"] == "mzj"
    for finding in by_code.values():
        assert finding.message("zh") != finding.message("en")


def test_naming_an_invalid_record_is_no_second_finding(make_project: MakeProject) -> None:
    root = make_project(
        {HERE + "a.md": record(相关信息="mzj/documents/2026/b"), HERE + "b.md": record(成文日期="x")}
    )
    assert {f.code for f in findings_of(root)} == {"S103"}


def test_hostile_files_are_told_and_change_nothing(make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project(
        {HERE + "good.md": record(), HERE + "GOOD.yaml": "标题: 同名\n发布日期: 2026-03-12\n"}
    )
    folder = root / HERE
    (folder / "gbk.md").write_bytes(record("汉字").encode("gbk"))
    (folder / "nul.md").write_bytes(record("a\x00b").encode())
    (folder / "huge.md").write_bytes(b"---\n" + b"x" * 2_100_000)
    (folder / ("n" * 234 + ".md")).write_text(record(), "utf-8")
    (folder / "with space.md").write_text(record(), "utf-8")
    outside = tmp_path / "secret.md"
    outside.write_text(record("秘密"), "utf-8")
    (folder / "link.md").symlink_to(outside)
    (root / "content/units/loop").symlink_to(root / "content")
    (folder / "bad\udcff.md").write_text(record(), "utf-8")
    os.mkfifo(folder / "pipe.md")
    found = told(root)
    assert {code for code, _, _ in found} == {"F101", "F102", "F103", "F104", "F105", "F106", "F112", "F116"}
    assert ("F102", "nul.md", 6) in found
    assert ("F104", "loop", 0) in found


def test_essential_files_that_are_missing_are_told(make_project: MakeProject) -> None:
    root = make_project()
    (root / "config.yaml").unlink()
    (root / "content/catalog/catalog.yaml").unlink()
    (root / "content/vocabularies/topics.yaml").unlink()
    assert {f.location.path.rpartition("/")[2] for f in findings_of(root) if f.code == "F111"} == {
        "config.yaml",
        "catalog.yaml",
        "topics.yaml",
    }


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_and_byte_order_marks_of_windows_are_read(make_project: MakeProject, newline: str) -> None:
    root = make_project()
    path = root / HERE / "a.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xef\xbb\xbf" + record(公开事项="shjz-04").replace("\n", newline).encode())
    assert not findings_of(root)


def test_every_rule_speaks_both_languages() -> None:
    from gongkai.messages import RULES

    for code, rule in RULES.items():
        assert rule.zh, code
        assert rule.en, code
        assert rule.zh != rule.en, code
        assert not rule.zh.endswith("。"), code
        assert bool(rule.hint_zh) == bool(rule.hint_en), code
