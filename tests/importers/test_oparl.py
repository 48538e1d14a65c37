"""OParl meetings come in whole: what has no place here is told, what is not public stays hidden, and back again."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.cli import main
from gongkai.findings import has_errors
from gongkai.importers import ImportResult, Stage, import_oparl, write_report
from gongkai.model.dates import CHINA
from gongkai.model.meeting import Meeting
from gongkai.pipeline.checking import check_project
from tests.catalog.test_public import everything
from tests.conftest import SAMPLES, TODAY, MakeProject, build
from tests.reading import read_project

KARLSRUHE = SAMPLES / "meetings/karlsruhe-oparl"
SECRET = "ganz geheimer Punkt"
STRUCTURE = {"type", "order", "public", "meeting"}
"""Keys that say how an object hangs together, not what it is about."""
Thing = dict[str, object]


def sources() -> dict[str, Thing]:
    return {
        path.stem: json.loads(path.read_bytes()) for path in sorted((KARLSRUHE / "meetings").glob("*.json"))
    }


def leaves(value: object, path: str = "Meeting") -> Iterator[tuple[str, str, object]]:
    """Path without places in lists, last key, and value of everything in an object."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    else:
        yield path, path.rpartition(".")[2], value


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], ImportResult]:
    return lambda root: import_oparl(KARLSRUHE, "mzj", root / "content")


def test_nothing_of_the_forty_meetings_is_lost_silently(
    make_project: MakeProject, imported: Callable[[Path], ImportResult]
) -> None:
    root = make_project()
    result = imported(root)
    assert result.is_complete
    assert len(result.at(Stage.IMPORTED)) == len(sources()) == 40
    assert {o.path for o in result.at(Stage.SKIPPED)} == {"LICENSE.txt", "organizations.json"}
    unchanged = imported(root)
    assert len(unchanged.at(Stage.UNCHANGED)) == 40
    records = {o.path: o.record for o in result.outcomes}
    names = {o["id"]: o["name"] for o in json.loads((KARLSRUHE / "organizations.json").read_bytes())}
    excused = {"end": "end-early", "created": "published-held"}
    for stem, source in sources().items():
        path = f"meetings/{stem}.json"
        text = (root / f"content/units/{records[path]}.yaml").read_text("utf-8").replace("''", "'")
        told = {o.words["key"] for o in result.oddities if o.path == path and "key" in o.words}
        codes = {o.code for o in result.oddities if o.path == path}
        for place, key, value in leaves(source):
            if key in STRUCTURE or place in told or value == "":
                continue
            if excused.get(key) in codes:
                continue
            if key in ("start", "end", "created", "modified"):
                there = f"{datetime.fromisoformat(str(value)).astimezone(CHINA):%Y-%m-%d %H:%M}"
                assert there in text, (path, place)
            elif key == "organization":
                assert value not in names or names[value] in text
                assert value in names or "organization" in told
            else:
                assert str(value).strip().replace("\\", "\\\\") in text, (path, place)


def test_the_forty_meetings_pass_the_checks_show_their_topics_and_go_out_as_they_came(
    make_project: MakeProject, imported: Callable[[Path], ImportResult]
) -> None:
    root = make_project()
    records = {Path(o.path).stem: o.record for o in imported(root).at(Stage.IMPORTED)}
    assert not has_errors(check_project(root, TODAY).findings)
    site = build(root)
    count = 0
    for stem, source in sources().items():
        page = (site / f"units/{records[stem]}/index.html").read_text("utf-8")
        out = json.loads((site / f"units/{records[stem]}/oparl.json").read_bytes())
        assert out["name"] == source["name"]
        start, end = (datetime.fromisoformat(str(source[key])) for key in ("start", "end"))
        assert datetime.fromisoformat(out["start"]) == start
        if end >= start:
            assert datetime.fromisoformat(out["end"]) == end
        else:
            assert "end" not in out
        given = source["agendaItem"]
        assert isinstance(given, list)
        assert [
            (i.get("number", ""), i["name"], i["public"], i.get("result")) for i in out["agendaItem"]
        ] == [(i["number"], i["name"], i["public"], i.get("result")) for i in given] or all(
            not i["number"] for i in given
        )
        assert page.count('class="agenda-card"') == len(given)
        count += len(given)
    assert count == 487


def test_what_we_publish_we_can_read(make_project: MakeProject, demo_site: Path) -> None:
    """Our own lists, with each meeting in two of them, come in once each, as they went out."""
    root = make_project()
    result = import_oparl(demo_site / "oparl", "mzj", root / "content")
    out = json.loads((demo_site / "oparl/meetings.json").read_bytes())["data"]
    assert len(result.at(Stage.IMPORTED)) == len(out) >= 8
    found = sorted(
        (
            m.title,
            m.held_at,
            m.ended_at,
            m.place,
            m.cancelled,
            tuple((i.title, i.resolution) for i in m.agenda),
        )
        for m in read(root)
    )
    assert found == sorted(
        (
            m["name"],
            datetime.fromisoformat(m["start"]),
            datetime.fromisoformat(m["end"]) if "end" in m else None,
            m["location"]["description"],
            m.get("cancelled", False),
            tuple((i["name"], i.get("result")) for i in m["agendaItem"]),
        )
        for m in out
    )


