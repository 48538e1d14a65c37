"""Rules on time: on the last day nothing is said, a day later the field is named; what other records stop; units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gongkai.findings import Finding
from gongkai.messages import RULES
from gongkai.pipeline.checking import check_project
from tests.clocks.reading import with_settings
from tests.conftest import _CATALOG, CALL, SIX_ELEMENTS, TODAY, MakeProject, record

ALL = "[national, sichuan, linyi, dongying, zhejiang, field]"
_ITEM = """\
  - id: {id}
    level1: 一
    level2: {id}
    elements: [名单]
    basis: [社会救助暂行办法]
    time_limit: 公示
    clock: S7
    responsible: 乡镇政府
    channels: [政府网站]
    levels: [县级]
    owners: [mzj]
"""
ITEMS = _CATALOG["content/catalog/shjz.yaml"] + "".join(
    _ITEM.format(id=name) for name in ("shjz-05", "shjz-08", "zdbc-01", "zdbc-03")
)


def late(findings: tuple[Finding, ...]) -> dict[str, list[tuple[str, int]]]:
    """Code and line of what is said of time (M108 and P124 speak of it too), by the name of the file."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for each in findings:
        if each.code[0] == "T" or each.code in ("M108", "P124"):
            found[each.location.path.rpartition("/")[2]].append((each.code, each.location.line))
    return {name: sorted(some) for name, some in found.items()}


DOCUMENT = {"成文日期": "2026-09-01", "发布日期": "2026-09-29 10:00"}
MEETING = {"召开机构": "县政府", "无代表列席原因": "紧急", "会议类型": "局务会议"}
EXECUTIVE = {
    **MEETING,
    "会议类型": "常务会议",
    "开始时间": "2026-09-24 09:00",
    "结束时间": "2026-09-24 11:00",
}
CONSULTATION = {**CALL, "开始日期": "2026-07-01", "截止日期": "2026-07-31", "收到意见": "0"}
DECISION = {"执法类型": "行政许可", "决定日期": "2026-09-21"}
EVENT = {
    "发生时间": "2026-09-01 08:00",
    "发言人": "局长",
    "主要负责人发言": "是",
    "发布日期": "2026-09-01 10:00",
}
HEARING = "{{日期: 2026-08-20, 地点: 甲, 报名办法: 乙, 材料送达日期: {}}}"
TOPIC = "[{{议题: 甲, 合法性审查: 通过, 送审日期: 2026-09-01, 审查日期: {}}}]"
SHOWN = {"公告类型": "公示", "公示开始": "2026-09-21", "发布日期": "2026-09-21 09:00"}

CASES: list[tuple[str, str, dict[str, str], str, str, str, str]] = [
    # what, kind, the other fields, the field that stops the clock, the last good value, the first bad one, code
    ("C01", "documents", {"成文日期": "2026-09-01"}, "发布日期", "2026-09-29", "2026-09-30", "T101"),
    ("C02", "documents", {"印毕时间": "2026-09-24 16:30"}, "发布日期", "2026-09-24 18:30", "2026-09-24 18:31", "T101"),
    ("C03", "meetings", {**MEETING, "开始时间": "2026-09-24 09:00", "结束时间": "2026-09-24 11:00"},
     "发布日期", "2026-09-25 11:00", "2026-09-25 11:01", "T101"),
    ("C04", "documents", {"成文日期": "2026-09-01", "规范性文件": "是"}, "发布日期", "2026-09-21", "2026-09-22", "T101"),
    ("C11", "consultations", {**CALL, "开始日期": "2026-10-20", "发布日期": "2026-10-20"}, "截止日期", "2026-11-19", "2026-11-18", "P124"),
    ("C12", "consultations", CONSULTATION, "反馈日期", "2026-08-31", "2026-09-01", "T101"),
    ("C13", "consultations", {**CONSULTATION, "反馈日期": "2026-08-20"}, "听证会", HEARING.format("2026-08-13"), HEARING.format("2026-08-14"), "T104"),
    ("C14", "meetings", {**MEETING, "开始时间": "2026-09-24 09:00", "发布日期": "2026-09-24 17:00"},
     "议题", TOPIC.format("2026-09-10"), TOPIC.format("2026-09-09"), "T103"),
    ("C21", "statistics", {"统计时期": "2026年", "批准日期": "2026-09-01"}, "发布日期", "2026-09-21", "2026-09-22", "T101"),
    ("C22", "enforcement", DECISION, "发布日期", "2026-10-08", "2026-10-09", "T101"),
    ("C23", "enforcement", {"执法类型": "行政处罚", "撤销日期": "2026-09-28"}, "撤回日期", "2026-10-08", "2026-10-09", "T101"),
    ("C08", "responses", {**EVENT, "等级": "重大", "回应时间": "2026-09-01 12:00", "新闻发布会": "2026-09-01 15:00"},
     "首次发布", "2026-09-01 13:00", "2026-09-01 13:01", "T101"),
    ("C09", "responses", {**EVENT, "等级": "特别重大", "回应时间": "2026-09-01 12:00", "首次发布": "2026-09-01 12:00"},
     "新闻发布会", "2026-09-02 08:00", "2026-09-02 08:01", "T101"),
    ("C10", "responses", EVENT, "回应时间", "2026-09-03 08:00", "2026-09-03 08:01", "T101"),
    ("C28", "messages", {"来源": "领导信箱", "来信内容": "路灯不亮", "来信日期": "2026-05-31", "答复内容": "已修好"},
     "答复日期", "2026-08-31", "2026-09-01", "T101"),
    ("C29", "notices", {**SHOWN, "公开事项": "[shjz-05]"}, "公示截止", "2026-10-08", "2026-09-30", "T105"),
    ("C30", "notices", {**SHOWN, "公开事项": "[zdbc-01]"}, "公示截止", "2026-10-12", "2026-10-11", "T105"),
    ("C31", "notices", {**SHOWN, "公开事项": "[zdbc-03]"}, "公示截止", "2026-10-21", "2026-10-20", "T105"),
]  # fmt: skip


