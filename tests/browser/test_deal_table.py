"""The table of deals in a browser: sorted, filtered, remembered by its address, whole even where the page is not."""

from __future__ import annotations

import csv
import datetime as dt
import html
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator.assess.past import InStage, Past
from generator.assess.portfolio.row import DealRow
from generator.assess.state import DealState
from generator.model.account import Team
from generator.model.method import Currencies
from generator.model.money import Money
from generator.model.playbook import Surroundings
from generator.show.portfolio.forecast.call_rows import COLUMNS as CALL_COLUMNS
from generator.show.summary.account_rows import COLUMNS as ACCOUNT_COLUMNS
from generator.show.summary.action_rows import COLUMNS as ACTION_COLUMNS
from generator.show.summary.deal_rows import CLOSED_COLUMNS, OPEN_COLUMNS
from generator.show.summary.findings import COLUMNS as FINDING_COLUMNS
from generator.show.summary.people import COLUMNS as PERSON_COLUMNS
from generator.show.summary.table import Kind
from generator.show.templating.environment import theme_folder
from generator.show.urls import page_urls
from generator.show.urls.page_urls import (
    ACCOUNT_ROWS,
    ACTION_ROWS,
    CALL_ROWS,
    CLOSED_ROWS,
    FINDING_ROWS,
    PERSON_ROWS,
    TABLE_ROWS,
)
from tests.browser.serving import served
from tests.making import TODAY, make_account, rated
from tests.show.portfolios import GOOD, copies, exports, pages, row, surroundings
from tests.show.shown import around

OPEN = "[data-deals=open]"
SHELL = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Deals</title>
<link rel="stylesheet" href="/deal-table.css">
<div id="__content">{}</div>
<script src="/portfolio.js" defer></script></html>"""
TABLES = {
    "open": ("/deals/", OPEN_COLUMNS),
    "closed": ("/closed/", CLOSED_COLUMNS),
    "accounts": ("/accounts/", ACCOUNT_COLUMNS),
    "actions": ("/actions/", ACTION_COLUMNS),
    "findings": ("/findings/", FINDING_COLUMNS),
    "people": ("/people/", PERSON_COLUMNS),
    "calls": ("/forecast/", CALL_COLUMNS),
}
PAGES = [address.removeprefix("/") for address, _ in TABLES.values()]
ROWS = (ACCOUNT_ROWS, ACTION_ROWS, CALL_ROWS, CLOSED_ROWS, FINDING_ROWS.format(0), PERSON_ROWS, TABLE_ROWS)
HOSTILE = "<img src=x onerror=alert(1)>{0}{*}{1}$&\"'"
RICH: dict[str, Any] = {
    "owner": HOSTILE,
    "amount": "EUR 50,000",
    "close": "2027-03-31",
    "effort": {"spent": "12 days", "left": "20.5 days"},
    "crm": {"forecast": HOSTILE},
    "decision": {"go": "yes", "date": "2026-11-01", "by": "Dana Reyes", "reason": "fits"},
    "competitors": ["xsys", "status-quo"],
    "partners": {"kestrel": {}},
    "players": {
        "r-okafor": {
            "part": "approver",
            "support": "enemy",
            "standing": "inner circle",
            "coverage": "brief",
            "relationship": {"owner": HOSTILE, "next_contact": "2026-11-16"},
        },
        "nobody": {},
    },
    "plan": {
        "actions": {
            "dated": {
                "what": HOSTILE,
                "owner": HOSTILE,
                "due": "2026-11-16",
                "kind": "prove value",
                "criteria": ["7", "8"],
                "agreed_with": "r-okafor",
            },
            "undated": {"what": "Call"},
        }
    },
}


def dress(folder: Path) -> None:
    """Put the script and the style of tables at the top of a site."""
    for part in ("assets/portfolio.js", "styles/deal-table.css"):
        shutil.copy(theme_folder() / part, folder)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a home page over 450 deals, more than it holds, and return its address."""
    folder = tmp_path_factory.mktemp("many")
    good: dict[str, Any] = {
        "assessment": rated(around().method, GOOD),
        "competitors": ["xsys"],
        "partners": {"kestrel": {}},
    }
    rows = [*copies(row(owner="Dana Reyes", amount="EUR 50,000", **good), 447)]
    rows += [
        row(path=f"aldermoor/{slug}.md", title=title, owner="Owen Brisk", amount=amount, close="2027-03-31")
        for slug, title, amount in (
            ("a", "=1+1", "EUR 9,000"),
            ("b", "Beta", "EUR 80,000"),
            ("c", "Gamma", "EUR 700"),
        )
    ]
    home = pages(rows)[""].html
    parts = html.escape(json.dumps([{"file": page_urls.TABLE_ROWS}, {"file": "export/more.json"}]))
    several = home.replace(f'data-rows="{page_urls.TABLE_ROWS}"', f'data-parts="{parts}"')
    far_down = f'<div style="height: 2000px"></div>{home}'
    for name, held in (("index.html", home), ("far-down.html", far_down), ("several.html", several)):
        (folder / name).write_text(SHELL.format(held), encoding="utf-8")
    dress(folder)
    (folder / "export").mkdir()
    made = exports(rows, surroundings())
    for address in (page_urls.TABLE_ROWS, page_urls.ROWS_CSV):
        (folder / address).write_bytes(made[address])
    shutil.copy(folder / page_urls.TABLE_ROWS, folder / "export/more.json")
    with served(folder) as address:
        yield address


