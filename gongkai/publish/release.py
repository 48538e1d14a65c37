"""What is public, as data: a release names every file with its hash, size and headers, in sections.

`_deploy/current.json` tells which release is current and who is publishing; `_deploy/releases/<id>.json` tells of a
release; `_deploy/sections/<hash>.json` names its files. Releases and sections are never changed, and releases share
the sections in which they do not differ, so that an edit costs few bytes however large the site is.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from gongkai.findings import GongkaiError
from gongkai.output.files import is_plain
from gongkai.output.headers import is_immutable

FOLDER = "_deploy"
"""What publishing itself keeps in a target; no page lies there."""
CURRENT = f"{FOLDER}/current.json"
FORMAT = 1

Kind = Literal["asset", "search", "record", "list", "feed", "entry"]
Headers = Mapping[str, str]
ID = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")
_SHA256 = re.compile(r"[0-9a-f]{64}")

_RECORD = re.compile(r"units/[^/]+/[a-z]+/[0-9]{4}/(?!index\.html$|feed\.)")
_ENTRY = re.compile(r"index\.html|404\.html|robots\.txt|search/.*|manifest\.json|manifests/.*")
_FEED = re.compile(r".*(?:\.xml|\.ics|feed\.json)|oparl/.*|sitemaps/.*")


def kind_of(path: str) -> Kind:
    """What a file below the site is to its readers; a `.gz` beside a file is what that file is.

    `record`: the page of a record, and all that lies beside it (attachments, pictures, JSON). `list`: any other page
    or table. `entry`: what readers and programs come in by: the home page, search, the manifest.
    """
    if is_immutable(path):
        return "asset" if path.startswith("assets/") else "search"
    path = path.removesuffix(".gz").removesuffix(".br")
    if _RECORD.match(path):
        return "record"
    if _ENTRY.fullmatch(path):
        return "entry"
    return "feed" if _FEED.fullmatch(path) else "list"


@dataclass(frozen=True, slots=True)
class File:
    """A file as it lies in the target: SHA-256 in hexadecimal, size in bytes, the key of its headers."""

    sha256: str
    size: int
    headers: str = ""


Files = Mapping[str, File]
"""Path below the site to what lies there."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a release: hash and size of its list, number and bytes of its files.

    `site` is the hash of the same section in the site's own manifest.
    """

    sha256: str
    size: int
    files: int
    bytes: int
    site: str

    @property
    def path(self) -> str:
        return f"{FOLDER}/sections/{self.sha256}.json"


@dataclass(frozen=True, slots=True)
class Release:
    """A site as it was published. `made` is a time in ISO 8601; `commit` and `restores` may be empty."""

    id: str
    made: str
    commit: str
    restores: str
    """The release that this one brought back."""
    site: str
    """The hash of the site's manifest."""
    rules: str
    """Stands for the header rules."""
    headers: Mapping[str, Headers]
    sections: Mapping[str, Section]

    @property
    def files(self) -> int:
        return sum(section.files for section in self.sections.values())

    @property
    def bytes(self) -> int:
        return sum(section.bytes for section in self.sections.values())

    @property
    def path(self) -> str:
        return release_path(self.id)

    def has_same_files(self, other: Release) -> bool:
        """Whether both tell of the same files with the same headers."""
        return {n: s.sha256 for n, s in self.sections.items()} == {
            n: s.sha256 for n, s in other.sections.items()
        }


@dataclass(frozen=True, slots=True)
class Lock:
    """Who is publishing; times in ISO 8601. What is past `until` holds nobody back."""

    owner: str
    token: str
    since: str
    until: str

    def is_over(self, now: datetime) -> bool:
        try:
            return datetime.fromisoformat(self.until) < now
        except (ValueError, TypeError):
            return True


@dataclass(frozen=True, slots=True)
class State:
    """What `current.json` says. `history`: id and hash of each release that can be brought back, the current first.

    `pending`: releases that somebody began to publish and nobody finished: of what differs between them and the
    current one it is not known what lies in the target. `left`: releases that are given up; what only they hold is
    still to be taken away.
    """

    history: tuple[tuple[str, str], ...] = ()
    pending: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    lock: Lock | None = None

    @property
    def release(self) -> str:
        """The id of the current release; "" where there is none."""
        return self.history[0][0] if self.history else ""


def release_path(release_id: str) -> str:
    return f"{FOLDER}/releases/{release_id}.json"


