"""The manifest of a made-up site, as a build leaves it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from gongkai.output.files import Written
from gongkai.output.manifest import section_of, update_manifest


def list_files(site: Path, written: list[Written]) -> None:
    """Bring the manifest up to date with files that were written."""
    sections: dict[str, list[Written]] = defaultdict(list)
    for file in written:
        sections[section_of(file.path)].append(file)
    update_manifest(
        site,
        sorted(sections),
        lambda name: ([(f.path, f.sha256, f.size) for f in sections[name]], {f.path for f in sections[name]}),
    )
