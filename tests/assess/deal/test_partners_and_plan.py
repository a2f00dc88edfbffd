"""What partners cover, what the plan works on, and the selling level."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.assess.judging import GOOD, figures, judge

HELPS: dict[str, Any] = {
    "harrow": {
        "role": "delivery",
        "helps": {
            "knows": {"what": "knows the board", "criteria": ["political_alignment", "8"]},
            "fills": {"what": "fills the gap", "criteria": ["solution_fit", "champion"]},
        },
    },
    "pine": {"helps": {}},
}


def test_a_partner_covers_the_weak_and_the_unknown_that_its_entries_cite() -> None:
    judgement = judge("+++++ +--?+ ?+??? +?+-+", partners=HELPS)
    harrow, pine = judgement.covers
    assert (harrow.partner, harrow.weak) == ("harrow", ("solution_fit", "sales_resources"))
    assert harrow.unknown == ("inside_support", "political_alignment")
    assert (pine.weak, pine.unknown) == ((), ())
    assert judgement.uncovered_by_partners == (
        "current_relationship",
        "cultural_fit",
        "informal_criteria",
        "future_revenue",
        "risk",
    )


def test_with_a_partner_is_an_upper_bound_that_opens_no_gate() -> None:
    judgement = judge("+++++ +--?+ ?+??? +?+-+", partners=HELPS)
    bound = judgement.covers[0].winnable
    # A 100; B ++++?+ is +++?+: 60 to 100; C ++??+: 20 to 100
    assert figures(bound.range) == (60.0, 80.0, 100.0)
    assert bound.proven == judgement.winnable.proven
    assert [gate.state for gate in judgement.gates] == ["proven", "proven", "unknown"]


def test_a_partner_makes_nothing_worse() -> None:
    judgement = judge(GOOD, partners=HELPS)
    for cover in judgement.covers:
        assert cover.winnable.range.low >= judgement.winnable.range.low
        assert cover.winnable.range.high >= judgement.winnable.range.high


def test_without_partners_nobody_covers_anything() -> None:
    judgement = judge("+++++ ++-?+ +++++ +++++")
    assert judgement.covers == ()
    assert judgement.uncovered_by_partners == ("sales_resources", "current_relationship")


def test_what_nothing_works_on_is_every_weakness_and_every_unknown_that_is_due() -> None:
    signs = "+++++ ++-?+ ++??? +++++"
    actions = {
        "show": {"what": "Show", "criteria": ["9"]},
        "old": {"what": "Old", "state": "done", "criteria": ["8"]},
    }
    early = judge(signs, stage="prospect", plan={"actions": actions})
    late = judge(signs, stage="negotiate", plan={"actions": actions}, partners=HELPS)
    assert early.unaddressed == ("sales_resources", "political_alignment")
    assert late.unaddressed == ("cultural_fit", "informal_criteria")


def test_on_a_closed_deal_nothing_is_left_to_work_on() -> None:
    assert judge(outcome={"result": "lost", "date": "2026-10-01"}).unaddressed == ()


def test_the_selling_level_is_the_mean_of_the_rows_that_are_filled_in() -> None:
    level = judge(level={"focus": "1", "finance": "2", "mode": "3"}).level
    assert (level.filled, level.mean) == (3, Fraction(2))
    assert level.groups == {"versatility": Fraction(3, 2), "development": Fraction(3)}


def test_without_rows_there_is_no_selling_level() -> None:
    level = judge().level
    assert (level.filled, level.mean, level.groups) == (0, None, {})
