"""The pages of accounts, partners and competitors bring together what their deals say."""

from __future__ import annotations

import time

from generator.model.account import Competitor, Partner
from generator.problems import Problem
from generator.read.method import shipped
from generator.show.portfolio.partners.page import partner_pages
from tests.making import make_account, rated
from tests.show.markup import hrefs, parse
from tests.show.portfolios import GOOD, book_of, copies, page, pages, row, said, surroundings

METHOD = shipped("target-account")
PEOPLE = {"ruth": {"name": "Ruth Okafor", "title": "CFO"}, "theo": {"name": "Theo Hallam", "reports_to": "ruth"}}


def test_an_account_leads_from_its_profile_to_its_compelling_events() -> None:
    account = make_account(
        profile=["Retail bank"],
        drivers=["Margin falls"],
        compelling_events={"exit": {"what": "Lease ends", "deadline": "2027-03-31"}},
    )
    shown = page("aldermoor/", [row()], surroundings(accounts={"aldermoor": account}))
    chain = [said(each) for each in shown.one("ol", class_="pb-chain").items]
    assert chain == [
        "Profile Retail bank",
        "Drivers Margin falls",
        "Initiatives Not written yet: initiatives",
        "Compelling events Lease ends",
    ]
    assert "Without a consequence it is not yet a compelling event." in said(shown)


def test_an_account_without_a_file_says_what_to_write() -> None:
    shown = page("aldermoor/", [row()], surroundings(accounts={}))
    assert "Nothing is written about this account yet. Add deals/aldermoor/index.md" in said(shown)
    assert shown.one("h1").text == "Aldermoor"


def test_a_person_shows_their_part_in_every_deal_they_are_in() -> None:
    known = surroundings(accounts={"aldermoor": make_account(people=PEOPLE)})
    first = row(known, players={"ruth": {"part": "approver", "support": "supporter", "standing": "inner circle"}})
    second = row(known, path="aldermoor/hub.md", title="Hub", players={"ruth": {"support": "enemy"}})
    shown = page("aldermoor/", [first, second], known)
    ruth = said(shown.one("tr", id="person-ruth"))
    assert ruth == "Ruth Okafor CFO – Core banking: approver, supporter, inner circle Hub: enemy"
    assert "in no deal" in said(shown.one("tr", id="person-theo"))
    assert "core-banking/plan/#player-ruth" in hrefs(shown)


def test_a_search_for_a_person_lands_on_them() -> None:
    known = surroundings(accounts={"aldermoor": make_account(people=PEOPLE)})
    entries = pages([row(known)], known)["aldermoor/"].entries
    assert ("person-ruth", "Person: Ruth Okafor") in [(entry.anchor, entry.title) for entry in entries]


def test_closed_deals_say_why_and_value_says_how_much_is_confirmed() -> None:
    lines = {"less": {"head": "decrease", "item": "expenses", "amount": "EUR 90,000"}}
    lost = row(
        path="aldermoor/old.md", title="Old", outcome={"result": "lost", "date": "2026-06-01", "reason": "Price"}
    )
    shown = said(page("aldermoor/", [row(value={"years": "1", "lines": lines}), lost]))
    assert "Lost Old 1 Jun 2026 Price" in shown
    assert "EUR 90,000 unconfirmed EUR 0" in shown


def test_the_whitespace_names_what_nobody_has_looked_at() -> None:
    account = make_account(offerings={"flow": {"state": "selling", "deal": "core-banking"}})
    known = surroundings(accounts={"aldermoor": account})
    team = known.team.model_copy(update={"offerings": {"flow": "Flow", "grid": "Grid"}})
    shown = page("aldermoor/", [row()], surroundings(accounts={"aldermoor": account}, team=team))
    table = shown.find("table")[-1]
    assert [said(each) for each in table.one("tbody").find("tr")] == [
        "Flow selling Core banking",
        "Grid not looked at",
    ]


def test_an_account_whose_file_has_mistakes_shows_them_on_its_page() -> None:
    fault = Problem(
        "deals/aldermoor/index.md", 4, 3, "unknown-key", "does not know 'driver'", "did you mean 'drivers'?"
    )
    shown = parse(pages([row()], problems=[fault])["aldermoor/"].html)
    assert "deals/aldermoor/index.md:4:3 does not know 'driver'" in said(shown)


