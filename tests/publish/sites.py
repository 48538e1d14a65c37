"""Made-up sites with their manifests, and a reader who follows every link."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

from benchmarks.publish.listing import list_files
from gongkai.output.files import write_file
from gongkai.output.site import staged

Read = Callable[[str], bytes | None]
"""What the public gets for a path below the site; None for not found."""

_LINK = re.compile(r'(?:href|src)="/([^"]*)"')
_RECORDS = "units/mzj/notices/2026"


def small_site(version: str) -> dict[str, bytes]:
    """A site of which nearly every file, and many names, are others in another version."""
    style = f"assets/site.{_short(version)}.css"
    index = f"search/index.{_short(version)}"
    table = f"{_RECORDS}/名册.{_short(version)[:8]}.csv"
    own = f"only-{version}"
    records = ["same", "甲", own]

    def page(text: str, *links: str) -> bytes:
        anchors = "".join(f'<a href="/{link}">{link}</a>' for link in links)
        return f'<link rel="stylesheet" href="/{style}"><p>{version} {text}</p>{anchors}</p></html>'.encode()

    pages = {
        f"{_RECORDS}/{name}/index.html": page(
            name, "", f"{_RECORDS}/", table, *(f"{_RECORDS}/{other}/" for other in records)
        )
        for name in records
    }
    return {
        style: f"p {{ color: #{_short(version)[:6]} }}".encode(),
        f"{index}/facts.json": f'"{version}"'.encode(),
        table: f"版本\n{version}\n".encode(),
        **pages,
        f"{_RECORDS}/index.html": page("list", *(f"{_RECORDS}/{name}/" for name in records)),
        f"units/mzj/{own}/index.html": page("new list", f"{_RECORDS}/{own}/"),
        "units/mzj/index.html": page("unit", f"{_RECORDS}/", f"units/mzj/{own}/", "units/mzj/feed.xml"),
        "units/mzj/feed.xml": f'<a href="/{_RECORDS}/{own}/"/>'.encode(),
        "search/index.html": page("search", f"{index}/facts.json"),
        "404.html": page("none"),
        "index.html": page("home", "units/mzj/", "search/", "manifest.json"),
    }


def large_site(number: int) -> dict[str, bytes]:
    """Many small pages in some units."""
    files = {"assets/site.0123456789.css": b"p {}", "index.html": b"home", "404.html": b"none"}
    for i in range(number):
        text = f'<link rel="stylesheet" href="/assets/site.0123456789.css"><p>{i}</p>'
        files[f"units/u{i % 20}/notices/{2020 + i % 5}/{i}/index.html"] = (text + "公开" * 300).encode()
    return files


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:10]


def write_site(site: Path, files: Mapping[str, bytes]) -> None:
    """Let the site folder hold these files, as a build would: another folder takes its place."""
    with staged(site, as_copy=False) as staging:
        list_files(
            staging.folder, [write_file(staging.folder, path, content) for path, content in files.items()]
        )
        staging.commit()


def edit_site(site: Path, path: str, content: bytes) -> None:
    """Change one file of a site."""
    list_files(site, [write_file(site, path, content)])


def read_site(site: Path) -> dict[str, bytes]:
    """Every file of a site folder, with its manifest."""
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def crawl(read: Read, versions: list[dict[str, bytes]]) -> int:
    """Read every page there is of any version, and all that it links to; returns how many pages were there.

    No page is half there or a mixture, and no link leads nowhere.
    """
    seen: dict[str, bytes | None] = {}

    def get(path: str) -> bytes | None:
        path = f"{path}index.html" if not path or path.endswith("/") else path
        if path not in seen:
            seen[path] = read(path)
            if (found := seen[path]) is not None:
                assert any(version.get(path) == found for version in versions), f"half a page: {path}"
        return seen[path]

    pages = {path for version in versions for path in version if path.endswith((".html", ".xml"))}
    for path in sorted(pages):
        content = get(path)
        for link in _LINK.findall(content.decode() if content else ""):
            assert get(link) is not None, f"{path} links to {link}, which is not there"
    assert get("index.html") is not None
    return sum(seen[path] is not None for path in pages)
