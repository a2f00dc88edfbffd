"""What an audience is told is what its list says: in the docs, in titles and footers, and of what is done already."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest

from generator.model.brief_fields import FIELDS
from generator.model.method import Audience
from generator.read.method import shipped, shipped_names
from tests.docs.examples import DOCS
from tests.share.opening import git, page, registered, share, text

PAGE = (DOCS / "sharing.md").read_text("utf-8")
AUDIENCES = shipped("target-account").audiences
DEAL = "---\ntitle: Core banking\nstage: evaluate\nowner: Dana Reyes\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a customer and one deal."""
    (tmp_path / "deals" / "aldermoor").mkdir(parents=True)
    (tmp_path / "deals" / "aldermoor" / "index.md").write_text("---\ntitle: Aldermoor Bank\n---\n")
    return tmp_path


def deal(folder: Path, more: str, name: str = "core-banking") -> None:
    """Write a deal with some more keys."""
    (folder / "deals" / "aldermoor" / f"{name}.md").write_text(f"{DEAL}{more}\n---\n")


def rows(head: str) -> dict[str, str]:
    """Return the table of the page under some heads, by its first column."""
    table = PAGE.partition(f"{head}\n")[2].partition("\n\n")[0]
    return dict(re.findall(r"^\| `(.+?)` \| (.+) \|$", table, re.MULTILINE))


def sees(audience: Audience) -> str:
    """Return what an audience sees as the table says it: the fields of the list in its order, by the marks needed."""

    def marks(field: str) -> tuple[str, ...]:
        return next((needed for above, needed in audience.only.items() if field.startswith(f"{above}.")), ())

    groups = [
        (needed, "; ".join(FIELDS[field] for field in fields)) for needed, fields in groupby(audience.shows, marks)
    ]
    named = [(" and ".join(f"`{mark}`" for mark in needed), words) for needed, words in groups]
    return "<br>".join(f"where {needed}: {words}" if needed else words for needed, words in named)


def test_the_table_of_the_docs_says_what_the_shipped_lists_say() -> None:
    assert rows("| audience | sees |\n|---|---|") == {name: sees(each) for name, each in AUDIENCES.items()}


def test_every_method_ships_the_same_audiences() -> None:
    assert [name for name in shipped_names() if name != "common" and shipped(name).audiences != AUDIENCES] == []


def test_the_fields_of_the_docs_are_those_that_a_list_can_name() -> None:
    assert rows("| field | is |\n|---|---|") == dict(FIELDS)


@pytest.mark.parametrize("name", ["customer-executive", "partner"])
def test_people_outside_are_told_neither_commit_nor_its_day(name: str) -> None:
    assert "brief.commit" not in AUDIENCES[name].shows


DONE = {
    "milestone": "plan: {milestones: {go: {what: Go live, joint: yes, state: done}}}",
    "dropped milestone": "plan: {milestones: {go: {what: Go live, joint: yes, state: dropped}}}",
    "action": "plan: {actions: {go: {what: Go live, joint: yes, state: done}}}",
}
OPEN = "plan: {milestones: {go: {what: Go live, joint: yes}}}"


@pytest.mark.parametrize("what", DONE)
def test_a_deal_whose_only_joint_entry_is_done_is_not_named(folder: Path, what: str) -> None:
    deal(folder, DONE[what])
    deal(folder, OPEN.replace("Go live", "Sign").replace("{go", "{sign"), "other")
    file = folder / "deals" / "aldermoor" / "other.md"
    file.write_text(file.read_text().replace("title: Core banking", "title: Other deal"))
    registered(
        folder,
        alone="deal: aldermoor/core-banking, audience: customer-executive, reader: Ruth",
        both="account: aldermoor, audience: customer-executive, reader: Ruth",
    )
    said = share(folder, "build")
    assert "alone was left out: there is nothing to show to its reader" in said.output
    assert not page(folder, "alone").exists()
    assert "Other deal" in text(folder, "both")
    assert "Core banking" not in text(folder, "both")


def test_what_is_done_is_not_told_as_open_to_who_may_not_see_the_state(folder: Path) -> None:
    (folder / "deals" / "method.yml").write_text(
        "audiences:\n  team:\n    label: Team\n    subjects: [deal]\n"
        "    shows: [deal.title, deal.plan.milestones.what]\n"
    )
    deal(folder, "plan: {milestones: {go: {what: Go live, state: done}, sign: {what: Sign it}}}")
    registered(folder, team="deal: aldermoor/core-banking, audience: team, reader: Dana")
    share(folder, "build")
    assert "Sign it" in text(folder, "team")
    assert "Go live" not in text(folder, "team")


def test_a_title_is_made_of_fields_of_the_list(folder: Path) -> None:
    (folder / "deals" / "method.yml").write_text(
        "audiences:\n  quiet:\n    label: Quiet\n    subjects: [account, portfolio]\n"
        "    shows: [deal.title, deal.close]\n"
    )
    deal(folder, "close: 2027-01-31")
    chosen = "{account: aldermoor, owner: Dana Reyes, stage: evaluate}"
    registered(
        folder,
        account="account: aldermoor, audience: quiet, reader: R",
        chosen=f"portfolio: {chosen}, audience: quiet, reader: R",
        told="account: aldermoor, audience: executive, reader: R",
    )
    share(folder, "build")
    for name in ("account", "chosen"):
        words = text(folder, name)
        assert "All open deals" in words
        assert "31 Jan 2027" in words
        assert [each for each in ("Aldermoor", "Dana", "Evaluate") if each in words] == []
    assert "Aldermoor Bank" in text(folder, "told")


def test_a_footer_has_the_commit_for_those_whose_list_has_it(folder: Path) -> None:
    deal(folder, OPEN)
    registered(
        folder,
        board="deal: aldermoor/core-banking, audience: executive, reader: R",
        theirs="deal: aldermoor/core-banking, audience: customer-executive, reader: R",
        account="account: aldermoor, audience: customer-executive, reader: R",
    )
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "one")
    share(folder, "build")
    short = git(folder, "rev-parse", "--short=10", "HEAD").strip()
    assert f"As of 23 Nov 2026, commit {short} of 20 Nov 2026." in text(folder, "board")
    for name in ("theirs", "account"):
        assert "As of 23 Nov 2026. The link" in text(folder, name)
        assert short not in text(folder, name)


@pytest.mark.parametrize("subject", ["deal: aldermoor/core-banking", "portfolio: {owner: dana reyes}"])
def test_an_owner_leaves_as_the_deal_has_it_and_nothing_of_the_member_does(folder: Path, subject: str) -> None:
    member = "{name: Dana Reyes, team: Northern, mail: d@example.com, phone: 555-0100, capacity: 47.25}"
    (folder / "deals" / "index.md").write_text(f"---\nmembers:\n  dr: {member}\n---\n")
    (folder / "deals" / "method.yml").write_text(
        "audiences:\n  staff:\n    label: Staff\n    subjects: [deal, portfolio]\n"
        "    shows: [deal.title, deal.owner, deal.plan.actions.what, deal.plan.actions.owner]\n"
    )
    (folder / "deals" / "aldermoor" / "core-banking.md").write_text(
        "---\ntitle: Core banking\nstage: evaluate\nowner: DR\nplan: {actions: {a: {what: Call, owner: dr}}}\n---\n"
    )
    registered(folder, staff=f"{subject}, audience: staff, reader: Marek")
    share(folder, "build")
    told = text(folder, "staff")
    assert "dr" in told.lower().split()
    assert "Call" in told
    assert [each for each in ("Dana", "Northern", "d@example", "555-0100", "47.25") if each in told] == []
