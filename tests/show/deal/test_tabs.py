"""Plan, value, partners and review of a deal."""

from __future__ import annotations

from typing import Any

from generator.model.account import Partner, Team
from generator.read.method import shipped
from tests.making import make_account, make_deal, rated
from tests.show.markup import Element
from tests.show.shown import around, trees

METHOD = shipped("target-account")
PEOPLE = {"ruth": {"name": "Ruth", "title": "CFO"}, "theo": {"name": "Theo", "reports_to": "ruth"}}


def tab(name: str, **changes: Any) -> Element:
    return trees(make_deal(**changes), around(accounts={"aldermoor": make_account(people=PEOPLE)}))[name]


def section(tree: Element, name: str) -> Element:
    return tree.one("section", aria_labelledby=name)


def test_the_table_of_players_says_in_words_what_the_map_draws() -> None:
    ruth = {"part": "approver", "support": "mentor", "standing": "inner circle", "coverage": "brief"}
    tree = tab("plan", players={"ruth": ruth, "theo": {"influences": "ruth", "conflicts_with": "ruth"}})
    first, second = tree.one("tr", id="player-ruth").text, tree.one("tr", id="player-theo").text
    for word in ("Ruth", "CFO", "approver", "mentor", "inner circle", "brief"):
        assert word in first
    assert "reports to Ruth influences Ruth in conflict with Ruth" in second


def test_everybody_who_counts_has_a_relationship_line_with_what_is_missing_as_questions() -> None:
    tree = tab("plan", players={"ruth": {"standing": "inner circle"}, "theo": {"standing": "outside"}})
    rows = section(tree, "relationships").one("tbody").find("tr")
    assert len(rows) == 1
    assert [each.text for each in rows[0].find("span", class_="pb-blank")] == [
        "now?", "wanted?", "who of us?", "what is it worth to them?", "how do we get in?", "when?"
    ]  # fmt: skip


def folded(tree: Element) -> dict[str, tuple[str, bool]]:
    """Return the sections that fold, by id: their line, and whether they are open."""
    sections = [each for each in tree.find("section") if each.find("details", class_="pb-fold")]
    return {
        each.attributes["aria-labelledby"]: (
            each.find("summary")[0].text,
            "open" in each.find("details")[0].attributes,
        )
        for each in sections
    }


def test_a_plan_opens_what_is_owed_and_says_the_rest_in_a_line() -> None:
    plan = {
        "goal": "Signed in February",
        "milestones": {"sign": {"what": "Signature", "kind": "signature", "by": "2027-02-26"}},
        "actions": {"draft": {"what": "Send a draft", "due": "2026-11-01"}, "call": {"what": "Call"}},
    }
    covered = {"standing": "inner circle", "coverage": "in depth", "relationship": {"next_contact": "2026-12-01"}}
    told = folded(tab("plan", plan=plan, players={"ruth": covered}, assessment=rated(METHOD, "+" * 20)))
    assert told == {
        "players": ("Key players 1 player", False),
        "relationships": ("Relationship strategy 1 person", False),
        "goal": ("Goal to resources Signed in February", False),
        "milestones": ("Milestones back from the close 1 milestone, the next on 26 Feb 2027", False),
        "actions": ("Actions 2 open, 1 overdue", True),
        "unaddressed": ("What nothing works on nothing is left alone", False),
    }
    brief = {**covered, "coverage": "brief", "relationship": {"next_contact": "2026-11-01"}}
    resources = {"counsel": {"what": "Outside counsel"}}
    told = folded(tab("plan", plan={**plan, "resources": resources}, players={"ruth": brief}))
    assert told["players"] == ("Key players 1 player; 1 of those who count with no or brief coverage", True)
    assert told["relationships"] == ("Relationship strategy 1 person, 1 with a contact that is overdue", True)
    assert told["goal"] == ("Goal to resources Signed in February; 1 resource not agreed yet", True)


def test_of_a_deal_that_has_ended_nothing_is_owed() -> None:
    told = folded(tab("plan", outcome={"result": "lost", "date": "2026-11-01"}))
    assert not [each for each, (_, is_open) in told.items() if is_open]


