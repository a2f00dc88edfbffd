"""The home page: attention deal by deal, and what changed since last week in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from generator.assess.past import WINDOWS, AsOfDay, Past
from generator.assess.portfolio.row import DealRow
from generator.assess.state import DealState
from generator.history.deleted import DeletedDeal
from generator.model.money import Money
from generator.show.portfolio.home.page import portfolio_page
from tests.making import TODAY, rated
from tests.show.markup import Element, hrefs, parse
from tests.show.portfolios import GOOD, book_of, copies, page, row, said, surroundings
from tests.show.shown import around

METHOD = around().method
RATED = rated(METHOD, GOOD)
LONG_AGO = date(2025, 1, 1)


def late(due: str) -> dict[str, Any]:
    return {"plan": {"actions": {"offer": {"what": "Send the offer", "owner": "Dana Reyes", "due": due}}}}


def stood(deal: DealRow, **then: Any) -> DealRow:
    """Return a deal that stood otherwise a week and a month ago."""
    state = DealState(deal.stage, deal.owner, deal.amount, deal.close, unknown=frozenset({"forecast"}))
    before = AsOfDay(then.pop("word", deal.word), deal.winnable.range, state._replace(**then))
    return replace(deal, past=Past(began=LONG_AGO, then=dict.fromkeys(WINDOWS, before)))


def new(deal: DealRow) -> DealRow:
    return replace(deal, past=Past(began=TODAY))


def changes(rows: list[DealRow]) -> Element:
    return page("", rows).one("p", class_="pb-changes")


def test_a_deal_that_needs_attention_stands_once_with_owner_age_and_every_reason() -> None:
    deal = row(assessment=RATED, owner="Dana Reyes", close="2026-11-01", **late("2026-11-16"))
    (line,) = page("", [deal]).one("ul", class_="pb-today").find("li")
    assert said(line).startswith("7 days Core banking Aldermoor Bank, Dana Reyes Overdue since 16 Nov 2026")
    assert said(line).endswith("Also close passed.")
    assert "aldermoor/core-banking/plan/#action-offer" in hrefs(line)
    assert "deals/?owner=Dana%20Reyes" in hrefs(line)


def test_the_oldest_of_the_gravest_kind_comes_first_and_the_rest_is_one_click_away() -> None:
    dues = [(TODAY - timedelta(days=days)).isoformat() for days in range(1, 11)]
    rows = [row(path=f"aldermoor/d{place}.md", title=f"Deal {place}", **late(due)) for place, due in enumerate(dues)]
    home = page("", rows)
    lines = home.one("ul", class_="pb-today").find("li")
    assert said(lines[0]).startswith("10 days Deal 9")
    assert len(lines) == 8
    every = next(each for each in home.find("a") if each.text == "2 more deals")
    assert every.attributes["href"].startswith("deals/?attention=(any)&")


def test_what_got_worse_is_told_before_what_got_better_and_the_new() -> None:
    cut = stood(
        row(path="aldermoor/cut.md", title="Cut", amount="EUR 400,000"), amount=Money(Decimal(900_000), "EUR")
    )
    later = stood(row(path="aldermoor/later.md", title="Later", close="2027-06-30"), close=date(2027, 3, 31))
    rising = stood(row(path="aldermoor/up.md", title="Up", assessment=RATED), word="walk-away")
    told = said(changes([new(row(title="Fresh")), rising, later, cut]))
    order = [
        "Amount cut: Cut (EUR 900,000 → EUR 400,000).",
        "Close moved later: Later (31 Mar 2027 →",
        "Verdict up: Up",
        "New: Fresh.",
    ]
    places = [told.index(each) for each in order]
    assert places == sorted(places)


def test_a_first_import_is_one_number_and_names_no_deal() -> None:
    told = changes([new(each) for each in copies(row(), 300)])
    assert said(told) == "Since 16 Nov 2026: New: 300 of 300 open deals."
    assert hrefs(told) == ["deals/?changed=New"]


def test_a_file_that_came_with_an_old_end_is_no_news_and_one_that_ended_this_week_is() -> None:
    def ended(day: str) -> DealRow:
        return new(row(path=f"aldermoor/on-{day}.md", title=f"On {day}", outcome={"result": "won", "date": day}))

    told = said(changes([ended("2026-06-01"), ended("2026-11-20")]))
    assert told == "Since 16 Nov 2026: Ended: On 2026-11-20 (won)."


def test_deals_whose_files_were_deleted_are_told_with_their_commit_and_no_link() -> None:
    gone = DeletedDeal(
        "aldermoor/gone", "Gone deal", Money(Decimal(1_200_000), "EUR"), "", "abc1234567", TODAY, "Tidy"
    )
    book = book_of([stood(row())], surroundings(), deleted=[gone])
    told = parse(portfolio_page(book).html).one("p", class_="pb-changes")
    assert "Gone: Gone deal (deleted, was EUR 1.2m, commit abc1234567)." in said(told)
    assert not hrefs(told)


def test_a_week_without_news_says_so_and_without_a_history_there_is_nothing_to_say() -> None:
    assert said(changes([stood(row())])) == "Since 16 Nov 2026: nothing changed."
    assert not page("", [row()]).find("p", class_="pb-changes")
