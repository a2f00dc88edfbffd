"""`playbook odds`: counts and a range for people, the same for programs, and what the team's method says of it."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

import pytest

from generator.read.method import shipped
from tests.cli.running import playbook

RATED = tuple(name for name, each in shipped("target-account").criteria.items() if each.question != "worth")
"""The fifteen criteria that the winnable score counts."""


def closed(root: Path, result: str, proven: int, times: int) -> None:
    """Write closed deals, one an account, with so many + and else -, rated 90 days before their end."""
    serial = count(len(list((root / "deals").glob("a*"))) if (root / "deals").exists() else 0)
    for _ in range(times):
        folder = root / "deals" / f"a{next(serial)}"
        folder.mkdir(parents=True)
        signs = ["+"] * proven + ["-"] * (len(RATED) - proven)
        ratings = "".join(
            f'  {name}: {{us: "{sign}", date: 2026-01-02}}\n' for name, sign in zip(RATED, signs, strict=True)
        )
        outcome = f"outcome: {{result: {result}, date: 2026-04-02}}\n"
        text = f"---\ntitle: A deal\nstage: closed\n{outcome}assessment:\n{ratings}---\n"
        (folder / "deal.md").write_text(text)


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    """Return a playbook with 22 deals won, 16 of them with twelve + of fifteen, and 22 lost, 17 of them with four."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Odds\n")
    closed(tmp_path, "won", 12, 16)
    closed(tmp_path, "won", 4, 6)
    closed(tmp_path, "lost", 4, 17)
    closed(tmp_path, "lost", 12, 5)
    return tmp_path


def test_the_bands_hold_all_deals_that_were_won_or_lost(deals: Path) -> None:
    """Twelve + and three - of fifteen are +60, four + and eleven - are -47 out of 100: two bands, 21 and 23 deals."""
    told = playbook(deals, "odds", "--json", "--today", "2026-11-01")
    found = json.loads(told.stdout)
    assert (told.exit_code, found["shown"], found["won"], found["lost"]) == (0, True, 22, 22)
    held = [(each["won"], each["lost"]) for each in found["bands"] if each["range"]]
    assert held == [(6, 17), (16, 5)]
    low, high = next(each["range"] for each in found["bands"] if each["won"] == 16)
    assert 0.5 < low < 16 / 21 < high < 1


def test_a_floor_of_the_team_s_own_is_what_is_missing(deals: Path) -> None:
    """Thirty won and thirty lost are asked for; there are 22 of each."""
    (deals / "deals/method.yml").write_text("extends: target-account\nodds: {won: 30, lost: 30}\n")
    found = json.loads(playbook(deals, "odds", "--json", "--today", "2026-11-01").stdout)
    assert (found["shown"], found["missing"], found["bands"]) == (False, {"won": 8, "lost": 8}, [])
    assert "8 won and 8 lost" in playbook(deals, "odds", "--today", "2026-11-01").stdout


def test_the_days_before_the_end_are_the_method_s(deals: Path) -> None:
    """All ratings are 90 days older than the end: 91 days before it nothing was known yet, 90 before it all."""
    for days, counted in ((91, 0), (90, 22)):
        (deals / "deals/method.yml").write_text(f"extends: target-account\nodds: {{days_before: {days}}}\n")
        found = json.loads(playbook(deals, "odds", "--json", "--today", "2026-11-01").stdout)
        assert (found["days_before_end"], found["won"], found["lost"]) == (days, counted, counted)
    said = playbook(deals, "odds", "--today", "2026-11-01").stdout
    assert "90 days before their end, 16 were won" in said


@pytest.mark.parametrize(
    ("odds", "line"),
    [
        ("{edges: [0, 0, 40]}", "deals/method.yml:2:19: the edge 0 does not follow 0"),
        ("{edges: [0, 400]}", "deals/method.yml:2:19: the edge 400 is not inside"),
        ("{days_before: 0}", "deals/method.yml:2:21: 0 days before the end tell nothing"),
        ("{won: 0}", "deals/method.yml:2:13: odds need at least one deal that was won"),
    ],
)
def test_odds_that_make_no_sense_are_refused_at_their_place(deals: Path, odds: str, line: str) -> None:
    """Edges go up within the score's range; a floor is at least one."""
    (deals / "deals/method.yml").write_text(f"extends: target-account\nodds: {odds}\n")
    told = playbook(deals, "check", "--today", "2026-11-01")
    assert told.exit_code == 1
    assert line in told.output
