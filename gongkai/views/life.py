"""The life of a policy on the pages of all that has part in it, and what its end says at the head of its own page."""

from __future__ import annotations

from gongkai.catalog.lines import Line, Step
from gongkai.catalog.public import Entry
from gongkai.views.parts import Banner, LifeLine, Link, Moment
from gongkai.views.portal import Portal

_SENTENCES = {
    "废止": "本文件{since}已废止，仅供查阅，不再作为办事依据。",
    "失效": "本文件{since}已失效，仅供查阅，不再作为办事依据。",
    "部分失效": "本文件部分内容已失效，请同时查看修改它的文件。",
    "已修改": "本文件{since}已被修改，请与修改后的规定对照查看。",
    "尚未生效": "本文件尚未生效，请注意生效日期。",
}
_STAMPED = frozenset(["废止", "失效"])
_SUCCESSORS = ("已被以下文件替代", "已被以下文件修改")


def life_lines(portal: Portal, record_id: str) -> tuple[LifeLine, ...]:
    """The lines on which a record stands, the record itself without a link."""
    return tuple(_line(portal, record_id, line) for line in portal.catalog.lines.get(record_id, ()))


def _line(portal: Portal, record_id: str, line: Line) -> LifeLine:
    subject = None if line.subject == record_id else portal.record_link(line.subject)
    return LifeLine(subject, tuple(_moment(portal, record_id, step) for step in line.steps))


def _moment(portal: Portal, record_id: str, step: Step) -> Moment:
    date = f"{step.day} 至 {step.last}" if step.last else step.day
    links = (portal.record_link(i) for i in step.records)
    shown = tuple(
        Link(link.title, "" if i == record_id else link.url)
        for i, link in zip(step.records, links, strict=True)
        if link
    )
    return Moment(step.name, date, step.note, step.is_done, shown)


def banner_of(portal: Portal, entry: Entry) -> Banner | None:
    """What readers must know first: of a document, whether it still counts and what to read instead; of a meeting, that it is off."""
    if entry.meeting and entry.meeting.is_cancelled:
        return Banner("bad", (Link("本次会议已取消。", ""),))
    sentence = _SENTENCES.get(entry.validity)
    if sentence is None:
        return None
    since = f"自{entry.ended}起" if entry.ended and entry.validity != "失效" else ""
    if entry.ended and entry.validity == "失效":
        since = f"有效期到{entry.ended}届满，"
    parts = [Link(sentence.format(since=since), "")]
    groups = portal.catalog.relations.get(entry.id, ())
    for title, words in zip(_SUCCESSORS, ("替代它的文件：", "修改它的文件："), strict=True):
        links = [
            portal.record_link(other.id)
            for group in groups
            if group.title == title
            for other in group.entries
        ]
        for i, link in enumerate(link for link in links if link):
            parts += [Link("、" if i else words, ""), link]
    is_stamped = entry.validity in _STAMPED
    tone = portal.validity_tag(entry.validity).tone
    return Banner(tone, tuple(parts), entry.validity if is_stamped else "", entry.ended if is_stamped else "")
