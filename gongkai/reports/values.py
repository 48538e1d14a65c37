"""One figure of one unit or of the county: its value, its light, and the records behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Literal, NamedTuple

from gongkai.model.supervision import COUNT, LESS, MEAN, MEDIAN, RATE, Indicator

Light = Literal["正常", "关注", "预警", ""]
GOOD: Light = "正常"
FAIR: Light = "关注"
POOR: Light = "预警"
NONE: Light = ""
_TENTH = Decimal("0.1")


class Case(NamedTuple):
    """What one record, item or column adds: `part` to the numerator, `whole` to the denominator.

    Of medians and means `part` is an amount in the unit of the indicator and `whole` 1. `name` is the id of a record,
    or what `Found.of` says.
    """

    name: str
    part: int
    whole: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """What a metric found in one unit.

    `plain` counts records beside the cases that add one to numerator and denominator: all of the base that `cases`
    does not name. `of` says what the names of the cases are.
    """

    cases: Sequence[Case] = ()
    plain: int = 0
    of: Literal["record", "item", "column", "field"] = "record"


@dataclass(frozen=True, slots=True)
class Value:
    """The value of an indicator for a unit, or for the county (`unit` is "").

    `number` is None where there is nothing to count in: a rate of none is no rate.
    """

    indicator: Indicator
    unit: str
    numerator: int
    denominator: int
    number: Decimal | None
    light: Light
    found: tuple[Found, ...]

    @property
    def text(self) -> str:
        """`86.4%`, `12条`, `3.5天`, or — where there is nothing to count in."""
        if self.number is None:
            return "—"
        return f"{plain(self.number)}{self.indicator.unit}"

    @property
    def missed(self) -> tuple[Case, ...]:
        """What keeps a rate from being whole."""
        if self.indicator.measure != RATE:
            return ()
        return tuple(case for found in self.found for case in found.cases if case.part < case.whole)

    @property
    def cases(self) -> tuple[Case, ...]:
        return tuple(case for found in self.found for case in found.cases)


def value_of(indicator: Indicator, unit: str, found: Iterable[Found]) -> Value:
    """Put together what was found: of a unit one finding, of the county those of all units."""
    some = tuple(found)
    plain_ones = sum(each.plain for each in some)
    cases = [case for each in some for case in each.cases]
    numerator = plain_ones + sum(case.part for case in cases)
    denominator = plain_ones + sum(case.whole for case in cases)
    number = _number(indicator.measure, numerator, denominator, [case.part for case in cases])
    light = light_of(indicator, number)
    if not unit and indicator.measure == COUNT and light != GOOD:
        light = NONE  # the thresholds of a number are meant for one unit
    return Value(indicator, unit, numerator, denominator, number, light, some)


def _number(measure: str, numerator: int, denominator: int, parts: Sequence[int]) -> Decimal | None:
    if measure == COUNT:
        return Decimal(numerator)
    if not denominator:
        return None
    if measure == RATE:
        return rate(numerator, denominator)
    if measure == MEAN:
        return (Decimal(numerator) / denominator).quantize(_TENTH, ROUND_HALF_UP)
    assert measure == MEDIAN
    return Decimal(str(median(parts)))


def rate(numerator: int, denominator: int) -> Decimal | None:
    """In percent, to a tenth; None of nothing."""
    return (Decimal(100 * numerator) / denominator).quantize(_TENTH, ROUND_HALF_UP) if denominator else None


def rate_text(numerator: int, denominator: int) -> str:
    """`98.2%`, or — of nothing."""
    found = rate(numerator, denominator)
    return "—" if found is None else f"{plain(found)}%"


def light_of(indicator: Indicator, number: Decimal | None) -> Light:
    """Green, amber or red by the thresholds of the indicator; none where it has none or there is nothing."""
    if number is None or indicator.better is None or indicator.good is None:
        return NONE
    fair = indicator.good if indicator.fair is None else indicator.fair
    sign = -1 if indicator.better == LESS else 1
    if sign * number >= sign * indicator.good:
        return GOOD
    return FAIR if sign * number >= sign * fair else POOR


def plain(number: Decimal) -> str:
    """Without zeros that say nothing: 100, 86.4."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
