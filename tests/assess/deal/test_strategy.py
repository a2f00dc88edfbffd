"""Which strategies the scores support; on Competition and Winning against the primary competitor."""

from __future__ import annotations

from typing import Any

import pytest

from generator.assess.judgement import Judgement, StrategyView
from tests.assess.judging import METHOD, judge

THEIRS = {"lead": ("+", "-"), "trail": ("-", "+"), "level": ("+", "+")}


def against(ours: str, theirs: str, **changes: Any) -> Judgement:
    proof = {"date": "2026-11-02", "by": "customer", "evidence": "said so"}
    signs = zip(METHOD.criteria, ours.replace(" ", ""), theirs.replace(" ", ""), strict=True)
    assessment = {name: {"us": our, "xsys": their} | proof for name, our, their in signs}
    return judge(ours, assessment=assessment, competitors=["xsys"], **changes)


def view(judgement: Judgement, strategy: str) -> StrategyView:
    return next(each for each in judgement.strategies if each.strategy == strategy)


A, D = "+++++", "+++++"
CASES: dict[str, tuple[str, str, dict[str, Any], bool]] = {
    "defend: incumbent and level": (f"{A} +++++ +++++ {D}", f"{A} +++++ +++++ {D}", {"incumbent": "us"}, True),
    "defend: incumbent who trails": (f"{A} -++++ +++++ {D}", f"{A} +++++ +++++ {D}", {"incumbent": "us"}, False),
    "defend: another incumbent": (f"{A} +++++ +++++ {D}", f"{A} +++++ +++++ {D}", {"incumbent": "xsys"}, False),
    "frontal: three to one": (f"{A} -++++ +++++ {D}", f"{A} +---+ +++++ {D}", {}, True),
    "frontal: two to one": (f"{A} -++++ +++++ {D}", f"{A} +--++ +++++ {D}", {}, False),
    "frontal: three to none": (f"{A} +++++ +++++ {D}", f"{A} +---+ +++++ {D}", {}, True),
    "frontal: two to none": (f"{A} +++++ +++++ {D}", f"{A} +--++ +++++ {D}", {}, False),
    "frontal: no power behind it": (f"{A} +++++ ++++? {D}", f"{A} ----+ +++++ {D}", {}, False),
    "flanking: level, with support": (f"{A} -++++ +++++ {D}", f"{A} +-+++ +++++ {D}", {}, True),
    "flanking: level, nobody for us": (f"{A} -++++ -+++- {D}", f"{A} +-+++ -+++- {D}", {}, False),
    "flanking: in the lead": (f"{A} +++++ +++++ {D}", f"{A} +-+++ +++++ {D}", {}, False),
    "fragment: a poor fit of great value": (f"{A} +-+++ +++++ {D}", f"{A} +++++ +++++ {D}", {}, True),
    "fragment: a poor fit and no value": (f"{A} +-++- +++++ {D}", f"{A} +++++ +++++ {D}", {}, False),
    "fragment: a good fit": (f"{A} +++++ +++++ {D}", f"{A} +++++ +++++ {D}", {}, False),
    "develop: lost but worth it": (f"{A} ---++ ---++ +++--", f"{A} +++++ +++++ {D}", {}, True),
    "develop: lost and worth little": (f"{A} ---++ ---++ ++---", f"{A} +++++ +++++ {D}", {}, False),
    "develop: not lost": (f"{A} +++++ +++++ {D}", f"{A} +++++ +++++ {D}", {}, False),
}


@pytest.mark.parametrize("case", CASES)
def test_the_scores_support_a_strategy_or_do_not(case: str) -> None:
    ours, theirs, changes, supported = CASES[case]
    found = view(against(ours, theirs, **changes), case.partition(":")[0])
    assert found.supported is supported
    assert bool(found.lacks) is not supported


def test_a_partner_who_covers_the_fit_supports_fragmenting() -> None:
    partners = {"harrow": {"helps": {"whole": {"what": "completes it", "criteria": ["solution_fit"]}}}}
    ours = f"{A} +-++- +++++ {D}"
    found = view(against(ours, f"{A} +++++ +++++ {D}", partners=partners), "fragment")
    assert found.supported
    assert "a partner covers Solution fit" in found.reasons


def test_without_a_competitor_no_strategy_that_compares_is_supported() -> None:
    judgement = judge("+++++ +++++ +++++ +++++", incumbent="us")
    assert not any(each.supported for each in judgement.strategies)
    assert "our lead in criteria is not known (wanted: at least 0)" in view(judgement, "defend").lacks


def test_what_fails_is_said_in_words() -> None:
    found = view(against(f"{A} -++++ ++++? {D}", f"{A} +--++ +++++ {D}"), "frontal")
    assert found.reasons == ("Unique business value is proven",)
    assert found.lacks == (
        "the ratio of our leads to theirs is 2 (wanted: at least 3)",
        "Political alignment is unknown (wanted: proven)",
    )


def test_ways_of_which_one_would_do_are_said_as_one() -> None:
    found = view(
        against(f"{A} -++++ -++++ {D}".replace("-++++ -++++", "-++++ -+++-"), f"{A} +-+++ +++++ {D}"), "flanking"
    )
    assert found.lacks == ("Inside support is - (wanted: +); or else Political alignment is - (wanted: +)",)
