"""The tree of shares: what stands in it, what each page says, and that the same input gives the same bytes."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

import pytest

from tests.house.imports import ROOT
from tests.share.opening import SECRET, git, held, link, markup, page, registered, share, text

BOARD = "deal: aldermoor/core-banking, audience: executive, reader: Halla Storm-Petri"
THEIR_CFO = "deal: aldermoor/core-banking, audience: customer-executive, reader: Ruth, passphrase: yes"
PASSPHRASE = {"PLAYBOOK_SHARE_PASS_THEIR_CFO": "three herons at dusk"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the sample's deals, without history."""
    shutil.copytree(ROOT / "deals", tmp_path / "deals")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    tree = folder / "site-share"
    return {str(file.relative_to(tree)): file.read_bytes() for file in sorted(tree.rglob("*")) if file.is_file()}


def test_the_tree_holds_a_page_per_link_and_what_a_host_needs(folder: Path) -> None:
    registered(folder, board=BOARD, their_cfo=THEIR_CFO)
    said = share(folder, "build", **PASSPHRASE)
    assert (said.exit_code, said.output) == (0, "2 shares sealed: 5 files\n")
    pages = {f"{link(name).path}/index.html" for name in ("board", "their-cfo")}
    assert set(files(folder)) == pages | {"404.html", "robots.txt", "build.json"}
    assert files(folder)["robots.txt"] == b"User-agent: *\nDisallow: /\n"


def test_the_same_input_gives_the_same_bytes_and_another_day_another_page(folder: Path) -> None:
    registered(folder, board=BOARD, their_cfo=THEIR_CFO)
    share(folder, "build", **PASSPHRASE)
    first = files(folder)
    shutil.rmtree(folder / "site-share")
    share(folder, "build", **PASSPHRASE)
    assert files(folder) == first
    deal = folder / "deals" / "aldermoor" / "core-banking.md"
    deal.write_text(deal.read_text().replace("EUR 1,200,000", "EUR 1,300,000"))
    share(folder, "build", **PASSPHRASE)
    assert files(folder).keys() == first.keys()
    changed = {path for path, content in files(folder).items() if first[path] != content}
    assert changed == {f"{link(name).path}/index.html" for name in ("board", "their-cfo")}


def test_a_revoked_share_leaves_a_page_that_says_so(folder: Path) -> None:
    registered(folder, board=BOARD)
    share(folder, "build")
    assert "body" in held(page(folder, "board"))
    registered(folder, board=f"{BOARD}, revoked: 2026-11-22")
    assert share(folder, "build").output == "0 shares sealed: 4 files\n"
    assert held(page(folder, "board")) == {"state": "withdrawn"}


def test_a_rotated_share_has_a_new_page_and_the_old_one_says_that_it_was_withdrawn(folder: Path) -> None:
    registered(folder, board=f"{BOARD}, generation: 3")
    share(folder, "build")
    assert held(page(folder, "board", 1)) == held(page(folder, "board", 2)) == {"state": "withdrawn"}
    assert "Core banking" in text(folder, "board", 3)


def test_an_expired_share_has_no_brief_any_more(folder: Path) -> None:
    (folder / "deals" / "shares.yml").write_text(
        f"shares:\n  board: {{{BOARD}, issued: 2026-10-01, expires: 2026-11-22}}\n"
        f"  today: {{{BOARD}, issued: 2026-10-01, expires: 2026-11-23}}\n"
    )
    share(folder, "build")
    assert held(page(folder, "board")) == {"state": "expired", "expires": "2026-11-22"}
    assert "body" in held(page(folder, "today"))


def test_what_is_missing_is_said_and_the_rest_is_built(folder: Path) -> None:
    registered(folder, board=BOARD, their_cfo=THEIR_CFO)
    said = share(folder, "build")
    assert said.exit_code == 3
    assert "their-cfo was left out: its passphrase is not in the environment" in said.output
    assert "Core banking" in text(folder, "board")
    assert not page(folder, "their-cfo").exists()
    short = share(folder, "build", **dict.fromkeys(PASSPHRASE, "heron"))
    assert "their-cfo was left out: its passphrase has under 8 characters" in short.output


@pytest.mark.parametrize("secret", ["", "not a secret", "c2hvcnQ="])
def test_without_a_secret_nothing_is_built_and_the_last_tree_stays(folder: Path, secret: str) -> None:
    registered(folder, board=BOARD)
    share(folder, "build")
    before = files(folder)
    said = share(folder, "build", PLAYBOOK_SHARE_SECRET=secret)
    assert said.exit_code == 3
    assert "PLAYBOOK_SHARE_SECRET" in said.output
    assert "openssl rand -base64 32" in said.output
    assert not secret or secret not in said.output
    assert files(folder) == before


def test_a_share_of_a_deal_with_problems_is_left_out(folder: Path) -> None:
    registered(folder, board=BOARD, other="deal: corvane/depot-scanning, audience: executive, reader: H")
    deal = folder / "deals" / "aldermoor" / "core-banking.md"
    deal.write_text(deal.read_text().replace("close: 2027-02-26", "close: soon"))
    said = share(folder, "build")
    assert said.exit_code == 3
    assert "board was left out: deals/aldermoor/core-banking.md has problems" in said.output
    assert "Depot scanning" in text(folder, "other")


