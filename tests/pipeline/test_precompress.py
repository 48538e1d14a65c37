"""Siblings come and go with their files: the site is the one built from nothing, with them or without."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest
from click.testing import CliRunner

from gongkai.cli import main
from gongkai.executors import Serial, open_executor
from gongkai.output.compress import SIBLINGS, compress
from gongkai.output.manifest import read_manifest
from gongkai.pipeline.build import build_site
from gongkai.pipeline.sharding import build_shard
from gongkai.search import SegmentsEngine
from tests.conftest import TODAY, MakeProject, record
from tests.output.test_site import tree
from tests.pipeline.states import assert_same_as_clean, build, text

HERE = "content/units/mzj/notices/2026"
PAGE = "units/mzj/notices/2026/r1/index.html"


@pytest.fixture
def project(make_project: MakeProject) -> Path:
    table = "年份,件数\n" + "".join(f"20{i:02},{i}\n" for i in range(99)) * 3
    files = {f"{HERE}/r{i}.md": text(i) for i in range(8)}
    attached = record("正文。", 附件="\n  - {文件: shuju.csv, 标题: 数据}")
    other = {"content/units/qtz/documents/2026/r.md": text(1)}
    return make_project({**files, **other, f"{HERE}/t.md": attached, f"{HERE}/shuju.csv": table})


def siblings(site: Path) -> set[str]:
    return {path for path in tree(site) if path.endswith(SIBLINGS)}


def assert_siblings_are_right(site: Path) -> None:
    """Every file has those that it should, of its own bytes; all are in the manifest and have their file's time."""
    found = tree(site)
    files = {path: raw for path, raw in found.items() if not path.endswith(SIBLINGS)}
    known = read_manifest(site)
    expected = {path: raw for name in files if name in known for path, raw in compress(name, files[name])}
    assert {path: raw for path, raw in found.items() if path not in files} == expected
    assert expected.keys() <= known.keys()
    for path in expected:
        name, unpack = path[:-3], gzip.decompress if path.endswith(".gz") else brotli.decompress
        assert unpack(found[path]) == found[name]
        assert (site / path).stat().st_mtime_ns == (site / name).stat().st_mtime_ns


def test_every_file_worth_it_has_siblings(project: Path) -> None:
    site = project / "site"
    build(project, site)
    plain = tree(site)
    assert not siblings(site)
    build(project, site, precompress="always")
    assert_siblings_are_right(site)
    kinds = {Path(path[:-3]).suffix for path in siblings(site)}
    assert kinds >= {".html", ".json", ".xml", ".css", ".js", ".csv"}
    left = {path: raw for path, raw in tree(site).items() if path not in siblings(site)}
    assert {path for path in plain if not path.startswith("manifest")} == left.keys() - {
        path for path in left if path.startswith("manifest")
    }
    assert all(raw == left[path] for path, raw in plain.items() if not path.startswith("manifest"))


def test_only_what_changed_is_compressed_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = project / "site"
    build(project, site, precompress="always")
    done: list[str] = []

    def count(path: str, content: bytes) -> object:
        done.append(path)
        return compress(path, content)

    monkeypatch.setattr("gongkai.pipeline.writing.compress", count)
    build(project, site, precompress="always")
    assert not done
    source = project / HERE / "r1.md"
    source.write_text(source.read_text("utf-8").replace("正文1", "改过的正文"), "utf-8")
    build(project, site, precompress="always")
    assert PAGE in done
    assert len([path for path in done if not path.startswith("search/")]) <= 10
    assert_siblings_are_right(site)
    source.unlink()
    build(project, site, precompress="always")
    assert not [path for path in tree(site) if "/r1/" in path]
    assert_siblings_are_right(site)
    assert_same_as_clean(project, precompress="always")


def test_switching_it_off_takes_all_siblings_away(project: Path) -> None:
    site = project / "site"
    build(project, site)
    plain = tree(site)
    build(project, site, precompress="always")
    assert siblings(site)
    build(project, site)
    assert tree(site) == plain


@pytest.mark.parametrize("ending", SIBLINGS)
def test_a_sibling_that_was_damaged_or_lost_is_made_again(project: Path, ending: str) -> None:
    site = project / "site"
    build(project, site, precompress="always")
    (site / f"{PAGE}{ending}").write_bytes(b"x")
    build(project, site, precompress="always")
    assert_siblings_are_right(site)
    (site / f"{PAGE}{ending}").unlink()
    build(project, site, precompress="always")
    assert_siblings_are_right(site)


def test_siblings_of_another_version_are_not_kept(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = project / "site"
    with monkeypatch.context() as patch:
        patch.setattr("gongkai.output.compress._GZIP_LEVEL", 1)
        patch.setattr("gongkai.pipeline.anew.SCHEME", "gzip 1")
        build(project, site, precompress="always")
    build(project, site, precompress="always")
    assert_siblings_are_right(site)


def test_workers_compress_the_index_of_segments(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = project / "site"
    monkeypatch.setattr("gongkai.pipeline.searching._BATCH", 5)
    for number in range(3):
        (project / HERE / "r1.md").write_text(text(70 + number), "utf-8")
        with open_executor("process:2") as pool:
            build_site(
                project, site, TODAY, lambda _d, _t: None, SegmentsEngine(), pool, precompress="always"
            )
        assert_siblings_are_right(site)
    assert any(path.startswith("search/index/") for path in siblings(site))


def test_shares_are_compressed_where_they_are_made(project: Path, tmp_path: Path) -> None:
    parts = [tmp_path / "part-1", tmp_path / "part-2"]
    for number, part in enumerate(parts, 1):
        build_shard(project, part, TODAY, number, 2, Serial(), "always")
    assert all(siblings(part / "pages") for part in parts)
    site = tmp_path / "merged"
    merged = build_site(project, site, TODAY, lambda _d, _t: None, shards=parts, precompress="keep")
    assert merged.rendered < merged.pages
    assert_siblings_are_right(site)
    build(project, project / "site", precompress="always")
    assert tree(site) == tree(project / "site")


def test_settings_and_option_ask_for_it_and_a_preview_leaves_it(project: Path) -> None:
    site = project / "site"

    def run(*words: str) -> None:
        found = CliRunner().invoke(main, ["--root", str(project), "--today", str(TODAY), "build", *words])
        assert found.exit_code == 0, found.output

    def preview() -> None:
        """As `serve` builds."""
        (project / HERE / "r2.md").write_text(text(len(list(site.rglob("*")))), "utf-8")
        assert build_site(project, site, TODAY, lambda _d, _t: None, precompress="keep").pages

    run()
    preview()
    assert not siblings(site)
    run("--precompress")
    preview()
    assert_siblings_are_right(site)
    assert siblings(site)
    run()
    assert not siblings(site)
    settings = project / "config.yaml"
    settings.write_text(settings.read_text("utf-8") + "输出: {预压缩: 是}\n", "utf-8")
    run()
    assert siblings(site)
