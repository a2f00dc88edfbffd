"""The forecast page says what is called, what changed, what is missing and what is unknown; files hold numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator.assess.past import AsOfDay, Past
from generator.assess.portfolio.row import DealRow
from generator.assess.state import DealState
from generator.model.account import Team
from generator.model.method import Currencies
from generator.model.money import Money
from generator.model.playbook import Surroundings
from generator.read.method import shipped
from generator.show.portfolio.forecast.tables import MOST_PARTS, MOST_QUARTERS
from generator.show.urls import page_urls
from tests.show.markup import Element, hrefs
from tests.show.portfolios import copies, exports, page, row, said, surroundings

METHOD = shipped("target-account")
CURRENCIES = Currencies.model_validate({"base": "EUR", "rates": {"USD": {"rate": "0.8", "date": "2026-10-30"}}})


def deal(name: str, **changes: Any) -> DealRow:
    given: dict[str, Any] = {"amount": "EUR 100,000", "close": "2026-12-18", "owner": "Dana Reyes"}
    return row(path=f"aldermoor/{name}.md", title=name.capitalize(), **(given | changes))


def forecast(*rows: DealRow, known: Surroundings | None = None) -> Element:
    return page("forecast/", rows, known)


def table(of: Element, caption: str) -> list[list[str]]:
    """Return the words of a table's cells, line by line."""
    found = next(each for each in of.find("table") if said(each.find("caption")[0]).startswith(caption))
    return [[said(cell) for cell in (*line.find("th"), *line.find("td"))] for line in found.find("tr")]


def test_without_a_deal_it_says_what_a_forecast_needs() -> None:
    assert "No deal is written down yet." in said(forecast())


def test_without_owners_categories_rates_and_git_there_is_a_small_forecast() -> None:
    shown = forecast(deal("a", owner=""), deal("b", owner="", amount="USD 500"), deal("c", owner="", amount=None))
    assert table(shown, "2026 Q4 by owner")[1] == [
        "Nobody yet", "–", "–", "–", "– by verdict 100,000 + USD 500", "100,000 + USD 500 by verdict –",
        "100,000 + USD 500",
    ]  # fmt: skip
    words = said(shown)
    assert "Without rates no two currencies are added." in words
    assert "No category: 3 deals without any." in words
    assert "1 deal without an amount: in no sum." in words
    assert (
        "How deals stood on 16 Nov 2026 is not known: neither git nor the files' past reaches back so far." in words
    )
    assert "in 7 days" not in words
    assert "../deals/?quarter=2026%20Q4&owner=%28none%29&category=%28none%29" in hrefs(shown)


def test_a_quarter_without_any_deal_is_there_all_the_same() -> None:
    shown = forecast(deal("a", close="2027-05-01"))
    assert table(shown, "2026 Q4 by owner")[1] == ["All", "–", "–", "–", "–", "–", "–"]
    assert "This quarter ends 31 Dec 2026, in 38 days." in said(shown)


def test_a_category_that_the_method_does_not_read_is_named() -> None:
    words = said(forecast(deal("a", crm={"forecast": "Omitted"}), deal("b", crm={"forecast": "BEST_CASE"})))
    assert "No category: 1 deal with 'Omitted'." in words


def test_a_target_stands_beside_what_is_missing_and_how_often_it_is_covered() -> None:
    members = {"dana": {"name": "Dana Reyes", "targets": {"2026-Q4": "USD 500,000"}}}
    known = Surroundings(
        METHOD.model_copy(update={"currencies": CURRENCIES}),
        Team.model_validate({"path": "index.md", "members": members}),
    )
    won = deal("won", outcome={"result": "won", "date": "2026-10-05"})
    shown = forecast(won, deal("open", amount="EUR 450,000"), deal("other", owner="Owen Brisk"), known=known)
    head, dana, owen, whole = table(shown, "2026 Q4 by owner")
    assert head[-3:] == ["Target", "Missing", "Covered"]
    assert dana[-3:] == ["400,000", "300,000", "1.5×"]
    assert owen[-3:] == ["", "", ""]
    assert whole[-3:] == ["400,000", "300,000", "1.8×"]
    assert "300,000 missing to the target of 400,000, open deals are 1.8 times that" in said(shown)
    assert "rates of 30 Oct 2026" not in said(shown), "no amount is in dollars"


