"""Every finding rule of both methods fires on a deal of its kind and is quiet on the same deal mended."""

from __future__ import annotations

from typing import Any

import pytest

from generator.assess.deal.assessment import assess
from generator.assess.findings.findings import weight_of
from generator.assess.judgement import Finding, Judgement
from generator.assess.past import Past
from generator.model.method import FindingRule, Method
from tests.assess.judging import GOOD, MEDDPICC, METHOD, judge
from tests.making import TODAY, make_account, make_deal, make_surroundings, rated

PEOPLE = {
    "r-okafor": {"name": "Rose Okafor"},
    "j-lind": {"name": "Jonas Lind", "reports_to": "r-okafor"},
    "m-vale": {"name": "Mira Vale"},
}
PROOF = {"us": "+", "date": "2026-11-02", "by": "customer", "evidence": "said so"}
OLD = PROOF | {"date": "2026-06-01"}
CLAIM = {"us": "+"}
Changes = dict[str, Any]


def only(criterion: str, rating: Changes = PROOF) -> Changes:
    return {"assessment": {criterion: rating}}


def action(**changes: Any) -> Changes:
    return {"plan": {"actions": {"call": {"what": "Call the CFO", "owner": "Dana"} | changes}}}


def milestone(**changes: Any) -> Changes:
    return {"plan": {"milestones": {"legal": {"what": "Legal review", "owner": "Dana"} | changes}}}


def line(**changes: Any) -> Changes:
    written = {"head": "increase", "item": "revenue", "amount": "EUR 100,000"} | changes
    return {"value": {"lines": {"sales": written}}}


def players(*each: Changes) -> Changes:
    return {"players": dict(zip(PEOPLE, each, strict=False))}


def key_player(**changes: Any) -> Changes:
    return players({"standing": "inner circle"} | changes)


LOST = {"assessment": rated(METHOD, "+++++ ---++ ---++ +++++")}
BUYERS = {"part": "approver", "coverage": "multiple"}
LEAD = {"competitors": ["xsys"], "incumbent": "us", **only("solution_fit", {"us": "+", "xsys": "-"})}

