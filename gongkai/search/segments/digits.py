"""Whole numbers as printable text, so that gzip's Huffman codes see one number as one or two characters.

`layouts/scripts/search/postings.js` reads the same. A number's last character is one of 64 digits; the
characters before it, if any, are leads, which no number ends with. Neither is used by JSON or by us for
anything else: `"`, `\\`, `|` and `~` are left out.
"""

import re
from collections.abc import Iterable
from typing import Final

_CHARACTERS: Final = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\|~')
DIGITS: Final = _CHARACTERS[:64]
LEADS: Final = _CHARACTERS[64:]

_NUMBER: Final = re.compile(f"[{re.escape(LEADS)}]*[{re.escape(DIGITS)}]")


class _Texts(dict[int, str]):
    """number -> text, filled as numbers turn up."""

    def __missing__(self, number: int) -> str:
        high, low = divmod(number, 64)
        text = DIGITS[low]
        while high:
            high, lead = divmod(high - 1, len(LEADS))
            text = LEADS[lead] + text
        if number < _REMEMBERED:
            self[number] = text
        return text


class _Numbers(dict[str, int]):
    """text -> number, filled as texts turn up."""

    def __missing__(self, text: str) -> int:
        high = 0
        for char in text[:-1]:
            high = high * len(LEADS) + LEADS.index(char) + 1
        number = high * 64 + DIGITS.index(text[-1])
        if number < _REMEMBERED:
            self[text] = number
        return number


_REMEMBERED: Final = 1 << 14
_TEXTS: Final = _Texts()
_NUMBERS: Final = _Numbers()


def write_number(number: int) -> str:
    """Return the text of one number, zero or more."""
    return _TEXTS[number]


def write_numbers(numbers: Iterable[int]) -> str:
    """Return the texts of many numbers, one after the other."""
    return "".join([_TEXTS[number] for number in numbers])


def cut_numbers(text: str) -> list[str]:
    """Return the texts of the numbers that stand in `text`."""
    return _NUMBER.findall(text)


def read_numbers(text: str) -> list[int]:
    """Return the numbers that stand in `text`."""
    return values_of(_NUMBER.findall(text))


def values_of(texts: Iterable[str]) -> list[int]:
    """Return the numbers of texts that were cut."""
    return list(map(_NUMBERS.__getitem__, texts))
