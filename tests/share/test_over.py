"""A share that is over needs nothing that is there: neither its deal nor its audience."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import main
from tests.cli.running import playbook
from tests.share.opening import SECRET, git, registered

GONE = "deal: aldermoor/no-more, audience: executive, reader: Halla"
REVOKED = "revoked: 2026-11-22"


def expired(folder: Path, fields: str) -> None:
    """Add a share that has expired to the register."""
    with (folder / "deals" / "shares.yml").open("a") as file:
        file.write(f"  old: {{{fields}, issued: 2026-10-01, expires: 2026-11-01}}\n")


@pytest.mark.parametrize("command", [["share", "build"], ["build"], ["check"], ["share", "list"], ["score"]])
def test_a_dead_share_needs_no_subject(folder: Path, command: list[str]) -> None:
    registered(
        folder, board=f"{GONE}, {REVOKED}", account=f"account: gone, audience: executive, reader: H, {REVOKED}"
    )
    expired(folder, "portfolio: {account: gone, stage: gone}, audience: gone, partner: gone, reader: H")
    said = playbook(folder, *command, "--today", "2026-11-23", PLAYBOOK_SHARE_SECRET=SECRET)
    assert said.exit_code == 0, said.output


def test_a_live_share_of_a_deal_that_is_gone_is_a_problem_until_it_ends(folder: Path) -> None:
    registered(folder, board=GONE)
    assert "deals/shares.yml:2:17: there is no deal" in playbook(folder, "check", "--today", "2026-12-20").output
    assert playbook(folder, "check", "--today", "2026-12-21").exit_code == 0


def test_a_push_may_delete_the_deal_of_a_share_that_has_expired(folder: Path) -> None:
    registered(folder)
    expired(folder, GONE)
    bare = folder / "bare.git"
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "one")
    git(folder, "clone", "-q", "--bare", ".", str(bare))
    head = git(folder, "rev-parse", "HEAD").strip()
    push = f"{'0' * 40} {head} refs/heads/main\n"
    for today, code in (("2026-11-01", 1), ("2026-11-02", 0)):
        said = CliRunner().invoke(main, ["-C", str(bare), "hook", "pre-receive", "--today", today], input=push)
        assert said.exit_code == code, said.output