def test_on_the_last_day_nothing_is_said_and_a_day_later_the_field_is_named(
    make_project: MakeProject,
) -> None:
    files, wanted = {"content/catalog/shjz.yaml": ITEMS}, {}
    for what, kind, others, field, good, bad, code in CASES:
        for name, value in (("good", good), ("bad", bad)):
            fields = {"标题": what, "发布日期": "2026-09-01 09:00", **others, field: value}
            if kind == "messages":
                fields["发布日期"] = fields["答复日期"]
            text = record(**fields)
            file = f"{what.lower()}-{name}.md"
            files[f"content/units/mzj/{kind}/2026/{file}"] = text
            if name == "bad":
                line = next(i for i, row in enumerate(text.split("\n"), 1) if row.startswith(f"{field}:"))
                wanted[file] = [(code, line)]
    root = with_settings(make_project(files), profiles=ALL)
    findings = check_project(root, TODAY).findings
    assert late(findings) == wanted
    assert all(f.severity == "warning" for f in findings if f.code[0] == "T")
    told = {f.code: f.message() for f in findings if f.location.path.endswith("c22-bad.md")}
    assert told["T101"].endswith("应当不晚于 2026-10-08，实际是 2026-10-09，晚了 1 日")


OPEN: list[tuple[str, dict[str, str], str, str]] = [
    # kind, fields, the last day on which nothing is said, the line of what is then missing
    ("documents", {"状态": "草稿", "成文日期": "2026-09-01"}, "2026-09-29", "发布日期"),
    ("documents", {"是否解读": "是", "解读方案": "图解", "发布日期": "2026-09-21"}, "2026-09-24", "是否解读"),
    ("consultations", CONSULTATION, "2026-08-31", "标题"),
    ("enforcement", {"执法类型": "行政处罚", "撤销日期": "2026-09-28"}, "2026-10-08", "标题"),
    ("meetings", {**EXECUTIVE, "发布日期": "2026-09-20"}, "2026-09-28", "发布日期"),
    ("responses", {**EVENT, "等级": "重大", "回应时间": "2026-09-01 12:00", "首次发布": "2026-09-01 12:00"}, "2026-09-02", "标题"),
    ("notices", {"公开方式": "不予公开", "不公开依据": "art14.secret", "评估日期": "2025-09-01"}, "2026-09-01", "评估日期"),
]  # fmt: skip


def test_what_is_not_done_is_told_from_the_day_after(make_project: MakeProject) -> None:
    files = {}
    for i, (kind, fields, *_) in enumerate(OPEN):
        text = record(**{"发布日期": "2026-09-01 09:00", **fields})
        files[f"content/units/mzj/{kind}/2026/r{i}.md"] = text
    root = with_settings(make_project(files), profiles="[linyi, zhejiang]")
    for i, (kind, _, last, field) in enumerate(OPEN):
        rows = files[f"content/units/mzj/{kind}/2026/r{i}.md"].split("\n")
        line = next(n for n, row in enumerate(rows, 1) if row.startswith(f"{field}:"))
        day = date.fromisoformat(last)
        assert f"r{i}.md" not in late(check_project(root, day).findings), kind
        found = late(check_project(root, date.fromordinal(day.toordinal() + 1)).findings)
        assert found[f"r{i}.md"] == [("T102", line)], kind


