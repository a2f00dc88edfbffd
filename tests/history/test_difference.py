"""A difference looks at what a change touches alone, and tells the same as one that looks at everything."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.git.blobs import SHORTER
from generator.history.difference import difference
from generator.history.side import Side
from generator.history.sides import AtHand, FilesOnDisk, Revisions, change_since, files_on_disk
from generator.read.files import WorkTree
from generator.read.surroundings import SurroundingFiles
from tests.git.repository import Repository
from tests.house.imports import ROOT

TODAY = dt.date(2026, 11, 28)
Change = Callable[[Path], None]
WITHOUT_A_WORD = ("nothing", "a member", "a competitor")
WITH_A_MISTAKE = (
    "a member",
    "a deal is gone that others link to",
    "a deal is renamed",
    "a mistake",
    "a false person",
)
"""Changes that leave a mistake somewhere."""


def replaced(path: str, old: str, new: str) -> Change:
    """Return a change of the first place of a text in a file."""

    def change(deals: Path) -> None:
        before = (deals / path).read_text("utf-8")
        assert old in before
        (deals / path).write_text(before.replace(old, new, 1), "utf-8")

    return change


def added(path: str, text: str) -> Change:
    """Return the change that puts a text at the end of a file."""

    def change(deals: Path) -> None:
        (deals / path).write_text((deals / path).read_text("utf-8") + text, "utf-8")

    return change


CHANGES = {
    "nothing": lambda deals: None,
    "a rating": replaced("aldermoor/core-banking.md", 'us: "+"', 'us: "-"'),
    "a person": replaced("fennick/index.md", "title: IT manager", "title: Head of IT"),
    "a member": replaced("index.md", "Dana Reyes", "Dana Reyes-Hall"),
    "a competitor": replaced("competitors/zeldrin.md", "title: ", "title: New "),
    "a deal is gone that others link to": lambda deals: (deals / "brackwell/broker-portal.md").unlink(),
    "a deal is renamed": lambda deals: (
        (deals / "aldermoor/core-banking.md").rename(deals / "aldermoor/core.md") and None
    ),
    "a mistake": replaced("aldermoor/core-banking.md", "stage: ", "stage: nowhere-"),
    "a false person": replaced("fennick/index.md", "reports_to: t-renard", "reports_to: nobody"),
    "a link to nowhere": added("partners/kestrelmoor.md", "\nSee [it](../aldermoor/nothing.md).\n"),
    "the method": replaced("method.yml", "rate: 0.87", "rate: 0.5"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_left_out_could_not_have_differed(tmp_path: Path, name: str) -> None:
    earlier, deals = tmp_path / "earlier/deals", tmp_path / "deals"
    for folder in (earlier, deals):
        shutil.copytree(ROOT / "deals", folder)
    CHANGES[name](deals)
    before, after = (Side(*files_on_disk(folder, SHORTER), None) for folder in (earlier, deals))
    told = difference(before, after, TODAY)
    apart = {path: f"other {token}" for path, token in before.contents.items()}
    whole = difference(Side(before.files, apart, None), after, TODAY)
    assert (told.deals, told.accounts, told.findings) == (whole.deals, whole.accounts, whole.findings)
    assert told.method_changed == whole.method_changed
    assert set(told.problems) <= set(whole.problems)
    assert bool(told.deals or told.accounts or told.findings) == (name not in WITHOUT_A_WORD)
    assert not told.problems or name in WITH_A_MISTAKE


def test_a_file_that_no_change_touches_is_not_even_read(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "playbook")
    texts = {f"deals__acme-{number}__core": "---\ntitle: Core\nstage: evaluate\n---\n" for number in range(5)}
    repository.commit("2026-11-20", **texts, **{"deals__acme-1__index": "---\ntitle: Acme\n---\n"})
    file = repository.root / "deals/acme-3/core.md"
    file.write_text(file.read_text("utf-8").replace("Core", "Other"), "utf-8")
    read: list[str] = []

    class Watched(WorkTree):
        def read(self, path: str) -> bytes:
            read.append(path)
            return super().read(path)

    source = Watched(repository.root / "deals")
    listing = source.listing()
    known = files_on_disk(source.root, SHORTER).contents
    disk = FilesOnDisk(SurroundingFiles(source, listing), known)
    at_hand = AtHand(disk=lambda *_: disk)
    change = change_since(repository.root, "deals", Revisions("main"), TODAY, print, at_hand)
    assert [each.identity for each in change.deals] == ["acme-3/core"]
    assert read == ["acme-3/core.md"]
