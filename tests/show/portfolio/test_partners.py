"""The partners' pages say where each helps, how that ended, with which criteria, and where it is not enough."""

from __future__ import annotations

from typing import Any

from tests.show.markup import hrefs
from tests.show.portfolios import page, row, said

HERE = "partners/kestrel/"


def deal(name: str, sign: str = "?", result: str = "", **help_: Any) -> Any:
    """Return a deal in which Kestrel helps with solution fit, which is rated so."""
    entry = {"what": f"Runs the trial of {name}", "criteria": ["solution_fit"]} | help_
    outcome: dict[str, Any] = {"outcome": {"result": result, "date": "2026-05-04"}} if result else {}
    rating = {"solution_fit": {"us": sign, "date": "2026-10-01", "by": "customer"}}
    partners = {"kestrel": {"role": "Delivery", "helps": {"trial": entry}}}
    return row(path=f"aldermoor/{name}.md", title=name, partners=partners, assessment=rating, **outcome)


def test_where_a_partner_is_stands_first_with_the_open_deals_before_the_closed_ones() -> None:
    shown = page(HERE, [deal("a", result="lost"), deal("b", result="won"), deal("c")])
    assert "In deals 3 Open 1 Won 1 Lost 1 No decision 0 Withdrawn 0" in said(shown)
    table = shown.find("table")[0]
    assert [said(each).split()[0] for each in table.one("tbody").find("tr")] == ["c", "a", "b"]
    assert {
        "../../deals/?partners=Kestrel",
        "../../closed/?partners=Kestrel&verdict=Won#closed",
        "../../closed/?partners=Kestrel&verdict=Lost#closed",
    } <= set(hrefs(shown))


def test_help_is_counted_by_criterion_with_what_is_agreed_and_how_it_is_rated() -> None:
    rows = [deal("a", "+", agreed="yes"), deal("b", "-", agreed="yes"), deal("c"), deal("d", "-", "lost")]
    shown = page(HERE, rows)
    line = said(shown.one("table", class_="pb-contest").one("tbody").one("tr"))
    assert line.startswith(
        "Solution fit 4 2 agreed 1 for us, 2 against us, 1 unknown Runs the trial of a a, Aldermoor"
    )
    assert "The next 3 Runs the trial of b b" in line
    assert "Runs the trial of c c, Aldermoor Bank Qualify not agreed" in line
    against = [said(each) for each in shown.one("ul", class_="pb-ended").find("li")]
    assert [each.split(" b")[0].split(" d")[0] for each in against] == [
        "Solution fit: Runs the trial of",
        "Solution fit: Runs the trial of",
    ]
    assert "../../aldermoor/b/#criterion-solution_fit" in hrefs(shown)


def test_more_entries_than_shown_are_counted_and_long_ones_cut() -> None:
    rows = [deal(f"d{place}", "-", what="long " * 80) for place in range(15)]
    shown = page(HERE, rows)
    assert "And 3 more entries, among all deals with them." in said(shown.one("table", class_="pb-contest"))
    assert "And 5 more entries." in said(shown)
    assert "What they do is cut at 200 characters; the deal has all of it." in said(shown)
    assert said(shown).count("…") == 12 + 10


def test_a_partner_in_deals_that_say_nothing_of_its_help_is_told_what_to_write() -> None:
    shown = said(page(HERE, [row(partners={"kestrel": {}})]))
    assert "No deal says with which criteria they help. Write it under the partner: helps:" in shown
    assert "Against us all the same" not in shown
    assert "No deal names this partner." in said(page(HERE, []))
