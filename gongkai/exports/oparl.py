"""Meetings as OParl 1.1 (https://oparl.org): JSON that programs for council information read, as plain files.

The county is the body, its units the organizations. A file server cannot answer the filters of the specification
(`modified_since` …): it gives the whole list. Lists are cut into pages from the oldest, so that a new meeting changes
the last page only. People, papers and files are not published this way: their lists are there, and empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.catalog.addresses import Addresses
from gongkai.catalog.public import Entry, PublicCatalog
from gongkai.model.unit import Unit

Json = dict[str, object]
File = tuple[str, bytes]

PAGE_LENGTH = 100
_SCHEMA = "https://schema.oparl.org/1.1/"
_EMPTY_LISTS = {
    "person": "people",
    "paper": "papers",
    "consultation": "consultations",
    "file": "files",
    "legislativeTermList": "legislative-terms",
    "membership": "memberships",
}
"""Property of the body, and name of the list."""


def system_files(catalog: PublicCatalog, addresses: Addresses, units: Sequence[Unit]) -> Iterator[File]:
    """The entry point, the body, its organizations (`units`: those that meet), and the lists that are empty."""
    config, issued = catalog.config, f"{catalog.standard.version.issued}T00:00:00+08:00"
    system: Json = {
        "id": _address(addresses, "system.json"),
        "type": f"{_SCHEMA}System",
        "oparlVersion": _SCHEMA,
        "body": _address(addresses, "bodies.json"),
        "name": config.name,
        "contactName": config.organizer.name,
        **({"contactEmail": config.organizer.email} if config.organizer.email else {}),
        "website": addresses.full(addresses.to("")),
        "created": issued,
        "modified": issued,
    }
    body: Json = {
        "id": _address(addresses, "body.json"),
        "type": f"{_SCHEMA}Body",
        "system": system["id"],
        "name": config.name,
        "shortName": config.region,
        "website": system["website"],
        "organization": _address(addresses, "organizations.json"),
        "meeting": _address(addresses, "meetings.json"),
        "agendaItem": _address(addresses, "agenda-items.json"),
        "locationList": _address(addresses, "locations.json"),
        **{key: _address(addresses, f"{name}.json") for key, name in _EMPTY_LISTS.items()},
        "legislativeTerm": [],
        "created": issued,
        "modified": issued,
    }
    organizations = [_organization(addresses, unit, issued) for unit in units]
    yield _file("system.json", system)
    yield _file("body.json", body)
    yield _file("bodies.json", _list([body], "bodies", 1, 1, addresses))
    yield _file("organizations.json", _list(organizations, "organizations", 1, 1, addresses))
    for unit, organization in zip(units, organizations, strict=True):
        yield _file(f"organizations/{unit.id}.json", organization)
    for name in _EMPTY_LISTS.values():
        yield _file(f"{name}.json", _list([], name, 1, 1, addresses))


def _organization(addresses: Addresses, unit: Unit, issued: str) -> Json:
    return {
        "id": _address(addresses, f"organizations/{unit.id}.json"),
        "type": f"{_SCHEMA}Organization",
        "body": _address(addresses, "body.json"),
        "name": unit.name,
        "shortName": unit.fields.short_name,
        "organizationType": "Verwaltungsbereich",
        "classification": unit.fields.unit_type,
        "meeting": _address(addresses, f"organizations/{unit.id}/meetings.json"),
        "website": addresses.full(addresses.unit(unit.id)),
        "created": issued,
        "modified": issued,
    }


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Some meetings, oldest first, that stand on one page of a list; pages count from 1."""

    number: int
    total: int
    entries: Sequence[Entry]


def pages_of(entries: Sequence[Entry]) -> tuple[MeetingPage, ...]:
    """All meetings in pages; where there are none, one page that is empty."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    ordered.sort(key=lambda entry: entry.published)
    chunks = [ordered[i : i + PAGE_LENGTH] for i in range(0, len(ordered), PAGE_LENGTH)] or [[]]
    return tuple(MeetingPage(number, len(chunks), chunk) for number, chunk in enumerate(chunks, 1))


def list_files(addresses: Addresses, page: MeetingPage) -> Iterator[File]:
    """A page of the lists of meetings, of their topics and of their places."""
    meetings = [_meeting(addresses, entry) for entry in page.entries]
    lists: dict[str, list[Json]] = {
        "meetings": meetings,
        "agenda-items": [item for entry in page.entries for item in _agenda(addresses, entry)],
        "locations": [place for entry in page.entries if (place := _location(addresses, entry))],
    }
    for name, found in lists.items():
        path = _page_name(name, page.number)
        yield _file(path, _list(found, name, page.number, page.total, addresses))


def unit_files(addresses: Addresses, unit: str, page: MeetingPage) -> Iterator[File]:
    """A page of the list of a unit's meetings."""
    name = f"organizations/{unit}/meetings"
    found = [_meeting(addresses, entry) for entry in page.entries]
    yield _file(_page_name(name, page.number), _list(found, name, page.number, page.total, addresses))