def test_a_partner_stands_beside_us_with_every_question_answered_or_blank() -> None:
    partner = Partner.model_validate(
        {
            "path": "partners/kestrel.md",
            "title": "Kestrel",
            "value_chain": {"sales": ["Frame contracts"]},
            "answers": {next(iter(METHOD.partner_questions)): "A way in"},
            "competitors": ["xsys"],
        }
    )
    one = row(surroundings(), partners={"kestrel": {"role": "Delivery"}}, competitors=["xsys"])
    shown = page("partners/kestrel/", [one], surroundings(partners={"kestrel": partner}))
    assert len(shown.one("table", class_="pb-beside").one("tbody").find("tr")) == len(METHOD.functions) == 5
    questions = [said(each) for each in shown.one("ol", class_="pb-asked").find("li")]
    assert len(questions) == len(METHOD.partner_questions) == 11
    assert sum("no answer yet" in each for each in questions) == 10
    assert "Xsys also against us in Core banking" in said(shown)
    assert "../../aldermoor/core-banking/partners/#partner-kestrel" in hrefs(shown)


def test_a_partner_names_a_few_open_deals_with_each_of_very_many_competitors() -> None:
    rivals = [f"rival-{number}" for number in range(900)]
    partner = Partner.model_validate({"path": "partners/kestrel.md", "competitors": [*rivals, "xsys"]})
    met = row(surroundings(), partners={"kestrel": {}}, competitors=[*(f"other-{each}" for each in rivals), "xsys"])
    book = book_of(copies(met, 400), surroundings(partners={"kestrel": partner}))
    begun = time.process_time()
    shown = next(each for each in partner_pages(book) if each.address == "partners/kestrel/")
    assert time.process_time() - begun < 1
    named = ", ".join(f"deal-{number}" for number in (*range(8), 40, 41))
    assert f"Xsys also against us in {named} " in said(parse(shown.html))


def test_a_partner_whose_file_has_mistakes_shows_them_in_its_place() -> None:
    made = pages([], problems=[Problem("deals/partners/kestrel.md", 2, 1, "unknown-key", "does not know 'x'", "")])
    assert made["partners/kestrel/"].kind == "broken"


def test_a_competitor_shows_our_gap_and_how_it_ended() -> None:
    theirs = {
        name: {"us": sign, "xsys": "-"} for name, sign in zip(METHOD.criteria, GOOD.replace(" ", ""), strict=True)
    }
    met = row(competitors=["xsys"], primary_competitor="xsys", assessment=theirs)
    outcome = {"result": "lost", "date": "2026-06-01", "winner": "xsys"}
    lost = row(path="aldermoor/old.md", title="Old", competitors=["xsys"], outcome=outcome)
    shown = said(page("competitors/xsys/", [met, lost]))
    # Ours is 46.7 to 86.7, theirs is -100 throughout.
    assert "Core banking primary Aldermoor Bank – Evaluate Qualify – +146.7 to +186.7" in shown
    assert "Met in 2 Open 1 Won 0 Lost 1 No decision 0 Withdrawn 0 Went to them 1" in shown


def test_a_competitor_without_a_file_has_a_page_that_asks_for_one() -> None:
    one = row(competitors=["status-quo"])
    shown = page("competitors/status-quo/", [one])
    assert shown.one("h1").text == "Status quo"
    assert "Write deals/competitors/status-quo.md" in said(shown)


def test_the_indexes_count_where_each_is_met() -> None:
    rows = [row(competitors=["xsys"], partners={"kestrel": {}}, assessment=rated(METHOD, GOOD))]
    known = surroundings(
        competitors={"xsys": Competitor.model_validate({"path": "competitors/xsys.md", "kind": "company"})}
    )
    assert "Xsys company 1 1 0 0 0 0 0 –" in said(page("competitors/", rows, known))
    assert "Kestrel 1 1 0 0 0 0 0 of 11" in said(page("partners/", rows))
