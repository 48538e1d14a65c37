"""The output folder: everything is staged in a folder beside it, which takes its place only when all is there.

A build that fails or is killed leaves the last good site. On Linux the two folders change places in one step
(renameat2 with RENAME_EXCHANGE); elsewhere in two, and a site left aside by a kill in between is put back.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from gongkai.findings import GongkaiError

MANIFEST = "manifest.json"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@dataclass(slots=True)
class Staging:
    """A site being written. `hashes` maps what was written to its SHA-256."""

    folder: Path
    hashes: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def write(self, path: str, content: bytes) -> None:
        """Write one file; writing the same path twice, or outside the site, is a mistake of the plan."""
        plain = PurePosixPath(path)
        if plain.as_posix() != path or plain.is_absolute() or ".." in plain.parts or "\0" in path:
            raise GongkaiError(f"这个地址不能用：{path!r}", f"this address cannot be used: {path!r}")
        if path in self.hashes:
            raise GongkaiError(
                f"两个页面要写到同一个地址：{path}", f"two pages have the same address: {path}"
            )
        target = self.folder / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        except OSError as error:
            raise _cannot_write(path, error) from error
        self._note(path, content)

    def take_in(self, folder: str, name: str, *, is_stable: bool = False) -> str:
        """Note files that another tool wrote below `folder`, and name the folder after their bytes.

        Returns the new path, `<name>.<hash>`: browsers that still hold files of an older one never mix the two.
        With `is_stable` the folder stays where it is: its files are named after their own bytes.
        """
        contents = {
            path.relative_to(self.folder / folder): path.read_bytes()
            for path in (self.folder / folder).rglob("*")
            if path.is_file()
        }
        digest = hashlib.sha256()
        for inside in sorted(contents):
            digest.update(inside.as_posix().encode() + b"\0" + hashlib.sha256(contents[inside]).digest())
        target = folder if is_stable else f"{name}.{digest.hexdigest()[:10]}"
        if not is_stable:
            (self.folder / folder).rename(self.folder / target)
        for inside, content in contents.items():
            self._note(f"{target}/{inside.as_posix()}", content)
        return target

    def _note(self, path: str, content: bytes) -> None:
        self.hashes[path] = hashlib.sha256(content).hexdigest()
        self.sizes[path] = len(content)

    def write_manifest(self) -> None:
        """Every file with its hash and size, so that what was public when can be proved."""
        files = {
            path: {"sha256": self.hashes[path], "bytes": self.sizes[path]} for path in sorted(self.hashes)
        }
        text = json.dumps({"files": files}, ensure_ascii=False, indent=0)
        (self.folder / MANIFEST).write_text(text + "\n", "utf-8")


@contextmanager
def staged(site: Path) -> Iterator[Staging]:
    """A folder to write the new site into; it becomes `site` when the block ends without an exception."""
    site = site.resolve()
    _refuse_foreign(site)
    _recover(site)
    staging = site.with_name(f".{site.name}.{os.getpid()}.new")
    shutil.rmtree(staging, ignore_errors=True)
    try:
        staging.mkdir(parents=True)
        work = Staging(staging)
        yield work
        work.write_manifest()
        _swap(staging, site)
    except OSError as error:
        raise _cannot_write(str(error.filename or site), error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _refuse_foreign(site: Path) -> None:
    """A folder with anything in it that is no site of ours is somebody's work: it must not be replaced."""
    if not site.exists():
        return
    if not site.is_dir() or (any(site.iterdir()) and not (site / MANIFEST).is_file()):
        raise GongkaiError(
            f"{site} 里有别的文件，不是上次生成的网站。换一个文件夹，或者先把它清空",
            f"{site} holds other files, not a site made here. Name another folder or empty it first",
        )


def _swap(staging: Path, site: Path) -> None:
    if not site.exists():
        staging.rename(site)
    elif not _exchange(staging, site):
        aside = site.with_name(f".{site.name}.old")
        shutil.rmtree(aside, ignore_errors=True)
        site.rename(aside)
        staging.rename(site)
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(first: Path, second: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
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


def _cannot_write(path: str, error: OSError) -> GongkaiError:
    return GongkaiError(f"写不了 {path}：{error.strerror}", f"cannot write {path}: {error.strerror}")
