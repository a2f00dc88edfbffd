"""`check` places every problem and finding; `score` shows how a deal stands, to people and to programs."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from generator.cli.output.formats.text import MOST
from tests.cli.running import DEAL, playbook, with_deal

TODAY = ("--today", "2026-11-23")


def test_a_finding_stands_at_the_line_that_it_is_about(tmp_path: Path) -> None:
    with_deal(tmp_path)
    said = playbook(tmp_path, "check", "--all", *TODAY)
    assert said.exit_code == 0
    (line,) = [
        each for each in said.output.splitlines() if "[plus-claimed]" in each and "core-banking.md:10:" in each
    ]
    assert line.startswith("deals/aldermoor/core-banking.md:10:20: unproven: ")
    assert said.output.splitlines()[-1].startswith("1 deal read: 0 problems, ")


def test_one_line_stands_for_a_family_in_a_deal_and_all_prints_each(tmp_path: Path) -> None:
    with_deal(tmp_path)
    findings = json.loads(playbook(tmp_path, "check", "--format", "json", *TODAY).output)["findings"]
    families = Counter(each["family"] for each in findings)
    *lines, last = playbook(tmp_path, "check", *TODAY).output.splitlines()
    assert len(lines) == len(families) < len(findings)
    for family, count in families.items():
        says = next(each["says"] for each in findings if each["family"] == family)
        many = f" ({count}), first" if count > 1 else ""
        assert sum(f": {family}{many}: {says}" in line for line in lines) == 1
    assert last == f"1 deal read: 0 problems, {len(findings)} findings; --all prints each"
    *every, last = playbook(tmp_path, "check", "--all", *TODAY).output.splitlines()
    assert len(every) == len(findings)
    assert last.endswith(" findings")


def test_of_very_many_deals_the_families_are_counted(tmp_path: Path) -> None:
    folder = tmp_path / "deals" / "aldermoor"
    folder.mkdir(parents=True)
    for number in range(MOST):
        rated = "assessment:\n  risk: {us: '-', date: 2026-11-20}\n"
        (folder / f"deal-{number:03}.md").write_text(f"---\ntitle: One\nstage: qualify\n{rated}---\n")
    found = json.loads(playbook(tmp_path, "check", "--format", "json", *TODAY).output)["findings"]
    of_one = Counter(each["family"] for each in found if each["path"].endswith("deal-000.md"))
    lines = playbook(tmp_path, "check", *TODAY).output.splitlines()
    deals = MOST // len(of_one)  # each deal has one line per family, and all deals are alike
    assert MOST % len(of_one) == 0
    assert lines[MOST:-1] == [
        f"{family}: {(MOST - deals) * count:,} more in {MOST - deals} deals" for family, count in of_one.items()
    ]


def test_strict_ends_with_1_on_findings(tmp_path: Path) -> None:
    with_deal(tmp_path)
    assert playbook(tmp_path, "check", "--strict", *TODAY).exit_code == 1


def test_paths_choose_what_is_reported(tmp_path: Path) -> None:
    with_deal(tmp_path)
    other = tmp_path / "deals" / "brackwell" / "one.md"
    other.parent.mkdir()
    other.write_text("---\ntitle: One\n---\n")
    assert playbook(tmp_path, "check", "deals/aldermoor", *TODAY).exit_code == 0
    assert playbook(tmp_path, "check", "deals/brackwell/one.md", *TODAY).exit_code == 1
    assert playbook(tmp_path, "check", "deals", *TODAY).exit_code == 1


def test_check_for_programs_has_its_documented_keys(tmp_path: Path) -> None:
    with_deal(tmp_path)
    said = json.loads(playbook(tmp_path, "check", "--format", "json", *TODAY).output)
    assert list(said) == ["format", "today", "deals", "note", "problems", "findings"]
    assert (said["format"], said["today"], said["deals"], said["problems"]) == (1, "2026-11-23", 1, [])
    assert set(said["findings"][0]) == {
        "path", "line", "column", "code", "family", "severity", "subject", "says", "remedy",
    }  # fmt: skip


def test_score_for_programs_is_exact_and_has_its_documented_keys(tmp_path: Path) -> None:
    with_deal(tmp_path)
    said = json.loads(playbook(tmp_path, "score", "--json", *TODAY).output)
    assert list(said) == ["format", "today", "method", "deals"]
    (deal,) = said["deals"]
    assert list(deal) == [
        "deal", "file", "title", "account", "stage", "owner", "amount", "close", "outcome", "verdict", "winnable",
        "worth", "questions", "ratings", "gates", "next_questions", "competitors", "findings", "crm",
    ]  # fmt: skip
    assert deal["questions"]["opportunity"] == {
        "plus": 2, "minus": 0, "unknown": 3, "proven": 1, "known": 2, "total": 5,
        "low": -20.0, "score": 40.0, "high": 100.0, "known_share": 0.4,
    }  # fmt: skip
    assert (deal["winnable"]["low"], deal["winnable"]["score"]) == (-73.3333, 13.3333)
    assert deal["winnable"]["known_share"] == 0.1333
    assert deal["verdict"]["word"] == "qualify"
    assert deal["ratings"]["customer_project"] == {
        "rating": "+", "standing": "proven", "from_numbers": False, "date": "2026-11-02", "by": "customer",
        "evidence": "Charter", "due": True, "stale": False, "competitors": {"xsys": "-"},
    }  # fmt: skip
    assert deal["ratings"]["access_to_funds"]["standing"] == "claimed"
    assert deal["competitors"][0]["places"]["customer_project"] == "lead"
    assert [each["criterion"] for each in deal["next_questions"]][:2] == ["business_value", "political_alignment"]


def test_score_for_people_never_stands_without_its_range(tmp_path: Path) -> None:
    with_deal(tmp_path)
    said = playbook(tmp_path, "score", "deals/aldermoor/core-banking.md", *TODAY)
    assert said.exit_code == 0
    assert "2 of 15 known, 1 of 2 + proven" in said.output
    (winnable,) = [line for line in said.output.splitlines() if line.startswith("Winnable")]
    assert winnable.split() == ["Winnable", "2", "0", "13", "1", "of", "2", "−73.3", "+13.3", "+100"]
    assert said.output.index("Ask next") < said.output.index("Winnable")


def test_without_a_name_every_deal_gets_a_line(tmp_path: Path) -> None:
    with_deal(tmp_path)
    second = tmp_path / "deals/aldermoor/second.md"
    second.write_text(DEAL + "Notes\n")
    head, *lines = playbook(tmp_path, "score", *TODAY).output.splitlines()
    assert head.split() == ["verdict", "known", "low", "score", "high", "deal"]
    assert [line.split()[-1] for line in lines] == ["aldermoor/core-banking", "aldermoor/second"]


def test_a_closed_deal_shows_its_outcome(tmp_path: Path) -> None:
    closed = DEAL.replace("stage: evaluate", "stage: closed\noutcome: {result: won, date: 2026-11-20}")
    with_deal(tmp_path, closed)
    said = playbook(tmp_path, "score", "aldermoor/core-banking", *TODAY).output
    assert "Won on 20 Nov 2026" in said
    assert "Ask next" not in said


@pytest.mark.parametrize("method", ["target-account", "meddpicc"])
def test_both_methods_are_scored(tmp_path: Path, method: str) -> None:
    with_deal(tmp_path, "---\ntitle: One\nstage: evaluate\n---\n")
    (tmp_path / "deals/method.yml").write_text(f"extends: {method}\n")
    said = playbook(tmp_path, "score", "aldermoor/core-banking", *TODAY)
    assert said.exit_code == 0
    assert ("Worth" in said.output) is (method == "target-account")
