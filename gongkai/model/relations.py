"""The relations between records, by name: which kinds they bind, and what each end calls the other.

A relation is declared once, in a field of either end, or by a meeting or a decision list that names both. It is the same
relation wherever it was declared: pages, life lines and checks see no difference.
"""

from __future__ import annotations

from dataclasses import dataclass

ANY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Relation:
    """`here` is the heading on the near end, over the far ones; `there` that on the far end.

    `targets` are the kinds that the far end may be, none where it may be any; `inverse` is the field of the far end in
    which the relation can be declared too.
    """

    name: str
    here: str
    there: str
    targets: frozenset[str] = ANY
    inverse: str = ""
    sources: frozenset[str] = ANY
    """The kinds that `inverse` may name."""


_POLICIES = frozenset(
    [
        "documents",
        "consultations",
        "meetings",
        "decisions",
        "notices",
        "lists",
        "projects",
        "statistics",
        "reports",
    ]
)
_DOCUMENTS = frozenset(["documents"])
_RULES = frozenset(["documents", "lists"])
_MEETINGS = frozenset(["meetings"])
_CONSULTATIONS = frozenset(["consultations"])
_INTERPRETATIONS = frozenset(["interpretations"])

_ALL = (
    Relation("interprets", "解读的文件", "相关解读", _POLICIES, "interpreted_by", _INTERPRETATIONS),
    Relation("consulted_in", "征求意见", "据此形成的文件", _CONSULTATIONS, "resulted_in", _POLICIES),
    Relation("decided_at", "审议会议", "会议审议的事项", _MEETINGS),
    Relation("replaces", "替代的文件", "已被以下文件替代", _RULES, "replaced_by", _RULES),
    Relation("amends", "修改的文件", "已被以下文件修改", _RULES, "amended_by", _RULES),
    Relation(
        "evaluates",
        "评估的文件",
        "实施评估",
        frozenset(["documents", "decisions", "projects"]),
        "evaluated_in",
    ),
    Relation(
        "implements", "落实的政策", "落实情况", frozenset(["documents", "decisions", "meetings", "lists"])
    ),
    Relation("related", "相关信息", "相关信息"),
    Relation("heard_before", "会前征求意见", "审议会议", _CONSULTATIONS),
    Relation("listed_in", "所在决策目录", "目录中的记录", frozenset(["decisions"])),
    Relation("cleaned_in", "清理结果", "清理的文件", frozenset(["lists"])),
    Relation("involves", "涉及的记录", "提到本信息的记录"),
)
RELATIONS: dict[str, Relation] = {relation.name: relation for relation in _ALL}
"""In the order of their headings on a page. The last five are declared by other records or by fields of no relation."""

INVERSES: dict[str, Relation] = {relation.inverse: relation for relation in _ALL if relation.inverse}
INVERSES["interpretations"] = RELATIONS["interprets"]  # of a meeting

LOOSE = frozenset(["related", "involves"])
"""Relations without a meaning of their own."""

ENDS: dict[str, frozenset[str]] = {
    **{relation.name: relation.targets for relation in _ALL if relation.targets},
    **{relation.inverse: relation.sources for relation in _ALL if relation.inverse and relation.sources},
    "interpretations": _INTERPRETATIONS,
    "agenda.consultation": _CONSULTATIONS,
    "agenda.documents": _POLICIES,
    "entries.consultation": _CONSULTATIONS,
    "entries.meeting": _MEETINGS,
    "entries.document": _DOCUMENTS,
    "entries.interpretation": _INTERPRETATIONS,
    "cleanup.document": _DOCUMENTS,
}
"""The kinds that a field may name, by the field's name; a field that is not here may name any."""


def field_of(loc: str) -> str:
    """The name of a field by its place: `agenda.3.documents.0` -> `agenda.documents`."""
    return ".".join(part for part in loc.split(".") if not part.isdigit())


def path_of(loc: str) -> tuple[str | int, ...]:
    """`agenda.3.documents.0` -> ("agenda", 3, "documents", 0)"""
    return tuple(int(part) if part.isdigit() else part for part in loc.split("."))


def kind_of(record_id: str) -> str:
    """The kind that an id tells: `mzj/documents/2026/a` -> `documents`."""
    return record_id.split("/", 2)[1] if "/" in record_id else ""