def test_what_has_no_rate_is_said_beside_what_is_missing() -> None:
    members = {"dana": {"name": "Dana Reyes", "targets": {"2026-Q4": "EUR 50"}}}
    team = Team.model_validate({"path": "index.md", "members": members})
    known = Surroundings(METHOD.model_copy(update={"currencies": CURRENCIES}), team)
    shown = forecast(deal("a", amount="CHF 70"), deal("b", amount="EUR 25"), known=known)
    assert table(shown, "2026 Q4 by owner")[1][-4:] == [
        "25 + CHF 70", "50", "50 (without what has no rate)", "0.5×",
    ]  # fmt: skip


def test_targets_without_a_common_currency_have_no_sum_and_that_is_said() -> None:
    members = {
        "dana": {"name": "Dana Reyes", "targets": {"2026-Q4": "EUR 50"}},
        "owen": {"name": "Owen Brisk", "targets": {"2026-Q4": "USD 50"}},
    }
    known = surroundings(team=Team.model_validate({"path": "index.md", "members": members}))
    shown = forecast(deal("a", amount="EUR 25"), known=known)
    assert [line[-3:] for line in table(shown, "2026 Q4 by owner")[1:]] == [
        ["50", "50", "0.5×"], ["USD 50", "USD 50", "0×"], ["", "", ""],
    ]  # fmt: skip
    assert "The targets have no common currency, so they have no sum." in said(shown)


def then(**changes: Any) -> AsOfDay:
    state = DealState("evaluate", "Dana Reyes", Money(Decimal(100_000), "EUR"), dt.date(2026, 12, 18), "")
    return AsOfDay("qualify", None, state._replace(**changes))


def past(of: DealRow, week: AsOfDay | None, month: AsOfDay | None = None, began: str = "2026-01-01") -> DealRow:
    days = {days: each for days, each in ((7, week), (30, month)) if each}
    return replace(of, past=Past(began=dt.date.fromisoformat(began), then=days))


def test_each_deal_behind_a_change_says_what_it_was_and_what_it_is() -> None:
    shown = forecast(
        past(deal("cut", amount="EUR 40,000"), then(), then()),
        past(deal("called", crm={"forecast": "commit"}), then(), then()),
        past(deal("moved", close="2027-02-01"), then(), then()),
        past(deal("handed", owner="Owen Brisk"), then(), then(owner="Owen Brisk")),
        past(deal("new"), None, began="2026-11-20"),
        past(deal("won", outcome={"result": "won", "date": "2026-11-20"}), then(), then()),
        past(deal("same"), then(), then()),
    )
    lines = [said(each) for each in shown.find("ul", class_="pb-moved")[0].find("li")]
    assert lines == [
        "Moved Aldermoor Bank close 18 Dec 2026 → 1 Feb 2027",
        "New Aldermoor Bank new: EUR 100k, no category, closes 18 Dec 2026",
        "Cut Aldermoor Bank amount EUR 100k → EUR 40k",
        "Called Aldermoor Bank no category → Commit",
        "Handed Aldermoor Bank owner Dana Reyes → Owen Brisk",
        "Won Aldermoor Bank won",
    ]
    head, dana, owen, whole = table(shown, "Since 16 Nov 2026")
    assert head == ["Owner", "Won so far", "Commit", "Best case", "Pipeline", "No category", "Open"]
    # no category: cut -60, called, moved, handed and won -100 each, new +100; month: not handed
    assert dana[1:3] == ["+100,000 since 24 Oct 2026 +100,000", "+100,000 since 24 Oct 2026 +100,000"]
    assert dana[-2:] == ["−360,000 since 24 Oct 2026 −260,000", "−260,000 since 24 Oct 2026 −160,000"]
    assert owen[-1] == "+100,000 since 24 Oct 2026 –"
    assert whole[-1] == "−160,000 since 24 Oct 2026 −160,000"


def test_a_figure_that_did_not_change_within_a_week_says_so() -> None:
    assert "open in all unchanged in 7 days" in said(forecast(past(deal("same"), then(), then())))


