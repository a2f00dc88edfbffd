"""The deal's numbers beside the thresholds of the method, and the ratings that follow for criteria."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assess.currency import amount_in, ratio
from generator.assess.judgement import NumberReading
from generator.assess.words import day_in_words
from generator.model.counting import counted, noun_for
from generator.model.deal import Effort
from generator.model.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.deal import Deal
    from generator.model.method import Criterion, Currencies, Method, Threshold
    from generator.model.text import Sign

Reading = tuple[str, "bool | None"]
"""The printed number, and whether it meets its limit; None where the two cannot be compared."""


def number_readings(deal: Deal, method: Method, today: dt.date) -> dict[str, NumberReading]:
    """Return every number of the deal for which the method has a threshold, by threshold.

    A closed deal's dates are measured from its end.
    """
    day = min(today, deal.outcome.date) if deal.outcome else today
    return {name: reading_of(name, limit, deal, method, day) for name, limit in method.thresholds.items()}


def reading_of(name: str, limit: Threshold, deal: Deal, method: Method, day: dt.date) -> NumberReading:
    """Return one number of the deal beside its threshold."""
    read = read_number(getattr(deal, name, None), limit, deal, method.currencies, day)
    given, met = read or (None, None)
    rating: Sign | None = None if met is None else "+" if met else "-"
    return NumberReading(name, limit.label, given, limit_in_words(limit), rating)


def read_number(
    number: object, limit: Threshold, deal: Deal, currencies: Currencies | None, day: dt.date
) -> Reading | None:
    """Return the printed number and whether it meets its limit, or None where the deal does not give it."""
    if isinstance(number, Effort):
        number = number.left
    if isinstance(number, Money):
        return read_money(number, limit, deal, currencies)
    if isinstance(number, dt.date):
        return read_date(number, limit, deal, day)
    if isinstance(number, Decimal):
        return read_decimal(number, limit)
    return None


def read_money(number: Money, limit: Threshold, deal: Deal, currencies: Currencies | None) -> Reading:
    """Return an amount against an amount, or against a share of the deal's amount."""
    if limit.at_least is not None:
        amount = amount_in(limit.at_least.currency, number, currencies)
        return str(number), None if amount is None else amount >= Fraction(limit.at_least.amount)
    share = ratio(number, deal.amount, currencies)
    if share is None or limit.at_least_share is None:
        return str(number), None
    return f"{number} ({as_percent(share)} of the amount)", share >= Fraction(limit.at_least_share)


def read_date(number: dt.date, limit: Threshold, deal: Deal, day: dt.date) -> Reading:
    """Return a date against a limit in days; a date that an open deal has let pass says nothing."""
    ahead = (number - day).days
    said = day_in_words(number)
    if ahead < 0 and deal.outcome is None:
        return f"{said} (past)", None
    met = None if limit.at_most_days is None else ahead <= limit.at_most_days
    return (f"{said} (in {counted(ahead, 'day')})" if deal.outcome is None else said), met


def read_decimal(number: Decimal, limit: Threshold) -> Reading:
    """Return a share against a share, or working days against days."""
    if limit.at_least_share is not None:
        return as_percent(Fraction(number)), number >= limit.at_least_share
    days = f"{number.normalize():f} {noun_for(number, 'day')}"
    return days, None if limit.at_most_days is None else number <= limit.at_most_days


def limit_in_words(limit: Threshold) -> str:
    """Return a threshold as people read it: `at least EUR 250,000`."""
    if limit.at_least is not None:
        return f"at least {limit.at_least}"
    if limit.at_most_days is not None:
        return f"at most {limit.at_most_days.normalize():f} {noun_for(limit.at_most_days, 'day')}"
    return "no limit" if limit.at_least_share is None else f"at least {as_percent(Fraction(limit.at_least_share))}"


def as_percent(share: Fraction) -> str:
    """Return a share as a percentage with one decimal at most."""
    return f"{float(round(share * 100, 1)):g}%"


def from_numbers(criterion: Criterion, method: Method, readings: Mapping[str, NumberReading]) -> Sign | None:
    """Return the rating from a criterion's numbers, None where they do not settle it.

    Where all of its numbers are optional one that meets its limit is enough for `+`, and `-` takes that every one
    given misses. Elsewhere one that misses is enough for `-`, and `+` takes that every needed one is met.
    """
    numbers = [readings[name] for name in criterion.numbers]
    ratings = [number.rating for number in numbers]
    if one_is_enough(criterion, method):
        given = {number.rating for number in numbers if number.given is not None}
        return "+" if "+" in given else "-" if given == {"-"} else None
    if "-" in ratings:
        return "-"
    needed = [readings[name].rating for name in criterion.numbers if not method.thresholds[name].optional]
    return "+" if "+" in ratings and None not in needed else None


def one_is_enough(criterion: Criterion, method: Method) -> bool:
    """Tell whether one of a criterion's numbers settles it: where it has several, and none of them is needed."""
    return len(criterion.numbers) > 1 and all(method.thresholds[name].optional for name in criterion.numbers)
