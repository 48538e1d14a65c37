"""What git knows of records that are gone, and of earlier states of the project."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.catalog.headers import header_of
from gongkai.content.records import read_record
from gongkai.content.tree import RECORD_ENDINGS
from gongkai.content.walk import SourceFile
from gongkai.findings import GongkaiError
from gongkai.model.header import Header
from gongkai.pipeline.git import git


def last_header(root: Path, record_id: str) -> Header | None:
    """The header of a record whose file is gone, as it was last; None where git does not know, or there is no git."""
    for ending in RECORD_ENDINGS:
        path = f"content/units/{record_id}.{ending}"
        try:
            commit = git(root, "rev-list", "-1", "HEAD", "--", f":(literal){path}").decode().strip()
        except GongkaiError:
            return None
        for revision in (commit, f"{commit}^") if commit else ():
            try:
                raw = git(root, "show", f"{revision}:./{path}")
            except GongkaiError:
                continue
            return _header(path, raw)
    return None


def _header(path: str, raw: bytes) -> Header | None:
    with TemporaryDirectory() as folder:
        file = Path(folder, path)
        file.parent.mkdir(parents=True)
        file.write_bytes(raw)
        read = read_record(Path(folder), SourceFile(path.removeprefix("content/"), len(raw)))
    return header_of(read.record, read.digest) if read.record else None
