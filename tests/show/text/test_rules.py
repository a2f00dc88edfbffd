"""Conditions of rules read as sentences, whatever quantity they look at."""

from __future__ import annotations

import re

import pytest

from generator.model.method import Method
from generator.model.quantities import rule_names
from generator.model.rules import Conditions
from generator.show.text.rules import clause, condition_words
from tests.assess.judging import MEDDPICC, METHOD


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"worth.high": "< 0"}, "“Worth” is below 0 at best"),
        ({"weakest.low": ">= 20"}, "the weakest winnable question is at least 20 at worst"),
        ({"winnable.known": "< 0.6"}, "less than 60% is known on winnable"),
        ({"gates.proven": "all"}, "all gates are proven"),
        ({"gates.against": ">= 2"}, "at least 2 gates are against us"),
        ({"has.budget": "no"}, "the file gives no budget"),
        ({"open": "yes"}, "the deal is open"),
        ({"criterion.gate": "no"}, "it is no gate"),
        ({"criterion.gate": "not yes"}, "it is no gate"),
        ({"criterion.due": "yes"}, "a ? is due by now"),
        ({"criterion.addressed": "no"}, "no open action works on it and no partner's entry cites it"),
        ({"rating.risk": "+"}, "“Degree of risk” is rated +"),
        ({"rating.risk": "not +"}, "“Degree of risk” is rated − or ?"),
        ({"standing.risk": "against"}, "“Degree of risk” is against us"),
        ({"by.risk": "not customer"}, "“Degree of risk” does not rest on the customer's word"),
        ({"verdict": "not walk-away"}, "the verdict is not walk away"),
        ({"forecast": "not commit"}, "a forecast category is given that is not commit"),
        ({"incumbent": "us"}, "we are the incumbent"),
        ({"supporters": "< 1"}, "no mentor or supporter is named"),
        ({"players": ">= 3"}, "at least 3 players are named"),
        ({"players": ">= 1"}, "at least 1 player is named"),
        ({"days_to_close": "< 0"}, "the close date has passed"),
        ({"days_to_close": "<= 14"}, "the number of days to the close is at most 14"),
        ({"criterion.days_stale": "> 0"}, "its rating is older than the method lets it be"),
        ({"any": [{"open": "no"}]}, "the deal has ended"),
        (
            {"any": [{"rating.risk": "+"}, {"rating.risk": "-"}]},
            "either “Degree of risk” is rated + or “Degree of risk” is rated −",
        ),
    ],
)
def test_a_condition_reads_as_somebody_would_say_it(written: dict[str, object], said: str) -> None:
    assert condition_words(Conditions.model_validate(written), METHOD) == (said,)


@pytest.mark.parametrize("method", [METHOD, MEDDPICC], ids=["twenty", "eight"])
def test_no_rule_that_ships_shows_the_name_of_a_quantity(method: Method) -> None:
    conditions = [
        *(each.when for each in method.verdict.values()),
        *(each.when for each in method.strategies.values()),
        *(each.when for each in method.findings.values()),
    ]
    said = [words for when in conditions for words in condition_words(when, method)]
    assert said
    assert [words for words in said if re.search(r"[a-z][._][a-z]|not so|:", words)] == []


@pytest.mark.parametrize(
    "scope", ["verdict", "deal", "criterion", "player", "action", "milestone", "symptom", "link"]
)
def test_every_quantity_that_a_team_may_name_has_a_clause(scope: str) -> None:
    """Of a word, a number and `yes` one fits it, and makes a clause that does not show the name as it is."""
    for name in rule_names(METHOD, scope):  # type: ignore[arg-type]  # a parameter is any text
        tests = [Conditions.model_validate({name: test}).tests[name] for test in ("yes", "other", "< 7")]
        assert any(not clause(name, test, METHOD).startswith(f"{name} is") for test in tests), name
