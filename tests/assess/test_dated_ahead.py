"""What is dated after today has not happened: it proves nothing until then, and each such day is a finding."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from generator.assess.judgement import Judgement
from generator.model.method import Method
from tests.assess.judging import GOOD, MEDDPICC, METHOD, judge
from tests.making import TODAY

AHEAD, ON_THAT_DAY = "2026-12-24", dt.date(2026, 12, 24)
LINE = {"head": "decrease", "item": "expenses", "amount": "EUR 1,000", "confirmed_by": "r-okafor"}


def told(judgement: Judgement) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.subject, each.says, each.at) for each in judgement.findings if each.code == "dated-ahead"]


def rating(day: str) -> dict[str, Any]:
    return {"us": "+", "date": day, "by": "customer", "evidence": "The CFO signed"}


@pytest.mark.parametrize(("method", "gate"), [(METHOD, "compelling_event"), (MEDDPICC, "champion")])
def test_a_rating_dated_ahead_is_claimed_and_opens_no_gate_until_its_day(method: Method, gate: str) -> None:
    signs = GOOD if method is METHOD else "+" * len(method.criteria)
    deal: dict[str, Any] = {"method": method, "assessment": {gate: rating(AHEAD)}}
    now, then = judge(signs, **deal), judge(signs, today=ON_THAT_DAY, **deal)
    assert (now.assessed[gate].rating, now.assessed[gate].standing) == ("+", "claimed")
    assert now.verdict.word != "pursue"
    assert "its day, 24 Dec 2026, is still to come" in now.verdict.says
    label = method.criteria[gate].label
    says = f"{label} is dated 24 Dec 2026, which is still to come: it counts for nothing until then"
    assert told(now) == [(gate, says, ("assessment", gate, "date"))]
    assert (then.assessed[gate].standing, told(then)) == ("proven", [])


def test_a_rating_of_today_is_proven() -> None:
    judged = judge(GOOD, assessment={"compelling_event": rating(TODAY.isoformat())})
    assert (judged.verdict.word, told(judged)) == ("pursue", [])


@pytest.mark.parametrize("sign", ["-", "?"])
def test_other_ratings_dated_ahead_are_findings_too(sign: str) -> None:
    judged = judge(GOOD, assessment={"risk": {"us": sign, "date": AHEAD}})
    assert [subject for subject, *_ in told(judged)] == ["risk"]
    assert judged.assessed["risk"].rating == sign


def test_a_symptom_dated_ahead_puts_nothing_in_doubt() -> None:
    control = {"budget_disappearing": [AHEAD], "delays": ["2026-11-20", AHEAD]}
    now, then = judge(GOOD, control=control), judge(GOOD, control=control, today=ON_THAT_DAY)
    assert [at for *_, at in told(now)] == [
        ("control", "budget_disappearing", "seen", "0"),
        ("control", "delays", "seen", "1"),
    ]
    doubted = [each.subject for each in then.findings if each.code == "plus-doubted"]
    assert doubted == ["budget_disappearing"]
    assert "plus-doubted" not in {each.code for each in now.findings}


def test_an_outcome_dated_ahead_leaves_the_deal_open() -> None:
    outcome = {"result": "won", "date": AHEAD}
    now = judge(GOOD, stage="closed", outcome=outcome)
    assert (now.closed, now.before, now.verdict.word) == (False, None, "pursue")
    assert told(now) == [
        (
            "outcome",
            "The deal ended on 24 Dec 2026, which is still to come: it counts for nothing until then",
            ("outcome", "date"),
        )
    ]
    assert judge(GOOD, stage="closed", outcome=outcome, today=ON_THAT_DAY).closed


@pytest.mark.parametrize(
    ("changes", "subject", "at"),
    [
        ({"decision": {"go": "yes", "date": AHEAD}}, "decision", ("decision", "date")),
        ({"reviews": {"q4": {"held": AHEAD}}}, "q4", ("reviews", "q4", "held")),
        (
            {"plan": {"actions": {"call": {"what": "Call", "state": "done", "done": AHEAD}}}},
            "call",
            ("plan", "actions", "call", "done"),
        ),
        ({"value": {"lines": {"a": LINE | {"confirmed_on": AHEAD}}}}, "a", ("value", "lines", "a", "confirmed_on")),
    ],
)
def test_every_day_of_something_that_has_happened_is_looked_at(
    changes: dict[str, Any], subject: str, at: tuple[str, ...]
) -> None:
    now = judge(**changes)
    assert [(key, place) for key, _, place in told(now)] == [(subject, at)]
    assert told(judge(today=ON_THAT_DAY, **changes)) == []


def test_what_is_said_to_have_happened_ahead_has_no_effect_until_then() -> None:
    changes: dict[str, Any] = {
        "decision": {"go": "yes", "date": AHEAD},
        "plan": {"actions": {"call": {"what": "Call", "state": "done", "done": AHEAD}}},
        "value": {"lines": {"a": LINE | {"confirmed_on": AHEAD}}},
    }
    now, then = judge(**changes), judge(today=ON_THAT_DAY, **changes)
    assert (now.deal.decision, now.deal.plan.actions["call"].state) == (None, "open")
    assert (now.worksheet and now.worksheet.unconfirmed, then.worksheet and then.worksheet.unconfirmed) == (
        True,
        False,
    )
    assert then.deal.plan.actions["call"].state == "done"


def test_days_that_are_meant_to_come_are_none_of_them() -> None:
    judged = judge(
        close=AHEAD,
        next_review=AHEAD,
        decision={"go": "yes", "date": "2026-11-02", "review": AHEAD},
        accepted={"amount-missing": {"reason": "soon", "until": AHEAD}},
        compelling_event={"what": "Licence ends", "deadline": AHEAD},
        plan={
            "actions": {"call": {"what": "Call", "due": AHEAD}},
            "milestones": {"sign": {"what": "Sign", "by": AHEAD}},
        },
        players={"r-okafor": {"relationship": {"next_contact": AHEAD}}},
    )
    assert told(judged) == []


def test_a_day_of_the_past_that_is_still_to_come_is_a_finding() -> None:
    judged = judge(GOOD, past={"2026-11-23": "qualify", AHEAD: "propose"})
    says = "The past has a day that is 24 Dec 2026, which is still to come: it counts for nothing until then"
    assert told(judged) == [(AHEAD, says, ("past", AHEAD))]
