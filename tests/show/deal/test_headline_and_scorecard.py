"""The deal's first page: what it says, and in which order."""

from __future__ import annotations

from typing import Any

from generator.model.account import Competitor
from generator.read.method import shipped
from tests.making import make_deal, rated
from tests.show.markup import Element
from tests.show.shown import around, trees

METHOD = shipped("target-account")
GOOD = "+++++ ++-?+ ++??+ +?+-+"
UNKNOWN = "++??? ?+?-? +???? +???+"


def page(signs: str = GOOD, *, proven: bool = True, **changes: Any) -> Element:
    return trees(make_deal(assessment=rated(METHOD, signs, proven=proven), **changes))[""]


def headline(tree: Element) -> str:
    return tree.one("header", class_="pb-head").text


def row(tree: Element, criterion: str) -> Element:
    return tree.one("tr", id=f"criterion-{criterion}")


def ours(line: Element) -> Element:
    return line.find("td")[1]


def test_the_headline_says_amount_close_stage_owner_verdict_gates_and_decision() -> None:
    tree = page(
        amount="EUR 1,200,000",
        close="2027-03-31",
        owner="Dana Reyes",
        decision={"go": "yes", "by": "Halla", "date": "2026-11-02", "reason": "Worth it", "review": "2026-12-15"},
    )
    said = headline(tree)
    for each in ("EUR 1,200,000", "31 Mar 2027", "in 128 days", "Evaluate", "Dana Reyes", "Pursue"):
        assert each in said
    assert [each.text for each in tree.one("ul", class_="pb-gates").find("li")] == [
        "Compelling event proven",
        "Unique business value proven",
        "Political alignment proven",
    ]
    assert "The team decided: go, by Halla, on 2 Nov 2026, to be reviewed 15 Dec 2026. Worth it" in said


def test_a_close_that_has_passed_is_marked_as_late_while_the_deal_is_open() -> None:
    late = page(close="2026-11-20").one("header", class_="pb-head").find("strong", class_="pb-overdue")
    assert [each.text for each in late] == ["3 days ago"]
    ended = page(close="2026-11-20", outcome={"result": "lost", "date": "2026-11-01"})
    assert not ended.one("header", class_="pb-head").find("strong", class_="pb-overdue")


def test_a_gate_that_is_only_claimed_is_not_called_unknown() -> None:
    gates = page("++++- +++++ ++++? +++++", proven=False).one("ul", class_="pb-gates").find("li")
    assert [each.text for each in gates] == [
        "Compelling event against us",
        "Unique business value claimed",
        "Political alignment unknown",
    ]


def test_a_deal_that_nobody_decided_says_so() -> None:
    assert "The team has not written down a decision." in headline(page())


def test_questions_and_actions_come_before_the_score() -> None:
    order = [each.attributes["id"] for each in page(UNKNOWN).find("h2")]
    assert order[:3] == ["open-questions", "next-actions", "scorecard"]


def test_three_open_questions_are_shown_with_reasons_poles_and_what_to_ask() -> None:
    asks = page(UNKNOWN).find("div", class_="pb-ask")
    assert len(asks) == 3
    first = asks[0].text
    assert first.startswith("15 Political alignment weak ↔ strong First because: it is a gate")
    assert len(asks[0].find("li")) == len(METHOD.criteria["political_alignment"].ask)


def test_three_actions_are_shown_by_their_day_the_late_one_marked() -> None:
    actions = {
        "later": {"what": "Fourth", "due": "2027-01-01"},
        "undated": {"what": "Last"},
        "late": {"what": "First", "owner": "Dana", "due": "2026-11-01", "criteria": "risk"},
        "soon": {"what": "Second", "due": "2026-11-30"},
        "done": {"what": "Done", "due": "2026-10-01", "state": "done"},
    }
    tree = page("+" * 20, plan={"actions": actions})
    asks = [each.text for each in tree.find("div", class_="pb-ask")]
    assert [text.split()[0] for text in asks] == ["First", "Second", "Fourth"]
    assert asks[0] == "First Dana · overdue since 1 Nov 2026 · for 19 Degree of risk"


def test_a_closed_deal_shows_its_outcome_in_place_of_the_verdict_and_asks_nothing() -> None:
    tree = page(
        outcome={"result": "lost", "date": "2026-10-01", "reason": "Price", "winner": "xsys"}, competitors="xsys"
    )
    assert "Lost to Xsys on 1 Oct 2026: Price" in headline(tree)
    assert not tree.find("span", class_="pb-verdict--pursue")
    assert not tree.find("h2", id="open-questions")


def test_a_closed_deal_shows_what_was_learned_and_no_ages() -> None:
    outcome = {"result": "won", "date": "2026-11-10", "reason": "Rehearsals", "lesson": "Start with the controller"}
    tree = page(outcome=outcome)
    assert "What we learned: Start with the controller" in headline(tree)
    assert "decision" not in headline(tree)
    assert "days old" not in tree.text


