"""A newcomer's path: change a rating, see it on the page, make a mistake, mend it by what its message says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import served
from tests.house.imports import ROOT
from tests.making import TODAY

DEAL = "deals/aldermoor/core-banking.md"
PAGE = "aldermoor/core-banking/"
MENDED = re.compile(rf"{DEAL}:(\d+):\d+: unknown entry '(\w+)' \(did you mean '(\w+)'\?\)")


@pytest.fixture
def playbook(tmp_path: Path) -> Path:
    """Return a copy of the sample playbook, built once."""
    folder = tmp_path / "playbook"
    folder.mkdir()
    shutil.copytree(ROOT / "deals", folder / "deals")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    assert built(folder).returncode == 0
    return folder


@pytest.fixture
def deal_page(playbook: Path, browser: Browser) -> Iterator[Page]:
    """Return a tab that shows the deal's page of the copy."""
    with served(playbook / "site") as address:
        page = browser.new_page(base_url=address)
        page.goto(PAGE)
        yield page
        page.close()


def built(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "build", "--today", TODAY.isoformat()]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def change(folder: Path, old: str, new: str) -> None:
    deal = folder / DEAL
    text = deal.read_text("utf-8")
    assert text.count(old) == 1
    deal.write_text(text.replace(old, new), "utf-8")


def test_a_newcomer_changes_a_rating_and_mends_a_mistake(playbook: Path, deal_page: Page) -> None:
    rated = deal_page.locator("#criterion-access_to_funds b").first
    expect(rated).to_have_text("+")
    change(playbook, 'access_to_funds:       {us: "+"', 'access_to_funds:       {us: "-"')
    assert built(playbook).returncode == 0
    deal_page.reload()
    expect(rated).to_have_text("−")

    change(playbook, "\nowner: ", "\nownr: ")
    change(playbook, 'access_to_funds:       {us: "-"', 'access_to_funds:       {us: "+"')
    refused = built(playbook)
    assert refused.returncode == 1
    deal_page.reload()
    expect(rated).to_have_text("−")

    told = MENDED.search(refused.stderr + refused.stdout)
    assert told, refused.stderr + refused.stdout
    line, written, meant = int(told[1]), told[2], told[3]
    assert (playbook / DEAL).read_text("utf-8").splitlines()[line - 1].startswith(f"{written}:")
    change(playbook, f"\n{written}: ", f"\n{meant}: ")
    assert built(playbook).returncode == 0
    deal_page.reload()
    expect(rated).to_have_text("+")
