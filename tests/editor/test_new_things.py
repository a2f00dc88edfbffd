"""New things from a form: named by their titles, never over what is there, and taken back like any save."""

from __future__ import annotations

import pytest

from generator.read.files import WorkTree
from generator.read.playbook import load
from tests.editor.desk import DEAL, Desk, edit


@pytest.mark.parametrize(
    ("data", "file", "slug"),
    [
        ({"kind": "deal", "title": "ERP Ablösung", "account": "muller"}, "muller/erp-ablosung.md", "erp-ablosung"),
        ({"kind": "deal", "title": "Side deal", "account": "aldermoor"}, "aldermoor/side-deal-2.md", "side-deal-2"),
        ({"kind": "account", "title": "Müller & Söhne"}, "muller-and-sohne/index.md", "muller-and-sohne"),
        ({"kind": "account", "title": "Aldermoor"}, "aldermoor-2/index.md", "aldermoor-2"),
        ({"kind": "account", "title": "Search"}, "search-2/index.md", "search-2"),
        ({"kind": "partner", "title": "Pellucid"}, "partners/pellucid-2.md", "pellucid-2"),
        ({"kind": "competitor", "title": "In-house team"}, "competitors/in-house-team.md", "in-house-team"),
        ({"kind": "person", "title": "Ruth Okafor", "account": "aldermoor"}, "aldermoor/index.md", "ruth-okafor"),
    ],
)  # fmt: skip
def test_a_new_thing_gets_a_name_of_its_own_and_a_sound_file(
    desk: Desk, data: dict[str, str], file: str, slug: str
) -> None:
    assert desk.post("new", data | {"dry": True})[1] == {"slug": slug, "file": file}
    status, made = desk.post("new", data)
    assert (status, made["file"], made["slug"]) == (200, file, slug)
    assert not load(WorkTree(desk.root / "deals")).problems
    assert desk.form(file)["file"] == file
    for path in reversed([*made["made"]] or [file]):
        assert desk.post("undo", {"file": path})[0] == 200
    assert not load(WorkTree(desk.root / "deals")).problems


def test_a_person_has_a_title_and_can_be_cited_at_once(desk: Desk) -> None:
    values = {"title": "Chief executive", "reports_to": "r-okafor"}
    person = {"kind": "person", "title": "Helge Brandvold", "account": "aldermoor", "values": values}
    key = desk.post("new", person)[1]["slug"]
    assert desk.save(edit(f"players.{key}", None, {"part": "approver"}))[0] == 200
    people = {each["key"]: each for each in desk.form()["choices"]["people"]}
    assert (people[key]["name"], people[key]["title"]) == ("Helge Brandvold", "Chief executive")


def test_a_person_whom_a_deal_cites_is_not_taken_out(desk: Desk) -> None:
    file = "aldermoor/index.md"
    was = desk.form(file)["data"]["people"]["r-okafor"]
    status, answer = desk.save(edit("people.r-okafor", was, None), file=file)
    assert status == 422
    assert [each["file"] for each in answer["problems"]] == [f"deals/{DEAL}"]
    key = desk.post("new", {"kind": "person", "title": "Joe Doe", "account": "aldermoor"})[1]["slug"]
    desk.save(edit(f"players.{key}", None, {"part": "user"}))
    assert desk.post("undo", {"file": file})[0] == 409


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "deal", "title": "x", "account": ".."},
        {"kind": "deal", "title": "x", "account": "partners"},
        {"kind": "deal", "title": "x", "account": "aldermoor", "slug": "../x"},
        {"kind": "deal", "title": "x", "account": "aldermoor", "slug": "index"},
        {"kind": "deal", "title": "x", "account": "aldermoor", "slug": "core-banking"},
        {"kind": "account", "title": "x", "slug": "export"},
        {"kind": "account", "title": "x", "slug": "con"},
        {"kind": "deal", "title": " ", "account": "aldermoor"},
        {"kind": "deal", "title": "x"},
        {"kind": "method", "title": "x"},
        {"kind": "person", "title": "x", "account": "nobody"},
        {"kind": "person", "title": "x", "account": "aldermoor", "slug": "r-okafor"},
        {"kind": "person", "title": "x", "account": "aldermoor", "values": {"reports_to": "nobody"}},
        {"kind": "person", "title": "x", "account": "aldermoor", "values": {"name": "y"}},
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(desk: Desk, data: dict[str, object]) -> None:
    before = sorted(desk.root.rglob("*"))
    status, answer = desk.post("new", data)
    assert status in (400, 404, 409, 422)
    assert answer["says"]
    assert sorted(desk.root.rglob("*")) == before


def test_a_new_deal_through_a_link_is_not_written(desk: Desk) -> None:
    (desk.root / "elsewhere").mkdir()
    (desk.root / "deals/linked").symlink_to(desk.root / "elsewhere")
    assert desk.post("new", {"kind": "deal", "title": "x", "account": "linked"})[0] in (409, 500)
    assert not list((desk.root / "elsewhere").iterdir())


def test_a_fresh_deal_takes_every_kind_of_edit_in_its_commented_file(desk: Desk) -> None:
    file = desk.post("new", {"kind": "deal", "title": "New", "account": "aldermoor"})[1]["file"]
    before = desk.text(file)
    done = desk.save(
        edit("owner", None, "Dana Reyes"),
        edit("amount", None, "EUR 250,000"),
        edit("effort.left", None, "20 days"),
        edit("assessment.access_to_funds.us", "?", "+"),
        edit("assessment.access_to_funds.evidence", None, "CFO, 2 Nov: it is in the budget"),
        edit("players.r-okafor", None, {"part": "approver", "influences": []}),
        edit("compelling_event.what", None, "The lease ends"),
        edit("plan.actions.first", None, {"what": "Call her, today", "criteria": ["access_to_funds"]}),
        edit("value.lines.rent", None, {"head": "decrease", "item": "expenses", "amount": "EUR 5,000"}),
        edit("competitors", ["status-quo"], ["status-quo", "zeldrin"]),
        file=file,
    )
    assert done[0] == 200, done
    comments = [line for line in before.splitlines() if line.startswith("#")]
    assert [line for line in desk.text(file).splitlines() if line.startswith("#")] == comments
    assert desk.form(file)["data"]["players"] == {"r-okafor": {"part": "approver"}}
    assert desk.form(file)["standing"]["value"]["cases"]["expected"]["benefit"] == "EUR\xa05,000"


def test_edits_of_an_account_tell_what_they_do_to_its_deals(desk: Desk) -> None:
    version = desk.form("aldermoor/index.md")["version"]
    added = edit("compelling_events.lease", None, {"what": "x", "deadline": "2026-12-31", "consequence": "y"})
    status, told = desk.post("preview", {"file": "aldermoor/index.md", "edits": [added], "version": version})
    assert status == 200
    assert told["effect"] is None
    assert told["deals"]["note"] == ""


def test_notes_are_shown_as_the_page_shows_them(desk: Desk) -> None:
    text = "See [the rival](../competitors/zeldrin.md), [nothing](nothing.md) <script>alert(1)</script>"
    html = desk.post("notes", {"text": text, "file": DEAL})[1]["html"]
    assert '<a href="competitors/zeldrin/"' in html
    assert "<script" not in html
    assert "nothing (<code>nothing.md</code>)" in html
    assert desk.post("notes", {"text": "> " * 60 + "x", "file": DEAL})[0] == 422
