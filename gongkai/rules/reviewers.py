"""V2: who may sign: posts are clear, keys are keys and belong to one post, posts of other units are there."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import Finding, Location
from gongkai.model.content import Content
from gongkai.model.review import Reviewer
from gongkai.model.unit import Unit
from gongkai.signatures import is_public_key


def check_reviewers(content: Content) -> Iterator[Finding]:
    settings = content.config.review
    if settings.mode == "none" and not settings.reason:
        yield Finding("V301", Location("config.yaml", field=("review", "mode")))
    keys: dict[str, tuple[str, str]] = {}
    for unit in content.units.values():
        for i, reviewer in enumerate(unit.fields.reviewers):
            yield from _of_post(content, unit, i, reviewer)
            if not reviewer.key:
                continue
            place = Location(unit.path, field=("reviewers", i, "key"))
            if not is_public_key(reviewer.key):
                yield Finding("V203", place, {"value": reviewer.post})
                continue
            person = unit.id, reviewer.post
            holder = keys.setdefault(reviewer.key.split()[1], person)
            if holder != person:
                yield Finding("V204", place, {"value": reviewer.post, "holder": "/".join(holder)})


def _of_post(content: Content, unit: Unit, i: int, reviewer: Reviewer) -> Iterator[Finding]:
    place = Location(unit.path, field=("reviewers", i, "post"))
    if any(_overlap(reviewer, other) for other in unit.fields.reviewers[:i] if other.post == reviewer.post):
        yield Finding("V201", place, {"value": reviewer.post})
    other, _, post = reviewer.post.partition("/")
    if not post:
        return
    there = content.units.get(other)
    steps = (
        {step for each in there.fields.reviewers if each.post == post for step in each.steps}
        if there
        else set()
    )
    if missing := [step for step in reviewer.steps if step not in steps]:
        words = {"value": reviewer.post, "unit": other, "post": post, "steps": "、".join(missing)}
        yield Finding("V202", place, words)


def _overlap(one: Reviewer, other: Reviewer) -> bool:
    """Whether there is a day on which both hold."""
    ends_before = (a.until and b.since and a.until < b.since for a, b in ((one, other), (other, one)))
    return not any(ends_before)
