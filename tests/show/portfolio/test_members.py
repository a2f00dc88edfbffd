"""The home page lists our members, and each of them is one owner on every page and in every feed."""

from __future__ import annotations

from pathlib import Path

from generator.assess.deal.assessment import assess
from generator.assess.portfolio.row import row_of
from generator.model.account import Team
from generator.read.files import WorkTree
from generator.read.playbook import load
from generator.show.portfolio.members import MOST_MEMBERS
from generator.show.urls import page_urls
from tests.making import TODAY
from tests.show.portfolios import exports, page, row, said, surroundings

DANA = {"name": "Dana Reyes", "team": "North", "mail": "dana+deals@example.com", "phone": "+47 555 0100"}


def team(**members: object) -> Team:
    return Team.model_validate({"path": "index.md", "members": members})


def test_the_home_page_lists_the_members_with_how_to_reach_them() -> None:
    known = surroundings(team=team(dana=DANA, marek="Marek Olin"))
    listed = page(page_urls.PORTFOLIO, [row()], known).one("details", id="members")
    assert listed.one("summary").text == "Who we are: 2 members"
    assert said(listed.one("tr", id="member-dana")) == "Dana Reyes North dana+deals@example.com +47 555 0100"
    assert [link.attributes["href"] for link in listed.find("a")] == ["mailto:dana%2Bdeals@example.com"]
    assert said(listed.one("tr", id="member-marek")).strip() == "Marek Olin"


def test_without_members_there_is_no_list() -> None:
    assert page(page_urls.PORTFOLIO, [row()]).find("details", id="members") == []


def test_a_list_too_long_for_the_page_says_how_many_it_leaves_out() -> None:
    many = {f"m{place}": f"Member {place}" for place in range(MOST_MEMBERS + 3)}
    listed = page(page_urls.PORTFOLIO, [row()], surroundings(team=team(**many))).one("details", id="members")
    assert len(listed.find("tr")) == 1 + MOST_MEMBERS
    assert "And 3 more" in listed.text


def test_a_member_is_one_owner_however_the_files_write_it(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.md").write_text("---\nmembers: {dana: {name: Dana Reyes}}\n---\n")
    for name, owner in (("one", "dana"), ("two", "DANA  reyes"), ("three", "Dana Reyes"), ("four", "Dana R.")):
        plan = f"plan: {{actions: {{call: {{what: Call, owner: {owner}, due: 2026-12-01}}}}}}"
        (tmp_path / "a" / f"{name}.md").write_text(
            f"---\ntitle: {name}\nstage: evaluate\nowner: {owner}\n{plan}\n---\n"
        )
    playbook = load(WorkTree(tmp_path))
    around = playbook.surroundings
    rows = [row_of(assess(deal, around, TODAY), around) for deal in playbook.deals.values()]
    cells = page(page_urls.PORTFOLIO, rows, around).find("td", data_col="owner")
    assert sorted(cell.text for cell in cells) == ["Dana R.", "Dana Reyes", "Dana Reyes", "Dana Reyes"]
    feeds = [address for address in exports(rows, around) if address.startswith("export/actions/")]
    assert sorted(feeds) == ["export/actions/dana-r.ics", "export/actions/dana-reyes.ics"]
