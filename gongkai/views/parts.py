"""The small frozen pieces that views are made of: links, facts, rows of lists, and the blocks of record pages.

Texts are plain unless the type is `Markup` (already sanitised HTML). URLs are root-relative and ready to print.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from gongkai.views.differences import Pair
from gongkai.views.forms import FormTable

Tone = Literal["plain", "good", "warn", "bad", "info"]


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str
    note: str = ""
    """A short remark behind the link, for instance a count."""
    parts: tuple[Link, ...] = ()
    """The title in stretches, where some of them are links and others plain text; `url` is then empty."""


@dataclass(frozen=True, slots=True)
class Tag:
    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Feed:
    title: str
    url: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Row:
    """One record in a list."""

    title: str
    url: str
    date: str
    """YYYY-MM-DD"""
    kind: str
    unit: str
    document_number: str = ""
    summary: str = ""
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Records, newest first. On a landing page the newest only, with the archive by year behind it."""

    rows: tuple[Row, ...]
    years: tuple[Link, ...] = ()
    """Archive pages, newest year first; `note` is the count. Empty where everything is on this page."""
    pages: tuple[Link, ...] = ()
    """Pages of one year, page 1 the oldest: the ends and the neighbours; `note` is "current" for this one."""
    empty: str = "暂时没有公开的信息。"


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a head table: label and one or more values, some of them links (empty url: plain text)."""

    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FactsBlock:
    title: str
    facts: tuple[Fact, ...]
    is_wide: bool = False
    """Long labels, one value a line."""
    type: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class ProseBlock:
    title: str
    html: Markup
    type: Literal["prose"] = "prose"


Cell = str | Link
"""What stands in a table: a text, or a text that leads somewhere."""


@dataclass(frozen=True, slots=True)
class TableBlock:
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heading: int | None = None
    """Which cell of each row is its heading."""
    has_cards: bool = False
    """Whether each row is a small set of facts, read for itself: a phone shows it as a card."""
    type: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    html: Markup
    is_absent: bool = False
    """Whether it only says that there is nothing of it."""


@dataclass(frozen=True, slots=True)
class SectionsBlock:
    """Short texts of fixed titles, like the six elements of an interpretation."""

    title: str
    sections: tuple[Section, ...]
    type: Literal["sections"] = "sections"


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """`old` and `new` have the words that changed marked (see `gongkai.views.changes`)."""

    item: str
    old: Markup
    new: Markup
    effect: str = ""


@dataclass(frozen=True, slots=True)
class ComparisonBlock:
    """Old rules against new ones."""

    title: str
    rows: tuple[ComparisonRow, ...]
    has_effects: bool
    type: Literal["comparison"] = "comparison"


@dataclass(frozen=True, slots=True)
class Question:
    question: str
    answer: Markup


@dataclass(frozen=True, slots=True)
class QuestionsBlock:
    title: str
    questions: tuple[Question, ...]
    type: Literal["questions"] = "questions"


@dataclass(frozen=True, slots=True)
class TakePartBlock:
    """How to tell one's opinion, and until when."""

    title: str
    state: Tag
    period: str
    form_url: str
    """A form on another site, or ""."""
    ways: tuple[Fact, ...]
    """The way as label, the address as value with the remark as its note."""
    type: Literal["take_part"] = "take_part"


