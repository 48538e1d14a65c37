"""Files that go out with public records: which they are, and where they will lie under a fingerprinted name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gongkai.catalog.addresses import Addresses
from gongkai.catalog.index import Catalog
from gongkai.catalog.links import PUBLISHABLE, folder_of, parse_link
from gongkai.catalog.public import Entry, PublicFile
from gongkai.catalog.texts import text_of_page
from gongkai.content.markup import TextTooDeepError, render_markdown
from gongkai.model.site import Page


def is_publishable(path: str) -> bool:
    return path.rpartition(".")[2].lower() in PUBLISHABLE


def public_file_paths(catalog: Catalog, by_id: Mapping[str, Entry]) -> list[str]:
    """The files that public records, pages and campaigns name, in a fixed order; nothing else is ever copied."""
    found = set(files_of_pages((*catalog.content.pages, *catalog.content.campaigns)))
    for record_id, needs in catalog.needs.items():
        if (needs.own_files or needs.linked_files) and record_id in by_id:
            found.update(needs.own_files, needs.linked_files)
    return sorted(path for path in found if path in catalog.files and is_publishable(path))


def files_of_pages(pages: Iterable[Page]) -> Iterator[str]:
    """Paths of the files that the texts of pages link to or show."""
    for page in pages:
        source = text_of_page(page)
        try:
            rendered = render_markdown(source.text, source.title)
        except TextTooDeepError:
            continue
        for link in (*rendered.links, *(image.source for image in rendered.images)):
            target = parse_link(link, folder_of(source.path))
            if target.to == "file":
                yield target.name


def public_file(addresses: Addresses, path: str, size: int, digest: str) -> PublicFile:
    """Give a file its public name, `attachment.1f3870be.csv`: a changed file has another address."""
    stem, _, ending = path.rpartition(".")
    folder = stem.removeprefix("content/").removeprefix("pages/")
    return PublicFile(path, addresses.to(f"{folder}.{digest[:8]}.{ending.lower()}"), size)
