"""A folder as a target: on this machine, mounted from a server, or to be copied to one by other means."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

from gongkai.findings import GongkaiError
from gongkai.publish.release import FOLDER, Headers, digest
from gongkai.publish.store import Body, ConflictError, Facts

_HALF = f"{FOLDER}/half"


class FolderStore:
    """Files are written aside and renamed into place. A folder holds no headers: its server sends them."""

    holds_headers = False
    is_whole = False
    connections = 1

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count()

    async def read(self, path: str) -> bytes | None:
        with _told(path), contextlib.suppress(FileNotFoundError, NotADirectoryError):
            return self._place(path).read_bytes()
        return None

    async def read_with_version(self, path: str) -> tuple[bytes, str] | None:
        raw = await self.read(path)
        return None if raw is None else (raw, digest(raw))

    async def swap(self, path: str, content: bytes, version: str, *, contested: bool) -> str:
        del contested
        with self._alone():
            known = await self.read_with_version(path)
            if (known[1] if known else "") != version:
                raise ConflictError
            await self.put(path, content, "", {})
        return digest(content)

    async def put(self, path: str, body: Body, sha256: str, headers: Headers) -> None:
        del sha256, headers
        target = self._place(path)
        with _told(path):
            half = self._half()
            with half.open("wb") as file:
                if isinstance(body, bytes):
                    file.write(body)
                else:
                    shutil.copyfileobj(body, file)
            self._rename(half, target)

    async def look(self, path: str) -> Facts | None:
        with _told(path), contextlib.suppress(FileNotFoundError, NotADirectoryError):
            return Facts(file_digest(self._place(path)), {})
        return None

    async def fetch(self, path: str) -> tuple[bytes, Headers] | None:
        raw = await self.read(path)
        return None if raw is None else (raw, {})

    async def copy(self, path: str, target: str) -> bool:
        with _told(path):
            half = self._half()
            try:
                link_or_copy(self._place(path), half)
            except FileNotFoundError:
                return False
            self._rename(half, self._place(target))
        return True

    async def delete(self, path: str) -> None:
        place = self._place(path)
        with _told(path):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                place.unlink()
            for folder in place.parents:
                if folder == self.folder:
                    break
                try:
                    folder.rmdir()
                except OSError:
                    break

    async def paths(self) -> AsyncIterator[str]:
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                yield path.relative_to(self.folder).as_posix()

    def _place(self, path: str) -> Path:
        return self.folder / path

    def _half(self) -> Path:
        """Where a file is written before it has its name; what a killed publisher left there is written over."""
        half = self.folder / _HALF / f"{next(self._numbers) % 4}"
        half.parent.mkdir(parents=True, exist_ok=True)
        half.unlink(missing_ok=True)
        return half

    def _rename(self, half: Path, target: Path) -> None:
        try:
            half.replace(target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            half.replace(target)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process swaps a file of this folder meanwhile."""
        with _told(FOLDER):
            (self.folder / FOLDER).mkdir(parents=True, exist_ok=True)
            number = os.open(self.folder / FOLDER, os.O_RDONLY)
        try:
            fcntl.flock(number, fcntl.LOCK_EX)
            yield
        finally:
            os.close(number)


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def link_or_copy(source: Path, target: Path) -> None:
    """A hard link where the disk knows them: no file here is ever changed in place."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(source, target)


@contextlib.contextmanager
def _told(path: str) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise
    except OSError as error:
        raise GongkaiError(
            f"目标文件夹里的 {path} 写不了或读不了：{error.strerror}",
            f"cannot read or write {path} in the target's folder: {error.strerror}",
        ) from error
