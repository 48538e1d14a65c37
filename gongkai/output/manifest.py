"""The manifest: every file of the site with its hash and size, so that what was public when can be proved.

It is written in sections, since at a hundred thousand records one list would cost more than the edit it tells of:
`manifest.json` names the sections with their hashes, `manifests/<section>.json` the files.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from gongkai.findings import GongkaiError
from gongkai.output.files import write_file

MANIFEST = "manifest.json"
FOLDER = "manifests"
Facts = tuple[str, int]
"""SHA-256 in hexadecimal and size in bytes."""
Rows = dict[str, str]
"""The lines of a list by how they begin: a quotation mark and the path, as JSON writes it."""
Change = tuple[Iterable[tuple[str, str, int]], Collection[str]]
"""Files that changed, or all (path, hash, size), and the paths of what they take the place of."""

_END = '": {'


class DamagedManifestError(Exception):
    """A section is not the one that the manifest names: what lies in the site is not known."""


def section_of(path: str) -> str:
    """The section of a file: its unit and year, or the folder it lies in."""
    first, *rest = path.split("/")
    if first == "units" and len(rest) > 3:
        return f"units-{rest[0]}-{rest[2]}"
    if first in ("units", "catalog") and len(rest) > 1:
        return f"{first}-{rest[0]}"
    if first == "search" and len(rest) > 3:
        return f"search-{rest[1]}-{rest[2][:1]}"
    return first if rest else "site"


def _table(name: str, rows: Rows) -> bytes:
    """A JSON object, one row a line, so that two manifests can be compared by eye."""
    return ('{"' + name + '": {\n' + ",\n".join([row for _, row in sorted(rows.items())]) + "\n}}\n").encode()


def _begin(path: str) -> str:
    return json.dumps(path, ensure_ascii=False)[:-1]


def _row(begin: str, digest: str, size: int) -> str:
    return f'{begin}{_END}"sha256": "{digest}", "bytes": {size}}}'


def manifest_digest(site: Path) -> str:
    """What a site is known by: the hash of its manifest; "" where there is none."""
    try:
        return hashlib.sha256((site / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""


def read_sections(site: Path) -> dict[str, Facts]:
    """Name, hash and size of each section; empty where the manifest cannot be read."""
    try:
        table = json.loads((site / MANIFEST).read_bytes())["sections"]
        return {name: (facts["sha256"], facts["bytes"]) for name, facts in table.items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def has_lists(site: Path) -> bool:
    """Whether the sections that the manifest names are there, by their size."""
    try:
        return all(
            (site / _place(name)).stat().st_size == size for name, (_, size) in read_sections(site).items()
        )
    except OSError:
        return False


def read_section(site: Path, name: str) -> dict[str, Facts]:
    """The files of one section, with hash and size; empty where it cannot be read."""
    try:
        table = json.loads((site / _place(name)).read_bytes())["files"]
        return {path: (facts["sha256"], facts["bytes"]) for path, facts in table.items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def read_manifest(site: Path) -> dict[str, Facts]:
    """Every file of a site, with hash and size; the manifest's own files are not among them."""
    return {path: facts for name in read_sections(site) for path, facts in read_section(site, name).items()}


def listed(site: Path) -> Iterator[list[str]]:
    """Every file of a site, the manifest's own among them, a section at a time.

    Raises:
        DamagedManifestError: it is not known which files there are.
    """
    sections = read_sections(site)
    yield [MANIFEST, *map(_place, sections)]
    for name, facts in sections.items():
        yield list(map(_path, _rows(site, name, facts)))


def differences(site: Path, other: Path) -> tuple[set[str], set[str]]:
    """The files of one site that another has not, or has otherwise; and of the other likewise. The manifest's own, too.

    Raises:
        DamagedManifestError: it is not known which files one of them has.
    """
    found, others = read_sections(site), read_sections(other)
    if not found or not others:
        raise DamagedManifestError(MANIFEST)
    mine, its = {MANIFEST}, {MANIFEST}
    for name in found.keys() | others.keys():
        if found.get(name) != others.get(name):
            rows, former = _rows(site, name, found.get(name)), _rows(other, name, others.get(name))
            mine |= {_path(begin) for begin, row in rows.items() if former.get(begin) != row}
            its |= {_path(begin) for begin, row in former.items() if rows.get(begin) != row}
            mine |= {_place(name)} if name in found else set()
            its |= {_place(name)} if name in others else set()
    return mine, its


def _place(section: str) -> str:
    return f"{FOLDER}/{section}.json"


def _path(begin: str) -> str:
    path: str = json.loads(f'{begin}"')
    return path


def _rows(site: Path, name: str, facts: Facts | None) -> Rows:
    """The rows of a section as they stand there: of a hundred thousand one changes, and the others are not read."""
    if facts is None:
        return {}
    try:
        raw = (site / _place(name)).read_bytes()
    except OSError as error:
        raise DamagedManifestError(name) from error
    if (hashlib.sha256(raw).hexdigest(), len(raw)) != facts:
        raise DamagedManifestError(name)
    lines = raw.decode().split("\n")[1:-2]
    return {line[: line.index(_END)]: line.removesuffix(",") for line in lines}


def forget_manifest(folder: Path) -> None:
    """Take away the manifest of a site in `folder`, with all its sections."""
    (folder / MANIFEST).unlink(missing_ok=True)
    shutil.rmtree(folder / FOLDER, ignore_errors=True)


def update_manifest(folder: Path, names: Iterable[str], change: Callable[[str], Change]) -> None:
    """Write the manifest of a site in `folder`, or bring the one that is there up to date.

    `names` are the sections that may differ; `change` tells of one what is there now, and the paths of what was.
    One section after another is asked for: the files of a large site are not in memory together.

    Raises:
        DamagedManifestError: a section that was there is not what the manifest says.
    """
    sections = read_sections(folder)
    for name in names:
        rows = _rows(folder, name, sections.get(name))
        files, former = change(name)
        for path in former:
            rows.pop(_begin(path), None)
        for path, digest, size in files:
            begin = _begin(path)
            if begin in rows:
                raise GongkaiError(
                    f"两个页面要写到同一个地址：{path}", f"two pages have the same address: {path}"
                )
            rows[begin] = _row(begin, digest, size)
        _write_section(folder, sections, name, rows)
    table = {_begin(name): _row(_begin(name), *facts) for name, facts in sections.items()}
    write_file(folder, MANIFEST, _table("sections", table))


def _write_section(folder: Path, sections: dict[str, Facts], name: str, rows: Rows) -> None:
    path = _place(name)
    if not rows:
        if sections.pop(name, None):
            (folder / path).unlink(missing_ok=True)
        return
    raw = _table("files", rows)
    facts = (hashlib.sha256(raw).hexdigest(), len(raw))
    if sections.get(name) != facts:
        write_file(folder, path, raw)
        sections[name] = facts
