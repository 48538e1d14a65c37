"""The manifest: every file of the site with its hash and size, so that what was public when can be proved.

It is written in sections, since at a hundred thousand records one list would cost more than the edit it tells of:
`manifest.json` names the sections with their hashes, `manifests/<section>.json` the files.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from gongkai.findings import GongkaiError
from gongkai.output.files import write_file

MANIFEST = "manifest.json"
FOLDER = "manifests"
Files = Mapping[str, tuple[str, int]]
"""Path below the site (or name of a section), to SHA-256 in hexadecimal and size in bytes."""
Change = tuple[Iterable[tuple[str, str, int]], Collection[str]]
"""Files that changed, or all (path, hash, size), and the paths of what they take the place of."""


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


def _section_json(files: Files) -> bytes:
    return _table("files", files)


def _manifest_json(sections: Files) -> bytes:
    """The manifest itself; `sections` maps their names to hash and size of their files."""
    return _table("sections", sections)


def _table(name: str, rows: Files) -> bytes:
    """A JSON object, one row a line, so that two manifests can be compared by eye."""
    lines = [
        f'{json.dumps(path, ensure_ascii=False)}: {{"sha256": "{digest}", "bytes": {size}}}'
        for path, (digest, size) in sorted(rows.items())
    ]
    return ('{"' + name + '": {\n' + ",\n".join(lines) + "\n}}\n").encode()


def manifest_digest(site: Path) -> str:
    """What a site is known by: the hash of its manifest; "" where there is none."""
    try:
        return hashlib.sha256((site / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""


def read_sections(site: Path) -> dict[str, tuple[str, int]]:
    """Name, hash and size of each section; empty where the manifest cannot be read."""
    try:
        table = json.loads((site / MANIFEST).read_bytes())["sections"]
        return {name: (facts["sha256"], facts["bytes"]) for name, facts in table.items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def read_section(site: Path, name: str) -> dict[str, tuple[str, int]]:
    """The files of one section, with hash and size; empty where it cannot be read."""
    try:
        table = json.loads((site / FOLDER / f"{name}.json").read_bytes())["files"]
        return {path: (facts["sha256"], facts["bytes"]) for path, facts in table.items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def read_manifest(site: Path) -> dict[str, tuple[str, int]]:
    """Every file of a site, with hash and size; the manifest's own files are not among them."""
    return {path: facts for name in read_sections(site) for path, facts in read_section(site, name).items()}


def forget_manifest(folder: Path) -> None:
    """Take away the manifest of a site in `folder`, with all its sections."""
    (folder / MANIFEST).unlink(missing_ok=True)
    shutil.rmtree(folder / FOLDER, ignore_errors=True)


def update_manifest(folder: Path, names: Iterable[str], change: Callable[[str], Change]) -> None:
    """Write the manifest of a site in `folder`, or bring the one that is there up to date.

    `names` are the sections that may differ; `change` tells of one what is there now, and the paths of what was.
    One section after another is asked for: the files of a large site are not in memory together.
    """
    sections = read_sections(folder)
    for name in names:
        known = read_section(folder, name) if name in sections else {}
        files, former = change(name)
        table = {path: facts for path, facts in known.items() if path not in former}
        for path, digest, size in files:
            if path in table:
                raise GongkaiError(
                    f"两个页面要写到同一个地址：{path}", f"two pages have the same address: {path}"
                )
            table[path] = (digest, size)
        _write_section(folder, sections, name, table)
    write_file(folder, MANIFEST, _manifest_json(sections))


def _write_section(
    folder: Path, sections: dict[str, tuple[str, int]], name: str, files: Mapping[str, tuple[str, int]]
) -> None:
    path = f"{FOLDER}/{name}.json"
    if not files:
        if sections.pop(name, None):
            (folder / path).unlink(missing_ok=True)
        return
    raw = _section_json(files)
    facts = (hashlib.sha256(raw).hexdigest(), len(raw))
    if sections.get(name) != facts:
        write_file(folder, path, raw)
        sections[name] = facts