def test_what_was_late_long_ago_is_told_no_more(make_project: MakeProject) -> None:
    text = record(**{**DECISION, "决定日期": "2025-03-03", "发布日期": "2025-06-03"})
    root = make_project({"content/units/mzj/enforcement/2025/a.md": text})
    assert late(check_project(root, date(2026, 6, 3)).findings)
    assert not late(check_project(root, date(2026, 6, 4)).findings)


def test_what_others_made_or_nobody_may_read_has_no_clock_here(make_project: MakeProject) -> None:
    old = {"成文日期": "2025-12-01", "规范性文件": "是", "发布日期": "2026-09-01"}
    upper = {"发文层级": "省级"}, {"信息来源": "省政府网站"}, {"发文机关": "东江省财政厅"}
    files = {
        f"content/units/mzj/documents/2026/upper{i}.md": record(**old, **fields)
        for i, fields in enumerate(upper)
    }
    files["content/units/mzj/documents/2026/asked.md"] = record(**old, 公开方式="依申请公开")
    files["content/units/mzj/documents/2026/own.md"] = record(**old, 发文机关="云溪县财政局、测试县民政局")
    assert set(late(check_project(make_project(files), TODAY).findings)) == {"own.md"}


def test_a_waiver_excuses_lateness_but_no_display_period(make_project: MakeProject) -> None:
    waived = "\n  - {{规则: {}, 理由: 台风停电，经批准, 截止: 2026-12-31}}"
    files = {
        "content/catalog/shjz.yaml": ITEMS,
        "content/units/mzj/enforcement/2026/a.md": record(
            **DECISION, 发布日期="2026-10-20", 例外=waived.format("T101")
        ),
        "content/units/mzj/notices/2026/b.md": record(
            **SHOWN, 公开事项="[zdbc-03]", 公示截止="2026-10-01", 例外=waived.format("T105")
        ),
    }
    findings = check_project(make_project(files), TODAY).findings
    assert late(findings) == {"b.md": [("T105", 7)]}
    assert {f.code for f in findings if f.location.path.endswith("b.md")} == {"T105", "W104"}


# --- what other records stop ---

DOC, FIRST, SECOND, CW, NEWS = (
    "content/units/mzj/documents/2026/doc.md",
    "content/units/mzj/interpretations/2026/first.md",
    "content/units/qtz/interpretations/2026/second.md",
    "content/units/mzj/meetings/2026/cw.md",
    "content/units/qtz/notices/2026/news.md",
)


def interpretation(day: str, of: str = "mzj/documents/2026/doc") -> str:
    return record(发布日期=day, 解读对象=f"[{of}]", 解读要素=SIX_ELEMENTS)


def meeting(day: str, **fields: str) -> str:
    return record(**{**EXECUTIVE, "发布日期": day, **fields})


def steps() -> Iterator[tuple[dict[str, str | None], dict[str, list[tuple[str, int]]]]]:
    """What is written (None: deleted), and what is then said."""
    owed = {"是否解读": "是", "解读方案": "图解"}
    yield {DOC: record(**{"发布日期": "2026-09-21", **owed})}, {"doc.md": [("T102", 4)]}
    yield {SECOND: interpretation("2026-09-25")}, {"second.md": [("T101", 3)]}
    yield {FIRST: interpretation("2026-09-24 17:00")}, {}
    yield {FIRST: interpretation("2026-09-28")}, {"second.md": [("T101", 3)]}
    yield {SECOND: None}, {"first.md": [("T101", 3)]}
    yield {DOC: record(发布日期="2026-09-23")}, {}
    named = {"会议新闻": "qtz/notices/2026/news"}
    yield {NEWS: record(发布日期="2026-09-24"), CW: meeting("2026-09-24 18:00", **named)}, {}
    yield {NEWS: record(发布日期="2026-09-23")}, {"cw.md": [("M108", 9)]}
    yield (
        {NEWS: record(发布日期="2026-09-25"), CW: meeting("2026-09-29", **named)},
        {"cw.md": [("T101", 3), ("M108", 9)]},
    )
    yield {CW: meeting("2026-09-25", 新闻发布时间="2026-09-24 20:00"), NEWS: None}, {"cw.md": [("M108", 9)]}


def test_other_records_stop_clocks_and_what_is_remembered_is_what_a_first_look_finds(
    make_project: MakeProject, tmp_path: Path
) -> None:
    root = with_settings(make_project(), profiles="[linyi, dongying]")
    for written, wanted in steps():
        for path, text in written.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                target.unlink()
            else:
                target.write_text(text, "utf-8")
        warm = check_project(root, TODAY).findings
        assert late(warm) == {name: sorted(some) for name, some in wanted.items()}
        (root / ".gongkai").rename(tmp_path / "kept")
        assert check_project(root, TODAY).findings == warm
        (root / ".gongkai").rename(tmp_path / f"cold-{len(list(tmp_path.iterdir()))}")
        (tmp_path / "kept").rename(root / ".gongkai")


