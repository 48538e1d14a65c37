"""Relations: whichever end is wrong, gone or contradicts the other, both files and the line are told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.findings import Finding
from gongkai.pipeline.build import build_site
from gongkai.pipeline.checking import check_project
from tests.conftest import CALL, SIX_ELEMENTS, TODAY, MakeProject, record
from tests.output.test_site import tree

OLD, NEW, TALK, MEETING, PLAIN, LIST, REVIEW = (
    f"content/units/mzj/{name}.md"
    for name in (
        "documents/2025/old",
        "documents/2026/new",
        "consultations/2026/talk",
        "meetings/2026/meeting",
        "interpretations/2026/plain",
        "decisions/2026/list",
        "notices/2026/review",
    )
)


SECOND, THIRD = MEETING.replace("meeting.md", "second.md"), PLAIN.replace("plain.md", "third.md")


def name(path: str) -> str:
    return path.removeprefix("content/units/").removesuffix(".md")


def fields(path: str) -> dict[str, str]:
    """A policy from draft to evaluation, its records not bound to one another yet."""
    return {
        OLD: {"标题": "旧办法", "发布日期": "2025-01-10 09:00", "成文日期": "2025-01-09"},
        NEW: {
            "标题": "新办法",
            "发布日期": "2026-06-02 09:00",
            "成文日期": "2026-06-01",
            "生效日期": "2026-07-01",
        },
        TALK: {
            "标题": "征求新办法意见",
            "发布日期": "2026-03-01 09:00",
            "开始日期": "2026-03-01",
            "截止日期": "2026-04-01",
            **CALL,
            "听证会": "{日期: 2026-04-10, 地点: 县政府, 报名办法: 电话}",
        },
        MEETING: {
            "标题": "第9次会议",
            "发布日期": "2026-05-21 09:00",
            "会议类型": "局务会议",
            "开始时间": "2026-05-20 15:00",
        },
        PLAIN: {"标题": "新办法解读", "发布日期": "2026-06-03 09:00", "解读要素": SIX_ELEMENTS},
        LIST: {"标题": "决策目录", "发布日期": "2026-02-01 09:00", "年度": "2026"},
        REVIEW: {"标题": "新办法评估", "发布日期": "2026-10-08 09:00"},
    }[path]


def project(**declared: str) -> dict[str, str]:
    """All seven, with fields added to some: `NEW__征求意见=…`."""
    paths = {
        "OLD": OLD,
        "NEW": NEW,
        "TALK": TALK,
        "MEETING": MEETING,
        "PLAIN": PLAIN,
        "LIST": LIST,
        "REVIEW": REVIEW,
    }
    more: dict[str, dict[str, str]] = {path: {} for path in paths.values()}
    for key, value in declared.items():
        who, label = key.split("__")
        more[paths[who]][label] = value
    return {path: record(**{**fields(path), **more[path]}) for path in paths.values()}


NEAR = {
    "NEW__征求意见": name(TALK),
    "NEW__审议会议": name(MEETING),
    "NEW__替代": name(OLD),
    "PLAIN__解读对象": name(NEW),
    "REVIEW__评估对象": name(NEW),
}
FAR = {
    "TALK__形成文件": name(NEW),
    "MEETING__议题": f"\n  - {{议题: 审议新办法, 相关文件: {name(NEW)}}}",
    "OLD__被替代": name(NEW),
    "NEW__相关解读": name(PLAIN),
    "NEW__实施评估": name(REVIEW),
}


def findings(make_project: MakeProject, files: dict[str, str]) -> list[Finding]:
    return list(check_project(make_project(files), TODAY).findings)


def built(root: Path) -> dict[str, bytes]:
    made = build_site(root, root / "site", TODAY, lambda _done, _total: None)
    assert made.pages, [f"{f.location} {f.message()}" for f in made.findings]
    return tree(root / "site")


def main_parts(site: dict[str, bytes], path: str) -> tuple[str, str]:
    """What stands beside the text of a record's page, and above it."""
    page = site[f"units/{name(path)}/index.html"].decode()
    return page[page.index('class="record-side"') : page.index("page-tools")], page[
        page.index("record-head") : page.index("record-body")
    ]


