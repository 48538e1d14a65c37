"""Files that go out with public records: which they are, and where they will lie under a fingerprinted name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.catalog.addresses import Addresses
from gongkai.catalog.links import PUBLISHABLE, folder_of, parse_link
from gongkai.catalog.public import PublicCatalog
from gongkai.catalog.texts import SourceText, text_of_page, texts_of_record
from gongkai.content.markup import TextTooDeepError, render_markdown
from gongkai.content.schema import references
from gongkai.model.record import Record


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
        found.update(files_of_record(record))
        for text in texts_of_record(record):
            found.update(files_in_text(text))
    for page in (*catalog.pages, *catalog.campaigns):
        found.update(files_in_text(text_of_page(page)))
    return sorted(
        path for path in found if path in catalog.files and path.rpartition(".")[2].lower() in PUBLISHABLE
    )


def files_of_record(record: Record) -> Iterator[str]:
    """Paths of the files that a record's fields name; they lie beside it."""
    for _, _, name in references(record.fields, "file"):
        yield f"{folder_of(record.path)}/{name}"


def files_in_text(text: SourceText) -> Iterator[str]:
    """Paths of the files that a text links to or shows."""
    if "](" not in text.text and "<" not in text.text and "]:" not in text.text:
        return
    try:
        rendered = render_markdown(text.text, text.title)
    except TextTooDeepError:
        return
    for link in (*rendered.links, *(image.source for image in rendered.images)):
        target = parse_link(link, folder_of(text.path))
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
