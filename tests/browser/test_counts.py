"""A count on a page over several deals leads to a list of just so many rows, whose state is in its address."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from tests.show.portfolios import sample_rows

pytestmark = pytest.mark.xdist_group("browser")

COUNTED = {
    "accounts/": "account=",
    "charts/": "(quarter|verdict)=",
    "closed/": "#closed",
    "actions/": "(owner|when)=",
    "competitors/": "(competitors|winner)=",
    "competitors/zeldrin/": "(competitors|winner)=",
    "partners/": "partners=",
}
"""Pages, and what the addresses of their counts hold."""
NUMBERS = "all => all.filter(a => /^\\d+$/.test(a.textContent.trim())).map(a => [a.href, Number(a.textContent)])"


@pytest.mark.parametrize("kind", COUNTED)
def test_a_count_is_the_number_of_rows_that_its_link_opens(context: BrowserContext, kind: str) -> None:
    page = context.new_page()
    page.goto(kind)
    counts = page.locator("main a").evaluate_all(NUMBERS)
    found = [(href, number) for href, number in counts if re.search(COUNTED[kind], href)]
    assert len(found) > 3
    for href, number in found[:: max(len(found) // 6, 1)]:
        page.goto(href)
        page.wait_for_selector(".pb-tools:not([hidden])")
        said = page.locator("[data-count]").inner_text()
        assert int(re.split(r"[ .]", said)[0]) == number, href


def test_the_verdicts_and_the_attention_of_the_home_page_lead_to_their_deals(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("")
    number = page.locator(".pb-verdicts li .pb-number").first.inner_text()
    page.locator(".pb-verdicts a").first.click()
    page.wait_for_selector(".pb-tools:not([hidden])")
    assert page.locator("tbody tr").count() == int(number)
    page.goto("")
    left = page.locator("a", has_text=re.compile(r"^\d+ more deals?$")).first
    number = left.inner_text().split()[0]
    left.click()
    page.wait_for_selector(".pb-tools:not([hidden])")
    assert page.locator("tbody tr").count() == int(number) + 8
    assert page.locator("th[data-col=attention]").is_visible()


def test_who_beats_us_and_where_a_partner_is_takes_two_clicks(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("")
    page.locator(".md-tabs").get_by_role("link", name="Competitors").click()
    page.locator("main").get_by_role("link", name="Zeldrin Systems").click()
    assert "Current relationship" in page.locator(".pb-contest tbody tr").first.inner_text()
    page.locator("main").get_by_role("link", name="Zeldrin Systems 1").click()
    page.wait_for_selector(".pb-tools:not([hidden])")
    assert page.locator("tbody tr:visible td[data-col=deal]").all_inner_texts() == ["Broker portal"]
    page.locator(".md-tabs").get_by_role("link", name="Partners").click()
    page.locator("main").get_by_role("link", name="Pellucid Data Engineering").click()
    assert page.locator("#deals + .pb-scroll tbody tr").count() == 3


def test_the_findings_of_a_kind_are_listed_with_their_places(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("findings/")
    kind = page.locator(".pb-kinds details").first
    kind.locator("summary").click()
    number = int(kind.locator(".pb-number").first.inner_text())
    kind.get_by_role("link", name="Every one with its place").click()
    page.wait_for_selector(".pb-tools:not([hidden])")
    assert "rule=" in page.url
    shown = page.locator("td[data-col=count]").all_inner_texts()
    assert sum(map(int, shown)) == number
    assert page.locator("[data-count]").inner_text().endswith(f" lines, {number} in all.")
    assert all(page.locator("td[data-col=todo]").all_inner_texts())
    assert page.locator("td[data-col=first] a").first.get_attribute("href").startswith("../")  # type: ignore[union-attr]


def test_home_is_one_screen_and_a_half_before_its_table(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("")
    top = page.locator(".pb-deals").evaluate("table => table.getBoundingClientRect().top + scrollY")
    assert top <= 1350
    bar = page.locator(".pb-tools")
    bar.scroll_into_view_if_needed()
    page.wait_for_selector(".pb-tools:not([hidden])")
    tops = page.locator(".pb-filters > :visible").evaluate_all("all => all.map(one => one.offsetTop)")
    assert max(tops) - min(tops) < 4, "the filters stand in one row"


def test_gates_and_symptoms_are_counted_by_kind_and_lead_to_their_deals(context: BrowserContext) -> None:
    page = context.new_page()
    rows = {row.identity: row for row in sample_rows() if not row.closed}
    gates = Counter(gate.criterion for row in rows.values() for gate in row.gates if gate.state != "proven")
    unrated = sum(any(each.code == "not-rated-yet" for each in row.findings) for row in rows.values())
    symptoms = Counter(name for row in rows.values() for name in row.symptoms)
    for criterion, number in gates.items():
        kind = open_kind(page, f"rule-gate:{criterion}")
        assert int(kind.locator("summary .pb-number").inner_text()) == number - unrated
        kind.get_by_role("link", name="Every one with its place").click()
        page.wait_for_selector(".pb-tools:not([hidden])")
        assert page.locator("tbody tr").count() == number - unrated
    for symptom, number in symptoms.items():
        assert int(open_kind(page, f"rule-symptom:{symptom}").locator(".pb-number").first.inner_text()) == number


def open_kind(page: Page, identity: str) -> Locator:
    """Return the fold of a kind on the page of findings, opened."""
    page.goto("findings/")
    kind = page.locator(f'details[id="{identity}"]')
    kind.locator("summary").click()
    return kind
