"""V: first reviewed, then published (先审后发): all steps, by the right persons, in order, of this very content.

How much is asked for is up to the county (`review.mode` in config.yaml): that the steps are recorded, that they bind to
the content, that reviewers signed. Drafts are free; what was returned is told by D107.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.catalog.scope import Scope
from gongkai.findings import Finding, Location
from gongkai.model.binding import binding, content_digest
from gongkai.model.content import Content
from gongkai.model.kinds import INTERNAL
from gongkai.model.record import Record
from gongkai.model.review import AFTER, AGREED, OWED, SECRECY, STEPS, THREE, Review
from gongkai.signatures import is_signed_by

CODES = ("D107", "V")
"""How the codes begin of what a record lacks until it is reviewed: a preview shows it all the same."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who stands behind a post on a day. `person` is unit and post; `name` and `key` may be ""."""

    person: tuple[str, str]
    name: str
    steps: tuple[str, ...]
    key: str
    in_office: bool

    def is_same(self, other: Signer) -> bool:
        """Whether two posts are held by one person, as far as one can know."""
        same_name = bool(self.name) and (self.person[0], self.name) == (other.person[0], other.name)
        return self.person == other.person or same_name or (bool(self.key) and self.key == other.key)


def signer_of(content: Content, unit: str, by: str, day: date) -> Signer | None:
    """Who signs as `by` in a unit on a day; None where its unit.yaml names nobody so.

    `xzfb/某岗` is a reviewer of another unit, for the steps that both units say.
    """
    entries = [entry for entry in content.units[unit].fields.reviewers if entry.post == by]
    if not entries:
        return None
    entry = next((entry for entry in entries if entry.holds(day)), entries[-1])
    other, _, post = by.partition("/")
    if not post:
        key = " ".join((entry.key or "").split()[:2])
        return Signer((unit, by), entry.name or "", entry.steps, key, entry.holds(day))
    there = signer_of(content, other, post, day) if other in content.units and "/" not in post else None
    if there is None:
        return None
    steps = tuple(step for step in entry.steps if step in there.steps)
    return Signer(there.person, there.name, steps, there.key, there.in_office and entry.holds(day))


def posts_for(content: Content, unit: str, step: str, day: date) -> tuple[str, ...]:
    """The posts that may sign a step in a unit on a day."""
    posts = dict.fromkeys(entry.post for entry in content.units[unit].fields.reviewers)
    signers = ((post, signer_of(content, unit, post, day)) for post in posts)
    return tuple(post for post, signer in signers if signer and signer.in_office and step in signer.steps)


def deciding(reviews: Iterable[Review]) -> dict[str, tuple[int, Review]]:
    """The last entry of each step, with its place: those before it are history."""
    return {review.step: (i, review) for i, review in enumerate(reviews)}


def is_too_late(record: Record, day: date) -> bool:
    """Whether a sign-off of that day comes after publication; of what was modified since nobody can say."""
    published, modified = record.fields.published.date(), record.fields.modified
    return day > published and not (modified and modified.date() > published)


def is_bound(digest: str, review: Review) -> bool:
    """Whether a sign-off is of the content of that digest."""
    return review.digest == binding(digest, review)


def check_review(content: Content, record: Record, scope: Scope) -> Iterator[Finding]:
    """What an office keeps for itself (`INTERNAL`) is never published, and owes nothing.

    Nor does what was taken back: nothing of it is public any more, and taking back must not wait for three persons.
    """
    is_gone = record.fields.withdrawn_on is not None and scope.entry is None
    is_asked = content.config.review.mode != "none" and record.kind not in INTERNAL and not is_gone
    if is_asked and record.fields.status == "发布" and record.unit in content.units:
        yield from review_findings(content, record, [(path, sha) for path, _, sha in scope.files if sha])


