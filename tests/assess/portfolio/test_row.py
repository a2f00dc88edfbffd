"""A deal in one record, and the verdict by what was known before it ended."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from generator.assess.deal.assessment import assess
from generator.assess.past import UNKNOWN, Past
from generator.model.money import Money
from tests.assess.judging import GOOD, METHOD, row
from tests.making import TODAY, make_deal, make_surroundings, rated

LOST = {"result": "lost", "date": "2026-11-01"}


def test_an_open_deal_has_no_verdict_before_its_end() -> None:
    assert row(GOOD).verdict_then is None


def test_a_rating_known_later_than_sixty_days_before_the_end_reads_unknown() -> None:
    known = {name: each | {"date": "2026-09-02"} for name, each in rated(METHOD, GOOD).items()}  # 60 days before
    late = known | {"political_alignment": known["political_alignment"] | {"date": "2026-09-03"}}
    for assessment, word in ((known, "pursue"), (late, "strengthen")):
        before = row(GOOD, assessment=assessment, outcome=LOST).verdict_then
        assert before is not None
        assert before.word == word


def test_a_later_rating_is_not_replaced_by_what_the_numbers_say() -> None:
    numbers: dict[str, Any] = {
        "amount": "EUR 900,000",
        "close": "2026-11-01",
        "profit": "EUR 900,000",
        "revenue_1y": "EUR 900,000",
    }
    known = {name: each | {"date": "2026-09-02"} for name, each in rated(METHOD, "+++++ +++++ +++++ ?????").items()}
    late = {name: {"us": "+", "date": "2026-10-01"} for name in ("short_term_revenue", "future_revenue")}
    assessment = known | late | {"profitability": {"us": "-", "date": "2026-10-01"}}
    before = row(assessment=assessment, outcome=LOST, **numbers).verdict_then
    assert before is not None
    assert before.rule == "worth-unknown"


def test_a_rating_without_a_date_counts_as_known() -> None:
    assessment = {name: {"us": "-"} for name in METHOD.criteria}
    before = row(assessment=assessment, outcome=LOST).verdict_then
    assert before is not None
    assert before.word == "walk-away"


def test_where_the_history_reaches_back_the_file_of_that_day_is_judged() -> None:
    """Today's file has every rating dated early enough; the file of 2 September had none of them."""
    known = {name: each | {"date": "2026-09-02"} for name, each in rated(METHOD, GOOD).items()}
    deal = make_deal(assessment=known, outcome=LOST)
    for past, word, from_history in ((UNKNOWN, "pursue", False), (Past(before_the_end=make_deal()), "qualify", True)):
        before = assess(deal, make_surroundings(METHOD), TODAY, past).before
        assert before is not None
        assert (before.verdict.word, before.from_history, before.day.isoformat()) == (
            word,
            from_history,
            "2026-09-02",
        )


def test_the_row_holds_what_the_pages_over_several_deals_draw_on() -> None:
    lines = {
        "saved": {"head": "decrease", "item": "waste", "amount": "EUR 9,000", "confirmed_by": "r-okafor"},
        "paid": {"head": "usage", "item": "support", "amount": "EUR 4,000"},
    }
    found = row(
        GOOD,
        competitors=["xsys", "status-quo"],
        primary_competitor="status-quo",
        partners={"harrow": {"role": "delivery"}},
        value={"lines": lines},
        effort={"spent": "25 days", "left": "40 days"},
        crm={"forecast": "commit"},
    )
    assert (found.identity, found.account, found.path) == (
        "aldermoor/core-banking",
        "aldermoor",
        "aldermoor/core-banking.md",
    )
    assert (found.competitors, found.primary_competitor) == (("xsys", "status-quo"), "status-quo")
    assert [*found.rival_gaps] == ["xsys", "status-quo"]
    assert (found.partners, found.partner_roles) == (("harrow",), {"harrow": "delivery"})
    assert (found.effort_spent, found.effort_left, found.plain) == (Decimal(25), Decimal(40), {"forecast": "commit"})
    assert found.value is not None
    assert (found.value.net, found.value.confirmed_benefit) == (
        Money(Decimal(5000), "EUR"),
        Money(Decimal(9000), "EUR"),
    )
    assert found.stale_since == {}


def test_a_rating_is_stale_from_the_day_after_the_last_that_the_method_gives_it() -> None:
    """Of two ratings of 1 June a business profile holds for 365 days, a solution fit for 90: to 30 August."""
    old = {"us": "+", "date": "2026-06-01", "by": "customer", "evidence": "said so"}
    ages = {"risk": {"us": "?", "date": "2020-01-01"}, "solution_fit": old, "business_profile": old}
    assert row(assessment=ages).stale_since == {"solution_fit": dt.date(2026, 8, 31)}
    assert row().stale_since == {}


def test_the_last_contact_is_the_newest_day_on_which_the_customer_said_something() -> None:
    said = {"by": "customer", "evidence": "CFO", "us": "+"}
    assessment = {
        "risk": said | {"date": "2026-10-01"},
        "business_value": said | {"date": "2026-11-01"},
        "inside_support": said | {"date": "2026-12-24"},  # to come
        "informal_criteria": {"us": "+", "by": "us", "date": "2026-11-20"},
    }
    assert str(row(assessment=assessment).contact) == "2026-11-01"
    assert row(assessment={"risk": {"us": "+"}}).contact is None
