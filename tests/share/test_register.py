"""The register: what is refused and where, and that the commands change a block or a line and no other byte."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.model.share import passphrase_name
from generator.read.files import WorkTree
from generator.read.playbook import read_surroundings
from generator.read.shares import register_of
from tests.cli.running import playbook
from tests.docs.examples import examples
from tests.house.imports import ROOT
from tests.share.opening import share

SAMPLE = WorkTree(ROOT / "deals")
SURROUNDINGS, _ = read_surroundings(SAMPLE)
DEALS = SAMPLE.listing().deals
SOUND = """\
# kept
shares:
  board:
    deal: aldermoor/core-banking   # the big one
    audience: executive
    reader: "Halla"
    issued: 2026-11-01
    expires: 2026-12-01
    generation: 1
  plain: {account: corvane, audience: executive, reader: Marek, issued: 2026-11-01, expires: 2026-12-01}
"""


def problems(text: str) -> list[str]:
    reading = register_of("deals/shares.yml", text.encode(), DEALS, SURROUNDINGS)
    assert (reading.noun is None) == bool(reading.problems)
    return [f"{each.line}:{each.column}: {each.says} ({each.remedy})" for each in reading.problems]


def test_a_sound_register_has_no_problem() -> None:
    assert problems(SOUND) == []


MISTAKES = {
    "4:11: there is no deal 'aldermoor/core-bankin' (did you mean 'aldermoor/core-banking'?)": (
        "core-banking ",
        "core-bankin ",
    ),
    "5:15: unknown audience 'executiv' (did you mean 'executive'?)": ("executive\n", "executiv\n"),
    "8:14: expires 181 days after it is issued (180 at most: write 2027-04-30 or earlier)": (
        "expires: 2026-12-01\n",
        "expires: 2027-05-01\n",
    ),
    "8:14: expires on 2026-10-01, before it is issued on 2026-11-01 (write a later day)": (
        "expires: 2026-12-01\n",
        "expires: 2026-10-01\n",
    ),
    "3:3: expires is missing in board (add a line `expires: ...`)": ("    expires: 2026-12-01\n", ""),
    "3:3: issued is missing in board (add a line `issued: ...`)": ("    issued: 2026-11-01\n", ""),
    "3:3: board shares deal and account (write one of deal, account, portfolio)": (
        "    audience",
        "    account: corvane\n    audience",
    ),
    "3:3: board shares nothing (write one of deal, account, portfolio)": (
        "    deal: aldermoor/core-banking   # the big one\n",
        "",
    ),
    "3:3: board does not say which partner it is for (add `partner:`)": ("executive\n", "partner\n"),
    "6:5: a share for 'executive' is not for a partner (delete it)": (
        "executive\n",
        "executive\n    partner: pellucid-data\n",
    ),
    "6:14: unknown partner 'pelucid-data' (did you mean 'pellucid-data'?)": (
        "executive\n",
        "partner\n    partner: pelucid-data\n",
    ),
    "10:11: a share for 'customer-executive' cannot be of a portfolio (write one of deal, account)": (
        "account: corvane, audience: executive",
        "portfolio: {}, audience: customer-executive",
    ),
    "10:30: unknown stage 'propos' (did you mean 'propose'?)": ("account: corvane", "portfolio: {stage: propos}"),
    "9:17: generation is out of range: '100' (write 99 or less)": ("generation: 1", "generation: 100"),
    "6:5: unknown entry 'expiry' in board (did you mean 'expires'?)": ("    reader", "    expiry: x\n    reader"),
}


@pytest.mark.parametrize("says", MISTAKES)
def test_a_mistake_is_said_at_its_place(says: str) -> None:
    before, after = MISTAKES[says]
    assert before in SOUND
    assert problems(SOUND.replace(before, after)) == [says]


def test_a_playbook_without_a_register_is_sound(tmp_path: Path) -> None:
    (tmp_path / "deals" / "a").mkdir(parents=True)
    (tmp_path / "deals" / "a" / "b.md").write_text("---\ntitle: B\nstage: prospect\n---\n")
    assert share(tmp_path, "list").output == "there is no share yet (make one with `playbook share add`)\n"
    assert share(tmp_path, "build").output == "there is no share to build\n"


def test_check_reports_the_register_too(tmp_path: Path) -> None:
    (tmp_path / "deals" / "a").mkdir(parents=True)
    (tmp_path / "deals" / "a" / "b.md").write_text("---\ntitle: B\nstage: prospect\n---\n")
    (tmp_path / "deals" / "shares.yml").write_text(SOUND)
    said = playbook(tmp_path, "check")
    assert said.exit_code == 1
    assert "deals/shares.yml:4:11: there is no deal" in said.output


def test_the_register_of_the_docs_is_sound_in_the_sample() -> None:
    (example,) = examples("sharing.md")
    assert problems(example.text) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one deal."""
    deal = tmp_path / "deals" / "aldermoor" / "core-banking.md"
    deal.parent.mkdir(parents=True)
    deal.write_text("---\ntitle: Core banking\nstage: evaluate\nowner: Dana Reyes\n---\n")
    return tmp_path


