"""What a sign-off binds to: the digest of a record without its reviews.

The canonical form, in full (`docs/review.md` says the same to people):

1.  The fields as they were understood, not as they were written: under their English keys, whatever language the file
    uses; dates and moments in ISO 8601, moments with their offset; numbers as `Whole` and as text for `Number`; terms
    in Chinese. A field that says what it would say anyway (its default) is left out, so that a field that is new in
    the program changes no digest. `reviews`, and `status` (a signed draft is published by that one word), are left out.
2.  The body, wherever it stands (`body` or below the fields), without blank characters around it.
3.  Every file that the record names, in its fields or in its texts, and that can be published: path below the project,
    and SHA-256 of its bytes.
4.  The id of the record: `unit/kind/year/name`.

These make one JSON object, `{"body":…,"fields":…,"files":[[path, sha256],…],"form":"gongkai-review-1","record":…}`: keys
sorted by code point, no white space, no escapes but those that JSON demands, UTF-8. Its SHA-256 in hexadecimal is the
digest of the content. A sign-off's own digest is `SHA256:` and the SHA-256, in base64 without `=`, of the same sort of
object with `by`, `content` (that digest), `date`, `form`, `reason` (or null), `result` and `step`: so neither a word of
the content nor of the sign-off itself can be changed, nor can it be moved to another record or step. A signature signs
this text.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from hashlib import sha256

from gongkai.model.record import Record
from gongkai.model.review import Review

_FORM = "gongkai-review-1"
_APART = {"reviews", "status", "body"}


def content_digest(record: Record, files: Iterable[tuple[str, str]]) -> str:
    """The digest of a record without its reviews; `files` are path and SHA-256 of what it names."""
    return sha256(
        _canonical(
            {
                "body": record.body.strip(),
                "fields": record.fields.model_dump(mode="json", exclude=_APART, exclude_defaults=True),
                "files": sorted(files),
                "form": _FORM,
                "record": record.id,
            }
        )
    ).hexdigest()


def binding(content: str, review: Review) -> str:
    """What `digest` of a sign-off must say, given the digest of the content."""
    raw = _canonical(
        {
            "by": review.by,
            "content": content,
            "date": review.date.isoformat(),
            "form": _FORM,
            "reason": review.reason,
            "result": review.result,
            "step": review.step,
        }
    )
    return "SHA256:" + base64.b64encode(sha256(raw).digest()).decode().rstrip("=")


_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)


def _canonical(value: object) -> bytes:
    return _JSON.encode(value).encode()
