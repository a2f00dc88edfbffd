"""The pull request that docs/intake.md shows is what its answers make of the sample, and no invented one passes."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import main
from tests.docs.examples import DOCS
from tests.docs.test_first_commands import GIVEN, environment, pattern
from tests.house.imports import ROOT

PAGE = (DOCS / "intake.md").read_text("utf-8")
BRANCH = "edit/fennick-demand-planning-intake-2026-11-19"
INVENTED = {
    *("ratings[5]", "ratings[6]", "ratings[7]", "ratings[8]", "ratings[9]", "people[1]", "people[2]", "actions[2]"),
    *("ratings[10]", "dates[1]", "amounts[1]", "competitors[1]"),
}
"""Answers of the sample that nobody gave: other words, other speakers, other figures, other names."""


@pytest.fixture
def portfolio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a committed copy of the sample portfolio beside the answers of the page, which is the current folder."""
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    shutil.copytree(ROOT / "deals", tmp_path / "deals")
    monkeypatch.chdir(tmp_path)
    for words in (["init", "--quiet", "--initial-branch=main"], ["add", "--all"], ["commit", "--quiet", "-mDeals"]):
        subprocess.run(["git", *words], check=True)
    for name, text in GIVEN.findall(PAGE):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def git(*words: str) -> str:
    """Return what git prints."""
    return subprocess.run(["git", *words], check=True, capture_output=True, text=True).stdout


def test_the_answers_of_the_page_become_the_pull_request_that_it_shows(portfolio: Path) -> None:
    command, ending, shown = re.findall(
        r"^\$ playbook (intake .*?) > pull-request.md\n(.*)\n```\n\n```markdown\n((?:.*\n)*?)```$", PAGE, re.MULTILINE
    )[0]
    before = git("status", "--porcelain"), git("rev-parse", "HEAD")
    done = CliRunner().invoke(main, [*shlex.split(command), "--today", "2026-11-28"])
    assert done.exit_code == 0, done.output
    assert re.fullmatch(pattern(shown), done.stdout), done.stdout
    assert done.stderr.strip() == ending
    assert (git("status", "--porcelain"), git("rev-parse", "HEAD")) == before
    refused = set(re.findall(r"^- (\w+\\\[\u200b\d+\\\])", done.stdout, re.MULTILINE))
    assert {re.sub(r"[\\\u200b]", "", each) for each in refused} == INVENTED
    assert git("log", "--format=%s", f"main..{BRANCH}").splitlines() == [
        "fennick/demand-planning: 4 facts from the meeting of 2026-11-19",
        "fennick/demand-planning: 2 actions from the meeting of 2026-11-19",
        "fennick/demand-planning: 5 ratings from the meeting of 2026-11-19",
        "fennick/demand-planning: 1 person from the meeting of 2026-11-19",
    ]
    checked = CliRunner().invoke(main, ["diff", "main", BRANCH, "--today", "2026-11-28", "--format", "text"])
    assert "0 problems" in checked.output


def test_quotes_of_the_branch_stand_in_the_meeting_and_no_invented_one_is_in_it(portfolio: Path) -> None:
    command = re.findall(r"^\$ playbook (intake .*?) > pull-request.md$", PAGE, re.MULTILINE)[0]
    CliRunner().invoke(main, [*shlex.split(command), "--today", "2026-11-28"])
    meeting = " ".join(
        (portfolio / "deals/fennick/meetings/2026-11-19-finance-director.md").read_text("utf-8").split()
    )
    added = [line[1:] for line in git("diff", "main", BRANCH).splitlines() if line.startswith("+")]
    quotes = re.findall("“(.*?)”", "\n".join(added))
    assert len(quotes) == 6
    assert all(each in meeting for each in quotes)
    assert not any(word in "\n".join(added) for word in ("Albin", "Ostrakon", "1,700,000", "Lorna Fennick-Ashe"))
