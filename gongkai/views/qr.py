"""The QR code of an address as inline SVG, for the phone beside the screen or the paper.

segno makes the first code of every length; its frame (patterns, mask, version) is that of all others. What differs from
address to address, the codewords and their checksums, is worked out here with segno's tables, seven times as fast; the
tests compare every module with segno's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice, zip_longest
from operator import itemgetter
from typing import Any

import segno
from markupsafe import Markup
from segno import consts as untyped_tables
from segno import encoder as untyped_encoder

_tables: Any = untyped_tables
_encoder: Any = untyped_encoder
_QUIET_ZONE = 2
"""Modules left white on each side; the frame around the code adds more."""
_MASK = 2
"""A fixed mask: trying all eight costs nine tenths of the time and helps only worn-out print."""
_LONGEST = 500
"""Characters; no address of ours is longer."""
_FREE = 2
"""What segno writes into modules that no pattern takes."""
_DIGITS = bytes.maketrans(b"\x00\x01", b"01")
_DARK = re.compile("1+")


def qr_code(address: str) -> Markup:
    """The code of an address, every run of dark modules drawn as a horizontal line, half a module down."""
    if address.isascii() and address.upper() != address and len(address) <= _LONGEST:
        sheet = _sheet(len(address))
        return _draw(sheet.filled(address.encode()) ^ sheet.frame, sheet.side)
    code = segno.make_qr(address, error="m", mask=_MASK)
    return _draw(_modules(code), len(code.matrix))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all codes of one length share; modules are one number, row by row with a light one behind each row."""

    side: int
    blocks: tuple[tuple[int, int], ...]
    """Codewords and checksums of each block."""
    count_bits: int
    place: Callable[[str], tuple[str, ...]]
    """Puts the bits of a message, and a 0 behind them, where they belong among the modules."""
    frame: int
    """What to flip in the modules so placed."""

    def filled(self, text: bytes) -> int:
        """The modules of a message alone, neither masked nor framed."""
        message = int.from_bytes(b"\1" + _message(text, self.count_bits, self.blocks), "big")
        return int("".join(self.place(f"{message:b}0")), 2)


@cache
def _sheet(length: int) -> _Sheet:
    sample = "a" * length
    code = segno.make_qr(sample, error="m", mode="byte", mask=_MASK)
    version, side = int(code.version), len(code.matrix)
    parts = _tables.ECC[version][_tables.ERROR_MAPPING[str(code.error)]]
    blocks = tuple(
        (part.num_data, part.num_total - part.num_data) for part in parts for _ in range(part.num_blocks)
    )
    place = itemgetter(*_order(side, 8 * sum(map(sum, blocks))))
    blank = _Sheet(side, blocks, 8 if version < 10 else 16, place, 0)
    return replace(blank, frame=blank.filled(sample.encode()) ^ _modules(code))


def _order(side: int, bits: int) -> list[int]:
    """For every module, which bit of the message it shows; the one before the message is the 1 that leads it."""
    grid = _encoder.make_matrix(side, side)
    _encoder.add_finder_patterns(grid, side, side)
    _encoder.add_alignment_patterns(grid, side, side)
    order = [-1] * (side * (side + 1))
    free = ((y, x) for y, x in _zigzag(side) if grid[y][x] == _FREE)
    for bit, (y, x) in enumerate(islice(free, bits), 1):
        order[y * (side + 1) + x] = bit
    return order


def _zigzag(side: int) -> Iterator[tuple[int, int]]:
    """Modules in the order in which bits are placed (ISO/IEC 18004 §7.7.3): pairs of columns, up and down in turn."""
    rights = [right if right > 6 else right - 1 for right in range(side - 1, 0, -2)]
    for turn, right in enumerate(rights):
        rows = range(side) if turn % 2 else range(side - 1, -1, -1)
        yield from ((y, x) for y in rows for x in (right, right - 1))


def _message(text: bytes, count_bits: int, blocks: tuple[tuple[int, int], ...]) -> bytes:
    """Codewords and checksums of a text in byte mode (ISO/IEC 18004 §7.4 to 7.6), the blocks interleaved."""
    head = _tables.MODE_BYTE << count_bits | len(text)
    codewords = (head << 8 * len(text) | int.from_bytes(text, "big")) << 4
    data = codewords.to_bytes(len(text) + 1 + count_bits // 8, "big")
    capacity = sum(size for size, _ in blocks)
    data = (data + b"\xec\x11" * capacity)[:capacity]
    parts, checks, start = [], [], 0
    for size, checksums in blocks:
        parts.append(data[start : start + size])
        checks.append(_checksum(parts[-1], checksums))
        start += size
    return _interleaved(parts) + _interleaved(checks)


def _interleaved(parts: list[bytes]) -> bytes:
    return bytes(byte for byte in chain.from_iterable(zip_longest(*parts)) if byte is not None)


def _checksum(block: bytes, count: int) -> bytes:
    """Reed-Solomon: the remainder after division by the generator polynomial."""
    products, top = _products(count), 8 * (count - 1)
    keep = (1 << top) - 1
    rest = 0
    for byte in block:
        rest = (rest & keep) << 8 ^ products[rest >> top ^ byte]
    return rest.to_bytes(count, "big")


@cache
def _products(count: int) -> list[int]:
    """The generator polynomial of so many checksums times each byte, in GF(256)."""
    return [0] + [
        int.from_bytes(
            bytes(_tables.GALIOS_EXP[_tables.GALIOS_LOG[byte] + power] for power in _tables.GEN_POLY[count]),
            "big",
        )
        for byte in range(1, 256)
    ]


def _modules(code: segno.QRCode) -> int:
    return int(b"".join(row.translate(_DIGITS) + b"0" for row in code.matrix), 2)


def _draw(modules: int, side: int) -> Markup:
    lines = _lines(side)
    digits = f"{modules:0{side * (side + 1)}b}"
    path = "".join(map(lines.__getitem__, map(re.Match.span, _DARK.finditer(digits))))
    whole = side + 2 * _QUIET_ZONE
    return Markup(
        f'<svg role="img" aria-label="本页网址的二维码" viewBox="0 0 {whole} {whole}" class="qr">'
        f'<path stroke="#000" d="{path}"/></svg>'
    )


class _Lines(dict[tuple[int, int], str]):
    """SVG path data for runs of dark modules, by where they begin and end among all modules."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._width = side + 1

    def __missing__(self, run: tuple[int, int]) -> str:
        y, x = divmod(run[0], self._width)
        self[run] = line = f"M{x + _QUIET_ZONE} {y + _QUIET_ZONE}.5h{run[1] - run[0]}"
        return line


@cache
def _lines(side: int) -> _Lines:
    return _Lines(side)
