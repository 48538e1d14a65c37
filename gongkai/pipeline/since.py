"""What a change breaks: findings in the files that changed since a revision of git, and what is new elsewhere.

A record that is taken away breaks those that name it. So where there are findings in files that did not change, the
revision is checked too, and only what was not found then is told. And no day of publication may have been made earlier.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Sequence
from concurrent.futures import Executor
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.cache.store import CACHE, Store
from gongkai.content.places import locate
from gongkai.findings import Finding, in_order, with_marks
from gongkai.pipeline.backdating import is_record, moved_back
from gongkai.pipeline.checking import check_copy
from gongkai.pipeline.git import git


def broken_since(
    root: Path, revision: str, findings: Sequence[Finding], today: date, executor: Executor
) -> tuple[Finding, ...]:
    """Those of the findings that the changes since `revision` answer for."""
    commit = _commit(root, revision)
    changed = _changed(root, commit)
    backdated = locate(root, moved_back(root, _records_then(root, commit, changed), today))
    return tuple(in_order((*_broken(root, commit, changed, findings, today, executor), *backdated)))


def _broken(
    root: Path,
    commit: str,
    changed: frozenset[str],
    findings: Sequence[Finding],
    today: date,
    executor: Executor,
) -> tuple[Finding, ...]:
    if all(finding.location.path in changed for finding in findings):
        return tuple(findings)
    with TemporaryDirectory() as folder:
        _unpack(root, commit, Path(folder))
        then = check_copy(Path(folder), Store(root / CACHE), today, executor)
    known = {mark for mark, _ in with_marks(then)}
    return tuple(
        finding
        for mark, finding in with_marks(findings)
        if finding.location.path in changed or mark not in known
    )


def _records_then(root: Path, commit: str, changed: frozenset[str]) -> dict[str, bytes]:
    """What the changed records that were there already said, by path."""
    names = {path for path in changed if is_record(path)}
    if not names or b"content" not in git(root, "ls-tree", "--name-only", "-z", commit).split(b"\0"):
        return {}
    found = {}
    raw = git(root, "archive", "--format=tar", commit, "--", "content")
    with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
        for member in archive:
            if member.isfile() and member.name in names and (file := archive.extractfile(member)):
                found[member.name] = file.read()
    return found


def _commit(root: Path, revision: str) -> str:
    asked = ("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    return git(root, *asked).decode().strip().rpartition("\n")[2]


def _changed(root: Path, commit: str) -> frozenset[str]:
    """Paths below the project that are not what they were: changed, new, gone; of a renamed file both names."""
    differing = git(root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", commit)
    untracked = git(root, "ls-files", "-z", "--others", "--exclude-standard")
    names = (differing + untracked).split(b"\0")
    return frozenset(name.decode("utf-8", "surrogateescape") for name in names if name)


def _unpack(root: Path, commit: str, target: Path) -> None:
    """Lay out the content as it was."""
    there = git(root, "ls-tree", "--name-only", "-z", commit).split(b"\0")
    names = [name for name in ("config.yaml", "content") if name.encode() in there]
    if names:
        raw = git(root, "archive", "--format=tar", commit, "--", *names)
        with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
            archive.extractall(target, filter=_harmless)


def _harmless(member: tarfile.TarInfo, target: str) -> tarfile.TarInfo | None:
    try:
        return tarfile.data_filter(member, target)
    except tarfile.FilterError:  # a link that leads out of the project
        return None
