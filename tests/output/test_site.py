"""The swap: a failed or killed build leaves the last good site, whole."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from pathlib import Path

import pytest

from gongkai.findings import GongkaiError
from gongkai.output import site as output
from gongkai.output.files import write_file
from gongkai.output.manifest import MANIFEST, read_manifest, read_sections, section_of, update_manifest
from gongkai.output.site import staged
from tests.conftest import GUIDE, REPOSITORY, MakeProject, build, record


def write(site: Path, files: dict[str, bytes]) -> None:
    with staged(site, as_copy=False) as staging:
        written = [write_file(staging.folder, path, content) for path, content in files.items()]
        tell(staging.folder, [(file.path, file.sha256, file.size) for file in written])
        staging.commit()


def tell(folder: Path, files: Sequence[tuple[str, str, int]], former: Collection[str] = ()) -> None:
    """Write these files into the manifest."""
    sections = {section_of(path) for path in [*former, *(path for path, _, _ in files)]}
    update_manifest(
        folder, sorted(sections), lambda name: ([f for f in files if section_of(f[0]) == name], former)
    )


def tree(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def _fail_half_way(site: Path) -> None:
    with staged(site, as_copy=False) as staging:
        write_file(staging.folder, "a.html", b"2")
        raise RuntimeError


def test_the_new_site_takes_the_place_of_the_old(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, {"a.html": b"1", "old/b.html": b"2"})
    write(site, {"a.html": b"3"})
    assert {p: c for p, c in tree(site).items() if not p.startswith("manifest")} == {"a.html": b"3"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site"]


def test_the_manifest_names_every_file_with_its_hash(tmp_path: Path) -> None:
    write(tmp_path / "site", {"a.html": b"1", "b/c.css": b"22"})
    assert read_manifest(tmp_path / "site") == {
        "a.html": (hashlib.sha256(b"1").hexdigest(), 1),
        "b/c.css": (hashlib.sha256(b"22").hexdigest(), 2),
    }


def test_a_failure_leaves_the_old_site_and_no_litter(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, {"a.html": b"1"})
    before = tree(site)
    with pytest.raises(RuntimeError):
        _fail_half_way(site)
    assert tree(site) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site"]


def test_two_pages_at_one_address_are_a_clear_error(tmp_path: Path) -> None:
    one, other = ("a.html", "1" * 64, 1), ("a.html", "2" * 64, 1)
    with pytest.raises(GongkaiError, match="同一个地址"):
        tell(tmp_path, [one, other])
    tell(tmp_path, [one])
    with pytest.raises(GongkaiError, match="同一个地址"):
        tell(tmp_path, [other])
    tell(tmp_path, [other], {"a.html"})
    assert read_manifest(tmp_path) == {"a.html": ("2" * 64, 1)}


def test_without_exchange_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "_exchange", lambda _first, _second: False)
    test_the_new_site_takes_the_place_of_the_old(tmp_path)


def test_a_site_left_aside_by_a_kill_is_put_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, {"a.html": b"1"})
    site.rename(tmp_path / ".site.old")
    (tmp_path / ".site.999999.new").mkdir()
    with pytest.raises(RuntimeError):
        _fail_half_way(site)
    assert (site / "a.html").read_bytes() == b"1"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site"]


def test_a_build_killed_at_any_moment_leaves_a_whole_site(make_project: MakeProject) -> None:
    """Real processes, killed later and later: the site is always that of the manifest it carries."""
    here = "content/units/mzj/documents/2026/"
    root = make_project({f"{here}doc-{i}.md": record(标题=f"文件{i}", 公开事项="shjz-04") for i in range(5)})
    build(root)
    command = [sys.executable, str(REPOSITORY / "build.py"), "--root", str(root), "--quiet", "build"]
    for attempt in range(12):
        (root / here / "doc-0.md").write_text(record(标题=f"第{attempt}稿"), "utf-8")
        process = subprocess.Popen(command, cwd=REPOSITORY)
        time.sleep(0.15 * (attempt + 1))
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert_is_whole(root / "site")
    build(root)
    assert {path.name for path in root.glob(".site*")} <= {".site.spare"}


def assert_is_whole(site: Path) -> None:
    """Every file is that of the manifest, and the manifest that of its sections."""
    found, manifest = tree(site), read_manifest(site)
    sections = {f"manifests/{name}.json": facts for name, facts in read_sections(site).items()}
    assert found.keys() - {MANIFEST} == manifest.keys() | sections.keys()
    for path, (digest, size) in {**manifest, **sections}.items():
        assert (hashlib.sha256(found[path]).hexdigest(), len(found[path])) == (digest, size), path


def test_two_builds_give_the_same_bytes(make_project: MakeProject) -> None:
    root = make_project(
        {
            f"content/units/mzj/services/2026/s-{i}.md": record(f"第{i}条", 标题=f"办事{i}", **GUIDE)
            for i in range(4)
        }
    )
    first = tree(build(root))
    second = tree(build(root))
    assert first == second


def test_errors_leave_the_site_untouched(make_project: MakeProject) -> None:
    path = "content/units/mzj/documents/2026/a.md"
    root = make_project({path: record()})
    before = tree(build(root))
    (root / path).write_text(record(成文日期="某日"), "utf-8")
    command = [sys.executable, str(REPOSITORY / "build.py"), "--root", str(root), "build"]
    result = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "a.md:4:1: 错误 S103" in result.stdout
    assert "Traceback" not in result.stderr
    assert tree(root / "site") == before


def test_a_folder_of_other_files_is_never_replaced(tmp_path: Path) -> None:
    own = tmp_path / "letters"
    own.mkdir()
    (own / "a.txt").write_text("重要")
    with pytest.raises(GongkaiError, match="别的文件"), staged(own, as_copy=False):
        pass
    assert (own / "a.txt").read_text() == "重要"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["letters"]


def test_a_site_behind_a_link_is_swapped_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    write(tmp_path / "site", {"a.html": b"1"})
    write(tmp_path / "site", {"a.html": b"2"})
    assert (tmp_path / "real/a.html").read_bytes() == b"2"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["real", "site"]
