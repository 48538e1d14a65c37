"""L: links and images in texts must lead somewhere, and nowhere they should not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.catalog.addresses import FIXED_PAGES
from gongkai.catalog.index import Catalog
from gongkai.catalog.links import IMAGES, PUBLISHABLE, LinkTarget, folder_of, parse_link
from gongkai.catalog.public import is_public
from gongkai.catalog.texts import SourceText, text_of_page, texts_of_record
from gongkai.content.markup import RenderedText, TextTooDeepError, render_markdown
from gongkai.content.schema import web_addresses
from gongkai.findings import Finding, Location
from gongkai.model.record import Record


def check_links(catalog: Catalog, today: date) -> Iterator[Finding]:
    content = catalog.content
    sources = [text for record in content.records for text in texts_of_record(record)]
    sources += [text_of_page(page) for page in (*content.pages, *content.campaigns)]
    for source in sources:
        text = _Text(source)
        try:
            rendered = render_markdown(source.text, source.title)
        except TextTooDeepError:
            yield Finding("L106", text.place(""))
            continue
        yield from _check_text(catalog, text, rendered, today)
    for record in content.records:
        yield from _check_web_fields(record)


def _check_web_fields(record: Record) -> Iterator[Finding]:
    """Web addresses among the fields keep the rule of links in texts."""
    for loc, value in web_addresses(record.fields):
        if parse_link(value, "").to == "forbidden":
            yield Finding("L103", Location(record.path, field=loc), {"value": value})


class _Text:
    """Knows the line on which a link stands, by looking for it."""

    def __init__(self, source: SourceText) -> None:
        self.path, self._source = source.path, source

    @property
    def folder(self) -> str:
        return folder_of(self.path)

    def place(self, words: str) -> Location:
        source = self._source
        if source.field:
            return Location(source.path, field=source.field)
        at = source.text.find(words)
        if at < 0:
            return Location(source.path, source.first_line)
        column = at - source.text.rfind("\n", 0, at)
        return Location(source.path, source.first_line + source.text.count("\n", 0, at), column)


def _check_text(catalog: Catalog, text: _Text, rendered: RenderedText, today: date) -> Iterator[Finding]:
    for link in rendered.links:
        target = parse_link(link, text.folder)
        yield from _check_target(catalog, text, link, target, rendered, today)
    for lost in rendered.dropped:
        yield Finding(
            "L107" if lost.startswith("<") else "L103", text.place(lost.rstrip(">")), {"value": lost}
        )
    for image in rendered.images:
        target = parse_link(image.source, text.folder)
        if target.to != "file" or target.name not in catalog.content.files:
            yield Finding("F114", text.place(image.source), {"name": image.source})
        elif target.name.rpartition(".")[2].lower() not in IMAGES:
            yield Finding(
                "F115", text.place(image.source), {"name": image.source, "known": "、".join(sorted(IMAGES))}
            )
        if not image.alternative.strip():
            yield Finding("L104", text.place(image.source), {"value": image.source})


def _check_target(
    catalog: Catalog, text: _Text, link: str, target: LinkTarget, rendered: RenderedText, today: date
) -> Iterator[Finding]:
    place, words = text.place(link), {"value": link}
    content = catalog.content
    match target.to:
        case "record":
            record = catalog.records.get(target.name)
            if record is None:
                if target.name not in content.unreadable:
                    yield Finding("L101", place, words)
            elif not is_public(catalog, record, today):
                yield Finding("L105", place, words)
            elif target.anchor and target.anchor not in render_markdown(record.body, record.title).anchors:
                yield Finding("L102", place, {"page": target.name, "value": target.anchor})
        case "item" if target.name not in catalog.items:
            yield Finding("L101", place, words)
        case "unit" if target.name not in content.units:
            yield Finding("L101", place, words)
        case "anchor" if target.name and target.name not in rendered.anchors:
            yield Finding("L102", place, {"page": "本页", "value": target.name})
        case "site" if not _is_page(catalog, target.name):
            yield Finding("L101", place, words)
        case "file":
            if target.name not in content.files:
                yield Finding("L101", place, words)
            elif target.name.rpartition(".")[2].lower() not in PUBLISHABLE:
                yield Finding("F115", place, {"name": link, "known": "、".join(sorted(PUBLISHABLE))})
        case "forbidden":
            yield Finding("L103", place, words)


def _is_page(catalog: Catalog, path: str) -> bool:
    """Addresses beginning with `/` may lead to the portal's fixed pages and to those of `content/pages`."""
    known = {f"/{page.id}/" for page in catalog.content.pages} | {
        f"/topics/{c.id}/" for c in catalog.content.campaigns
    }
    return path in known or path in FIXED_PAGES
