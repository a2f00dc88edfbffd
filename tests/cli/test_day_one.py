"""The day after a first import: each deal in which nothing is rated says what to ask first, and nothing else."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.running import playbook
from tests.edit.crm import MAP
from tests.git.repository import Repository

TODAY = ("--today", "2026-11-23")
OPEN, ENDED, PASSED = 260, 40, 15
"""Deals of the export: open ones, ended ones, and those of the open ones whose close has passed."""


def export() -> str:
    """Return an export whose deals have what a CRM has: a name, a stage, an account, an owner, an amount, a close."""
    stages = ["Lost"] * ENDED + ["Early"] * OPEN
    closes = ["2026-10-01"] * (ENDED + PASSED) + [""] * (OPEN - PASSED)
    rows = enumerate(zip(stages, closes, strict=True))
    head = "Id,Deal,Stage,Account,Owner,Amount,Close\n"
    return head + "".join(
        f"{row},Deal {row},{stage},Firm {row % 30},Dana,{row},{day}\n" for row, (stage, day) in rows
    )


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Return a repository in which a CRM's export of a few hundred deals was imported on a branch."""
    made = Repository(tmp_path_factory.mktemp("playbook"))
    made.commit("2026-11-20", README="empty")
    made.git("switch", "--quiet", "--create", "import")
    (made.root / "map.yml").write_text(MAP)
    (made.root / "export.csv").write_text(export())
    assert playbook(made.root, "import", "export.csv", "--map", "map.yml").exit_code == 0
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message", "Import")
    return made


def findings(folder: Path) -> list[dict[str, str]]:
    """Return what a check finds, for programs."""
    every: list[dict[str, str]] = json.loads(playbook(folder, "check", "--format", "json", *TODAY).output)["findings"]
    return every


def test_an_open_deal_says_one_thing_and_what_is_wrong_in_fact(imported: Repository) -> None:
    assert Counter(each["code"] for each in findings(imported.root)) == {
        "not-rated-yet": OPEN,
        "close-passed": PASSED,
    }


def test_it_names_the_first_three_questions_and_how_to_answer_them(imported: Repository) -> None:
    first = next(each for each in findings(imported.root) if each["code"] == "not-rated-yet")
    identity = first["path"].removeprefix("deals/").removesuffix(".md")
    asked = json.loads(playbook(imported.root, "score", identity, "--json", *TODAY).output)["deals"][0]
    assert [each["criterion"] for each in asked["next_questions"][:3]] == [
        "compelling_event",
        "business_value",
        "political_alignment",
    ]
    assert first["says"].startswith(
        "Nothing is rated yet; ask first about Compelling event, Unique business value and Political alignment"
    )
    assert (
        f"playbook interview {identity}, or write a line each under assessment, like compelling_event: {{us:"
        in (first["remedy"])
    )


def test_the_line_of_the_remedy_can_be_written(imported: Repository, tmp_path: Path) -> None:
    first = next(each for each in findings(imported.root) if each["code"] == "not-rated-yet")
    line = first["remedy"].partition("like ")[2]
    file = tmp_path / "deals" / "acme" / "one.md"
    file.parent.mkdir(parents=True)
    file.write_text(f"---\ntitle: One\nstage: qualify\nassessment:\n  {line}\n---\n")
    done = playbook(tmp_path, "check", *TODAY)
    assert done.exit_code == 0, done.output
    assert "not-rated-yet" not in done.output


def test_the_check_prints_ten_of_them_and_every_close_that_has_passed(imported: Repository) -> None:
    *lines, folded, last = playbook(imported.root, "check", *TODAY).output.splitlines()
    assert sum("[not-rated-yet]" in line for line in lines) == 10
    assert sum("[close-passed]" in line for line in lines) == 10
    assert len(lines) == 21
    assert lines[-1] == f"incomplete: {OPEN - 10} more in {OPEN - 10} deals"
    assert folded == f"contradiction: {PASSED - 10} more in {PASSED - 10} deals"
    assert last == f"300 deals read: 0 problems, {OPEN + PASSED} findings; --all prints each"
    assert len(playbook(imported.root, "check", "--all", *TODAY).output.splitlines()) == OPEN + PASSED + 1


def test_the_comment_on_the_import_names_them_together(imported: Repository) -> None:
    comment = playbook(imported.root, "diff", "main", "--format", "markdown", *TODAY).output
    assert len(comment) < 3_000
    assert "**300 new deals in which nothing is rated yet:**" in comment
    assert f"and {OPEN + ENDED - 12} more." in comment
    assert f"- {OPEN} deals: Nothing is rated yet; ask first about Compelling event" in comment
    assert f"- {ENDED} deals: ended before anything was rated" in comment


