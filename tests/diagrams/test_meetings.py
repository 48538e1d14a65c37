"""Poster and map of a meeting: nothing overflows, overlaps or is cut, whatever the record says."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from PIL import Image

from gongkai.diagrams import png_of
from gongkai.diagrams.font import DIGESTS
from gongkai.diagrams.poster import draw_poster
from gongkai.diagrams.route_map import draw_map
from gongkai.views.drawings import DrawnItem, MeetingDrawing
from tests.conftest import SAMPLES
from tests.diagrams.drawings import ADDRESS, EXTREMES, IMPRINT, meetings
from tests.diagrams.measuring import FONTS, assert_fits

KARLSRUHE = SAMPLES / "meetings/karlsruhe-oparl/meetings"


@pytest.mark.parametrize("name", EXTREMES)
def test_the_extremes_fit(name: str) -> None:
    meeting = EXTREMES[name]
    found = assert_fits(draw_poster(meeting).file())
    said = re.sub(r"\s", "", "".join(text.what for text in found.texts))
    for item in meeting.items:
        for text in (item.title, *item.points, item.decision, *item.responsible, item.due):
            assert re.sub(r"\s", "", text) in said


def oparl(path: Path) -> MeetingDrawing:
    """A meeting of Karlsruhe as a drawing, with what its system writes for numbers and results."""
    given = json.loads(path.read_text("utf-8"))
    found = tuple(
        DrawnItem(item.get("number", ""), item["name"], resolution=item.get("result", ""))
        for item in given.get("agendaItem", ())
        if item.get("public")
    )
    facts = (("时间", given["start"]), ("地点", given.get("location", {}).get("description", "—")))
    return MeetingDrawing(replace(IMPRINT, title=given["name"]), facts, found)


@pytest.mark.parametrize("path", sorted(KARLSRUHE.glob("*.json")), ids=lambda path: path.stem)
def test_meetings_of_another_country_fit(path: Path) -> None:
    meeting = oparl(path)
    assert_fits(draw_poster(meeting).file())
    assert draw_map(meeting) is None, "nobody is told to do anything"


@settings(max_examples=60, deadline=None)
@given(meetings)
def test_whatever_is_said_fits(meeting: MeetingDrawing) -> None:
    canvas = draw_poster(meeting)
    assert_fits(canvas.file())
    assert draw_poster(meeting).pieces() == canvas.pieces()


@pytest.mark.parametrize("name", EXTREMES)
def test_every_line_of_the_map_can_be_followed(name: str) -> None:
    """The number of a topic stands at the topic and at everything that it leads to."""
    meeting = EXTREMES[name]
    route = draw_map(meeting)
    leads = [
        [text for text in (item.decision, *item.responsible, item.due) if text] for item in meeting.items
    ]
    if not any(leads):
        assert route is None
        return
    assert route
    found = assert_fits(route.file())
    beads = Counter(text.what for text in found.texts if any(pill.holds(text) for pill in found.pills))
    assert beads == {
        str(item.number): 1 + len(texts) for item, texts in zip(meeting.items, leads, strict=True)
    }


@settings(max_examples=60, deadline=None)
@given(meetings)
def test_whatever_leads_anywhere_fits(meeting: MeetingDrawing) -> None:
    route = draw_map(meeting)
    if route:
        assert_fits(route.file())


def test_the_image_leads_to_the_page() -> None:
    svg = draw_poster(EXTREMES["mixed"]).file()
    png = png_of(svg)
    with Image.open(BytesIO(png)) as image:
        assert image.width == 1080
        found = zxingcpp.read_barcodes(image)
    assert [code.text for code in found] == [ADDRESS]
    assert png_of(svg) == png


def test_what_is_no_text_is_left_out() -> None:
    """Control characters, which YAML lets in by way of escapes, are no XML."""
    strange = DrawnItem("1", "研究\x08防汛\x00工作\ufffe")
    svg = draw_poster(replace(EXTREMES["bare item"], items=(strange,))).file()
    assert "研究防汛工作" in svg
    assert png_of(svg)


def test_what_the_font_lacks_is_shown_as_missing() -> None:
    """𰻞 is in no common font: in the SVG it stays, in the image 〓 stands for it."""
    svg = draw_poster(EXTREMES["mixed"]).file()
    assert "𰻞" in svg
    assert png_of(svg) == png_of(
        svg.replace("𰻞", "〓").replace("𠮷", "〓").replace("😀", "〓").replace("ﬁ", "〓")
    )


@pytest.mark.parametrize("path", sorted(FONTS.glob("*.otf")), ids=lambda path: path.stem)
def test_the_code_knows_its_fonts(path: Path) -> None:
    assert DIGESTS[path.name] == sha256(path.read_bytes()).hexdigest()
