"""The pages of owners say what is overdue, what to do and to ask, and whose days are overbooked."""

from __future__ import annotations

from generator.model.account import Member, Team
from tests.making import make_account
from tests.show.markup import hrefs
from tests.show.portfolios import page, pages, row, said, surroundings

TEAM = Team(
    path="index.md",
    members={
        "dana": Member(name="Dana Reyes", team="Banks", capacity="33", mail="dana@example.com"),
        "owen": Member(name="Owen Brisk"),
    },
)
KNOWN = surroundings(team=TEAM)
PLAN = {
    "actions": {
        "late": {"what": "Send the offer", "owner": "Dana Reyes", "due": "2026-11-20"},
        "soon": {"what": "Call the CFO", "owner": "dana reyes", "due": "2026-11-25"},
        "theirs": {"what": "Draw the map", "owner": "Owen Brisk", "due": "2026-11-30"},
    }
}
BUSY = row(KNOWN, owner="Dana Reyes", amount="EUR 1,000,000", close="2026-12-31", plan=PLAN,
           effort={"spent": "5 days", "left": "80 days"})  # fmt: skip
PAST = row(KNOWN, path="aldermoor/past.md", title="Past", owner="Dana Reyes", close="2026-11-01",
           effort={"left": "9 days"})  # fmt: skip


def test_overbooked_owners_come_first_with_the_days_that_there_are() -> None:
    """29 working days remain from 23 November to the year's end, of 66: of 33 days a quarter 14.5, which reads 15."""
    shown = page("owners/", [BUSY, PAST], KNOWN)
    first, second = (said(each) for each in shown.one("tbody").find("tr"))
    assert first == "Dana Reyes overbooked Banks 2 EUR 1m 1 1 89 80 of 15 0 of 33"
    assert second == "Owen Brisk 0 – 0 1 – 0 0"
    assert "2 owners, 1 of them with more days planned than there are." in said(shown)
    assert {"../deals/?owner=Dana%20Reyes", "../actions/?owner=Dana%20Reyes&when=Overdue#all"} <= set(hrefs(shown))


def test_of_several_overbooked_owners_the_one_with_most_days_too_many_comes_first() -> None:
    members = {
        key: Member(name=name, capacity="33") for key, name in (("ada", "Ada"), ("ben", "Ben"), ("cid", "Cid"))
    }
    known = surroundings(team=Team(path="index.md", members=members))
    left = {"Ada": "20 days", "Ben": "60 days", "Cid": "1 days"}
    rows = [
        row(known, path=f"aldermoor/{name.lower()}.md", owner=name, close="2026-12-31", effort={"left": days})
        for name, days in left.items()
    ]
    shown = page("owners/", rows, known)
    assert [said(each).split()[0] for each in shown.one("tbody").find("tr")] == ["Ben", "Ada", "Cid"]


def test_an_owner_reads_what_is_overdue_what_is_due_what_to_ask_and_where_the_days_go() -> None:
    shown = page("owners/dana-reyes/", [BUSY, PAST], KNOWN)
    text = said(shown)
    assert "2 open deals, EUR 1m; 1 action overdue; 1 action due within seven days." in text
    assert "20 Nov 2026 Send the offer Core banking" in text
    assert "25 Nov 2026 Call the CFO Core banking" in text
    overdue = text.partition("Overdue")[2].partition("Due within")[0]
    assert overdue.index("Open after its close date, 1 Nov 2026") < overdue.index("Send the offer"), "by their days"
    assert overdue.count("Send the offer") == 1, "nor is it told as a reason to look at the deal"
    assert "Draw the map" not in text
    assert "Compelling event :" in text.replace("event:", "event :")
    assert "5 spent and 89 left on the open deals; 33 working days a quarter." in text
    assert "In no quarter, since the close is missing or past: Past ." in text.replace("Past.", "Past .")
    assert "../../aldermoor/core-banking/plan/#action-late" in hrefs(shown)
    assert "mailto:dana@example.com" in hrefs(shown)


def test_an_owner_who_is_no_member_has_a_page_and_one_without_open_work_has_none() -> None:
    free = row(KNOWN, owner="Rosa Quill", path="aldermoor/one.md")
    done = row(KNOWN, owner="Ada Wren", path="aldermoor/two.md", outcome={"result": "won", "date": "2026-06-01"})
    made = pages([free, done], KNOWN)
    assert {each for each in made if each.startswith("owners/")} == {
        "owners/",
        "owners/dana-reyes/",
        "owners/owen-brisk/",
        "owners/rosa-quill/",
    }
    assert "0 open deals." in said(page("owners/owen-brisk/", [free, done], KNOWN))


def test_deals_without_an_owner_are_counted_and_nobody_at_all_is_told_what_to_write() -> None:
    alone = page("owners/", [row(surroundings(), owner="")], surroundings())
    assert "Nobody owns an open deal or action yet. Write owner: in a deal" in said(alone)
    assert "1 open deal without an owner." in said(alone)


def test_what_was_promised_to_a_person_is_found_among_the_actions_by_their_name() -> None:
    people = {"ruth": {"name": "Ruth Okafor"}}
    known = surroundings(accounts={"aldermoor": make_account(people=people)})
    plan = {"actions": {"offer": {"what": "Send the offer", "joint": "yes", "agreed_with": "ruth"}}}
    deal = row(known, players={"ruth": {"part": "approver"}}, plan=plan)
    shown = page("actions/", [deal], known)
    cells = [said(each) for each in shown.find("td") if each.attributes.get("data-col") == "with"]
    assert "Ruth Okafor" in cells
