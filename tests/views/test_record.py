"""The view of a record: the QR code shows the modules that the standard wants."""

from __future__ import annotations

import re

import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.views.record import qr_code


@settings(max_examples=30)
@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789/-低保通知", min_size=1, max_size=120))
def test_the_drawing_is_the_matrix(path: str) -> None:
    """Oracle: the lines of the SVG, drawn on a grid, are the modules that segno computed."""
    address = f"https://www.yunxi.example/{path}"
    matrix = segno.make(address, error="m", micro=False, mask=2).matrix
    svg = qr_code(address)
    side = int(re.findall(r'viewBox="0 0 (\d+) ', svg)[0])
    assert side == len(matrix) + 4
    drawn = {
        (int(x) + i, int(y)) for x, y, n in re.findall(r"M(\d+) (\d+)\.5h(\d+)", svg) for i in range(int(n))
    }
    assert drawn == {(x + 2, y + 2) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}
