"""R: the two ends of a relation agree: the kind of the far end, the order of the days, what both sides say.

Told of headers, all together: wherever a relation is declared, and whichever end changed, both files are named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from gongkai.catalog.index import Catalog
from gongkai.catalog.relations import Edge, Edges, by_partition, endings_of
from gongkai.content.schema import FieldShape, Path, shape_of
from gongkai.findings import Finding, Location
from gongkai.model.header import Header
from gongkai.model.kinds import FOLDERS, KINDS
from gongkai.model.relations import ENDS, field_of, kind_of, path_of

_OWN = {"consulted_in": "consulted_in", "decided_at": "decided_at", "interprets": "interprets"}
"""Relations of which the near end, where it names any, names all."""


def check_relations(catalog: Catalog, edges: Edges) -> Iterator[Finding]:
    """All relations between records that are there; drafts may still be wrong."""
    headers = _Issued(catalog.headers)
    for name in by_partition(edges):
        if header := headers.get(name):
            yield from _check_kinds(headers, header)
            own = [edge for edge in edges[name] if edge.source in headers and edge.target in headers]
            yield from _check_days(headers, header, own)
            yield from _check_both_sides(headers, header, own)
            yield from _check_agenda(headers, header, own, edges)
            yield from _check_end(headers, header, own)
            yield from _check_cleanup(headers, header, own)
    yield from _check_circles(headers, edges)


class _Issued(Mapping[str, Header]):
    """The headers of all but drafts; they are asked for one by one, and not held together."""

    def __init__(self, headers: Mapping[str, Header]) -> None:
        self._headers = headers

    def __getitem__(self, record: str) -> Header:
        found = self._headers[record]
        if found.status != "发布":
            raise KeyError(record)
        return found

    def __iter__(self) -> Iterator[str]:
        return (name for name, header in self._headers.items() if header.status == "发布")

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _finding(code: str, header: Header, loc: str, other: Location | None, **words: str) -> Finding:
    path = path_of(loc)
    shape = _shape(header, path)
    words = {"label": shape.label, "key": shape.key, **words}
    return Finding(code, Location(header.path, field=path), words, other)


def _shape(header: Header, path: Path) -> FieldShape:
    model = FOLDERS[header.kind].fields
    *before, last = [str(part) for part in path if isinstance(part, str)]
    for key in before:
        nested = shape_of(model)[key].nested
        assert nested
        model = nested  # type: ignore[assignment]
    return shape_of(model)[last]


def _check_kinds(headers: Mapping[str, Header], header: Header) -> Iterator[Finding]:
    for loc, target in header.relations:
        kinds = ENDS.get(field_of(loc))
        if kinds and target in headers and kind_of(target) not in kinds:
            known = [kind for kind in KINDS.values() if kind.id in kinds]
            found = FOLDERS[kind_of(target)]
            yield _finding(
                "R111",
                header,
                loc,
                Location(headers[target].path),
                value=target,
                name=found.name,
                name_en=found.english,
                known="、".join(kind.name for kind in known),
                known_en=", ".join(kind.english for kind in known),
            )


def _check_days(headers: Mapping[str, Header], header: Header, edges: Iterable[Edge]) -> Iterator[Finding]:
    """What a document was made from comes before it, what speaks of it after it."""
    for edge in edges:
        if edge.source != header.id:
            continue
        other = headers[edge.target]
        early, late = _days(edge.name, header, other)
        if early and late and late[1] < early[1]:
            declaring = headers[edge.via]
            far = other if edge.via != other.id else header
            fields = {early[2]: early[3], late[2]: late[3]}
            yield _finding(
                "R112",
                declaring,
                edge.loc,
                Location(far.path, field=(fields[far.id],)),
                early=f"{early[0]} {early[1]}",
                late=f"{late[0]} {late[1]}",
                early_en=f"{early[3]} of {early[2]} {early[1]}",
                late_en=f"{late[3]} of {late[2]} {late[1]}",
            )


_Day = tuple[str, str, str, str]
"""What happened, the day, the record, its field."""


def _days(name: str, source: Header, target: Header) -> tuple[_Day | None, _Day | None]:
    """What must come first, and what after it."""
    match name:
        case "consulted_in" if source.kind == "documents" and target.consultation:
            return ("征求意见开始于", target.consultation[0], target.id, "start"), _issued(source)
        case "decided_at" if source.kind == "documents":
            return ("会议召开于", target.milestone("held"), target.id, "held_at"), _issued(source)
        case "interprets" if target.kind == "documents":
            return _published(target, "文件公布于"), _published(source, "解读公布于")
        case "replaces" | "amends":
            return _issued(target, "旧文件成文于"), _issued(source, "新文件成文于")
        case "evaluates" if target.kind == "documents":
            return _issued(target), _published(source, "评估公布于")
    return None, None


def _published(header: Header, words: str) -> _Day:
    return words, header.published[:10], header.id, "published"


def _issued(header: Header, words: str = "文件成文于") -> _Day:
    if header.issued:
        return words, header.issued, header.id, "issued"
    return words, header.published[:10], header.id, "published"


def _check_both_sides(
    headers: Mapping[str, Header], header: Header, edges: Iterable[Edge]
) -> Iterator[Finding]:
    """Where the near end names the far ones itself, nobody says that there are others."""
    own: dict[str, dict[str, str]] = defaultdict(dict)
    some = [edge for edge in edges if edge.name in _OWN and edge.source == header.id]
    for edge in some:
        if edge.via == header.id:
            own[edge.name].setdefault(edge.target, edge.loc)
    for edge in some:
        named = own.get(edge.name)
        if named and edge.target not in named:
            place = Location(headers[edge.via].path, field=path_of(edge.loc))
            yield _finding("R113", header, next(iter(named.values())), place, value=edge.target)


def _check_agenda(
    headers: Mapping[str, Header], header: Header, edges: Iterable[Edge], all_edges: Edges
) -> Iterator[Finding]:
    """A document was decided at a meeting of which every matter names other documents."""
    for edge in edges:
        if edge.name != "decided_at" or edge.via != header.id or header.kind != "documents":
            continue
        meeting = headers[edge.target]
        named = [e for e in all_edges[edge.target] if e.name == "decided_at" and e.via == meeting.id]
        if named and not meeting.milestone("open") and all(e.source != header.id for e in named):
            place = Location(meeting.path, field=path_of(named[0].loc))
            yield _finding("R114", header, edge.loc, place, value=edge.target)


def _check_end(headers: Mapping[str, Header], header: Header, edges: Iterable[Edge]) -> Iterator[Finding]:
    """The day on which a document says that it was repealed is that of the record which repealed it."""
    if header.abolished:
        days = [e for e in endings_of(header.id, edges, headers) if e.validity == "废止"]
        if days and all(ending.day != header.abolished for ending in days):
            other = headers[days[0].edge.other(header.id)]
            field = "effective" if other.effective else "issued" if other.issued else "published"
            place = Location(other.path, field=(field,) if other.kind == "documents" else ())
            words = {"day": header.abolished, "end": days[0].day}
            yield _finding("R116", header, "abolished", place, **words)


def _check_cleanup(headers: Mapping[str, Header], header: Header, edges: Iterable[Edge]) -> Iterator[Finding]:
    """What a clean-up kept was in force on its day."""
    for edge in edges:
        listing = headers[edge.target]
        if edge.name != "cleaned_in" or edge.source != header.id:
            continue
        is_kept = listing.milestone(f"{edge.group}.result") in ("继续有效", "拟修改", "已修改")
        day = listing.milestone(f"{edge.group}.on") or listing.published[:10]
        end = header.abolished or header.expires
        if is_kept and end and end < day:
            place = Location(header.path, field=("abolished" if header.abolished else "expires",))
            yield _finding("R117", listing, f"{edge.group}.result", place, day=end, value=header.title)


def _check_circles(headers: Mapping[str, Header], edges: Edges) -> Iterator[Finding]:
    """No document replaces, through others, what replaces it. Each circle is told once, at its smallest id."""
    newer: dict[str, list[Edge]] = defaultdict(list)
    for name, some in edges.items():
        newer[name] = [e for e in some if e.name in ("replaces", "amends") and e.source == name]
    for start in sorted(name for name in newer if newer[name]):
        circle = _circle(newer, start)
        if circle and start == min(edge.source for edge in circle) and start in headers:
            first, last = circle[0], circle[-1]
            place = Location(headers[last.via].path, field=path_of(last.loc))
            value = " → ".join([*(edge.source for edge in circle), start])
            yield _finding("R115", headers[first.via], first.loc, place, value=value)


def _circle(newer: Mapping[str, list[Edge]], start: str) -> list[Edge]:
    """A way back to the start, the shortest; nothing where there is none."""
    ways: list[list[Edge]] = [[edge] for edge in newer[start]]
    seen: set[str] = set()
    for way in ways:
        end = way[-1].target
        if end == start:
            return way
        if end not in seen:
            seen.add(end)
            ways += [[*way, edge] for edge in newer.get(end, ())]
    return []