def test_milestones_are_planned_back_from_the_close_with_our_actions_under_each() -> None:
    plan = {
        "milestones": {
            "sign": {"what": "Signature", "kind": "signature", "by": "2027-02-26"},
            "legal": {"what": "Contract text", "kind": "legal", "by": "2027-02-12", "joint": "yes"},
        },
        "actions": {"draft": {"what": "Send a draft", "owner": "Dana", "due": "2026-11-01", "milestone": "legal"}},
    }
    said = section(tab("plan", close="2027-02-26", plan=plan), "milestones")
    stops = [each.text for each in said.find("li", class_="pb-line__stop")]
    assert stops[0].startswith("12 Feb 2027 Contract text")
    assert "14 days before the close" in stops[0]
    assert "Send a draft Dana, overdue since 1 Nov 2026" in stops[0]
    assert "on the day of the close" in stops[1]
    assert stops[2] == "26 Feb 2027 Close"
    assert "Not planned yet: " in said.text
    assert "legal" not in said.text.split("Not planned yet: ")[1]


def test_an_action_says_owner_day_state_kind_and_what_it_works_on() -> None:
    action = {"what": "Ask", "owner": "Dana", "due": "2026-12-01", "kind": "prove value", "resource": "Half a day",
              "criteria": ["10"], "players": "ruth", "joint": "yes", "agreed_with": "ruth"}  # fmt: skip
    row = tab("plan", players={"ruth": {}}, plan={"actions": {"ask": action}}).one("tr", id="action-ask")
    assert row.text == (
        "Ask joint, agreed with Ruth prove value · takes Half a day "
        "Dana 1 Dec 2026 open 10 Unique business value, Ruth"
    )


def test_what_nothing_works_on_is_listed_with_its_rating() -> None:
    signs = "+" * 18 + "-+"
    tree = tab("plan", assessment=rated(METHOD, signs))
    assert section(tree, "unaddressed").find("li")[0].text == "− 19 Degree of risk high"
    worked = {"actions": {"lower": {"what": "Lower it", "criteria": "risk"}}}
    assert "Every weakness" in section(tab("plan", assessment=rated(METHOD, signs), plan=worked), "unaddressed").text


def test_a_filled_slot_bears_its_name_and_an_empty_one_is_a_visible_blank_with_what_to_ask() -> None:
    slots = {"compelling_event": "the notice date", "solution": "Ledger"}
    tree = tab("value", proposition={"for-the-cfo": {"pattern": "event", "audience": "ruth", "slots": slots}},
               players={"ruth": {}})  # fmt: skip
    card = tree.one("div", id="statement-for-the-cfo")
    assert "We address the notice date compelling event by installing Ledger solution." in card.text
    blanks = [each.text for each in card.find("span", class_="pb-filled--blank")]
    assert blanks == ["[specific or measurable outcome]", "[shared risk/reward strategy]"]
    assert len(card.one("ul").find("li")) == 2


def test_the_plain_text_of_a_statement_is_on_the_page_without_any_script() -> None:
    tree = tab("value", proposition={"x": {"pattern": "event", "slots": {"solution": "Ledger"}}})
    plain = tree.one("p", data_copy="")
    assert plain.text.startswith("We address [compelling event] by installing Ledger. The result is [")


LINES = {
    "saved": {"head": "decrease", "item": "expenses", "amount": "EUR 100,000", "every": "year", "source": "Books",
              "confirmed_by": "ruth", "confirmed_on": "2026-11-05"},
    "price": {"head": "acquisition", "item": "purchase_price", "amount": "EUR 120,000", "low": "EUR 110,000"},
    "wear": {"head": "usage", "item": "depreciation", "amount": "EUR 40,000", "every": "year"},
}  # fmt: skip


def test_the_worksheet_shows_every_line_by_year_and_leaves_out_what_is_not_cash() -> None:
    """By hand: 100 a year for two years less 120 at the start: -120, 100, 100, net 80; ROI 80/120 = 67 %."""
    tree = tab("value", players={"ruth": {}}, value={"years": "2", "discount_rate": "10%", "lines": LINES})
    saved, wear = tree.one("tr", id="line-saved"), tree.one("tr", id="line-wear")
    assert [each.text for each in saved.find("td")] == ["–", "100,000", "100,000", "200,000"]
    assert "Confirmed by Ruth, 5 Nov 2026" in saved.text
    assert "Not cash: shown, not counted" in wear.text
    foot = tree.one("tfoot")
    assert [each.text for each in foot.find("td")] == ["−120,000", "100,000", "100,000", "80,000"]
    expected = tree.one("tr", class_="pb-cases__main")
    assert [each.text.replace("\u00a0", " ") for each in expected.find("td")] == [
        "EUR 200,000", "EUR 120,000", "EUR 80,000", "67%", "month 15", "EUR 53,554"
    ]  # fmt: skip


