"""All deals together: focus, totals, quarters, the record of those that ended, and where the effort went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from generator.assess.past import Past
from generator.assess.portfolio.effort import effort_by_result, effort_by_verdict, lost_time
from generator.assess.portfolio.focus import focus_order
from generator.assess.portfolio.portfolio import by_quarter, portfolio_of
from generator.assess.portfolio.record import record_of, win_rate
from generator.assess.portfolio.row import DealGlance, DealRow, row_of
from generator.assess.portfolio.totals import totals_of
from generator.assess.quarters import quarter_of
from generator.model.method import Currencies
from generator.model.money import Money
from tests.assess.judging import GOOD, METHOD, UNKNOWN, judge, row
from tests.making import make_surroundings

PURSUE = "+++++ +++++ +++++ +++++"
WALK_AWAY = "+++++ ---++ ---++ +++++"
EURO = Currencies.model_validate(
    {
        "base": "EUR",
        "rates": {"USD": {"rate": "0.87", "date": "2026-10-30"}, "GBP": {"rate": "1.14", "date": "2026-09-30"}},
    }
)


def named(name: str, signs: str = PURSUE, **changes: Any) -> DealRow:
    return row(signs, path=f"aldermoor/{name}.md", **changes)


def ended(name: str, result: str, date: str = "2026-10-01", signs: str = PURSUE, **changes: Any) -> DealRow:
    return named(name, signs, outcome={"result": result, "date": date}, **changes)


def names(rows: Sequence[DealGlance]) -> list[str]:
    return [each.identity.removeprefix("aldermoor/") for each in rows]


def left(days: str) -> dict[str, str]:
    return {"left": f"{days} days"}


def order(*rows: DealRow, currencies: Currencies | None = None) -> list[str]:
    return names([each.row for each in focus_order(rows, currencies)])


def test_the_verdict_comes_before_any_amount() -> None:
    big = {"amount": "EUR 9,000,000", "effort": left("1")}
    assert order(
        named("lost", WALK_AWAY, **big),
        named("vague", UNKNOWN, **big),
        named("weak", "+++++ ---++ +++++ +++++", **big),
        named("sound", amount="EUR 1", effort=left("90")),
    ) == ["sound", "weak", "vague", "lost"]


def test_then_the_amount_per_day_of_effort_left_then_the_close() -> None:
    assert order(
        named("later", close="2027-06-30"),
        named("sooner", close="2027-01-31"),
        named("big", amount="EUR 900,000", effort=left("90")),  # 10,000 a day
        named("quick", amount="EUR 200,000", effort=left("10")),  # 20,000 a day
        named("silent", amount="EUR 5,000,000"),
        named("done", amount="EUR 100", effort=left("0")),
    ) == ["done", "quick", "big", "sooner", "later", "silent"]


def test_amounts_are_compared_in_the_base_currency() -> None:
    euro = named("euro", amount="EUR 100,000", effort=left("10"))
    dollar = named("dollar", amount="USD 114,000", effort=left("10"))  # EUR 99,180
    yen = named("yen", amount="JPY 900,000,000", effort=left("1"))
    assert order(yen, dollar, euro, currencies=EURO) == ["euro", "dollar", "yen"]


def test_without_rates_only_amounts_in_the_usual_currency_are_compared() -> None:
    one = named("one", amount="USD 10", effort=left("1"))
    two = named("two", amount="USD 20", effort=left("1"))
    euro = named("euro", amount="EUR 90", effort=left("1"))
    assert order(one, euro, two) == ["two", "one", "euro"]


def test_every_place_has_its_reason() -> None:
    rows = [
        named("quick", amount="EUR 200,000", effort=left("7"), close="2027-01-31"),
        named("silent", amount="EUR 200,000"),
        named("poor", effort=left("7")),
        named("yen", amount="JPY 5", effort=left("7")),
        named("done", amount="EUR 5", effort=left("0")),
    ]
    said = {names([each.row])[0]: each.reason for each in focus_order(rows, EURO)}
    assert said == {
        "quick": "pursue, EUR 28,571 per day of effort left, closes 31 Jan 2027",
        "silent": "pursue, effort left not given, no close date",
        "poor": "pursue, amount not given, no close date",
        "yen": "pursue, no rate for JPY, no close date",
        "done": "pursue, no effort left, no close date",
    }


def test_closed_deals_are_kept_apart() -> None:
    found = portfolio_of([named("open"), ended("old", "won", "2025-01-01"), ended("new", "lost")], METHOD.currencies)
    assert names([each.row for each in found.focus]) == ["open"]
    assert names(found.closed) == ["new", "old"]


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_two_currencies_are_never_added() -> None:
    found = totals_of([eur("100"), Money(Decimal(50), "USD"), None, eur("1")], None)
    assert found.by_currency == {"EUR": eur("101"), "USD": Money(Decimal(50), "USD")}
    assert (found.in_base, found.lacking, found.rates_from) == (None, (), None)


def test_totals_come_together_at_dated_rates() -> None:
    found = totals_of([eur("100"), Money(Decimal(100), "USD"), Money(Decimal(100), "GBP")], EURO)
    assert found.in_base == eur("301.00")  # 100 + 87 + 114
    assert found.rates_from is not None
    assert found.rates_from.isoformat() == "2026-09-30"


def test_a_currency_without_a_rate_leaves_the_total_out_and_is_named() -> None:
    found = totals_of([eur("100"), Money(Decimal(100), "JPY")], EURO)
    assert (found.in_base, found.lacking) == (None, ("JPY",))


@pytest.mark.parametrize(
    ("close", "quarter"), [("2027-01-01", "2027 Q1"), ("2027-03-31", "2027 Q1"), ("2026-12-31", "2026 Q4")]
)
def test_a_day_lies_in_its_quarter(close: str, quarter: str) -> None:
    assert quarter_of(named("deal", close=close).close) == quarter


def test_open_deals_by_quarter_with_those_without_a_date_at_the_end() -> None:
    rows = [
        named("none", amount="EUR 7"),
        named("later", amount="EUR 1", close="2027-05-01"),
        named("sooner", amount="EUR 2", close="2027-02-01"),
        named("soon", amount="USD 4", close="2027-01-01"),
    ]
    quarters = by_quarter(rows, None)
    assert [(each.label, names(each.rows)) for each in quarters] == [
        ("2027 Q1", ["soon", "sooner"]),
        ("2027 Q2", ["later"]),
        ("", ["none"]),
    ]
    assert [*quarters[0].totals.by_currency] == ["EUR", "USD"]


def test_the_win_rate_is_of_won_and_lost_with_the_others_beside_it() -> None:
    rows = [
        *(ended(f"won-{each}", "won") for each in range(5)),
        *(ended(f"lost-{each}", "lost") for each in range(5)),
        ended("stalled", "no-decision"),
        ended("left", "withdrawn"),
        named("open"),
    ]
    found = win_rate(rows)
    assert (found.won, found.lost, found.no_decision, found.withdrawn, found.closed) == (5, 5, 1, 1, 12)
    assert found.rate == Fraction(1, 2)
    assert found.interval is not None
    assert [round(each, 3) for each in found.interval] == [0.224, 0.776]


def test_under_ten_deals_there_are_counts_alone() -> None:
    rows = [*(ended(f"won-{each}", "won") for each in range(9)), ended("stalled", "no-decision")]
    found = win_rate(rows)
    assert (found.won, found.rate, found.interval) == (9, None, None)


def test_the_record_goes_by_the_verdict_before_the_end_by_competitor_and_by_partner() -> None:
    partners = {"harrow": {"role": "delivery"}}
    assessment = {name: {"us": "-"} for name in METHOD.criteria}
    found = record_of(
        [
            ended("anyway", "won", assessment=assessment, competitors=["xsys"]),
            ended("left", "withdrawn", assessment=assessment),
            ended("missed", "lost", signs=UNKNOWN, competitors=["xsys", "status-quo"], partners=partners),
            named("open", competitors=["xsys"]),
        ]
    )
    assert found.walk_aways_won == 1
    assert found.without_walk_aways.won == found.overall.won - 1
    assert found.without_walk_aways.withdrawn == found.overall.withdrawn - 1
    assert [*found.by_verdict] == ["pursue", "strengthen", "qualify", "walk-away"]
    assert (found.by_verdict["walk-away"].won, found.by_verdict["walk-away"].withdrawn) == (1, 1)
    assert found.by_verdict["qualify"].lost == 1
    assert [*found.by_competitor] == ["status-quo", "xsys"]
    assert (found.by_competitor["xsys"].won, found.by_competitor["xsys"].lost) == (1, 1)
    assert found.by_partner["harrow"].lost == 1


def test_effort_stands_against_the_verdict_and_the_outcome() -> None:
    rows = [
        named("sound", effort={"spent": "5 days", "left": "10 days"}),
        named("other", effort={"left": "20 days"}),
        named("lost", WALK_AWAY, effort={"spent": "30 days"}),
        named("silent", WALK_AWAY),
        ended("gone", "lost", effort={"spent": "40 days"}),
    ]
    open_effort = effort_by_verdict(rows)
    assert [*open_effort] == ["pursue", "strengthen", "qualify", "walk-away"]
    assert (open_effort["pursue"].spent, open_effort["pursue"].left) == (Decimal(5), Decimal(30))
    walk_away = open_effort["walk-away"]
    assert (walk_away.deals, walk_away.spent, walk_away.silent) == (2, Decimal(30), 1)
    assert effort_by_result(rows)["lost"].spent == 40


def committed_this_week(name: str, **changes: Any) -> DealRow:
    judged = judge(path=f"aldermoor/{name}.md", **changes)
    return row_of(judged, make_surroundings(METHOD), Past(began=dt.date(2026, 11, 20)))


def rated_on(date: str) -> dict[str, Any]:
    return {"owner": "Dana", "assessment": {"risk": {"us": "-", "date": date}}}


def test_a_lost_deal_names_what_its_owner_had_open_at_the_time() -> None:
    """Lost on 30 June: open then are what began by that day and ended later, or has not ended."""
    rows = [
        ended("lost", "lost", "2026-06-30", owner="Dana", effort={"spent": "40 days"}),
        ended("before", "won", "2026-06-30", **rated_on("2026-01-10")),
        ended("after", "won", "2026-07-01", **rated_on("2026-06-30")),
        named("open", **rated_on("2026-01-10")),
        named("later", **rated_on("2026-07-01")),
        named("undated", UNKNOWN, owner="Dana"),
        ended("over", "won", "2026-05-01", UNKNOWN, owner="Dana"),
        named("other", owner="Rui", assessment={"risk": {"us": "-", "date": "2026-01-10"}}),
        ended("unowned", "lost", "2026-06-30"),
    ]
    rows = [replace(row, began=None) if row.identity.endswith("/undated") else row for row in rows]
    (found,) = lost_time(rows)
    assert (names([found.row]), found.spent, found.beside) == (["lost"], Decimal(40), 2)
    assert (names(found.others), found.undated) == (["after", "open"], 1)
    assert names(lost_time(rows, named=1)[0].others) == ["after"]


def test_a_deal_of_this_week_was_not_open_beside_one_lost_three_years_ago() -> None:
    """What is imported today has its past from elsewhere: the first day that anything tells of counts."""
    rows = [
        ended("lost", "lost", "2023-05-31", owner="Dana"),
        committed_this_week("new", owner="Dana"),
        committed_this_week("imported", **rated_on("2023-05-01")),
    ]
    (found,) = lost_time(rows)
    assert (names(found.others), found.beside, found.undated) == (["imported"], 1, 0)


def test_a_portfolio_without_deals_is_empty_and_sound() -> None:
    found = portfolio_of([], METHOD.currencies)
    assert (found.focus, found.closed, found.quarters, found.lost) == ((), (), (), ())
    assert found.record.overall.closed == 0
    assert found.totals.by_currency == {}


def test_a_good_deal_stands_in_the_portfolio_with_all_of_it() -> None:
    found = portfolio_of([named("good", GOOD, amount="EUR 5")], METHOD.currencies)
    assert found.totals.by_currency["EUR"] == eur("5")
    assert found.effort["pursue"].deals == 1
