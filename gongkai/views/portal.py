"""What every view is made from: the public catalog, the addresses, the files; and the small pieces they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from gongkai.catalog.addresses import Addresses
from gongkai.catalog.links import folder_of, parse_link
from gongkai.catalog.public import Entry, PublicCatalog, PublicFile
from gongkai.content.markup import RenderedText, render_markdown, with_links
from gongkai.model.kinds import KINDS
from gongkai.model.record import RecordFields
from gongkai.model.site import Page
from gongkai.text import file_size
from gongkai.views.parts import Download, Heading, Link, Row, Tag, Tone

_VALIDITY_TONES: dict[str, Tone] = {
    "有效": "good",
    "尚未生效": "info",
    "已修改": "info",
    "部分失效": "warn",
    "失效": "bad",
    "废止": "bad",
}
_CONSULTATION_TONES: dict[str, Tone] = {
    "尚未开始": "info",
    "正在征集": "good",
    "即将截止": "warn",
    "已反馈": "info",
    "已结束，待反馈": "warn",
}
_LEVEL_TONES: dict[str, Tone] = {"特别重大": "bad", "重大": "bad", "较大": "warn"}

_MOST_ROWS = 100_000
"""Rows that are kept for the lists to come."""


@dataclass(frozen=True, slots=True)
class Portal:
    catalog: PublicCatalog
    addresses: Addresses
    _rows: dict[str, Row] = field(default_factory=dict, repr=False, compare=False)

    @property
    def files(self) -> Mapping[str, PublicFile]:
        return self.catalog.files

    def unit_link(self, unit_id: str) -> Link:
        unit = self.catalog.units[unit_id]
        return Link(unit.fields.short_name, self.addresses.unit(unit_id))

    def item_link(self, item_id: str) -> Link:
        item, field = self.catalog.items[item_id], self.catalog.field_of[item_id]
        return Link(f"{field.name} / {item.level1} / {item.name}", self.addresses.item(field.field, item_id))

    def record_link(self, record_id: str) -> Link | None:
        """None where the record is not public."""
        entry = self.catalog.by_id.get(record_id)
        return Link(entry.title, self.addresses.record(record_id)) if entry else None

    def resolve(self, link: str, path: str) -> str | None:
        """The address a link in the text of the file `path` leads to; None where it must not be a link."""
        target = parse_link(link, folder_of(path))
        anchor = f"#{target.anchor}" if target.anchor else ""
        match target.to:
            case "record":
                return (
                    self.addresses.record(target.name) + anchor if target.name in self.catalog.by_id else None
                )
            case "item":
                field = self.catalog.field_of.get(target.name)
                return self.addresses.item(field.field, target.name) if field else None
            case "unit":
                return self.addresses.unit(target.name) if target.name in self.catalog.units else None
            case "site":
                return self.addresses.to(target.name.lstrip("/")) + anchor
            case "file":
                return self.files[target.name].url if target.name in self.files else None
            case "anchor":
                return link
            case "outside":
                return target.name
        return None

    def render(self, text: str, path: str, title: str) -> tuple[Markup, RenderedText]:
        """A Markdown text of the file `path`, with its links in place."""
        rendered = render_markdown(text, title)
        return with_links(rendered, lambda link: self.resolve(link, path)), rendered

    def prose(self, text: str, path: str) -> Markup:
        return self.render(text, path, "")[0]

    def row(self, entry: Entry) -> Row:
        """A record in a list; each stands in a dozen."""
        found = self._rows.get(entry.id)
        if found is None:
            if len(self._rows) >= _MOST_ROWS:
                self._rows.clear()
            found = self._rows[entry.id] = self._row(entry)
        return found

    def _row(self, entry: Entry) -> Row:
        return Row(
            title=entry.title,
            url=self.addresses.record(entry.id),
            date=entry.day,
            kind=KINDS[entry.kind].name,
            unit=self.catalog.units[entry.unit].fields.short_name,
            document_number=entry.document_number,
            summary=entry.summary,
            tags=tuple(self.tags(entry)),
        )

    def rows(self, entries: Iterable[Entry]) -> tuple[Row, ...]:
        return tuple(self.row(entry) for entry in entries)

    def tags(self, entry: Entry) -> list[Tag]:
        """What readers must know at a glance: not in force, open for comments, cancelled."""
        tags = []
        if entry.validity not in ("", "有效"):
            tags.append(Tag(entry.validity, _VALIDITY_TONES[entry.validity]))
        if entry.consultation:
            tags.append(self.consultation_tag(entry))
        if entry.meeting and entry.meeting.is_cancelled:
            tags.append(Tag("已取消", "bad"))
        if entry.message:
            tags.append(Tag("已答复", "good") if entry.message.replied else Tag("待答复", "warn"))
        if entry.response and entry.response.level in _LEVEL_TONES:
            tags.append(Tag(entry.response.level, _LEVEL_TONES[entry.response.level]))
        return tags

    def consultation_tag(self, entry: Entry) -> Tag:
        return Tag(entry.consultation, _CONSULTATION_TONES[entry.consultation])

    def validity_tag(self, validity: str) -> Tag:
        return Tag(validity, _VALIDITY_TONES[validity])

    def downloads(self, fields: RecordFields, path: str) -> tuple[Download, ...]:
        found = (self.download(a.file, path, a.title, a.description or "") for a in fields.attachments)
        return tuple(download for download in found if download)

    def download(self, name: str, path: str, title: str, description: str = "") -> Download | None:
        file = self.files.get(f"{folder_of(path)}/{name}")
        if file is None:
            return None
        return Download(title, file.url, file.ending.upper(), file_size(file.size), description)


def about_links(pages: Iterable[Page], addresses: Addresses) -> tuple[Link, ...]:
    """The pages about the site itself: those at the top of `content/pages`."""
    return tuple(Link(page.fields.title, addresses.page(page.id)) for page in pages if "/" not in page.id)


def contents_of(rendered: RenderedText) -> tuple[Heading, ...]:
    """Levels 2 and 3, where there are enough headings to be worth a table of contents."""
    found = tuple(Heading(h.level, h.title, h.anchor) for h in rendered.headings if h.level <= 3)
    return found if len(found) >= 3 else ()
