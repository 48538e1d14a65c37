"""Files that go out with public records: which they are, and where they will lie under a fingerprinted name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.catalog.addresses import Addresses
from gongkai.catalog.links import PUBLISHABLE, folder_of, parse_link
from gongkai.catalog.public import PublicCatalog
from gongkai.content.markup import TextTooDeepError, render_markdown
from gongkai.content.schema import references


@dataclass(frozen=True, slots=True)
class PublicFile:
    """`source` is the path below the project folder, `size` in bytes."""

    source: str
    url: str
    size: int

    @property
    def ending(self) -> str:
        return self.source.rpartition(".")[2].lower()


def public_file_paths(catalog: PublicCatalog) -> list[str]:
    """The files that public records, pages and campaigns name, in a fixed order; nothing else is ever copied."""
    found: set[str] = set()
    for record in catalog.records.values():
        folder = folder_of(record.path)
        names = (
            value
            for _, field, value in references(record.fields)
            if field.reference and field.reference.to == "file"
        )
        found.update(f"{folder}/{name}" for name in names)
        found.update(files_in_text(record.body, record.title, record.path))
    for page in (*catalog.pages, *catalog.campaigns):
        found.update(files_in_text(page.body, page.fields.title, page.path))
    return sorted(
        path for path in found if path in catalog.files and path.rpartition(".")[2].lower() in PUBLISHABLE
    )


def files_in_text(body: str, title: str, path: str) -> Iterator[str]:
    """Paths of the files that the text of the file `path` links to or shows."""
    if "](" not in body and "<" not in body:
        return
    try:
        rendered = render_markdown(body, title)
    except TextTooDeepError:
        return
    for link in (*rendered.links, *(image.source for image in rendered.images)):
        target = parse_link(link, folder_of(path))
        if target.to == "file":
            yield target.name


def place_files(
    catalog: PublicCatalog, addresses: Addresses, digests: Mapping[str, str]
) -> dict[str, PublicFile]:
    """Give every file its public name, `attachment.1f3870be.csv`: a changed file has another address."""
    placed = {}
    for path, digest in digests.items():
        stem, _, ending = path.rpartition(".")
        folder = stem.removeprefix("content/").removeprefix("pages/")
        url = addresses.to(f"{folder}.{digest[:8]}.{ending.lower()}")
        placed[path] = PublicFile(path, url, catalog.files[path])
    return placed