def kept_path(path: str, sha256: str) -> str:
    """Where the bytes of a file are kept when another release lies at its path."""
    name = digest(f"{path}\0{sha256}".encode())[:40]
    return f"{FOLDER}/kept/{name}"


def digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def headers_key(headers: Headers) -> str:
    """A short name for a set of headers; "" for none."""
    return digest(json.dumps(sorted(headers.items())).encode())[:8] if headers else ""


def section_json(files: Files) -> bytes:
    """A section, one file a line."""
    rows = [
        f'{json.dumps(path, ensure_ascii=False)}: {{"sha256": "{f.sha256}", "bytes": {f.size}, "headers": "{f.headers}"}}'
        for path, f in sorted(files.items())
    ]
    return ('{"files": {\n' + ",\n".join(rows) + "\n}}\n").encode()


def read_section(raw: bytes) -> dict[str, File]:
    with _understood("sections"):
        table = json.loads(raw)["files"]
        files = {path: File(f["sha256"], f["bytes"], f["headers"]) for path, f in table.items()}
        if not all(is_plain(path) and _SHA256.fullmatch(f.sha256) for path, f in files.items()):
            raise ValueError
        return files


def release_json(release: Release) -> bytes:
    table = {
        "format": FORMAT,
        "id": release.id,
        "made": release.made,
        "commit": release.commit,
        "restores": release.restores,
        "site": release.site,
        "rules": release.rules,
        "files": release.files,
        "bytes": release.bytes,
        "headers": {key: dict(value) for key, value in sorted(release.headers.items())},
    }
    rows = [
        f'{json.dumps(name, ensure_ascii=False)}: {{"sha256": "{s.sha256}", "size": {s.size}, "files": {s.files}, '
        f'"bytes": {s.bytes}, "site": "{s.site}"}}'
        for name, s in sorted(release.sections.items())
    ]
    head = json.dumps(table, ensure_ascii=False, indent=1).removesuffix("\n}")
    return (head + ',\n "sections": {\n' + ",\n".join(rows) + "\n}}\n").encode()


def read_release(raw: bytes) -> Release:
    with _understood("releases"):
        table = json.loads(raw)
        _refuse_other_format(table)
        sections = {
            name: Section(s["sha256"], s["size"], s["files"], s["bytes"], s["site"])
            for name, s in table["sections"].items()
        }
        if not all(_SHA256.fullmatch(section.sha256) for section in sections.values()):
            raise ValueError
        made, commit, restores = table["made"], table["commit"], table["restores"]
        headers = {key: dict(value) for key, value in table["headers"].items()}
        return Release(table["id"], made, commit, restores, table["site"], table["rules"], headers, sections)


def state_json(state: State) -> bytes:
    lock = state.lock
    table = {
        "format": FORMAT,
        "release": state.release,
        "history": [{"id": name, "sha256": sha256} for name, sha256 in state.history],
        "pending": list(state.pending),
        "left": list(state.left),
        "lock": lock and {"owner": lock.owner, "token": lock.token, "since": lock.since, "until": lock.until},
    }
    return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode()


def read_state(raw: bytes) -> State:
    with _understood("current.json"):
        table = json.loads(raw)
        _refuse_other_format(table)
        lock = table["lock"]
        history = tuple((each["id"], each["sha256"]) for each in table["history"])
        pending, left = tuple(table["pending"]), tuple(table["left"])
        if not all(ID.fullmatch(name) for name in (*(name for name, _ in history), *pending, *left)):
            raise ValueError
        return State(
            history,
            pending,
            left,
            Lock(lock["owner"], lock["token"], lock["since"], lock["until"]) if lock else None,
        )


def _refuse_other_format(table: Mapping[str, object]) -> None:
    if table["format"] != FORMAT:
        raise GongkaiError(
            "目标里的发布清单是另一个版本的 Gongkai 写的：用同一版本发布",
            "the target's release was written by another version of gongkai: publish with that version",
        )


@contextmanager
def _understood(name: str) -> Iterator[None]:
    """What cannot be understood is told as such, by name, not as a slip of the program."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError):
        raise GongkaiError(
            f"{FOLDER}/ 里的 {name} 读不懂，可能被人改过。运行 verify 看看",
            f"{name} in {FOLDER}/ cannot be understood, somebody may have changed it; run `verify`",
        ) from None


def addresses(files: Files) -> Iterator[tuple[str, Kind]]:
    """Every published path with its kind, in order."""
    for path in sorted(files):
        yield path, kind_of(path)
