"""The QR code of an address as inline SVG, for the phone beside the screen or the paper."""

from __future__ import annotations

import re

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
    width = (symbol.width + 7) // 8
    modules = symbol.encoded_data.tobytes()
    rows = []
    for y in range(symbol.rows):
        rows.append(f"M{_QUIET_ZONE} {y + _QUIET_ZONE}.5")
        rows += map(_STROKES.__getitem__, modules[y * _ROW_BYTES : y * _ROW_BYTES + width])
    return QrShape(symbol.width + 2 * _QUIET_ZONE, "".join(rows))


def _strokes(byte: int) -> str:
    """SVG path data for eight modules, the first the lowest bit: from where the last ones ended to where these end.

    Relative to the point before, so that a table of all bytes draws any row; a line that goes on in the next byte is
    one line to whoever draws it, since nothing is between its parts.
    """
    runs = re.findall("0+|1+", f"{byte:08b}"[::-1])
    return "".join(f"h{len(run)}" if run[0] == "1" else f"m{len(run)} 0" for run in runs)


_STROKES = tuple(map(_strokes, range(256)))
