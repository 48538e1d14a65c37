"""A policy in one picture: everything is said, and nothing overflows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from gongkai.diagrams.picture import draw_picture
from gongkai.views.drawings import PictureDrawing
from tests.diagrams.drawings import PICTURES, pictures
from tests.diagrams.measuring import assert_fits


def said(svg: str) -> str:
    return re.sub(r"\s", "", "".join(text.what for text in assert_fits(svg).texts))


@pytest.mark.parametrize("name", PICTURES)
def test_everything_is_said(name: str) -> None:
    picture = PICTURES[name]
    found = said(draw_picture(picture).file())
    sections = [
        text for section in (*picture.sections, *picture.more) for text in (section.heading, *section.points)
    ]
    changes = [
        text for change in picture.changes for text in (change.item, change.old, change.new, change.effect)
    ]
    for text in (*sections, *changes):
        assert re.sub(r"\s", "", text) in found
    assert found.count("不涉及") == sum(not section.concerns for section in picture.sections)


@settings(max_examples=60, deadline=None)
@given(pictures)
def test_whatever_is_explained_fits(picture: PictureDrawing) -> None:
    assert_fits(draw_picture(picture).file())
