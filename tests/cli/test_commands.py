"""The command line as its users meet it: real processes, exit codes, words."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.content.scaffold import TEMPLATE_BODY
from gongkai.messages.explained import EXPLAINED
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


def test_as_much_is_told_as_is_asked_for(make_project: MakeProject) -> None:
    root = make_project({HERE + "a.md": record(成文日期="x"), "content/units/qtz/notices/2026/b.txt": "甲"})
    assert (run(root, "check", "--unit", "mzj").returncode, run(root, "check", "-u", "qtz").returncode) == (
        1,
        0,
    )
    assert "F110" in run(root, "check", "--unit", "qtz").stdout
    assert run(root, "check", "--unit", "qtz", "--severity", "error").stdout == ""
    both = run(root, "check", "--unit", "qtz", "--unit", "mzj", "--format", "json")
    assert both.returncode == 1
    told = json.loads(both.stdout)
    assert {each["code"] for each in told["findings"]} == {"F110", "S103"}
    assert run(root, "check", "--format", "github", "-u", "qtz").stdout.startswith("::warning file=content/")
    assert "qtz" in run(root, "check", "--unit", "qzt").stderr
    assert run(root, "check", "--unit", "qzt").returncode == 1
    (root / "config.yaml").unlink()  # whoever asks for one unit is told that nothing could be checked
    blind = run(root, "check", "--unit", "qtz")
    assert blind.returncode == 1
    assert "F111" in blind.stdout


def test_a_rule_is_explained(make_project: MakeProject) -> None:
    root = make_project()
    zh, en = run(root, "check", "--explain", "D101"), run(root, "--lang", "en", "check", "--explain", "D101")
    assert zh.returncode == en.returncode == 0
    assert "《政府信息公开条例》第13至16条" in zh.stdout
    assert EXPLAINED["D101"].zh in zh.stdout
    assert EXPLAINED["D101"].en in en.stdout
    unknown = run(root, "--lang", "en", "check", "--explain", "d1o1")
    assert unknown.returncode == 1
    assert "D101" in unknown.stderr
    assert run(root, "check", "--explain", "all").stdout == (REPOSITORY / "docs/rules.md").read_text(
        "utf-8"
    ), "run: python build.py check --explain all > docs/rules.md"


def test_an_unknown_kind_is_told_in_the_readers_language(make_project: MakeProject) -> None:
    root = make_project()
    zh, en = run(root, "new", "会议", "mzj", "a"), run(root, "--lang", "en", "new", "meeting", "mzj", "a")
    assert zh.returncode == en.returncode == 1
    assert "meetings（会议公开）" in zh.stderr
    assert "did you mean `meetings`?" in en.stderr


def test_a_new_record_offers_a_waiver_that_works(make_project: MakeProject) -> None:
    root = make_project()
    run(root, "new", "meetings", "mzj", "first")
    path = root / "content/units/mzj/meetings/2026/first.md"
    text = path.read_text("utf-8")
    offered = re.search(r"^# 例外:\n(?:# [ -].*\n)+", text, re.MULTILINE)
    assert offered
    used = re.sub("^# ", "", offered[0], flags=re.MULTILINE)
    text = (
        text.replace(offered[0], used)
        .replace("关于……的通知", "第一次常务会议")
        .replace(TEMPLATE_BODY, "正文。")
    )
    assert "M103" in used
    path.write_text(text.replace("状态: 草稿", "状态: 发布"), "utf-8")
    assert run(root, "check").stdout == ""


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
