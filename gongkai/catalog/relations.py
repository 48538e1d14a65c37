"""Relations between records, typed, the same wherever they were declared; and what they do to the validity of documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from gongkai.model.header import Header
from gongkai.model.relations import INVERSES, LOOSE, RELATIONS, kind_of


class Edge(NamedTuple):
    """A relation from `source` to `target`: `source` replaces `target`, was decided at `target` …

    `via` is the record that declares it, one of the two or a third, and `loc` the place of its field.
    """

    name: str
    source: str
    target: str
    via: str
    loc: str

    @property
    def group(self) -> str:
        """The matter on an agenda or list that declares it, `agenda.3`; "" where an end does."""
        return ".".join(self.loc.split(".")[:2]) if self.loc.startswith(_GROUPS) else ""

    def other(self, end: str) -> str:
        return self.target if self.source == end else self.source


_GROUPS = ("agenda.", "entries.", "cleanup.")
_MATTERS = ("agenda.", "entries.")


def edges_of(header: Header) -> Iterator[Edge]:
    """The relations that one record declares. What stands in one matter of an agenda or list is bound to one another."""
    matters: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for loc, target in header.relations:
        name = loc.partition(".")[0]
        if name in RELATIONS:
            yield Edge(name, header.id, target, header.id, loc)
        elif name in INVERSES:
            yield Edge(INVERSES[name].name, target, header.id, header.id, loc)
        elif name == "cleanup":
            yield Edge("cleaned_in", target, header.id, header.id, loc)
        elif loc.startswith(_MATTERS):
            _, number, role, *_ = loc.split(".")
            matter = matters.setdefault(f"{name}.{number}", {})
            matter.setdefault(role.removesuffix("s"), []).append((target, loc))
        else:
            yield Edge("involves", header.id, target, header.id, loc)
    for group, roles in matters.items():
        bind_matter = _of_agenda if group.startswith("agenda.") else _of_list
        yield from bind_matter(header.id, roles)


Roles = Mapping[str, Sequence[tuple[str, str]]]


def _of_agenda(meeting: str, roles: Roles) -> Iterator[Edge]:
    documents = roles.get("document", ())
    for document, loc in documents:
        yield Edge("decided_at", document, meeting, meeting, loc)
    for consultation, loc in roles.get("consultation", ()):
        yield Edge("heard_before", meeting, consultation, meeting, loc)
        for document, _ in documents:
            if kind_of(document) == "documents":
                yield Edge("consulted_in", document, consultation, meeting, loc)
    for role, named in roles.items():
        if role not in ("document", "consultation"):
            for target, loc in named:
                yield Edge("involves", meeting, target, meeting, loc)


def _of_list(listing: str, roles: Roles) -> Iterator[Edge]:
    documents = roles.get("document", ())
    meetings, consultations = roles.get("meeting", ()), roles.get("consultation", ())
    for named in roles.values():
        for target, loc in named:
            yield Edge("listed_in", target, listing, listing, loc)
    for document, _ in documents:
        for name, ends in (("decided_at", meetings), ("consulted_in", consultations)):
            for target, loc in ends:
                yield Edge(name, document, target, listing, loc)
    for interpretation, loc in roles.get("interpretation", ()):
        for target, _ in documents or consultations:
            yield Edge("interprets", interpretation, target, listing, loc)
    if not documents:
        for consultation, _ in consultations:
            for meeting, loc in meetings:
                yield Edge("heard_before", meeting, consultation, listing, loc)


Edges = Mapping[str, Sequence[Edge]]
"""The relations of each record, whoever declares them."""


def index_edges(headers: Iterable[Header]) -> dict[str, list[Edge]]:
    found: dict[str, list[Edge]] = defaultdict(list)
    for header in headers:
        if header.relations:
            for edge in edges_of(header):
                if edge.source != edge.target:
                    found[edge.source].append(edge)
                    found[edge.target].append(edge)
    return dict(found)


def by_partition(records: Iterable[str]) -> list[str]:
    """The ids in the order of their partitions: the headers of a very large site are not all at hand."""
    return sorted(records, key=lambda record: (record.split("/")[2::-2], record))


def with_headers(
    edges: Edges, known: Iterable[Header], others: Iterable[Header]
) -> dict[str, Sequence[Edge]]:
    """The relations with headers in place of those that are `known`."""
    gone = {header.id: header for header in known}
    come = index_edges(others)
    touched = {end for header in gone.values() for edge in edges_of(header) for end in edge[1:3]}
    found = dict(edges)
    for end in touched | come.keys():
        kept = [edge for edge in edges.get(end, ()) if edge.via not in gone]
        found[end] = [*kept, *come.get(end, ())]
    return found


class Dated(Protocol):
    @property
    def published(self) -> str: ...


def relations_of(edges: Edges, public: Mapping[str, Dated], record_id: str) -> dict[str, list[str]]:
    """The relations of one record by heading, newest first. What is not public has none, and none leads to it."""
    names: dict[tuple[int, bool], dict[str, None]] = {}
    for edge in edges.get(record_id, ()) if record_id in public else ():
        if edge.source in public and edge.target in public and edge.via in public:
            is_here = edge.source == record_id
            end = edge.target if is_here else edge.source
            names.setdefault((_ORDER[edge.name], is_here), {})[end] = None
    return _titles(names, public)


def _titles(
    names: Mapping[tuple[int, bool], Mapping[str, None]], public: Mapping[str, Dated]
) -> dict[str, list[str]]:
    """A record that stands under a relation with a meaning is not told again under one without."""
    named = {i for (order, _), ids in names.items() if order not in _LOOSE for i in ids}
    titles: dict[str, dict[str, None]] = {}
    for (order, is_here), ids in sorted(names.items(), key=lambda pair: (pair[0][0], not pair[0][1])):
        relation = _BY_ORDER[order]
        kept = {i: None for i in ids if order not in _LOOSE or i not in named}
        if kept:
            titles.setdefault(relation.here if is_here else relation.there, {}).update(kept)
    return {
        title: sorted(ids, key=lambda i: (public[i].published, i), reverse=True)
        for title, ids in titles.items()
    }


_BY_ORDER = tuple(RELATIONS.values())
_ORDER = {relation.name: i for i, relation in enumerate(_BY_ORDER)}
_LOOSE = {_ORDER[name] for name in LOOSE}


class Ending(NamedTuple):
    """What another record does to a document: `validity` from `day` on."""

    validity: str
    day: str
    edge: Edge


_ENDS = {"replaces": "废止", "amends": "已修改"}


def changes_of(edge: Edge) -> str:
    """The document whose validity a relation changes, or ""."""
    if edge.name in _ENDS:
        return edge.target
    return edge.source if edge.name == "cleaned_in" else ""


def paced_of(edge: Edge) -> str:
    """The record whose clocks a relation stops: the document or meeting that is interpreted, the meeting of news."""
    if edge.name == "interprets":
        return edge.target
    return edge.via if edge.loc == "news" else ""


def endings_of(record_id: str, edges: Iterable[Edge], headers: Mapping[str, Header]) -> Iterator[Ending]:
    """What the records bound to a document say of its validity."""
    for edge in edges:
        if changes_of(edge) != record_id:
            continue
        by = headers[edge.other(record_id)]
        if edge.name == "cleaned_in":
            result = by.milestone(f"{edge.group}.result")
            if result in ("废止", "失效", "已修改"):
                yield Ending(result, by.milestone(f"{edge.group}.on") or by.published[:10], edge)
        else:
            yield Ending(_ENDS[edge.name], force_day(by), edge)


def force_day(header: Header) -> str:
    """The day from which a document works."""
    return header.effective or header.issued or header.published[:10]


def validity_with(header: Header, own: str, endings: Iterable[Ending], today: str) -> tuple[str, str]:
    """The validity of a document on a day and since when, given its `own` and what others do to it.

    Who is out of force stays so; of several ends the first counts. 已修改 says less than any other word.
    """
    past = sorted((e for e in endings if e.day <= today), key=lambda ending: ending.day)
    ended = next((e for e in past if e.validity in ("废止", "失效")), None)
    since = {"废止": header.abolished, "失效": header.expires}.get(own, "")
    if own in ("废止", "失效"):
        is_sooner = ended and ended.day <= since if since else False
        if ended and (is_sooner or (own == "废止" and not since)):
            return ended.validity, ended.day
        return own, since
    if ended:
        return ended.validity, ended.day
    if past and own in ("", "有效"):
        return past[-1].validity, past[-1].day
    return own, since
