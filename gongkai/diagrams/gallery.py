"""Which diagrams are drawn from which data."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.diagrams.canvas import Canvas
from gongkai.diagrams.picture import draw_picture
from gongkai.diagrams.poster import draw_poster
from gongkai.diagrams.route_map import draw_map
from gongkai.views.drawings import POSTER, Drawing, PictureDrawing


@dataclass(frozen=True, slots=True)
class Drawn:
    """A diagram: `name` of its files without ending, what it is called on the page, the canvas."""

    name: str
    title: str
    canvas: Canvas
    is_wide: bool = False
    """Whether a phone shows it larger than its screen, to be moved sideways."""


def draw(drawing: Drawing) -> tuple[Drawn, ...]:
    """All diagrams of a record, in the order of the page."""
    if isinstance(drawing, PictureDrawing):
        return (Drawn("yitu", "一图读懂", draw_picture(drawing)),)
    route = draw_map(drawing)
    poster = Drawn(POSTER, "会议图解", draw_poster(drawing))
    return (poster, Drawn("luoshi", "议题落实图", route, is_wide=True)) if route else (poster,)
