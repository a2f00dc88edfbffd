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
