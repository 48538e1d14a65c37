"""`review`: a record goes its way from clerk to leader, and nobody can sign out of turn."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai.cache.store import CACHE
from gongkai.cli import main
from gongkai.pipeline.checking import check_project
from gongkai.rules.review import CODES
from gongkai.signatures import public_key_of
from tests.conftest import TODAY, MakeProject, record
from tests.rules.test_review import HERE, REVIEWERS, county
from tests.signatures.test_sshsig import new_key

OTHER = "content/units/mzj/documents/2026/b.yaml"
TEXT = "---\n# 说明\n标题: 一份   # 标题\n发布日期: 2026-11-25 09:30\n附件: [{文件: 表.csv, 标题: 表}]\n---\n\n正文。\n"
PLAIN = 'title: "二"\npublished: 2026-11-25 09:30\nbody: text\n'
STEPS = (("初审", "信息岗"), ("审核", "科室负责岗"), ("保密审查", "保密岗"), ("审发", "分管领导岗"))


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    folder = county(make_project, "bound", {HERE: TEXT, OTHER: PLAIN})
    (folder / HERE).with_name("表.csv").write_text("甲,乙\n", "utf-8")
    return folder


def run(root: Path, *arguments: str, day: str = "2026-11-20", answer: str = "") -> Result:
    command = ["--root", str(root), "--today", day, "review", *arguments]
    return CliRunner().invoke(main, command, input=answer)


def sign_all(root: Path, *records: str, **more: str) -> None:
    for step, by in STEPS:
        result = run(root, *records, "--stage", step, "--by", by, **more)
        assert result.exit_code == 0, result.output


def codes(root: Path) -> set[str]:
    """What is found with what the last check remembers; it is what one finds that remembers nothing."""
    warm = check_project(root, TODAY).findings
    memory = (root / CACHE).rename(root.with_name("memory"))
    assert check_project(root, TODAY).findings == warm
    shutil.rmtree(root / CACHE)
    memory.rename(root / CACHE)
    return {finding.code for finding in warm if finding.code.startswith(CODES)}


def test_a_record_is_signed_and_a_change_voids_it(root: Path) -> None:
    assert codes(root) == {"V101", "V102"}
    sign_all(root, HERE, "mzj/documents/2026/b")
    assert codes(root) == set()
    text = (root / HERE).read_text("utf-8")
    assert text.startswith(TEXT.partition("---\n\n")[0])
    assert text.endswith("---\n\n正文。\n")
    assert "step: 初审" in (root / OTHER).read_text("utf-8")
    (root / HERE).write_text(text.replace("一份   #", "两份 #"), "utf-8")
    assert codes(root) == {"V110"}
    (root / HERE).write_text(text.replace("标题: 一份   #", "title: 一份 #"), "utf-8")
    assert codes(root) == set()
    (root / HERE).with_name("表.csv").write_text("甲,丙\n", "utf-8")
    assert codes(root) == {"V110"}
    refused = run(root, HERE, "--stage", "审发", "--by", "分管领导岗")
    assert refused.exit_code == 1
    assert "先要审核、保密审查" in refused.output
    again = run(root, HERE, "--stage", "first", "--by", "信息岗")
    assert "以前的审核、保密审查、审发作废" in again.output
    sign_all_but_first = [run(root, HERE, "--stage", step, "--by", by) for step, by in STEPS[1:]]
    assert all(result.exit_code == 0 for result in sign_all_but_first)
    assert codes(root) == set()


@pytest.mark.parametrize(
    "field", ["公开方式: 依申请公开", "公开方式: 不予公开\n不公开依据: art14.law", "公示截止: 2026-11-19"]
)
def test_files_of_what_is_not_on_the_site_are_signed_too(root: Path, field: str) -> None:
    (root / HERE).write_text(TEXT.replace("附件:", f"{field}\n附件:").replace("-25 ", "-18 "), "utf-8")
    for step, by in STEPS:
        assert run(root, HERE, "--stage", step, "--by", by, day="2026-11-17").exit_code == 0
    sign_all(root, OTHER)
    assert codes(root) == set()
    (root / HERE).with_name("表.csv").write_text("甲,丙\n", "utf-8")
    assert codes(root) == {"V110"}
    (found,) = (
        f for f in check_project(root, TODAY).findings if f.code == "V110"
    )  # even where nothing of the file is quoted
    assert f"python build.py review {HERE} --stage 初审" in found.hint()


def test_nobody_signs_out_of_turn(root: Path) -> None:
    for stage, by, said in (
        ("审核", "科室负责岗", "先要初审"),
        ("初审", "门卫", "可以签的：信息岗、候补信息岗、分管领导岗"),
        ("审核", "信息岗", "可以签的：科室负责岗"),
        ("审发", "前任领导岗", "可以签的：分管领导岗、甲某兼任岗、qtz/镇长岗"),
    ):
        result = run(root, HERE, "--stage", stage, "--by", by)
        assert result.exit_code == 1
        assert said in result.output
    assert (root / HERE).read_text("utf-8") == TEXT
    assert run(root, HERE, "--stage", "初审", "--by", "分管领导岗", "--dry-run").exit_code == 0
    assert (root / HERE).read_text("utf-8") == TEXT
    for step, by in (("初审", "分管领导岗"), ("审核", "科室负责岗"), ("保密审查", "保密岗")):
        assert run(root, HERE, "--stage", step, "--by", by).exit_code == 0
    assert "三审要三个人" in run(root, HERE, "--stage", "审发", "--by", "分管领导岗").output
    assert "三审要三个人" in run(root, HERE, "--stage", "审发", "--by", "甲某兼任岗").output  # the same name
    assert (
        "比 2026-11-19 还晚"
        in run(root, HERE, "--stage", "审发", "--by", "qtz/镇长岗", day="2026-11-19").output
    )
    assert "已经过了" in run(root, HERE, "--stage", "审发", "--by", "qtz/镇长岗", day="2026-11-26").output
    assert run(root, HERE, "--stage", "审发", "--by", "qtz/镇长岗").exit_code == 0
    assert "已经签过了" in run(root, HERE, "--stage", "审发", "--by", "qtz/镇长岗").output
    assert run(root, "mzj/notices/2026/没有", "--stage", "初审", "--by", "信息岗").exit_code == 1
    assert run(root, "--stage", "初审").exit_code == 2


def test_what_is_returned_is_not_published_until_it_passes(root: Path) -> None:
    sign_all(root, OTHER)
    assert run(root, HERE, "--stage", "初审", "--by", "信息岗").exit_code == 0
    assert run(root, HERE, "--stage", "审核", "--by", "科室负责岗", "--return", "标题不对").exit_code == 0
    assert "D107" in codes(root)
    status = run(root, "--status", "--unit", "mzj")
    assert "审结 1，审核退回 1" in status.output
    assert f"{HERE}  审核退回" in status.output
    path = root / HERE
    path.write_text(path.read_text("utf-8").replace("一份", "改好的一份"), "utf-8")
    assert "待初审（内容改过）" in run(root, "--status", HERE).output
    sign_all(root, HERE)
    assert codes(root) == set()
    assert "退回" not in path.read_text("utf-8")


def test_the_register_tells_every_sign_off_and_whether_it_holds(root: Path, tmp_path: Path) -> None:
    sign_all(root, OTHER)
    assert run(root, HERE, "--stage", "初审", "--by", "信息岗", "--return", "=1+1").exit_code == 0
    (root / OTHER).write_text((root / OTHER).read_text("utf-8").replace("二", "三"), "utf-8")
    table = tmp_path / "台账.csv"
    command = ["--root", str(root), "report", "reviews", "--unit", "mzj", "--output", str(table)]
    assert CliRunner().invoke(main, command).exit_code == 0
    rows = list(csv.DictReader(table.read_text("utf-8-sig").splitlines()))
    assert [(row["环节"], row["审核人"], row["现在是否有效"]) for row in rows] == [
        *((step, by, "作废") for step, by in STEPS),
        ("初审", "信息岗", "有效"),
    ]
    assert (rows[-1]["结果"], rows[-1]["理由"]) == ("退回", "'=1+1")


def test_all_of_a_unit_that_wait_are_signed_at_once(root: Path) -> None:
    (root / OTHER).write_text(PLAIN + "status: draft\n", "utf-8")
    assert run(root, HERE, "--stage", "初审", "--by", "信息岗").exit_code == 0
    assert "待初审（草稿） 1" in run(root, "--status").output
    for step, by in STEPS:
        assert run(root, "--unit", "mzj", "--stage", step, "--by", by).exit_code == 0
    path = root / OTHER
    path.write_text(path.read_text("utf-8").replace("draft", "published"), "utf-8")
    assert codes(root) == set()
    assert run(root, "--status", "--unit", "mzj").output == "mzj 县民政局: 审结 2\n"
    assert run(root, "--unit", "nobody", "--stage", "初审", "--by", "信息岗").exit_code == 1


def test_in_a_county_that_wants_signatures_only_the_key_signs(
    make_project: MakeProject, tmp_path: Path
) -> None:
    keys = {by: new_key() for _, by in STEPS}
    own = REVIEWERS
    for by, key in keys.items():
        own = own.replace(f"{{岗位: {by},", f"{{岗位: {by}, 公钥: {public_key_of(key)},")
    root = county(make_project, "signed", {HERE: record(发布日期="2026-11-25 09:30")}, own)
    files = {by: tmp_path / str(i) for i, by in enumerate(keys)}
    for by, key in keys.items():
        files[by].write_bytes(key)
    assert "加上 --sign" in run(root, HERE, "--stage", "初审", "--by", "信息岗").output
    wrong = run(root, HERE, "--stage", "初审", "--by", "信息岗", "--sign", str(files["保密岗"]))
    assert wrong.exit_code == 1
    assert "不是“信息岗”的钥匙" in wrong.output
    for step, by in STEPS:
        assert run(root, HERE, "--stage", step, "--by", by, "--sign", str(files[by])).exit_code == 0
    assert codes(root) == set()
    other = root / HERE.replace("a.md", "c.md")  # a whole file, sign-offs and all, under another name
    other.write_bytes((root / HERE).read_bytes())
    found = [f for f in check_project(root, TODAY).findings if f.location.path.endswith("c.md")]
    assert "V110" in {f.code for f in found}
    assert codes(root) == {"V110"}
    junk = run(root, HERE, "--stage", "初审", "--by", "信息岗", "--sign", str(root / HERE))
    assert junk.exit_code == 1
    assert "私钥" in junk.output


def test_books_that_are_never_published_need_no_review(make_project: MakeProject) -> None:
    path = "content/units/mzj/ledgers/2025/ysqgk.yaml"
    root = county(make_project, "bound", {path: "标题: 2025年台账\n发布日期: 2026-01-05\n年度: 2025\n"})
    assert check_project(root, TODAY).records == 1
    assert codes(root) == set()
    assert run(root, "--status").output == ""
