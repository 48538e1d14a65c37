"""Numbers that nobody has, with check digits that are right: made here, so that none stands in a file."""

from __future__ import annotations

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def identity(first: str = "33079919870612345") -> str:
    """17 digits with the check digit of ISO 7064 MOD 11-2."""
    total = sum(int(digit) * (2 ** (17 - i) % 11) for i, digit in enumerate(first))
    return first + "10X98765432"[total % 11]


def card(first: str = "621799330012345678") -> str:
    """Digits with Luhn's check digit."""
    total = 0
    for i, digit in enumerate(reversed(first)):
        value = int(digit) * (2 if i % 2 == 0 else 1)
        total += value // 10 + value % 10
    return first + str(-total % 10)


def credit_code(first: str = "91330799MA2XY1234") -> str:
    """17 signs with the check sign of GB 32100."""
    total = sum(_ALPHABET.index(sign) * pow(3, i, 31) for i, sign in enumerate(first))
    return first + _ALPHABET[-total % 31]


def mobile(last: int = 12345678) -> str:
    return f"138{last:08d}"


def wide(text: str) -> str:
    """The same in full-width letters."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
