"""One text, everything in it: a cheap look first, since most texts hold nothing."""

from __future__ import annotations

import re

from gongkai.privacy.folding import fold
from gongkai.privacy.known import Known
from gongkai.privacy.people import people_in
from gongkai.privacy.secrecy import KEYWORDS, secrets_in
from gongkai.privacy.suspect import Suspect

_NUMBER = re.compile(
    r"[0-9A-HJ-NP-Z](?:"
    r"(?<=[0-9])(?<![0-9A-Za-z].)(?:"
    r"(?<=1)[3-9](?:[ -]?[0-9]){9}"
    r"|(?<![0-9]-.)(?![0-9]{3}-[0-9]{6}-)[0-9 |-](?:[ |-]{0,3}[0-9]){13})"
    r"|(?<=[A-Z])(?:[A-Z]?[0-9]{7}|(?<=[\u4e00-\u9fff].)[·•. ]?[A-HJ-NP-Z]{0,3}[0-9][A-HJ-NP-Z0-9]{3}))"
)
"""What begins as numbers of persons do. One set of signs to look for first: that is what makes a search fast."""
_ODD = re.compile(
    r"[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff20\u00ad\u200b-\u200d\u2060\ufeff\U0001d7ce-\U0001d7ff]"
)
"""Digits and letters in another dress, and what nobody sees."""
_WORD = re.compile(
    r"[住户家卡存个男女单@Qq微宅](?:"
    r"(?<=住)(?:(?<=[家现]住)|[址在地于])[^\n]{0,48}[0-9](?:号|室|单元|栋|幢|弄)"
    r"|(?<=户)籍[^\n]{0,48}[0-9](?:号|室|单元|栋|幢|弄)"
    r"|(?<=家)(?:庭地址[^\n]{0,48}[0-9](?:号|室|单元|栋|幢|弄)|[庭里中](?:电话|座机))"
    r"|(?:(?<=卡)|(?<=存)折|(?<=个)人(?:银行)?[账帐]号)[^\n]{0,8}[0-9](?:[ -]?[0-9]){8}"
    r"|(?<=[男女])[^\n]{0,5}[0-9] ?周?岁"
    r"|(?<=[0-9]单)元[0-9]"
    r"|(?<=@)(?:vip\.)?[A-Za-z0-9]+\.(?:com|cn|net)"
    r"|(?<=[Qq])[Qq][^\n]{1,6}[A-Za-z0-9_-]{5}"
    r"|(?<=微)信号[^\n]{1,6}[A-Za-z0-9_-]{5}"
    r"|(?<=宅)(?:电|座机))",
)
"""Words, each with what must be there with it."""


def scan(text: str, known: Known, *, people: bool = True) -> list[Suspect]:
    """Everything in a text, in the order of its places; offsets are those of the text as it was given.

    Without `people` only secrecy is looked for: what is withheld may name persons, it may not be classified.
    """
    seeks_people = people and may_hold_people(text)
    seeks_secrets = may_hold_secrets(text, known)
    if not (seeks_people or seeks_secrets):
        return []
    folded = fold(text)
    found = list(people_in(folded.text, known)) if seeks_people else []
    if seeks_secrets:
        found += secrets_in(folded.text, known)
    if folded.places is not None:
        found = [s._replace(start=folded.place(s.start), end=folded.place(s.end)) for s in found]
    return sorted(found)


def may_hold_people(text: str) -> bool:
    """False where there is certainly nothing."""
    return bool(_NUMBER.search(text) or _WORD.search(text) or _ODD.search(text))


def may_hold_secrets(text: str, known: Known) -> bool:
    if any(part in text and any(word in text for word in words) for part, words in KEYWORDS.items()):
        return True
    return bool(known.word_pattern and (known.word_pattern.search(text) or _ODD.search(text)))


_CERTAIN = frozenset(["H101", "H102", "H103", "H104", "H106", "H107", "H108", "H109", "H111"])


def mask_certain(text: str) -> str:
    """Mask what can be told without its surroundings: for messages of rules that quote what a file says."""
    found = [each for each in scan(text, Known()) if each.code in _CERTAIN]
    for suspect in reversed(found):
        text = text[: suspect.start] + str(suspect.mask) + text[suspect.end :]
    return text
