"""The register of reviews (审核登记台账): every sign-off a row, for the office itself. It is never part of the site."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.exports.data import harmless
from gongkai.model.review import Review

_HEAD = ("单位", "记录", "环节", "审核人", "日期", "结果", "理由", "现在是否有效", "签名", "指纹")


@dataclass(frozen=True, slots=True)
class Row:
    """A sign-off; `holds` is whether it still counts for the record as it is."""

    unit: str
    record: str
    review: Review
    holds: bool


def register_csv(rows: Iterable[Row]) -> bytes:
    """With a byte-order mark, so that spreadsheets see UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for row in rows:
        review = row.review
        cells = (
            row.unit,
            row.record,
            review.step,
            review.by,
            f"{review.date}",
            review.result,
            review.reason or "",
            "有效" if row.holds else "作废",
            "有" if review.signature else "无",
            review.digest or "",
        )
        writer.writerow(map(harmless, cells))
    return ("\ufeff" + out.getvalue()).encode()
