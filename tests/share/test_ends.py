"""A link that is to end ends, whatever else is wrong; what cannot be built keeps nothing else from being built."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from generator.read.files import WorkTree
from generator.read.playbook import read_surroundings
from generator.read.shares import read_entries
from generator.show.share.encryption import secret_from
from generator.site.shares.folder import build_shares
from generator.site.shares.leak_check import ALPHABET
from generator.site.shares.tree import ShareRequest
from tests.making import TODAY
from tests.share.opening import SECRET, git, held, link, page, registered, share, text

BOARD = "deal: aldermoor/core-banking, audience: executive, reader: Halla"
OTHER = "deal: corvane/depot, audience: executive, reader: Marek"
GONE = "deal: aldermoor/no-more, audience: executive, reader: Halla"
REVOKED = "revoked: 2026-11-22"
WITHDRAWN = {"state": "withdrawn"}


def deal(folder: Path, more: str, identity: str = "aldermoor/core-banking") -> None:
    """Write more keys into a deal."""
    file = folder / "deals" / f"{identity}.md"
    file.write_text(file.read_text().removesuffix("---\n") + more + "\n---\n")


def expired(folder: Path, fields: str) -> None:
    """Add a share that has expired to the register."""
    with (folder / "deals" / "shares.yml").open("a") as file:
        file.write(f"  old: {{{fields}, issued: 2026-10-01, expires: 2026-11-01}}\n")


@pytest.mark.parametrize(
    "line",
    [
        "Next milestones",
        "Confidential",
        "Main competitor",
        "What is asked of you",
        "Nothing is asked of you now.",
        "Confidential: for Halla only.",
        "As of 23 Nov 2026",
        "EUR 1,200,000",
        "The link is good through 20 Dec 2026.",
        "Where it stands",
        "Something is missing",
        "aldermoor/core-banking",
        "Aldermoor · Dana Reyes",
        "5 for us",
        "Halla",
        "<article class",
    ],
)
def test_a_line_that_reads_like_the_page_itself_stops_no_share(folder: Path, line: str) -> None:
    deal(folder, f'amount: EUR 1,200,000\nplan: {{tactics: "{line}", goal: "{line}"}}')
    registered(folder, board=BOARD, gone=f"{OTHER}, {REVOKED}")
    said = share(folder, "build")
    assert (said.exit_code, said.output) == (0, "1 share sealed: 5 files\n")
    assert "Core banking" in text(folder, "board")
    assert held(page(folder, "gone")) == WITHDRAWN


@pytest.mark.parametrize("command", ["revoke", "rotate"])
@pytest.mark.parametrize("wrong", ["itself", "another"])
def test_a_link_can_be_ended_by_command_while_the_register_has_mistakes(
    folder: Path, command: str, wrong: str
) -> None:
    registered(folder, **({"board": GONE} if wrong == "itself" else {"board": BOARD, "other": GONE}))
    said = share(folder, command, "board")
    assert said.exit_code == 0, said.output
    share(folder, "build")
    assert held(page(folder, "board")) == WITHDRAWN


def test_a_mistake_more_is_not_written_beside_one_that_is_there(folder: Path) -> None:
    registered(folder, board=GONE)
    before = (folder / "deals" / "shares.yml").read_bytes()
    said = share(folder, "add", "second", "--deal", "aldermoor/no-more", "--reader", "H")
    assert said.exit_code == 1
    assert said.output.count("there is no deal") == 1
    assert (folder / "deals" / "shares.yml").read_bytes() == before
    assert share(folder, "add", "third", "--deal", "corvane/depot", "--reader", "H").exit_code == 0


FAULTS = {
    "a deal that is gone": ("board", GONE, "there is no deal 'aldermoor/no-more'"),
    "an unknown key": ("board", f"{BOARD}, generaton: 2", "unknown entry 'generaton'"),
    "no audience": ("board", "deal: aldermoor/core-banking, reader: H", "audience is missing"),
    "an unknown audience": ("board", "deal: aldermoor/core-banking, audience: bored, reader: H", "unknown audience"),
    "an id that is none": ("Board", BOARD, "Board"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_share_with_a_mistake_is_left_out_by_name_and_reason_and_the_others_are_built(
    folder: Path, fault: str
) -> None:
    name, fields, reason = FAULTS[fault]
    registered(folder, **{name: fields, "other": OTHER, "gone": f"{BOARD}, {REVOKED}"})
    said = share(folder, "build")
    assert said.exit_code == 3
    assert f"{name} was left out: deals/shares.yml:2:" in said.output
    assert reason in said.output
    assert "Depot" in text(folder, "other")
    assert held(page(folder, "gone")) == WITHDRAWN
    assert not page(folder, name).exists()


@pytest.mark.parametrize("mistake", ["generaton: 2", "passphrase: perhaps", "reader: ''"])
def test_a_withdrawal_is_written_although_its_entry_has_a_mistake_too(folder: Path, mistake: str) -> None:
    board = BOARD.replace(", reader: Halla", "") if mistake.startswith("reader") else BOARD
    registered(folder, board=f"{board}, {mistake}, generation: 2, {REVOKED}", other=OTHER)
    said = share(folder, "build")
    assert said.exit_code == 3
    assert "deals/shares.yml:2:" in said.output
    assert held(page(folder, "board", 1)) == held(page(folder, "board", 2)) == WITHDRAWN
    assert "Depot" in text(folder, "other")


def test_a_rotation_ends_the_old_link_although_the_new_one_cannot_be_built(folder: Path) -> None:
    registered(folder, board=f"{GONE}, generation: 2")
    assert share(folder, "build").exit_code == 3
    assert held(page(folder, "board", 1)) == WITHDRAWN
    assert not page(folder, "board", 2).exists()


BROKEN = {
    "the deal": ("aldermoor/core-banking.md", "---\ntitle: [\n---\n"),
    "the account": ("aldermoor/index.md", "---\ntitel: Aldermoor\n---\n"),
    "the competitor": ("competitors/rival.md", "---\ntitel: Rival\n---\n"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_leaves_out_the_shares_that_rest_on_it_alone(folder: Path, what: str) -> None:
    deal(folder, "competitors: [rival]")
    path, content = BROKEN[what]
    (folder / "deals" / path).parent.mkdir(exist_ok=True)
    (folder / "deals" / path).write_text(content)
    registered(folder, board=BOARD, other=OTHER, gone=f"{BOARD}, {REVOKED}")
    expired(folder, BOARD)
    said = share(folder, "build")
    assert said.exit_code == 3
    assert f"board was left out: deals/{path}" in said.output
    assert "Depot" in text(folder, "other")
    assert held(page(folder, "gone")) == WITHDRAWN
    assert held(page(folder, "old")) == {"state": "expired", "expires": "2026-11-01"}


@pytest.mark.parametrize(
    "method", ["audiences: {executive: {shows: [deal.title, deal.scent]}}", "a: [", "extends: x"]
)
def test_a_broken_method_leaves_out_what_is_live_and_writes_every_end(folder: Path, method: str) -> None:
    (folder / "deals" / "method.yml").write_text(f"{method}\n")
    registered(
        folder, board=BOARD, gone=f"{BOARD}, {REVOKED}", own="deal: a/b, audience: team, reader: H, " + REVOKED
    )
    expired(folder, BOARD)
    said = share(folder, "build")
    assert said.exit_code == 3
    assert "board was left out: deals/method.yml, which says what its audience may see, has problems" in said.output
    assert not page(folder, "board").exists()
    assert held(page(folder, "gone")) == held(page(folder, "own")) == WITHDRAWN
    assert held(page(folder, "old"))["state"] == "expired"


def test_a_history_that_git_cannot_read_leaves_out_what_is_live_and_writes_every_end(folder: Path) -> None:
    registered(folder, board=BOARD, gone=f"{BOARD}, {REVOKED}")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "one")
    first = git(folder, "rev-parse", "HEAD").strip()
    git(folder, "commit", "-q", "--allow-empty", "-m", "two")
    (folder / ".git" / "objects" / first[:2] / first[2:]).unlink()
    said = share(folder, "build")
    assert said.exit_code == 3
    assert "board was left out: git: " in said.output
    assert held(page(folder, "gone")) == WITHDRAWN


def test_a_commit_of_a_day_that_no_calendar_has_keeps_no_link_open(folder: Path) -> None:
    registered(folder, gone=f"{BOARD}, {REVOKED}")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "one")
    odd = re.sub(r" \d+ \+0000", " 253402300800 +0000", git(folder, "cat-file", "commit", "HEAD"))
    (folder / "commit").write_text(odd)
    made = git(folder, "hash-object", "-t", "commit", "-w", "commit").strip()
    git(folder, "reset", "-q", made)
    share(folder, "build")
    assert held(page(folder, "gone")) == WITHDRAWN


def test_a_register_that_cannot_be_read_leaves_the_last_tree(folder: Path) -> None:
    registered(folder, board=BOARD)
    share(folder, "build")
    before = page(folder, "board").read_bytes()
    for broken in ("shares: [\n", "share: {}\n"):
        (folder / "deals" / "shares.yml").write_text(broken)
        assert share(folder, "build").exit_code == 1
        assert page(folder, "board").read_bytes() == before


OWN = f"/+8{SECRET[3:-2]}g="
SPELLINGS = {
    "as it is": OWN,
    "without padding": OWN.rstrip("="),
    "in the other alphabet": OWN.replace("+", "-").replace("/", "_"),
    "in both": OWN.replace("+", "-"),
    "with another last digit": f"{OWN[:-2]}j",
    "in an address": OWN.replace("+", "%2B").replace("/", "%2f"),
    "over two lines": f"{OWN[:20]}\n  {OWN[20:]}",
}


@pytest.mark.parametrize("where", ["deals/aldermoor/core-banking.md", "site/page.html"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_secret_in_any_spelling_that_is_accepted_is_found(folder: Path, spelling: str, where: str) -> None:
    put(folder, where, SPELLINGS[spelling])
    registered(folder, board=BOARD, other=OTHER, gone=f"{BOARD}, {REVOKED}")
    said = share(folder, "build", PLAYBOOK_SHARE_SECRET=OWN)
    assert said.exit_code == 3
    for name in ("board", "other"):
        assert f"{name} was left out: {where} holds a share's link, its passphrase or the secret" in said.output
    (ended,) = (folder / "site-share").glob("*/index.html")
    assert held(ended) == WITHDRAWN


def put(folder: Path, where: str, line: str) -> None:
    """Write a line into a file, which may not be there yet."""
    (folder / where).parent.mkdir(exist_ok=True)
    with (folder / where).open("a") as file:
        file.write(f"\nkeep {line}\n")


@pytest.mark.parametrize(
    ("passphrase", "written"),
    [
        ("three herons at dusk", "three herons\nat dusk"),
        ("Gr\u00fc\u00dfe aus K\u00f6ln", "Gru\u0308\u00dfe aus Ko\u0308ln"),
        ("Gr\u00fc\u00dfe aus K\u00f6ln", "Gr\\u00fc\\u00dfe aus K\\u00f6ln"),
        ("\"herons\" & 'dusk'", "&#34;herons&#34; &amp; &#39;dusk&#39;"),
    ],
)
def test_a_passphrase_in_the_open_leaves_out_its_share_alone(folder: Path, passphrase: str, written: str) -> None:
    put(folder, "site/page.html", written)
    registered(folder, board=f"{BOARD}, passphrase: yes", other=OTHER)
    said = share(folder, "build", PLAYBOOK_SHARE_PASS_BOARD=passphrase)
    assert said.exit_code == 3
    assert "board was left out: site/page.html holds a share's link, its passphrase" in said.output
    assert passphrase not in said.output
    assert "Depot" in text(folder, "other")


@pytest.mark.parametrize("part", ["path", "PATH", "key", "last digit"])
def test_a_link_in_the_open_leaves_out_its_share_alone(folder: Path, part: str) -> None:
    code = link("board").code
    place = ALPHABET.index(code[-1])
    path = link("board").path
    put(
        folder,
        "deals/aldermoor/core-banking.md",
        {"path": path, "PATH": path.upper(), "key": code, "last digit": code[:-1] + ALPHABET[place ^ 1]}[part],
    )
    registered(folder, board=BOARD, other=OTHER)
    said = share(folder, "build")
    assert said.exit_code == 3
    assert "board was left out: deals/aldermoor/core-banking.md holds a share's link" in said.output
    assert "Depot" in text(folder, "other")
    assert not page(folder, "board").exists()


def test_a_link_that_is_good_no_more_may_stand_anywhere(folder: Path) -> None:
    put(folder, "deals/corvane/depot.md", f"once at {link('board').path} and {link('gone').path}")
    registered(folder, board=f"{BOARD}, generation: 2", gone=f"{OTHER}, {REVOKED}")
    assert share(folder, "build").exit_code == 0
    assert "Core banking" in text(folder, "board", 2)


class Torn(WorkTree):
    """A folder of which reading one file is a fault that nobody has foreseen."""

    def read(self, path: str) -> bytes:
        """Return a file's content, or fail as a mistake in our own code would."""
        if path == "aldermoor/core-banking.md":
            raise RuntimeError("a text that nobody may see")
        return super().read(path)


