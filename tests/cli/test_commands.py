"""The command line as its users meet it: real processes, exit codes, words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.model.kinds import KINDS
from tests.conftest import REPOSITORY, MakeProject, record

HERE = "content/units/mzj/documents/2026/"


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        str(REPOSITORY / "build.py"),
        "--root",
        str(root),
        "--today",
        "2026-11-20",
        *arguments,
    ]
    return subprocess.run(
        command,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_check_says_what_is_wrong_and_how_to_mend_it(make_project: MakeProject) -> None:
    root = make_project({HERE + "a.md": record(文号="云民发[2026]01号")})
    result = run(root, "check")
    assert result.returncode == 1
    assert "content/units/mzj/documents/2026/a.md:4:1: 错误 S109：" in result.stdout
    assert "怎么改：" in result.stdout
    assert "共 1 个错误，0 个提醒" in result.stdout
    english = run(root, "--lang", "en", "check")
    assert "error S109: `document_number` is not a document number" in english.stdout
    assert run(root, "check", GONGKAI_LANG="en").stdout == english.stdout


def test_check_of_a_good_project(make_project: MakeProject) -> None:
    root = make_project({HERE + "a.md": record()})
    result = run(root, "check")
    assert (result.returncode, result.stdout) == (0, "")
    assert "1 条记录" in result.stderr
    assert run(root, "--quiet", "check").stderr == ""


def test_no_colour_in_a_pipe_and_with_no_color(make_project: MakeProject) -> None:
    root = make_project({HERE + "a.md": record(成文日期="x")})
    assert "\x1b" not in run(root, "check").stdout
    assert "\x1b[" not in run(root, "check", NO_COLOR="1", FORCE_COLOR="1").stdout.replace(
        "\x1b[2m", ""
    ).replace("\x1b[0m", "").replace("\x1b[1m", "")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--today", "tomorrow", "check"], 2),
        (["unknown"], 2),
        (["new", "documents", "mzj"], 2),
        (["new", "documents", "nobody", "a"], 1),
        (["new", "documents", "mzj", "a.b"], 1),
        (["schema", "nothing"], 2),
    ],
)
def test_a_users_mistake_is_never_a_traceback(
    make_project: MakeProject, arguments: list[str], code: int
) -> None:
    result = run(make_project(), *arguments)
    assert result.returncode == code
    assert "Traceback" not in result.stderr
    assert result.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_of_each_kind_is_valid_and_a_draft(make_project: MakeProject, kind: str) -> None:
    root = make_project()
    result = run(root, "new", kind, "mzj", "first")
    assert result.returncode == 0, result.stderr
    path = root / "content/units/mzj" / kind / "2026/first.md"
    text = path.read_text("utf-8")
    assert "状态: 草稿" in text
    assert "索引号: 330799005/2026-00001" in text
    checked = run(root, "check")
    assert checked.returncode == 0, checked.stdout
    again = run(root, "new", kind, "mzj", "first")
    assert again.returncode == 1
    assert path.read_text("utf-8") == text


def test_index_numbers_go_on_after_the_highest(make_project: MakeProject) -> None:
    root = make_project(
        {
            HERE + "a.md": record(索引号="330799005/2026-00041"),
            HERE + "b.md": record(索引号="330799101/2026-00077"),
        }
    )
    run(root, "new", "notices", "mzj", "next")
    assert "330799005/2026-00042" in (root / "content/units/mzj/notices/2026/next.md").read_text("utf-8")


def test_a_new_unit_is_valid_once_filled_in(make_project: MakeProject) -> None:
    root = make_project()
    assert run(root, "new", "unit", "jyj").returncode == 0
    assert run(root, "check").returncode == 0


def test_help_teaches_the_tool(make_project: MakeProject) -> None:
    text = run(make_project(), "--help").stdout
    for command in ("build", "check", "serve", "new", "schema", "import"):
        assert f"\n  {command} " in text


def test_completion_is_there(make_project: MakeProject) -> None:
    result = run(make_project(), _BUILD_PY_COMPLETE="bash_source")
    assert "COMPREPLY" in result.stdout
