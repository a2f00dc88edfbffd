"""Days and amounts: an answer has none that its quote does not speak of, and none is guessed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from generator.intake.figures import proven_amount, proven_day
from generator.intake.quotes import NotProven, Quoted
from generator.model.money import Money
from tests.intake.making import ON


def said(text: str) -> Quoted:
    """Return a quote of the part between two bars, or of the whole."""
    before, _, rest = text.rpartition("|")[0].rpartition("|") if text.count("|") > 1 else ("", "", text)
    return Quoted(rest, "", (), before, text.rpartition("|")[2] if text.count("|") > 1 else "")


@pytest.mark.parametrize(
    ("quote", "day"),
    [
        ("we decide by 31 March 2027, no later", "2027-03-31"),
        ("it is signed at the end of March, they say", "2027-03-31"),
        ("the board meets on Thursday 3 December.", "2026-12-03"),
        ("I send it in two weeks (or so)", "2026-12-11"),
        ("you have it tomorrow, or on Monday", "2026-11-30"),
        ("the paper is due 2026-12-04.", "2026-12-04"),
        ("we meet next Thursday in the plant", "2026-12-03"),
        ("it is signed by end of Q1 then", "2027-03-31"),
        ("the day after tomorrow we sign it", "2026-11-29"),
        ("by mid January we sign it all", "2027-01-15"),
        ("am 22. Januar unterschreiben wir das", "2027-01-22"),
    ],
)
def test_a_day_that_the_quote_gives_is_proven_seen_from_the_meeting(quote: str, day: str) -> None:
    assert proven_day("due", day, said(quote), ON) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("quote", "day", "why"),
    [
        ("we decide by 31 March 2027, no later", "2027-03-30", "does not speak of 2027-03-30"),
        (
            "you have it by next Saturday or so",
            "2026-12-05",
            "'by next Saturday', said on 2026-11-27, can be 2026-11",
        ),
        ("what we want, and where he sat, is open", "2026-12-02", "does not speak of"),
        ("|we have to decide by 31 March| 2028", "2027-03-31", "does not speak of 2027-03-31"),
        ("by 3/4/2027 we sign it all", "2027-04-03", "can be 2027-03-04 or 2027-04-03"),
        ("next month we will sign it all", "2026-12-31", "does not speak of"),
        ("some day in Q1 2027 we sign it", "2027-03-31", "does not speak of"),
        ("we sign by Christmas, I promise", "2026-12-25", "does not speak of"),
        ("we decide soon enough, believe me", "2027-03-31", "does not speak of"),
        ("we decide by 31 March 2027, no later", "31 March 2027", "is no day"),
        ("we decide by 31 March 2027, no later", "2027-02-30", "is no day"),
    ],
)
def test_a_day_that_the_quote_does_not_give_alone_is_not_proven(quote: str, day: str, why: str) -> None:
    with pytest.raises(NotProven, match=why):
        proven_day("due", day, said(quote), ON)


@pytest.mark.parametrize(
    ("quote", "amount"),
    [
        ("there are EUR 450,000 for it", "EUR 450,000"),
        ("about 1.2 million euros, more or less.", "EUR 1.2m"),
        ("there is €900k, and no more", "EUR 900,000"),
        ("it is 1.2m EUR for all of it", "EUR 1,200,000"),
        ("it is EUR 1.200.000 for all", "EUR 1,200,000"),
        ("it is EUR 1 200 000 for all", "EUR 1,200,000"),
        ("it is EUR 1'200'000 for all", "EUR 1,200,000"),
        ("it is 1,2 Mio. EUR for all", "EUR 1,200,000"),
        ("four plants and EUR 700,000, and that is in the budget for 2027", "EUR 700,000"),
        ("we have 3 plants and EUR 1m for them", "EUR 1m"),
        ("EUR 1m or more it is for us", "EUR 1m"),
        ("EUR 1m a year, or EUR 3m in all", "EUR 3m"),
    ],
)
def test_an_amount_that_the_quote_gives_is_proven(quote: str, amount: str) -> None:
    assert proven_amount(amount, said(quote), "EUR").currency == "EUR"


@pytest.mark.parametrize(
    ("quote", "amount", "currency", "why"),
    [
        ("there are EUR 450,000 for it", "EUR 500,000", "EUR", "does not speak of EUR 500,000"),
        ("there are 450,000 for it", "EUR 450,000", "EUR", "has the figure without EUR"),
        ("there are EUR 450,000 for it", "USD 450,000", "EUR", "the deal is in EUR, and the answer in USD"),
        ("there are USD 450,000 for it", "EUR 450,000", "EUR", "has the figure without EUR"),
        ("there are EUR 25.000 for it", "EUR 25,000", "EUR", "can be EUR 25,000 or EUR 25"),
        ("there are $450,000 for it", "USD 450,000", "", "is of several currencies"),
        ("there are EUR 450,000 for it", "much", "EUR", "'much' is no amount"),
        ("it is 1.200.000 for all of us", "EUR 1,200,000", "EUR", "has the figure without EUR"),
        ("one point two million euros for all", "EUR 1,200,000", "EUR", "in figures"),
        ("eine Million Euro ist da und mehr", "EUR 1m", "EUR", "in figures"),
        ("half a million euros is in there", "EUR 500,000", "EUR", "in figures"),
        ("it is EUR 5k per month for us", "EUR 5k", "EUR", "'EUR 5k' is a rate"),
        ("it is EUR 5k a month for us", "EUR 5k", "EUR", "'EUR 5k' is a rate"),
        ("it is EUR 900k yearly for us", "EUR 900k", "EUR", "'EUR 900k' is a rate"),
        ("it is 5 % of EUR 1m for us", "EUR 1m", "EUR", "of which a share is meant"),
        ("it is between EUR 1m and EUR 2m", "EUR 1m", "EUR", "one end of a range"),
        ("it is between EUR 1m and EUR 2m", "EUR 2m", "EUR", "one end of a range"),
        ("it is EUR 1m to 2m for us", "EUR 1m", "EUR", "one end of a range"),
        ("it is |EUR 1m| per head for us", "EUR 1m", "EUR", "'EUR 1m' is a rate"),
        ("|we have a budget of EUR 1.2| million", "EUR 1.2", "EUR", "does not speak of EUR 1.20"),
        ("EUR |450,000 is all that we have|", "EUR 450,000", "EUR", "does not speak of EUR 450,000"),
    ],
)
def test_an_amount_that_the_quote_does_not_give_alone_is_not_proven(
    quote: str, amount: str, currency: str, why: str
) -> None:
    with pytest.raises(NotProven, match=why):
        proven_amount(amount, said(quote), currency)


def test_a_sign_of_several_currencies_is_that_of_the_deal() -> None:
    assert proven_amount("USD 450,000", said("there are $450,000 for it"), "USD") == Money(Decimal(450_000), "USD")


def test_an_amount_a_year_is_what_a_year_brings_and_nothing_else() -> None:
    quote = said("it is worth EUR 900k a year for them")
    assert proven_amount("EUR 900k", quote, "EUR", yearly=True).amount == 900_000
    with pytest.raises(NotProven, match="is a rate"):
        proven_amount("EUR 900k", said("it is worth EUR 900k a month for them"), "EUR", yearly=True)
