"""The vocabulary of rules is supplied whole and exactly, under every shipped method."""

from __future__ import annotations

import time
from fractions import Fraction
from typing import Any, get_args

import pytest

from generator.assess.dated_ahead import dated_ahead
from generator.assess.deal.assessment import ground_of, score
from generator.assess.findings.facts import Facts, deal_facts, levels_of
from generator.assess.findings.items import RuleItem, items_of
from generator.assess.findings.rule_context import RuleContext
from generator.assess.judgement import primary_of
from generator.assess.score.position import rivals_of
from generator.model.deal import Deal
from generator.model.method import Method, Scope
from generator.model.quantities import rule_names
from generator.model.rules import Count
from tests.assess.judging import MEDDPICC, METHOD
from tests.making import TODAY, make_account, make_deal, make_surroundings

PEOPLE = {
    "r-okafor": {"name": "Rose Okafor"},
    "j-lind": {"name": "Jonas Lind", "reports_to": "r-okafor"},
    "m-vale": {"name": "Mira Vale", "reports_to": "r-okafor"},
}
FULL: dict[str, Any] = {
    "owner": "Dana Reyes",
    "cut_short": [(("title",), 2, 8, "Core #1")],
    "amount": "EUR 400,000",
    "budget": "EUR 300,000",
    "close": "2027-01-22",
    "effort": {"left": "70 days"},
    "incumbent": "xsys",
    "crm": {"forecast": "Best Case"},
    "decision": {"go": "yes", "review": "2026-11-20"},
    "next_review": "2026-12-03",
    "competitors": ["xsys"],
    "assessment": {"solution_fit": {"us": "+", "xsys": "-", "date": "2026-11-02", "by": "us", "evidence": "trial"}},
    "players": {
        "r-okafor": {"part": "approver", "support": "mentor", "standing": "inner circle", "coverage": "in depth"},
        "j-lind": {
            "part": "decision maker",
            "support": "enemy",
            "coverage": "brief",
            "standing": "political structure",
            "relationship": {"owner": "Dana", "message": "less work", "next_contact": "2026-11-13"},
        },
        "m-vale": {"coverage": "multiple", "standing": "outside"},
    },
    "compelling_event": {"what": "licence ends", "deadline": "2026-12-31", "consequence": "fine"},
    "value": {
        "lines": {
            "saved": {"head": "increase", "item": "revenue", "amount": "EUR 1", "confirmed_by": "r-okafor"},
            "paid": {"head": "usage", "item": "support", "amount": "EUR 1", "source": "offer"},
        }
    },
    "partners": {"harrow": {"helps": {"delivery": {"what": "delivers", "criteria": ["solution_fit"]}}}},
    "strategy": "flanking",
    "plan": {
        "goal": "win",
        "milestones": {"legal": {"what": "Legal review", "by": "2027-02-01", "owner": "Dana"}},
        "actions": {
            "call": {"what": "Call", "due": "2026-11-20", "players": ["j-lind"]},
            "ship": {"what": "Ship", "state": "done", "owner": "Dana"},
        },
    },
    "control": {"no_inside_support": ["2026-11-01", "2026-11-13"], "delays": "2026-10-04"},
}


def ground(method: Method = METHOD, **changes: Any) -> RuleContext:
    deal: Deal = make_deal(**changes)
    around = make_surroundings(method, accounts={"aldermoor": make_account(people=PEOPLE)})
    scored = score(deal, method, TODAY)
    rivals = rivals_of(deal, method, scored.assessed, scored.tallies)
    return ground_of(deal, around, TODAY, scored, primary_of(rivals), ahead=dated_ahead(deal, TODAY))


def item(scope: Scope, key: str, **changes: Any) -> RuleItem:
    return next(each for each in items_of(scope, ground(**(FULL | changes)), {}) if each.key == key)


