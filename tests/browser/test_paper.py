"""Pages on paper: each names its commit and day at its end, spells out no link, and stays white in the dark."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.house.imports import ROOT

pytestmark = pytest.mark.xdist_group("browser")

OF_ONE_DEAL = r"As of 23 Nov 2026\. Last changed on \d+ \w+ \d{4} by commit [0-9a-f]{10}\."
OF_SEVERAL = r"As of 23 Nov 2026\. From commit [0-9a-f]{10} of \d+ \w+ \d{4}\."


@pytest.mark.parametrize(
    ("path", "foot"),
    [
        pytest.param("aldermoor/core-banking/", OF_ONE_DEAL, id="deal"),
        pytest.param("brackwell/claims-automation/plan/", OF_ONE_DEAL, id="plan"),
        pytest.param("", OF_SEVERAL, id="portfolio"),
        pytest.param("aldermoor/", OF_SEVERAL, id="account"),
    ],
)
def test_a_page_on_paper_ends_with_its_commit_and_day(browser: Browser, address: str, path: str, foot: str) -> None:
    context = browser.new_context(base_url=address, color_scheme="dark")
    page = context.new_page()
    page.goto(path)
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    said = [" ".join(sheet.extract_text().split()) for sheet in sheets]
    assert all(said), "a sheet is empty"
    known = foot if (ROOT / ".git").exists() else foot.partition(r"\. ")[0]
    assert re.search(known, said[-1]), said[-1][-200:]
    assert not [each for each in said if "../" in each or "index.html" in each]
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    context.close()
