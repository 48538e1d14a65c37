"""What is withheld or on request never reaches the site: not its words, not its files, not its address."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import brotli
import pytest

from tests.conftest import SIX_ELEMENTS, MakeProject, build, record

HERE = "content/units/mzj/notices/2026/"
SECRET = "绝无外泄之词"


def everything(site: Path) -> bytes:
    """All bytes of the site, names included; the search index and compressed siblings are unpacked."""
    parts = []
    for path in sorted(site.rglob("*")):
        parts.append(path.relative_to(site).as_posix().encode())
        if path.is_file():
            content = path.read_bytes()
            content = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
            parts.append(brotli.decompress(content) if path.suffix == ".br" else content)
    return b"\n".join(parts)


@pytest.mark.parametrize(
    "fields",
    [
        {"公开方式": "不予公开", "不公开依据": "art14.secret"},
        {"公开方式": "依申请公开", "不公开依据": "art15.third", "公开事项": "shjz-99"},
        {"公开方式": "依申请公开"},
        {"状态": "草稿"},
        {"发布日期": "2026-11-21 08:00"},
    ],
)
def test_what_is_not_public_leaves_no_trace(make_project: MakeProject, fields: dict[str, str]) -> None:
    hidden = record(
        SECRET,
        **{
            "标题": SECRET,
            "内容概述": SECRET,
            "关键词": SECRET,
            "相关信息": "mzj/notices/2026/open",
            **fields,
        },
        附件=f"\n  - {{文件: {SECRET}.csv, 标题: {SECRET}}}",
    )
    shown = record(
        "公开的话 [看这里](record:mzj/notices/2026/hidden-one)", 相关信息="mzj/notices/2026/hidden-one"
    )
    root = make_project(
        {HERE + "hidden-one.md": hidden, HERE + "open.md": shown, HERE + f"{SECRET}.csv": f"{SECRET}\n"}
    )
    site = build(root, precompress="always")
    found = everything(site)
    assert list(site.glob("units/mzj/notices/2026/open/*.br"))
    assert "公开的话".encode() in found
    for trace in (SECRET, "hidden-one"):
        assert trace.encode() not in found


def test_on_request_shows_its_catalog_row_and_how_to_apply(make_project: MakeProject) -> None:
    root = make_project(
        {HERE + "x.md": record(SECRET, 公开方式="依申请公开", 不公开依据="art15.third", 公开事项="shjz-99")}
    )
    page = (build(root) / "catalog/shjz/shjz-99/index.html").read_text("utf-8")
    assert "入户调查" in page
    assert "/zfxxgk/ysqgk/" in page
    assert "县民政局" in page
    assert SECRET not in page


def test_display_ends_the_day_after_its_last(make_project: MakeProject) -> None:
    root = make_project({HERE + "x.md": record(公示截止="2026-11-20")})
    page = Path("units/mzj/notices/2026/x/index.html")
    assert "公示期已满" not in (build(root, date(2026, 11, 20)) / page).read_text("utf-8")
    assert "公示期已满" in (build(root, date(2026, 11, 21)) / page).read_text("utf-8")


def test_relations_are_shown_on_both_sides(make_project: MakeProject) -> None:
    documents, interpretations = (
        "content/units/mzj/documents/2026/",
        "content/units/mzj/interpretations/2026/",
    )
    root = make_project(
        {
            documents + "policy.md": record(标题="救助办法"),
            interpretations + "plain.md": record(
                标题="救助办法解读", 解读对象="mzj/documents/2026/policy", 解读要素=SIX_ELEMENTS
            ),
        }
    )
    site = build(root)
    policy = (site / "units/mzj/documents/2026/policy/index.html").read_text("utf-8")
    plain = (site / "units/mzj/interpretations/2026/plain/index.html").read_text("utf-8")
    assert "相关解读" in policy
    assert "/units/mzj/interpretations/2026/plain/" in policy
    assert "解读的文件" in plain
    assert "/units/mzj/documents/2026/policy/" in plain


def test_secret_topics_of_a_meeting_vanish_without_a_gap(make_project: MakeProject) -> None:
    agenda = "".join(
        f"\n  - {{议题: 第{name}个议题, 公开方式: {how}}}"
        for name, how in (("甲", "主动公开"), (SECRET, "不予公开"), ("丙", "主动公开"))
    )
    meeting = record(标题="常务会议", 开始时间="2026-03-11 15:00", 议题=agenda)
    root = make_project({"content/units/mzj/meetings/2026/m.md": meeting})
    found = everything(build(root))
    assert "第甲个议题".encode() in found
    assert "第丙个议题".encode() in found
    assert SECRET.encode() not in found


def test_old_addresses_lead_to_the_new_one(make_project: MakeProject) -> None:
    root = make_project({HERE + "x.md": record(旧地址="/units/mzj/notices/2025/y/")})
    page = (build(root) / "units/mzj/notices/2025/y/index.html").read_text("utf-8")
    assert "/units/mzj/notices/2026/x/" in page


def test_links_written_as_html_and_in_fields_do_not_name_what_is_hidden(make_project: MakeProject) -> None:
    hidden = record(SECRET, 公开方式="不予公开", 不公开依据="art16.process")
    target = "record:mzj/notices/2026/hidden-one"
    message = record(来源="网友留言", 来信日期="2026-03-01", 来信内容=f'"[看]({target})"')
    shown = record(f'<a title="t" href="{target}">看</a> 和 [引用][1]\n\n[1]: {target}')
    root = make_project(
        {
            HERE + "hidden-one.md": hidden,
            HERE + "open.md": shown,
            "content/units/mzj/messages/2026/m.md": message,
        }
    )
    assert b"hidden-one" not in everything(build(root))


def test_documents_of_a_secret_topic_are_not_told_either(make_project: MakeProject) -> None:
    agenda = "\n  - {议题: 秘密, 公开方式: 不予公开, 相关文件: [mzj/notices/2026/open]}\n  - {议题: 公开}"
    root = make_project(
        {
            HERE + "open.md": record(标题="公开的文件"),
            "content/units/mzj/meetings/2026/m.md": record(
                标题="常务会议", 开始时间="2026-03-11 15:00", 议题=agenda
            ),
        }
    )
    site = build(root)
    assert "公开的文件" not in (site / "units/mzj/meetings/2026/m/index.html").read_text("utf-8")
    assert "常务会议" not in (site / "units/mzj/notices/2026/open/index.html").read_text("utf-8")


def test_a_withdrawn_penalty_is_taken_down(make_project: MakeProject) -> None:
    penalty = record(执法类型="行政处罚", 当事人="某公司", 撤回日期="2026-05-01", 撤回理由="已被撤销")
    root = make_project({"content/units/mzj/enforcement/2026/p.md": penalty})
    page = Path("units/mzj/enforcement/2026/p/index.html")
    assert "某公司" in (build(root, date(2026, 4, 30)) / page).read_text("utf-8")
    assert "某公司" not in (build(root, date(2026, 5, 1)) / page).read_text("utf-8")


def test_one_more_record_leaves_the_archives_of_other_years_alone(make_project: MakeProject) -> None:
    """90 notices in three years; a new one of 2026 changes no archive page of 2024 or 2025."""
    files = {
        f"content/units/mzj/notices/{year}/n-{i}.md": record(
            标题=f"{year}年第{i}号", 发布日期=f"{year}-03-{i % 28 + 1:02} 09:00"
        )
        for year in (2024, 2025, 2026)
        for i in range(30)
    }
    root = make_project(files)
    before = {p: p.read_bytes() for p in build(root).rglob("index.html") if p.parent.name in ("2024", "2025")}
    assert before
    (root / "content/units/mzj/notices/2026/new.md").write_text(record(标题="新的一号"), "utf-8")
    build(root)
    assert {p: p.read_bytes() for p in before} == before
