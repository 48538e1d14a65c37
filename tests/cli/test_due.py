"""`report due`: what is overdue and what comes, by unit; drafts too, of withheld records no word; calendars can be read."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import icalendar
from click.testing import CliRunner, Result

from gongkai.cli import main
from tests.clocks.reading import with_settings
from tests.conftest import CALL, MakeProject, record

DAY = "2026-09-22"
CALLED = {**CALL, "标题": "停车办法征求意见", "开始日期": "2026-07-30", "截止日期": "2026-09-01"}
FILES = {
    "content/units/mzj/documents/2026/draft.md": record(标题="养老办法", 状态="草稿", 成文日期="2026-08-20"),
    "content/units/mzj/consultations/2026/called.md": record(发布日期="2026-07-30 09:00", **CALLED),
    "content/units/mzj/enforcement/2026/done.md": record(
        标题="已经办结", 发布日期="2026-09-02 09:00", 执法类型="行政许可", 决定日期="2026-09-01"
    ),
    "content/units/qtz/responses/2026/flood.md": record(
        标题="水库传言", 发布日期="2026-09-22 09:00", 发生时间="2026-09-21 16:00"
    ),
    "content/units/qtz/notices/2026/kept.md": record(
        "绝不出现的正文。", 标题="绝不出现的标题", 公开方式="不予公开", 不公开依据="art14.law", 评估日期="2025-10-01"
    ),
    "content/units/qtz/notices/2026/asked.md": record(标题="绝不出现的名单", 公开方式="依申请公开", 成文日期="2026-01-05"),
    "content/units/qtz/documents/2026/some.md": record(
        标题="绝不出现的调查", 公开事项="[shjz-99]", 状态="草稿", 成文日期="2026-08-20"
    ),
}  # fmt: skip


def run(root: Path, *options: str, day: str = DAY) -> Result:
    arguments = ["--root", str(root), "--today", day, "report", "due", *options]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def rows(root: Path, *options: str, day: str = DAY) -> list[dict[str, Any]]:
    found = run(root, "--format", "json", *options, day=day)
    assert found.exit_code == 0, found.output
    told: list[dict[str, Any]] = json.loads(found.stdout)["due"]
    return told


def test_what_is_overdue_and_what_comes(make_project: MakeProject) -> None:
    root = with_settings(make_project(FILES), profiles="[linyi, zhejiang]")
    told = {(r["record"], r["clock"], r["state"], r["due"], r["days_left"]) for r in rows(root)}
    assert told == {
        ("mzj/documents/2026/draft", "C01", "逾期未办", "2026-09-17", -5),
        ("qtz/documents/2026/some", "C01", "逾期未办", "2026-09-17", -5),
        ("mzj/consultations/2026/called", "C12", "未到期", "2026-10-01", 9),
        ("qtz/responses/2026/flood", "C10", "即将到期", "2026-09-23T16:00+08:00", 1),
        ("qtz/notices/2026/kept", "C24", "未到期", "2026-10-01", 9),
        ("", "C26", "未到期", "2026-10-06", 14),
    }
    assert {r["clock"] for r in rows(root, "--days", "8")} == {"C01", "C10"}
    assert {r["unit"] for r in rows(root, "--unit", "mzj")} == {"mzj"}
    by_path = {r["record"]: r["path"] for r in rows(root)}
    assert by_path["mzj/documents/2026/draft"] == "content/units/mzj/documents/2026/draft.md"


def test_of_what_is_not_for_everybody_no_word_is_told(make_project: MakeProject, tmp_path: Path) -> None:
    root = with_settings(make_project(FILES), profiles="[linyi, zhejiang]")
    for form in ("text", "json", "ics"):
        output = tmp_path / f"due.{form}"
        printed = run(root, "--format", form, "--days", "400").output
        assert run(root, "--format", form, "--days", "400", "--output", str(output)).exit_code == 0
        assert "绝不出现" not in printed
        assert "qtz/notices/2026/kept" in printed.replace("\r\n ", "")
        assert output.read_bytes().decode().replace("\r\n", "\n") == printed.replace("\r\n", "\n")
    assert "养老办法" in run(root).output


def test_people_read_the_most_urgent_first(make_project: MakeProject) -> None:
    root = with_settings(make_project(FILES), profiles="[linyi, zhejiang]")
    text = run(root, "--unit", "mzj").stdout.splitlines()
    assert text == [
        "测试县民政局 mzj：逾期 1 项，待办 1 项",
        "  2026-09-17 逾期 5 天  C01 主动公开的一般期限",
        "    养老办法 content/units/mzj/documents/2026/draft.md",
        "  2026-10-01 还有 9 天  C12 意见采纳情况反馈",
        "    停车办法征求意见 content/units/mzj/consultations/2026/called.md",
        "共 2 项",
    ]
    assert run(root, "--unit", "mzj", day="2026-07-30").stdout == "14 天内没有到期的事项。\n"
    unknown = run(root, "--unit", "mzz")
    assert unknown.exit_code == 1
    assert "mzj" in unknown.output
    (root / "config.yaml").unlink()
    broken = run(root)
    assert broken.exit_code == 1
    assert "config.yaml" in broken.output


def events(root: Path, day: str = DAY) -> dict[str, icalendar.Event]:
    found = icalendar.Calendar.from_ical(run(root, "--format", "ics", day=day).stdout_bytes)
    assert isinstance(found, icalendar.Calendar)
    return {str(event["UID"]): event for event in found.events}


def test_a_calendar_can_be_read_and_renewed(make_project: MakeProject) -> None:
    root = with_settings(make_project(FILES), profiles="[linyi, zhejiang]")
    before = events(root)
    assert len(before) == 6
    days = {str(event["SUMMARY"]): event.start for event in before.values()}
    assert days["意见采纳情况反馈：停车办法征求意见"] == date(2026, 10, 1)
    flood = days["其他政务舆情回应：水库传言"]
    assert isinstance(flood, datetime)
    assert flood.isoformat() == "2026-09-23T16:00:00+08:00"
    assert days["【逾期】主动公开的一般期限：养老办法"] == date(2026, 9, 17)
    for path, text in FILES.items():
        (root / path).write_text(
            text.replace("停车办法", "停车规定").replace("2026-09-01", "2026-09-05"), "utf-8"
        )
    assert events(root).keys() == before.keys()
    assert events(root, "2026-09-23").keys() == before.keys()


def test_a_day_that_is_not_known_is_said(make_project: MakeProject) -> None:
    late = {
        "标题": "年底的许可",
        "发布日期": "2027-01-20 09:00",
        "执法类型": "行政许可",
        "决定日期": "2026-12-25",
    }
    root = make_project({"content/units/mzj/enforcement/2026/a.md": record(**late)})
    (row,) = [r for r in rows(root, day="2026-12-29") if r["record"]]
    assert (row["due"], row["state"], row["days_left"]) == (None, "无法计算", None)
    assert "日历不明" in run(root, day="2026-12-29").stdout
    assert not events(root, "2026-12-29")
