"""The account's page draws the people of its open deals on one map, each of whom leads to their row."""

from __future__ import annotations

from typing import Any

from generator.show.portfolio.accounts.influence import MOST_DRAWN
from tests.making import make_account
from tests.show.markup import Element, hrefs, ids
from tests.show.portfolios import page, row, said, surroundings

PEOPLE = {
    "r-okafor": {"name": "Ruth Okafor-Lind"},
    "m-ferrand": {"name": "Maud Ferrand", "reports_to": "r-okafor"},
    "quiet": {"name": "Kees Lemaire"},
}
KNOWN = surroundings(accounts={"aldermoor": make_account(people=PEOPLE)})
FIRST = row(KNOWN, players={
    "r-okafor": {"standing": "inner circle", "support": "mentor", "coverage": "brief"},
    "m-ferrand": {"support": "neutral", "conflicts_with": "r-okafor", "coverage": "multiple"},
})  # fmt: skip
SECOND: dict[str, Any] = {
    "path": "aldermoor/second.md",
    "title": "Second",
    "players": {"m-ferrand": {"support": "enemy"}, "r-okafor": {"conflicts_with": "m-ferrand"}},
}


def chart(shown: Element) -> Element:
    return shown.one("svg", class_="pb-map")


def test_the_players_of_all_open_deals_are_drawn_with_their_lines_and_lead_to_their_rows() -> None:
    shown = page("aldermoor/", [FIRST, row(KNOWN, **SECOND)], KNOWN)
    assert hrefs(chart(shown)) == ["#person-r-okafor", "#person-m-ferrand"]
    assert {"person-r-okafor", "person-m-ferrand", "person-quiet"} <= set(ids(shown))
    assert [each.attributes["class"] for each in chart(shown).find("path") if "data-ends" in each.attributes] == [
        "formal", "conflict", "cross",
    ], "a conflict of two deals is one line"  # fmt: skip


def test_what_the_deals_say_differently_is_not_said_and_the_best_contact_counts() -> None:
    ruth, maud = chart(page("aldermoor/", [FIRST, row(KNOWN, **SECOND)], KNOWN)).find("a")
    assert "in 2 deals, mentor, contact brief" in said(ruth)
    assert "in 2 deals, support differs, contact multiple" in said(maud)
    assert ruth.attributes["class"] == "inner-circle"


def test_deals_that_have_ended_draw_nobody() -> None:
    over = row(KNOWN, **SECOND, outcome={"result": "won", "date": "2026-06-01"})
    assert not page("aldermoor/", [over], KNOWN).find("svg")


def test_more_people_than_can_be_read_as_a_picture_are_counted_instead() -> None:
    def crowd(size: int) -> Element:
        people = {f"p{place}": {"name": f"Person {place}"} for place in range(size)}
        known = surroundings(accounts={"aldermoor": make_account(people=people)})
        return page("aldermoor/", [row(known, players={key: {} for key in people})], known)

    assert len(chart(crowd(MOST_DRAWN)).find("a")) == MOST_DRAWN
    over = crowd(MOST_DRAWN + 1)
    assert not over.find("svg")
    assert "61 people in open deals are too many for one influence map" in said(over)
