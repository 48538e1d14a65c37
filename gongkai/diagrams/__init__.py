"""Diagrams drawn from records: plain data in, SVG text and PNG bytes out. No browser, no font of the system, no clock."""

from gongkai.diagrams.gallery import Drawn, draw
from gongkai.diagrams.png import png_of

__all__ = ["Drawn", "draw", "png_of"]