def test_an_amount_that_nobody_confirmed_is_marked_wherever_a_number_appears() -> None:
    tree = tab("value", players={"ruth": {}}, value={"lines": LINES})
    assert tree.one("tr", id="line-price").find("span", class_="pb-unconfirmed")
    assert not tree.one("tr", id="line-saved").find("span", class_="pb-unconfirmed")
    assert tree.one("tfoot").find("span", class_="pb-unconfirmed")
    cases = tree.one("table", class_="pb-cases").find("span", class_="pb-unconfirmed")
    assert len(cases) == 3
    confirmed = {key: line | {"confirmed_by": "ruth"} for key, line in LINES.items()}
    assert not tab("value", players={"ruth": {}}, value={"lines": confirmed}).find("span", class_="pb-unconfirmed")


PARTNER = Partner.model_validate({"path": "partners/pel.md", "title": "Pel", "value_chain": {"sales": "Two people"}})
ROLE = {
    "role": "Rehearsals",
    "helps": {
        "crew": {"what": "Runs rehearsals", "criteria": ["sales_resources", "19"], "agreed": "yes"},
        "door": {"what": "Opens doors", "criteria": "executive_credibility"},
    },
}


def partner_tab() -> Element:
    team = Team.model_validate({"path": "index.md", "us": {"sales": "Eleven people"}})
    assessment = rated(METHOD, "+++++ ++-++ +?+?+ +++-+")
    surroundings = around(partners={"pel": PARTNER}, team=team)
    return trees(make_deal(assessment=assessment, partners={"pel": ROLE}), surroundings)["partners"]


def test_the_partner_worksheet_has_a_row_per_question_citing_criteria_by_number() -> None:
    rows = partner_tab().one("table", class_="pb-partner__worksheet").one("tbody").find("tr")
    assert [each.find("th")[0].text.split(" criteria ")[1] for each in rows] == ["1–5", "6–10", "11–15", "16–20"]
    here = [each.find("td")[1].text for each in rows]
    assert here == [
        "nothing written",
        "Runs rehearsals agreed 8 Sales resource requirements, 19 Degree of risk",
        "Opens doors not agreed yet 12 Executive credibility",
        "Runs rehearsals agreed 8 Sales resource requirements, 19 Degree of risk",
    ]


def test_it_shows_what_the_partner_covers_and_what_nobody_does() -> None:
    tree = partner_tab()
    assert "Covers − 8 Sales resource requirements, 19 Degree of risk ? 12 Executive credibility" in tree.text
    assert [each.text for each in section(tree, "uncovered").find("li")] == ["? 14 Informal decision criteria"]


def test_with_this_partner_is_an_upper_bound_that_opens_no_gate() -> None:
    """By hand: B 60 to 100 and C 20/60/100 to 60/80/100, so winnable 60/73.3/86.7 becomes 86.7/93.3/100."""
    said = partner_tab().text
    assert "Winnable +73.3 (+60 to +86.7) → +93.3 (+86.7 to +100)" in said
    assert "It proves nothing and opens no gate." in said


def test_the_value_chain_stands_beside_ours() -> None:
    rows = [each.text for each in partner_tab().find("tr") if each.text.startswith("Sales")]
    assert rows == ["Sales Two people Eleven people"]


def test_the_review_is_an_agenda_of_ninety_minutes_with_the_findings_as_vulnerabilities() -> None:
    tree = tab("review", assessment=rated(METHOD, "++??? ?+?-? +???? +???+"), next_review="2026-12-15")
    titles = [each.text for each in tree.find("h2")]
    minutes = [int(each.split("(")[1].split()[0]) for each in titles if "minutes" in each]
    assert sum(minutes) == 90
    assert "Next review: 15 Dec 2026, in 22 days." in tree.text
    assert len(section(tree, "questions").find("div", class_="pb-ask")) == 13
    assert section(tree, "vulnerabilities").find("h3")


def test_reviews_held_are_logged_the_latest_first() -> None:
    reviews = {
        "a": {"held": "2026-10-20", "led_by": "Halla", "conclusion": "Go", "recommendations": "Find a way"},
        "b": {"held": "2026-11-17"},
    }
    held = section(tab("review", reviews=reviews), "reviews").find("div", class_="pb-review")
    assert [each.attributes["id"] for each in held] == ["review-b", "review-a"]
    assert held[1].text == "20 Oct 2026 led by Halla Go Find a way"
