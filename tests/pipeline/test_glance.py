"""A page made at once is the page that the build makes; what it cannot know is left to the build."""

from __future__ import annotations

from pathlib import Path

from gongkai.pipeline.build import build_site
from gongkai.pipeline.glance import Glance, glance, is_known, page_of, survey
from tests.conftest import CONFIG, TODAY, MakeProject, record

PATH = "content/units/mzj/documents/2026/a.md"
OTHER = "content/units/qtz/notices/2026/b.md"


def make(root: Path) -> None:
    assert build_site(root, root / "site", TODAY, lambda _done, _total: None).pages


def look(root: Path, text: str, path: str = PATH) -> Glance | None:
    whole = survey(root, TODAY)
    assert whole
    (root / path).write_text(text, "utf-8")
    return glance(whole, path)


def test_it_is_the_page_of_the_build(make_project: MakeProject) -> None:
    root = make_project({PATH: record(标题="第一稿"), OTHER: record(标题="别的一份")})
    make(root)
    body = "## 一、要求\n\n见[上面](record:mzj/documents/2026/a#一要求)和[那份](record:qtz/notices/2026/b)。"
    for text in (
        record(标题="第二稿"),
        record(body, 标题="第三稿", 公开事项="shjz-04", 相关信息="qtz/notices/2026/b"),
        record(标题="第四稿", 发布日期="2025-03-12 09:30"),
    ):
        found = look(root, text)
        assert found
        make(root)
        assert page_of(PATH) in found.pages
        for path, content in found.pages.items():
            assert (root / "site" / path).read_bytes() == content


def test_what_is_wrong_is_told_and_nothing_shown(make_project: MakeProject) -> None:
    root = make_project({PATH: record()})
    make(root)
    found = look(root, record(成文日期="某日"))
    assert found
    assert [finding.code for finding in found.findings] == ["S103"]
    assert not found.pages
    found = look(root, record(相关信息="mzj/documents/2026/zzz"))
    assert found
    assert [(finding.code, finding.location.line) for finding in found.findings] == [("R104", 4)]
    assert not found.pages


def test_one_that_was_wrong_is_shown_when_mended(make_project: MakeProject) -> None:
    root = make_project({PATH: record(成文日期="某日"), OTHER: record()})
    found = look(root, record(标题="改好了"))
    assert found
    make(root)
    assert (root / "site" / page_of(PATH)).read_bytes() == found.pages[page_of(PATH)]


def test_what_only_a_build_can_tell_is_left_to_it(make_project: MakeProject) -> None:
    root = make_project({PATH: record()})
    make(root)
    assert look(root, record(状态="草稿")) is None
    whole = survey(root, TODAY)
    assert whole
    (root / PATH).unlink()
    assert glance(whole, PATH) is None
    for path in ("config.yaml", "content/pages/zfxxgk/zhinan.md", OTHER, PATH.replace(".md", ".yaml")):
        assert not is_known(whole, path)


def test_what_is_not_reviewed_yet_is_shown_with_what_is_missing_but_never_built(
    make_project: MakeProject,
) -> None:
    root = make_project({PATH: record(), OTHER: record()})
    make(root)
    settings = root / "config.yaml"
    settings.write_text(CONFIG.replace("mode: none, reason: 测试", "mode: bound"), "utf-8")
    built = build_site(root, root / "site", TODAY, lambda _done, _total: None)
    assert not built.pages
    page = (root / "site" / page_of(PATH)).read_bytes()
    found = look(root, record(标题="还没有审"))
    assert found
    assert {finding.code for finding in found.findings} == {"V101", "V102"}
    assert "还没有审".encode() in found.pages[page_of(PATH)]
    assert not build_site(root, root / "site", TODAY, lambda _done, _total: None).pages
    assert (root / "site" / page_of(PATH)).read_bytes() == page
    found = look(root, record(标题="还没有审", 相关信息="mzj/documents/2026/zzz"))
    assert found
    assert not found.pages
