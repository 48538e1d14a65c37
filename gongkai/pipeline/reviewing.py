"""`review`: write sign-offs into records, and tell where records stand on their way to publication."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.catalog.files import is_publishable
from gongkai.catalog.headers import needs_of
from gongkai.content.load import load_content
from gongkai.content.records import full_digest_of, read_record
from gongkai.content.reviews import with_reviews
from gongkai.content.tree import sort_tree
from gongkai.content.walk import SourceFile, walk
from gongkai.exports.register import Row
from gongkai.findings import Finding, GongkaiError, in_order
from gongkai.model.binding import binding, content_digest
from gongkai.model.content import Content
from gongkai.model.kinds import INTERNAL
from gongkai.model.record import Record
from gongkai.model.review import AFTER, AGREED, BEFORE, FIRST, OWED, RETURNED, THREE, Review
from gongkai.rules.review import (
    deciding,
    is_bound,
    is_too_late,
    posts_for,
    review_findings,
    signer_of,
)

Seal = Callable[[bytes], str]
"""Signs a message."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The content folder as it is read for reviewing: what records share, and the files of those to be published."""

    root: Path
    content: Content
    files: tuple[SourceFile, ...]
    others: frozenset[str]
    """Paths of all other files, from the project folder."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to sign. `key` is the public key that `seal` signs with; both are missing without one."""

    step: str
    by: str
    day: date
    reason: str | None = None
    """Why the record is returned; None where the reviewer agrees."""
    key: str = ""
    seal: Seal | None = None


class RefusedError(Exception):
    """A sign-off that would not count; `zh` and `en` say why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh, self.en = zh, en


@dataclass(frozen=True, slots=True)
class Signed:
    """The new text of a record, and which sign-offs are gone from it: steps, for void or for coming too early."""

    record: Record
    review: Review
    text: str
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a record stands. `waits_for` is the step that is next, "" where all are done."""

    record: Record
    waits_for: str
    returned: str
    """The step that returned it, or ""."""
    findings: tuple[Finding, ...]
    good: frozenset[int]
    """The places of the sign-offs that count."""


def open_folder(root: Path) -> Folder:
    """Read what records share; raises `GongkaiError` where that cannot be."""
    problems: list[Finding] = []
    tree = sort_tree(list(walk(root / "content", problems)), problems)
    content = load_content(root, tree).content
    if content is None:
        raise GongkaiError(
            "content/ 或 config.yaml 读不出来，先运行 python build.py check",
            "content/ or config.yaml cannot be read; run python build.py check first",
        )
    files = (
        file for files in tree.records.values() for file in files if file.path.split("/")[2] not in INTERNAL
    )
    others = frozenset(f"content/{file.path}" for file in tree.others)
    return Folder(root, content, tuple(sorted(files, key=lambda file: file.path)), others)


def find_file(folder: Folder, name: str) -> SourceFile:
    """The record that is meant by its id, or by a path as shells complete it."""
    path = Path(name)
    below = folder.root.resolve() / "content"
    for inside in (path.resolve(), (folder.root / path).resolve()):
        if inside.is_relative_to(below):
            name = inside.relative_to(below).as_posix()
    stem = name.removeprefix("units/")
    for file in folder.files:
        if file.path == name or (file.path.removeprefix("units/").rpartition(".")[0] == stem):
            return file
    raise GongkaiError(
        f"没有记录“{name}”。写文件，如 content/units/mzj/notices/2026/a.md，或者编号，如 mzj/notices/2026/a",
        f"there is no record `{name}`; write its path, like content/units/mzj/notices/2026/a.md, or its id",
    )


def read_for_review(folder: Folder, file: SourceFile) -> Record | None:
    """A record of a unit that is there; None where it is not valid."""
    record = read_record(folder.root, file).record
    return record if record and record.unit in folder.content.units else None


def files_of(folder: Folder, record: Record) -> list[tuple[str, str]]:
    """The files that a record names and that are there, with the SHA-256 of each."""
    names = (
        path for path in sorted(needs_of(record).files) if path in folder.others and is_publishable(path)
    )
    return [(path, full_digest_of((folder.root / path).read_bytes())) for path in names]


def standing_of(folder: Folder, record: Record) -> Standing:
    """Where a record stands; what is void counts as not done."""
    files, reviews = files_of(folder, record), record.fields.reviews
    findings = tuple(in_order(review_findings(folder.content, record, files)))
    found = deciding(reviews)
    bad = {finding.location.field[1] for finding in findings if len(finding.location.field) > 1}
    kept = _still_good(folder.content, record, content_digest(record, files))
    good = {step: review for step, (i, review) in found.items() if i in kept and i not in bad}
    waits_for = next((step for step in OWED if step not in good or good[step].result == RETURNED), "")
    returned = next((step for step, review in good.items() if review.result == RETURNED), "")
    places = frozenset(found[step][0] for step in good)
    return Standing(record, waits_for, returned, findings, places)


def standings(folder: Folder, files: Iterable[SourceFile]) -> Iterator[Standing]:
    """Of the records that can be read."""
    for file in files:
        if record := read_for_review(folder, file):
            yield standing_of(folder, record)


def register(folder: Folder, files: Iterable[SourceFile]) -> Iterator[Row]:
    """Every sign-off of the records that can be read, in the order of their files."""
    for standing in standings(folder, files):
        record = standing.record
        for i, review in enumerate(record.fields.reviews):
            yield Row(folder.content.units[record.unit].name, record.id, review, i in standing.good)