StepState = Literal["done", "missing", "current", "open"]
"""`missing`: it should be done, but nothing on the portal shows it."""


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    state: StepState


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of the yearly list of decisions, and how far it has come."""

    number: int
    title: str
    state: Tag
    steps: tuple[Step, ...]
    """Empty where the matter was taken off the list."""
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class MattersBlock:
    title: str
    matters: tuple[Matter, ...]
    type: Literal["matters"] = "matters"


@dataclass(frozen=True, slots=True)
class FormBlock:
    """A part of a prescribed form: a table, with words before it where there are any."""

    title: str
    html: Markup
    table: FormTable
    type: Literal["form"] = "form"


@dataclass(frozen=True, slots=True)
class StepsBlock:
    """An ordered list."""

    title: str
    steps: tuple[str, ...]
    type: Literal["steps"] = "steps"


@dataclass(frozen=True, slots=True)
class ListBlock:
    title: str
    entries: tuple[Link, ...]
    """`url` may be empty: plain text."""
    type: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    value: str
    unit: str = ""
    change: str = ""
    """Against the year before, for instance "6.2%"."""


@dataclass(frozen=True, slots=True)
class FiguresBlock:
    """A strip of large figures."""

    title: str
    figures: tuple[Figure, ...]
    type: Literal["figures"] = "figures"


@dataclass(frozen=True, slots=True)
class ProgressBlock:
    title: str
    percent: int
    text: str
    type: Literal["progress"] = "progress"


@dataclass(frozen=True, slots=True)
class Moment:
    """A stage on a timeline."""

    title: str
    date: str
    note: str = ""
    is_done: bool = True
    links: tuple[Link, ...] = ()
    """The records that tell of it; an empty URL: this page itself."""


@dataclass(frozen=True, slots=True)
class TimelineBlock:
    title: str
    moments: tuple[Moment, ...]
    type: Literal["timeline"] = "timeline"


@dataclass(frozen=True, slots=True)
class AgendaCard:
    number: str
    """May be empty: some agendas number their main topics only."""
    title: str
    decision: Tag | None
    """审议通过, 原则同意 …"""
    resolution: str
    """What was decided, in a sentence; may be empty."""
    points: tuple[str, ...]
    figures: tuple[Figure, ...]
    facts: tuple[Fact, ...]
    """Who reported, who is responsible, until when: a few words each."""
    readings: tuple[Fact, ...]
    """Who was asked before, what the lawyers said, documents."""


@dataclass(frozen=True, slots=True)
class AgendaBlock:
    """The topics of a meeting, one card each."""

    title: str
    cards: tuple[AgendaCard, ...]
    type: Literal["agenda"] = "agenda"


@dataclass(frozen=True, slots=True)
class DialogBlock:
    """A citizen's message and the answer."""

    question: Markup
    question_note: str
    """For instance "群众留言 · 2026-03-02"."""
    answer: Markup | None
    answer_note: str
    type: Literal["dialog"] = "dialog"


Block = (
    FactsBlock
    | ProseBlock
    | SectionsBlock
    | ComparisonBlock
    | QuestionsBlock
    | TakePartBlock
    | MattersBlock
    | TableBlock
    | FormBlock
    | StepsBlock
    | ListBlock
    | FiguresBlock
    | ProgressBlock
    | TimelineBlock
    | AgendaBlock
    | DialogBlock
)


@dataclass(frozen=True, slots=True)
class Download:
    """An attachment: what it is called, where it lies, how large it is."""

    title: str
    url: str
    file_type: str
    """Upper-case ending: CSV, PDF, DOCX …"""
    size: str
    """For people: 12.4 KB"""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Diagram:
    """A picture drawn from the record: SVG elements below one another, and the files to share."""

    title: str
    anchor: str
    pieces: tuple[Markup, ...]
    files: tuple[Link, ...]
    """`note` is the format."""
    is_wide: bool = False
    """Whether a phone shows it larger than its screen, to be moved sideways."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's contents; `level` 2 or 3."""

    level: int
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class VersionRun:
    """Neighbouring paragraphs of two versions; `is_same`: so many without a change that they wait to be opened."""

    is_same: bool
    pairs: tuple[Pair, ...]
    has_head: bool = False
    """Whether it is the first that says which side is which; the others say it to who hears the page."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A document beside an older one; the note of `older` is its number and validity."""

    older: Link
    figures: tuple[Figure, ...]
    runs: tuple[VersionRun, ...]


@dataclass(frozen=True, slots=True)
class LifeLine:
    """The life of one policy; `subject` is the document, None where the page is its own."""

    subject: Link | None
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Banner:
    """A remark on validity that readers must not miss, in parts some of which are links."""

    tone: Tone
    parts: tuple[Link, ...]
    stamp: str = ""
    """One word across the head of the page, of a document that no longer counts."""
    stamp_date: str = ""


@dataclass(frozen=True, slots=True)
class RelationGroup:
    title: str
    rows: tuple[Row, ...]
