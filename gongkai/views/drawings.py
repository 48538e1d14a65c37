"""What diagrams are drawn from: plain texts and numbers, in the order in which they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.views.parts import Figure, Tone

POSTER = "tujie"
"""Name of the poster of a meeting: of its place on the page, and of its files without ending."""


@dataclass(frozen=True, slots=True)
class QrShape:
    """A QR code as the data of one SVG path, in a square of `side` modules with its quiet zone."""

    side: int
    path: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands at the head and at the foot of every diagram."""

    title: str
    unit: str
    published: str
    """YYYY年M月D日"""
    address: str
    """Of the page, with host."""
    qr: QrShape


@dataclass(frozen=True, slots=True)
class DrawnItem:
    """A public topic of a meeting; what the record does not say is "" or empty."""

    number: str
    """May be "": topics of other systems have none, or "Ö 3.1"."""
    title: str
    reporter: str = ""
    points: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    decision: str = ""
    tone: Tone = "info"
    """Of the decision."""
    resolution: str = ""
    """What was decided, in a sentence."""
    responsible: tuple[str, ...] = ()
    due: str = ""
    """YYYY年M月D日"""

    @property
    def named(self) -> str:
        """Number and title, to be read aloud."""
        return f"议题{self.number}，{self.title}" if self.number else self.title


@dataclass(frozen=True, slots=True)
class ObserverGroup:
    """The observers of one category, each as one text: name and where from."""

    category: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingDrawing:
    """A meeting: poster and map are drawn from it."""

    imprint: Imprint
    facts: tuple[tuple[str, str], ...]
    """Label and text: 时间, 地点, 主持 …"""
    items: tuple[DrawnItem, ...]
    observers: tuple[ObserverGroup, ...] = ()
    adopted: int = 0
    """Remarks of observers that were taken up, wholly or in part."""
    no_observers: str = ""
    """Why nobody from outside sat in."""


@dataclass(frozen=True, slots=True)
class DrawnSection:
    """A heading and the points below it."""

    heading: str
    points: tuple[str, ...]
    concerns: bool = True
    """False: the policy has nothing of it (不涉及); the points say why, if anything."""


@dataclass(frozen=True, slots=True)
class DrawnChange:
    """A row of the comparison of old and new policy."""

    item: str
    old: str
    new: str
    effect: str = ""


@dataclass(frozen=True, slots=True)
class PictureDrawing:
    """An interpretation: 一图读懂 is drawn from it."""

    imprint: Imprint
    facts: tuple[tuple[str, str], ...]
    """Label and text: 解读单位, 咨询电话 …"""
    sections: tuple[DrawnSection, ...]
    changes: tuple[DrawnChange, ...] = ()
    more: tuple[DrawnSection, ...] = ()
    """Sections behind the comparison: whom it affects, how to apply."""


Drawing = MeetingDrawing | PictureDrawing
