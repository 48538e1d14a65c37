"""What the column of messages counts, against a count by hand; and what its page shows of the demo county."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from gongkai.catalog.public import Entry
from gongkai.model.channels import CHANNELS
from gongkai.model.exchange import SERIOUS, Message, Response
from gongkai.model.header import MessageFacts
from gongkai.views.hours import hours_between, lasting
from gongkai.views.messages import figures, waiting
from tests.conftest import REPOSITORY
from tests.reading import read_project

FIRST = date(2026, 1, 1)


def entry(number: int, facts: MessageFacts) -> Entry:
    return Entry(
        f"u/messages/2026/{number}", "u", "messages", "题", "2026-01-01T00:00+08:00", "", "", "", (), (), "", (), (), (), "", "", "",
        message=facts,
    )  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.integers(0, 300),
            st.none() | st.integers(0, 90),
            st.none() | st.integers(0, 60),
            st.sampled_from(["", "满意", "不满意"]),
        ),
        max_size=30,
    )
)
def test_figures_are_what_one_counts_by_hand(
    asked: list[tuple[int, int | None, int | None, str]],
) -> None:
    def day(number: int) -> str:
        return (FIRST + timedelta(days=number)).isoformat()

    entries = []
    for i, (start, needed, allowed, rating) in enumerate(asked):
        replied = "" if needed is None else day(start + needed)
        due = "" if allowed is None else day(start + allowed)
        facts = MessageFacts("网友留言", "咨询", day(start), "", due, replied, "u", rating if replied else "")
        entries.append(entry(i, facts))
    found = {re.sub("（.*", "", f.label): f.value for f in figures(entries)}
    answered = [each for each in asked if each[1] is not None]
    open_ones = sorted(each[0] for each in asked if each[1] is None)
    assert [each.message.received for each in waiting(entries) if each.message] == [day(n) for n in open_ones]
    if not asked:
        assert found == {}
        return
    assert found["公开的来信"] == str(len(asked))
    assert found["还没有答复"] == str(len(open_ones))
    assert abs(float(found["答复率"]) - 100 * len(answered) / len(asked)) <= 0.01
    if answered:
        assert float(found["答复用时"]) == median(
            [needed for _, needed, _, _ in answered if needed is not None]
        )
    limits = [
        (needed, allowed) for _, needed, allowed, _ in answered if allowed is not None and needed is not None
    ]
    assert ("按期答复率" in found) == bool(limits)
    if limits:
        on_time = sum(needed <= allowed for needed, allowed in limits)
        assert abs(float(found["按期答复率"]) - 100 * on_time / len(limits)) <= 0.01


@given(st.integers(0, 10_000))
def test_hours_are_said_and_can_be_read_back(minutes: int) -> None:
    start = "2026-07-19T22:40+08:00"
    end = date(2026, 7, 19).toordinal() * 1440 + 22 * 60 + 40 + minutes
    text = f"{date.fromordinal(end // 1440).isoformat()}T{end % 1440 // 60:02}:{end % 60:02}+08:00"
    said = lasting(hours_between(start, text))
    read = re.fullmatch(r"(?:(\d+)小时)?(?:(\d+)分钟)?", said)
    assert read
    assert int(read[1] or 0) * 60 + int(read[2] or 0) == minutes


def test_every_message_of_the_county_is_counted_where_it_belongs(demo_site: Path) -> None:
    records = [r for r in read_project(REPOSITORY).records if isinstance(r.fields, Message)]
    by_channel = Counter(r.fields.channel for r in records if isinstance(r.fields, Message))
    page = (demo_site / "messages/index.html").read_text("utf-8")
    for column in ("领导信箱", "12345热线", "在线访谈", "网友留言", "建言献策"):
        assert f"{by_channel[column]}件公开答复" in page
    assert 'href="/consultations/"' in page
    assert len(set(re.findall(r'href="/messages/([a-z]+)/"', page)) & set(CHANNELS.values())) == len(CHANNELS)
    open_ones = sum(1 for r in records if isinstance(r.fields, Message) and not r.fields.replied_on)
    assert page.count("待答复") >= open_ones > 0
    assert f"来信{len(records)}件，已答复{len(records) - open_ones}件" in page
    assert "<form" not in page.partition("<main")[2]
    for channel, code in CHANNELS.items():
        text = (demo_site / f"messages/{code}/index.html").read_text("utf-8")
        assert f'<span class="figure-value">{by_channel[channel]}</span>' in text


def test_the_page_of_a_response_says_how_many_hours_each_step_took(demo_site: Path) -> None:
    records = [r for r in read_project(REPOSITORY).records if isinstance(r.fields, Response)]
    assert {r.fields.level for r in records if isinstance(r.fields, Response)} == {
        "特别重大",
        "重大",
        "较大",
        "一般",
    }
    for each in records:
        fields = each.fields
        assert isinstance(fields, Response)
        page = (demo_site / f"units/{each.id}/index.html").read_text("utf-8")
        for at in (fields.first_release_at, fields.press_conference_at, fields.replied_at):
            if at:
                minutes = int((at - fields.occurred_at).total_seconds()) // 60
                hours, rest = divmod(minutes, 60)
                said = (f"{hours}小时" if hours else "") + (f"{rest}分钟" if rest else "")
                assert re.search(f">\\s*{said}\\s*</", page), each.id
        serious = fields.level in SERIOUS
        assert ("5小时内，按时" in page) == ("24小时内，按时" in page) == serious, each.id
        assert ("48小时内，按时" in page) != serious, each.id
