"""The competitors' pages say who beats us and why: counts that lead to their deals, criteria, strategies, lessons."""

from __future__ import annotations

from typing import Any

from generator.read.method import shipped
from generator.show.summary.contests import LONGEST_TEXT
from tests.show.markup import Element, hrefs
from tests.show.portfolios import page, row, said, surroundings

METHOD = shipped("target-account")
HERE = "competitors/xsys/"


def fit(us: str, theirs: str, day: str, evidence: str = "") -> dict[str, Any]:
    """Return the rating of solution fit, for us and for them."""
    return {"solution_fit": {"us": us, "xsys": theirs, "date": day, "by": "customer", "evidence": evidence}}


def deal(name: str, result: str = "", **changes: Any) -> Any:
    """Return a deal against them, open or ended in May 2026."""
    outcome = {"outcome": {"result": result, "date": "2026-05-04"} | changes.pop("outcome", {})} if result else {}
    return row(path=f"aldermoor/{name}.md", title=name, **({"competitors": ["xsys"]} | changes | outcome))


def trails(shown: Element) -> list[str]:
    """Return the lines of the criteria on which we trail."""
    return [said(each) for each in shown.find("table", class_="pb-contest")[0].one("tbody").find("tr")]


def test_every_count_leads_to_its_deals_and_lost_deals_say_who_won_them() -> None:
    both = {"competitors": ["xsys", "status-quo"]}
    rows = [
        deal("open"),
        deal("won", "won"),
        deal("theirs", "lost", outcome={"winner": "xsys"}),
        deal("also", "lost", outcome={"winner": "xsys"}),
        deal("quo", "lost", outcome={"winner": "status-quo"}, **both),
        deal("blank", "lost"),
        deal("stopped", "no-decision", outcome={"winner": "status-quo"}, **both),
    ]
    shown = page(HERE, rows)
    assert "Met in 7 Open 1 Won 1 Lost 4 No decision 1 Withdrawn 0 Went to them 2" in said(shown)
    assert "The lost deals went to: Xsys 2, nobody named 1, Status quo 1." in said(shown)
    assert "of won and lost were won" not in said(shown)
    assert {
        "../../deals/?competitors=Xsys",
        "../../closed/?competitors=Xsys&verdict=Won#closed",
        "../../closed/?competitors=Xsys&verdict=Lost#closed",
        "../../closed/?winner=Xsys#closed",
        "../../closed/?competitors=Xsys&verdict=Lost&winner=Xsys#closed",
        "../../closed/?competitors=Xsys&verdict=Lost&winner=%28none%29#closed",
        "../../closed/?competitors=Xsys&verdict=Lost&quarter=2026+Q2#closed",
    } <= set(hrefs(shown))
    assert not [each for each in hrefs(shown) if "verdict=Withdrawn" in each]


def test_from_ten_deals_won_or_lost_on_the_share_is_said_with_its_interval() -> None:
    rows = [deal(f"d{place}", "won" if place < 3 else "lost") for place in range(10)]
    assert "30% of won and lost were won (95% interval 9% to 61%)." in said(page(HERE, rows))
    assert "interval" not in said(page(HERE, rows[:9]))


def test_a_criterion_on_which_we_trail_counts_its_deals_and_tells_the_newest_evidence() -> None:
    rows = [
        deal("old", assessment=fit("-", "+", "2026-03-01", "They had the module")),
        deal("new", assessment=fit("-", "+", "2026-10-02", "Trial failed twice")),
        deal("silent", "lost", assessment=fit("-", "+", "2026-11-01")),
        deal("lead", assessment=fit("+", "-", "2026-09-01", "We were live in a week")),
        deal("level", assessment=fit("+", "+", "2026-09-01")),
        deal("unknown", assessment=fit("?", "+", "2026-09-01")),
    ]
    shown = page(HERE, rows)
    (line,) = trails(shown)
    assert line.startswith("Solution fit 3 of 5 2 open, 1 closed Trial failed twice new, Aldermoor Bank, 2 Oct 2026")
    assert "The next 2 They had the module old, Aldermoor Bank, 1 Mar 2026" in line
    assert "no evidence written silent" in line
    assert "Both rated in 5 of 6 deals" in said(shown)
    leads = said(shown.find("table", class_="pb-contest")[1].one("tbody"))
    assert leads.startswith("Solution fit 1 of 5 1 open, 0 closed We were live in a week lead")
    assert "../../aldermoor/new/#criterion-solution_fit" in hrefs(shown)
    assert "Solution fit 3" in said(page("competitors/", rows).one("tbody"))


