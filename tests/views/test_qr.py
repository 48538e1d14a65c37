"""The QR code shows the modules that the standard wants."""

from __future__ import annotations

import re

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.views.qr import qr_code

_ADDRESS = st.text("abcdefghijklmnopqrstuvwxyz0123456789/-_%ABCDEF?=&#~\n\x7f\x00", max_size=240)


def drawn(svg: str) -> set[tuple[int, int]]:
    return {
        (int(x) + i, int(y)) for x, y, n in re.findall(r"M(\d+) (\d+)\.5h(\d+)", svg) for i in range(int(n))
    }


def assert_is_of_segno(address: str) -> None:
    """Oracle: the lines of the SVG, drawn on a grid, are the modules that segno computed."""
    matrix = segno.make(address, error="m", micro=False, mask=2).matrix
    svg = qr_code(address)
    assert svg.startswith('<svg role="img" aria-label="本页网址的二维码" ')
    side = int(re.findall(r'viewBox="0 0 (\d+) ', svg)[0])
    assert side == len(matrix) + 4
    assert drawn(svg) == {
        (x + 2, y + 2) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
    }


@settings(max_examples=60, deadline=None)
@given(_ADDRESS)
def test_the_drawing_is_the_matrix(path: str) -> None:
    assert_is_of_segno(f"https://www.yunxi.example/{path}")


@pytest.mark.parametrize("length", [1, 2, 14, 26, 27, 62, 84, 85, 106, 180, 181, 213, 214, 499, 500, 501])
def test_every_size_and_its_borders(length: int) -> None:
    assert_is_of_segno(("https://www.yunxi.example/units/mzj/2026/" * 13)[:length])


@pytest.mark.parametrize("address", ["HTTP://A.EXAMPLE/", "20261122", "https://低保.example/通知", "点", "é"])
def test_what_is_not_plain_ascii_is_left_to_segno(address: str) -> None:
    assert_is_of_segno(address)
