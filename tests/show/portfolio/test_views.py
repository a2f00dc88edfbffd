"""What pages over several deals say in words is decided in their views: counts, what is missing, what is the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator.assess.past import WINDOWS, AsOfDay, Past
from generator.assess.portfolio.row import DealRow
from generator.assess.state import DealState
from generator.history.deleted import DeletedDeal
from generator.model.account import Competitor, Team
from generator.model.method import Currencies
from generator.model.money import Money
from generator.model.playbook import Surroundings
from generator.read.method import shipped
from generator.show.portfolio.home.page import portfolio_page
from tests.making import TODAY, make_account, rated
from tests.show.markup import Element, hrefs, parse
from tests.show.portfolios import GOOD, book_of, copies, page, pages, row, said, surroundings

METHOD = shipped("target-account")


def deleted(*titles: str) -> list[DeletedDeal]:
    """Return deals that were lost, and whose files were deleted three days ago."""
    amount, day = Money(Decimal(1_200_000), "EUR"), TODAY - dt.timedelta(days=3)
    return [
        DeletedDeal(f"aldermoor/d{place}", title, amount, "lost", "4c0ffee123", day, "Tidy up")
        for place, title in enumerate(titles)
    ]


def home(rows: Sequence[DealRow], gone: Sequence[DeletedDeal]) -> Element:
    """Return the home page of deals and of others that are gone."""
    return parse(portfolio_page(book_of(rows, surroundings(), deleted=gone)).html)


def event(**written: Any) -> Element:
    account = make_account(compelling_events={"exit": written})
    known = surroundings(accounts={"aldermoor": account})
    return page("aldermoor/", [row()], known).one("section", class_="pb-card")


def test_a_compelling_event_of_which_nothing_is_written_is_blank_throughout() -> None:
    assert said(event(source="They say so")) == (
        "Not said what Deadline blank Not acting costs blank Acting on time pays blank "
        "Without a deadline and a consequence it is not yet a compelling event. They say so"
    )


def test_a_consequence_is_words_an_amount_or_both() -> None:
    both = event(what="Exit", deadline="2027-03-31", consequence="Rent", consequence_amount="EUR 5,000")
    assert "Not acting costs Rent EUR 5,000" in said(both)
    amount = event(what="Exit", deadline="2027-03-31", consequence_amount="EUR 5,000")
    assert "Not acting costs EUR 5,000" in said(amount)
    assert "it is not yet" not in said(amount)


def test_an_account_without_a_deal_says_where_to_add_one_unless_one_cannot_be_read() -> None:
    known = surroundings(accounts={"aldermoor": make_account()})
    assert "No open deal. Add a file beside deals/aldermoor/index.md" in said(page("aldermoor/", [], known))
    assert "No open deal." not in said(page("aldermoor/", [row(known)], known))


def test_links_to_the_web_stand_in_one_line() -> None:
    one = make_account(website="https://aldermoor.example/")
    both = make_account(website="https://aldermoor.example/", crm={"url": "https://crm.example/1"})
    texts = [
        [
            each.text
            for each in page("aldermoor/", [], surroundings(accounts={"aldermoor": account})).find(
                "a", rel="noopener"
            )
        ]
        for account in (one, both)
    ]
    assert texts == [["Website"], ["Website", "In the CRM"]]


def test_the_word_of_how_a_competitor_is_met_counts_every_deal() -> None:
    rows = copies(row(competitors=["xsys"]), 201)
    shown = pages(
        rows, surroundings(competitors={"xsys": Competitor.model_validate({"path": "competitors/xsys.md"})})
    )
    tree = parse(shown["competitors/xsys/"].html)
    assert said(tree.one("p", class_="pb-lead")) == "Competitor, met in 201 open deals and 0 closed deals."
    assert "The first of each kind; in the tables are all 201 open deals." in said(tree)
    assert "../../deals/?competitors=Xsys" in hrefs(tree)


def test_a_criterion_says_its_weight_only_where_weights_differ() -> None:
    first = next(iter(METHOD.criteria))
    heavier = METHOD.criteria | {first: METHOD.criteria[first].model_copy(update={"weight": Decimal("1.5")})}
    weighted = Surroundings(METHOD.model_copy(update={"criteria": heavier}), Team(path="index.md"))
    assert "Weight" not in said(page("method/", []).one("article", id=f"criterion-{first}"))
    assert len([each for each in page("method/", [], weighted).find("article") if "Weight 1. Due" in said(each)]) > 1


def test_rates_are_printed_with_their_day() -> None:
    rates = {"base": "EUR", "rates": {"USD": {"rate": "0.8", "date": "2026-10-30"}}}
    method = METHOD.model_copy(update={"currencies": Currencies.model_validate(rates)})
    shown = said(page("method/", [], Surroundings(method, Team(path="index.md"))))
    assert "in EUR at these rates: 1 USD = 0.8 EUR (30 Oct 2026)" in shown


def test_a_window_with_the_same_moves_as_the_first_says_so_and_one_that_nobody_knows_counts_it() -> None:
    new = replace(row(assessment=rated(METHOD, GOOD)), past=Past(began=TODAY))
    assert "In the last 7 days Core banking Aldermoor Bank" in said(page("", [new]))
    assert "In the last 30 days The same as in the last 7 days." in said(page("", [new]))
    old = replace(new, past=Past(began=TODAY.replace(year=2025)))
    assert "In the last 7 days Nothing moved. Of 1 open deal the history does not reach back" in said(page("", [old]))


def test_a_quarter_whose_amounts_cannot_be_compared_has_a_dash_for_its_range() -> None:
    rows = [row(path=f"aldermoor/{code}.md", amount=f"{code} 1,000", close="2027-03-31") for code in ("EUR", "USD")]
    assert said(page("charts/", rows).one("td", data_label="Range")) == "–"


def test_many_quarters_are_cut_and_the_caption_says_of_how_many() -> None:
    rows = [
        row(path=f"aldermoor/y{year}.md", amount="EUR 1,000", close=f"{year}-03-31") for year in range(2027, 2040)
    ]
    assert "Open amounts by quarter of close; the first 12 of 13 quarters" in said(page("charts/", rows))


def test_an_amount_cut_is_named_where_more_deals_moved_than_the_list_holds() -> None:
    def moved(deal: DealRow, **then: Any) -> DealRow:
        state = DealState(deal.stage, deal.owner, deal.amount, deal.close, unknown=frozenset({"forecast"}))
        score = replace(deal.winnable.range, score=deal.winnable.range.score + then.pop("score", 0))
        before = AsOfDay(deal.word, score, state._replace(**then))
        return replace(deal, past=Past(began=TODAY.replace(year=2025), then=dict.fromkeys(WINDOWS, before)))

    others = [moved(each, score=40) for each in copies(row(), 12)]
    cut = moved(row(amount="EUR 400,000", title="Shrunk"), amount=Money(Decimal(900_000), "EUR"))
    shown = said(page("", [*others, cut]).find("ul", class_="pb-moved")[0])
    assert shown.startswith("Shrunk")
    assert "EUR 900,000 → EUR 400,000" in shown


def test_a_deleted_deal_moved_and_is_told_without_a_link() -> None:
    shown = home([row()], deleted("Data <b>lake</b>"))
    assert said(shown.one("ul", class_="pb-moved")) == (
        "Data <b>lake</b> Aldermoor Bank deleted, was EUR 1.2m, had ended: lost, by commit 4c0ffee123 on "
        "20 Nov 2026: Tidy up"
    )
    assert not shown.one("ul", class_="pb-moved").find("a")


def test_a_clearing_out_of_deals_hides_none_that_moved_and_every_deal_is_counted() -> None:
    gone = deleted(*(f"Deal {number}" for number in range(20)))
    assert "And 12 more deals." in said(home([row()], gone))
    new = replace(row(), past=Past(began=TODAY))
    shown = home([new], gone)
    assert said(shown.find("ul", class_="pb-moved")[0].find("li")[-1]).startswith("Core banking Aldermoor Bank")
    assert "And 13 more deals." in said(shown)


def test_a_deal_that_was_deleted_before_a_window_moved_in_the_longer_one_only() -> None:
    gone = [replaced._replace(day=TODAY - dt.timedelta(days=8)) for replaced in deleted("Data lake")]
    shown = said(home([row()], gone))
    assert "In the last 7 days Nothing moved." in shown
    assert "In the last 30 days Data lake" in shown