BOTH: dict[str, tuple[Changes, Changes]] = {
    "text-cut-short": ({"cut_short": [(("plan", "goal"), 9, 9, "Win #1")]}, {"cut_short": ()}),
    "not-rated-yet": ({}, only("formal_criteria", {"us": "-"})),
    "html-in-notes": ({"notes": "<b>Call</b> her"}, {"notes": "**Call** her"}),
    "dead-link": ({"notes": "[See](minutes.docx)"}, {"notes": "[See](index.md)"}),
    "dated-ahead": (
        {"decision": {"go": "yes", "date": "2026-11-24"}},
        {"decision": {"go": "yes", "date": "2026-11-23"}},
    ),
    "gate-claimed": (only("compelling_event", CLAIM), only("compelling_event")),
    "plus-claimed": (only("formal_criteria", CLAIM), only("formal_criteria")),
    "minus-undated": (
        only("formal_criteria", {"us": "-"}),
        only("formal_criteria", {"us": "-", "date": "2026-11-02"}),
    ),
    "benefit-unconfirmed": (line(), line(confirmed_by="r-okafor")),
    "amount-unsourced": (line(), line(source="annual report")),
    "gate-stale": (only("compelling_event", OLD), only("compelling_event")),
    "rating-stale": (only("formal_criteria", OLD), only("formal_criteria")),
    "close-passed": ({"close": "2026-11-22"}, {"close": "2026-11-23"}),
    "commit-unsupported": ({"crm": {"forecast": "Committed"}}, {"crm": {"forecast": "Best case"}}),
    "milestone-after-close": (
        {"close": "2027-01-31"} | milestone(by="2027-02-01"),
        {"close": "2027-01-31"} | milestone(by="2027-01-31"),
    ),
    "key-player-uncovered": (key_player(coverage="brief"), key_player(coverage="multiple")),
    "key-player-unowned": (key_player(), key_player(relationship={"owner": "Dana"})),
    "gate-unaddressed": ({}, action(criteria=[*METHOD.gates])),
    "unknown-unaddressed": ({}, action(criteria=[*METHOD.criteria])),
    "minus-unaddressed": (
        only("formal_criteria", {"us": "-"}),
        only("formal_criteria", {"us": "-"}) | action(criteria=["formal_criteria"]),
    ),
    "gate-unknown": (action(criteria=["compelling_event"]), action(criteria=["formal_criteria"])),
    "unknown-due": (
        {"stage": "negotiate"} | action(criteria=["formal_criteria"]),
        {"stage": "prospect"} | action(criteria=["formal_criteria"]),
    ),
    "action-late": (action(due="2026-11-22"), action(due="2026-11-23")),
    "milestone-late": (milestone(by="2026-11-22"), milestone(by="2026-11-22", state="done")),
    "contact-late": (
        key_player(relationship={"next_contact": "2026-11-22"}),
        key_player(relationship={"next_contact": "2026-11-23"}),
    ),
    "review-late": ({"next_review": "2026-11-22"}, {"next_review": "2026-11-23"}),
    "decision-review-late": (
        {"decision": {"go": "yes", "review": "2026-11-22"}},
        {"decision": {"go": "yes", "review": "2026-11-23"}},
    ),
    "owner-missing": ({}, {"owner": "Dana Reyes"}),
    "amount-missing": ({}, {"amount": "EUR 1"}),
    "close-missing": ({}, {"close": "2027-01-01"}),
    "players-missing": ({}, players({})),
    "actions-missing": (action(state="done"), action()),
    "competitors-missing": ({}, {"competitors": ["status-quo"]}),
    "margin-missing": (line(), line(margin="30%")),
    "message-missing": (key_player(), key_player(relationship={"message": "less work at year's end"})),
    "action-unowned": (action(owner=""), action()),
    "action-undated": (action(), action(due="2026-12-01")),
    "action-aimless": (action(), action(players=["r-okafor"])),
    "joint-action-names-reader": (
        action(joint="yes", what="Have Ms VALE arrange the visit", agreed_with="m-vale"),
        action(joint="yes", what="Visit, as Vale wishes", agreed_with="r-okafor"),
    ),
    "joint-milestone-names-reader": (
        milestone(joint="yes", what="Get Mira Vale to sign", owner="Mira Vale"),
        milestone(joint="yes", what="Signature under the vales' contract", owner="Mira Vale"),
    ),
    "milestone-undated": (milestone(), milestone(by="2027-01-31")),
    "milestone-unowned": (milestone(owner=""), milestone()),
    "no-supporter": (players({}), players({"support": "supporter"})),
    "one-supporter": (
        players({"support": "mentor"}, {}, {}),
        players({"support": "mentor"}, {"support": "supporter"}, {}),
    ),
    "no-non-supporter": (players({}, {}, {}), players({}, {}, {"support": "enemy"})),
    "one-level": (players(BUYERS, {}, BUYERS), players(BUYERS, BUYERS)),
    "event-without-date": (
        only("compelling_event"),
        only("compelling_event") | {"compelling_event": {"deadline": "2027-01-31"}},
    ),
    "event-without-consequence": (
        only("compelling_event"),
        only("compelling_event") | {"compelling_event": {"consequence_amount": "EUR 1"}},
    ),
    "event-past": (
        only("compelling_event") | {"compelling_event": {"deadline": "2026-11-22"}},
        only("compelling_event") | {"compelling_event": {"deadline": "2026-11-23"}},
    ),
    "close-after-event": (
        only("compelling_event") | {"compelling_event": {"deadline": "2027-01-30"}, "close": "2027-01-31"},
        only("compelling_event") | {"compelling_event": {"deadline": "2027-01-31"}, "close": "2027-01-31"},
    ),
    "criteria-not-listed": (only("formal_criteria"), only("formal_criteria") | {"formal_criteria": ["price"]}),
    "value-not-confirmed": (
        only("business_value") | line(),
        only("business_value") | line(confirmed_by="r-okafor"),
    ),
    "support-without-supporter": (
        only("inside_support"),
        only("inside_support") | players({"support": "supporter"}),
    ),
    "informal-not-listed": (only("informal_criteria"), only("informal_criteria") | {"informal_criteria": ["calm"]}),
    "executives-uncovered": (
        only("executive_credibility") | players(BUYERS | {"coverage": "brief"}),
        only("executive_credibility") | players(BUYERS),
    ),
}
TARGET_ACCOUNT: dict[str, tuple[Changes, Changes]] = {
    "worth-claimed": (only("risk", CLAIM), only("risk")),
    "rating-above-numbers": (
        only("profitability") | {"profit": "EUR 59,999"},
        only("profitability") | {"profit": "EUR 60,000"},
    ),
    "rating-below-numbers": (
        only("profitability", {"us": "-"}) | {"profit": "EUR 60,000"},
        only("profitability", {"us": "-"}) | {"profit": "EUR 59,999"},
    ),
    "strategy-unsupported": (LEAD | {"strategy": "frontal"}, LEAD | {"strategy": "defend"}),
    "strategy-missing": (
        {"assessment": rated(METHOD, GOOD)},
        {"assessment": rated(METHOD, GOOD), "strategy": "frontal"},
    ),
    "plus-doubted": (
        only("access_to_funds") | {"control": {"budget_disappearing": "2026-11-03"}},
        only("access_to_funds") | {"control": {"budget_disappearing": "2026-11-02"}},  # rated on that day
    ),
    "go-unreviewed": (
        LOST | {"decision": {"go": "yes", "review": "2026-11-22"}},
        LOST | {"decision": {"go": "yes", "review": "2026-11-23"}},
    ),
    "go-without-review": (LOST | {"decision": "yes"}, LOST | {"decision": {"go": "yes", "review": "2026-11-23"}}),
    "funds-without-budget": (
        only("access_to_funds"),
        only("access_to_funds") | {"budget": "EUR 1"},
    ),
    "fit-on-our-word": (only("solution_fit", PROOF | {"by": "us"}), only("solution_fit")),
    "resources-over-limit": (
        only("sales_resources") | {"effort": "61 days"},
        only("sales_resources") | {"effort": "60 days"},
    ),
    "relationship-uncovered": (
        only("current_relationship") | players({"coverage": "brief"}),
        only("current_relationship") | players({"coverage": "multiple"}),
    ),
    "alignment-without-circle": (
        only("political_alignment") | players({}),
        only("political_alignment") | players({"standing": "inner circle"}),
    ),
    "alignment-not-ours": (
        only("political_alignment") | players({"standing": "inner circle"}),
        only("political_alignment") | players({"standing": "inner circle", "support": "mentor"}),
    ),
}
OF_SEVERAL_FILES = "name-spelled-twice"
OF_THE_PAST = "close-slipping"
OTHER: dict[str, tuple[Changes, Changes]] = {
    "buyer-not-named": (only("economic_buyer"), only("economic_buyer") | players(BUYERS)),
    "process-without-steps": (only("decision_process"), only("decision_process") | milestone()),
    "paper-without-steps": (only("paper_process"), only("paper_process") | milestone()),
    "rivals-not-named": (only("competition"), only("competition") | {"competitors": ["xsys"]}),
    "position-on-our-word": (only("competition", CLAIM), only("competition")),
}