@pytest.mark.parametrize("method", [METHOD, MEDDPICC], ids=["target-account", "meddpicc"])
@pytest.mark.parametrize("scope", get_args(Scope))
@pytest.mark.parametrize("written", [FULL, {}], ids=["full deal", "bare deal"])
def test_a_deal_supplies_every_quantity_that_a_rule_may_name_and_no_other(
    method: Method, scope: Scope, written: dict[str, Any]
) -> None:
    on = ground(method, **written)
    for each in items_of(scope, on, {}):
        assert {*deal_facts(on), *each.facts} == rule_names(method, scope)
        assert not set(deal_facts(on)) & set(each.facts)


@pytest.mark.parametrize("scope", get_args(Scope))
def test_a_full_deal_has_items_of_every_scope(scope: Scope) -> None:
    more: dict[str, Any] = {"reviews": {"q4": {"held": "2026-11-24"}}, "notes": "[See](minutes.docx)"}
    assert items_of(scope, ground(**(FULL | more)), {})


EXPECTED: Facts = {
    "verdict": "qualify",
    "open": "yes",
    "stage": "evaluate",
    "has.owner": "yes",
    "has.ask": "no",
    "has.effort": "yes",
    "has.decision_review": "yes",
    "has.primary_competitor": "yes",
    "has.deadline": "yes",
    "has.payback": "no",
    "has.confirmed_value": "yes",
    "has.strategy": "yes",
    "has.objectives": "no",
    "has.actions": "yes",
    "rating.solution_fit": "+",
    "standing.solution_fit": "claimed",
    "by.solution_fit": "us",
    "by.risk": "nobody",
    "numbers.short_term_revenue": "+",
    "numbers.access_to_funds": "-",
    "numbers.risk": None,
    "covered_by_partner.solution_fit": "yes",
    "covered_by_partner.risk": "no",
    "budget_to_amount": Fraction(3, 4),
    "days_to_close": Fraction(60),
    "deadline_in_days": Fraction(38),
    "close_after_deadline": Fraction(22),
    "effort_left": Fraction(70),
    "effort_over_limit": "yes",
    "players": Fraction(3),
    "key_players": Fraction(2),
    "supporters": Fraction(1),
    "non_supporters": Fraction(1),
    "inner_circle": Fraction(1),
    "inner_circle_for_us": Fraction(1),
    "deciders": Fraction(2),
    "deciders_covered": Fraction(1),
    "covered": Fraction(2),
    "levels_covered": Fraction(2),
    "open_actions": Fraction(1),
    "symptoms": Fraction(2),
    "forecast": "best case",
    "decision.go": "yes",
    "decision.review_in_days": Fraction(-3),
    "next_review_in_days": Fraction(10),
    "strategy.chosen": "flanking",
    "incumbent": "xsys",
    "leads": Fraction(1),
    "trails": Fraction(0),
    "lead_margin": Fraction(1),
    "lead_ratio": Fraction(1),
    "gates.unknown": Count(Fraction(3), Fraction(3)),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_quantity_of_a_deal_is_worked_out(name: str) -> None:
    assert deal_facts(ground(**FULL))[name] == EXPECTED[name]


BARE: Facts = {
    "days_to_close": None,
    "budget_to_amount": None,
    "effort_over_limit": None,
    "forecast": None,
    "decision.go": None,
    "leads": None,
    "lead_ratio": None,
    "incumbent": None,
    "strategy.chosen": None,
    "has.owner": "no",
    "has.value": "no",
    "has.competitors": "no",
    "players": Fraction(0),
    "levels_covered": Fraction(0),
}


@pytest.mark.parametrize("name", BARE)
def test_what_a_bare_deal_does_not_say_is_not_known(name: str) -> None:
    assert deal_facts(ground())[name] == BARE[name]


ITEMS: list[tuple[Scope, str, Facts]] = [
    (
        "criterion",
        "solution_fit",
        {
            "criterion.rating": "+",
            "criterion.standing": "claimed",
            "criterion.by": "us",
            "criterion.axis": "winnable",
            "criterion.gate": "no",
            "criterion.dated": "yes",
            "criterion.evidenced": "yes",
            "criterion.days_stale": Fraction(21 - 90),
            "criterion.addressed": "yes",
            "criterion.numbers": None,
            "criterion.doubts": Fraction(0),
        },
    ),
    ("criterion", "risk", {"criterion.days_stale": None, "criterion.addressed": "no", "criterion.axis": "worth"}),
    ("criterion", "short_term_revenue", {"criterion.rating": "+", "criterion.dated": None}),
    ("player", "r-okafor", {"player.part": "approver", "player.covered": "yes", "player.owned": "no"}),
    (
        "player",
        "j-lind",
        {
            "player.key": "yes",
            "player.covered": "no",
            "player.owned": "yes",
            "player.message": "yes",
            "player.contact_in_days": Fraction(-10),
        },
    ),
    ("player", "m-vale", {"player.support": "not given", "player.part": None, "player.key": "no"}),
    (
        "action",
        "call",
        {
            "action.open": "yes",
            "action.days_late": Fraction(3),
            "action.owned": "no",
            "action.dated": "yes",
            "action.aimed": "yes",
        },
    ),
    ("action", "ship", {"action.open": "no", "action.days_late": None, "action.dated": "no", "action.aimed": "no"}),
    (
        "milestone",
        "legal",
        {"milestone.days_late": Fraction(-70), "milestone.days_after_close": Fraction(10), "milestone.owned": "yes"},
    ),
    ("symptom", "no_inside_support", {"symptom.head": "sales", "symptom.days_since": Fraction(10)}),
    ("value", "saved", {"value.side": "benefit", "value.confirmed": "yes", "value.lacks_margin": "yes"}),
    ("value", "paid", {"value.side": "cost", "value.sourced": "yes", "value.lacks_margin": "no"}),
]


@pytest.mark.parametrize(("scope", "key", "expected"), ITEMS)
def test_a_quantity_of_an_item_is_worked_out(scope: Scope, key: str, expected: Facts) -> None:
    found = item(scope, key).facts
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("known", "doubts", "doubted"),
    [
        ("2026-11-12", 1, "yes"),  # seen on the 13th
        ("2026-11-13", 0, "no"),  # rated afresh on that very day, as the remedy says
        ("2026-11-14", 0, "no"),
        ("2026-10-01", 1, "yes"),
        (None, 1, "yes"),
    ],
)
def test_a_symptom_puts_in_doubt_what_was_known_before_it_was_seen(
    known: str | None, doubts: int, doubted: str
) -> None:
    assessment = {"inside_support": {"us": "+"} | ({"date": known} if known else {})}
    criterion = item("criterion", "inside_support", assessment=assessment)
    symptom = item("symptom", "no_inside_support", assessment=assessment)
    assert criterion.facts["criterion.doubts"] == doubts
    assert symptom.facts["symptom.doubted_plus"] == doubted


def test_a_symptom_doubts_no_minus() -> None:
    symptom = item("symptom", "no_inside_support", assessment={"inside_support": {"us": "-"}})
    assert symptom.facts["symptom.doubted_plus"] == "no"


def test_a_level_is_how_many_a_person_reports_to_and_each_line_is_followed_once() -> None:
    line = {f"p{at}": {"name": "x", "reports_to": f"p{at + 1}"} for at in range(980)} | {"p980": {"name": "x"}}
    account = make_account(people=line | {"side": {"name": "x", "reports_to": "p2"}, "lone": {"name": "x"}})
    assert levels_of(["p980", "p979", "p0"], account.people) == {0, 1, 980}
    assert levels_of(["p1", "side"], account.people) == {979}
    assert levels_of(["lone", "nobody"], account.people) == {0}
    begun = time.process_time()
    assert len(levels_of(list(account.people), account.people)) == 981
    assert time.process_time() - begun < 0.2


def test_levels_of_a_line_that_leads_back_to_its_start_come_to_an_end() -> None:
    people = {"a": {"name": "x", "reports_to": "b"}, "b": {"name": "x", "reports_to": "a"}}
    assert levels_of(["a", "b"], make_account(people=people).people) == {1, 2}
