"""`check --fix` as its users meet it: it asks, masks the place, leaves every other byte; nothing tells what was found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_commands import run
from tests.conftest import REPOSITORY, MakeProject, record
from tests.privacy.made_up import identity, mobile

HERE = "content/units/mzj/notices/2026/"


def test_fix_masks_the_places_and_nothing_else(make_project: MakeProject) -> None:
    root = make_project()
    text = record(f"甲{identity()}，乙{mobile()}。\r\n<!-- {mobile(7)} -->", 内容概述=f"找{mobile(9)}")
    raw = b"\xef\xbb\xbf" + text.encode()
    path = root / HERE / "a.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(raw)
    result = run(root, "check", "--fix", "--yes")
    assert result.returncode == 0, result.stdout
    masked = text
    for secret, hidden in (
        (identity(), identity()[:6] + "×" * 10 + identity()[-2:]),
        *((mobile(n), f"138××××{n % 10000:04d}") for n in (12345678, 7, 9)),
    ):
        masked = masked.replace(secret, hidden)
        assert secret not in result.stdout + result.stderr
    assert path.read_bytes() == b"\xef\xbb\xbf" + masked.encode()
    assert run(root, "check", "--fix", "--yes").returncode == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + masked.encode()


def test_fix_asks_for_each_place(make_project: MakeProject) -> None:
    root = make_project({HERE + "a.md": record(f"甲{mobile(1)}，乙{mobile(2)}")})
    result = asked(root, "n\ny\n")
    assert result.returncode == 1
    text = (root / HERE / "a.md").read_text("utf-8")
    assert mobile(1) in text
    assert mobile(2) not in text
    assert (result.stdout + result.stderr).count("a.md:6:") == 3  # two were asked for, one is still there


def asked(root: Path, answers: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "build.py", "--root", str(root), "--today", "2026-11-20", "check", "--fix"]
    return subprocess.run(command, cwd=REPOSITORY, input=answers, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_no_output_tells_what_was_found(make_project: MakeProject, form: str) -> None:
    text = record(f"甲{identity()}，乙{mobile()}。", 文号=identity(), 相关信息=f"mzj/notices/2026/{mobile()}")
    root = make_project({HERE + f"陈{mobile()}.md": text})
    result = run(root, "check", "--format", form)
    assert result.returncode == 1
    assert "S109" in result.stdout
    assert identity() not in result.stdout + result.stderr
    assert mobile() not in result.stdout + result.stderr