def sign_off(folder: Folder, file: SourceFile, wish: Wish) -> Signed:
    """The record with one more sign-off; raises `RefusedError` where it would not count."""
    record = read_for_review(folder, file)
    if record is None:
        raise RefusedError(
            "记录里有错误，先运行 python build.py check 改好",
            "there are errors in the record; mend them first (python build.py check)",
        )
    _ask_signer(folder.content, record, wish)
    digest = content_digest(record, files_of(folder, record))
    kept = _still_good(folder.content, record, digest)
    _ask_order(folder.content, record, kept, wish)
    gone = {wish.step, *AFTER.get(wish.step, ())}
    left = [i for i in kept if record.fields.reviews[i].step not in gone]
    review = Review(
        step=wish.step,
        by=wish.by,
        date=wish.day,
        result=AGREED if wish.reason is None else RETURNED,
        reason=wish.reason,
    )
    review = review.model_copy(update={"digest": binding(digest, review)})
    if wish.seal and review.digest:
        review = review.model_copy(update={"signature": wish.seal(review.digest.encode())})
    raw = (folder.root / record.path).read_bytes()
    text = with_reviews(raw.decode(), file.ending, record.fields, left, [review])
    if text is None:
        raise RefusedError(
            "这个文件的写法没法自动改：字段每行一个，不要整个写在花括号里",
            "the way this file is written cannot be edited: one field a line, not all in braces",
        )
    dropped = (r.step for i, r in enumerate(record.fields.reviews) if i not in left and r.step != wish.step)
    return Signed(record, review, text, tuple(dict.fromkeys(dropped)))


def write(folder: Folder, signed: Signed) -> None:
    """Put the new text in place at once, so that no reader ever sees half a file."""
    path = folder.root / signed.record.path
    spare = path.with_name(f".{path.name}.review")
    spare.write_bytes(signed.text.encode())
    spare.chmod(path.stat().st_mode)
    spare.replace(path)


def _still_good(content: Content, record: Record, digest: str) -> list[int]:
    """The sign-offs that bind to the content as it is; where the county only counts steps, also those that bind to nothing."""
    lenient = content.config.review.mode in ("steps", "none")
    return [
        i
        for i, review in enumerate(record.fields.reviews)
        if is_bound(digest, review) or (lenient and review.digest is None)
    ]


def _ask_signer(content: Content, record: Record, wish: Wish) -> None:
    signer = signer_of(content, record.unit, wish.by, wish.day)
    known = "、".join(posts_for(content, record.unit, wish.step, wish.day))
    where = f"content/units/{record.unit}/unit.yaml"
    if signer is None or not signer.in_office or wish.step not in signer.steps:
        raise RefusedError(
            f"“{wish.by}”不能给 {record.unit} 签{wish.step}。可以签的：{known or '还没有'}（{where} 的“审核岗位”）",
            f"`{wish.by}` may not sign {wish.step} for {record.unit}. Who may: {known or 'nobody yet'} "
            f"(`reviewers` in {where})",
        )
    if wish.key and wish.key != signer.key:
        raise RefusedError(
            f"这不是“{wish.by}”的钥匙：{where} 里登记的是另一把，或者还没有登记。要登记的公钥：{wish.key}",
            f"this is not the key of `{wish.by}`: {where} has another one or none. Its public key is: {wish.key}",
        )
    if content.config.review.mode == "signed" and wish.seal is None:
        raise RefusedError(
            "config.yaml 要求签名，加上 --sign 钥匙文件",
            "config.yaml asks for signatures; add --sign KEYFILE",
        )


def _ask_order(content: Content, record: Record, kept: list[int], wish: Wish) -> None:
    """Refuse what would come too early, too late, twice, or from one person twice."""
    found = {step: found for step, found in deciding(record.fields.reviews).items() if found[0] in kept}
    agreed = {step: review for step, (_, review) in found.items() if review.result == AGREED}
    own = agreed.get(wish.step)
    if own and wish.reason is None and not (wish.seal and own.signature is None):
        raise RefusedError(
            f"{wish.step}已经签过了（{own.by}，{own.date}），内容没有变",
            f"{wish.step} is signed already ({own.by}, {own.date}), and nothing changed",
        )
    if missing := [step for step in BEFORE.get(wish.step, ()) if step not in agreed]:
        raise RefusedError(
            f"还不能{wish.step}：先要{'、'.join(missing)}（内容改过的，从{FIRST}起重新审）",
            f"too early for {wish.step}: first {', '.join(missing)} (after a change all begin anew)",
        )
    if early := [step for step in BEFORE.get(wish.step, ()) if agreed[step].date > wish.day]:
        raise RefusedError(
            f"{early[0]}的日期 {agreed[early[0]].date} 比 {wish.day} 还晚",
            f"{early[0]} is of {agreed[early[0]].date}, after {wish.day}",
        )
    if wish.reason is None and is_too_late(record, wish.day):
        raise RefusedError(
            f"发布日期 {record.fields.published:%Y-%m-%d} 已经过了：改成审完以后的时间；发布以后改过内容的，写上“更新日期”",
            f"`published` {record.fields.published:%Y-%m-%d} has passed: set a time after the last review, or `modified` "
            "if the content was changed since",
        )
    signer = signer_of(content, record.unit, wish.by, wish.day)
    for step in (step for step in THREE if wish.step in THREE and step != wish.step):
        if step in found and step not in AFTER.get(wish.step, ()):
            review = found[step][1]
            other = signer_of(content, record.unit, review.by, review.date)
            if signer and other and signer.is_same(other):
                raise RefusedError(
                    f"{step}也是“{review.by}”签的：三审要三个人",
                    f"{step} was signed by `{review.by}` too: three reviews need three persons",
                )
