"""All Markdown of the project, text by text: bodies of records and pages, and the prose among a record's fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.catalog.links import folder_of
from gongkai.content.schema import texts
from gongkai.findings import Location
from gongkai.model.record import Record
from gongkai.model.site import Page


@dataclass(frozen=True, slots=True)
class SourceText:
    """`title` is that of the page the text is the body of, "" for prose in a field (then `field` says which).

    `first_line` is the line of the file on which a Markdown body begins.
    """

    path: str
    text: str
    title: str = ""
    field: tuple[str | int, ...] = ()
    first_line: int = 1

    @property
    def folder(self) -> str:
        return folder_of(self.path)

    def place(self, words: str) -> Location:
        """Where some words stand, by looking for them."""
        if self.field:
            return Location(self.path, field=self.field)
        at = self.text.find(words)
        if at < 0:
            return Location(self.path, self.first_line, 1)
        column = at - self.text.rfind("\n", 0, at)
        return Location(self.path, self.first_line + self.text.count("\n", 0, at), column)


def texts_of_record(record: Record) -> Iterator[SourceText]:
    """The body, wherever it is written, and every field that holds Markdown."""
    in_field = record.fields.body is not None and record.body == record.fields.body
    yield SourceText(record.path, record.body, record.title, ("body",) if in_field else (), record.body_line)
    for loc, text in texts(record.fields):
        if loc != ("body",):
            yield SourceText(record.path, text, field=loc)


def text_of_page(page: Page) -> SourceText:
    return SourceText(page.path, page.body, page.fields.title, (), page.body_line)
