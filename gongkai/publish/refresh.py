"""Which addresses a CDN must fetch again: one by one while they are few, else folders, else everything."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

MOST_URLS, MOST_FOLDERS = 1000, 50
"""CDNs count both by the day: Alibaba and Tencent take some thousands of addresses, but a hundred folders."""
_DEEPEST = 4


def url_of(base: str, path: str) -> str:
    """The address of a file below `base`, as readers ask for it."""
    folder, _, name = path.rpartition("/")
    shown = (f"{folder}/" if folder else "") if name == "index.html" else path
    return f"{base}/{quote(shown, safe='/()~!*,')}"


def to_refresh(base: str, paths: Iterable[str]) -> list[str]:
    """Addresses of files that were replaced or taken away; one that ends with a slash may be a page or a folder.

    Files too many are told by their folders, as deep as there are few enough of them.
    """
    changed = sorted(set(paths))
    if len(changed) <= MOST_URLS:
        return [url_of(base, path) for path in changed]
    for depth in range(_DEEPEST, 0, -1):
        folders = sorted({"/".join(path.split("/")[:-1][:depth]) for path in changed})
        if len(folders) <= MOST_FOLDERS and "" not in folders:
            return [f"{base}/{quote(folder, safe='/()~!*,')}/" for folder in folders]
    return [f"{base}/"]