def review_findings(content: Content, record: Record, files: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """What a record lacks for being published, a draft too; `files` are path and SHA-256 of what it names."""
    found = deciding(record.fields.reviews)
    mode = content.config.review.mode
    signers = {
        step: signer_of(content, record.unit, review.by, review.date) for step, (_, review) in found.items()
    }
    yield from _missing(content, record, found)
    for i, review in found.values():
        yield from _of_signer(content, record, i, review, signers[review.step])
    yield from _same_person(record, found, signers)
    yield from _out_of_order(record, found)
    if mode != "steps":
        yield from _unbound(record, found, content_digest(record, files))
    if mode == "signed":
        for i, review in found.values():
            yield from _unsigned(record, i, review, signers[review.step])


def _finding(record: Record, code: str, *place: str | int, **words: str) -> Finding:
    return Finding(code, Location(record.path, field=place), {"path": record.path, **words})


def _missing(content: Content, record: Record, found: dict[str, tuple[int, Review]]) -> Iterator[Finding]:
    missing = [step for step in OWED if step not in found]
    for code, steps in (
        ("V101", [step for step in missing if step != SECRECY]),
        ("V102", [step for step in missing if step == SECRECY]),
    ):
        if steps:
            words = {"steps": "、".join(steps), "step": steps[0]}
            words["by"] = _known(content, record, steps[0], record.fields.published.date())
            yield _finding(record, code, "reviews" if found else "title", **words)


def _known(content: Content, record: Record, step: str, day: date) -> str:
    return " 或 ".join(posts_for(content, record.unit, step, day)) or "岗位"


def _of_signer(
    content: Content, record: Record, i: int, review: Review, signer: Signer | None
) -> Iterator[Finding]:
    words = {"value": review.by, "step": review.step, "unit": record.unit}
    if signer is None or not signer.in_office or review.step not in signer.steps:
        words["date"] = f"{review.date}"
        words["by"] = _known(content, record, review.step, review.date)
        code, place = "V104", "step"
        if signer is None:
            code, place = "V103", "by"
        elif not signer.in_office:
            code, place = "V105", "date"
        yield _finding(record, code, "reviews", i, place, **words)
    if review.result == AGREED and is_too_late(record, review.date):
        words["date"] = f"{review.date}"
        words["limit"] = f"{record.fields.published:%Y-%m-%d}"
        yield _finding(record, "V108", "reviews", i, "date", **words)


def _same_person(
    record: Record, found: dict[str, tuple[int, Review]], signers: dict[str, Signer | None]
) -> Iterator[Finding]:
    signed: list[tuple[str, Signer]] = []
    for step in THREE:
        if step not in found:
            continue
        i, review = found[step]
        signer = signers[step] or Signer((record.unit, review.by), "", (), "", in_office=False)
        same = next((other for other, before in signed if signer.is_same(before)), None)
        if same:
            words = {"step": step, "other_step": same, "value": review.by}
            yield _finding(record, "V106", "reviews", i, "by", **words)
        signed.append((step, signer))


def _out_of_order(record: Record, found: dict[str, tuple[int, Review]]) -> Iterator[Finding]:
    for step in STEPS:
        for later in AFTER.get(step, ()):
            if step not in found or later not in found:
                continue
            (i, first), (j, second) = found[step], found[later]
            if (first.date, i) > (second.date, j):
                yield _finding(record, "V107", "reviews", j, "step", step=step, other_step=later)
                return


def _unbound(record: Record, found: dict[str, tuple[int, Review]], digest: str) -> Iterator[Finding]:
    """All steps that bind to nothing are told at once, and all that bind to another content."""
    without = [(i, review.step) for i, review in found.values() if review.digest is None]
    void = [(i, r.step) for i, r in found.values() if r.digest is not None and not is_bound(digest, r)]
    for code, entries in (("V109", without), ("V110", void)):
        if entries:
            i = entries[0][0]
            steps = [step for step in STEPS if step in {step for _, step in entries}]
            place = ("reviews", i, "digest") if code == "V110" else ("reviews", i)
            yield _finding(record, code, *place, steps="、".join(steps), step=steps[0])


def _unsigned(record: Record, i: int, review: Review, signer: Signer | None) -> Iterator[Finding]:
    words = {"value": review.by, "step": review.step, "unit": record.unit}
    if signer is None:
        return
    if not signer.key:
        yield _finding(record, "V113", "reviews", i, "by", **words)
    elif review.signature is None:
        yield _finding(record, "V111", "reviews", i, **words)
    elif not is_signed_by(signer.key, review.signature, (review.digest or "").encode()):
        yield _finding(record, "V112", "reviews", i, "signature", **words)
