"""Meetings on the pages: a line on the account and on the deals they were about, and a page with every line."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it has no types
import pytest

from generator.assess.deal.assessment import assess
from generator.model.account import Team
from generator.model.meeting import Meeting
from generator.model.playbook import Surroundings
from generator.office.workbook import workbook
from generator.problems import Problem
from generator.show.page import Page
from generator.show.portfolio.accounts.meeting import MOST_FOUND, meeting_pages
from generator.show.urls import page_urls
from tests.making import TODAY, make_account, make_deal
from tests.show import shown
from tests.show.markup import hrefs, parse
from tests.show.portfolios import book_of, exports, page, pages, row, said, surroundings
from tests.show.shown import SETTING

PEOPLE = {"ruth": {"name": "Ruth Okafor", "title": "CFO"}, "theo": {"name": "Theo Hallam"}}
TEAM = Team.model_validate({"path": "index.md", "members": {"dana": "Dana Reyes"}})
TEXT = "Opening words.\n\n## The budget\n\nRuth: We pay.\nIn two slices.\nDana: Good.\n"


def meeting(day: str = "2026-11-20", **changes: Any) -> Meeting:
    written: dict[str, Any] = {
        "path": f"aldermoor/meetings/{day}-cfo.md",
        "date": day,
        "deals": ["core-banking"],
        "present": {"Ruth": "ruth", "Dana": "dana"},
        "notes": TEXT,
        "notes_line": 6,
    }
    return Meeting.model_validate(written | changes)


def known(*meetings: Meeting) -> Surroundings:
    account = make_account(people=PEOPLE)
    return surroundings(accounts={"aldermoor": account}, team=TEAM, meetings={"aldermoor": meetings})


def shown_page(of: Meeting) -> Page:
    around = known(of)
    rows = [row(around)]
    return next(iter(meeting_pages(book_of(rows, around), "aldermoor", rows)))


def test_an_account_lists_its_meetings_the_newest_first_with_who_was_there() -> None:
    around = known(meeting("2026-12-24"), meeting(title="The budget"), meeting("2026-10-01", present={}))
    tree = page("aldermoor/", [row(around)], around)
    assert [said(each) for each in tree.one("ul", class_="pb-meetings").items] == [
        "24 Dec 2026 to come Cfo Ruth Okafor; for us Dana Reyes",
        "20 Nov 2026 The budget Ruth Okafor; for us Dana Reyes",
        "1 Oct 2026 Cfo",
    ]
    assert "meetings/2026-11-20-cfo/" in hrefs(tree)


def test_of_very_many_meetings_the_older_are_folded_and_none_is_missing() -> None:
    around = known(*(meeting((dt.date(2026, 11, 20) - dt.timedelta(each)).isoformat()) for each in range(40)))
    tree = page("aldermoor/", [row(around)], around)
    assert sum(each.startswith("meetings/") for each in hrefs(tree)) == 40
    assert "28 meetings before these" in said(tree)


def test_a_meeting_that_cannot_be_read_is_told_on_its_accounts_page() -> None:
    around = known()
    problem = Problem("deals/aldermoor/meetings/2026-11-20-cfo.md", 2, 7, "not-a-date", "date is not a date: 'x'")
    tree = parse(pages([row(around)], around, [problem])["aldermoor/"].html)
    assert "Cannot be read: deals/aldermoor/meetings/2026-11-20-cfo.md:2:7 date is not a date: 'x'" in said(tree)


def test_each_line_of_a_meeting_has_an_address_of_its_own() -> None:
    made = shown_page(meeting())
    tree = parse(made.html)
    assert made.address == "aldermoor/meetings/2026-11-20-cfo/"
    lines = {each.attributes["id"]: said(each) for each in tree.one("div", class_="pb-said").find("p")}
    assert lines == {
        "line-6": "6 Opening words.",
        "line-10": "10 Ruth: We pay.",
        "line-11": "11 In two slices.",
        "line-12": "12 Dana: Good.",
    }
    assert [(each.id, each.title) for each in made.toc] == [("line-8", "The budget")]
    assert "20 Nov 2026, about Core banking" in said(tree)
    assert said(tree.one("dl", class_="pb-present")) == "Ruth Ruth Okafor, CFO Dana Dana Reyes, one of us"
    assert {"../../core-banking/", "../../#person-ruth"} <= set(hrefs(tree))


def test_a_meeting_is_found_by_what_was_said_at_the_very_lines() -> None:
    made = shown_page(meeting())
    assert [(each.anchor, each.title, each.text) for each in made.entries] == [
        (
            "",
            "Meeting: Cfo – Aldermoor Bank",
            "20\u00a0Nov\u00a02026 · Ruth (Ruth Okafor, CFO), Dana (Dana Reyes, one of us)",
        ),
        ("line-6", "Line 6 – Cfo", "Opening words."),
        ("line-8", "The budget – Cfo", "The budget Ruth: We pay. In two slices. Dana: Good."),
    ]
    long = shown_page(meeting(notes="Ruth: We pay.\n" * (2 * MOST_FOUND + 1)))
    assert [each.anchor for each in long.entries] == [
        "",
        "line-6",
        f"line-{6 + MOST_FOUND}",
        f"line-{6 + 2 * MOST_FOUND}",
    ]


def test_nothing_that_was_said_becomes_markup_or_an_instruction() -> None:
    harm = f"{shown.HARM}\n\n## {shown.HARM}\n\nRuth: {shown.HARM} **bold** [link](javascript:alert(1))\n"
    made = shown_page(meeting(notes=harm, title=shown.HARM, present={shown.HARM: "ruth", "Ruth": "ruth"}))
    tree = parse(made.html)
    assert not [each for tag in ("script", "img") for each in tree.find(tag)]
    assert not [each for each in hrefs(tree) if each.startswith("javascript")]
    assert "{{ 7*7 }}" in tree.text
    assert "**bold** [link](javascript:alert(1))" in tree.text


def test_a_meeting_without_words_says_where_to_write_them() -> None:
    assert "Nothing is written about it yet" in said(parse(shown_page(meeting(notes="\n")).html))


def test_a_deal_shows_its_meetings_and_when_we_last_heard_from_the_customer() -> None:
    around = known(meeting(), meeting("2026-11-01", deals=["other"]))
    tree = shown.trees(make_deal(), around)[""]
    folded = next(each for each in tree.find("details") if "Meetings" in said(each.one("summary")))
    assert said(folded.one("summary")) == "Meetings last contact with the customer 20 Nov 2026; 1 meeting"
    assert [said(each) for each in folded.one("ul").items] == ["20 Nov 2026 Cfo Ruth Okafor; for us Dana Reyes"]
    assert "../meetings/2026-11-20-cfo/" in hrefs(folded)
    assert "meetings" in [each.id for each in shown.pages(make_deal(), around)[""].toc]


def test_a_deal_without_a_meeting_has_no_such_section() -> None:
    assert "meetings" not in [each.id for each in shown.pages(make_deal(), known())[""].toc]
    assert 'id="meetings"' not in shown.pages(make_deal(), known())[""].html


@pytest.mark.parametrize(
    ("held", "contact"),
    [
        ([meeting()], "2026-11-20"),
        ([meeting("2026-12-24"), meeting("2026-11-10")], "2026-11-10"),
        ([meeting(present={"Dana": "dana"})], "2026-11-02"),
        ([meeting(deals=["other"])], "2026-11-02"),
        ([meeting("2026-10-01")], "2026-11-02"),
        ([], "2026-11-02"),
    ],
)
def test_a_past_meeting_about_the_deal_with_somebody_of_the_customer_is_a_contact(
    held: list[Meeting], contact: str
) -> None:
    rating = {"us": "+", "by": "customer", "date": "2026-11-02", "evidence": "CFO"}
    assert str(row(known(*held), assessment={"risk": rating}).contact) == contact


def test_a_link_in_notes_to_a_meeting_leads_to_its_page() -> None:
    deal = make_deal(notes="[the call](meetings/2026-11-20-cfo.md) and [none](meetings/2026-11-21-cfo.md)")
    assert [each for each in hrefs(shown.trees(deal, known(meeting()))[""]) if "meetings/2026-11-20" in each]
    assert not [each for each in hrefs(shown.trees(deal, known(meeting()))[""]) if "meetings/2026-11-21" in each]
    found = assess(deal, known(meeting()), TODAY).findings
    assert [each.says for each in found if each.code == "dead-link"] != []


def test_the_exports_have_each_meeting_with_who_was_there_and_the_last_contact() -> None:
    around = known(meeting(title="=cmd()"), meeting("2026-11-19", present={"Dana": "dana"}))
    files = exports([row(around)], around)
    first, second = csv.DictReader(io.StringIO(files[page_urls.MEETINGS_CSV].decode("utf-8-sig"), newline=""))
    assert first == {
        "deal": "aldermoor/core-banking",
        "deal_title": "Core banking",
        "account": "Aldermoor Bank",
        "date": "2026-11-20",
        "title": "'=cmd()",
        "customers": "Ruth Okafor",
        "ours": "Dana Reyes",
        "file": "aldermoor/meetings/2026-11-20-cfo.md",
    }
    assert (second["date"], second["customers"], second["ours"]) == ("2026-11-19", "", "Dana Reyes")
    [deal] = csv.DictReader(io.StringIO(files[page_urls.ROWS_CSV].decode("utf-8-sig"), newline=""))
    assert deal["last_contact"] == "2026-11-20"
    assert json.loads(files[page_urls.ROWS_JSON])["deals"][0]["last_contact"] == "2026-11-20"
    book = openpyxl.load_workbook(io.BytesIO(workbook([row(around)], around, SETTING)))
    assert [each[3].value for each in book["Meetings"].iter_rows(min_row=2)] == [
        dt.datetime(2026, 11, 20),
        dt.datetime(2026, 11, 19),
    ]