def meeting_files(addresses: Addresses, entry: Entry) -> Iterator[File]:
    """A meeting, its topics and its place, each under the address that is its id."""
    folder = addresses.output_path(addresses.record(entry.id)).removesuffix("index.html")
    yield f"{folder}oparl.json", _encode(_meeting(addresses, entry))
    for i, item in enumerate(_agenda(addresses, entry), 1):
        yield f"{folder}oparl/{i}.json", _encode(item)
    if place := _location(addresses, entry):
        yield f"{folder}oparl/location.json", _encode(place)


def meeting_address(addresses: Addresses, entry: Entry) -> str:
    """Root-relative."""
    return f"{addresses.record(entry.id)}oparl.json"


def _meeting(addresses: Addresses, entry: Entry) -> Json:
    meeting = entry.meeting
    assert meeting
    place = _location(addresses, entry)
    return {
        "id": addresses.full(meeting_address(addresses, entry)),
        "type": f"{_SCHEMA}Meeting",
        "name": entry.title,
        **({"cancelled": True} if meeting.is_cancelled else {}),
        "start": _moment(meeting.held_at),
        **({"end": _moment(meeting.ended_at)} if meeting.ended_at else {}),
        **({"location": place} if place else {}),
        "organization": [_address(addresses, f"organizations/{entry.unit}.json")],
        "agendaItem": [_inner(item) for item in _agenda(addresses, entry)],
        "keyword": [meeting.type],
        "web": addresses.full(addresses.record(entry.id)),
        "created": _moment(entry.published),
        "modified": _moment(entry.modified),
    }


def _inner(item: Json) -> Json:
    """A topic within its meeting does not name it again."""
    return {key: value for key, value in item.items() if key != "meeting"}


def _agenda(addresses: Addresses, entry: Entry) -> list[Json]:
    """The address of a topic is its place among those shown: it tells nothing of others."""
    assert entry.meeting
    folder = addresses.full(addresses.record(entry.id))
    return [
        {
            "id": f"{folder}oparl/{order}.json",
            "type": f"{_SCHEMA}AgendaItem",
            "meeting": f"{folder}oparl.json",
            **({"number": number} if number else {}),
            "order": order,
            "name": title,
            "public": True,
            **({"result": result} if result else {}),
            "web": folder,
            "created": _moment(entry.published),
            "modified": _moment(entry.modified),
        }
        for order, (number, title, result) in enumerate(entry.meeting.agenda, 1)
    ]


def _location(addresses: Addresses, entry: Entry) -> Json | None:
    assert entry.meeting
    if not entry.meeting.place:
        return None
    return {
        "id": f"{addresses.full(addresses.record(entry.id))}oparl/location.json",
        "type": f"{_SCHEMA}Location",
        "description": entry.meeting.place,
        "created": _moment(entry.published),
        "modified": _moment(entry.modified),
    }


def _list(data: list[Json], name: str, number: int, total: int, addresses: Addresses) -> Json:
    """A page of an external list; it says nothing that a page after the next would change."""
    links = {"first": _page_name(name, 1), "self": _page_name(name, number)}
    if number > 1:
        links["prev"] = _page_name(name, number - 1)
    if number < total:
        links["next"] = _page_name(name, number + 1)
    return {
        "data": data,
        "pagination": {"currentPage": number},
        "links": {key: _address(addresses, path) for key, path in links.items()},
    }


def _page_name(name: str, number: int) -> str:
    return f"{name}.json" if number == 1 else f"{name}-{number}.json"


def _address(addresses: Addresses, name: str) -> str:
    return addresses.full(addresses.to(f"oparl/{name}"))


def _moment(moment: str) -> str:
    """RFC 3339 wants seconds."""
    return f"{moment[:16]}:00{moment[16:]}"


def _file(name: str, data: Json) -> File:
    return f"oparl/{name}", _encode(data)


def _encode(data: Json) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode() + b"\n"