def meeting(**more: object) -> Thing:
    return {
        "id": "https://ris.example/meetings/7",
        "type": "https://schema.oparl.org/1.1/Meeting",
        "name": "Sitzung",
        "start": "2026-03-11T15:00:00+08:00",
        **more,
    }


def topic(name: str, **more: object) -> Thing:
    return {
        "id": f"https://ris.example/topics/{name}",
        "type": "https://schema.oparl.org/1.1/AgendaItem",
        "name": name,
        **more,
    }


@pytest.fixture
def bring(make_project: MakeProject, tmp_path: Path) -> Callable[..., tuple[Path, ImportResult]]:
    """Import some files, each the JSON of a value or a text; returns the project and what became of them."""
    folder = tmp_path / "sources"
    folder.mkdir()
    root = make_project()

    def run(*values: object) -> tuple[Path, ImportResult]:
        for i, value in enumerate(values):
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            (folder / f"{i}.json").write_text(text, "utf-8")
        return root, import_oparl(folder, "mzj", root / "content")

    return run


def read(root: Path) -> list[Meeting]:
    project = read_project(root)
    assert not project.findings
    return [record.fields for record in project.records if isinstance(record.fields, Meeting)]


Bring = Callable[..., tuple[Path, ImportResult]]


def codes(result: ImportResult) -> set[str]:
    return {oddity.code for oddity in result.oddities}


def test_topics_that_are_not_public_stay_hidden_in_the_site_and_in_the_report(
    bring: Bring, tmp_path: Path
) -> None:
    hidden = topic(SECRET, number="2", public=False, result=SECRET, note=SECRET, keyword=[SECRET])
    odd = topic(SECRET + "!", number="3", public="nein")
    root, result = bring(
        meeting(agendaItem=[topic("eins", number="1"), hidden, odd, topic("vier", number="4")])
    )
    (found,) = read(root)
    assert [(item.title, item.is_public) for item in found.agenda] == [
        ("eins", True), (SECRET, False), (SECRET + "!", False), ("vier", True),
    ]  # fmt: skip
    write_report(result, tmp_path / "report.csv")
    assert SECRET not in (tmp_path / "report.csv").read_text("utf-8-sig")
    assert {"topic-hidden", "topic-unmarked"} <= codes(result)
    site = build(root)
    assert SECRET.encode() not in everything(site)
    out = json.loads((site / "units/mzj/meetings/2026/7/oparl.json").read_bytes())
    assert [(item["number"], item["name"]) for item in out["agendaItem"]] == [("1", "eins"), ("2", "vier")]


def test_a_meeting_without_a_public_topic_becomes_a_draft(bring: Bring) -> None:
    root, result = bring(meeting(name=SECRET, agendaItem=[topic("x", public=False)]))
    assert read(root)[0].status == "草稿"
    assert "all-hidden" in codes(result)
    assert SECRET.encode() not in everything(build(root))


def test_what_is_deleted_is_left_out_and_what_is_cancelled_says_so(bring: Bring) -> None:
    gone = {**meeting(id="https://ris.example/meetings/8"), "deleted": True}
    items = [topic("a"), topic("b", deleted=True)]
    files = [
        {
            "type": "https://schema.oparl.org/1.1/File",
            "name": "weg",
            "accessUrl": "https://x.example/",
            "deleted": True,
        }
    ]
    root, result = bring(meeting(cancelled=True, agendaItem=items, auxiliaryFile=files), gone)
    (found,) = read(root)
    assert found.cancelled
    assert [item.title for item in found.agenda] == ["a"]
    assert not found.materials
    assert "deleted-part" in codes(result)
    (skipped,) = result.at(Stage.SKIPPED)
    assert "删除" in skipped.reason[0]
    page = (build(root) / "units/mzj/meetings/2026/7/index.html").read_text("utf-8")
    assert "本次会议已取消" in page


def test_objects_that_lie_elsewhere_in_the_folder_are_found(bring: Bring) -> None:
    place = {
        "id": "https://ris.example/l/1",
        "type": "https://schema.oparl.org/1.1/Location",
        "room": "Saal 2",
        "streetAddress": "Markt 1",
    }
    council = {
        "id": "https://ris.example/o/1",
        "type": "https://schema.oparl.org/1.1/Organization",
        "name": "Rat",
    }
    paper = {
        "id": "https://ris.example/f/1",
        "type": "https://schema.oparl.org/1.1/File",
        "fileName": "a.pdf",
        "downloadUrl": "https://x.example/a.pdf",
    }
    here = meeting(
        location=place["id"], organization=[council["id"], "https://ris.example/o/2"], invitation=paper["id"],
        agendaItem=[topic("zwei", order=2), topic("eins", order=1)],
    )  # fmt: skip
    beside = topic("drei", order=3, meeting="https://ris.example/meetings/7", result="ja")
    root, result = bring({"data": [here], "links": {}, "pagination": {}}, [place, council, paper, beside])
    (found,) = read(root)
    assert (found.place, found.conveners) == ("Saal 2, Markt 1", ("Rat",))
    assert [(m.title, m.url) for m in found.materials] == [("a.pdf", "https://x.example/a.pdf")]
    assert [item.title for item in found.agenda] == ["eins", "zwei", "drei"]
    assert found.agenda[2].resolution == "ja"
    assert codes(result) >= {"not-resolved", "reordered", "numbers-given"}


