"""`playbook digest`: what an owner has to do next, in 25 lines, ready for a mail."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.running import playbook
from tests.git.repository import Repository
from tests.history.deals import deal
from tests.house.imports import ROOT

DAY = ("--today", "2026-11-29")
SOUND = "+++++ +++++ +++++ +++++"
SITE = ("--url", "https://deals.example.com")


def digest(root: Path, *arguments: str) -> str:
    """Return what a digest prints, which ends well."""
    done = playbook(root, "digest", *arguments, *DAY)
    assert done.exit_code == 0, done.output
    return done.stdout.replace("\u200b", "")


def test_an_owner_by_key_reads_overdue_due_moved_and_to_ask_each_with_its_link() -> None:
    lines = digest(ROOT, "--owner", "dana", *SITE).splitlines()
    assert lines[:3] == ["# Digest of Dana Reyes, 29 Nov 2026", "", "4 open deals and 6 open actions."]
    assert [each for each in lines if each.startswith("- ")][:2] == [
        "- **Overdue (1)**",
        "- **Due within 7 days (4)**",
    ]
    there = "https://deals.example.com/aldermoor/core-banking/plan/#action-meet-ceo"
    assert f"({there}): Core banking migration, due 26 Nov 2026" in lines[5]
    assert all("](https://deals.example.com/" in each for each in lines if each.startswith("  - "))


@pytest.mark.parametrize("days", ["1", "14", "90"])
def test_a_digest_of_all_has_25_lines_at_most_and_its_counts_add_up(days: str) -> None:
    lines = digest(ROOT, "--days", days, *SITE).splitlines()
    assert len(lines) <= 25
    parts = "\n".join(lines).split("- **")[1:]
    for part in parts:
        total = int(part.split("(")[1].split(")")[0])
        items = [each for each in part.splitlines()[1:] if each.startswith("  - ")]
        if whole := re.match(r"  - \[(\d+) of 16 open deals\]", items[0]):
            total += 1 - int(whole[1])
        more = [int(each.split("and ")[1].split(" more")[0]) for each in items if "[and " in each]
        assert len(items) - len(more) + sum(more) == total


def test_what_moved_comes_worst_first_and_an_import_is_one_line(tmp_path: Path) -> None:
    """Seven deals are new with the last commit; of the others one lost its verdict and one moved a close."""
    repository = Repository(tmp_path)
    known = {
        f"deals__acme__{name}": deal(SOUND, close="2027-03-31", title=name) for name in ("falls", "slips", "stays")
    }
    repository.commit("2026-10-01", **known)
    new = {f"deals__acme__new{number}": deal(SOUND, title=f"new{number}") for number in range(7)}
    moved = {
        "deals__acme__falls": deal(SOUND.replace("+", "-"), close="2027-03-31", title="falls"),
        "deals__acme__slips": deal(SOUND, close="2027-06-30", title="slips"),
    }
    repository.commit("2026-11-26", **new, **moved)
    moved_part = digest(tmp_path).split("- **Moved")[1].split("- **")[0].splitlines()
    assert moved_part[0] == " in the last 7 days (9)**"
    assert [each.split(":")[0].strip(" -") for each in moved_part[1:]] == ["falls", "slips", "7 of 10 open deals"]


def test_a_close_date_that_has_passed_is_overdue_beside_the_actions(tmp_path: Path) -> None:
    Repository(tmp_path).commit("2026-10-01", deals__acme__core=deal(SOUND, close="2026-11-01", title="Core"))
    assert "- **Overdue (1)**\n  - Core: Open after its close date, 1 Nov 2026, nobody yet\n" in digest(
        tmp_path
    ).replace("\u00a0", " ")


def test_as_html_it_is_a_page_that_loads_nothing_with_the_same_links() -> None:
    page = digest(ROOT, "--owner", "Dana Reyes", "--format", "html", *SITE)
    links = re.findall(r'href="([^"]*)"', page)
    assert "https://deals.example.com/aldermoor/core-banking/plan/#action-meet-ceo" in links
    assert all(each.startswith("https://deals.example.com/") for each in links)
    assert [each for each in ("<script", "<img", "<link", "src=") if each in page] == []


def test_author_text_is_text_in_both(tmp_path: Path) -> None:
    plan = 'plan: {actions: {a: {what: "[x](http://evil.example) <b>@all</b>", owner: Dana, due: 2026-11-28}}}\n---\n'
    file = tmp_path / "deals" / "acme" / "core.md"
    file.parent.mkdir(parents=True)
    file.write_text(deal("????? ????? ????? ?????", owner="Dana").removesuffix("---\n") + plan)
    markdown = digest(tmp_path, *SITE)
    assert "](http://evil" not in markdown.replace("\\](", "")
    assert "<b>" not in markdown.replace("\\<b", "")
    assert "&lt;b&gt;@all&lt;/b&gt;" in digest(tmp_path, "--format", "html", *SITE)


def test_a_name_that_owns_nothing_lists_those_who_do_and_no_address_is_said() -> None:
    nobody = playbook(ROOT, "digest", "--owner", "Nemo", *DAY)
    assert (nobody.exit_code, "'Nemo' owns no open deal or action (there is: Dana Reyes," in nobody.stderr) == (
        2,
        True,
    )
    bare = playbook(ROOT, "digest", "--owner", "dana", *DAY)
    assert (bare.exit_code, "without links: say where the site stands by --url" in bare.stderr) == (0, True)
    assert "](" not in bare.stdout


@pytest.mark.parametrize(
    ("owner", "says"),
    [
        ("", "'' owns no open deal or action (there is: Dana 0, Dana 1, Dana 10, "),
        ("<b>", "Dana 5 and 4 more)"),
        ("Dana 44", "'Dana 44' owns no open deal or action (did you mean 'Dana 4'?)"),
    ],
)
def test_a_name_is_asked_for_among_many_by_the_one_that_is_meant(tmp_path: Path, owner: str, says: str) -> None:
    files = {f"acme__d{number}": deal(SOUND, owner=f"Dana {number}") for number in range(12)}
    Repository(tmp_path).commit("2026-10-01", **{f"deals__{name}": text for name, text in files.items()})
    nobody = playbook(tmp_path, "digest", "--owner", owner, *DAY)
    assert nobody.exit_code == 2
    assert says in nobody.stderr


def test_where_nobody_owns_anything_it_says_what_to_write(tmp_path: Path) -> None:
    Repository(tmp_path).commit("2026-10-01", deals__acme__core=deal(SOUND))
    nobody = playbook(tmp_path, "digest", "--owner", "Nemo", *DAY)
    assert "owns no open deal or action (nobody does yet: write owner: in a deal)" in nobody.stderr