@pytest.mark.parametrize(("near", "far"), list(zip(NEAR, FAR, strict=True)))
def test_a_relation_is_the_same_on_whichever_side_it_is_declared(
    make_project: MakeProject, near: str, far: str
) -> None:
    others = {key: value for key, value in NEAR.items() if key != near}
    agenda = {"MEETING__议题": "\n  - {议题: 审议新办法}"}
    root = make_project(project(**{**agenda, **NEAR}))
    one = built(root)
    shutil.rmtree(root)
    other = built(make_project(project(**{**agenda, **others, far: FAR[far]})))
    for path in (OLD, NEW, TALK, MEETING, PLAIN, REVIEW):
        assert main_parts(one, path) == main_parts(other, path)


def test_every_page_shows_the_whole_life_with_itself_marked(make_project: MakeProject) -> None:
    agenda = f"\n  - {{议题: 审议新办法, 议定结果: 审议通过, 合法性审查: 通过, 会前征求意见: {name(TALK)}, 相关文件: {name(NEW)}}}"
    entry = f"\n  - {{事项: 新办法, 承办单位: mzj, 进展: 已公布, 公布文件: {name(NEW)}, 解读: {name(PLAIN)}}}"
    site = built(
        make_project(
            project(
                MEETING__议题=agenda,
                LIST__事项=entry,
                NEW__替代=name(OLD),
                REVIEW__评估对象=name(NEW),
                NEW__失效日期="2031-06-30",
            )
        )
    )
    steps = [
        "列入决策目录",
        "征求意见",
        "听证",
        "合法性审查",
        "会议审议",
        "印发",
        "施行",
        "解读",
        "评估",
        "有效期届满",
    ]
    for path in (NEW, TALK, MEETING, PLAIN, REVIEW):
        side, _ = main_parts(site, path)
        life = side[: side.index("</section>")]
        places = [
            life.index(f'"moment-title">{step}<')
            for step in ("列入决策目录", "征求意见", "听证", "合法性审查", "会议审议", "印发", "施行")
        ]
        assert places == sorted(places)
        assert all(f'"moment-title">{step}<' in life for step in steps)
        assert 'aria-current="page"' in life
        assert life.count(f'href="/units/{name(path)}/"') == 0
    side, head = main_parts(site, OLD)
    assert "自2026-07-01起已废止" in head
    assert f"/units/{name(NEW)}/" in head
    assert 'data-stamp="废止"' in site[f"units/{name(OLD)}/index.html"].decode()
    assert "替代" in side


def test_what_a_list_says_is_still_to_come_is_shown_as_such(make_project: MakeProject) -> None:
    entry = f"\n  - {{事项: 新办法, 承办单位: mzj, 进展: 征求意见, 征求意见: {name(TALK)}}}"
    files = {path: text for path, text in project(LIST__事项=entry).items() if path in (TALK, LIST)}
    side, _ = main_parts(built(make_project(files)), TALK)
    assert "进展：征求意见" in side
    assert side.count("（尚未完成）") == 3
    assert side.index("合法性审查") < side.index("会议审议") < side.index("印发")


@pytest.mark.parametrize("gone", [OLD, NEW, TALK, MEETING])
@pytest.mark.parametrize("declared", [NEAR, FAR])
def test_removing_an_end_is_told_with_both_files_and_the_line(
    make_project: MakeProject, declared: dict[str, str], gone: str
) -> None:
    files = project(**declared)
    assert findings(make_project, files) == []
    del files[gone]
    root = make_project(files)
    (root / gone).unlink()
    found = list(check_project(root, TODAY).findings)
    naming = [path for path, text in files.items() if f": {name(gone)}" in text]
    assert [f.code for f in found] == ["R104"] * len(found)
    assert {f.location.path for f in found} == set(naming)
    for finding in found:
        line = (root / finding.location.path).read_text("utf-8").splitlines()[finding.location.line - 1]
        assert name(gone) in line
        assert gone in finding.message()
        assert gone in finding.message("en")


