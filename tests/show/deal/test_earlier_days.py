"""A deal's page shows the past that its file holds, with and without version control."""

from __future__ import annotations

from generator.assess.deal.assessment import assess
from generator.history.history import past_of
from generator.model.account import Team
from generator.show.deal.pages import deal_pages
from tests.assess.judging import METHOD
from tests.making import TODAY, make_deal
from tests.show.markup import parse
from tests.show.shown import CHANGED, HARM, SETTING, around, pages

PAST = {
    "2026-03-02": {"stage": "qualify", "amount": "EUR 200,000", "close": "2026-09-30"},
    "2026-05-04": {"stage": HARM, "close": "2026-11-30", "emptied": "amount"},
}


def test_the_history_lists_the_days_of_the_past_the_newest_first() -> None:
    html = pages(make_deal(past=PAST))["review"].html
    said = " ".join(parse(html).text.replace("\u00a0", " ").split())
    assert "Not in version control: this is the past that the deal's file holds." in said
    assert "moved to a later day once" in said
    assert (
        "Before the first commit, by the file's past: 2 changes Day What changed 4 May 2026 stage Qualify → " in said
    )
    assert "amount EUR 200,000 → none; close 30 Sep 2026 → 30 Nov 2026, 61 days later" in said
    assert said.index("4 May 2026") < said.index("2 Mar 2026 stage Qualify; amount EUR 200,000; close 30 Sep 2026")
    assert "<script>" not in html


def test_a_past_of_very_many_days_is_bounded_on_the_page() -> None:
    days = {f"2025-{month:02}-{day:02}": "qualify" for month in range(1, 7) for day in range(1, 28)}
    own, review = (" ".join(parse(pages(make_deal(past=days))[tab].html).text.split()) for tab in ("", "review"))
    assert "Before the first commit: 162 changes, by the file's past." in own
    assert len(parse(pages(make_deal(past=days))[""].html).one("ol", class_="pb-moved").items) == 5
    assert "102 changes before that: playbook history aldermoor/core-banking" in review


def test_a_deal_that_ended_says_how_it_stood_60_days_before() -> None:
    outcome = {"stage": "closed", "outcome": {"result": "lost", "date": "2026-07-01"}}
    deal = make_deal(past=PAST, **outcome)
    judgement = assess(deal, around(), TODAY, past_of(None, deal, TODAY, METHOD))
    said = parse(deal_pages(judgement, around(), SETTING, CHANGED)[0].html).text.replace("\u00a0", " ")
    assert "It stood then at: stage Qualify; amount EUR 200,000; close 30 Sep 2026." in " ".join(said.split())


def test_without_both_there_is_no_history() -> None:
    assert "Before the first commit" not in pages(make_deal())[""].html


def test_the_first_screen_shows_the_amount_by_offering() -> None:
    team = Team.model_validate({"path": "index.md", "offerings": {"grid": "Grid planner"}})
    deal = make_deal(offerings={"grid": "EUR 150,000", "other-thing": "EUR 50,000"})
    said = parse(pages(deal, around(team=team))[""].html).text.replace("\u00a0", " ")
    assert "Grid planner EUR 150,000, Other thing EUR 50,000" in said
