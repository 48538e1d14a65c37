"""The recipes for forges: their own lines are run, in a clone, as the forge would run them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import REPOSITORY, MakeProject, record
from tests.recipes.test_hooks import crawl

RECIPES = REPOSITORY / "docs/recipes"
INSTALL = "python -m pip install --quiet --constraint constraints.txt '.[s3]'"
"""The one line that is not run: what it installs is there."""
GOOD, WRONG = "content/units/mzj/notices/2026/b.md", record(文号="云民发[2026]01号", 标题="写错的")


@dataclass(frozen=True)
class Clone:
    """A clone as a runner has it: one commit on what is public."""

    folder: Path
    base: str
    public: Path

    def run(self, script: str, shell: str = "bash", **environment: str) -> subprocess.CompletedProcess[str]:
        """As runners do: stop at the first line that fails."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            [shell, "-e", "-c", script], cwd=self.folder, capture_output=True, text=True, check=False,
            env={**os.environ, "PATH": path, "PYTHONPATH": str(REPOSITORY), **environment},
        )  # fmt: skip


@pytest.fixture
def clone(make_project: MakeProject, tmp_path: Path) -> Clone:
    public = tmp_path / "public"
    root = make_project({"content/units/mzj/notices/2026/a.md": record()})
    config = (root / "config.yaml").read_text("utf-8")
    target = f"publish:\n  - {{名称: main, 方式: folder, 文件夹: '{public}'}}\n"
    (root / "config.yaml").write_text(f"{config}\n{target}", "utf-8")
    for name in ("build.py", ".gitignore", "docs/recipes/ci.sh"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / name, root / name)
    git = ("git", "-C", str(root), "-c", "user.name=t", "-c", "user.email=t@example.org")
    for arguments in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "begin")):
        subprocess.run([*git, *arguments], check=True)
    base = subprocess.run(
        [*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.strip()
    return Clone(root, base, public)


def change(clone: Clone, text: str) -> None:
    (clone.folder / GOOD).write_text(text, "utf-8")
    git = ("git", "-C", str(clone.folder), "-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "x"], check=True)


def recipe(name: str) -> Any:
    return yaml.load((RECIPES / name).read_text("utf-8"), yaml.BaseLoader)


def github_steps(event: str, ref: str) -> list[Mapping[str, Any]]:
    """The steps with commands that run on an event, as their conditions say."""

    def holds(condition: str) -> bool:
        known = {"github.event_name": event, "github.ref": ref}
        text = re.sub(r"github\.\w+", lambda match: repr(known[match[0]]), condition.replace("&&", "and"))
        return bool(eval(text, {"__builtins__": {}}))

    steps = recipe("github.yml")["jobs"]["site"]["steps"]
    return [step for step in steps if "run" in step and holds(step.get("if", "True"))]


def run_github(clone: Clone, event: str, ref: str) -> list[tuple[str, subprocess.CompletedProcess[str]]]:
    done = []
    for step in github_steps(event, ref):
        if step["name"] == "install":
            assert step["run"] == INSTALL
            continue
        env = {key: clone.base if key == "BASE" else "secret" for key in step.get("env", {})}
        done.append((step["name"], clone.run(step["run"], **env)))
        if done[-1][1].returncode:
            break
    return done


def test_github_checks_with_annotations_builds_and_publishes(clone: Clone) -> None:
    change(clone, WRONG)
    steps = run_github(clone, "pull_request", "refs/pull/1/merge")
    assert [name for name, _ in steps] == ["check"]
    assert steps[0][1].returncode == 1
    assert f"::error file={GOOD},line=4" in steps[0][1].stdout
    change(clone, record(标题="新的通知"))
    steps = run_github(clone, "pull_request", "refs/pull/1/merge")
    assert [(name, done.returncode) for name, done in steps] == [("check", 0), ("build", 0)]
    assert not clone.public.exists(), "a request is not published"
    preview = next(
        step for step in recipe("github.yml")["jobs"]["site"]["steps"] if step.get("name") == "preview"
    )
    assert "/units/mzj/notices/2026/b/" in crawl(clone.folder / preview["with"]["path"])
    steps = run_github(clone, "push", "refs/heads/main")
    assert [(name, done.returncode, done.stderr[-500:] if done.returncode else "") for name, done in steps] == [
        ("check", 0, ""), ("build", 0, ""), ("publish", 0, "")
    ]  # fmt: skip
    assert "/units/mzj/notices/2026/b/" in crawl(clone.public)
    status = ["git", "-C", str(clone.folder), "status", "--porcelain", "--ignored"]
    left = subprocess.run(status, check=True, capture_output=True, text=True).stdout
    steps = recipe("github.yml")["jobs"]["site"]["steps"]
    kept = next(step["with"]["path"].split() for step in steps if "actions/cache" in step.get("uses", ""))
    assert {line[3:].rstrip("/") for line in left.splitlines()} <= set(kept), "all that is remembered is kept"
    assert recipe("gitlab.yml")["site"]["cache"]["paths"][: len(kept)] == kept


def test_gitlab_checks_builds_and_publishes(clone: Clone) -> None:
    jobs = recipe("gitlab.yml")
    assert jobs["default"]["before_script"] == [INSTALL]
    script = "\n".join(jobs["site"]["script"])
    change(clone, WRONG)
    done = clone.run(script, CI_MERGE_REQUEST_DIFF_BASE_SHA=clone.base)
    assert done.returncode == 1
    assert f"{GOOD}:4:1: 错误 S109" in done.stdout
    assert not (clone.folder / "site").exists()
    change(clone, record(标题="新的通知"))
    assert clone.run(script, CI_COMMIT_BEFORE_SHA="0" * 40).returncode == 0, (
        "the first push has nothing before it"
    )
    assert jobs["publish"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    done = clone.run("\n".join(jobs["publish"]["script"]))
    assert done.returncode == 0, done.stderr
    assert "/units/mzj/notices/2026/b/" in crawl(clone.public)


def test_gitee_and_any_other_run_the_shell_recipe(clone: Clone) -> None:
    (stage,) = recipe("gitee.yml")["stages"]
    lines = stage["steps"][0]["inputs"]["goals"].strip().splitlines()
    assert lines == ["set -e", INSTALL, "sh docs/recipes/ci.sh"]
    change(clone, WRONG)
    assert clone.run(lines[-1], "sh", BASE=clone.base, PUBLISH="main").returncode == 1
    assert not clone.public.exists()
    change(clone, record(标题="新的通知"))
    done = clone.run(lines[-1], "sh", BASE=clone.base, PUBLISH="main")
    assert done.returncode == 0, done.stderr
    assert "/units/mzj/notices/2026/b/" in crawl(clone.public)
    (clone.folder / GOOD).unlink()
    shutil.rmtree(clone.folder / ".gongkai/published")  # a runner that forgot what was published
    done = clone.run(lines[-1], "sh", PUBLISH="main")
    assert done.returncode == 1, "the target itself knows"
    assert "/units/mzj/notices/2026/b/" in done.stderr
    assert "/units/mzj/notices/2026/b/" in crawl(clone.public)
    assert clone.run("python build.py publish --lose-addresses").returncode == 0
    assert "/units/mzj/notices/2026/b/" not in crawl(clone.public)


def test_no_recipe_holds_a_secret() -> None:
    for path in RECIPES.iterdir():
        for name, value in re.findall(
            r"(\w*(?:SECRET|KEY|TOKEN|PASSWORD)\w*)\s*[:=]\s*(\S.*)", path.read_text("utf-8")
        ):
            assert re.fullmatch(rf"\$\{{\{{ secrets\.{name} \}}\}}", value), f"{path.name}: {name}"