def test_what_is_not_known_of_some_deals_is_counted_and_of_all_deals_said() -> None:
    shown = said(
        forecast(
            past(deal("known"), then()),
            past(deal("partly", amount="EUR 7"), then(unknown=frozenset({"close"}))),
        )
    )
    assert "How 1 deal (7 today) stood on 16 Nov 2026 is not known: no change counts it." in shown
    assert "How deals stood on 24 Oct 2026 is not known" in shown
    assert "No other deal of this quarter changed since 16 Nov 2026." in shown


def test_days_on_which_the_same_deals_are_not_known_are_one_sentence_and_nothing_else_is_said() -> None:
    partly = then(unknown=frozenset({"close"}))
    elsewhere = then(close=dt.date(2027, 5, 1))
    known = past(deal("known", close="2027-05-01"), elsewhere, elsewhere)
    shown = said(forecast(known, past(deal("one"), partly, partly))).partition("2027 Q2 by")[0]
    assert "stood on 16 Nov 2026 and 24 Oct 2026 is not known: no change counts it." in shown
    assert "of this quarter changed since" not in shown


def test_a_quarter_that_is_over_is_listed_and_open_deals_in_it_lead_to_their_rows() -> None:
    shown = forecast(deal("late", close="2026-09-15"), deal("undated", close=None))
    assert [line[0] for line in table(shown, "Every quarter")[1:]] == ["2026 Q3 (over)", "2026 Q4", "No close date"]
    assert "../deals/?quarter=%28none%29" in hrefs(shown)


def test_small_owners_of_many_and_far_quarters_are_put_together_and_counted() -> None:
    owners = [
        replace(each, plain={"owner": f"Owner {n:03}"}, amount=Money(Decimal(n + 1), "EUR"))
        for n, each in enumerate(copies(deal("x"), MOST_PARTS + 2))
    ]
    lines = table(forecast(*owners), "2026 Q4 by owner")
    assert len(lines) == 1 + MOST_PARTS + 1 + 1
    assert (lines[-2][0], lines[-2][-1]) == ("2 others", "3")
    far = [deal(f"y{year}", close=f"{year}-01-01") for year in range(2027, 2027 + MOST_QUARTERS + 4)]
    assert "And 5 more quarters in forecast.csv" in said(forecast(*far))


def called(name: str, result: str, **of_then: Any) -> DealRow:
    state = DealState("evaluate", "Dana Reyes", Money(Decimal(50), "EUR"), dt.date(2026, 9, 15), "commit")
    ended = {"result": result, "date": "2026-09-20"}
    stood = {dt.date(2026, 8, 1): state._replace(**of_then)}
    return replace(deal(name, outcome=ended), past=Past(began=dt.date(2026, 1, 1), stood=stood))


def test_ten_calls_say_their_share_with_its_interval_and_fewer_only_counts() -> None:
    rows = [called(f"w{n}", "won") for n in range(6)] + [called(f"l{n}", "lost") for n in range(4)]
    shown = forecast(*rows, called("u", "won", unknown=frozenset({"forecast"})))
    line = table(shown, "By quarter")[1]
    assert line == ["2026 Q3", "60 days", "10", "500", "6", "4", "–", "1", "60%, 95% interval 30% to 85%"]
    assert table(forecast(*rows[:9]), "By quarter")[1][-1] == "–"


def test_the_files_hold_numbers_and_guard_text() -> None:
    rows = [deal("a", owner="=1+1"), deal("b", owner="=1+1", amount="CHF 7.50"), called("c", "won", owner="@Dana")]
    made = exports(rows, surroundings())
    first, second = (
        line for line in made[page_urls.FORECAST_CSV].decode("utf-8-sig").splitlines() if "'=1+1" in line
    )
    assert first.startswith('"2026 Q4","owner","\'=1+1","CHF",2,0,0,0,0,0,7.5,7.5,0,0,7.5,0,')
    assert second.startswith('"2026 Q4","owner","\'=1+1","EUR","","",0,0,0,0,100000,100000,0,0,100000,0,')
    assert '"2026 Q3","\'@Dana",60,1,1,0,0,0,"",""' in made[page_urls.CALLS_CSV].decode()