def test_a_county_without_the_profile_is_not_asked(make_project: MakeProject) -> None:
    files = {NEWS: record(发布日期="2026-09-25"), CW: meeting("2026-09-30", 会议新闻="qtz/notices/2026/news")}
    root = with_settings(make_project(files), profiles="[national]")
    assert not late(check_project(root, TODAY).findings)


# --- units, the calendar, the settings ---


def unit_file(root: Path, name: str, more: str = "") -> None:
    path = root / f"content/units/{name}/unit.yaml"
    path.write_text(path.read_text("utf-8") + more, "utf-8")


def test_units_owe_a_report_and_a_hearing_a_year(make_project: MakeProject) -> None:
    report = "标题: 年报\n发布日期: {}\n年度: 2025\n"
    root = with_settings(make_project(), profiles="[linyi]")
    assert not late(check_project(root, TODAY).findings)
    path = root / "content/units/mzj/reports/2026/nb.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(report.format("2026-01-31"), "utf-8")
    unit_file(root, "mzj", "听取汇报: [2026-03-02]\n")
    found = late(check_project(root, date(2026, 2, 1)).findings)
    assert found == {"unit.yaml": [("T106", 1), ("T107", 1), ("T107", 9)]}
    assert late(check_project(root, date(2026, 1, 31)).findings) == {"unit.yaml": [("T107", 1), ("T107", 9)]}
    unit_file(root, "qtz", "听取汇报: [2025-03-03]\n")
    office = root / "content/units/qtz/unit.yaml"
    office.write_text(office.read_text("utf-8").replace("政府部门", "政府办公室"), "utf-8")
    assert late(check_project(root, date(2026, 3, 31)).findings) == {"unit.yaml": [("T107", 9)]}
    assert late(check_project(root, date(2026, 4, 1)).findings) == {"unit.yaml": [("T106", 1), ("T107", 9)]}


def test_a_year_without_a_calendar_is_said_once(make_project: MakeProject) -> None:
    files = {
        f"content/units/mzj/enforcement/2026/a{i}.md": record(
            **{**DECISION, "决定日期": "2026-12-25", "发布日期": "2026-12-28"}
        )
        for i in range(3)
    }
    root = make_project(files)
    (found,) = [f for f in check_project(root, date(2026, 12, 29)).findings if f.code[0] == "T"]
    assert (found.code, found.location.path) == ("T121", "content/vocabularies/holidays.yaml")
    lines = (root / found.location.path).read_text("utf-8").split("\n")
    assert "2026" in lines[found.location.line - 1]
    assert "2027 年的放假安排，3 个期限" in found.message()


@pytest.mark.parametrize(
    ("path", "wrong", "code", "at"),
    [
        ("config.yaml", ("profiles: [national, ", "profiles: [national, lingyi, "), "T122", "profiles"),
        ("config.yaml", ("hot_words:", "clocks: [{code: C99, number: 1}]\nhot_words:"), "T123", "clocks"),
        ("config.yaml", ("hot_words:", "clocks: [{code: C02, number: 1}]\nhot_words:"), "T123", "clocks"),
        ("config.yaml", ("hot_words:", "clocks: [{code: C01, number: 30}]\nhot_words:"), "T124", "clocks"),
        ("config.yaml", ("hot_words:", "clocks: [{code: C19, off: true}]\nhot_words:"), "T124", "clocks"),
        ("content/vocabularies/deadlines.yaml", ("    unit: WD\n", ""), "T125", "C01"),
        ("content/vocabularies/deadlines.yaml", ("code: C02", "code: C01"), "T125", "C01"),
        (
            "content/vocabularies/holidays.yaml",
            ("work: [2014-05-04]", "work: [2014-05-03]"),
            "T126",
            "劳动节",
        ),
        ("content/vocabularies/holidays.yaml", ("first: 2014-06-02", "first: 2015-06-02"), "T126", "端午节"),
        ("content/vocabularies/holidays.yaml", ('year: "2015"', 'year: "2014"'), "T126", "2014"),
    ],
)
def test_clocks_that_are_not_in_order_are_told(
    make_project: MakeProject, path: str, wrong: tuple[str, str], code: str, at: str
) -> None:
    root = make_project()
    text = (root / path).read_text("utf-8")
    assert wrong[0] in text
    (root / path).write_text(text.replace(*wrong, 1), "utf-8")
    found = [f for f in check_project(root, TODAY).findings if f.code[0] == "T"]
    assert found
    assert {(f.code, f.location.path) for f in found} == {(code, path)}
    assert RULES[code].severity == "error"
    lines = (root / path).read_text("utf-8").split("\n")
    assert any(at in lines[f.location.line - 1] for f in found)
