"""A diagram as an image to share: the door to resvg. No font of the system is asked for."""

from __future__ import annotations

import re

from gongkai.diagrams.font import MISSING, font_file, lacking

_TEXT = re.compile(r"(?<=>)[^<>\n]+(?=<)")


def png_of(svg: str) -> bytes:
    """Render the SVG of a canvas at its own size; what the font lacks is shown as 〓, never as an empty box."""
    import resvg_py  # lazily: most builds render nothing

    strange = lacking(_TEXT.findall(svg))
    shown = svg.translate({ord(c): MISSING for c in strange})
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=shown,
            skip_system_fonts=True,
            font_files=[str(font_file(bold=bold)) for bold in (False, True)],
        )
    )