def test_what_our_executive_is_asked_stands_with_what_to_do_next() -> None:
    ask = {"what": "Open the door to the chair", "whom_to_call": "Helge", "message": "One date", "by": "2026-12-01"}
    said = page(ask=ask).one("section", aria_labelledby="next-actions").text
    assert "Asked of our executive: Open the door to the chair by 1 Dec 2026 Call Helge. One date" in said


def test_the_deal_leads_to_its_row_in_the_crm() -> None:
    links = page(crm={"system": "Orbit", "url": "https://crm.example/1"}).find("a", href="https://crm.example/1")
    assert [each.text for each in links] == ["This deal in Orbit"]


def test_it_says_who_holds_the_business_today() -> None:
    assert "We hold this business today." in page(incumbent="us").text
    assert "Xsys holds this business today." in page(incumbent="xsys", competitors="xsys").text


def test_counts_stand_before_the_number_and_the_number_in_its_range() -> None:
    winnable, worth = tree_axes = page().find("div", class_="pb-axis")
    assert len(tree_axes) == 2
    assert (
        winnable.text
        == "Winnable the mean of A, B and C +11 −1 ?3 +66.7 +46.7 to +86.7 12 of 15 known, 11 of 11 + proven"
    )
    assert worth.text == "Worth question D +3 −1 ?1 +40 +20 to +60 4 of 5 known, 3 of 3 + proven"
    bar = winnable.one("svg", class_="pb-range")
    assert bar.attributes["aria-label"] == "from +46.7 to +86.7, score +66.7"
    span, _ = bar.find("rect")
    assert (span.attributes["x"], span.attributes["width"]) == ("73.3%", "20%")


def test_counts_lead_to_the_lines_that_are_counted_or_to_a_heading_that_leads_to_them() -> None:
    tree = page("+++++ ----- ++??+ +?+-+")
    for question in tree.find("li", class_="pb-question"):
        marks, known = (each.find("a") for each in (question.one("p", class_="pb-marks"), question.find("p")[-1]))
        counted = {mark.attributes["href"][1:] for mark in marks}
        [target] = tree.find("tr", id=known[0].attributes["href"][1:])
        body = next(each for each in tree.find("tbody") if target in each.find("tr"))
        lines = {line.attributes["id"] for line in body.find("tr")}
        above = {link.attributes["href"][1:] for link in target.find("a")}
        assert counted <= lines | above
        assert all(tree.one("tr", id=each) for each in above)
    for axis in tree.find("div", class_="pb-axis"):
        assert tree.one("li", id=axis.find("a")[0].attributes["href"][1:])


def test_the_arithmetic_is_printed_so_that_it_can_be_checked_by_hand() -> None:
    lines = [each.text for each in page().find("li") if each.text.startswith(("B:", "Winnable:"))]
    assert lines == [
        (
            "B: weights + 3, − 1, ? 1. Low 100 × (3 − 1 − 1) / 5 = +20; score 100 × (3 − 1) / 5 = +40; "
            "high 100 × (3 − 1 + 1) / 5 = +60."
        ),
        (
            "Winnable: low (100 + 20 + 20) / 3 = +46.7; score (100 + 40 + 60) / 3 = +66.7; "
            "high (100 + 60 + 100) / 3 = +86.7."
        ),
    ]


def test_both_poles_stand_beside_every_rating_the_one_it_means_stands_out() -> None:
    tree = page("+" * 18 + "-?")
    poles = {name: row(tree, name).one("th").find("span")[-1] for name in METHOD.criteria}
    for name, criterion in METHOD.criteria.items():
        assert poles[name].text == f"{criterion.low} ↔ {criterion.high}"
    assert [each.text for each in poles["financial_condition"].find("em")] == ["strong"]
    assert [each.text for each in poles["risk"].find("em")] == ["high"]
    assert poles["strategic_value"].find("em") == []


def test_claimed_is_drawn_and_said_differently_from_proven() -> None:
    proven, claimed = row(page(), "solution_fit"), row(page(proven=False), "solution_fit")
    assert ours(proven).text == "+ proven"
    assert ours(claimed).text == "+ claimed"
    assert ours(proven).find("b", class_="plus")
    assert ours(claimed).find("b", class_="claimed")
    assert "to be proven: needs evidence, a date and a word other than ours" in claimed.text
    assert "said so on 2 November the customer's word, 2 Nov 2026, 21 days old" in proven.text


def test_a_rating_that_only_the_numbers_give_says_so_beside_its_threshold() -> None:
    line = row(page("+" + "?" * 19, amount="EUR 1,200,000", close="2027-03-31"), "short_term_revenue")
    assert ours(line).text == "+ from the numbers"
    assert "Order amount: EUR 1,200,000, limit at least EUR 250,000 → +" in line.text


