"""What needs attention: one line per deal and kind, the most pressing kind first."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from generator.assess.portfolio.attention import KINDS, Attention, attention_of, by_urgency
from generator.assess.words import sentence
from tests.assess.judging import METHOD, UNKNOWN, row
from tests.making import TODAY

PURSUE = "+++++ +++++ +++++ +++++"
WALK_AWAY = "+++++ ---++ ---++ +++++"
OLD = {"us": "+", "date": "2026-06-01", "by": "customer", "evidence": "said so"}


def seen(signs: str = PURSUE, **changes: Any) -> dict[str, Attention]:
    return {each.kind: each for each in attention_of(row(signs, **changes), METHOD, TODAY)}


def test_a_sound_deal_needs_none() -> None:
    assert (
        seen(close="2027-06-30", owner="Dana", plan={"actions": {"call": {"what": "Call", "due": "2026-11-23"}}})
        == {}
    )


LATE = {
    "actions": {"call": {"what": "Call the CFO", "due": "2026-11-20"}, "ask": {"what": "Ask", "due": "2026-11-22"}}
}
CASES: dict[str, tuple[str, dict[str, Any], tuple[str, ...], str]] = {
    "go against the verdict": (
        WALK_AWAY,
        {"decision": {"go": "yes", "review": "2026-11-22"}},
        ("decision", "review"),
        "The go against the verdict was to be reviewed on 22 Nov 2026.",
    ),
    "overdue": (
        PURSUE,
        {"plan": LATE},
        ("plan", "actions", "call"),
        "Overdue since 20 Nov 2026: Call the CFO, and 1 more.",
    ),
    "close passed": (PURSUE, {"close": "2026-11-22"}, ("close",), "Open after its close date, 22 Nov 2026."),
    "closing": (
        "+++++ ++++? +++++ +++++",
        {"close": "2026-12-23"},
        ("assessment", "business_value"),
        "Closes in 30 days, 1 of 15 winnable criteria unknown.",
    ),
    "effort against the verdict": (
        WALK_AWAY,
        {"effort": {"spent": "4 days", "left": "12.5 days"}},
        ("effort", "left"),
        "12.5 days are still planned on a deal to walk away from.",
    ),
    "gates": (
        "+++++ ++++? ++++- +++++",
        {},
        ("assessment", "business_value"),
        "Unique business value is not known and Political alignment is against us (weak).",
    ),
    "stale": (
        PURSUE,
        {"assessment": {"formal_criteria": OLD, "inside_support": OLD}},
        ("assessment", "formal_criteria"),
        "Formal decision criteria: this rating is older than the method lets it be (2 ratings have grown old).",
    ),
    "not rated": (
        UNKNOWN,
        {},
        ("assessment",),
        "Nothing is rated yet; ask first about Compelling event, Unique business value and Political alignment.",
    ),
}


@pytest.mark.parametrize("kind", CASES)
def test_what_presses_is_said_with_its_place(kind: str) -> None:
    signs, changes, at, says = CASES[kind]
    found = seen(signs, **changes)[kind]
    assert (found.at, found.says) == (at, says)


def test_a_stale_rating_presses_since_the_day_on_which_it_grew_stale() -> None:
    """Of 45 days from 1 June the last is 16 July, however old another rating is that still holds."""
    older = OLD | {"date": "2026-01-05"}
    found = seen(PURSUE, assessment={"formal_criteria": OLD, "business_profile": older})["stale"]
    assert (found.at, found.since) == (("assessment", "formal_criteria"), dt.date(2026, 7, 17))


QUIET: dict[str, tuple[str, dict[str, Any]]] = {
    "go against the verdict": (WALK_AWAY, {"decision": {"go": "yes", "review": "2026-11-23"}}),
    "overdue": (PURSUE, {"plan": {"actions": {"call": {"what": "Call", "due": "2026-11-20", "state": "done"}}}}),
    "close passed": (PURSUE, {"close": "2026-11-23"}),
    "closing": ("+++++ ++++? +++++ +++++", {"close": "2026-12-24"}),
    "effort against the verdict": (
        WALK_AWAY,
        {"effort": {"left": "12 days"}, "decision": {"go": "yes", "review": "2026-12-01"}},
    ),
    "gates": ("+++++ ---++ ---+- +++++", {}),  # to be left anyway
    "not rated": (
        UNKNOWN,
        {"accepted": {"not-rated-yet": {"reason": "we begin in January", "until": "2027-01-15"}}},
    ),
    "stale": (
        PURSUE,
        {
            "assessment": {"formal_criteria": OLD},
            "accepted": {"rating-stale": {"reason": "asked on Friday", "until": "2026-12-01"}},
        },
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_does_not_press_is_not_said(kind: str) -> None:
    signs, changes = QUIET[kind]
    assert kind not in seen(signs, **changes)


def test_the_gates_of_a_deal_press_once_anything_is_rated() -> None:
    assert set(seen(UNKNOWN, close="2026-11-22")) == {"close passed", "not rated"}
    assert "gates" not in seen(UNKNOWN, **QUIET["not rated"][1])
    assert set(seen("????? -???? ????? ?????")) == {"gates"}


def test_a_closed_deal_needs_no_attention() -> None:
    everything: dict[str, Any] = {"outcome": {"result": "lost", "date": "2026-11-01"}}
    for _, changes, _, _ in CASES.values():
        everything |= changes
    assert seen(WALK_AWAY, **everything) == {}


def test_a_question_keeps_its_own_end() -> None:
    assert sentence("overdue: who signs?") == "Overdue: who signs?"
    assert sentence("overdue since Monday") == "Overdue since Monday."


def test_the_most_pressing_kind_comes_first_then_the_next_to_close() -> None:
    late: dict[str, Any] = {"plan": LATE}
    rows = [
        row("+++++ ++++? +++++ +++++", path="aldermoor/gate.md"),
        row(PURSUE, path="aldermoor/later.md", close="2027-06-30", **late),
        row(PURSUE, path="aldermoor/sooner.md", close="2027-01-31", **late),
        row(PURSUE, path="aldermoor/undated.md", **late),
    ]
    found = by_urgency(rows, [attention_of(each, METHOD, TODAY) for each in rows])
    assert [(reasons[0].kind, deal.identity) for deal, reasons in found] == [
        ("overdue", "aldermoor/sooner"),
        ("overdue", "aldermoor/later"),
        ("overdue", "aldermoor/undated"),
        ("gates", "aldermoor/gate"),
    ]