def test_times_are_those_of_beijing_and_results_do_not_come_out_before_the_meeting(bring: Bring) -> None:
    root, result = bring(
        meeting(
            start="2026-03-11T20:30:00+01:00", end="2026-03-11T00:00:00+01:00", created="2026-01-01T00:00:00Z",
            modified="2026-03-20", agendaItem=[topic("a", resolutionText="Ja.\nUnd zwar\tsofort.")],
        )
    )  # fmt: skip
    (found,) = read(root)
    assert f"{found.held_at:%Y-%m-%d %H:%M}" == f"{found.published:%Y-%m-%d %H:%M}" == "2026-03-12 03:30"
    assert found.ended_at is None
    assert found.modified
    assert f"{found.modified:%Y-%m-%d}" == "2026-03-20"
    assert found.agenda[0].points == ("Ja.", "Und zwar sofort.")
    assert codes(result) >= {"time-zone", "end-early", "published-held"}
    assert not has_errors(check_project(root, TODAY).findings)


def test_a_beginning_that_is_midnight_in_beijing_is_told(bring: Bring) -> None:
    _, result = bring(
        meeting(start="2026-03-11T17:00:00+01:00"), meeting(id="https://ris.example/m/2", start="2026-03-11")
    )
    assert [oddity.path for oddity in result.oddities if oddity.code == "midnight"] == ["0.json"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("{", "不是 JSON"),
        ("[" * 100_000, "层次太深"),
        ({"a": 1}, "没有 OParl 对象"),
        (meeting(start=None), "没有开始时间"),
        (meeting(start="morgen"), "没有开始时间"),
        (meeting(name="x" * 2001), "标题"),
    ],
)
def test_what_cannot_be_imported_is_told(bring: Bring, value: object, words: str) -> None:
    root, result = bring(value, meeting(id="https://ris.example/meetings/9"))
    (failed,) = result.at(Stage.FAILED)
    assert words in failed.reason[0]
    assert not result.is_complete
    assert len(read(root)) == 1


def test_an_editors_work_is_kept_and_the_same_meeting_comes_in_once(bring: Bring) -> None:
    root, result = bring(meeting(), meeting(name="noch einmal"))
    assert [len(result.at(stage)) for stage in (Stage.IMPORTED, Stage.SKIPPED)] == [1, 1]
    path = root / "content/units/mzj/meetings/2026/7.yaml"
    path.write_text(path.read_text("utf-8").replace("Sitzung", "改过"), "utf-8")
    assert bring()[1].at(Stage.KEPT)
    assert "改过" in path.read_text("utf-8")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from(
        ["2026-03-11T15:00:00Z", "https://ris.example/x", "- # &a *b", "是", "x\u0000\u202e\u2028y"]
    ),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["id", "type", "name", "public", "number", "order", "result", "accessUrl"]), inner, max_size=5),
    max_leaves=8,
)  # fmt: skip
KEYS = (
    "id", "name", "start", "end", "created", "modified", "cancelled", "deleted", "location", "organization", "agendaItem",
    "keyword", "invitation", "auxiliaryFile", "web", "strange",
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=8))
def test_whatever_a_meeting_holds_the_record_is_right_or_not_there(
    tmp_path_factory: pytest.TempPathFactory, more: Thing
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "in").mkdir()
    (folder / "content/units/mzj").mkdir(parents=True)
    (folder / "content/units/mzj/unit.yaml").touch()
    (folder / "in/m.json").write_text(json.dumps(meeting(**more)), "utf-8")
    result = import_oparl(folder / "in", "mzj", folder / "content")
    written = list(folder.glob("content/units/mzj/meetings/*/*.yaml"))
    assert len(written) == len(result.at(Stage.IMPORTED))
    assert len(result.outcomes) == 1


def test_the_command_reports(make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project()
    command = [
        "--root",
        str(root),
        "import",
        "oparl",
        str(KARLSRUHE),
        "--unit",
        "mzj",
        "--report",
        str(tmp_path / "r.csv"),
    ]
    done = CliRunner().invoke(main, [*command, "--type", "委员会会议"])
    assert done.exit_code == 0, done.output
    assert "已导入 40" in done.output
    rows = list(csv.reader((tmp_path / "r.csv").read_text("utf-8-sig").splitlines()))
    assert len(rows) > 400
    assert {found.meeting_type for found in read(root)} == {"委员会会议"}
    missing = CliRunner().invoke(
        main, ["--root", str(root), "import", "oparl", str(KARLSRUHE), "--unit", "nobody"]
    )
    assert missing.exit_code != 0
    assert "没有单位" in missing.output