WRONG = [
    ("R110", NEW, "征求意见", TALK, {"NEW__征求意见": name(TALK), "TALK__状态": "草稿"}),
    ("R106", MEETING, "相关文件", NEW, {"MEETING__议题": f"\n  - 议题: 甲\n    相关文件: {name(NEW)}", "NEW__状态": "草稿"}),
    ("R106", NEW, "征求意见", TALK, {"NEW__征求意见": name(TALK), "TALK__公开方式": "依申请公开"}),
    ("R106", NEW, "征求意见", TALK, {"NEW__征求意见": name(TALK), "TALK__发布日期": "2026-12-01 09:00"}),
    ("R111", NEW, "征求意见", MEETING, {"NEW__征求意见": name(MEETING)}),
    ("R111", NEW, "审议会议", TALK, {"NEW__审议会议": name(TALK)}),
    ("R111", PLAIN, "解读对象", THIRD, {"PLAIN__解读对象": name(THIRD)}),
    ("R111", NEW, "替代", PLAIN, {"NEW__替代": name(PLAIN)}),
    ("R111", OLD, "被替代", REVIEW, {"OLD__被替代": name(REVIEW)}),
    ("R111", MEETING, "会前征求意见", NEW, {"MEETING__议题": f"\n  - 议题: 甲\n    会前征求意见: {name(NEW)}"}),
    ("R112", NEW, "征求意见", TALK, {"NEW__征求意见": name(TALK), "TALK__开始日期": "2026-06-02", "TALK__截止日期": "2026-07-02"}),
    ("R112", TALK, "形成文件", NEW, {"TALK__形成文件": name(NEW), "TALK__开始日期": "2026-06-02", "TALK__截止日期": "2026-07-02"}),
    ("R112", NEW, "审议会议", MEETING, {"NEW__审议会议": name(MEETING), "MEETING__开始时间": "2026-06-02 09:00"}),
    ("R112", MEETING, "相关文件", NEW, {"MEETING__开始时间": "2026-06-02 09:00", "MEETING__议题": f"\n  - 议题: 甲\n    相关文件: {name(NEW)}"}),
    ("R112", PLAIN, "解读对象", NEW, {"PLAIN__解读对象": name(NEW), "PLAIN__发布日期": "2026-06-01 09:00"}),
    ("R112", OLD, "替代", NEW, {"OLD__替代": name(NEW)}),
    ("R112", REVIEW, "评估对象", NEW, {"REVIEW__评估对象": name(NEW), "REVIEW__发布日期": "2026-05-01 09:00"}),
    ("R113", NEW, "审议会议", LIST, {
        "NEW__审议会议": name(SECOND),
        "LIST__事项": f"\n  - 事项: 甲\n    承办单位: mzj\n    进展: 已公布\n    公布文件: {name(NEW)}\n    审议会议: {name(MEETING)}",
    }),
    ("R114", NEW, "审议会议", MEETING, {"NEW__审议会议": name(MEETING), "MEETING__议题": f"\n  - 议题: 甲\n    相关文件: {name(OLD)}"}),
    ("R115", OLD, "替代", NEW, {"NEW__替代": name(OLD), "OLD__替代": name(NEW), "OLD__成文日期": "2026-06-01", "OLD__发布日期": "2026-06-02 08:00"}),
    ("R116", OLD, "废止日期", NEW, {"NEW__替代": name(OLD), "OLD__废止日期": "2026-06-15"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "path", "label", "other", "declared"), WRONG)
def test_ends_that_do_not_agree_are_told_with_both_files_and_the_line(
    make_project: MakeProject, code: str, path: str, label: str, other: str, declared: dict[str, str]
) -> None:
    files = project(**declared)
    files |= {SECOND: record(**fields(MEETING)), THIRD: record(**fields(PLAIN))}
    root = make_project(files)
    found = [f for f in check_project(root, TODAY).findings if f.code == code and f.location.path == path]
    assert found, [(f.code, str(f.location)) for f in check_project(root, TODAY).findings]
    lines = (root / path).read_text("utf-8").splitlines()
    for finding in found:
        assert f"{label}:" in lines[finding.location.line - 1]
        for language in ("zh", "en"):
            assert other in finding.message(language)
    place = found[0].other
    if place and place.field:
        assert f"{place.path}:{place.line}" in found[0].message()
        assert place.line > 1


def test_relations_declared_in_a_hidden_record_stay_unsaid(make_project: MakeProject) -> None:
    agenda = f"\n  - {{议题: 甲, 会前征求意见: {name(TALK)}, 相关文件: {name(NEW)}}}"
    site = built(make_project(project(MEETING__议题=agenda, MEETING__公开方式="依申请公开")))
    side, _ = main_parts(site, NEW)
    assert "征求意见" not in side
    assert "会议" not in side
