"""The files of the index: scripts that hand one payload to the page, named after what is in them.

A script may be loaded from `file://` and under `script-src 'self'`, where `fetch` may not. Its name stands
inside it too, so that the page knows what has arrived, and a file cut short hands over nothing.
Blocks are named after a hash of their payload; a document's files after its id and digest, with a check
sum beside the payload. Whatever is read of the last index is checked against name or sum.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from hashlib import _Hash

FORMAT: Final = 2
"""To be raised whenever the same documents are to give other files, the analyser's words included."""

ROOT: Final = "root.js"
"""The one file at a fixed name: it must be asked for afresh, all others may be kept for ever."""

NAME_LENGTH: Final = 12
"""Characters of 5 bits: among a million names two are alike once in two million indexes."""

_CALL: Final = "gongkaiSearch"


class DamagedError(Exception):
    """The last index cannot be built upon."""


def short_hash(digest: "_Hash") -> str:
    """Return the beginning of a digest in lower-case base 32, which every file system can tell apart."""
    return base64.b32encode(digest.digest()).decode("ascii").lower()[:NAME_LENGTH]


def _hash(text: str) -> str:
    return short_hash(hashlib.sha256(text.encode("utf-8", "replace")))


def block_path(name: str) -> str:
    """Return the path of a block below the index."""
    return f"blocks/{name[:2]}/{name}.js"


def document_paths(name: str, parts: int) -> list[str]:
    """Return the paths of a document's files, one a passage."""
    return [f"documents/{name[:2]}/{name}{f'-{part}' if part else ''}.js" for part in range(parts)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@dataclass(slots=True)
class Shelf:
    """Where blocks and documents are put: below `target`, unless `previous` has the same already.

    Notes in `dropped` the paths of what was used where something changed, and in `put` what is used there now.
    Nothing is used in two places, so what was dropped and not put again is gone.
    """

    target: Path
    previous: Path | None
    put: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)

    def put_block(self, value: object) -> str:
        """Keep or write one block; returns its name."""
        payload = _json(value)
        name = _hash(payload)
        self._put(block_path(name), f'{_CALL}("{name}",{payload});\n')
        return name

    def put_document(self, name: str, passages: list[dict[str, Any]]) -> None:
        """Keep or write the files of one document."""
        for path, passage in zip(document_paths(name, len(passages)), passages, strict=True):
            payload = _json(passage)
            self._put(path, f'{_CALL}("{Path(path).stem}",{payload},"{_hash(payload)}");\n')

    def put_root(self, value: Mapping[str, Any]) -> None:
        """Keep or write the root, with a sum over it: another index has another one."""
        root = {**value, "identity": _identity(value)}
        self._put(ROOT, f'{_CALL}("root",{_json(root)});\n', may_change=True)

    def drop_block(self, name: str) -> None:
        """Note that a block of the last index is not used where it was; putting it again undoes that."""
        self.dropped.add(block_path(name))

    def gone(self) -> frozenset[str]:
        """Return the paths of the last index that no longer belong to it."""
        return frozenset(self.dropped - self.put)

    def add(self, put: Iterable[str], dropped: Iterable[str]) -> None:
        """Note what another shelf, in another process, has put and dropped."""
        self.put.update(put)
        self.dropped.update(dropped)

    def _put(self, path: str, text: str, *, may_change: bool = False) -> None:
        content = text.encode("utf-8", "replace")
        self.put.add(path)
        if self.previous is not None:
            try:
                if (self.previous / path).read_bytes() == content:
                    return
                if not may_change:
                    raise DamagedError(path)
            except OSError:
                pass  # it is new
        write_file(self.target / path, content)


def write_file(path: Path, content: bytes) -> None:
    """Write a file and, if need be, the folder it stands in."""
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def read_block(folder: Path, name: str) -> Any:
    """Return what a block of the last index holds, having checked it."""
    payload = _payload(folder / block_path(name), name, ");\n")
    if _hash(payload) != name:
        raise DamagedError(name)
    return _load(payload, name)


def read_text(folder: Path, name: str) -> str:
    """Return a block of the last index that is a text."""
    text = read_block(folder, name)
    if not isinstance(text, str):
        raise DamagedError(name)
    return text


def read_document(folder: Path, name: str, parts: int) -> list[dict[str, Any]]:
    """Return the passages of a document of the last index, having checked them."""
    passages = []
    for path in document_paths(name, parts):
        payload, _, end = _payload(folder / path, Path(path).stem, '");\n').rpartition(',"')
        if _hash(payload) != end:
            raise DamagedError(path)
        passages.append(_load(payload, path))
    return passages


def read_root(folder: Path) -> dict[str, Any]:
    """Return the root of the last index, if it is one of ours and of this format."""
    root = _load(_payload(folder / ROOT, "root", ");\n"), ROOT)
    if not isinstance(root, dict) or root.get("format") != FORMAT:
        raise DamagedError(ROOT)
    if root.pop("identity", "") != _identity(root):
        raise DamagedError(ROOT)
    return root


def _identity(root: Mapping[str, Any]) -> str:
    """Return what stands for the whole index: the root names its blocks by their content, and they theirs."""
    return _hash(_json(root))


def _payload(path: Path, name: str, end: str) -> str:
    begin = f'{_CALL}("{name}",'
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise DamagedError(str(path)) from error
    if not text.startswith(begin) or not text.endswith(end):
        raise DamagedError(str(path))
    return text[len(begin) : -len(end)]


def _load(payload: str, name: str) -> Any:
    try:
        return json.loads(payload)
    except ValueError as error:
        raise DamagedError(name) from error
