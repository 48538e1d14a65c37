"""Git, asked about the project folder: the one place that does."""

from __future__ import annotations

import subprocess
from pathlib import Path

from gongkai.findings import GongkaiError


def commit_of(root: Path) -> str:
    """The commit that a project folder stands at, `-dirty` where files were changed since; "" without git."""
    try:
        return git(root, "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*").decode().strip()
    except GongkaiError:
        return ""


def git(root: Path, *arguments: str) -> bytes:
    """What git answers in the project folder."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except OSError as error:
        raise GongkaiError("没有找到 git，先安装它", "git was not found; install it") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().replace(str(root), ".")
        raise GongkaiError(f"git 做不了 {arguments[0]}：{said}", f"git cannot {arguments[0]}: {said}")
    return done.stdout
