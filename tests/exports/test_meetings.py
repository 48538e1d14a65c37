"""Meetings for calendars (RFC 5545) and for programs (OParl 1.1): what others read is what the record says."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.exports import ics, oparl
from gongkai.model.dates import CHINA
from tests.catalog.test_public import everything
from tests.conftest import TODAY, MakeProject, build, record

FOLDER = "content/units/mzj/meetings/2026/"
HOST = "https://www.yunxi.example"
SECRET = "绝无外泄之词"
REQUIRED = {
    "System": {"id", "type", "oparlVersion", "body"},
    "Body": {
        "id", "type", "system", "name", "organization", "person", "meeting", "paper", "legislativeTerm",
        "agendaItem", "file", "legislativeTermList", "membership",
    },
    "Organization": {"id", "type", "body", "name", "meeting"},
    "Meeting": {"id", "type", "name", "start", "organization", "agendaItem"},
    "AgendaItem": {"id", "type", "name", "public"},
    "Location": {"id", "type", "description"},
}  # fmt: skip
"""What the specification (https://oparl.org/spezifikation) demands, and what nobody can do without."""
LISTS = {
    "body": "Body", "organization": "Organization", "person": "Person", "meeting": "Meeting", "paper": "Paper",
    "agendaItem": "AgendaItem", "consultation": "Consultation", "file": "File", "locationList": "Location",
    "legislativeTermList": "LegislativeTerm", "membership": "Membership",
}  # fmt: skip


def agenda(*items: str) -> str:
    return "".join(f"\n  - {{{item}}}" for item in items)


def meeting(**fields: str) -> str:
    return record(**{"会议类型": "局务会议", "开始时间": "2026-03-11 15:00", **fields})


def events(path: Path) -> list[icalendar.Event]:
    found = icalendar.Calendar.from_ical(path.read_bytes())
    assert isinstance(found, icalendar.Calendar)
    return list(found.events)


# --- calendars ---


def test_a_calendar_says_what_the_records_say(make_project: MakeProject) -> None:
    files = {
        "a.md": meeting(
            标题="第一次，局务会议；扩大",
            结束时间="2026-03-11 17:30",
            地点="三楼, 会议室",
            更新日期="2026-03-13 10:00",
            议题=agenda("议题: 甲, 议定结果: 审议通过", f"议题: {'很长的议题' * 30}"),
        ),
        "b.md": meeting(标题="只知道日子", 开始时间="2026-05-06", 已取消="是"),
        "c.md": meeting(标题="去年的", 开始时间="2025-12-31 16:00", 结束时间="2026-01-01 02:00"),
    }
    site = build(make_project({FOLDER + name: text for name, text in files.items()}))
    first, second = events(site / "meetings/calendar/2026/meetings.ics")
    (third,) = events(site / "meetings/calendar/2025/meetings.ics")
    assert str(first["SUMMARY"]) == "第一次，局务会议；扩大"
    assert datetime(2026, 3, 11, 15, tzinfo=CHINA) == first.DTSTART
    assert datetime(2026, 3, 11, 17, 30, tzinfo=CHINA) == first.DTEND
    assert str(first["LOCATION"]) == "三楼, 会议室"
    assert str(first["DESCRIPTION"]).splitlines() == [
        "1. 甲（审议通过）",
        f"2. {'很长的议题' * 30}",
        f"{HOST}/units/mzj/meetings/2026/a/",
    ]
    assert datetime(2026, 3, 13, 10, tzinfo=CHINA) == first.DTSTAMP
    assert (first["STATUS"], second["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert (date(2026, 5, 6), date(2026, 5, 7)) == (second.DTSTART, second.DTEND)
    assert datetime(2026, 1, 1, 2, tzinfo=CHINA) == third.DTEND
    assert len({str(event["UID"]) for event in (first, second, third)}) == 3
    (alone,) = events(site / "units/mzj/meetings/2026/a/meetings.ics")
    assert alone.to_ical() == first.to_ical()
    assert (site / "meetings/calendar/meetings.ics").read_bytes().count(b"BEGIN:VEVENT") == 2


def test_lines_are_folded_and_end_as_the_standard_wants(demo_site: Path) -> None:
    files = sorted(demo_site.rglob("meetings.ics"))
    assert len(files) > 10
    for path in files:
        raw = path.read_bytes()
        lines = raw.split(b"\r\n")
        assert lines.pop() == b""
        assert all(len(line) <= 75 and b"\n" not in line and line.decode() for line in lines), path
        assert events(path)


@given(
    st.text(
        st.characters(codec="utf-8", exclude_characters="\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"),
        max_size=200,
    )
)
def test_no_character_is_lost_in_folding(words: str) -> None:
    folded = ics._fold(f"SUMMARY:{words}")
    assert all(len(line) <= 75 for line in folded.split(b"\r\n"))
    assert folded.replace(b"\r\n ", b"") == f"SUMMARY:{words}\r\n".encode()


def test_the_pages_of_the_calendar_show_the_months(make_project: MakeProject) -> None:
    files = {
        f"{i}.md": meeting(标题=f"第{i}次", 开始时间=f"{day} 09:00")
        for i, day in enumerate(("2026-02-28", "2026-02-28", "2026-11-30", "2025-01-01"))
    }
    site = build(make_project({FOLDER + name: text for name, text in files.items()}))
    page = (site / "meetings/calendar/2026/index.html").read_text("utf-8")
    assert page.index("2026年11月") < page.index("2026年2月")
    assert '<a href="#d2-28" aria-label="2月28日，2次会议">28</a>' in page
    assert page.count('id="d2-28"') == 1
    assert "2025年1月" in (site / "meetings/calendar/2025/index.html").read_text("utf-8")
    assert "第2次" in (site / "meetings/calendar/index.html").read_text("utf-8")
    assert "/meetings/calendar/" in (site / "meetings/index.html").read_text("utf-8")


def test_a_year_of_many_meetings_is_cut_into_months(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.views.calendar.MOST_ON_PAGE", 4)
    days = ("2026-03-02", "2026-03-31", "2026-04-01", "2026-11-02", "2026-11-03", "2025-01-01")
    files = {f"{FOLDER}{i}.md": meeting(标题=f"第{i}次", 开始时间=day) for i, day in enumerate(days)}
    root = make_project(files)
    site = build(root)

    def shown(name: str) -> list[str]:
        page = (site / f"meetings/calendar/{name}index.html").read_text("utf-8")
        assert [month in page for month in ("/2026/03/", "/2026/04/")] == [not name.startswith("2025")] * 2
        return re.findall(r">第(\d)次<", page)

    pages = {"": "43", "2026/": "43", "2026/04/": "2", "2026/03/": "10", "2025/": "5"}
    assert {name: "".join(shown(name)) for name in pages} == pages
    assert sorted(path.name for path in (site / "meetings/calendar/2026").iterdir()) == [
        "03", "04", "index.html", "meetings.ics",
    ]  # fmt: skip
    assert len(events(site / "meetings/calendar/2026/meetings.ics")) == 5
    old = (site / "meetings/calendar/2026/04/index.html").stat().st_ino
    (root / f"{FOLDER}6.md").write_text(meeting(标题="第6次", 开始时间="2026-03-09"), "utf-8")
    build(root)
    assert shown("2026/03/") == ["1", "6", "0"]
    assert (site / "meetings/calendar/2026/04/index.html").stat().st_ino == old
    for path in (root / FOLDER).glob("[0-3].md"):
        path.unlink()
    build(root)
    assert sorted(path.name for path in (site / "meetings/calendar/2026").iterdir()) == [
        "index.html",
        "meetings.ics",
    ]


def test_without_meetings_there_is_an_empty_calendar(make_project: MakeProject) -> None:
    site = build(make_project())
    assert "还没有公开的会议" in (site / "meetings/calendar/index.html").read_text("utf-8")
    assert not list((site / "meetings/calendar").glob("2*"))
    assert read(site, f"{HOST}/oparl/meetings.json")["data"] == []


# --- OParl ---


def read(site: Path, url: str) -> dict[str, object]:
    """What a client gets at an address."""
    assert url.startswith(f"{HOST}/"), url
    found = json.loads((site / unquote(urlsplit(url).path).lstrip("/")).read_bytes())
    assert isinstance(found, dict)
    return found


def every(site: Path, url: object) -> list[dict[str, object]]:
    """All objects of an external list, page by page."""
    found: list[dict[str, object]] = []
    while url:
        page = read(site, str(url))
        assert page.keys() == {"data", "pagination", "links"}
        links = page["links"]
        assert isinstance(links, dict)
        assert links["self"] == url
        assert isinstance(page["data"], list)
        found += page["data"]
        url = links.get("next")
    return found


def assert_is_right(site: Path, thing: dict[str, object], kind: str, *, is_inner: bool = False) -> None:
    """An object has what it must have, and its address leads to it."""
    assert thing["type"] == f"https://schema.oparl.org/1.1/{kind}"
    assert thing.keys() >= REQUIRED[kind]
    there = read(site, str(thing["id"]))
    assert (there.items() >= thing.items()) if is_inner else (there == thing)
    for key in ("created", "modified", "start", "end"):
        if key in thing:
            assert datetime.fromisoformat(str(thing[key])).utcoffset() == timedelta(hours=8)
            assert len(str(thing[key])) == 25


def test_a_client_finds_every_meeting_from_the_entry_point(demo_site: Path) -> None:
    system = read(demo_site, f"{HOST}/oparl/system.json")
    assert_is_right(demo_site, system, "System")
    (body,) = every(demo_site, system["body"])
    assert_is_right(demo_site, body, "Body")
    found: dict[str, list[dict[str, object]]] = {}
    for key, kind in LISTS.items():
        if key == "body":
            continue
        found[key] = every(demo_site, body[key])
        for thing in found[key]:
            assert_is_right(demo_site, thing, kind)
    meetings = {str(m["web"]) for m in found["meeting"]}
    pages = {
        f"{HOST}/{path.parent.relative_to(demo_site).as_posix()}/"
        for path in demo_site.glob("units/*/meetings/*/*/index.json")
    }
    assert meetings == pages
    assert len(meetings) >= 8
    of_units = [m for unit in found["organization"] for m in every(demo_site, unit["meeting"])]
    assert sorted(map(str, of_units)) == sorted(map(str, found["meeting"]))
    inner = [item for m in found["meeting"] for item in list(m["agendaItem"])]  # type: ignore[call-overload]
    for item in inner:
        assert_is_right(demo_site, item, "AgendaItem", is_inner=True)
    assert [item["id"] for item in inner] == [item["id"] for item in found["agendaItem"]]
    organizations = {unit["id"] for unit in found["organization"]}
    assert all(set(m["organization"]) <= organizations for m in found["meeting"])  # type: ignore[call-overload]


def test_lists_are_cut_into_pages(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oparl, "PAGE_LENGTH", 3)
    files = {
        f"{FOLDER}{i}.md": meeting(
            标题=f"第{i}次", 发布日期=f"2026-03-{i + 12} 09:00", 议题=agenda("议题: 甲")
        )
        for i in range(8)
    }
    root = make_project(files)
    site = build(root)
    assert [m["name"] for m in every(site, f"{HOST}/oparl/meetings.json")] == [f"第{i}次" for i in range(8)]
    assert len(every(site, f"{HOST}/oparl/organizations/mzj/meetings.json")) == 8
    assert len(every(site, f"{HOST}/oparl/agenda-items.json")) == 8
    old = {n: (site / f"oparl/meetings{n}.json").read_bytes() for n in ("", "-2")}
    (root / f"{FOLDER}8.md").write_text(meeting(标题="第8次", 发布日期="2026-04-12 09:00"), "utf-8")
    build(root)
    assert old == {n: (site / f"oparl/meetings{n}.json").read_bytes() for n in ("", "-2")}
    assert len(every(site, f"{HOST}/oparl/meetings.json")) == 9


def test_search_engines_are_told_of_the_event(make_project: MakeProject) -> None:
    items = agenda(
        "议题: 甲, 相关文件: [mzj/documents/2026/d, mzj/documents/2026/draft]",
        f"议题: {SECRET}, 公开方式: 不予公开, 相关文件: mzj/documents/2026/d",
    )
    files = {
        FOLDER + "a.md": meeting(
            议题=items,
            地点="三楼",
            结束时间="2026-03-11 17:00",
            会议新闻="mzj/notices/2026/n",
            会议视频="https://v.example/1",
        ),
        FOLDER + "b.md": meeting(开始时间="2026-05-06", 已取消="是"),
        "content/units/mzj/notices/2026/n.md": record(标题="新闻"),
        "content/units/mzj/documents/2026/d.md": record(标题="办法"),
        "content/units/mzj/documents/2026/draft.md": record(
            标题="依申请", 公开方式="依申请公开", 不公开依据="art15.third"
        ),
    }
    site = build(make_project(files))

    def event(name: str) -> dict[str, object]:
        page = (site / f"units/mzj/meetings/2026/{name}/index.html").read_text("utf-8")
        (found,) = (
            data
            for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
            if (data := json.loads(text))["@type"] == "Event"
        )
        assert isinstance(found, dict)
        return found

    first, second = event("a"), event("b")
    assert (site / str(first["image"]).removeprefix(f"{HOST}/")).is_file()
    assert "image" not in second
    assert '<a href="#tujie">' in (site / "units/mzj/meetings/2026/a/index.html").read_text("utf-8")
    work = {"@type": "CreativeWork", "name": "办法", "url": f"{HOST}/units/mzj/documents/2026/d/"}
    assert (
        first.items()
        >= {
            "startDate": "2026-03-11T15:00+08:00",
            "endDate": "2026-03-11T17:00+08:00",
            "location": {"@type": "Place", "name": "三楼"},
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "about": [{"@type": "Thing", "name": "甲"}],
            "workFeatured": [work],
            "recordedIn": {"@type": "VideoObject", "url": "https://v.example/1"},
        }.items()
    )
    assert [told["name"] for told in list(first["subjectOf"])] == ["新闻"]  # type: ignore[call-overload]
    assert (second["startDate"], second["eventStatus"]) == ("2026-05-06", "https://schema.org/EventCancelled")


# --- what is not disclosed ---


@pytest.mark.parametrize("how", ["不予公开", "依申请公开"])
@pytest.mark.parametrize("numbers", [("", "", ""), ("序号: 一, ", "序号: 二, ", "序号: 三, ")])
def test_a_secret_topic_is_in_no_output_and_leaves_no_gap(
    make_project: MakeProject, how: str, numbers: tuple[str, str, str]
) -> None:
    hidden = (
        f"{numbers[1]}议题: {SECRET}, 公开方式: {how}, 要点: [{SECRET}], 数字: [{{名称: {SECRET}, 数值: 1}}], "
        f"征求意见情况: {SECRET}, 议定结果: 审议通过, 议定事项: {SECRET}, 审查意见: {SECRET}, 责任单位: qtz, "
        f"完成时限: 2026-12-31, 材料: [{{名称: {SECRET}, 网址: 'https://x.example/{SECRET}'}}]"
    )
    items = agenda(f"{numbers[0]}议题: 第甲个, 汇报单位: mzj", hidden, f"{numbers[2]}议题: 第丙个")
    site = build(make_project({f"{FOLDER}m.md": meeting(议题=items)}), precompress="always")
    found = everything(site)
    assert SECRET.encode() not in found
    folder = site / "units/mzj/meetings/2026/m"
    page = (folder / "index.html").read_text("utf-8")
    assert [n in page for n in ("议题1<", "议题2<", "议题3<", "2026-12-31", "清潭镇")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert [
        item["number"] for item in json.loads((folder / "index.json").read_bytes())["fields"]["agenda"]
    ] == ["1", "2"]
    items_found = read(site, f"{HOST}/units/mzj/meetings/2026/m/oparl.json")["agendaItem"]
    assert isinstance(items_found, list)
    assert [(i["number"], i["order"], i["name"]) for i in items_found] == [
        ("1", 1, "第甲个"),
        ("2", 2, "第丙个"),
    ]
    assert sorted(path.name for path in (folder / "oparl").glob("?.json")) == ["1.json", "2.json"]
    (event,) = events(folder / "meetings.ics")
    assert [line[:2] for line in str(event["DESCRIPTION"]).splitlines()[:-1]] == ["1.", "2."]


def test_numbers_that_are_written_stand_where_all_is_public(make_project: MakeProject) -> None:
    items = agenda("序号: '1', 议题: 甲", "序号: '1.1', 议题: 乙", "议题: 丙")
    site = build(make_project({f"{FOLDER}m.md": meeting(议题=items)}))
    found = read(site, f"{HOST}/units/mzj/meetings/2026/m/oparl.json")["agendaItem"]
    assert isinstance(found, list)
    assert [item.get("number") for item in found] == ["1", "1.1", None]
    assert "议题1.1<" in (site / "units/mzj/meetings/2026/m/index.html").read_text("utf-8")


def test_a_meeting_that_is_not_public_is_in_no_calendar(make_project: MakeProject) -> None:
    files = {
        f"{FOLDER}m.md": meeting(标题=SECRET, 地点=SECRET, 公开方式="不予公开", 不公开依据="art14.secret")
    }
    assert SECRET.encode() not in everything(build(make_project(files), TODAY))