def test_rating_one_criterion_brings_the_others_back_and_the_comment_does_not_blame_it_for_them(
    tmp_path: Path,
) -> None:
    made = Repository(tmp_path)
    made.commit("2026-11-20", deals__acme__one="---\ntitle: One\nstage: qualify\n---\n")
    made.git("switch", "--quiet", "--create", "rated")
    rated = "---\ntitle: One\nstage: qualify\nassessment:\n  solution_fit: {us: '-', date: 2026-11-20}\n---\n"
    made.commit("2026-11-21", deals__acme__one=rated)
    assert {"owner-missing", "gate-unaddressed"} < {each["code"] for each in findings(made.root)}
    comment = playbook(made.root, "diff", "main", "--format", "markdown", *TODAY).output
    appear, vanish = comment.partition("Findings that appear:")[2].split("Findings that vanish:")
    assert appear.count("\n- ") == 1
    assert "(minus-unaddressed)" in appear
    assert vanish.count("\n- ") == 1
    assert "(not-rated-yet)" in vanish


@pytest.mark.slow
def test_the_counts_of_the_site_are_those_of_the_check(imported: Repository) -> None:
    (imported.root / "mkdocs.yml").write_text(
        "site_name: Deals\ndocs_dir: deals\ntheme: {name: material}\nplugins: [playbook]\n"
    )
    site = imported.root / "site"
    subprocess.run([sys.executable, "-m", "generator", "-C", str(imported.root), "build", *TODAY], check=True)
    page = (site / "findings" / "index.html").read_text()
    assert f"{OPEN + PASSED} findings in {OPEN} open deals." in re.sub(r"\s+", " ", page)
    rows = [*csv.DictReader((site / "export" / "portfolio.csv").read_text("utf-8-sig").splitlines())]
    assert sum(int(row["findings"]) for row in rows) == OPEN + PASSED
    assert {(row["crm_system"], row["crm_id"]) for row in rows} == {("acme-crm", str(id_)) for id_ in range(300)}
    records = json.loads((site / "export" / "portfolio.json").read_text())["deals"]
    assert Counter(each["code"] for record in records for each in record["findings"]) == {
        "not-rated-yet": OPEN,
        "close-passed": PASSED,
    }
    assert {each["crm"]["id"] for each in records} == {row["crm_id"] for row in rows}
    deal = (site / rows[0]["deal"] / "index.html").read_text()
    assert f"This deal in acme-crm: {rows[0]['crm_id']}" in deal


BUDGET = """\
findings:
  budget-missing:
    label: No budget
    family: {family}
    when: {{open: "yes", has.budget: "no"}}
    says: No budget is written down
    remedy: Ask for it
    example: A deal without a budget
"""


def bare(folder: Path, method: str, **deal: str) -> list[str]:
    """Return the codes that a check finds in a deal of which nothing is rated, under a team's method."""
    file = folder / "deals" / "acme" / "one.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    keys = "".join(f"{key}: {value}\n" for key, value in deal.items())
    file.write_text(f"---\ntitle: One\nstage: qualify\n{keys}---\n")
    (folder / "deals" / "method.yml").write_text(method)
    return [each["code"] for each in findings(folder)]


@pytest.mark.parametrize("method", ["target-account", "meddpicc"])
def test_both_methods_say_one_thing_whatever_the_numbers_and_the_competitors_say(tmp_path: Path, method: str) -> None:
    own = f"extends: {method}\n"
    unknown = "{short_term_revenue: {us: '?', xsys: '+'}, access_to_funds: {us: '?', evidence: asked}}"
    assert bare(tmp_path, own) == ["not-rated-yet"]
    assert bare(tmp_path, own, amount="USD 5", close="2027-01-31", budget="USD 2") == ["not-rated-yet"]
    assert bare(tmp_path, own, competitors="[xsys]", assessment=unknown) == ["not-rated-yet"]


def test_a_rule_of_the_teams_own_follows_its_family_and_may_stand_beside(tmp_path: Path) -> None:
    incomplete = BUDGET.format(family="incomplete")
    assert bare(tmp_path, incomplete) == ["not-rated-yet"]
    assert bare(tmp_path, BUDGET.format(family="contradiction")) == ["budget-missing", "not-rated-yet"]
    assert bare(tmp_path, f"{incomplete}  not-rated-yet: {{beside: [budget-missing]}}\n") == [
        "budget-missing",
        "not-rated-yet",
    ]


def test_a_team_may_have_everything_said_from_the_first_day_on(tmp_path: Path) -> None:
    every = bare(tmp_path, "findings: {not-rated-yet: {instead_of: []}}\n")
    assert {"not-rated-yet", "owner-missing", "gate-unaddressed"} < set(every)


@pytest.mark.parametrize(
    ("own", "says"),
    [
        ("instead_of: [incomplet]", "'incomplet' (did you mean 'incomplete'?)"),
        ("beside: [owner-mising]", "'owner-mising' (did you mean 'owner-missing'?)"),
        ("beside: [incomplete]", "'incomplete'"),
    ],
)
def test_what_a_finding_stands_for_has_to_be_known(tmp_path: Path, own: str, says: str) -> None:
    (tmp_path / "deals").mkdir()
    (tmp_path / "deals" / "method.yml").write_text(f"findings: {{not-rated-yet: {{{own}}}}}\n")
    done = playbook(tmp_path, "check", *TODAY)
    assert done.exit_code == 1
    assert "deals/method.yml:1:" in done.output
    assert says in done.output