def test_a_fault_of_ours_in_one_brief_keeps_no_other_link_open(folder: Path) -> None:
    registered(folder, board=BOARD, other=OTHER, gone=f"{OTHER}, {REVOKED}")
    source = Torn(folder / "deals")
    surroundings, _ = read_surroundings(source)
    entries = read_entries(source, source.listing(), surroundings, TODAY)
    deals = source.listing().deals
    built = build_shares(ShareRequest(source, deals, surroundings, entries.sound, TODAY, secret_from(SECRET), {}))
    assert built.left_out == {"board": "this is a fault of the playbook, not of your files (RuntimeError)"}
    assert built.live == ("other",)
    assert set(built.files) >= {f"{link(name).path}/index.html" for name in ("other", "gone")}


def beyond_reading(folder: Path, depth: int) -> str:
    """Make nested folders, `depth` of them, and a file in the last; return its path, longer than the system opens."""
    names = ["d" * 200] * depth
    at = os.open(folder, os.O_RDONLY)
    for name in names:
        os.mkdir(name, dir_fd=at)
        below = os.open(name, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    file = "f" * 250
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT, dir_fd=at))
    os.close(at)
    return "/".join([*names, file])


@pytest.mark.parametrize("depth", [19, 24], ids=["a file", "a folder"])
def test_what_cannot_be_read_in_the_site_leaves_out_live_shares_and_no_withdrawal(folder: Path, depth: int) -> None:
    registered(folder, board=BOARD, gone=f"{OTHER}, {REVOKED}")
    expired(folder, OTHER)
    (folder / "site").mkdir()
    path = beyond_reading(folder / "site", depth)
    said = share(folder, "build")
    assert said.exit_code == 3, said.output
    named = re.search(r"board was left out: site/(\S+) cannot be read, so nobody can tell", said.output)
    assert named
    assert path.startswith(named[1])
    assert "0 shares sealed: 5 files" in said.output
    assert held(page(folder, "gone")) == WITHDRAWN
    assert held(page(folder, "old"))["state"] == "expired"
    assert not page(folder, "board").exists()


def test_a_share_of_a_playbook_without_deals_is_told_how_a_deal_is_named(folder: Path) -> None:
    registered(folder, board=BOARD)
    for deal_file in (folder / "deals").glob("*/*.md"):
        deal_file.unlink()
    said = share(folder, "build")
    assert said.exit_code == 3
    assert "there is no deal 'aldermoor/core-banking' (write it as account/deal)" in said.output


def test_a_web_server_under_another_user_can_read_the_tree_whatever_the_umask(folder: Path) -> None:
    registered(folder, board=BOARD)
    before = os.umask(0o077)
    try:
        assert share(folder, "build").exit_code == 0
    finally:
        os.umask(before)
    tree = folder / "site-share"
    modes = {(each.is_dir(), each.stat().st_mode & 0o777) for each in (tree, *tree.rglob("*"))}
    assert modes == {(True, 0o755), (False, 0o644)}
