"""Odds: what counts, when nothing is shown, and the sums by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from math import log

import pytest

from generator.assess.intervals import jeffreys
from generator.assess.odds.fit import Case, fit, one_deal, t_quantile
from generator.assess.odds.odds import (
    AccountCount,
    Band,
    Counted,
    band_at,
    bands_of,
    bootstrapped,
    brier,
    log_loss,
    odds_of,
    range_of_share,
    worth_of,
)
from generator.assess.portfolio.row import DealRow
from generator.assess.portfolio.stood import StoodThen
from generator.show.text.odds import band_anchor, band_words, refusal
from tests.assess.judging import GOOD, METHOD, UNKNOWN, row

RULES = METHOD.odds
LOST = {"result": "lost", "date": "2026-10-01"}

TABLE = ((1.0, True, 300), (1.0, False, 100), (-1.0, True, 100), (-1.0, False, 300))


def closed(number: int, score: int, *, won: bool, account: str = "") -> DealRow:
    """Return a closed deal that stood at a score then."""
    of = CLOSED[won]
    day = dt.date(2020, 1, 1) + dt.timedelta(days=number)
    assert of.outcome
    return replace(
        of,
        identity=f"a{number}/deal",
        account=account or f"a{number}",
        outcome=of.outcome.model_copy(update={"date": day}),
        stood_then=StoodThen(Fraction(score), Fraction(1, 2), ""),
    )


CLOSED = {won: row(stage="closed", outcome=LOST | {"result": "won" if won else "lost"}) for won in (True, False)}


def portfolio(won: int, lost: int) -> list[DealRow]:
    """Return deals of which those won stood higher, with some of each on the other side."""
    rows = [closed(n, 50 if n % 4 else 10, won=True) for n in range(won)]
    return rows + [closed(won + n, 10 if n % 4 else 50, won=False) for n in range(lost)]


def test_the_slope_of_a_symmetric_table_is_the_log_of_its_odds_ratio_shrunk_by_the_prior() -> None:
    cases = [Case(x, won, f"{n}{x}{won}") for x, won, deals in TABLE for n in range(deals)]
    curve = fit(cases)
    assert curve.level == pytest.approx(0, abs=1e-9)
    assert curve.slope == pytest.approx(log(3), abs=0.01)
    assert curve.chance(1) == pytest.approx(0.75, abs=0.002)


@pytest.mark.parametrize(("freedom", "value"), [(1, 6.314), (10, 1.812), (100, 1.660)])
def test_the_quantile_is_that_of_the_tables_of_student(freedom: int, value: float) -> None:
    assert t_quantile(freedom) == pytest.approx(value, abs=5e-4)


def test_deals_of_one_account_prove_nothing_of_the_slope() -> None:
    assert not odds_of([replace(each, account="one") for each in portfolio(40, 40)], RULES).shown


def test_copies_of_deals_within_their_accounts_do_not_make_the_slope_surer() -> None:
    once = [Case(x, won, f"{n}{x}{won}") for x, won, deals in TABLE for n in range(deals // 10)]
    assert fit(once * 4).bound < fit(once).bound + 0.05


def test_under_the_floor_the_number_missing_is_said() -> None:
    odds = odds_of(portfolio(19, 20), RULES)
    assert odds.missing == (1, 0)
    assert not odds.shown
    assert refusal(odds, RULES, 60).startswith("No odds yet: 1 won is missing. Odds need 20 deals won and 20 lost")
    assert odds_of(portfolio(20, 20), RULES).shown


def test_a_score_that_goes_the_other_way_shows_no_odds() -> None:
    assert CLOSED[True].outcome
    assert CLOSED[False].outcome
    turned = [
        replace(each, stood_then=StoodThen(-each.stood_then.score, Fraction(1, 2), ""))
        for each in portfolio(20, 20)
        if each.stood_then
    ]
    odds = odds_of(turned, RULES)
    assert (odds.shown, odds.bands) == (False, ())
    assert "beyond chance" in refusal(odds, RULES, 60)


def test_every_deal_that_ended_is_counted_once() -> None:
    withdrawn = row(stage="closed", outcome=LOST | {"result": "withdrawn"})
    unknown = replace(closed(900, 0, won=True), stood_then=None)
    odds = odds_of([*portfolio(20, 24), replace(withdrawn, identity="w/d"), unknown], RULES)
    assert (odds.won, odds.lost, odds.unknown, odds.apart) == (20, 24, 1, 1)
    assert sum(each.won + each.lost for each in odds.bands) == 44
    assert (odds.repeat, odds.new) == ((), ()), "nobody had bought before: nothing to tell apart"


def test_an_open_deal_that_knows_more_or_less_than_any_counted_one_is_named() -> None:
    odds = odds_of([*portfolio(20, 20), row(UNKNOWN)], RULES)
    assert odds.outside == (row(UNKNOWN).identity,)


def test_a_rating_counts_by_its_date_and_one_without_a_date_does_not() -> None:
    rated = {"compelling_event": {"us": "+", "date": "2026-08-01"}, "solution_fit": {"us": "+", "date": "2026-08-03"}}
    undated = {"inside_support": {"us": "+"}}
    then = row(stage="closed", outcome=LOST, assessment=rated | undated).stood_then
    marks = "".join("+" if name == "compelling_event" else "?" for name in METHOD.criteria)
    assert then == StoodThen(Fraction(20, 3), Fraction(1, 15), marks)
    assert row(stage="closed", outcome=LOST, assessment=undated).stood_then is None
    assert row(GOOD).stood_then is None


def test_an_edge_belongs_to_the_band_above_it() -> None:
    assert band_at(Fraction(20), RULES) == Band(20, 40)
    assert band_at(Fraction(1999, 100), RULES) == Band(0, 20)
    assert [band_words(band) for band in bands_of(RULES)][:2] == ["under 0", "0 to under +20"]
    assert band_anchor(Band(-20, 0)) == "odds-minus-20-to-0"


def deals(won: int, lost: int, accounts: int) -> list[Counted]:
    """Return deals spread over accounts, each with nothing but wins or losses as far as that goes."""
    every = [True] * won + [False] * lost
    per = len(every) // accounts
    day = dt.date(2026, 1, 1)
    return [Counted(f"{n}", Fraction(50), Fraction(1), won, f"{n // per}", day) for n, won in enumerate(every)]


def test_the_prior_weighs_as_much_as_one_deal_and_without_a_difference_there_is_no_slope() -> None:
    """Half won, scores of ±1: one deal says p(1 - p)·1² = 0.25 of the slope; at ±0.5 a quarter of that."""
    for size, weighs in ((1.0, 0.25), (0.5, 0.0625)):
        cases = [Case(x * size, won, f"{n}{x}{won}") for x, won, deals in TABLE for n in range(deals // 100)]
        assert one_deal(cases) == pytest.approx(weighs)
    alike = [Case(0.5, won, str(n)) for n, won in enumerate([True, False] * 20)]
    assert (fit(alike).slope, fit(alike).rises) == (0.0, False)


def test_scores_that_tell_won_from_lost_without_exception_have_a_slope_with_an_end() -> None:
    """At the mode the gradient is 0: the misses times the scores are what the prior holds against."""
    cases = [Case(x / 100, x > 40, str(x)) for x in range(0, 100, 3)]
    curve = fit(cases)
    pull = sum((case.won - curve.chance(case.score)) * case.score for case in cases)
    assert pull == pytest.approx(one_deal(cases) * curve.slope, abs=1e-6)
    assert curve.rises


def test_deals_are_worth_as_many_as_their_accounts_tell() -> None:
    """All alike within accounts of four: 10 won and 10 lost accounts are 20 · 0.25 / (0.25 · 20/19) = 19 deals, less
    the few accounts: times the squares of Student's quantiles, 1.664 of 79 and 1.729 of 19 degrees of freedom."""
    accounts = [AccountCount(4, 4)] * 10 + [AccountCount(0, 4)] * 10
    assert worth_of(accounts) == pytest.approx(19 * (1.6644 / 1.7291) ** 2, abs=0.01)
    assert worth_of([AccountCount(1, 1)] * 12) == 12
    assert worth_of([AccountCount(3, 8)]) == 0
    assert worth_of([AccountCount(2, 4)] * 20) == pytest.approx(80 * (1.6644 / 1.7291) ** 2, abs=0.05)


