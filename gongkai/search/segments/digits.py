"""Whole numbers as printable text, so that gzip's Huffman codes see one number as one or two characters.

`layouts/scripts/search/postings.js` reads the same. A number's last character is one of 64 digits; the
characters before it, if any, are leads, which no number ends with. Neither is used by JSON or by us for
anything else: `"`, `\\`, `|` and `~` are left out.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

_CHARACTERS: Final = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\|~')
DIGITS: Final = _CHARACTERS[:64]
LEADS: Final = _CHARACTERS[64:]

_NUMBER: Final = re.compile(f"[{re.escape(LEADS)}]*[{re.escape(DIGITS)}]")
_DIGITS: Final = DIGITS.encode()
_LEADS: Final = LEADS.encode()
_SEVERAL: Final = re.compile(b"[%b]{2,}" % re.escape(_LEADS))
_LOW: Final = bytes(max(0, DIGITS.find(chr(code))) for code in range(256))
"""What a digit is worth."""
_HIGH: Final = bytes(1 + LEADS.find(chr(code)) for code in range(256))
"""What a lead is worth that none follows, in 64s."""
_STRETCHES: Final = (4096, 512, 64, 8, 1)
"""Characters that are looked at together, fewer and fewer."""


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
        number = _high(text[:-1].encode()) * 64 + DIGITS.index(text[-1])
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
    return list(map(_NUMBERS.__getitem__, _NUMBER.findall(text)))


def read_number(text: str, at: int) -> tuple[int, int]:
    """Return the number that begins at a place of `text`, and where it ends."""
    match = _NUMBER.match(text, at)
    assert match
    return _NUMBERS[match[0]], match.end()


def seek(text: str, at: int, total: int, limit: int) -> tuple[int, int, int]:
    """Go from a place of `text`, where a number begins, on as long as the sum with `total` is below `limit`.

    Returns the place, how many numbers lie between, and the sum.
    """
    end, more = _go(text, at, _sum, limit - total - 1)
    return end, _count(text[at:end].encode()), total + more


def skip(text: str, at: int, count: int) -> int:
    """Return where `count` more numbers have ended."""
    return _go(text, at, _count, count)[0]


def _go(text: str, at: int, weigh: Callable[[bytes], int], most: int) -> tuple[int, int]:
    """Go on as long as what lies between weighs no more than `most`; returns the place and the weight.

    Stretches are weighed as they stand, since to cut them into numbers takes several times as long.
    """
    weight = 0
    for size in _STRETCHES:
        while stretch := _stretch(text, at, size):
            more = weight + weigh(stretch)
            if more > most:
                break
            at, weight = at + len(stretch), more
    return at, weight


def _stretch(text: str, at: int, size: int) -> bytes:
    """Return some `size` characters from a place on: whole numbers, at least one where there is one."""
    stretch = text[at : at + size].encode().rstrip(_LEADS)
    if stretch or at == len(text):
        return stretch
    return text[at : read_number(text, at)[1]].encode()


def _count(stretch: bytes) -> int:
    return len(stretch.translate(None, _LEADS))


def _sum(stretch: bytes) -> int:
    high = sum(stretch.translate(_HIGH, _DIGITS))
    for leads in _SEVERAL.findall(stretch):
        high += _high(leads) - sum(leads.translate(_HIGH))
    return high * 64 + sum(stretch.translate(_LOW))


def _high(leads: bytes) -> int:
    high = 0
    for lead in leads.translate(_HIGH):
        high = high * len(LEADS) + lead
    return high