def test_evidence_is_cut_where_the_page_says_and_more_deals_than_shown_are_counted() -> None:
    rows = [
        deal(f"d{place}", assessment=fit("-", "+", f"2026-10-{place + 1:02}", f"{place} " + "long " * 80))
        for place in range(15)
    ]
    shown = page(HERE, rows)
    (line,) = trails(shown)
    quotes = [said(each) for each in shown.find("q")]
    assert [each.split()[0] for each in quotes] == [str(place) for place in range(14, 2, -1)]
    assert {len(each) for each in quotes} <= {LONGEST_TEXT - 1, LONGEST_TEXT}
    assert all(each.endswith("…") for each in quotes)
    assert "And 3 more deals, among all deals against them." in line
    assert "Evidence is cut at 200 characters; the deal has all of it." in said(shown)


def test_what_worked_and_what_did_not_tell_strategy_reason_and_lesson_or_what_to_write() -> None:
    flanking = {"approach": "flanking", "statement": "Minutes instead of functions"}
    rows = [
        deal("won", "won", strategy=flanking, outcome={"reason": "The trial", "lesson": "Begin small"}),
        deal("blank", "lost"),
    ]
    shown = page(HERE, rows)
    worked, failed = (said(each) for each in shown.find("ul", class_="pb-ended"))
    assert worked == (
        "Won won Aldermoor Bank, 4 May 2026 Strategy Flanking: Minutes instead of functions "
        "Why The trial Learnt Begin small"
    )
    assert "Strategy not written: strategy Why not written: outcome: {reason: …}" in failed
    assert "By strategy: Flanking 1 won; no strategy written 1 lost." in said(shown)


def test_a_competitor_of_whom_nothing_is_rated_or_won_says_what_to_write() -> None:
    shown = said(page(HERE, [deal("open"), deal("lost", "lost")]))
    assert "No deal against them has been won yet." in shown
    assert "Both rated in 0 of 2 deals" in shown
    assert "In no deal do we trail them as far as is known. Rate them beside us in a deal" in shown
    never = page(HERE, [], surroundings())
    assert "Met in 0" in said(never)
    assert not never.find("table", class_="pb-contest")


def test_the_index_begins_with_those_to_whom_most_deals_went() -> None:
    rows = [
        deal("one", "lost", competitors=["acme"], outcome={"winner": "acme"}),
        deal("two"),
        deal("three"),
    ]
    shown = page("competitors/", rows)
    first, second = (said(each) for each in shown.one("tbody").find("tr"))
    assert first == "Acme – 1 0 0 1 0 0 1 –"
    assert second.startswith("Xsys – 2 2 0 0 0 0 0")
    assert "../closed/?winner=Acme#closed" in hrefs(shown)


def test_worth_and_the_customers_own_criteria_are_not_compared() -> None:
    signs = {name: {"us": "-", "xsys": "+"} for name in METHOD.criteria}
    shown = page(HERE, [deal("all", assessment=signs)])
    assert len(trails(shown)) == 5
    compared = [each for each in METHOD.criteria.values() if METHOD.questions[each.question].compared]
    assert f"{len(compared) - 5} more criteria" in said(shown)
    assert len(shown.find("table", class_="pb-contest")[1].one("tbody").find("tr")) == len(compared) - 5
