"""Criteria as they stand on a day: proven or claimed, read from another method or from the numbers, stale, due."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from generator.assess.deal.assessment import assess
from generator.assess.judgement import Assessed
from tests.assess.judging import MEDDPICC, METHOD, UNKNOWN, judge
from tests.making import TODAY, make_deal, make_surroundings

SOUND = {"us": "+", "date": "2026-11-02", "by": "customer", "evidence": "the CFO said so"}


def stands(criterion: str, written: dict[str, Any], **changes: Any) -> Assessed:
    deal = make_deal(assessment={criterion: written}, **changes)
    return assess(deal, make_surroundings(METHOD), TODAY).assessed[criterion]


@pytest.mark.parametrize(
    ("written", "standing"),
    [
        (SOUND, "proven"),
        (SOUND | {"by": "document"}, "proven"),
        (SOUND | {"by": "us"}, "claimed"),
        ({key: SOUND[key] for key in ("us", "date", "evidence")}, "claimed"),
        ({key: SOUND[key] for key in ("us", "by", "evidence")}, "claimed"),
        (SOUND | {"evidence": ""}, "claimed"),
        (SOUND | {"us": "-"}, "against"),
        (SOUND | {"us": "?"}, "unknown"),
    ],
)
def test_a_plus_is_proven_by_evidence_a_date_and_another_word_than_ours(
    written: dict[str, Any], standing: str
) -> None:
    assert stands("solution_fit", written).standing == standing


def test_a_criterion_left_out_is_unknown() -> None:
    assessed = assess(make_deal(), make_surroundings(METHOD), TODAY).assessed
    assert [*assessed] == [*METHOD.criteria]
    assert {each.standing for each in assessed.values()} == {"unknown"}


def test_a_rating_of_another_method_counts_where_the_own_one_is_not_rated() -> None:
    around = make_surroundings(METHOD)
    alone = assess(make_deal(assessment={"champion": SOUND}), around, TODAY)
    both = assess(make_deal(assessment={"champion": SOUND, "inside_support": {"us": "-"}}), around, TODAY)
    assert alone.assessed["inside_support"].standing == "proven"
    assert both.assessed["inside_support"].standing == "against"
    assert alone.set_aside == both.set_aside == ()


def test_a_criterion_may_be_cited_by_its_number() -> None:
    judgement = assess(make_deal(assessment={"5": SOUND}), make_surroundings(METHOD), TODAY)
    assert judgement.assessed["compelling_event"].standing == "proven"


def test_ratings_that_no_criterion_reads_are_set_aside() -> None:
    deal = make_deal(assessment={"risk": SOUND, "compelling_event": SOUND})
    judgement = assess(deal, make_surroundings(MEDDPICC), TODAY)
    assert judgement.set_aside == ("risk",)
    assert judgement.assessed["pain"].standing == "proven"


@pytest.mark.parametrize(
    ("close", "days_ago", "stale"),
    [
        (None, 45, False),
        (None, 46, True),
        ("2027-03-31", 45, False),
        ("2026-12-23", 22, False),  # thirty days before the close: half of 45
        ("2026-12-23", 23, True),
        ("2026-12-24", 23, False),
        ("2026-11-01", 23, True),  # the close has passed, which makes no evidence any fresher
    ],
)
def test_a_rating_grows_old_and_twice_as_fast_before_the_close(close: str | None, days_ago: int, stale: bool) -> None:
    known = (TODAY - dt.timedelta(days=days_ago)).isoformat()
    changes = {"close": close} if close else {}
    assert stands("compelling_event", SOUND | {"date": known}, **changes).stale is stale


def test_nothing_is_stale_or_due_once_a_deal_is_closed() -> None:
    closed = stands(
        "compelling_event", SOUND | {"date": "2020-01-01"}, outcome={"result": "won", "date": "2026-01-01"}
    )
    assert (closed.stale_after, closed.stale, closed.due) == (None, False, False)


def test_an_unknown_is_never_stale() -> None:
    assert not stands("compelling_event", {"us": "?", "date": "2020-01-01"}).stale


@pytest.mark.parametrize(("stage", "due"), [("prospect", False), ("qualify", True), ("negotiate", True)])
def test_a_criterion_is_due_from_its_stage_on(stage: str, due: bool) -> None:
    early = next(name for name, each in METHOD.criteria.items() if each.due == "qualify" and not each.gate)
    assert judge(UNKNOWN, stage=stage).assessed[early].due is due


def test_a_gate_is_always_due() -> None:
    assessed = judge(UNKNOWN, stage="prospect").assessed
    assert all(assessed[gate].due for gate in METHOD.gates)


def test_unrated_criteria_read_from_the_numbers_and_prove_nothing() -> None:
    read = stands("short_term_revenue", {}, amount="EUR 900,000", close="2027-02-01")
    assert (read.rating, read.standing, read.from_numbers) == ("+", "claimed", True)


def test_a_dated_unknown_that_reads_from_the_numbers_is_as_fresh_as_they_are() -> None:
    """Its date is that of a `?`, 1,000 days ago; what it reads is of today."""
    old = {"us": "?", "date": "2024-02-27", "by": "customer", "evidence": "They did not know yet"}
    read = stands("short_term_revenue", old, amount="EUR 900,000", close="2027-02-01")
    assert (read.rating, read.date, read.age, read.stale, read.by, read.evidence) == (
        "+",
        None,
        None,
        False,
        None,
        "",
    )


def test_a_written_rating_comes_before_the_numbers() -> None:
    read = stands("short_term_revenue", {"us": "-"}, amount="EUR 900,000", close="2027-02-01")
    assert (read.rating, read.from_numbers) == ("-", False)
