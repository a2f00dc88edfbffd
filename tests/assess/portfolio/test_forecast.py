"""The forecast, worked out by hand: what is called, what verdicts speak for, what changed, what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from generator.assess.past import AsOfDay, Past
from generator.assess.portfolio.calls import UNKNOWN_OWNER, CallRecord, call_records
from generator.assess.portfolio.forecast import UNSORTED, WON, AmountSum, Forecast, forecast_of
from generator.assess.portfolio.forecast_deal import PastPart, deleted_deal, forecast_deal
from generator.assess.portfolio.forecast_gap import gap_of, whole_target
from generator.assess.portfolio.row import DealRow
from generator.assess.quarters import call_days, closed_quarters, last_day, quarter_of
from generator.assess.state import NOTHING_KNOWN, DealState
from generator.model.account import Team
from generator.model.method import Currencies
from generator.model.money import Money
from generator.model.playbook import Surroundings
from tests.assess.judging import METHOD, UNKNOWN, row
from tests.making import TODAY

PURSUE = "+++++ +++++ +++++ +++++"
Q4, Q1 = "2026 Q4", "2027 Q1"
EURO = Currencies.model_validate({"base": "EUR", "rates": {"USD": {"rate": "0.8", "date": "2026-10-30"}}})


def deal(name: str, amount: str | None, close: str = "2026-12-18", signs: str = UNKNOWN, **changes: Any) -> DealRow:
    forecast = changes.pop("forecast", "commit")
    crm = {"crm": {"forecast": forecast}} if forecast else {}
    return row(signs, path=f"aldermoor/{name}.md", owner="Dana", amount=amount, close=close, **(crm | changes))


def made(*rows: DealRow, currencies: Currencies | None = None, team: Team | None = None) -> Forecast:
    method = METHOD.model_copy(update={"currencies": currencies})
    around = Surroundings(method, team or Team(path="index.md"))
    return forecast_of([forecast_deal(each, method, {}, TODAY) for each in rows], around, {}, TODAY)


def euros(of: AmountSum | None) -> int:
    assert of
    assert set(of.by_currency) <= {"EUR"}
    return int(of.by_currency.get("EUR", 0))


def test_a_quarter_adds_up_what_the_crm_calls_beside_what_the_verdicts_speak_for() -> None:
    line = made(
        deal("a", "EUR 100,000", signs=PURSUE),
        deal("b", "EUR 20,000", forecast="Best Case"),
        deal("c", "EUR 3,000", forecast="omitted", signs=PURSUE),
        deal("d", "EUR 400", forecast=""),
        deal("e", "EUR 50", close="2027-01-01"),
        deal("f", "EUR 9", outcome={"result": "lost", "date": "2026-11-01"}),
    ).lines[Q4, "", ""]
    assert {name: euros(each) for name, each in line.said.items()} == {
        "commit": 100_000, "best_case": 20_000, UNSORTED: 3_400,
    }  # fmt: skip
    assert {name: euros(each) for name, each in line.spoken.items()} == {"commit": 103_000, "pipeline": 20_400}
    assert euros(line.open) == 123_400


def test_a_deal_won_counts_in_the_quarter_of_its_end_and_one_without_a_close_in_none() -> None:
    forecast = made(
        deal("won", "EUR 70,000", close="2027-02-01", outcome={"result": "won", "date": "2026-10-02"}),
        row(path="aldermoor/undated.md", amount="EUR 5"),
    )
    assert euros(forecast.lines[Q4, "owner", "Dana"].said[WON]) == 70_000
    assert euros(forecast.lines["", "owner", ""].open) == 5
    assert forecast.quarters == (Q4, "")


def test_verdict_walk_away_speaks_for_no_category() -> None:
    line = made(deal("a", "EUR 100,000", signs="+++++ ---++ ---++ +++++")).lines[Q4, "", ""]
    assert {name: euros(each) for name, each in line.spoken.items()} == {UNSORTED: 100_000}


def test_sums_are_in_the_base_currency_and_what_has_no_rate_stays_apart() -> None:
    rows = [deal("a", "EUR 1,000"), deal("b", "USD 500"), deal("c", "CHF 7"), deal("d", None)]
    whole = made(*rows, currencies=EURO).lines[Q4, "", ""].open
    assert whole.together(EURO) == (Money(Decimal("1400.0"), "EUR"), Money(Decimal(7), "CHF"))
    assert whole.together(None) == tuple(Money(Decimal(n), c) for n, c in ((7, "CHF"), (1000, "EUR"), (500, "USD")))
    assert (whole.deals, whole.silent) == (4, 1)


def test_a_target_less_what_was_won_is_missing_and_covered_by_what_is_open() -> None:
    team = Team.model_validate(
        {
            "path": "index.md",
            "members": {
                "dana": {"name": "Dana", "targets": {"2026-Q4": "EUR 500,000"}},
                "owen": {"name": "Owen", "targets": {"2026-Q4": "USD 100,000"}},
            },
        }
    )
    won = deal("won", "EUR 100,000", outcome={"result": "won", "date": "2026-10-02"})
    forecast = made(won, deal("open", "EUR 600,000"), currencies=EURO, team=team)
    dana, owen = (forecast.lines[Q4, "owner", name] for name in ("Dana", "Owen"))
    assert dana.target
    gap = gap_of(dana, dana.target, EURO)
    assert gap
    assert (gap.gap, gap.coverage, gap.left_out) == (Money(Decimal(400_000), "EUR"), Fraction(3, 2), False)
    assert whole_target([dana, owen], EURO) == Money(Decimal(580_000), "EUR")
    assert whole_target([dana, owen], None) is None, "two currencies are not added without rates"
    assert owen.target
    assert gap_of(owen, owen.target, Currencies.model_validate({"base": "EUR"})) is None


def then(forecast: str = "commit", amount: int = 100_000, close: str = "2026-12-18", **changes: Any) -> AsOfDay:
    state = DealState("evaluate", "Dana", Money(Decimal(amount), "EUR"), dt.date.fromisoformat(close), forecast)
    return AsOfDay(changes.pop("word", "qualify"), None, state._replace(**changes))


def with_past(one: DealRow, began: str = "2026-01-01", **days: AsOfDay) -> DealRow:
    by_days = {int(key.removeprefix("d")): each for key, each in days.items()}
    return replace(one, past=Past(began=dt.date.fromisoformat(began), then=by_days))


def test_the_change_is_what_is_there_now_less_what_was_there() -> None:
    same = with_past(deal("same", "EUR 100,000"), d7=then(), d30=then())
    raised = with_past(deal("raised", "EUR 130,000"), d7=then(), d30=then(amount=90_000))
    called = with_past(deal("called", "EUR 100,000"), d7=then("best case"), d30=then())
    moved = with_past(deal("moved", "EUR 100,000", close="2027-02-01"), d7=then(), d30=then())
    new = with_past(deal("new", "EUR 5,000"), began="2026-11-20")
    won = with_past(
        deal("won", "EUR 100,000", outcome={"result": "won", "date": "2026-11-20"}), d7=then(), d30=then()
    )
    forecast = made(same, raised, called, moved, new, won)
    week, month = (forecast.lines[Q4, "owner", "Dana"].change[days] for days in (7, 30))
    # commit: raised +30, called in +100, moved out -100, new +5, won -100
    assert {name: euros(each) for name, each in week.items()} == {
        "commit": -65_000, "best_case": -100_000, WON: 100_000,
    }  # fmt: skip
    # commit: raised +40, moved out -100, new +5, won -100
    assert {name: euros(each) for name, each in month.items()} == {"commit": -155_000, WON: 100_000}
    assert euros(forecast.lines[Q1, "owner", "Dana"].change[7]["commit"]) == 100_000
    assert [each.deal.title for each in forecast.moves[7]] == ["Core banking"] * 5
    assert forecast.reaching == {7, 30}


def test_a_deal_of_which_a_field_of_then_is_not_known_is_in_no_change() -> None:
    known = with_past(deal("known", "EUR 100,000"), d7=then())
    partly = with_past(deal("partly", "EUR 40,000"), d7=then(unknown=frozenset({"forecast"})))
    forecast = made(known, partly)
    line = forecast.lines[Q4, "", ""]
    assert (euros(line.unknown[7]), line.unknown[7].deals, line.change[7]) == (40_000, 1, {})
    assert forecast.reaching == {7}, "of 30 days ago nothing is known"


def test_a_first_import_is_no_change_since_nothing_was_known_before() -> None:
    assert made(with_past(deal("new", "EUR 5,000"), began="2026-11-20")).reaching == frozenset()
    assert made(deal("never", "EUR 5,000")).reaching == frozenset()


def test_files_younger_than_a_day_are_new_deals_only_where_git_held_others_on_it() -> None:
    young = with_past(deal("young", "EUR 5,000"), began="2026-11-20")
    from_the_crm = replace(young, past=replace(young.past, from_file=True))
    told = with_past(deal("told", "EUR 100,000"), d7=then(word=None), d30=then(word=None))
    in_git = with_past(deal("in-git", "EUR 100,000"), d7=then(), d30=then())
    of_a_young_playbook = made(young, told).lines[Q4, "", ""]
    assert of_a_young_playbook.change[7] == {}
    assert euros(of_a_young_playbook.unknown[7]) == 5_000
    assert euros(made(young, in_git).lines[Q4, "", ""].changed(7)) == 5_000
    assert euros(made(from_the_crm, told).lines[Q4, "", ""].changed(7)) == 5_000, "its past begins on that day"


def test_before_git_the_verdict_is_not_known_and_that_is_no_change() -> None:
    past = with_past(deal("a", "EUR 100,000"), d7=then(word=None), d30=then(word=None))
    assert forecast_deal(past, METHOD, {}, TODAY).parts == (PastPart("same", None, True),) * 2
    ended = deal("a", "EUR 100,000", outcome={"result": "won", "date": "2026-11-20"})
    parts = forecast_deal(with_past(ended, d7=then(word=None)), METHOD, {}, TODAY).parts
    assert [each.known for each in parts] == ["other", "unknown"]
    assert parts[0].state
    assert parts[0].state.word == "", "it had not ended on 16 November"
    assert parts[1] == PastPart("unknown")


def test_an_owner_of_then_is_known_by_the_members_name() -> None:
    past = with_past(deal("a", "EUR 100,000"), d7=then(owner="dana"), d30=then())
    assert forecast_deal(past, METHOD, {"dana": "Dana"}, TODAY).parts == ()


def test_quarters_that_are_over_and_the_days_before_their_ends() -> None:
    assert quarter_of(dt.date(2026, 10, 1)) == Q4
    assert closed_quarters(TODAY)[:4] == ("2026 Q3", "2026 Q2", "2026 Q1", "2025 Q4")
    assert [last_day(f"2026 Q{n}").isoformat() for n in (1, 2, 3, 4)] == [
        "2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31",
    ]  # fmt: skip
    assert call_days(TODAY)[:2] == (("2026 Q3", 60, dt.date(2026, 8, 1)), ("2026 Q3", 30, dt.date(2026, 8, 31)))
    assert len(closed_quarters(dt.date(1, 8, 1))) == 2


AUGUST, LATE_AUGUST = dt.date(2026, 8, 1), dt.date(2026, 8, 31)
COMMIT = DealState("evaluate", "Dana", Money(Decimal(50), "EUR"), dt.date(2026, 9, 15), "commit")


def recorded(*deals: tuple[DealRow, DealState | None, DealState | None]) -> Any:
    rows = [replace(each, past=Past(began=dt.date(2026, 8, 20), stood={AUGUST: then, LATE_AUGUST: later}))
            for each, then, later in deals]  # fmt: skip
    return call_records([forecast_deal(each, METHOD, {}, TODAY) for each in rows], {})


def ended(name: str, result: str, date: str) -> DealRow:
    return deal(name, "EUR 999", outcome={"result": result, "date": date}, close=date)


def test_what_was_called_commit_is_held_against_what_came_of_it() -> None:
    records = recorded(
        (ended("won", "won", "2026-09-20"), COMMIT, COMMIT),
        (ended("lost", "lost", "2026-09-20"), COMMIT, COMMIT._replace(forecast="pipeline")),
        (ended("late", "won", "2026-10-02"), COMMIT, COMMIT),
        (deal("open", "EUR 999"), COMMIT, COMMIT._replace(close=dt.date(2026, 12, 1))),
        (ended("before", "won", "2026-07-20"), COMMIT, COMMIT),
    )
    sixty, thirty = (records.by_quarter["2026 Q3", days] for days in (60, 30))
    assert (sixty.called, sixty.won, sixty.ended, sixty.slipped) == (4, 1, 1, 2)
    assert (thirty.called, thirty.won, thirty.ended, thirty.slipped) == (2, 1, 0, 1)
    assert euros(sixty.amounts) == 200, "the amounts of then"
    assert records.by_owner["Dana", 60].called == 4
    assert sixty.interval is None, "under ten there are counts only"


def test_what_is_not_known_of_then_reads_unknown_and_never_as_it_is_today() -> None:
    records = recorded(
        (ended("no-history", "won", "2026-09-20"), NOTHING_KNOWN, NOTHING_KNOWN),
        (ended("file-came-later", "won", "2026-08-10"), None, None),
        (ended("file-came-before", "won", "2026-09-20"), None, COMMIT),
        (deal("close-known", "EUR 1"), COMMIT._replace(unknown=frozenset({"forecast"})), None),
        (deal("elsewhere", "EUR 1"), NOTHING_KNOWN, None),
        (
            ended("nobody-knows-whose", "won", "2026-09-20"),
            COMMIT._replace(unknown=frozenset({"owner", "amount"})),
            None,
        ),
    )
    sixty = records.by_quarter["2026 Q3", 60]
    assert (sixty.unknown, sixty.called, sixty.amounts_unknown) == (3, 1, 1)
    assert records.by_owner[UNKNOWN_OWNER, 60].called == 1
    assert ("Dana", 60) not in records.by_owner


def test_ten_calls_have_an_interval() -> None:
    # The middle 95 % of Beta(6.5, 4.5), its density summed up in 400,000 steps: 0.304 to 0.847.
    assert CallRecord(won=6, ended=2, slipped=2).interval == pytest.approx((0.304, 0.847), abs=0.0005)
    assert CallRecord(won=6, ended=2, slipped=1).interval is None


def test_a_deleted_deal_is_missing_since_the_days_on_which_its_file_was_there() -> None:
    """Nine days ago it was written, lately deleted: it is missing since 7 days ago and was not there 30 days ago."""
    was = DealState("propose", "Dana", Money(Decimal(500), "EUR"), dt.date(2026, 12, 18), "commit")
    gone = deleted_deal("aldermoor/gone", "Gone", was, {7}, METHOD, {})
    still = forecast_deal(deal("still", "EUR 100"), METHOD, {}, TODAY)
    forecast = forecast_of([still, gone], Surroundings(METHOD, Team(path="index.md")), {}, TODAY)
    line = forecast.lines[Q4, "owner", "Dana"]
    assert euros(line.said["commit"]) == 100, "it counts in no sum of today"
    assert euros(line.change[7]["commit"]) == -500
    assert line.change[30] == {}
    assert [move.deal.title for move in forecast.moves[7]] == ["Gone"]
