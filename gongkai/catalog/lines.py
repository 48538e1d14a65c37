"""The life of a policy as one line: from its draft to what replaced it (国令第713号; 条例 art. 20).

A line is put together from everything bound to a document, by itself, by the agenda of a meeting or by a list of
decisions. It tells what is known and what a list of decisions says is still to come; nothing else is guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from gongkai.catalog.relations import Edge, Edges, changes_of, endings_of, paced_of
from gongkai.model.header import Header
from gongkai.model.relations import kind_of

CONSULTED, HEARD, LEGAL, DECIDED, ISSUED = "征求意见", "听证", "合法性审查", "会议审议", "印发"
INTERPRETED = "解读"
_UNDECIDED = frozenset(["听取汇报", "传达学习", "安排部署", "暂缓"])
_STATES = ("未启动", "起草中", "征求意见", "合法性审查", "集体讨论", "已公布")
_TO_COME = {CONSULTED: "征求意见", LEGAL: "合法性审查", DECIDED: "集体讨论", ISSUED: "已公布"}
"""Steps that every listed decision takes, and the state of the list in which it is at the step."""


class Step(Struct, frozen=True, array_like=True, gc=False):
    """`day` and `last` are ISO days or ""; `records` are the ids of those that tell of the step."""

    name: str
    day: str = ""
    last: str = ""
    records: tuple[str, ...] = ()
    note: str = ""
    is_done: bool = True


class Line(Struct, frozen=True, array_like=True, gc=False):
    """`subject` is the document, or the consultation on what is no document yet."""

    subject: str
    steps: tuple[Step, ...]

    @property
    def records(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(i for step in self.steps for i in step.records))


class Lines:
    """Puts lines together. `known` are the records that may be told of: the public ones."""

    def __init__(
        self, edges: Edges, headers: Mapping[str, Header], known: Collection[str], today: str
    ) -> None:
        self._edges, self._headers, self._known, self._today = edges, headers, known, today

    def of(self, record_id: str) -> tuple[Line, ...]:
        """The lines on which a record stands; its own alone where it is a document.

        A line that no other record tells of says no more than the head table.
        """
        if record_id not in self._edges:
            return ()
        lines = (self._line(subject) for subject in self._subjects(record_id))
        return tuple(line for line in lines if len({line.subject, *line.records}) > 1)

    def _bound(self, record_id: str) -> Iterator[Edge]:
        for edge in self._edges.get(record_id, ()):
            if edge.other(record_id) in self._known and edge.via in self._known:
                yield edge

    def _subjects(self, record_id: str) -> tuple[str, ...]:
        if kind_of(record_id) == "documents":
            return (record_id,)
        found: dict[str, None] = {}
        ends = [edge.other(record_id) for edge in self._bound(record_id) if edge.name in _TELLING]
        if kind_of(record_id) == "consultations":
            ends = [end for end in ends if kind_of(end) == "documents"] or [record_id]
        for end in ends if kind_of(record_id) in _TOLD else ():
            if kind_of(end) == "documents":
                found[end] = None
            elif kind_of(end) == "consultations":
                found |= dict.fromkeys([end] if end == record_id else self._subjects(end))
        return tuple(sorted(found, key=lambda i: (self._headers[i].published, i)))

    def _line(self, subject: str) -> Line:
        bound = list(self._bound(subject))
        if kind_of(subject) == "consultations":
            consultations = [subject]
        else:
            consultations = list(dict.fromkeys(e.target for e in bound if e.name == "consulted_in"))
        matters = [*bound, *(edge for i in consultations if i != subject for edge in self._alone(i))]
        steps = [
            *self._listed(matters),
            *self._consulted(consultations),
            *self._legal(matters),
            *self._decided(matters, subject),
        ]
        if kind_of(subject) == "documents":
            issued, *after = (*self._issued(subject), *self._after(subject, bound))
            steps += [issued, *sorted(after, key=lambda step: (not step.is_done, step.day))]
        return Line(subject, (*steps, *self._to_come(matters, steps)))

    def _alone(self, consultation: str) -> Iterator[Edge]:
        """What is said of a consultation in a matter that names no document."""
        for edge in self._bound(consultation):
            if edge.name in ("heard_before", "listed_in"):
                others = self._edges.get(edge.via, ())
                if not any(e.group == edge.group and kind_of(e.source) == "documents" for e in others):
                    yield edge

    def _listed(self, matters: Iterable[Edge]) -> Iterator[Step]:
        lists = [edge for edge in matters if edge.name == "listed_in"]
        for edge in lists[:1]:
            header = self._headers[edge.target]
            yield Step("列入决策目录", header.published[:10], records=(edge.target,), note=self._state(edge))

    def _state(self, edge: Edge) -> str:
        state = self._headers[edge.via].milestone(f"{edge.group}.state")
        return "" if state == "已公布" else f"进展：{state}" if state else ""

    def _consulted(self, consultations: Iterable[str]) -> Iterator[Step]:
        for i in sorted(consultations, key=lambda i: self._headers[i].published):
            header = self._headers[i]
            start, end, feedback = header.consultation[:3] if header.consultation else ("", "", "")
            note = f"{feedback} 公布采纳情况" if feedback and feedback <= self._today else ""
            is_over = end < self._today
            if start <= self._today and not is_over:
                note = "正在征集"
            yield Step(CONSULTED, start, end, (i,), note, is_over)
            if hearing := header.milestone("hearing"):
                yield Step(HEARD, hearing, records=(i,), is_done=hearing <= self._today)

    def _legal(self, matters: Iterable[Edge]) -> Iterator[Step]:
        for edge in matters:
            if edge.name in ("decided_at", "heard_before") and edge.group.startswith("agenda."):
                found = self._headers[edge.via].milestone(f"{edge.group}.legality")
                if found and found != "不涉及":
                    yield Step(LEGAL, note=found)
                    return

    def _decided(self, matters: Iterable[Edge], subject: str) -> Iterator[Step]:
        results: dict[str, str] = {}
        for edge in matters:
            if edge.name in ("decided_at", "heard_before"):
                meeting = edge.source if edge.name == "heard_before" else edge.target
                if meeting == subject:
                    continue
                result = self._headers[edge.via].milestone(f"{edge.group}.decision") if edge.group else ""
                results[meeting] = results.get(meeting) or result
        for meeting in sorted(results, key=lambda i: self._held(i)):
            held = self._held(meeting)
            name = "会议研究" if results[meeting] in _UNDECIDED else DECIDED
            yield Step(name, held, records=(meeting,), note=results[meeting], is_done=held <= self._today)

    def _held(self, meeting: str) -> str:
        return self._headers[meeting].milestone("held") or self._headers[meeting].published[:10]

    def _issued(self, subject: str) -> Iterator[Step]:
        header = self._headers[subject]
        day = header.issued or header.published[:10]
        yield Step(ISSUED, day, records=(subject,), is_done=day <= self._today)
        if header.effective and header.effective != day:
            yield Step("施行", header.effective, is_done=header.effective <= self._today)

    def _after(self, subject: str, bound: Iterable[Edge]) -> Iterator[Step]:
        """What came, or will come, of a document once it was out."""
        header = self._headers[subject]
        bound = list(bound)
        for name, title in (("interprets", INTERPRETED), ("evaluates", "评估")):
            days: dict[str, list[str]] = {}
            for i in dict.fromkeys(e.source for e in bound if (e.name, e.target) == (name, subject)):
                days.setdefault(self._headers[i].published[:10], []).append(i)
            for day, ids in days.items():
                yield Step(title, day, records=tuple(ids), is_done=day <= self._today)
        ended: dict[tuple[str, str], list[str]] = {}
        for ending in endings_of(subject, bound, self._headers):
            by = ending.edge.other(subject)
            title = {"replaces": "替代", "amends": "修改"}.get(ending.edge.name, ending.validity)
            ended.setdefault((title, ending.day), []).append(by)
        for (title, day), ids in ended.items():
            yield Step(title, day, records=tuple(dict.fromkeys(ids)), is_done=day <= self._today)
        if header.abolished and not any(title in ("替代", "废止") for title, _ in ended):
            yield Step("废止", header.abolished, is_done=header.abolished <= self._today)
        last = min([day for (title, day) in ended if title != "修改"] + [header.abolished or "9999"])
        if header.expires and header.expires < last:
            yield Step("有效期届满", header.expires, is_done=header.expires < self._today)

    def _to_come(self, matters: Iterable[Edge], steps: Iterable[Step]) -> Iterator[Step]:
        """The steps that a list of decisions says are not taken yet."""
        states = [
            self._headers[edge.via].milestone(f"{edge.group}.state")
            for edge in matters
            if edge.name == "listed_in"
        ]
        have = {step.name for step in steps}
        if not states or states[0] not in _STATES or ISSUED in have:
            return
        for name, state in _TO_COME.items():
            if name not in have and _STATES.index(state) > _STATES.index(states[0]):
                yield Step(name, is_done=False)


_TOLD = frozenset(["consultations", "meetings", "interpretations", "notices", "reports", "lists"])
_TELLING = frozenset(["interprets", "consulted_in", "decided_at", "heard_before", "evaluates"])


def concerned(edges: Edges, changed: Iterable[str]) -> set[str]:
    """The records whose lines or relations tell of one of those that changed, be they public or not."""
    subjects, found = set[str](), set[str]()
    for record_id in changed:
        near = {record_id}.union(*(edge[1:4] for edge in edges.get(record_id, ())))
        found |= near
        for one in near:
            if kind_of(one) == "documents":
                subjects.add(one)
            elif kind_of(one) == "consultations":
                subjects |= {one} | {
                    e.other(one) for e in edges.get(one, ()) if kind_of(e.other(one)) == "documents"
                }
    found |= subjects
    for subject in subjects:
        for edge in edges.get(subject, ()):
            found.update(edge[1:4])
            if kind_of(end := edge.other(subject)) == "consultations":
                found.update(*(each[1:4] for each in edges.get(end, ())))
    return found


def revalued(edges: Edges, changed: Iterable[str]) -> set[str]:
    """The records of whose validity or clocks one of those that changed may decide."""
    told = (end for i in changed for edge in edges.get(i, ()) for end in (changes_of(edge), paced_of(edge)))
    return {end for end in told if end}
