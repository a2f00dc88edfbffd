"""What a file is goes by its path; all else in the folder is told, and no link is followed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.problems import Refused
from generator.read.file_names import FolderEntry
from generator.read.files import WorkTree, sorted_out

DEAL = "---\ntitle: Core banking\nstage: evaluate\n---\n"


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    """Return a folder with one deal in it."""
    return written(tmp_path / "deals", "aldermoor/core-banking.md").parents[1]


def written(folder: Path, path: str, text: str = DEAL) -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def told(folder: Path) -> list[str]:
    return [f"{problem} [{problem.code}]" for problem in WorkTree(folder).listing().problems]


def test_a_path_tells_what_a_file_is(deals: Path) -> None:
    for path in (
        "index.md",
        "method.yml",
        "shares.yml",
        ".gitkeep",
        "aldermoor/index.md",
        "aldermoor/.gitkeep",
        "partners/bridgewell.md",
        "competitors/xsys.md",
        "aldermoor/index-fund.md",
        "zenith-2/a.md",
    ):
        written(deals, path)
    listing = WorkTree(deals).listing()
    assert (listing.has_team, listing.has_method, listing.problems) == (True, True, [])
    assert listing.accounts == {"aldermoor": "aldermoor/index.md"}
    assert listing.partners == {"bridgewell": "partners/bridgewell.md"}
    assert listing.competitors == {"xsys": "competitors/xsys.md"}
    assert list(listing.deals.items()) == [
        ("aldermoor/core-banking", "aldermoor/core-banking.md"),
        ("aldermoor/index-fund", "aldermoor/index-fund.md"),
        ("zenith-2/a", "zenith-2/a.md"),
    ]


BAD_NAME = "use lower-case letters a-z, digits and single hyphens, 64 at most"
DEVICE = (
    "cannot be called {0!r}: Windows keeps that name for a device and checks out nothing of it "
    "(rename it, like {0}-group) [reserved-name]"
)
RESERVED = (
    "an account cannot be called {0!r}: the site keeps that address for a page of its own "
    "(rename the folder, like {0}-group, and what names its deals by it) [reserved-name]"
)
SECOND = (
    "this is a second version of a file, left by a sync program or by copying; it is not read "
    "(keep what holds of it in the first, and delete it) [second-version]"
)
STRAY = "this file is not part of the playbook and is not published (move or delete it) [stray-file]"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "aldermoor/Core Banking.md",
            f"aldermoor/Core Banking.md:1:1: the file's name is not usable as an identity ({BAD_NAME}) [bad-name]",
        ),
        (
            "aldermoor/core_2.md",
            f"aldermoor/core_2.md:1:1: the file's name is not usable as an identity ({BAD_NAME}) [bad-name]",
        ),
        (
            "aldermoor/übung.md",
            f"aldermoor/übung.md:1:1: the file's name is not usable as an identity ({BAD_NAME}) [bad-name]",
        ),
        (
            "aldermoor/two\nlines.md",
            f"aldermoor/two\\x0alines.md:1:1: the file's name is not usable as an identity ({BAD_NAME}) [bad-name]",
        ),
        (
            "Brack Well/a.md",
            f"Brack Well:1:1: the folder's name is not usable as an identity ({BAD_NAME}) [bad-name]",
        ),
        (
            "export/a.md",
            f"export:1:1: {RESERVED.format('export')}",
        ),
        (
            "aldermoor/2026/a.md",
            (
                "aldermoor/2026:1:1: folders below an account are not read, but for meetings "
                "(move the deals into the account's folder) [too-deep-folder]"
            ),
        ),
        (
            "aldermoor/new.md/a.md",
            (
                "aldermoor/new.md:1:1: this is a folder, though its name is a file's (rename it) "
                "[folder-named-like-a-file]"
            ),
        ),
        ("notes.md", f"notes.md:1:1: {STRAY}"),
        ("aldermoor/minutes.docx", f"aldermoor/minutes.docx:1:1: {STRAY}"),
        *(
            (f"aldermoor/{name}.md", f"aldermoor/{name}.md:1:1: {SECOND}")
            for name in (
                "core (Dana's conflicted copy 2026-11-02)",
                "core.sync-conflict-20261102-101010-ABCDEFG",
                "core-DESKTOP-4F2A",
                "core (1)",
                "core copy",
                "core - Kopie",
            )
        ),
        ("aldermoor/deal.MD", f"aldermoor/deal.MD:1:1: {STRAY}"),
        ("aldermoor/picture.png", f"aldermoor/picture.png:1:1: {STRAY}"),
        ("con/a.md", f"con:1:1: a folder {DEVICE.format('con')}"),
        ("aldermoor/aux.md", f"aldermoor/aux.md:1:1: a file {DEVICE.format('aux')}"),
        ("partners/nul.md", f"partners/nul.md:1:1: a file {DEVICE.format('nul')}"),
        ("competitors/com1.md", f"competitors/com1.md:1:1: a file {DEVICE.format('com1')}"),
        ("partners/index.md", f"partners/index.md:1:1: {STRAY}"),
        (
            "nested/.git",
            (
                "nested:1:1: this is a repository of its own, which is not read "
                "(put the files themselves here) [submodule]"
            ),
        ),
    ],
)
def test_what_is_no_part_of_a_playbook_is_told(deals: Path, path: str, said: str) -> None:
    written(deals, path)
    assert told(deals) == [f"deals/{said}"]
    assert list(WorkTree(deals).listing().deals) == ["aldermoor/core-banking"]


@pytest.mark.parametrize("path", ["aldermoor/Core-Banking.md", "Aldermoor/core-banking.md"])
def test_two_files_with_one_identity_by_letter_case_are_told(deals: Path, path: str) -> None:
    written(deals, path)
    where, other = (path, "aldermoor/core-banking.md") if path.startswith("a") else ("Aldermoor", "aldermoor")
    assert told(deals) == [
        (
            f"deals/{where}:1:1: this and {other} have one identity: they differ only in the case of letters "
            "(delete or rename one) [one-identity]"
        )
    ]
    assert list(WorkTree(deals).listing().deals) == ["aldermoor/core-banking"]


@pytest.mark.parametrize("path", ["aldermoor/linked.md", "linked", "index.md", "method.yml", "partners"])
def test_a_link_is_told_and_not_followed(deals: Path, path: str, tmp_path: Path) -> None:
    outside = written(tmp_path, "outside/secret.md").parent
    (deals / path).symlink_to(outside / "secret.md" if path.endswith((".md", ".yml")) else outside)
    assert told(deals) == [
        f"deals/{path}:1:1: this is a link, and links are never followed (put the file itself here) [symlink]"
    ]
    assert list(WorkTree(deals).listing().deals) == ["aldermoor/core-banking"]


def test_a_link_that_points_nowhere_is_told_too(deals: Path) -> None:
    (deals / "aldermoor/gone.md").symlink_to(deals / "nowhere.md")
    assert [problem.code for problem in WorkTree(deals).listing().problems] == ["symlink"]


def test_a_pipe_named_like_a_deal_is_told_and_never_opened(deals: Path) -> None:
    os.mkfifo(deals / "aldermoor/pipe.md")
    assert told(deals) == [
        "deals/aldermoor/pipe.md:1:1: this is neither a file nor a folder (delete it) [not-a-file]"
    ]
    with pytest.raises(Refused, match="cannot be read: it is not a file"):
        WorkTree(deals).read("aldermoor/pipe.md")


def test_an_empty_folder_says_how_to_begin(tmp_path: Path) -> None:
    (tmp_path / "deals").mkdir()
    assert told(tmp_path / "deals") == ["deals:1:1: there is no deal yet (run `playbook new ACCOUNT/DEAL`) [no-deal]"]


def test_a_folder_that_is_not_there_or_is_a_link_is_told(deals: Path, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(deals)
    assert [each.partition(": ")[2] for each in (*told(tmp_path / "none"), *told(tmp_path / "linked"))] == [
        "the folder of the deals is not there (make the folder) [no-deals-folder]",
        "the folder of the deals is a link (make the folder) [no-deals-folder]",
    ]


def test_reading_follows_no_link_even_one_that_came_after_the_listing(deals: Path, tmp_path: Path) -> None:
    tree = WorkTree(deals)
    assert tree.read("aldermoor/core-banking.md") == DEAL.encode()
    (deals / "aldermoor").rename(tmp_path / "elsewhere")
    (deals / "aldermoor").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused, match=r"deals/aldermoor/core-banking\.md:1:1: the file cannot be read"):
        tree.read("aldermoor/core-banking.md")


def test_a_file_that_is_gone_is_told(deals: Path) -> None:
    with pytest.raises(Refused, match="the file cannot be read: it is gone"):
        WorkTree(deals).read("aldermoor/gone.md")


def test_no_more_of_a_file_is_read_than_a_file_may_have(deals: Path) -> None:
    written(deals, "aldermoor/big.md", "n" * 300_000)
    assert len(WorkTree(deals).read("aldermoor/big.md")) == 256 * 1024 + 1


def test_the_same_rules_hold_for_entries_that_come_from_elsewhere() -> None:
    entries = [
        FolderEntry("aldermoor", "folder"),
        FolderEntry("aldermoor/core.md", "file"),
        FolderEntry("aldermoor/deep", "folder"),
        FolderEntry("aldermoor/deep/er.md", "file"),
        FolderEntry("vendor", "submodule"),
    ]
    listing = sorted_out("deals", entries)
    assert listing.deals == {"aldermoor/core": "aldermoor/core.md"}
    assert [(problem.path, problem.code) for problem in listing.problems] == [
        ("deals/aldermoor/deep", "too-deep-folder"),
        ("deals/vendor", "submodule"),
    ]


LEFT_BEHIND = (
    ".DS_Store", "Thumbs.db", "thumbs.db", "desktop.ini", "._index.md", "aldermoor/.core-banking.md.swp",
    "aldermoor/core-banking.md~", "aldermoor/#core-banking.md#", "aldermoor/4913", "aldermoor/.~lock.core.md#",
    "aldermoor/~$core.docx", "method.yml.orig", "method.yml.rej", "index.md.bak", "aldermoor/core_BACKUP_123.md",
    ".obsidian/workspace.json", ".vscode/settings.json", ".idea/deals.iml", ".gitattributes", ".gitignore",
    ".trash/old.md", "Icon\r", ".Spotlight-V100/store", ".fseventsd/0001", ".directory", ".sync/ID", ".stfolder/a",
    ".dropbox.cache/b", "~syncthing~core.md.tmp", "partners/.hidden.md", "$RECYCLE.BIN/a", "__MACOSX/b",
)  # fmt: skip


@pytest.mark.parametrize("path", LEFT_BEHIND)
def test_what_programs_leave_behind_is_no_problem(deals: Path, path: str) -> None:
    written(deals, path)
    listing = WorkTree(deals).listing()
    top = path.partition("/")[0]
    seen = path if top in ("aldermoor", "partners") else top
    assert (listing.problems, listing.passed_over) == ([], [seen])
    assert list(listing.deals) == ["aldermoor/core-banking"]


def test_a_lock_that_leads_nowhere_is_passed_over(deals: Path) -> None:
    (deals / "aldermoor/.#core-banking.md").symlink_to("dana@desk.4711:1790000000")
    assert WorkTree(deals).listing().passed_over == ["aldermoor/.#core-banking.md"]


def test_a_hidden_folder_that_nobody_may_open_stops_nothing(deals: Path) -> None:
    (deals / ".Spotlight-V100").mkdir(mode=0)
    assert WorkTree(deals).listing().passed_over == [".Spotlight-V100"]


def test_a_note_counts_what_was_passed_over_and_names_the_first(deals: Path) -> None:
    assert WorkTree(deals).listing().note() == ""
    written(deals, ".DS_Store")
    assert WorkTree(deals).listing().note() == "passed over a file or folder that a program left behind: .DS_Store"
    for name in ("aldermoor/.DS_Store", "Icon\r", "Thumbs.db", "z.bak"):
        written(deals, name)
    assert WorkTree(deals).listing().note() == (
        "passed over 5 files and folders that programs left behind: .DS_Store, Icon\\x0d, Thumbs.db and 2 more"
    )


def test_what_git_keeps_in_every_folder_is_not_worth_a_note(deals: Path) -> None:
    written(deals, ".git/HEAD")
    written(deals, "aldermoor/.gitkeep")
    assert WorkTree(deals).listing().passed_over == []


def test_an_account_or_a_deal_may_be_called_like_a_leaving(deals: Path) -> None:
    for path in ("4913/4913.md", "part/tmp.md", "bak/orig.md"):
        written(deals, path)
    listing = WorkTree(deals).listing()
    assert (listing.problems, listing.passed_over) == ([], [])
    assert list(listing.deals) == ["4913/4913", "aldermoor/core-banking", "bak/orig", "part/tmp"]