def found(method: Method, changes: Changes) -> tuple[Finding, ...]:
    around = make_surroundings(method, accounts={"aldermoor": make_account(people=PEOPLE)})
    return all_that_hold(assess(make_deal(**changes), around, TODAY))


def all_that_hold(judgement: Judgement) -> tuple[Finding, ...]:
    """Return every finding, whether it is said or another one instead of it."""
    return (*judgement.findings, *judgement.unsaid)


def codes(method: Method, changes: Changes) -> set[str]:
    return {finding.code for finding in found(method, changes)}


@pytest.mark.parametrize("code", BOTH | TARGET_ACCOUNT)
def test_a_rule_fires_on_its_deal_and_not_on_the_deal_mended(code: str) -> None:
    broken, mended = (BOTH | TARGET_ACCOUNT)[code]
    assert code in codes(METHOD, broken)
    assert code not in codes(METHOD, mended)


@pytest.mark.parametrize("code", OTHER)
def test_the_other_methods_own_rules_do_so_too(code: str) -> None:
    broken, mended = OTHER[code]
    assert code in codes(MEDDPICC, broken)
    assert code not in codes(MEDDPICC, mended)


@pytest.mark.parametrize(("moved", "fires"), [(None, False), (0, False), (1, False), (2, True), (3, True)])
def test_a_close_date_that_was_moved_later_twice_is_a_finding_once_that_is_known(
    moved: int | None, fires: bool
) -> None:
    past = Past(close_moved_later=moved)
    found = assess(make_deal(close="2027-03-31"), make_surroundings(METHOD), TODAY, past).findings
    assert (OF_THE_PAST in {finding.code for finding in found}) == fires


def test_no_rule_is_left_untried() -> None:
    assert set(METHOD.findings) == {*BOTH, *TARGET_ACCOUNT, OF_THE_PAST, OF_SEVERAL_FILES}
    assert set(MEDDPICC.findings) - set(METHOD.findings) == {*OTHER}


