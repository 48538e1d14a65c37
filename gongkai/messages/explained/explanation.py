"""Why a rule is, for who asks `check --explain`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """`wrong` breaks the rule and `right` keeps it: lines of a record, or a path. `law` is where the rule comes from.

    `law` is empty where no law or standard is known for sure to ask for it.
    """

    zh: str
    en: str
    wrong: str
    right: str
    law: str = ""
