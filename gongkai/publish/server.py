"""A folder on a server as a target: each release in a folder of its own, and a link `current` that is swapped.

`releases/<id>/` is made of hard links to the former release and of what is new, so it costs what changed. The web
server's root is `current/`.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from gongkai.output.headers import is_immutable
from gongkai.publish.archive import Archive
from gongkai.publish.folders import FolderStore, file_digest, link_or_copy
from gongkai.publish.plan import Plan, Put
from gongkai.publish.release import FOLDER, File

_RELEASES, _SHOWN = "releases", "current"


class ServerStore(FolderStore):
    """What is written goes into the release that is being staged; what is read is what the public sees."""

    is_whole = True

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._staging: Path | None = None

    def _place(self, path: str) -> Path:
        if path.startswith(f"{FOLDER}/"):
            return self.folder / path
        return (self._staging or self.folder / _SHOWN) / path

    def release_folder(self, name: str) -> Path:
        return self.folder / _RELEASES / name

    def begin(self, name: str) -> Path:
        """The folder to put a release together in; what a killed publisher had staged is gone on with."""
        part = self.release_folder(f"{name}.part")
        part.parent.mkdir(parents=True, exist_ok=True)
        for left in sorted(part.parent.glob("*.part")):
            if part.exists():
                shutil.rmtree(left)
            else:
                left.rename(part)
        part.mkdir(exist_ok=True)
        self._staging = part
        return part

    async def show(self, name: str) -> None:
        """Let the staged release take the place of the one that is shown, in one step."""
        assert self._staging
        self._staging.rename(self.release_folder(name))
        self._staging = None
        link = self.folder / f".{_SHOWN}.new"
        link.unlink(missing_ok=True)
        link.symlink_to(f"{_RELEASES}/{name}", target_is_directory=True)
        link.replace(self.folder / _SHOWN)

    def drop(self, name: str) -> None:
        """Remove the folder of a release."""
        shutil.rmtree(self.release_folder(name), ignore_errors=True)

    async def delete(self, path: str) -> None:
        if path.startswith(f"{FOLDER}/"):
            await super().delete(path)


async def stage(plan: Plan, store: ServerStore, archive: Archive) -> tuple[Put, ...]:
    """Link what is there already; returns what must be written. Files that open pages still use are linked too."""
    part = store.begin(plan.release.id)
    base = plan.release.restores or (plan.former.id if plan.former else "")
    changed = {} if plan.release.restores else {put.path: put for put in plan.puts}
    wanted = {path: file async for path, file in _all_files(plan, archive)}
    carried = [path async for path in _hashed_files(plan, archive) if path not in wanted]
    _remove_strangers(part, {*wanted, *carried})
    rest = []
    for path, file in wanted.items():
        put = changed.get(path)
        if put is None:
            if not base or not _link(store.release_folder(base) / path, part / path):
                rest.append(Put(path, file, is_new=False))
        elif not (part / path).is_file() or file_digest(part / path) != file.sha256:
            rest.append(put)
    if plan.former:
        for path in carried:
            _link(store.release_folder(plan.former.id) / path, part / path)
    return tuple(sorted(rest, key=lambda put: put.path))


async def _all_files(plan: Plan, archive: Archive) -> AsyncIterator[tuple[str, File]]:
    for section in plan.release.sections.values():
        for path, file in (await archive.files(section)).items():
            yield path, file


async def _hashed_files(plan: Plan, archive: Archive) -> AsyncIterator[str]:
    """The hashed files of the releases before."""
    for release in plan.window[1:]:
        for name, section in release.sections.items():
            if name.startswith(("assets", "search")):
                for path in await archive.files(section):
                    if is_immutable(path):
                        yield path


def _link(source: Path, target: Path) -> bool:
    """Whether the source was there."""
    with contextlib.suppress(FileNotFoundError):
        if source.samefile(target):
            return True
        target.unlink()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        link_or_copy(source, target)
    except FileNotFoundError:
        return False
    return True


def _remove_strangers(part: Path, known: set[str]) -> None:
    for path in _files_below(part):
        if path.relative_to(part).as_posix() not in known:
            path.unlink()


def _files_below(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
