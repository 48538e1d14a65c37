"""Hashes of attachments, for their fingerprinted names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from gongkai.findings import GongkaiError


def digest_files(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """SHA-256 of each file below the project folder, in hexadecimal."""
    digests = {}
    for path in paths:
        try:
            with (root / path).open("rb") as file:
                digests[path] = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise GongkaiError(
                f"附件读不出来：{path}（{error.strerror}）", f"cannot read {path}: {error.strerror}"
            ) from error
    return digests
