"""Sign off the records of the demo county anew: `python -m tests.demo_reviews`.

Who works on the demo changes records, and so voids their sign-offs. Real offices review again; here nobody does, and
this takes their place: who signed and when is kept as far as the records say it, and what is missing is made up of the
posts of the unit, on days before publication. Records that are in order are not touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.content.reviews import with_reviews
from gongkai.model.binding import binding, content_digest
from gongkai.model.record import Record
from gongkai.model.review import FIRST, LEGALITY, OWED, RELEASE, SECOND, SECRECY, Review
from gongkai.pipeline.reviewing import Folder, files_of, open_folder, read_for_review, standing_of
from gongkai.rules.review import deciding, posts_for
from tests.conftest import REPOSITORY

_ORDER = (LEGALITY, FIRST, SECOND, SECRECY, RELEASE)
_DAYS_BEFORE = {FIRST: 2, SECOND: 1, SECRECY: 1, RELEASE: 0}


def main() -> None:
    folder = open_folder(REPOSITORY)
    changed = 0
    for file in folder.files:
        record = read_for_review(folder, file)
        if record is None or (record.fields.status != "发布" and not record.fields.reviews):
            continue
        if not standing_of(folder, record).findings:
            continue
        digest = content_digest(record, files_of(folder, record))
        reviews = [
            review.model_copy(update={"digest": binding(digest, review), "signature": None})
            for review in _reviews(folder, record)
        ]
        path = folder.root / record.path
        text = with_reviews(path.read_bytes().decode(), file.ending, record.fields, (), reviews)
        assert text, record.path
        path.write_bytes(text.encode())
        changed += 1
    print(f"{changed} of {len(folder.files)} records signed off anew")


def _reviews(folder: Folder, record: Record) -> list[Review]:
    """The sign-offs that a record should have, in order."""
    return sorted(_made(folder, record), key=lambda review: review.date)


def _made(folder: Folder, record: Record) -> Iterator[Review]:
    found = {step: review for step, (_, review) in deciding(record.fields.reviews).items()}
    last = max(record.fields.published, record.fields.modified or record.fields.published).date()
    earliest = date.min
    for step in _ORDER:
        if step not in found and step not in OWED:
            continue
        before = found.get(step) or (found.get(SECOND) if step == SECRECY else None)
        day = min(before.date if before else last - timedelta(days=_DAYS_BEFORE[step]), last)
        if step != LEGALITY:
            earliest = day = max(earliest, day)
        posts = posts_for(folder.content, record.unit, step, day)
        assert posts, (record.path, step)
        yield Review(step=step, by=before.by if before and before.by in posts else posts[0], date=day)


if __name__ == "__main__":
    main()