def test_a_reader_to_whom_nothing_may_be_shown_gets_no_page(folder: Path) -> None:
    registered(folder, crew="deal: corvane/depot-scanning, audience: partner, partner: pellucid-data, reader: P")
    said = share(folder, "build")
    assert "crew was left out: there is nothing to show to its reader" in said.output
    assert not page(folder, "crew").exists()


def test_a_deal_without_an_agreed_entry_is_not_even_named_to_a_partner(folder: Path) -> None:
    registered(folder, crew="account: aldermoor, audience: partner, partner: pellucid-data, reader: Pellucid")
    share(folder, "build")
    words = text(folder, "crew")
    assert "Scans and matches the contracts before 1998" in words
    assert "Instant payments hub" not in words
    assert "Marlowe" not in words


def test_links_are_printed_where_nobody_keeps_a_log(folder: Path) -> None:
    registered(folder, board=BOARD, gone=f"{BOARD}, revoked: 2026-11-22")
    said = share(folder, "links", "--url", "https://briefs.example.com")
    assert said.output == f"board: https://briefs.example.com/{link('board').path}/#{link('board').code}\n"
    assert share(folder, "links", "board", PLAYBOOK_SHARE_URL="https://b.example/").output.startswith(
        "board: https://b.example/"
    )
    in_a_log = share(folder, "links", CI="true")
    assert in_a_log.exit_code == 3
    assert link("board").code not in in_a_log.output


def test_a_share_that_has_ended_has_no_link_and_no_export_and_the_command_says_why(folder: Path) -> None:
    registered(folder, gone=f"{BOARD}, revoked: 2026-11-22")
    assert share(folder, "links", "gone").output == "gone: its link has expired or was revoked\n"
    exported = share(folder, "export", "gone", "--to", "gone.html")
    assert exported.exit_code == 2
    assert "gone: its link has expired or was revoked" in exported.output
    assert not (folder / "gone.html").exists()


def test_an_exported_page_is_the_page_of_the_tree(folder: Path) -> None:
    registered(folder, board=BOARD)
    share(folder, "build")
    assert share(folder, "export", "board", "--to", "board.html").exit_code == 0
    assert (folder / "board.html").read_bytes() == page(folder, "board").read_bytes()


def test_a_folder_that_is_not_ours_is_left_alone(folder: Path) -> None:
    registered(folder, board=BOARD)
    (folder / "site-share").mkdir()
    (folder / "site-share" / "holiday.jpg").write_bytes(b"mine")
    said = share(folder, "build")
    assert said.exit_code == 1
    assert [file.name for file in (folder / "site-share").iterdir()] == ["holiday.jpg"]
    assert share(folder, "build", "--share-dir", "site/share").exit_code == 2


def test_a_secret_in_the_built_site_stops_the_build(folder: Path) -> None:
    registered(folder, board=BOARD)
    (folder / "site").mkdir()
    (folder / "site" / "log.txt").write_text(f"export PLAYBOOK_SHARE_SECRET={SECRET}\n")
    said = share(folder, "build")
    assert said.exit_code == 3
    assert "site/log.txt holds a share's link, its passphrase or the secret" in said.output
    assert SECRET not in said.output


def test_a_brief_says_what_changed_in_a_month_and_of_which_commit_it_is(folder: Path) -> None:
    registered(folder, board=BOARD)
    deal = folder / "deals" / "aldermoor" / "core-banking.md"
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "one", day="2026-10-20")
    deal.write_text(deal.read_text().replace("close: 2027-02-26", "close: 2027-03-12"))
    git(folder, "commit", "-q", "-a", "-m", "two", day="2026-11-20")
    short = git(folder, "rev-parse", "--short=10", "HEAD").strip()
    share(folder, "build")
    words = text(folder, "board")
    assert "Against a month ago: Qualify then, Strengthen now" in words, (
        "of what is dated in November nothing counted then"
    )
    assert "close moved from 26 Feb 2027 to 12 Mar 2027" in words
    assert f"As of 23 Nov 2026, commit {short} of 20 Nov 2026. The link is good through 20 Dec 2026." in words


def test_a_brief_has_everything_that_an_executive_asks(folder: Path) -> None:
    registered(folder, board=BOARD)
    share(folder, "build")
    words = text(folder, "board")
    for said in (
        "Aldermoor Bank",
        "Dear Halla Storm-Petri, Aldermoor Bank",
        "Confidential: for Halla Storm-Petri only.",
        "Core banking migration",
        "Strengthen Something is missing",
        "Amount EUR 1,200,000",
        "Close 26 Feb 2027",
        "Owner Dana Reyes",
        "Main competitor Zeldrin Systems",
        "What is asked of you Meet Helge Brandvold before the operations board of 4 February , by 11 Dec 2026",
        "Call: Maud Ferrand, chief operating officer, who offered to arrange it.",
        "Is there an opportunity? 5 for us 0 against 0 unknown",
        "Not proven yet: Unique business value is only claimed: nobody's word but our own.",
        "Why now Last day to give notice on lease and support of the Vesper Street computing centre",
        "Three more years at EUR 620,000 each",
        "EUR 794,500 net over 3 years The customer has confirmed EUR 2,127,500 of EUR 2,688,500 benefit.",
        "24 Jan 2027 First dress rehearsal Sander Quist Aldermoor Bank 29 Jan 2027",
    ):
        assert said in words
    assert "Biggest risk:" in words