def test_competitors_stand_side_by_side_with_where_that_leaves_us() -> None:
    assessment = {
        "solution_fit": {"us": "+", "xsys": "-"},
        "sales_resources": {"us": "-", "xsys": "+"},
        "current_relationship": {"us": "+", "xsys": "+"},
    }
    deal = make_deal(competitors=["xsys", "status-quo"], primary_competitor="xsys", assessment=assessment)
    surroundings = around(competitors={"xsys": Competitor(path="competitors/xsys.md", title="X Systems")})
    tree = trees(deal, surroundings)[""]
    places = [row(tree, name).one("td", data_label="X Systems").text for name in (*assessment, "risk")]
    assert places == ["− lead", "+ trail", "+ level", "?"]
    card = tree.one("div", id="rival-xsys")
    assert card.text.startswith(
        "X Systems primary On B and C we trail on 8 Sales resource requirements and lead on 7 Solution fit."
    )
    fold = tree.one("section", aria_labelledby="competitors").find("details", class_="pb-fold")[0]
    assert "open" in fold.attributes
    assert fold.find("summary")[0].text == (
        "Competitors trails X Systems on sales resource requirements; leads on 1; 1 other below"
    )
    assert "Of theirs, 3 of 15 are known." in card.text
    assert card.one("div", data_strip="X Systems")
    assert tree.one("div", id="rival-status-quo").text.startswith("Status quo")


def test_without_a_date_and_a_consequence_it_is_no_compelling_event_yet() -> None:
    tree = page(compelling_event="Licence ends")
    assert "Not yet a compelling event. It lacks a deadline and a consequence." in tree.text
    whole = {"what": "Licence ends", "deadline": "2027-03-31", "consequence": "Three more years"}
    assert "Not yet a compelling event" not in page(compelling_event=whole).text


def test_the_chain_has_seven_links_and_a_link_that_nobody_wrote_asks() -> None:
    links = page(chain={"drivers": "Margins"}).one("ol", class_="pb-chain").items
    assert [each.one("h3").text for each in links] == [
        "Profile", "Drivers", "Initiatives", "Compelling event", "Capabilities", "Solution", "Differentiation"
    ]  # fmt: skip
    assert links[1].text == "Drivers Margins"
    assert links[5].text == "Solution What do we put in place?"


def test_five_findings_are_shown_and_all_are_folded_by_family_to_which_its_count_leads() -> None:
    tree = page(UNKNOWN, proven=False)
    first = tree.one("ol", class_="pb-findings").find("li")
    assert len(first) == 5
    assert first[0].find("strong")[0].text == "high"
    counts = tree.one("p", class_="pb-families").find("a")
    folded = tree.one("details", class_="pb-findings")
    titles = {each.attributes["id"]: each.text for each in folded.find("h3")}
    for count in counts:
        number, family = count.text.split()
        assert titles[count.attributes["href"][1:]].lower().startswith(f"{family} {number},")
    assert sum(int(each.text.split()[0]) for each in counts) == len(folded.find("li")) > 5


def test_an_accepted_finding_stands_apart_with_its_reason_and_end() -> None:
    tree = page("+" * 20, accepted={"strategy-missing": {"reason": "Known", "until": "2026-12-31"}})
    accepted = [each.text for each in tree.find("p") if each.text.startswith("Accepted")]
    assert accepted == ["Accepted until 31 Dec 2026: Known strategy-missing"]


def test_the_strategy_is_labelled_as_our_heuristic_and_says_what_each_lacks() -> None:
    tree = page(strategy={"approach": "flanking", "statement": "Change the ground"})
    said = tree.one("section", aria_labelledby="strategy").text
    assert "Flanking. Change the ground" in said
    assert "This is a heuristic of ours" in said
    assert said.count("Lacks:") >= 3


def test_symptoms_are_counted_dated_and_cast_doubt() -> None:
    tree = page(control={"price_preoccupation": ["2026-11-19", "2026-11-17"]})
    said = tree.one("section", aria_labelledby="control").text
    assert "1 of 18 symptoms seen" in said
    assert "17 Nov 2026 and 19 Nov 2026" in said
    assert "10 Unique business value" in said


def test_the_selling_level_marks_its_row_in_words_too() -> None:
    tree = page(level={"focus": "3"})
    marked = tree.one("table", class_="pb-level").one("td", aria_current="true")
    assert marked.text == "outcome"


def test_a_method_without_worth_shows_no_worth() -> None:
    tree = trees(make_deal(assessment={"champion": "+"}), around("meddpicc"))[""]
    assert [each.one("h3").text.split()[0] for each in tree.find("div", class_="pb-axis")] == ["Winnable"]


def test_ratings_of_another_method_are_named_and_not_counted() -> None:
    tree = trees(make_deal(assessment={"future_revenue": "+"}), around("meddpicc"))[""]
    assert "not asked by this method and not counted: future_revenue." in tree.text
