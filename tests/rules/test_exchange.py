"""Messages, counts of channels, responses: rates against fractions, nothing personal."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gongkai.findings import Finding
from gongkai.model.channels import Rate
from gongkai.model.record import Record
from gongkai.model.service import Statistics
from gongkai.pipeline.checking import check_project
from gongkai.rules.exchange import check_counts
from tests.conftest import TODAY, MakeProject, record

RATES = ("answer_rate", "on_time_rate", "satisfaction_rate", "process_rate")


def found_in(**counts: str) -> list[Finding]:
    fields = Statistics.model_validate(
        {
            "title": "十月来信",
            "published": "2026-11-03 09:00",
            "period": "2026年10月",
            "period_start": "2026-10-01",
            "period_end": "2026-10-31",
            "channels": [{"channel": "12345热线", **counts}],
        }
    )
    return list(check_counts(Record("u/statistics/2026/a", "u", "statistics", "a.yaml", fields, ""), fields))


@st.composite
def _counts(draw: st.DrawFn) -> tuple[dict[str, int], dict[str, Fraction]]:
    received, carried = draw(st.integers(1, 60_000)), draw(st.integers(0, 500))
    answered = draw(st.integers(1, received + carried))
    rated = draw(st.integers(1, answered))
    given_counts = {
        "received": received,
        "carried": carried,
        "answered": answered,
        "on_time": draw(st.integers(0, answered)),
        "rated": rated,
        "satisfied": draw(st.integers(0, rated)),
        "process_satisfied": draw(st.integers(0, rated)),
    }
    shares = (
        Fraction(answered, received + carried),
        Fraction(given_counts["on_time"], answered),
        Fraction(given_counts["satisfied"], rated),
        Fraction(given_counts["process_satisfied"], rated),
    )
    return given_counts, dict(zip(RATES, shares, strict=True))


@given(_counts(), st.sampled_from(RATES), st.integers(0, 3), st.sampled_from([-1, 1]))
def test_a_rate_is_that_of_its_counts_to_the_last_digit(
    made: tuple[dict[str, int], dict[str, Fraction]], key: str, digits: int, wrong: int
) -> None:
    counts, shares = made
    texts = {name: str(count) for name, count in counts.items()}
    unit = Fraction(1, 10**digits)
    true = (shares[key] * 100 / unit + Fraction(1, 2)).__floor__()  # half up, in units of the last digit
    said = Decimal(true).scaleb(-digits)
    assert found_in(**texts, **{key: f"{said:f}"}) == []
    other = Decimal(true + wrong).scaleb(-digits)
    if 0 <= other <= 100:
        assert [f.code for f in found_in(**texts, **{key: f"{other:f}"})] == ["Q123"]


@given(_counts(), st.sampled_from(["answered", "on_time", "satisfied", "process_satisfied", "rated"]))
def test_no_part_is_more_than_its_whole(made: tuple[dict[str, int], dict[str, Fraction]], part: str) -> None:
    counts, _ = made
    assert found_in(**{name: str(count) for name, count in counts.items()}) == []
    counts[part] = counts["received"] + counts["carried"] + 1
    assert "Q122" in {f.code for f in found_in(**{name: str(count) for name, count in counts.items()})}


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_nothing_less_than_all_is_shown_as_a_hundred(part: int, whole: int) -> None:
    shown = Rate("", "", "", min(part, whole), "", whole).shown
    assert (shown == "100") == (part >= whole)
    assert abs(Fraction(shown) - Fraction(100 * min(part, whole), whole)) < Fraction(1, 100)


def test_what_a_citizen_says_of_himself_is_found_in_every_field(make_project: MakeProject) -> None:
    number, phone = "11010519491231002X", "13812345678"
    planted = {
        "标题": f"来信人{phone}反映路灯不亮",
        "查询码": phone,
        "来信内容": f"我的身份证是{number}。",
        "访谈嘉宾": f"某局科长 {phone}",
        "答复内容": f"已经电话{phone}告知。",
    }
    owed = {
        "来源": "在线访谈",
        "来信内容": "路灯不亮。",
        "来信日期": "2026-03-02",
        "答复日期": "2026-03-06",
        "答复内容": "修好了。",
    }
    files = {
        f"content/units/mzj/messages/2026/m{i}.md": record(**{**owed, key: text})
        for i, (key, text) in enumerate(planted.items())
    }
    findings = check_project(make_project(files), TODAY).findings
    found = {f.location.path: f for f in findings if f.code.startswith("H")}
    assert found.keys() == files.keys()
    for finding in findings:
        assert number not in finding.message() + finding.hint()
        assert phone not in finding.message() + finding.hint()