def test_where_nothing_is_asked_the_brief_says_so(folder: Path) -> None:
    registered(folder, board="deal: corvane/depot-scanning, audience: executive, reader: H")
    share(folder, "build")
    assert "Nothing is asked of you now." in text(folder, "board")


def test_a_customer_reads_joint_steps_confirmed_amounts_and_released_words(folder: Path) -> None:
    registered(folder, their_cfo=THEIR_CFO)
    share(folder, "build", **PASSPHRASE)
    words = text(folder, "their-cfo", passphrase=PASSPHRASE["PLAYBOOK_SHARE_PASS_THEIR_CFO"])
    assert "Lease and support that end benefit, confirmed on 5 Nov 2026 EUR 620,000 a year" in words
    assert "You will be able to leave Vesper Street and put all accounts into one book" in words
    for kept in ("1,200,000", "Strengthen", "Six people who reconcile", "a core from 2009", "Dana Reyes, account"):
        assert kept not in words


def test_a_portfolio_shows_what_its_filter_leaves_in_the_order_of_focus(folder: Path) -> None:
    registered(folder, dana="portfolio: {owner: Dana Reyes}, audience: executive, reader: Marek")
    share(folder, "build")
    words = text(folder, "dana")
    assert "Open deals Dana Reyes" in words
    assert "Claims automation" not in words
    assert (
        0 < words.index("Core banking migration Aldermoor Bank EUR 1,200,000") < words.index("Instant payments hub")
    )


LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>'
CONFIG = "site_name: S\ndocs_dir: deals\ntheme: {name: material, custom_dir: ours, logo: img/logo.svg}\n"


def dressed(folder: Path, logo: bytes = LOGO, name: str = "logo.svg") -> None:
    """Give the playbook a theme of its own with a logo."""
    (folder / "ours" / "img").mkdir(parents=True)
    (folder / "ours" / "img" / name).write_bytes(logo)
    (folder / "mkdocs.yml").write_text(CONFIG.replace("logo.svg", name) + "plugins: [search, playbook]\n")


def test_a_sender_stands_at_the_head_with_phone_and_mail_below_the_logo_and_value_comes_first(folder: Path) -> None:
    dressed(folder)
    registered(
        folder, cfo=THEIR_CFO.replace(", passphrase: yes", ', sender: dana, greeting: "Dear Ruth, as agreed:"')
    )
    assert share(folder, "build").exit_code == 0
    words = text(folder, "cfo")
    head = "Dana Reyes +44 20 7946 0131 dana.reyes@tessaline.example Dear Ruth, as agreed: Aldermoor Bank"
    assert words.startswith(head)
    places = [words.index(each) for each in ("What you gain", "Confirmed amounts", "The plan")]
    assert places == sorted(places)
    assert f'src="data:image/svg+xml;base64,{base64.b64encode(LOGO).decode()}"' in markup(folder, "cfo")
    for kept in ("Banking and food", "54", "1.5m", "Dear Ruth,,", "commit"):
        assert kept not in words


@pytest.mark.parametrize(
    ("logo", "name", "why"),
    [
        (b"<svg/>" + b" " * 70_000, "logo.svg", "img/logo.svg has 70,006 bytes, and 65,536 is the most"),
        (b"GIF89a", "logo.gif", "img/logo.gif is none of .svg, .png, .jpg, .jpeg, .webp"),
    ],
)
def test_a_logo_that_no_brief_can_hold_is_said_and_the_briefs_are_built(
    folder: Path, logo: bytes, name: str, why: str
) -> None:
    dressed(folder, logo, name)
    registered(folder, board=BOARD)
    done = share(folder, "build")
    assert (done.exit_code, why in done.output) == (0, True)
    assert "<img" not in markup(folder, "board")


def test_a_sender_who_is_no_member_is_a_mistake_with_the_nearest_name(folder: Path) -> None:
    registered(folder, board=f"{BOARD}, sender: Dana Reyse")
    done = share(folder, "build")
    assert "the sender 'Dana Reyse' is no member of the team (did you mean 'Dana Reyes'?)" in done.output
    assert done.exit_code == 3


def test_author_text_is_text_in_a_brief(folder: Path) -> None:
    registered(folder, board=BOARD)
    deal = folder / "deals" / "aldermoor" / "core-banking.md"
    deal.write_text(deal.read_text().replace("title: Core banking migration", 'title: "<script>alert(1)</script>"'))
    share(folder, "build")
    assert "<script" not in markup(folder, "board")
    assert "&lt;script&gt;alert(1)" in markup(folder, "board")
