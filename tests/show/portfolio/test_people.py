"""The page of people has every player over all deals, and says whom nobody covers who should be."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from generator.show.summary.people import COLUMNS, CSV_COLUMNS, LACKS
from generator.show.urls import page_urls
from tests.making import make_account
from tests.show.markup import Element, hrefs
from tests.show.portfolios import copies, exports, page, row, said, surroundings

HARM = "<img src=x onerror=alert(1)>"
PEOPLE = {
    "r-okafor": {"name": "Ruth Okafor-Lind", "title": "Chief financial officer"},
    "m-ferrand": {"name": HARM, "title": HARM},
}
KNOWN = surroundings(accounts={"aldermoor": make_account(people=PEOPLE)})
CHIEF: dict[str, Any] = {
    "part": "approver",
    "standing": "inner circle",
    "coverage": "brief",
    "relationship": {"owner": "Dana Reyes", "next_contact": "2026-11-20"},
}
PLAYERS = {"m-ferrand": {"part": "user", "coverage": "in depth"}, "r-okafor": CHIEF}
OPEN = row(KNOWN, owner="Owen Brisk", players=PLAYERS)
ENDED = row(KNOWN, path="aldermoor/old.md", title="Old", players=PLAYERS,
            outcome={"result": "lost", "date": "2026-06-01", "reason": "price"})  # fmt: skip
BARE = row(KNOWN, path="aldermoor/bare.md", title="Bare", owner="Joel Abara")


def lines(shown: Element) -> list[list[str]]:
    return [[said(cell) for cell in line.find("td")] for line in shown.one("tbody").find("tr")]


def listed(shown: Element, lack: str) -> str:
    return said(shown.one("details", id=f"lack-{lack}"))


def test_every_player_of_every_deal_stands_in_the_table_those_of_open_deals_with_a_lack_first() -> None:
    first, *others = lines(page("people/", [ENDED, OPEN], KNOWN))
    assert first == [
        *("Ruth Okafor-Lind", "Chief financial officer", "Aldermoor Bank", "Core banking", "approver", ""),
        *("inner circle", "brief", "20 Nov 2026 overdue", "Dana Reyes", "Owen Brisk", "Open", "Overdue"),
        " ".join(LACKS.values()),
    ]
    assert [(each[0], each[3], each[11]) for each in others] == [
        (HARM, "Core banking", "Open"),
        ("Ruth Okafor-Lind", "Old", "Lost"),
        (HARM, "Old", "Lost"),
    ]
    assert [each[-1] for each in others] == ["", "", ""], "nothing lacks in a deal that has ended"


def test_a_person_leads_to_their_row_on_the_plan() -> None:
    assert "../aldermoor/core-banking/plan/#player-r-okafor" in hrefs(page("people/", [OPEN], KNOWN))


def test_what_lacks_is_counted_with_a_link_to_just_those_and_listed_without_a_script() -> None:
    shown = page("people/", [OPEN, ENDED, BARE], KNOWN)
    for lack in ("inner-circle", "decider", "contact"):
        text = listed(shown, lack)
        assert "Ruth Okafor-Lind, Chief financial officer, approver, coverage brief, overdue since" in text
        assert "in Core banking, Owen Brisk" in text
    assert "?lacks=Inner+circle+with+no+or+brief+coverage#all" in hrefs(shown)
    assert hrefs(shown).count("../deals/?deciders=not%20covered&group=owner") == 1
    assert "4 players in 2 deals" in said(shown)


def test_open_deals_that_name_nobody_who_decides_are_listed_with_their_owner_and_found_in_the_deals_table() -> None:
    shown = page("people/", [OPEN, ENDED, BARE], KNOWN)
    assert listed(shown, "named").startswith("No decision maker or approver named 1")
    assert listed(shown, "named").endswith("Bare, Joel Abara")
    assert "../deals/?deciders=nobody%20named" in hrefs(shown)
    cells = page("deals/", [OPEN, BARE], KNOWN).find("td", data_col="deciders")
    assert sorted(said(each) for each in cells[:2]) == ["nobody named", "not covered"]


def test_a_coverage_that_nobody_wrote_is_none() -> None:
    unknown = row(KNOWN, players={"r-okafor": {"part": "decision maker", "standing": "inner circle"}})
    assert "coverage not known" in listed(page("people/", [unknown], KNOWN), "inner-circle")


def test_where_nobody_is_named_the_page_says_what_to_write() -> None:
    shown = page("people/", [BARE], KNOWN)
    assert "No deal names anybody yet." in said(shown)
    assert not shown.find("table")


def test_one_name_of_ours_in_another_letter_case_is_one_owner() -> None:
    other = row(KNOWN, path="aldermoor/b.md", owner="OWEN BRISK",
                players={"r-okafor": {"relationship": {"owner": "DANA REYES"}}})  # fmt: skip
    again = row(KNOWN, path="aldermoor/c.md", owner="Owen Brisk",
                players={"r-okafor": {"relationship": {"owner": "Dana Reyes"}}})  # fmt: skip
    made = lines(page("people/", [OPEN, other, again], KNOWN))
    assert {each[9] for each in made} == {"Dana Reyes", ""}
    assert {each[10] for each in made} == {"Owen Brisk"}


def test_the_page_holds_fifty_rows_and_the_file_and_the_csv_hold_them_all() -> None:
    rows = copies(row(players=PLAYERS), 40)
    assert len(lines(page("people/", rows))) == 50
    files = exports(rows, surroundings())
    table = json.loads(files[page_urls.PERSON_ROWS])["people"]
    assert (table["columns"], len(table["rows"])) == ([column.key for column in COLUMNS], 80)
    read = list(csv.DictReader(io.StringIO(files[page_urls.PEOPLE_CSV].decode("utf-8-sig"))))
    assert (tuple(read[0]), len(read)) == (CSV_COLUMNS, 80)


def test_what_the_page_lists_is_cut_at_fifty_and_says_so() -> None:
    shown = page("people/", copies(row(players={"r-okafor": CHIEF}), 60))
    assert len(shown.one("details", id="lack-contact").find("li")) == 51
    assert "and 10 more people in the table" in listed(shown, "contact")