def write_pages(rows: list[DealRow], folder: Path) -> None:
    """Write the pages with tables, the script and the files of rows, as they stand in a site."""
    people = {"r-okafor": {"name": HOSTILE, "title": HOSTILE}}
    known = surroundings(accounts={each.account: make_account(people=people) for each in rows})
    made, files = pages(rows, known), exports(rows, known)
    contents = {f"{address}index.html": SHELL.format(made[address].html) for address in PAGES}
    contents |= {address: files[address].decode() for address in ROWS}
    for path, content in contents.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    dress(folder)


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve pages with more rows than they hold, half of them as full and as hostile as can be, half nearly empty."""
    rated_well: dict[str, Any] = {"assessment": rated(around().method, GOOD)}
    outcome = {"result": "lost", "date": "2026-06-01", "reason": HOSTILE, "winner": "xsys"}
    won = {"result": "won", "date": "2026-06-02"}
    new = Past(began=TODAY, in_stage=InStage(TODAY, entered=False))
    then = DealState("evaluate", HOSTILE, Money(Decimal(50), "EUR"), dt.date(2026, 6, 15), "commit")
    called = Past(began=dt.date(2026, 1, 1), stood={dt.date(2026, 5, day): then for day in (1, 31)})
    kinds = [
        replace(row(**RICH, **rated_well), past=new),
        row(crm={"forecast": "Commit"}),
        replace(row(**RICH, **rated_well, outcome=outcome), past=called),
        row(outcome=won),
    ]
    rows = []
    for place, kind in enumerate(kinds):
        for number, one in enumerate(copies(kind, 30)):
            identity = f"account-{number}-{place}/deal"
            title = f"{number} {HOSTILE}" if place % 2 == 0 else one.title
            plain = {**one.plain, "region": f"Region {number % 3}", "segment": HOSTILE}
            named = replace(
                one, account=f"account-{number}-{place}", identity=identity, path=f"{identity}.md", title=title
            )
            rows.append(replace(named, plain=plain))
    folder = tmp_path_factory.mktemp("varied")
    write_pages(rows, folder)
    with served(folder) as address:
        yield address


def visit(browser: Browser, address: str, table: str, *, script: bool) -> tuple[list[str], list[str]]:
    """Return the rows of a table as markup and the columns in which any of them has something."""
    page = browser.new_page(java_script_enabled=script)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{address.rstrip('/')}{TABLES[table][0]}")
    if script:
        page.locator(f"[data-deals={table}]").scroll_into_view_if_needed()
        page.wait_for_selector(f"[data-deals={table}] [data-rest]", state="hidden")
        page.wait_for_selector(f"[data-deals={table}] .pb-tools:not([hidden])")
    body = page.locator(f"[data-deals={table}] tbody")
    rows: list[str] = body.evaluate("body => [...body.rows].slice(0, 50).map(row => row.outerHTML)")
    filled: list[str] = body.evaluate(
        "body => [...body.rows].flatMap(row => [...row.cells]).filter(td => td.textContent).map(td => td.dataset.col)"
    )
    page.close()
    return rows, filled


@pytest.mark.parametrize("table", TABLES)
def test_a_row_of_the_file_becomes_the_very_element_that_the_page_would_have_held(
    browser: Browser, varied: str, table: str
) -> None:
    printed, filled = visit(browser, varied, table, script=False)
    made, _ = visit(browser, varied, table, script=True)
    assert len(printed) == 50
    assert made == printed
    assert set(filled) == {column.key for column in TABLES[table][1]}


def test_every_kind_of_column_is_among_those_compared() -> None:
    assert {column.kind for _, columns in TABLES.values() for column in columns} == set(get_args(Kind))


@pytest.fixture
def deals(browser: Browser, many: str) -> Iterator[Page]:
    """Return the home page with its script at work."""
    context = browser.new_context(base_url=many)
    page = context.new_page()
    page.goto("/")
    page.locator(OPEN).scroll_into_view_if_needed()
    page.wait_for_selector(f"{OPEN} .pb-tools:not([hidden])")
    yield page
    context.close()


def count(page: Page) -> str:
    return page.locator(f"{OPEN} [data-count]").inner_text()


def column(page: Page, key: str) -> list[str]:
    return page.locator(f"{OPEN} tbody td[data-col={key}]").all_inner_texts()


def test_without_a_script_there_are_the_first_rows_and_the_csv_and_no_dead_controls(
    browser: Browser, many: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(many)
    assert page.locator(f"{OPEN} tbody tr").count() == 50
    assert page.locator(f"{OPEN} .pb-tools").is_hidden()
    assert page.locator(f"{OPEN} [data-rest] a").get_attribute("href") == page_urls.ROWS_CSV
    context.close()


def test_every_row_can_be_reached_a_batch_at_a_time(deals: Page) -> None:
    assert count(deals) == "450 deals."
    for shown in (250, 450):
        deals.click(f"{OPEN} [data-more] button")
        assert deals.locator(f"{OPEN} tbody tr").count() == shown
    assert deals.locator(f"{OPEN} [data-more]").is_hidden()


def test_rows_that_the_page_does_not_hold_come_when_the_table_is_reached_for(browser: Browser, many: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 100})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(many)))
    page.goto(f"{many}far-down.html")
    page.wait_for_selector(f"{OPEN} th[data-col=deal] button")
    assert page_urls.TABLE_ROWS not in asked
    page.focus(f"{OPEN} th[data-col=deal] button")
    page.wait_for_selector(f"{OPEN} .pb-tools:not([hidden])")
    assert asked.count(page_urls.TABLE_ROWS) == 1
    page.close()


def test_a_filter_looks_at_all_rows_and_announces_how_many_are_left(deals: Page) -> None:
    deals.select_option(f"{OPEN} select[name=owner]", "Owen Brisk")
    assert count(deals) == "3 of 450 deals."
    assert deals.locator(f"{OPEN} [data-count]").get_attribute("aria-live") == "polite"
    deals.fill(f"{OPEN} input[name=text]", "beta EUR")
    assert column(deals, "deal") == ["Beta"]


def total(page: Page) -> str:
    return page.locator(f"{OPEN} [data-sum]").inner_text().replace("\u00a0", " ")


def test_the_sum_is_that_of_all_rows_that_a_filter_lets_through(deals: Page) -> None:
    assert total(deals) == "Sum of amounts: EUR 22,439,700."
    deals.select_option(f"{OPEN} select[name=owner]", "Owen Brisk")
    assert total(deals) == "Sum of amounts: EUR 89,700."


def test_a_quiet_filter_is_offered_where_the_address_asks_for_it(deals: Page, many: str) -> None:
    choice = deals.locator(f"{OPEN} select[name=category]")
    assert choice.is_hidden()
    deals.goto(f"{many}?category=(none)&owner=Owen+Brisk#deals")
    deals.wait_for_selector(f"{OPEN} .pb-tools:not([hidden])")
    assert (choice.is_visible(), count(deals)) == (True, "3 of 450 deals.")


def test_what_has_no_value_can_be_filtered_for(deals: Page) -> None:
    deals.select_option(f"{OPEN} select[name=quarter]", "(none)")
    assert count(deals) == "447 of 450 deals."
    assert "quarter=%28none%29" in deals.url


def test_a_sum_is_exact_in_the_base_currency_and_what_has_no_rate_stays_apart(
    browser: Browser, tmp_path: Path
) -> None:
    rates = {"base": "EUR", "rates": {"USD": {"rate": "0.87", "date": "2026-10-30"}}}
    method = around().method.model_copy(update={"currencies": Currencies.model_validate(rates)})
    amounts = ["EUR 1,000", "USD 150.01", "USD 0.55", "CHF 70", None]
    rows = [
        row(path=f"aldermoor/d{place}.md", amount=amount, owner="Dana Reyes" if amount else "")
        for place, amount in enumerate(amounts)
    ]
    home = SHELL.format(pages(rows, Surroundings(method, Team(path="index.md")))[""].html)
    (tmp_path / "index.html").write_text(home, encoding="utf-8")
    dress(tmp_path)
    with served(tmp_path) as address:
        page = browser.new_page()
        page.goto(f"{address}?text=aldermoor")
        page.wait_for_selector(f"{OPEN} .pb-tools:not([hidden])")
        # 1,000 + 0.87 * 150.56 = 1,130.9872
        assert total(page) == "Sum of amounts: EUR 1,131 (EUR 1,000 + USD 151) + CHF 70, 1 without an amount."
        page.select_option(f"{OPEN} [data-group]", "owner")
        assert "(none) 1 deal, without an amount" in groups(page)
        page.close()


def groups(page: Page) -> list[str]:
    heads = page.locator(f"{OPEN} tbody .pb-group").all_inner_texts()
    return [" ".join(each.replace("\u00a0", " ").split()) for each in heads]


def test_groups_have_subtotals_over_all_of_their_rows_and_stand_in_the_address(deals: Page) -> None:
    deals.select_option(f"{OPEN} [data-group]", "owner")
    assert groups(deals) == ["Dana Reyes 447 deals, EUR 22,350,000"], "of which 50 are shown"
    deals.select_option(f"{OPEN} select[name=owner]", "Owen Brisk")
    assert groups(deals) == ["Owen Brisk 3 deals, EUR 89,700"]
    assert "group=owner" in deals.url
    deals.select_option(f"{OPEN} [data-group]", "verdict")
    deals.click(f"{OPEN} button[type=reset]")
    assert groups(deals) == []


def test_an_address_that_only_groups_brings_the_rows_and_the_table_into_sight(browser: Browser, many: str) -> None:
    page = browser.new_page()
    page.goto(f"{many}far-down.html?group=owner")
    page.wait_for_selector(f"{OPEN} .pb-group")
    assert page.locator(OPEN).evaluate("root => root.getBoundingClientRect().top < innerHeight")
    page.close()


def test_columns_are_remembered_in_the_browser_and_taken_from_an_address_that_names_them(
    deals: Page, many: str
) -> None:
    deals.click(f"{OPEN} .pb-choice summary")
    deals.check(f"{OPEN} .pb-choice input[name=in_stage]")
    deals.goto(many)
    deals.wait_for_selector(f"{OPEN} th[data-col=in_stage] button")
    assert deals.locator(f"{OPEN} th[data-col=in_stage]").is_visible()
    deals.goto(f"{many}?cols=deal,amount")
    deals.wait_for_selector(f"{OPEN} .pb-tools:not([hidden])")
    assert deals.locator(f"{OPEN} th:visible").count() == 2


def test_where_no_row_fits_the_page_says_what_to_do(deals: Page) -> None:
    deals.fill(f"{OPEN} input[name=text]", "nothing like it")
    assert deals.locator(f"{OPEN} [data-none]").is_visible()
    deals.click(f"{OPEN} [data-none] button")
    assert (count(deals), deals.locator(f"{OPEN} [data-none]").is_visible()) == ("450 deals.", False)


def test_a_second_filter_comes_with_the_choice_of_columns(deals: Page) -> None:
    partner = deals.locator(f"{OPEN} select[name=partners]")
    assert partner.is_hidden()
    deals.click(f"{OPEN} .pb-choice summary")
    assert partner.is_visible()
    partner.select_option("Kestrel")
    deals.click(f"{OPEN} .pb-choice summary")
    assert (partner.is_visible(), count(deals)) == (True, "447 of 450 deals.")


def test_a_filter_on_a_list_finds_any_of_its_items(deals: Page) -> None:
    deals.click(f"{OPEN} .pb-choice summary")
    deals.select_option(f"{OPEN} select[name=competitors]", "Xsys")
    assert count(deals) == "447 of 450 deals."


def test_a_list_is_sorted_by_its_items_those_without_any_last(deals: Page) -> None:
    deals.click(f"{OPEN} .pb-choice summary")
    deals.check(f"{OPEN} .pb-choice input[name=competitors]")
    for _ in range(2):
        deals.click(f"{OPEN} th[data-col=competitors] button")
        assert set(column(deals, "competitors")) == {"Xsys"}
    deals.select_option(f"{OPEN} select[name=owner]", "Owen Brisk")
    assert column(deals, "competitors") == ["", "", ""]


def test_sorting_works_by_keyboard_and_says_so(deals: Page) -> None:
    deals.select_option(f"{OPEN} select[name=owner]", "Owen Brisk")
    deals.focus(f"{OPEN} th[data-col=amount] button")
    deals.keyboard.press("Enter")
    assert [text.replace("\u00a0", " ") for text in column(deals, "amount")] == ["EUR 700", "EUR 9,000", "EUR 80,000"]
    assert deals.locator(f"{OPEN} th[data-col=amount]").get_attribute("aria-sort") == "ascending"
    deals.keyboard.press("Enter")
    assert column(deals, "deal") == ["Beta", "=1+1", "Gamma"]


def test_the_address_remembers_what_is_shown(deals: Page) -> None:
    deals.select_option(f"{OPEN} select[name=owner]", "Owen Brisk")
    deals.click(f"{OPEN} th[data-col=amount] button")
    deals.click(f"{OPEN} .pb-choice summary")
    deals.uncheck(f"{OPEN} .pb-choice input[name=stage]")
    address = deals.url
    assert "owner=Owen+Brisk" in address
    assert "sort=amount" in address
    deals.goto("about:blank")
    deals.goto(address)
    deals.wait_for_selector(f"{OPEN} .pb-tools:not([hidden])")
    assert column(deals, "deal") == ["Gamma", "=1+1", "Beta"]
    assert deals.locator(f"{OPEN} th[data-col=stage]").is_hidden()
    deals.click(f"{OPEN} button[type=reset]")
    assert count(deals) == "450 deals."


def test_the_rows_shown_go_into_a_csv_with_formulas_guarded(deals: Page) -> None:
    deals.select_option(f"{OPEN} select[name=owner]", "Owen Brisk")
    with deals.expect_download() as download:
        deals.click(f"{OPEN} [data-csv]")
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["Deal"] for line in lines] == ["'=1+1", "Beta", "Gamma"]
    assert (lines[0]["Currency"], lines[0]["Amount"]) == ("EUR", "9000")
    assert lines[0]["Close"] == "2027-03-31"
    assert lines[0]["Winnable"] == "0"


def test_a_filter_from_another_page_is_taken_from_the_address(browser: Browser, many: str) -> None:
    page = browser.new_page()
    page.goto(f"{many}?account=Aldermoor%20Bank#deals")
    page.wait_for_selector(f"{OPEN} .pb-tools:not([hidden])")
    assert count(page) == "3 of 450 deals."
    page.close()


def test_a_link_of_before_that_names_its_table_finds_the_same_rows(browser: Browser, many: str) -> None:
    page = browser.new_page()
    page.goto(f"{many}?open-owner=Owen+Brisk")
    page.wait_for_selector(f"{OPEN} .pb-tools:not([hidden])")
    assert count(page) == "3 of 450 deals."
    page.close()


def test_a_blank_that_is_typed_while_rows_come_stays(browser: Browser, many: str) -> None:
    held: list[Route] = []
    page = browser.new_page()
    page.route("**/export/*.json", lambda route: held.append(route))
    page.goto(f"{many}several.html")
    box = page.locator(f"{OPEN} input[name=text]")
    with page.expect_request("**/export/more.json"):
        box.press_sequentially("beta ")
    for each in held:
        each.continue_()
    expect(page.locator(f"{OPEN} [data-count]")).to_have_text("2 of 450 deals.")
    expect(box).to_have_value("beta ")
    page.close()
