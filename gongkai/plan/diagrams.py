"""The diagrams of a record: as they stand in its page, and as files to share."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from gongkai.model.record import Record
from gongkai.plan.parts import Image, Product
from gongkai.views.diagrams import drawing_of
from gongkai.views.parts import Diagram, Link
from gongkai.views.portal import Portal


def plan_diagrams(portal: Portal, record: Record) -> tuple[tuple[Diagram, ...], tuple[Product, ...]]:
    """What the page shows, and the files; both empty for the many records without a diagram."""
    drawing = drawing_of(portal, record)
    if drawing is None:
        return (), ()
    from gongkai.diagrams import draw, png_of  # lazily: most records have none

    shown: list[Diagram] = []
    files: list[Product] = []
    url = portal.addresses.record(record.id)
    for drawn in draw(drawing):
        svg, png = (f"{url}{drawn.name}.{ending}" for ending in ("svg", "png"))
        source, text = portal.addresses.output_path(svg), drawn.canvas.file()
        files.append((source, text.encode()))
        files.append(Image(portal.addresses.output_path(png), source, partial(png_of, text)))
        shared = (Link("图片", png, "PNG"), Link("矢量图", svg, "SVG"))
        pieces = tuple(map(Markup, drawn.canvas.pieces(framed=not drawn.is_wide)))
        shown.append(Diagram(drawn.title, drawn.name, pieces, shared, drawn.is_wide))
    return tuple(shown), tuple(files)
