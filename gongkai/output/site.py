"""The output folder: everything is staged in a folder beside it, which takes its place only when all is there.

A build that fails or is killed leaves the last good site. On Linux the two folders change places in one step
(renameat2 with RENAME_EXCHANGE); elsewhere in two, and a site left aside by a kill in between is put back.

So that a small change costs little, the folder that gave up its place is kept as a spare. The next build brings it
up to date with the site, by the manifests of the two, and works on it. Files that are the same in both are hard
links to one file: they are taken away and written anew, never changed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gongkai.findings import GongkaiError
from gongkai.output.files import cannot_write
from gongkai.output.manifest import (
    MANIFEST,
    DamagedManifestError,
    differences,
    listed,
    manifest_digest,
)

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@dataclass(slots=True)
class Staging:
    """A site being written. `is_copy`: it began as the site is; else it began empty."""

    folder: Path
    is_copy: bool
    is_whole: bool = False

    def commit(self) -> None:
        """Everything is there: let it take the place of the site."""
        self.is_whole = True

    def take_in(self, folders: Iterable[Path]) -> None:
        """Begin with the files of other folders, as hard links."""
        for folder in folders:
            paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
            _link_all(folder.resolve(), self.folder, sorted(paths))

    def paths(self) -> set[str]:
        """Every file that is there now."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix() for path in files}

    def remove(self, paths: Iterable[str]) -> None:
        """Take files away, and folders that are empty then."""
        folders = set()
        for path in paths:
            with contextlib.suppress(FileNotFoundError):
                (self.folder / path).unlink()
            folders.add((self.folder / path).parent)
        for folder in folders:
            _remove_empty(folder, self.folder)


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


@contextmanager
def staged(site: Path, *, as_copy: bool) -> Iterator[Staging]:
    """A folder to write the new site into; it becomes `site` when the block ends and was told that all is there.

    With `as_copy` it begins as a copy of the site, else empty.

    Raises:
        DamagedManifestError: there can be no copy, since it is not known which files the site has.
    """
    prepare(site)
    site = site.resolve()
    staging, spare = site.with_name(f".{site.name}.{os.getpid()}.new"), _spare(site)
    shutil.rmtree(staging, ignore_errors=True)
    try:
        if as_copy:
            _begin_as(site, staging, spare)
        else:
            shutil.rmtree(spare, ignore_errors=True)
            staging.mkdir(parents=True)
        work = Staging(staging, as_copy)
        yield work
        if work.is_whole and _swap(staging, site) and as_copy:
            staging.rename(spare)
    except OSError as error:
        raise cannot_write(str(error.filename or site), error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _begin_as(site: Path, staging: Path, spare: Path) -> None:
    """Make a copy of the site, of the spare if there is one that can be told from the site."""
    if spare.is_dir():
        spare.rename(staging)
        try:
            _bring_up_to_date(site, staging)
        except DamagedManifestError:
            shutil.rmtree(staging)
    if not staging.is_dir():
        staging.mkdir(parents=True)
        _copy(site, staging)


def prepare(site: Path) -> None:
    """Refuse a folder that is no site of ours, and put right what a killed build left."""
    site = site.resolve()
    _refuse_foreign(site)
    _recover(site)


def make_spare(site: Path) -> None:
    """Make the spare for the next build, now that nobody waits for this one."""
    site = site.resolve()
    spare = _spare(site)
    if spare.is_dir():
        return
    half = site.with_name(f".{site.name}.{os.getpid()}.new")
    with contextlib.suppress(OSError, DamagedManifestError):
        half.mkdir()
        _copy(site, half)
        half.rename(spare)
    shutil.rmtree(half, ignore_errors=True)


def _spare(site: Path) -> Path:
    return site.with_name(f".{site.name}.spare")


def _copy(site: Path, copy: Path) -> None:
    """Section by section: of the files of a very large site even the names would fill the memory."""
    for paths in listed(site):
        _link_all(site, copy, paths)


def _bring_up_to_date(site: Path, copy: Path) -> None:
    """Make an older copy of a site the same as the site; only sections that differ are looked at."""
    if manifest_digest(site) == manifest_digest(copy):
        return
    come, gone = differences(site, copy)
    Staging(copy, is_copy=True).remove(sorted(gone))
    _link_all(site, copy, sorted(come))


def _link_all(site: Path, copy: Path, paths: list[str]) -> None:
    """Hard links, or copies on a disk that knows none."""
    old, new = f"{site}/", f"{copy}/"
    made = {""}
    for path in paths:
        _make_folder(new, path.rpartition("/")[0], made)
        try:
            os.link(old + path, new + path)
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EXDEV, errno.EMLINK):
                raise
            shutil.copy2(old + path, new + path)


def _make_folder(root: str, folder: str, made: set[str]) -> None:
    """Make a folder and those above it, each but once; `made` are those that are there."""
    if folder in made:
        return
    _make_folder(root, folder.rpartition("/")[0], made)
    with contextlib.suppress(FileExistsError):
        os.mkdir(root + folder)
    made.add(folder)


def _refuse_foreign(site: Path) -> None:
    """A folder with anything in it that is no site of ours is somebody's work: it must not be replaced."""
    if not site.exists():
        return
    if not site.is_dir() or (any(site.iterdir()) and not (site / MANIFEST).is_file()):
        raise GongkaiError(
            f"{site} 里有别的文件，不是上次生成的网站。换一个文件夹，或者先把它清空",
            f"{site} holds other files, not a site made here. Name another folder or empty it first",
        )


def _swap(staging: Path, site: Path) -> bool:
    """Put the new site in place; whether the old one is now where the new one was."""
    if not site.exists():
        staging.rename(site)
        return False
    if _exchange(staging, site):
        return True
    aside = site.with_name(f".{site.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    site.rename(aside)
    staging.rename(site)
    aside.rename(staging)
    return True


def _exchange(first: Path, second: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    import ctypes  # a build that changes nothing needs none of it

    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(second))


def _recover(site: Path) -> None:
    """Put back a site that a killed build had moved aside; remove what killed builds left."""
    aside = site.with_name(f".{site.name}.old")
    if aside.exists() and not site.exists():
        aside.rename(site)
    for left in site.parent.glob(f".{site.name}.*.new"):
        pid = left.name.split(".")[-2]
        if pid.isdigit() and not _is_running(int(pid)):
            shutil.rmtree(left, ignore_errors=True)
    shutil.rmtree(aside, ignore_errors=True)


def _is_running(pid: int) -> bool:
    if os.name != "posix":  # elsewhere signal 0 is not a question but a blow
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