def test_a_share_is_added_as_one_block_at_the_end(folder: Path) -> None:
    file = folder / "deals" / "shares.yml"
    days = "issued: 2026-01-01, expires: 2026-01-02"
    old = f"  old: {{account: aldermoor, audience: executive, reader: A, {days}}}   # keep"
    file.write_text(f"# ours\r\nshares:\r\n{old}\r\n", newline="")
    before = file.read_bytes()
    said = share(
        folder,
        "add",
        "board",
        "--deal",
        "aldermoor/core-banking",
        "--reader",
        "Halla: #1",
        "--days",
        "10",
        "--button",
    )
    assert said.exit_code == 0, said.output
    after = file.read_bytes()
    assert after.startswith(before)
    assert after[len(before) :].decode() == (
        "  board:\r\n    deal: aldermoor/core-banking\r\n    audience: executive\r\n    reader: \"Halla: #1\"\r\n"
        "    issued: 2026-11-23\r\n    expires: 2026-12-03\r\n    generation: \"1\"\r\n    button: \"yes\"\r\n"
    )  # fmt: skip


def test_revoking_adds_a_line_and_rotating_changes_one(folder: Path) -> None:
    assert share(folder, "add", "board", "--deal", "aldermoor/core-banking", "--reader", "Halla").exit_code == 0
    file = folder / "deals" / "shares.yml"
    before = file.read_text().splitlines()
    assert share(folder, "rotate", "board").exit_code == 0
    rotated = file.read_text().splitlines()
    assert [(a, b) for a, b in zip(before, rotated, strict=True) if a != b] == [
        ('    generation: "1"', '    generation: "2"')
    ]
    assert share(folder, "revoke", "board").exit_code == 0
    revoked = file.read_text().splitlines()
    assert revoked == [*rotated, "    revoked: 2026-11-23"]
    assert share(folder, "revoke", "board").exit_code == 2
    assert share(folder, "rotate", "board").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--deal", "aldermoor/core-bankin", "--reader", "H"], "there is no deal 'aldermoor/core-bankin'"),
        (["--deal", "aldermoor/core-banking", "--reader", "H", "--expires", "2027-12-01"], "180 at most"),
        (["--deal", "aldermoor/core-banking", "--reader", "H", "--audience", "partner"], "which partner"),
    ],
)
def test_a_share_that_would_be_a_problem_is_not_added(folder: Path, arguments: list[str], says: str) -> None:
    said = share(folder, "add", "board", *arguments)
    assert said.exit_code == 1
    assert says in said.output
    assert not (folder / "deals" / "shares.yml").exists()


def test_a_share_of_nothing_is_a_wrong_call_that_names_the_options(folder: Path) -> None:
    said = share(folder, "add", "board", "--reader", "H")
    assert said.exit_code == 2
    assert "say what is shared: --deal ACCOUNT/DEAL, --account ACCOUNT or --portfolio" in said.output
    assert not (folder / "deals" / "shares.yml").exists()


def test_an_id_is_a_slug_and_taken_once(folder: Path) -> None:
    assert share(folder, "add", "Board", "--account", "aldermoor", "--reader", "H").exit_code == 2
    assert share(folder, "add", "board", "--account", "aldermoor", "--reader", "H").exit_code == 0
    assert "already" in share(folder, "add", "board", "--account", "aldermoor", "--reader", "H").output


def test_the_list_says_whether_a_link_is_good(folder: Path) -> None:
    day = dt.date(2026, 11, 23)
    for name, more in {"good": [], "locked": ["--passphrase"], "gone": []}.items():
        assert (
            share(folder, "add", name, "--account", "aldermoor", "--reader", "H", "--days", "1", *more).exit_code == 0
        )
    share(folder, "revoke", "gone")
    listed = share(folder, "list").output.splitlines()
    assert listed == [
        f"good: aldermoor for H (executive), good through {day + dt.timedelta(days=1)}",
        f"locked: aldermoor for H (executive, with a passphrase), good through {day + dt.timedelta(days=1)}",
        f"gone: aldermoor for H (executive), revoked on {day}",
    ]
    later = playbook(folder, "share", "list", "--today", "2026-11-25").output.splitlines()
    assert later[0].endswith("expired on 2026-11-24")


def test_a_passphrase_has_a_variable_of_its_own() -> None:
    assert passphrase_name("their-cfo") == "PLAYBOOK_SHARE_PASS_THEIR_CFO"


def test_a_broken_method_accuses_no_share_of_what_only_the_method_that_stands_in_says(folder: Path) -> None:
    method = (
        "audiences: {executive: {subjects: [deal, account]}, team: {label: Team, shows: [a.b], subjects: [deal]}}"
    )
    (folder / "deals" / "method.yml").write_text(f"{method}\n")
    days = "issued: 2026-11-20, expires: 2026-12-20"
    share_ = f"portfolio: {{}}, audience: customer-executive, partner: ally, reader: H, {days}"
    (folder / "deals" / "shares.yml").write_text(f"shares: {{theirs: {{{share_}}}}}\n")
    (folder / "deals" / "partners").mkdir()
    (folder / "deals" / "partners" / "ally.md").write_text("---\ntitle: Ally\n---\n")
    said = playbook(folder, "check")
    assert said.exit_code == 1
    assert "method.yml:1:" in said.output
    assert "shares.yml" not in said.output