def test_the_range_is_jeffreys_of_wins_alone_and_wider_where_accounts_hold_several() -> None:
    assert range_of_share(deals(20, 0, 20)) == jeffreys(20, 0, 0.9)
    low, high = range_of_share(deals(12, 8, 5))
    by_count = jeffreys(12, 8, 0.9)
    assert high - low > by_count[1] - by_count[0]
    assert bootstrapped(deals(12, 8, 5)) == bootstrapped(deals(12, 8, 5))


def test_brier_and_log_loss_are_those_of_the_textbook() -> None:
    said = [(0.5, True), (0.9, False)]
    assert brier(said) == pytest.approx((0.25 + 0.81) / 2)
    assert log_loss(said) == pytest.approx(-(log(0.5) + log(0.1)) / 2)


def test_a_customer_is_one_who_had_bought_by_the_day_that_counts() -> None:
    """Won on day 100; the deals that ended 60 and 61 days later are looked at on that day and on the next."""
    first = closed(100, 50, won=True, account="a100")
    others = [closed(days, 50, won=True, account="a100") for days in (160, 161)]
    before, after = (odds_of([*portfolio(20, 20), first, *more], RULES) for more in ([others[0]], others))
    assert sum(each.won for each in before.repeat) == 0
    assert sum(each.won for each in after.repeat) == 1
    assert sum(each.won + each.lost for each in (*after.repeat, *after.new)) == 43
