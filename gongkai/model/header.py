"""What the rest of the site may know of a record without reading it: a small header, and what the record asks for.

Pages that span records (lists, feeds, dashboards) are made from headers alone; the page of a record from its file
and from what its needs name. So a record is read again only when itself has changed.
"""

from __future__ import annotations

from msgspec import Struct

Fact = tuple[str, str, str, str]
"""Of a clock: its code, its start and its end as ISO texts or "", and the field that stops it."""

KEYWORDS, INDEXED, ATTACHED, DESCRIBED, REUSABLE = 1, 2, 4, 8, 16
"""What a record has: keywords, an index number, attachments, a description of each, one that programs can read."""


class MeetingFacts(Struct, frozen=True, array_like=True, gc=False):
    """What calendars show of a meeting. Of topics that are not disclosed it knows nothing."""

    held_at: str
    """ISO, to the minute; a time of 00:00 is not known."""
    ended_at: str
    type: str
    place: str
    is_cancelled: bool
    agenda: tuple[tuple[str, str, str], ...]
    """Number, title and outcome of each topic."""


class MessageFacts(Struct, frozen=True, array_like=True, gc=False):
    """What lists and figures know of a citizen's message: never what it says. Days are ISO texts or ""."""

    channel: str
    type: str
    received: str
    accepted: str
    due: str
    replied: str
    replied_by: str
    """The unit that answers, or answered."""
    satisfaction: str


class ResponseFacts(Struct, frozen=True, array_like=True, gc=False):
    """When something happened, and when the public was told: ISO, to the minute, or ""."""

    level: str
    occurred: str
    first_release: str
    press_conference: str
    replied: str


class Tally(Struct, frozen=True, array_like=True, gc=False):
    """What a channel did from one day to another; None: not told."""

    channel: str
    start: str
    end: str
    received: int
    carried: int
    answered: int | None
    due: int | None
    on_time: int | None
    rated: int | None
    satisfied: int | None
    process_satisfied: int | None
    source: str


class Header(Struct, frozen=True, array_like=True, gc=False):
    """Facts of a valid record, as they are written: codes not yet looked up, dates as ISO texts or "".

    Moments are cut to the minute with their offset, so that they sort as they read.
    """

    id: str
    unit: str
    kind: str
    path: str
    digest: str
    """Of the bytes of the file."""
    title: str
    published: str
    modified: str
    summary: str
    document_number: str
    index_number: str
    items: tuple[str, ...]
    topic: str
    statutory: tuple[str, ...]
    disclosures: tuple[str, ...]
    campaigns: tuple[str, ...]
    aliases: tuple[str, ...]
    validity: str
    effective: str
    expires: str
    abolished: str
    disclosure: str
    status: str
    display_until: str
    withdrawn_on: str
    relations: tuple[tuple[str, str], ...]
    """Place of a field, `agenda.3.documents.0`, and the id of the record that it names."""
    consultation: tuple[str, str, str] | None
    """First day, last day, day of the feedback."""
    decisions: tuple[int, int, int] | None
    """Of a list of decisions: its year, how many matters stand in it, how many of them the public was asked about."""
    report_year: str
    meeting: MeetingFacts | None
    issued: str = ""
    milestones: tuple[tuple[str, str], ...] = ()
    """What only life lines and the checks of relations ask for: `held`, `hearing`, `agenda.3.legality` …"""
    waived_until: tuple[str, ...] = ()
    """The last days of its waivers."""
    clocks: tuple[Fact, ...] = ()
    """What it says of clocks, whether they are in force or not (see `catalog.clocks`); of most records nothing."""
    message: MessageFacts | None = None
    response: ResponseFacts | None = None
    tallies: tuple[Tally, ...] = ()
    """Of statistics: what the channels of citizens did in a period."""
    traits: int = 0
    """Which of `KEYWORDS` … it has."""
    facts: tuple[tuple[str, str], ...] = ()
    """What only figures ask for: `form`, `observers`, `received` …"""

    def milestone(self, name: str) -> str:
        return next((value for key, value in self.milestones if key == name), "")


class Needs(Struct, frozen=True, array_like=True, gc=False):
    """What the checks and the page of a record must be told of others: everything the record names."""

    records: tuple[str, ...] = ()
    """Ids of records, in its fields and in the links of its texts."""
    anchors: tuple[str, ...] = ()
    """Those of them to a heading of which a text links."""
    own_files: tuple[str, ...] = ()
    """Paths of the files its fields name."""
    linked_files: tuple[str, ...] = ()
    """Paths of the files its texts link to or show."""

    @property
    def files(self) -> set[str]:
        return {*self.own_files, *self.linked_files}
