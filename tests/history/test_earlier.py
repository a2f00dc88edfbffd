"""The past that a deal's file holds, joined to the history of the file: git counts from the first commit on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.assess.deal.assessment import assess
from generator.assess.past import InStage, Past
from generator.assess.portfolio.row import row_of
from generator.assess.state import NOTHING_KNOWN, STATE_FIELDS, DealState, state_of
from generator.history.earlier import changes_between
from generator.history.history import past_of, stood_on, whole_history
from generator.model.deal import Deal
from generator.model.money import Money
from generator.show.summary.movement import Moved, moved_of
from tests.git.repository import Repository
from tests.history.deals import METHOD, deal
from tests.history.test_history import GOOD, UNKNOWN, history_of
from tests.making import TODAY, make_deal, make_surroundings

PAST: dict[str, Any] = {
    "2026-03-02": {"stage": "qualify", "amount": "EUR 200,000", "close": "2026-09-30", "forecast": "pipeline"},
    "2026-05-04": {"close": "2026-11-30", "owner": "Dana Reyes"},
    "2026-08-10": {"stage": "Verbal commit", "amount": "EUR 260,000", "close": "2026-10-31"},
    "2026-11-09": {"close": "2027-01-29", "emptied": "forecast"},
}
"""Two moves of the close date to a later day (May and November) and one to an earlier (August); on 23 November,
seven days back is the 16th and thirty are 24 October."""
NOW = {"stage": "propose", "amount": "EUR 260,000", "close": "2027-03-31", "past": PAST}
OWNER_UNKNOWN = frozenset({"owner"})


def euros(amount: int) -> Money:
    return Money(Decimal(amount), "EUR")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "playbook")


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-03-01", None),
        ("2026-03-02", DealState("qualify", "", euros(200_000), day("2026-09-30"), "pipeline", OWNER_UNKNOWN)),
        ("2026-05-03", DealState("qualify", "", euros(200_000), day("2026-09-30"), "pipeline", OWNER_UNKNOWN)),
        ("2026-05-04", DealState("qualify", "Dana Reyes", euros(200_000), day("2026-11-30"), "pipeline")),
        ("2026-10-24", DealState("Verbal commit", "Dana Reyes", euros(260_000), day("2026-10-31"), "pipeline")),
        ("2026-11-22", DealState("Verbal commit", "Dana Reyes", euros(260_000), day("2027-01-29"), "")),
        ("2026-11-23", DealState("propose", "", euros(260_000), day("2027-03-31"), "")),
    ],
)
def test_what_stood_on_a_day_is_what_the_days_before_it_say(on: str, state: DealState | None) -> None:
    assert stood_on(day(on), make_deal(**NOW), None, TODAY) == state


def test_of_a_deal_without_a_past_outside_version_control_nothing_is_known() -> None:
    assert stood_on(day("2026-11-22"), make_deal(), None, TODAY) == NOTHING_KNOWN
    assert past_of(None, make_deal(), TODAY, METHOD) == Past()


def test_git_counts_from_the_first_commit_on(repository: Repository) -> None:
    repository.commit("2026-08-10", deals__acme__core=deal(UNKNOWN, stage="propose", close="2026-12-15"))
    history, now = history_of(repository), make_deal(**NOW)
    assert stood_on(day("2026-08-09"), now, history, TODAY) == stood_on(day("2026-08-09"), now, None, TODAY)
    there = DealState(stage="propose", close=day("2026-12-15"))
    assert stood_on(day("2026-08-10"), now, history, TODAY) == there
    assert stood_on(day("2026-11-20"), now, history, TODAY) == there, "the entry of 9 November does not count"


def test_owner_and_forecast_of_an_old_version_are_what_stood_then(repository: Repository) -> None:
    written = deal(UNKNOWN, owner="Dana Reyes", crm="{system: acme, id: '7', forecast: best case, unknown: 1}")
    repository.commit("2026-06-01", deals__acme__core=written)
    repository.commit("2026-07-01", deals__acme__core=deal(UNKNOWN, owner="[no, text]", crm="gone"))
    for history in (history_of(repository), history_of(repository)):
        then = DealState("evaluate", "Dana Reyes", forecast="best case")
        assert stood_on(day("2026-06-30"), make_deal(), history, TODAY) == then, "from git, then from the cache"
        assert stood_on(day("2026-07-01"), make_deal(), history, TODAY) == DealState("evaluate")


def test_before_the_first_commit_a_deal_was_not_there_unless_a_version_is_unreadable(repository: Repository) -> None:
    repository.commit("2026-06-01", deals__acme__core="---\ntitle: [never closed\n---\n")
    history = history_of(repository)
    assert stood_on(day("2026-05-31"), make_deal(), history, TODAY) is None
    assert stood_on(day("2026-06-01"), make_deal(), history, TODAY) == NOTHING_KNOWN


def test_in_a_shallow_clone_the_past_counts_before_what_it_holds(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2026-06-01", deals__acme__core=deal(UNKNOWN, close="2026-12-15"))
    repository.commit("2026-07-01", deals__acme__core=deal(GOOD, close="2026-12-15"))
    clone = Repository(tmp_path / "clone")
    clone.git("pull", "--quiet", "--depth", "1", f"file://{repository.root}", "main")
    history = history_of(clone)
    assert stood_on(day("2026-06-15"), make_deal(), history, TODAY) == NOTHING_KNOWN
    told = stood_on(day("2026-06-15"), make_deal(**NOW), history, TODAY)
    assert told
    assert told.close == day("2026-11-30")
    assert past_of(history, make_deal(**NOW), TODAY, METHOD).close_moved_later is None, "git may know of more moves"


def test_moves_of_the_close_date_are_counted_across_the_first_commit(repository: Repository) -> None:
    repository.commit("2026-08-01", deals__acme__core=deal(UNKNOWN, close="2026-12-15"))
    repository.commit("2026-09-01", deals__acme__core=deal(UNKNOWN, close="2027-01-31"))
    history, now = history_of(repository), make_deal(**NOW)
    assert history.close_moved_later == 1, "in September"
    assert past_of(history, make_deal(close="2027-01-31"), TODAY, METHOD).close_moved_later == 1
    assert past_of(history, now, TODAY, METHOD).close_moved_later == 4, (
        "in May, with the first commit, in September, and now"
    )
    whole = whole_history(history, now, TODAY)
    assert whole
    assert (whole.close_moved_later, len(whole.earlier)) == (3, 2)
    assert past_of(history, now, TODAY, METHOD).began == day("2026-03-02")


def test_moves_are_counted_without_git_and_before_the_first_commit(repository: Repository) -> None:
    repository.commit("2026-08-01", deals__other__core=deal(UNKNOWN))
    now = make_deal(**NOW)
    assert past_of(None, now, TODAY, METHOD).close_moved_later == 3, "in May, in November, and by now"
    assert past_of(history_of(repository), now, TODAY, METHOD).close_moved_later == 3
    assert past_of(None, make_deal(close="2027-01-29", past=PAST), TODAY, METHOD).close_moved_later == 2


def test_days_in_a_stage_count_from_the_change_and_are_a_lower_bound_where_none_is_known(
    repository: Repository,
) -> None:
    repository.commit("2026-09-01", deals__acme__core=deal(UNKNOWN, stage="propose"))
    repository.commit("2026-10-01", deals__acme__core=deal(UNKNOWN, stage="propose", close="2027-01-31"))
    history = history_of(repository)
    assert past_of(history, make_deal(stage="propose"), TODAY, METHOD).in_stage == InStage(
        day("2026-09-01"), entered=False
    )
    assert past_of(history, make_deal(stage="negotiate"), TODAY, METHOD).in_stage == InStage(TODAY, entered=True)
    entered = InStage(day("2026-09-01"), entered=True)
    assert past_of(history, make_deal(stage="propose", past=PAST), TODAY, METHOD).in_stage == entered
    assert past_of(None, make_deal(), TODAY, METHOD).in_stage is None


def test_a_slip_before_git_is_a_finding() -> None:
    now = make_deal(**NOW)
    found = assess(now, make_surroundings(METHOD), TODAY, past_of(None, now, TODAY, METHOD)).findings
    assert "close-slipping" in {each.code for each in found}


def moved(now: Deal, past: Past) -> tuple[Moved, ...]:
    around = make_surroundings(METHOD)
    return moved_of(row_of(assess(now, around, TODAY, past), around, past), METHOD, TODAY)


def said(now: Deal, past: Past) -> list[str | None]:
    return ["; ".join(move.says for move in each.moves) or None for each in moved(now, past) if each.known]


def test_what_moved_is_told_by_the_past_and_a_deal_with_one_is_not_new(repository: Repository) -> None:
    repository.commit(
        "2026-11-20", deals__acme__core=deal(UNKNOWN, stage="propose", amount="EUR 260,000", close="2027-03-31")
    )
    now = make_deal(**NOW)
    later = "close 29\u00a0Jan\u00a02027 → 31\u00a0Mar\u00a02027, 61 days later"
    latest = "close 31\u00a0Oct\u00a02026 → 31\u00a0Mar\u00a02027, 151 days later"
    assert said(now, past_of(history_of(repository), now, TODAY, METHOD)) == [
        f"stage Verbal commit → Propose; {later}",
        f"stage Verbal commit → Propose; {latest}",
    ]
    without = make_deal(**{**NOW, "past": {}})
    assert said(without, past_of(history_of(repository), without, TODAY, METHOD)) == ["new", "new"]


def test_what_moved_in_git_tells_stage_and_amount(repository: Repository) -> None:
    repository.commit("2026-10-01", deals__acme__core=deal(UNKNOWN, stage="qualify", amount="EUR 200,000"))
    now = make_deal(stage="propose", amount="EUR 260,000")
    for _ in "git", "cache":
        told = said(now, past_of(history_of(repository), now, TODAY, METHOD))
        assert told == ["amount EUR\u00a0200,000 → EUR\u00a0260,000; stage Qualify → Propose"] * 2


@pytest.mark.parametrize(
    ("stage", "says"),
    [("negotiate", "ended, was at Negotiate"), ("Verbal", "ended, was at Verbal"), ("closed", None)],
)
def test_an_end_is_told_by_the_stage_before_it(stage: str, says: str | None) -> None:
    outcome = {"stage": "closed", "outcome": {"result": "won", "date": "2026-11-20"}}
    now = make_deal(**outcome, past={"2026-06-01": stage})
    assert said(now, past_of(None, now, TODAY, METHOD)) == [says, says]


@pytest.mark.parametrize("in_git", [True, False])
def test_a_deal_that_ended_before_its_first_commit_has_not_ended_since(repository: Repository, in_git: bool) -> None:
    """The last day of its past may be from before its end, and its file from yesterday."""
    ended: dict[str, Any] = {"stage": "closed", "amount": "EUR 240,000"}
    past = {"2026-03-02": {"stage": "negotiate", "amount": "EUR 260,000"}, "2026-10-02": "negotiate"}
    now = make_deal(**ended, outcome={"result": "lost", "date": "2026-09-30"}, past=past)
    file = deal(UNKNOWN, **ended, outcome="{result: lost, date: 2026-09-30}")
    repository.commit("2026-11-21", deals__acme__core=file)
    history = history_of(repository) if in_git else None
    assert said(now, past_of(history, now, TODAY, METHOD)) == [None, None]
    assert stood_on(day("2026-09-29"), now, history, TODAY) == DealState(
        "negotiate", amount=euros(260000), unknown=frozenset({"owner", "close", "forecast"})
    )


def test_sixty_days_before_its_end_a_deal_stands_as_its_past_has_it() -> None:
    ended = {"stage": "closed", "outcome": {"result": "lost", "date": "2026-11-20"}}
    now = make_deal(**{**NOW, **ended, "amount": "EUR 50,000"})
    before = assess(now, make_surroundings(METHOD), TODAY, past_of(None, now, TODAY, METHOD)).before
    assert before
    assert (before.day, before.from_history) == (day("2026-09-21"), False)
    assert before.state
    assert (before.state.stage, before.state.amount) == ("Verbal commit", euros(260_000))
    assert before.assessed["short_term_revenue"].rating == "+", "by EUR 260,000 and a close in 40 days"
    now = make_deal(**{**NOW, **ended, "amount": "USD 50,000"})
    before = assess(now, make_surroundings(METHOD), TODAY, past_of(None, now, TODAY, METHOD)).before
    assert before
    assert before.assessed["short_term_revenue"].rating != "+", "an amount in another currency is not taken"


def test_a_change_is_told_only_where_both_sides_are_known() -> None:
    first = DealState("qualify", close=day("2026-09-30"), unknown=frozenset({"owner", "amount", "forecast"}))
    told = [
        (each.field, each.before, each.after) for each in changes_between(first, state_of(make_deal(owner="Dana")))
    ]
    assert told == [("stage", "qualify", "evaluate"), ("close", day("2026-09-30"), None)]
    assert changes_between(NOTHING_KNOWN, first) == ()
    assert set(STATE_FIELDS) == set(DealState._fields) - {"unknown"}


def test_a_deal_without_a_past_keeps_the_history_that_it_has(repository: Repository) -> None:
    repository.commit("2026-06-01", deals__acme__core=deal(UNKNOWN))
    history = history_of(repository)
    assert whole_history(history, make_deal(), TODAY) is history
