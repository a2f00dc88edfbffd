"""The folder that `playbook build --offline` makes, opened from disk: links, tabs and tables work there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import KINDS
from tests.browser.visits import answered, requests
from tests.house.imports import ROOT
from tests.making import TODAY

HREFS = "links => links.map(link => link.getAttribute('href'))"
FROM_DISK = {kind: path for kind, path in KINDS.items() if kind != "not found"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the sample's folder, as a browser shows it."""
    target = tmp_path_factory.mktemp("offline") / "site"
    asked = ["--offline", "--today", TODAY.isoformat(), "--site-dir", str(target)]
    built = subprocess.run(
        [sys.executable, "-m", "generator", "build", *asked], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return f"{target.as_uri()}/"


@pytest.mark.parametrize("path", [pytest.param(path, id=kind) for kind, path in FROM_DISK.items()])
def test_every_link_of_a_page_leads_to_a_file_and_nothing_complains(page: Page, folder: str, path: str) -> None:
    complaints: list[str] = []
    awaited = requests(page)
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto(f"{folder}{path}index.html")
    answered(page, awaited)
    assert complaints == []
    targets = {urlsplit(urljoin(page.url, href)) for href in page.eval_on_selector_all("a[href]", HREFS)}
    inside = {unquote(target.path) for target in targets if target.scheme == "file"}
    assert len(inside) > 5
    assert [target for target in inside if not Path(target).is_file()] == []


def test_a_deals_tabs_lead_to_one_another(page: Page, folder: str) -> None:
    page.goto(f"{folder}aldermoor/core-banking/index.html")
    for tab, place in (("Plan", "core-banking/plan"), ("Value", "core-banking/value"), ("Deal", "core-banking")):
        page.locator("article nav").get_by_role("link", name=tab, exact=True).click()
        expect(page).to_have_url(re.compile(f"{place}/index.html$"))


def test_the_table_filters_and_its_address_remembers(page: Page, folder: str) -> None:
    page.goto(f"{folder}index.html")
    page.fill("[data-deals=open] input[name=text]", "core")
    expect(page).to_have_url(re.compile(r"\?text=core"))
    page.reload()
    expect(page.locator("[data-deals=open] [data-count]")).to_contain_text(" of ")


def test_deals_that_were_chosen_in_a_table_stand_side_by_side(page: Page, folder: str) -> None:
    page.goto(f"{folder}deals/index.html")
    page.get_by_role("checkbox", name="Compare Core banking migration").check()
    page.get_by_role("checkbox", name="Compare Claims automation").check()
    page.get_by_role("link", name="Compare 2 deals").click()
    expect(page.locator("thead th > a")).to_have_text(["Core banking migration", "Claims automation"])
    expect(page.locator("[data-alike] ol")).to_have_count(2)
