"""The portfolio, the actions, the findings and the method say what they promise, each link to the very place."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from generator.assess.odds.odds import bands_of
from generator.assess.portfolio.row import DealRow
from generator.model.account import Team
from generator.model.method import Currencies
from generator.model.playbook import Surroundings
from generator.problems import Problem
from generator.read.method import shipped
from generator.show.page import Kind
from generator.show.text.odds import band_anchor
from tests.making import rated
from tests.show.markup import hrefs, ids, parse
from tests.show.portfolios import GOOD, page, pages, row, said, sample_rows, surroundings
from tests.show.shown import around, sample

METHOD = shipped("target-account")
RATED = rated(METHOD, GOOD)
LATE = {"send-offer": {"what": "Send the offer", "owner": "Dana Reyes", "due": "2026-11-16", "criteria": "7"}}
BROKEN = Problem("deals/aldermoor/broken.md", 3, 9, "not-a-date", "close is not a date: '2026-02-30'", "like this")
ENDED = {"won": "2026-05-01", "lost": "2026-06-01", "no-decision": "2026-07-01", "withdrawn": "2026-08-01"}


def ended(result: str, place: int = 0) -> dict[str, Any]:
    outcome = {"result": result, "date": ENDED[result], "reason": f"{result} on price"}
    return {"path": f"aldermoor/{result}-{place}.md", "title": f"{result} {place}", "outcome": outcome}


def test_what_needs_attention_leads_to_the_very_place() -> None:
    home = page("", [row(assessment=RATED, plan={"actions": LATE})])
    assert "aldermoor/core-banking/plan/#action-send-offer" in hrefs(home)
    assert "Overdue since 16 Nov 2026: Send the offer." in said(home)


def test_what_can_be_seen_at_a_glance_stands_before_the_long_table() -> None:
    deal = row(assessment=RATED, amount="EUR 1,200,000", close="2027-03-31", effort="10 days", plan={"actions": LATE})
    order = [each.attributes["id"] for each in page("", [deal]).find("h2")]
    assert order == ["today", "deals"]


def test_the_focus_order_gives_its_reason_and_the_table_keeps_it() -> None:
    dear = row(path="aldermoor/dear.md", title="Dear", assessment=RATED, amount="EUR 900,000", effort="10 days")
    cheap = row(path="aldermoor/cheap.md", title="Cheap", assessment=RATED, amount="EUR 100,000", effort="10 days")
    table = said(page("deals/", [cheap, dear]).one("div", data_deals="open"))
    assert "pursue, EUR 90,000 per day of effort left, no close date" in table
    assert table.index("Dear") < table.index("Cheap")


def test_a_score_never_stands_without_its_range_and_its_count() -> None:
    cell = page("", [row(assessment=RATED)]).one("td", data_col="winnable")
    assert said(cell) == "+66.7 +46.7 to +86.7, 12 of 15 known"


def test_an_opening_with_a_footnote_has_it_on_the_page_once() -> None:
    team = Team(path="index.md", title="Us", notes="Read this[^1].\n\nMore[^2].\n\n[^1]: One\n[^2]: Two\n")
    home = page("", [row()], surroundings(team=team))
    assert [each for each in ids(home) if each.startswith("footnote")] == [
        "footnote-1-from-1", "footnote-2-from-1", "footnote-1", "footnote-2",
    ]  # fmt: skip
    assert "[^" not in home.text


def test_two_currencies_are_never_added_without_rates() -> None:
    rows = [row(path="aldermoor/a.md", amount="EUR 100,000"), row(path="aldermoor/b.md", amount="USD 50,000")]
    assert "EUR 100k + USD 50k" in said(page("", rows))


def test_dated_rates_give_one_total_with_their_day() -> None:
    rates = {"base": "EUR", "rates": {"USD": {"rate": "0.8", "date": "2026-10-30"}}}
    method = METHOD.model_copy(update={"currencies": Currencies.model_validate(rates)})
    rows = [row(path="aldermoor/a.md", amount="EUR 100,000"), row(path="aldermoor/b.md", amount="USD 50,000")]
    home = said(page("", rows, Surroundings(method, Team(path="index.md"))))
    assert "EUR 140k" in home
    assert "EUR 100k + USD 50k, rates from 30 Oct 2026" in home


def test_closed_deals_are_summed_by_quarter_with_a_link_to_just_those() -> None:
    won = row(**ended("won"), amount="EUR 100,000", competitors=["xsys"])
    lost = row(**ended("lost"), amount="EUR 50,000", competitors=["xsys"])
    shown = page("closed/", [won, lost, row(**ended("withdrawn"))])
    result, reason, competitor = shown.find("table", class_="pb-bars")
    assert said(result.one("tbody").find("tr")[0]) == "Won – 1 EUR 100k 1 EUR 100k"
    assert "?verdict=Won&quarter=2026+Q2#closed" in hrefs(result)
    assert "lost on price" in said(reason)
    assert said(competitor.one("tbody")).startswith("Xsys – 1 won, 1 lost EUR 150k")
    assert "?competitors=Xsys#closed" in hrefs(competitor)


def test_more_quarters_and_names_than_a_table_of_sums_holds_are_put_together_and_counted() -> None:
    def closed(place: int) -> DealRow:
        outcome = {"result": "lost", "date": f"{2015 + place}-05-01", "reason": f"Reason {place}"}
        return row(path=f"aldermoor/d{place}.md", title=f"Deal {place}", outcome=outcome)

    shown = page("closed/", [closed(place) for place in range(10)])
    columns = [each.text for each in shown.find("table", class_="pb-bars")[0].one("thead").find("th")]
    assert columns == ["Result", "2024 Q2", "2023 Q2", "2022 Q2", "2021 Q2", "Earlier", "In all"]
    assert "And 2 more reasons in the table below." in said(shown)


def test_the_numbers_of_charts_and_of_actions_lead_to_their_rows() -> None:
    deals = [row(amount="EUR 1,000", close="2027-03-31", effort="3 days", plan={"actions": LATE})]
    assert {"../deals/?quarter=2027+Q1", "../deals/?verdict=Qualify"} <= set(hrefs(page("charts/", deals)))
    assert {"?when=Overdue#all", "?owner=Dana+Reyes&when=Overdue#all"} <= set(hrefs(page("actions/", deals)))


def test_few_closed_deals_give_counts_and_no_share() -> None:
    shown = said(page("closed/", [row(**ended("won")), row(**ended("lost")), row(**ended("withdrawn"))]))
    assert "1 won, 1 lost, 1 withdrawn." in shown
    assert "interval" not in shown


def test_a_lost_deal_says_how_long_it_took_or_that_it_is_unknown() -> None:
    counted = row(**ended("lost"), effort={"spent": "40 days"}, owner="Dana Reyes")
    shown = said(page("closed/", [counted, row(**ended("lost", 1), owner="Mina Orchard")]))
    assert "lost 0 took 40 days of Dana Reyes's time" in shown
    assert "lost 1 took an unknown number of days of Mina Orchard's time" in shown


def test_ten_closed_deals_give_a_share_with_its_interval() -> None:
    rows = [row(**ended("won", place)) for place in range(6)] + [row(**ended("lost", place)) for place in range(4)]
    # The middle 95 % of Beta(6.5, 4.5), its density summed up in 400,000 steps: 0.304 to 0.847.
    assert "6 won, 4 lost; 60% of won and lost were won (95% interval 30% to 85%)." in said(page("closed/", rows))


def test_a_lost_deal_names_what_its_owner_had_open_beside_it() -> None:
    lost = row(owner="Dana Reyes", effort={"spent": "71 days"}, **ended("lost"))
    begun: dict[str, Any] = {"assessment": {"risk": {"us": "-", "date": "2025-01-10"}}}
    shown = said(page("closed/", [lost, row(owner="Dana Reyes", **begun), row(owner="Dana Reyes", title="New")]))
    assert "lost 0 took 71 days of Dana Reyes's time; open beside it: Core banking" in shown
    assert "Core banking (when 1 other deal began is not known)" in shown


def test_the_team_speaks_first_and_the_rest_of_its_words_unfold() -> None:
    team = Team(path="index.md", title="Tessaline", notes="We sell **few**.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    home = page("", [row()], surroundings(team=team))
    assert home.one("h1").text == "Tessaline"
    assert home.find("strong")[0].text == "few"
    unfolded = home.one("div", class_="pb").find("details")[0]
    assert [each.text for each in unfolded.find("td")] == ["1", "2"]


def test_a_broken_file_is_announced_and_has_its_page_at_the_deals_own_address() -> None:
    made = pages([row()], problems=[BROKEN])
    home = parse(made[""].html)
    assert "aldermoor/broken/" in hrefs(home)
    assert "1 file cannot be read." in said(home)
    broken = made["aldermoor/broken/"]
    assert broken.kind == "broken"
    assert "deals/aldermoor/broken.md:3:9" in broken.html
    assert "broken/" in hrefs(parse(made["aldermoor/"].html))


def test_a_broken_file_whose_name_no_address_can_have_is_announced_all_the_same() -> None:
    nameless = Problem("deals/Bad Name/x.md", 1, 1, "bad-name", "has a blank", "")
    home = parse(pages([row()], problems=[nameless])[""].html)
    assert "deals/Bad Name/x.md: line 1: has a blank" in said(home)


def test_many_broken_files_are_counted_and_not_all_listed() -> None:
    problems = [Problem(f"deals/aldermoor/deal-{n}.md", 1, 1, "empty", "is empty", "") for n in range(300)]
    home = parse(pages([], problems=problems)[""].html)
    assert "300 files cannot be read." in said(home)
    assert len(home.one("section", class_="pb-alert").find("li")) == 26


def test_a_method_without_worth_charts_the_amount_and_has_no_worth_column() -> None:
    known = around("meddpicc")
    one = row(known, amount="EUR 1,200,000", assessment={known.method.gates[0]: {"us": "+"}})
    charts = page("charts/", [one], known)
    assert "Winnable and amount" in charts.text
    assert "1.2m" in said(charts)
    assert not page("deals/", [one], known).find("th", data_col="worth")


def test_the_chart_says_in_words_what_each_shape_stands_for() -> None:
    chart = page("charts/", [row(assessment=RATED, amount="EUR 1,200,000")]).one("figure")
    bubble = chart.one("a", class_="pb-bubble")
    assert bubble.attributes["href"] == "../aldermoor/core-banking/"
    label = bubble.attributes["aria-label"].replace("\u00a0", " ")
    assert label == "Core banking: Pursue, winnable +66.7 (+46.7 to +86.7), worth +40 (+20 to +60), EUR 1.2m"


def test_the_key_beside_the_chart_names_the_deal_behind_each_number() -> None:
    key = page("charts/", [row(assessment=RATED, amount="EUR 1,200,000")]).one("ol", class_="pb-key").one("li")
    assert said(key) == "1 Core banking EUR 1.2m"
    assert key.one("a").attributes["href"] == "../aldermoor/core-banking/"


def test_a_score_of_which_nothing_is_unknown_has_no_bounds_beside_it() -> None:
    cell = page("", [row(assessment=rated(around().method, "+++++ +++++ ----- +++++"))]).one(
        "td", data_col="winnable"
    )
    assert said(cell) == "+33.3 15 of 15 known"


@pytest.mark.parametrize("address", ["", "deals/", "accounts/"])
def test_no_deal_at_all_says_what_to_do_first(address: str) -> None:
    assert "playbook new" in page(address, []).text


def test_charts_and_closed_deals_say_what_they_lack_where_there_is_nothing_to_show() -> None:
    assert "playbook rate" in page("charts/", []).text
    assert "No deal has ended yet." in page("closed/", [row()]).text


def test_actions_stand_by_owner_the_late_ones_marked_with_a_feed_each() -> None:
    actions = page("actions/", [row(plan={"actions": LATE | {"call": {"what": "Call them"}}})])
    assert "2 open actions, 1 overdue." in said(actions)
    assert "../export/actions/dana-reyes.ics" in hrefs(actions)
    assert "../aldermoor/core-banking/plan/#action-send-offer" in hrefs(actions)
    assert "?owner=Dana+Reyes#all" in hrefs(actions)
    assert "Nobody yet" in said(actions)


def test_done_actions_are_gone() -> None:
    done = {"send-offer": LATE["send-offer"] | {"state": "done"}}
    assert "No action is open." in said(page("actions/", [row(plan={"actions": done})]))


def test_findings_take_one_line_per_rule_and_deal() -> None:
    findings = page("findings/", [row(assessment=RATED), row(path="aldermoor/other.md", title="Other")])
    table = findings.one("div", data_deals="findings")
    lines = [
        (line.one("td", data_col="deal").text, line.one("td", data_col="rule").text)
        for line in table.one("tbody").find("tr")
    ]
    assert len(lines) == len(set(lines)) > 2


def test_every_finding_that_a_kind_counts_is_listed_by_its_deal() -> None:
    rows = [row(path=f"aldermoor/deal-{n:02}.md", title=f"Deal {n:02}", stage="evaluate") for n in range(25)]
    kinds = page("findings/", rows).find("ul", class_="pb-kinds")
    assert kinds
    for kind in (each for family in kinds for each in family.items):
        total = int(said(kind.one("summary")).split()[-1])
        listed = [said(each) for each in kind.one("details").find("li")]
        named = sum(int((each.split()[2:] or ["1"])[0]) for each in listed if each.startswith("Deal"))
        left = [int(each.split()[1]) for each in listed if each.startswith("and ")]
        assert named + sum(left) == total >= 25
        assert (len(listed), len(left)) == (21, 1)
        rule = kind.one("details").attributes["id"]
        assert any(each.startswith("../aldermoor/deal-00/") for each in hrefs(kind)), rule
        assert hrefs(kind)[0] == f"?{urlencode({'rule': said(kind.one('summary')).rsplit(' ', 1)[0]})}#all"


def test_findings_and_criteria_lead_to_the_method_page() -> None:
    made = pages([row(assessment=RATED)])
    anchors = ids(parse(made["method/"].html))
    wanted = [each.split("#")[1] for each in hrefs(parse(made["findings/"].html)) if each.startswith("../method/#")]
    assert len(wanted) > 3
    assert set(wanted) <= set(anchors)
    assert {f"criterion-{name}" for name in METHOD.criteria} <= set(anchors)
    assert {f"finding-{code}" for code in METHOD.findings} <= set(anchors)


@pytest.mark.parametrize("name", ["target-account", "meddpicc"])
def test_the_method_page_prints_every_item_with_its_source(name: str) -> None:
    method = shipped(name)
    printed = page("method/", [], around(name))
    words = said(printed)
    items = [
        *method.steps.values(), *method.criteria.values(), *method.stages.values(), *method.thresholds.values(),
        *method.verdict.values(), *method.strategies.values(), *method.findings.values(), *method.symptoms.values(),
        *method.value_heads.values(), *method.patterns.values(), *method.partner_questions.values(),
        *method.levels.values(),
    ]  # fmt: skip
    assert [item.label for item in items if item.label not in words] == []
    assert len(printed.find("span", class_="pb-source")) >= len(items)


def test_the_method_page_says_how_many_deals_are_missing_for_odds_and_has_every_band() -> None:
    printed = page("method/", [])
    assert "No odds yet: 20 won and 20 lost are missing." in said(printed)
    assert {band_anchor(band) for band in bands_of(METHOD.odds)} <= set(ids(printed))


def test_the_method_page_says_the_rules_in_words() -> None:
    words = said(page("method/", []))
    assert "when “Competition” is below 0 at best and “Winning” is below 0 at best" in words
    assert "when less than 60% is known on winnable" in words


def test_the_method_page_says_what_a_verdict_obliges_a_team_to_do_and_why_gates_are_gates() -> None:
    printed = page("method/", [])
    words = said(printed)
    assert "Qualify ours Find out before more is spent." in words
    assert "Speaks for the forecast category Pipeline." in words
    assert "Speaks for no forecast category." in words
    assert "15 Political alignment: The few who control the outcome can overturn every score" in words
    assert "which counts everywhere but at a gate" in words
    assert "Amounts are compared in the currency that most open deals are in" in words


def test_a_search_for_a_criterion_lands_on_it() -> None:
    entries = pages([])["method/"].entries
    found = [entry for entry in entries if "Political alignment" in entry.title]
    assert [entry.anchor for entry in found if entry.title.startswith("Criterion")] == [
        "criterion-political_alignment"
    ]


def test_the_lost_page_has_no_link_that_depth_could_break() -> None:
    lost = pages([])["404/"]
    assert lost.kind == "not found"
    assert hrefs(parse(lost.html)) == []


def test_every_kind_of_page_over_several_deals_is_made_from_the_sample() -> None:
    kinds: set[Kind] = {page.kind for page in pages(sample_rows(), sample().surroundings).values()}
    assert kinds >= {
        "portfolio",
        "deals",
        "closed",
        "charts",
        "accounts",
        "account",
        "partners",
        "partner",
        "competitors",
        "competitor",
        "actions",
        "findings",
        "people",
    }
