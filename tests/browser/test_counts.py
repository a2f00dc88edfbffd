"""A count on a page over several deals leads to a list of just so many rows, whose state is in its address."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from generator.show.portfolio.forecast import call_rows
from generator.show.summary import account_rows, action_rows, deal_rows, findings, people
from generator.show.summary.table import ANY, NONE
from tests.browser.kinds import KINDS
from tests.show.markup import Element, parse
from tests.show.portfolios import sample_rows

TABLES = (
    deal_rows.OPEN_COLUMNS,
    deal_rows.CLOSED_COLUMNS,
    *(each.COLUMNS for each in (account_rows, action_rows, call_rows, findings, people)),
)
COUNTED = {
    "accounts/": "account=",
    "charts/": "(quarter|verdict)=",
    "closed/": "#closed",
    "actions/": "(owner|when)=",
    "owners/": "(owner|when)=",
    "competitors/": "(competitors|winner)=",
    "competitors/zeldrin/": "(competitors|winner)=",
    "partners/": "partners=",
    "forecast/": "(called|came)=.*#called$",
}
"""Pages, and what the addresses of their counts hold."""
FILES = {
    "deals": "rows.json",
    "closed": "closed-rows.json",
    "accounts": "account-rows.json",
    "actions": "action-rows.json",
    "findings": "finding-rows-*.json",
    "people": "person-rows.json",
    "forecast": "call-rows.json",
}
"""The tables by the page that they stand on, and their files of rows."""
LISTS = frozenset(column.key for columns in TABLES for column in columns if column.kind == "list")
COUNT = re.compile(r"^(?:in )?(?:[A-Za-z][A-Za-z ]* )?(\d+)(?: (?:open )?(?:deals?|actions?|accounts?))?$")
OVERVIEWS = [
    each
    for each in KINDS
    if each not in ("method", "not found", "plan", "value", "partner worksheet", "review", "compare")
    and not each.startswith("deal,")
]
NO_ROWS = ("Target", "Missing", "Amount", "Days ")
"""Cells with amounts and days."""
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
    assert page.locator("td[data-col=first] a").first.get_attribute("href").startswith("../")  # type: ignore[union-attr]  # a link has one


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


def content(site: Path, address: str) -> Element:
    """Return what stands on a page between the header and the footer."""
    html = (site / address / "index.html").read_text("utf-8")
    return parse(html[html.index('<div class="pb') : html.index("</article>")])


def rows_of(site: Path, table: str) -> list[dict[str, list[str]]]:
    """Return the values of each row of a table by column, from the files that the script reads."""
    found = []
    for path in sorted((site / "export").glob(FILES[table])):
        of = next(each for key, each in json.loads(path.read_bytes()).items() if key != "format")
        for part in of.get("parts", [{"same": {}, "rows": of.get("rows")}]):
            for row in part["rows"]:
                cells = dict(zip(of["columns"], row, strict=True)) | part["same"]
                found.append({key: values_of(cell, key) for key, cell in cells.items()})
    return found


def values_of(cell: object, key: str) -> list[str]:
    """Return the values that a filter compares: every item of a list, else the text."""
    parts = cell if isinstance(cell, list) else [cell]
    return [str(each) for each in (parts if key in LISTS else parts[:1]) if each not in (None, "")]


def fits(values: list[str], wanted: str) -> bool:
    return bool(values) is (wanted == ANY) if wanted in (ANY, NONE) else wanted in values


def test_every_count_with_a_filter_in_its_link_is_the_number_of_rows_that_fit(site: Path) -> None:
    tables = {table: rows_of(site, table) for table in FILES}
    looked_at: Counter[str] = Counter()
    for kind in OVERVIEWS:
        for link in content(site, KINDS[kind]).find("a"):
            there, number = urlsplit(link.attributes.get("href", "")), COUNT.search(link.text.strip())
            table = there.path.replace("../", "").removesuffix("/") or KINDS[kind].removesuffix("/")
            if not number or table not in tables:
                continue
            wanted = {name: value for name, value in parse_qsl(there.query) if name not in ("cols", "sort", "group")}
            if not wanted or not all(name in tables[table][0] for name in wanted):
                continue
            found = [row for row in tables[table] if all(fits(row[name], value) for name, value in wanted.items())]
            counted = sum(int(row["count"][0]) for row in found) if table == "findings" else len(found)
            assert counted == int(number[1]), (kind, link.text, link.attributes["href"])
            looked_at[kind] += 1
    assert sum(looked_at.values()) > 100
    assert len(looked_at) > 8


def test_a_number_on_a_page_over_several_deals_is_a_link_unless_it_counts_no_rows(site: Path) -> None:
    for kind in OVERVIEWS:
        page = content(site, KINDS[kind])
        for cell in (*page.find("td"), *page.find("dd")):
            label = cell.attributes.get("data-label", "")
            is_number = re.fullmatch(r"[1-9][\d,]*( of \d+)?", cell.text.strip())
            if is_number and "data-col" not in cell.attributes and not label.startswith(NO_ROWS):
                assert cell.find("a"), (kind, label, cell.text)


def deals_in(of: Element) -> set[str]:
    """Return the addresses of the deals that are named in an element, whatever place in them a link leads to."""
    found = (re.match(r"(?:\.\./)+([\w-]+/[\w-]+)/", each.attributes.get("href", "")) for each in of.find("a"))
    return {each[1] for each in found if each}


@pytest.mark.parametrize("folder", ["competitors", "partners"])
def test_the_number_of_deals_of_a_criterion_leads_to_just_these_deals_on_the_page(site: Path, folder: str) -> None:
    looked_at = 0
    for path in sorted((site / folder).glob("*/index.html")):
        shown = content(site, f"{folder}/{path.parent.name}/")
        for line in (each for table in shown.find("table", class_="pb-contest") for each in table.find("tr")[1:]):
            number, evidence = line.find("td", data_label="Deals")[0].find("a")[0], line.find("td")[-1]
            assert evidence.one(id=number.attributes["href"].removeprefix("#"))
            assert len(deals_in(evidence)) == int(number.text)
            looked_at += 1
    assert looked_at > 8


@pytest.mark.parametrize("folder", ["competitors", "partners"])
def test_the_number_of_all_deals_leads_to_the_list_of_open_and_closed_ones(site: Path, folder: str) -> None:
    index = content(site, f"{folder}/")
    counts = [each.one("a") for each in index.find("td", data_label="In all") if each.find("a")]
    assert len(counts) > 2
    for link in counts:
        page, _, anchor = link.attributes["href"].partition("#")
        shown = content(site, f"{folder}/{page}")
        assert shown.one(id=anchor)
        listed = next(each for each in shown.find("tbody") if "data-list" in each.attributes)
        assert len(listed.find("tr")) == int(link.text)
        assert next(each for each in shown.find("dd")).one("a").attributes["href"] == f"#{anchor}"


def test_past_calls_are_listed_deal_by_deal(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("forecast/")
    count = page.locator("td[data-label=Won] a").first
    number = int(count.inner_text())
    count.click()
    page.wait_for_selector(".pb-tools:not([hidden])")
    assert page.locator("[data-deals=calls] tbody tr:visible").count() == number
    assert set(page.locator("td[data-col=came]:visible").all_inner_texts()) == {"Won"}
    assert page.url.endswith("#called")
