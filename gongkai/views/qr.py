"""The QR code of an address as inline SVG, for the phone beside the screen or the paper."""

from __future__ import annotations

import re
from functools import cache

import zint
from markupsafe import Markup

from gongkai.views.drawings import QrShape

_QUIET_ZONE = 2
"""Modules left white on each side; the frame around the code adds more."""
_LEVEL_M = 2
_MASK = 3
"""A fixed mask, the third of eight: trying all costs ten times as much and helps only worn-out print."""
_ROW_BYTES = 144
"""Zint keeps rows of this width, whatever the symbol."""
_DARK = re.compile("1+")


def qr_code(address: str) -> Markup:
    """The code of an address as an element of a page."""
    shape = qr_shape(address)
    return Markup(
        f'<svg role="img" aria-label="本页网址的二维码" viewBox="0 0 {shape.side} {shape.side}" class="qr">'
        f'<path stroke="#000" d="{shape.path}"/></svg>'
    )


def qr_shape(address: str) -> QrShape:
    """The code of an address, every run of dark modules drawn as a horizontal line, half a module down."""
    symbol = zint.Symbol()
    symbol.symbology = zint.Symbology.QRCODE
    symbol.option_1 = _LEVEL_M
    symbol.option_3 = _MASK << 8
    symbol.encode(address)
    side = symbol.width
    lines = _lines(side)
    # One text of digits, row by row with a light module behind each, so that no run goes on in the next row.
    rows = (int.from_bytes(row, "little") for row in _rows(symbol))
    digits = "".join([f"{row:0{side}b}"[::-1] + "0" for row in rows])
    path = "".join(map(lines.__getitem__, map(re.Match.span, _DARK.finditer(digits))))
    return QrShape(side + 2 * _QUIET_ZONE, path)


def _rows(symbol: zint.Symbol) -> list[bytes]:
    """Eight modules a byte, the first the lowest bit, in rows that are wider than the symbol."""
    bits = symbol.encoded_data.tobytes()
    return [bits[y * _ROW_BYTES : y * _ROW_BYTES + (symbol.width + 7) // 8] for y in range(symbol.rows)]


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
