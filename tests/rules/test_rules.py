"""Rules: each wrong record is told by its code, at its place; each right one is left in peace."""

from __future__ import annotations

import pytest

from gongkai.content.scaffold import TEMPLATE_BODY
from gongkai.findings import Finding
from gongkai.pipeline.checking import check_project
from tests.conftest import CALL, TODAY, MakeProject, record

HERE = "content/units/mzj/notices/2026/"
DOCUMENTS = "content/units/mzj/documents/2026/"


def findings(make_project: MakeProject, files: dict[str, str]) -> list[Finding]:
    return list(check_project(make_project(files), TODAY).findings)


def told(make_project: MakeProject, files: dict[str, str]) -> list[tuple[str, str]]:
    return [(f.code, f.location.path.rpartition("/")[2]) for f in findings(make_project, files)]


@pytest.mark.parametrize(
    ("fields", "body", "code"),
    [
        ({"公开方式": "不予公开"}, "文", "D101"),
        ({"不公开依据": "art15.third"}, "文", "D102"),
        ({"公开事项": "shjz-99"}, "文", "D103"),
        ({"成文日期": "2026-03-13"}, "文", "D104"),
        ({"更新日期": "2027-01-01"}, "文", "D110"),
        ({"标题": "关于……的通知"}, "文", "D111"),
        ({}, TEMPLATE_BODY, "D111"),
        ({"旧地址": "[/units/mzj/notices/2024/b/, /units/mzj/notices/2024/b/]"}, "文", "R108"),
        ({}, "文\n\n（此件不予公开）", "D106"),
        ({"公开方式": "依申请公开"}, "文\n\n（此件公开发布）", "D106"),
        ({"公开方式": "依申请公开"}, "文\n\n（此件公开发布）\n\n附件：名单", "D106"),
        ({}, "文\n\n(此件公开发布)\n\n附件\n\n（此件公开发布）", "D113"),
        ({"审核": "\n  - {环节: 审发, 审核人: 甲, 日期: 2026-03-11, 结果: 退回}"}, "文", "D107"),
        ({"公开方式": "不予公开", "不公开依据": "art17"}, "文", "D108"),
        ({"旧地址": "/units/./mzj/notices/2026/b/"}, "文", "R109"),
        ({"旧地址": "/units//mzj/"}, "文", "R109"),
        ({"旧地址": "/units/mzj/"}, "文", "R109"),
        ({"旧地址": '"/units/mzj/notices/2025/a\\0b"'}, "文", "Y110"),
        ({"旧地址": "/units/mzj/notices/2026/a/"}, "文", "R108"),
        ({"标题": '"坏\\x0b标题"'}, "文", "Y110"),
        ({"标题": '"反\\u202e向"'}, "文", "Y110"),
        ({"正文": "又一份"}, "文", "S120"),
        ({"文号": "云政办发〔2026〕1２号"}, "文", "S109"),
        ({"相关信息": "mzj/notices/2026/a"}, "文", "R105"),
        ({"专题": "nowhere"}, "文", "R107"),
        ({}, "[甲](record:mzj/notices/2026/nowhere)", "L101"),
        ({}, "[甲](item:shjz-00) [乙](unit:nobody)", "L101"),
        ({}, "[甲](#没有这一节)", "L102"),
        ({}, "[甲](javascript:alert(1))", "L103"),
        ({}, "[甲](http://172.20.1.1/)", "L103"),
        ({}, "[甲](http://[::1]/)", "L103"),
        ({}, "[甲](http://oa/)", "L103"),
        ({}, "[甲](file:///etc/passwd)", "L103"),
        ({}, "![](图.png)", "F114"),
        ({}, "<script>alert(1)</script>", "L107"),
        ({"附件": "\n  - {文件: 没有.csv, 标题: 没有}"}, "文", "F114"),
    ],
)
def test_what_is_wrong_is_told(
    make_project: MakeProject, fields: dict[str, str], body: str, code: str
) -> None:
    assert (code, "a.md") in told(make_project, {HERE + "a.md": record(body, **fields)})


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        ({"公开方式": "依申请公开"}, "文"),
        ({"公开方式": "依申请公开", "公开事项": "shjz-99"}, "文\n\n（此件依申请公开）"),
        ({"更新日期": "2026-03-12"}, "文"),
        ({"旧地址": "/units/qtz/notices/2024/a/"}, "文（此件公开发布）"),
        (
            {
                "审核": "\n  - {环节: 初审, 审核人: 甲, 日期: 2026-03-10, 结果: 退回}\n  - {环节: 初审, 审核人: 甲, 日期: 2026-03-11}"
            },
            "文",
        ),
        (
            {},
            "[甲](https://www.example.com/) [乙](mailto:a@b.example) [丙](item:shjz-04) [丁](unit:qtz) [戊](/zfxxgk/)",
        ),
        ({}, "## 一、范围\n\n[见](#一范围)"),
    ],
)
def test_what_is_right_is_left_in_peace(make_project: MakeProject, fields: dict[str, str], body: str) -> None:
    assert told(make_project, {HERE + "a.md": record(body, **fields)}) == []