def test_a_closed_deal_has_no_findings() -> None:
    outcome = {"outcome": {"result": "lost", "date": "2026-10-01"}}
    everything: Changes = {}
    for broken, _ in (BOTH | TARGET_ACCOUNT).values():
        everything |= broken
    assert not codes(METHOD, everything | outcome)


def test_a_finding_names_its_subject_and_its_place() -> None:
    late = next(each for each in found(METHOD, action(due="2026-11-13")) if each.code == "action-late")
    assert late.subject == "call"
    assert late.at == ("plan", "actions", "call")
    assert late.says.startswith("Call the CFO")
    player = next(each for each in found(METHOD, key_player()) if each.code == "key-player-uncovered")
    assert (player.subject, player.at) == ("r-okafor", ("players", "r-okafor"))
    assert player.says.startswith("Rose Okafor")


def test_the_place_is_the_key_that_the_author_wrote() -> None:
    claimed = next(each for each in found(METHOD, only("pain", CLAIM)) if each.code == "gate-claimed")
    assert (claimed.subject, claimed.at) == ("compelling_event", ("assessment", "pain"))
    word = next(each for each in found(METHOD, only("7", CLAIM)) if each.code == "fit-on-our-word")
    assert (word.subject, word.at) == ("", ("assessment", "7"))


def test_what_bears_most_on_the_verdict_comes_first() -> None:
    findings = judge("+++++ ++--? ++??+ +?+-+", proven=False, close="2026-11-01").findings
    weights = [each.weight for each in findings]
    assert weights == sorted(weights, reverse=True)
    gate = next(each for each in findings if each.code == "gate-unaddressed")
    passed = next(each for each in findings if each.code == "close-passed")
    worth = next(each for each in findings if each.code == "worth-claimed")
    assert gate.weight > passed.weight > worth.weight


def test_no_finding_comes_before_a_graver_one() -> None:
    """A low one at a gate of the weakest question comes after a high one that touches no gate."""
    findings = judge("+++++ ++--? ++??+ +?+-+", proven=False, close="2026-11-01").findings
    severities = [("high", "medium", "low").index(each.severity) for each in findings]
    assert severities == sorted(severities)
    assert len(set(severities)) == 3


def test_of_two_alike_a_doubted_statement_comes_before_a_missing_one() -> None:
    assert weight_of(METHOD.findings["close-passed"]) > weight_of(METHOD.findings["key-player-uncovered"]) - 100
    alike = [each for each in METHOD.findings.values() if each.severity == "medium"]
    missing = {weight_of(each) for each in alike if each.family in ("uncovered", "incomplete")}
    there = {weight_of(each) for each in alike if each.family not in ("uncovered", "incomplete")}
    assert max(missing) < min(there)


def test_a_criterion_of_the_weakest_question_weighs_more_than_another() -> None:
    findings = judge("-++++ ----- +++++ +++++").findings
    weight = {each.subject: each.weight for each in findings if each.code == "minus-unaddressed"}
    assert weight["solution_fit"] > weight["customer_project"]


@pytest.mark.parametrize(
    ("key", "until", "accepted"),
    [
        ("owner-missing", "2026-11-23", True),
        ("owner-missing", "2026-11-22", False),  # past its end it is a finding again
        ("amount-missing", "2026-12-31", False),
    ],
)
def test_a_finding_is_accepted_until_its_day(key: str, until: str, accepted: bool) -> None:
    findings = all_that_hold(judge(accepted={key: {"reason": "the team is forming", "until": until}}))
    owner = next(each for each in findings if each.code == "owner-missing")
    assert (owner.accepted is not None) is accepted


def test_a_finding_about_one_item_is_accepted_by_its_key() -> None:
    accepted = {"gate-unaddressed:compelling_event": {"reason": "asked on Friday", "until": "2026-12-01"}}
    findings = [each for each in all_that_hold(judge(accepted=accepted)) if each.code == "gate-unaddressed"]
    assert {each.subject: each.accepted is not None for each in findings} == {
        "compelling_event": True,
        "business_value": False,
        "political_alignment": False,
    }


def test_a_rule_may_point_below_its_item() -> None:
    pointed = METHOD.findings["key-player-unowned"].model_dump(exclude={"when"})
    rule = FindingRule(
        **pointed | {"at": "players.{item}.relationship"}, when=METHOD.findings["key-player-unowned"].when
    )
    method = METHOD.model_copy(update={"findings": {"key-player-unowned": rule}})
    assert [each.at for each in found(method, key_player())] == [("players", "r-okafor", "relationship")]
