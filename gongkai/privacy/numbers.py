"""Numbers that check themselves: 身份证 (GB 11643), 统一社会信用代码 (GB 32100), bank cards (Luhn)."""

from __future__ import annotations

import re
from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
        "91",
    ]
)
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_ISSUERS = re.compile(r"62|4|5[1-5]|35[2-8]|60|955")
"""How numbers of cards begin that banks here issue."""


def looks_like_id(number: str) -> bool:
    """Whether 18 characters begin with a province and hold a day on which somebody may have been born."""
    return number[:2] in _PROVINCES and number[6:8] in ("18", "19", "20") and _is_day(number[6:14])


def has_id_check_digit(number: str) -> bool:
    """ISO 7064 MOD 11-2 over the first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECK[total % 11] == number[17].upper()


def looks_like_old_id(number: str) -> bool:
    """15 digits, as before 1999: the year in two digits, no check digit."""
    return number[:2] in _PROVINCES and _is_day("19" + number[6:12])


def is_credit_code(code: str) -> bool:
    """A valid 统一社会信用代码: it names an organization, and is public."""
    code = code.upper()
    if len(code) != 18 or any(character not in _CREDIT_ALPHABET for character in code):
        return False
    values = [_CREDIT_ALPHABET.index(character) for character in code]
    total = sum(value * weight for value, weight in zip(values, _CREDIT_WEIGHTS, strict=False))
    return (31 - total % 31) % 31 == values[17]


def is_card(number: str) -> bool:
    """A bank card: 16 to 19 digits, one of the issuers, Luhn's check digit."""
    if not 16 <= len(number) <= 19 or not _ISSUERS.match(number):
        return False
    doubled = [int(digit) * (2 if i % 2 else 1) for i, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(f"{text[:4]}-{text[4:6]}-{text[6:]}")
    except ValueError:
        return False
    return True
