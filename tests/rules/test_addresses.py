"""No link rots: what was published is there, leads on, or says that and why it was taken back."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from gongkai.findings import Finding
from gongkai.pipeline.checking import check_project
from gongkai.pipeline.promises import broken_promises, read_published
from tests.conftest import TODAY, MakeProject, build, record

OPEN = "content/units/mzj/notices/2026/open.md"
SECRET = "云溪秘密商行"
REASON = "行政处罚决定已被依法撤销"


def everything(site: Path) -> dict[str, bytes]:
    """Every file, unpacked where it is packed (the search index is)."""
    found = {}
    for path in site.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            found[path.relative_to(site).as_posix()] = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    return found


def traces(site: Path) -> set[str]:
    return {path for path, raw in everything(site).items() if SECRET.encode() in raw or SECRET in path}


def tell(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{finding.location} {finding.code}" for finding in findings]


def promises(root: Path, *published: Path) -> tuple[Finding, ...]:
    assert check_project(root, TODAY).is_whole
    return broken_promises(root, TODAY, [read_published(root, path) for path in published])


@pytest.mark.parametrize(
    ("ending", "last", "said"),
    [
        ({"撤回日期": "2026-05-01", "撤回理由": REASON}, date(2026, 4, 30), "这条信息已经撤回"),
        ({"公示截止": "2026-04-30"}, date(2026, 4, 30), "这条信息的公示期已满"),
    ],
)
def test_nothing_is_left_of_what_was_taken_back(
    make_project: MakeProject, ending: dict[str, str], last: date, said: str
) -> None:
    penalty = record(
        f"当事人{SECRET}有违法行为。[文件](处罚.csv)",
        标题=f"对{SECRET}的行政处罚",
        内容概述=f"{SECRET}被罚款。",
        关键词=f"[{SECRET}]",
        执法类型="行政处罚",
        当事人=SECRET,
        公开事项="[shjz-04]",
        旧地址="[/units/mzj/enforcement/2025/jiu/]",
        附件="[{file: 处罚.csv, title: 决定书}]",
        **ending,
    )
    root = make_project(
        {
            "content/units/mzj/enforcement/2026/p.md": penalty,
            "content/units/mzj/enforcement/2026/处罚.csv": f"当事人\n{SECRET}\n",
            OPEN: record("另有[处罚](record:mzj/enforcement/2026/p)。", 相关信息="[mzj/enforcement/2026/p]"),
        }
    )
    site = build(root, last)
    assert len(traces(site)) > 10, "the canary must be seen while it is public"
    assert (site / "units/mzj/enforcement/2025/jiu/index.html").exists()
    (root / OPEN).write_text(record(), "utf-8")
    site = build(root, date(2026, 5, 1))
    assert not traces(site)
    for address in ("units/mzj/enforcement/2026/p/", "units/mzj/enforcement/2025/jiu/"):
        page = (site / address / "index.html").read_text("utf-8")
        assert said in page
        assert "2026-03-12" in page
        assert '<meta name="robots" content="noindex">' in page
        assert (REASON in page) == ("撤回理由" in ending)
        others = {path for path, raw in everything(site).items() if address.encode() in raw}
        assert {path for path in others if not path.startswith("manifest")} == {f"{address}index.html"}
    shutil.copytree(root, root.with_name("clean"), ignore=shutil.ignore_patterns(".*", "site"))
    assert everything(build(root.with_name("clean"), date(2026, 5, 1))) == everything(site)


def test_what_is_withdrawn_later_or_was_never_out_has_no_statement(make_project: MakeProject) -> None:
    root = make_project(
        {
            "content/units/mzj/notices/2026/a.md": record(状态="草稿", 撤回日期="2026-05-01", 撤回理由="甲"),
            "content/units/mzj/notices/2026/b.md": record(公开方式="不予公开", 不公开依据="art14.secret", 公示截止="2026-05-01"),
            "content/units/mzj/notices/2026/c.md": record(发布日期="2027-01-01", 公示截止="2027-02-01"),
            "content/units/mzj/notices/2026/e.md": record(撤回日期="2027-05-01", 撤回理由="乙"),
        }
    )  # fmt: skip
    site = build(root)
    there = [name for name in "abce" if (site / f"units/mzj/notices/2026/{name}").exists()]
    assert there == ["e"]
    assert (
        "撤回" not in (site / "units/mzj/notices/2026/e/index.html").read_text("utf-8").partition("<main")[2]
    )


def test_what_is_withheld_after_it_was_out_can_be_stated(make_project: MakeProject) -> None:
    withheld = record(标题=SECRET, 公开方式="不予公开", 不公开依据="art14.secret", 撤回日期="2026-05-01", 撤回理由=REASON)  # fmt: skip
    root = make_project({"content/units/mzj/notices/2026/a.md": withheld})
    site = build(root)
    assert not traces(site)
    assert REASON in (site / "units/mzj/notices/2026/a/index.html").read_text("utf-8")


LONG = "低保标准提高"
BEFORE = {
    OPEN: record(),
    "content/units/mzj/notices/2026/renamed.md": record(标题=LONG),
    "content/units/mzj/notices/2026/deleted.md": record(标题="删掉的"),
    "content/units/mzj/notices/2026/drafted.md": record(标题="改成草稿的"),
    "content/units/mzj/notices/2026/reused.md": record(标题="原来的", 索引号="X1"),
    "content/units/mzj/notices/2026/corrected.md": record(标题="有错字的", 索引号="X2"),
    "content/topics/jiu.md": "---\n标题: 旧专题\n内容概述: 说明。\n更新日期: 2026-01-01\n---\n\n正文\n",
    "content/pages/bangzhu.md": "---\n标题: 帮助\n内容概述: 说明。\n更新日期: 2026-01-01\n---\n\n正文\n",
}


def change(root: Path) -> None:
    """What a careless clerk does to published records."""
    folder = root / "content/units/mzj/notices/2026"
    (folder / "renamed.md").rename(folder / "quite-another-name.md")
    (folder / "deleted.md").unlink()
    (folder / "drafted.md").write_text(record(标题="改成草稿的", 状态="草稿"), "utf-8")
    (folder / "reused.md").write_text(record(标题="别的", 发布日期="2026-06-01"), "utf-8")
    (folder / "corrected.md").write_text(
        record(标题="没有错字的", 发布日期="2026-03-13", 索引号="X2"), "utf-8"
    )
    (root / "content/topics/jiu.md").rename(root / "content/topics/xin.md")
    (root / "content/pages/bangzhu.md").unlink()


HERE = "content/units/mzj/notices/2026"
BROKEN = [
    "content/pages/bangzhu.md A115",
    "content/topics/jiu.md A115",
    f"{HERE}/deleted.md A111",
    f"{HERE}/drafted.md:2:1 A112",
    f"{HERE}/quite-another-name.md:2:1 A114",
    f"{HERE}/reused.md:2:1 A113",
]


def test_every_published_address_is_accounted_for(make_project: MakeProject) -> None:
    root = make_project(BEFORE)
    published = root.with_name("published")
    shutil.copytree(build(root), published)
    assert promises(root, published) == ()
    change(root)
    found = promises(root, published)
    assert tell(found) == BROKEN
    mended = next(finding for finding in found if finding.code == "A114").hint()
    line = re.search(r"旧地址: \[.*\]$", mended)
    assert line, "the line to paste stands at the end of the hint"
    folder = root / HERE
    (folder / "quite-another-name.md").write_text(
        record(标题=LONG).replace("---\n", f"---\n{line[0]}\n", 1), "utf-8"
    )
    for name in ("deleted", "drafted"):
        (folder / f"{name}.md").write_text(record(撤回日期="2026-05-01", 撤回理由="内容有误"), "utf-8")
    (folder / "reused.md").write_text(record(标题="原来的", 索引号="X1"), "utf-8")
    (root / "content/topics/xin.md").write_text(BEFORE["content/topics/jiu.md"].replace("---\n", "---\n旧地址: [/topics/jiu/, /bangzhu/]\n", 1), "utf-8")  # fmt: skip
    assert promises(root, published) == ()
    site = build(root)
    assert "/topics/xin/" in (site / "topics/jiu/index.html").read_text("utf-8")
    assert promises(root, site, published) == ()


def test_git_tells_what_a_lost_record_was(make_project: MakeProject) -> None:
    """Without a memory of the published site, the history of the files says what became of a record."""
    root = make_project(BEFORE)
    addresses = root / "addresses.txt"
    addresses.write_text(
        "# 公布过的\nhttps://www.yunxi.example/units/mzj/notices/2026/renamed/\n/units/mzj/notices/2026/deleted/\n"
    )
    git = ("git", "-C", str(root), "-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "content"], check=True)
    subprocess.run([*git, "commit", "-qm", "a"], check=True)
    change(root)
    (root / HERE / "a-new-one.md").write_text(record(标题="新的"), "utf-8")
    expected = [f"{HERE}/deleted.md A111", f"{HERE}/quite-another-name.md:2:1 A114"]
    assert tell(promises(root, addresses)) == expected
    subprocess.run([*git, "add", "-A", "content"], check=True)
    subprocess.run([*git, "commit", "-qm", "b"], check=True)
    assert tell(promises(root, addresses)) == expected


def test_old_addresses_of_pages_do_not_take_what_is_in_use(make_project: MakeProject) -> None:
    unit = "单位名称: 甲\n简称: 甲\n单位类型: 政府部门\n机构代码: '7'\n办公地址: 乙\n办公时间: 丙\n联系电话: 0578-6200001\n公开工作机构: 丁\n"
    wrong = [
        "/units/mzj/",
        "/units/",
        "/topics/x/y/",
        "/assets/a/",
        "/units/fgj-jiu/",
        "/units/fgj-jiu/",
        "gone",
    ]
    root = make_project({"content/units/fgj/unit.yaml": f"{unit}旧地址: [{', '.join(wrong)}]\n"})
    codes = [f.code for f in check_project(root, TODAY).findings]
    assert sorted(codes) == ["A121", "A121", "A121", "A121", "A122", "A122"]