def test_prose_in_fields_keeps_the_rules_of_texts(make_project: MakeProject) -> None:
    deep = "".join("  " * i + "- x\\n" for i in range(400))
    message = record(
        来源="网友留言",
        来信日期="2026-03-01",
        来信内容='"[x](record:nope) [y](http://10.0.0.1/)"',
        答复内容=f'"{deep}"',
    )
    found = findings(make_project, {"content/units/mzj/messages/2026/m.md": message})
    assert {f.code for f in found} >= {"L101", "L103"}
    assert all(f.location.line == 6 for f in found if f.code in ("L101", "L103"))


def test_web_addresses_among_the_fields_must_be_reachable(make_project: MakeProject) -> None:
    consultation = record(
        开始日期="2026-03-01", 截止日期="2026-04-01", 在线反馈地址="http://192.168.1.5/form", **CALL
    )
    assert told(make_project, {"content/units/mzj/consultations/2026/c.md": consultation}) == [
        ("L103", "c.md")
    ]


def test_the_file_of_a_hidden_record_does_not_come_out_with_another(make_project: MakeProject) -> None:
    attachment = "\n  - {文件: 名单.csv, 标题: 名单}"
    hidden = record(公开方式="不予公开", 不公开依据="art15.third", 附件=attachment)
    for public in (record("[附件](名单.csv)"), record(附件=attachment)):
        files = {HERE + "hidden.md": hidden, HERE + "open.md": public, HERE + "名单.csv": "甲\n"}
        assert told(make_project, files) == [("D105", "open.md")]


def test_numbers_are_used_once(make_project: MakeProject) -> None:
    same = {"文号": "云民发〔2026〕3号", "索引号": "330799005/2026-00003"}
    files = {DOCUMENTS + f"{name}.md": record("文\n\n（此件公开发布）", **same) for name in "ab"}
    assert sorted(told(make_project, files)) == [("C103", "b.md"), ("D109", "b.md")]


def test_codes_of_the_catalog_cannot_leave_the_site(make_project: MakeProject) -> None:
    root = make_project()
    path = root / "content/catalog/shjz.yaml"
    path.write_text(path.read_text("utf-8").replace("id: shjz-04", "id: ../../../escaped"), "utf-8")
    assert [f.code for f in check_project(root, TODAY).findings] == ["S122"]


def test_a_row_of_a_report_that_is_too_short_is_told_as_such(make_project: MakeProject) -> None:
    report = record(年度="2025", 申请情况="\n  - {行: new, 数量: [1, 2, 3, 4, 5, 6]}")
    (finding,) = findings(make_project, {"content/units/mzj/reports/2026/r.md": report})
    assert (finding.code, finding.words["limit"]) == ("S118", "7")


def test_a_page_cannot_take_an_address_of_the_site(make_project: MakeProject) -> None:
    text = "---\n标题: 页\n内容概述: 页\n更新日期: 2026-01-01\n---\n\n正文\n"
    files = {
        "content/pages/documents/2026.md": text,
        "content/pages/about.md": text,
        "content/pages/x.yaml": text,
    }
    assert sorted(told(make_project, files)) == [("F116", "x.yaml"), ("F117", "2026.md")]


def test_a_link_to_a_heading_of_a_text_too_deep_is_told(make_project: MakeProject) -> None:
    deep = "\n".join(f"{'    ' * level}- 层" for level in range(400))
    link = record("见[那里](record:mzj/notices/2026/deep#s1)。")
    found = findings(make_project, {HERE + "deep.md": record(deep), HERE + "a.md": link})
    assert {finding.code for finding in found} == {"L106", "L102"}
