"""Pages on paper: each names its commit and day at its end, spells out no link, and stays white in the dark."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.browser.serving import served
from tests.house.imports import ROOT
from tests.plugin.trees import planted

OF_ONE_DEAL = r"As of 23 Nov 2026\. Last changed on \d+ \w+ \d{4} by commit [0-9a-f]{10}\."
COUNTER = re.compile(r"^\d+ / \d+ ?")
OF_SEVERAL = r"As of 23 Nov 2026\. From commit [0-9a-f]{10} of \d+ \w+ \d{4}\."


@pytest.mark.parametrize(
    ("path", "foot", "again"),
    [
        pytest.param("aldermoor/core-banking/", OF_ONE_DEAL, "", id="deal"),
        pytest.param("brackwell/claims-automation/plan/", OF_ONE_DEAL, "Player Part Support Standing", id="plan"),
        pytest.param("aldermoor/core-banking/value/", OF_ONE_DEAL, "Line At go-live Year 1", id="value"),
        pytest.param("", OF_SEVERAL, "", id="portfolio"),
        pytest.param("deals/", OF_SEVERAL, "", id="deals"),
        pytest.param("aldermoor/", OF_SEVERAL, "", id="account"),
        pytest.param("actions/", OF_SEVERAL, "Due When Action Deal Account", id="actions"),
        pytest.param("findings/", OF_SEVERAL, "Deal Owner Kind Finding", id="findings"),
    ],
)
def test_a_page_on_paper_repeats_headings_and_ends_with_its_commit_and_day_below_something(
    browser: Browser, address: str, path: str, foot: str, again: str
) -> None:
    context = browser.new_context(base_url=address, color_scheme="dark")
    page = context.new_page()
    page.goto(path)
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    said = [COUNTER.sub("", " ".join(sheet.extract_text().split())) for sheet in sheets]
    assert all(said), "a sheet is empty"
    known = foot if (ROOT / ".git").exists() else foot.partition(r"\. ")[0]
    found = re.search(known, said[-1])
    assert found, said[-1][-200:]
    assert len(said[-1].replace(found[0], "").split()) > 5, "the foot has a sheet for itself"
    assert not again or sum(again in each for each in said) > 1
    assert not [each for each in said if "../" in each or "index.html" in each]
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    context.close()


def test_the_fullest_deal_on_paper_begins_with_its_marks_and_takes_eight_sheets(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(base_url=address)
    page.goto("aldermoor/core-banking/")
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    said = [" ".join(sheet.extract_text().split()) for sheet in sheets]
    assert len(sheets) <= 8
    assert "Is it worth winning?" in said[0]
    assert "What bears most" in said[1]
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 1016})
    wide = page.locator(".pb-question > *").evaluate_all(
        "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).length"
    )
    assert wide == 0, "a column of the marks runs into the next"
    page.close()


def test_the_home_page_on_paper_is_its_figures_and_deals_and_repeats_nothing(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.goto("")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    said = " ".join(" ".join(sheet.extract_text().split()) for sheet in sheets)
    assert len(sheets) == 2
    assert "Leakage analytics" in said
    assert "What changed" in said
    assert "In the last 30 days" not in said
    assert "Who we are" not in said
    page.close()


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a playbook of 120 deals, one of them against 24 competitors."""
    rivals = [f"rival-{place:02}" for place in range(24)]
    deals = {f"a/deal-{place:03}.md": f"---\ntitle: Deal {place:03}\nstage: prospect\n---\n" for place in range(120)}
    deals |= {f"competitors/{rival}.md": f"---\ntitle: A long name of {rival}\n---\n" for rival in rivals}
    deals |= {"a/index.md": "---\ntitle: A\n---\n"}
    deals["a/deal-000.md"] = f"---\ntitle: Deal 000\nstage: prospect\ncompetitors: [{', '.join(rivals)}]\n---\n"
    tree = planted(tmp_path_factory.mktemp("wide"), deals)
    tree.build()
    with served(tree.site) as base:
        yield base


def test_every_row_is_printed_below_its_headings_on_white_sheets_and_a_wide_card_scrolls_by_itself(
    browser: Browser, wide: str
) -> None:
    context = browser.new_context(base_url=wide, color_scheme="dark", viewport={"width": 1280, "height": 700})
    page = context.new_page()
    page.goto("")
    page.locator("button.pb-sort").first.wait_for(state="attached")
    sheets = [each.extract_text() for each in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    table = [sheet for sheet in sheets if len(re.findall(r"Deal \d{3}", sheet)) > 8 and "deals" not in sheet]
    assert set(re.findall(r"Deal \d{3}", "".join(sheets))) == {f"Deal {place:03}" for place in range(120)}
    assert len(table) > 3
    assert [sheet for sheet in table[1:] if not ("Account" in sheet and "Verdict" in sheet)] == []
    assert page.locator("[data-deals=open] tbody tr").count() == 50
    page.emulate_media(media="print")
    assert page.evaluate(
        "['html', 'body'].map((each) => getComputedStyle(document.querySelector(each)).colorScheme)"
    ) == [
        "light",
        "light",
    ]
    page.emulate_media(media="screen", forced_colors="active")
    assert (
        page.locator(".md-header .md-logo img").evaluate("(it) => getComputedStyle(it).backgroundColor")
        == "rgb(31, 45, 61)"
    )
    page.emulate_media(media="screen", forced_colors="none")
    page.goto("a/deal-000/")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()
