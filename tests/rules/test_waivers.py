"""A waiver turns off what it names, on the days it is for, and nothing else; one that does nothing is told."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from gongkai.findings import Finding
from gongkai.pipeline.build import build_site
from gongkai.pipeline.checking import check_project
from gongkai.pipeline.glance import glance, survey
from tests.conftest import MakeProject, record

HERE = "content/units/mzj/meetings/2026/a.md"
LAST, AFTER = date(2026, 11, 20), date(2026, 11, 21)
MEETING = {"召开机构": "县政府", "开始时间": "2026-03-12 09:00", "发布日期": "2026-03-12 12:00"}


def waiver(code: str = "M103", until: date = LAST) -> str:
    return f"{{规则: {code}, 理由: 紧急会议, 截止: {until}}}"


def meeting(*waivers: str, **fields: str) -> str:
    return record(**{**MEETING, **fields, "例外": f"[{', '.join(waivers)}]"})


def told(findings: tuple[Finding, ...]) -> list[str]:
    assert all(f.location.path == HERE and f.location.line for f in findings)
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (meeting(), ["M103"]),
        (meeting(waiver()), []),
        (meeting(waiver(), waiver()), ["W101"]),
        (meeting(waiver(until=date(2026, 11, 19))), ["M103", "W102"]),
        (meeting(waiver(until=date(2026, 11, 19)), waiver()), ["W102"]),
        (meeting(waiver(), 无代表列席原因="紧急"), ["W101"]),
        (meeting(waiver("P101"), waiver()), ["W101"]),
        (meeting(waiver("m103")), ["M103", "W103"]),
        (meeting(waiver("D101")), ["M103", "W104"]),
        (meeting(waiver("W101"), waiver("P101"), waiver()), ["W101", "W104"]),
        (meeting(waiver("P101"), 状态="草稿", 无代表列席原因="紧急"), []),
    ],
)
def test_what_is_told_of_waivers(make_project: MakeProject, text: str, codes: list[str]) -> None:
    assert sorted(told(check_project(make_project({HERE: text}), LAST).findings)) == codes


def test_a_waiver_cannot_hide_what_must_not_come_out(make_project: MakeProject) -> None:
    fields = {"公开方式": "不予公开", "例外": f"[{waiver('D101')}]"}
    found = check_project(make_project({HERE: record(**{**MEETING, **fields})}), LAST).findings
    assert {"D101", "W104"} <= set(told(found))


def test_the_nearest_rule_is_suggested(make_project: MakeProject) -> None:
    (unknown,) = (
        f
        for f in check_project(make_project({HERE: meeting(waiver("m103"))}), LAST).findings
        if f.code == "W103"
    )
    assert "M103" in unknown.hint("zh")


def test_the_day_on_which_a_waiver_ends_shows_without_a_change(make_project: MakeProject) -> None:
    root = make_project({HERE: meeting(waiver())})
    site, unheard = root / "site", lambda _done, _total: None
    for today, codes in ((LAST, []), (AFTER, ["M103", "W102"]), (LAST, [])):
        checked = check_project(root, today)
        built = build_site(root, site, today, unheard)
        clean = build_site(_copy(root, today), root / "clean", today, unheard)
        assert told(checked.findings) == codes
        assert checked.findings == built.findings == clean.findings
        assert _pages(site) == _pages(root / "clean")


def test_a_preview_knows_waivers_too(make_project: MakeProject) -> None:
    root = make_project({HERE: meeting()})
    for today, until, codes in ((LAST, LAST, []), (AFTER, LAST, ["M103", "W102"]), (AFTER, AFTER, [])):
        (root / HERE).write_text(meeting(waiver(until=until)), "utf-8")
        whole = survey(root, today)
        assert whole
        shown = glance(whole, HERE)
        assert shown
        assert told(shown.findings) == codes


def _copy(root: Path, today: date) -> Path:
    """The project without its memory."""
    copy = root.parent / f"copy-{today}"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".gongkai", "site", "clean"))
    return copy


def _pages(site: Path) -> dict[str, bytes]:
    return {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file()}
