"""The QR code: a reader's camera finds the address in what is drawn."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.views.qr import qr_code

_SCALE, _MARGIN = 4, 4
_ADDRESS = st.text("abcdefghijklmnopqrstuvwxyz0123456789/-_%ABCDEF?=&#~", max_size=240)


def seen(svg: str) -> list[str]:
    """What a reader of codes sees in the drawing."""
    side = int(re.findall(r'viewBox="0 0 (\d+) ', svg)[0]) + 2 * _MARGIN
    width = side * _SCALE
    pixels = bytearray(b"\xff" * width * width)
    x = y = 0
    path = re.findall(r' d="([^"]+)"', svg)[0]
    for command, right, down in re.findall(r"([Mmh])(\d+)(?: (\d+(?:\.5)?))?", path):
        if command == "M":
            x, y = int(right), int(float(down))
            continue
        if command == "h":
            start, length = (x + _MARGIN) * _SCALE, int(right) * _SCALE
            for line in range((y + _MARGIN) * _SCALE, (y + _MARGIN + 1) * _SCALE):
                pixels[line * width + start : line * width + start + length] = b"\x00" * length
        x += int(right)
    image = bytes(pixels)
    found = zxingcpp.read_barcodes(zxingcpp.ImageView(image, width, width, zxingcpp.ImageFormat.Lum))
    return [code.text for code in found]


@settings(max_examples=40, deadline=None)
@given(_ADDRESS)
def test_the_drawing_holds_the_address(path: str) -> None:
    address = f"https://www.yunxi.example/{path}"
    svg = qr_code(address)
    assert svg.startswith('<svg role="img" aria-label="本页网址的二维码" ')
    assert seen(svg) == [address]


@pytest.mark.parametrize("length", [14, 26, 27, 62, 84, 85, 106, 180, 181, 213, 214, 499])
def test_every_size_and_its_borders(length: int) -> None:
    address = ("https://www.yunxi.example/units/mzj/2026/" * 13)[:length]
    assert seen(qr_code(address)) == [address]
