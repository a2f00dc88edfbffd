"""Deals side by side in a browser: chosen in tables, compared mark by mark, with the closed deals most alike."""

from __future__ import annotations

import dataclasses
import random
import shutil
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.assess.deal.assessment import assess
from generator.assess.portfolio.row import DealRow
from generator.assess.portfolio.stood import StoodThen
from generator.show.deal.column import ColumnContext, column_file
from generator.show.templating.environment import theme_folder
from generator.show.urls import page_urls
from tests.browser.serving import served
from tests.browser.visits import visit
from tests.making import TODAY, make_deal, rated
from tests.show.portfolios import copies, exports, pages, row, sample_rows, surroundings
from tests.show.shown import SETTING

TWO = "compare/?a=aldermoor/core-banking&b=brackwell/claims-automation"
ROWS = """rows => rows.map(row => [row.querySelector('th').firstChild.data, row.classList.contains('pb-differs'),
  ...[...row.querySelectorAll('td b')].map(mark => mark.textContent)])"""
READY = ".pb-compare[data-ready]"
SHELL = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Compare</title><div id="__content">{}</div>'
    '<script src="../assets/compare.js" defer></script></html>'
)


def opened(page: Page, address: str) -> Page:
    """Open the page that compares, and return it once its deals stand there."""
    page.goto(address)
    page.locator(READY).wait_for(state="attached")
    return page


def said(page: Page) -> list[str]:
    return page.locator("[data-said] p").all_inner_texts()


def most_alike(identity: str, marks: str, among: dict[str, str]) -> list[str]:
    """Return the closed deals with the fewest differing marks, counted anew."""
    found = []
    for other, theirs in among.items():
        both = [(one, two) for one, two in zip(marks, theirs, strict=True) if "?" not in (one, two)]
        if other != identity and len(both) >= 10:
            found.append((sum(one != two for one, two in both), -len(both), other))
    return [other for _, _, other in sorted(found)][:3]


def test_the_marks_that_differ_are_those_that_two_files_differ_on(page: Page) -> None:
    opened(page, TWO)
    rows = page.locator("tr[data-mark]").evaluate_all(ROWS)
    assert len(rows) == 20
    for label, differs, one, two in rows:
        assert differs == ("?" not in (one, two) and one != two), label
    number = sum(differs for _, differs, *_ in rows)
    assert page.locator("[data-sum]").inner_text().startswith(f"Of 20 criteria {number} differ,")
    page.get_by_label("Only the criteria that differ").check()
    expect(page.locator("tr[data-mark]:visible")).to_have_count(number)


def lay_out(folder: Path, ended: Sequence[DealRow]) -> None:
    """Write the page, its script and the marks of closed deals into a folder."""
    (folder / "compare").mkdir(parents=True, exist_ok=True)
    (folder / page_urls.CLOSED_MARKS).write_bytes(exports(ended, surroundings())[page_urls.CLOSED_MARKS])
    (folder / "compare/index.html").write_text(SHELL.format(pages(ended)["compare/"].html), encoding="utf-8")
    (folder / "assets").mkdir()
    shutil.copy(theme_folder() / "assets/compare.js", folder / "assets")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Serve the page among 300 closed deals; return its address, the marks of eight open deals and of the closed."""
    folder, chance, known = tmp_path_factory.mktemp("compare"), random.Random(19), surroundings()  # noqa: S311 - the same every time
    outcome = {"result": "lost", "date": "2026-11-01"}
    ended = [
        dataclasses.replace(
            each, stood_then=StoodThen(Fraction(0), Fraction(1), "".join(chance.choices("+-?", k=20)))
        )
        for each in copies(row(stage="closed", outcome=outcome), 300)
    ]
    open_deals = {f"aldermoor/open-{place}": "".join(chance.choices("+-?", [4, 4, 1], k=20)) for place in range(8)}
    for identity, signs in open_deals.items():
        deal = make_deal(path=f"{identity}.md", assessment=rated(known.method, signs))
        view = ColumnContext(assess(deal, known, TODAY), known, SETTING, None, "")
        file = folder / page_urls.column(identity)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(column_file(view))
    lay_out(folder, ended)
    lay_out(folder / "none", [])
    shutil.copytree(folder / "compare/deals", folder / "none/compare/deals")
    with served(folder) as address:
        yield (
            f"{address}compare/",
            open_deals,
            {each.identity: each.stood_then.marks for each in ended if each.stood_then},
        )


def test_the_closed_deals_most_alike_are_those_with_the_fewest_differing_marks(
    many: tuple[str, dict[str, str], dict[str, str]], page: Page
) -> None:
    address, open_deals, closed = many
    identities = list(open_deals)
    for four in (identities[:4], identities[4:]):
        opened(page, f"{address}?{'&'.join(f'{letter}={deal}' for letter, deal in zip('abcd', four, strict=True))}")
        expected = [most_alike(deal, open_deals[deal], closed) for deal in four]
        listed = page.locator("[data-alike] ol").all()
        titles = [[text.split(",")[0] for text in each.locator("li").all_inner_texts()] for each in listed]
        assert titles == [[deal.split("/")[1] for deal in three] for three in expected]


def test_on_the_sample_they_lead_to_the_comparison_with_them(page: Page) -> None:
    closed = {each.identity: each.stood_then.marks for each in sample_rows() if each.stood_then}
    titles = {each.identity: each.title for each in sample_rows()}
    opened(page, "compare/?a=aldermoor/core-banking")
    marks = page.locator("tr[data-mark] td b").all_inner_texts()
    expected = most_alike("aldermoor/core-banking", "".join(marks).replace("−", "-"), closed)
    links = page.locator("[data-alike] li a")
    assert [text.split(",")[0] for text in links.all_inner_texts()] == [titles[each] for each in expected]
    links.first.click()
    expect(page.locator("thead th")).to_have_count(2)
    page.get_by_role("link", name="Take Core banking migration out").click()
    expect(page.locator("thead th")).to_have_count(1)
    page.locator("[data-choose]").get_by_role("link", name="closed deals").click()
    expect(page.locator(".pb-box:checked")).to_have_count(1)
    page.locator(".pb-box:not(:checked)").first.check()
    page.get_by_role("link", name="Compare 2 deals").click()
    expect(page.locator("thead th")).to_have_count(2)


def test_where_no_closed_deal_is_alike_the_page_says_why(
    many: tuple[str, dict[str, str], dict[str, str]], page: Page
) -> None:
    address, open_deals, _ = many
    opened(page, f"{address.replace('compare/', 'none/compare/')}?a={next(iter(open_deals))}")
    assert page.locator("[data-alike] p").inner_text() == "None: no deal has ended yet."
    opened(page, "compare/?a=corvane/depot-scanning")
    told = page.locator("[data-alike] p").inner_text()
    assert told.startswith("None: it takes at least 10 marks known in both, and of this deal only ")
    page.route("**/compare/closed.js", lambda asked: asked.abort())
    opened(page, "compare/?a=aldermoor/core-banking")
    assert "could not be loaded. Load the page again" in page.locator("[data-alike] p").inner_text()


def test_what_the_address_asks_for_in_vain_is_said_and_the_rest_stands(page: Page) -> None:
    opened(page, "compare/")
    assert page.locator("[data-choose]").is_visible()
    hostile = "%3Cimg%20src=x%20onerror=alert(1)%3E"
    opened(page, f"{TWO}&c=aldermoor/nothing-here&d={hostile}&e=aldermoor/core-banking&f=dunmere/field-service")
    told = said(page)
    assert told[0] == "A deal that was named twice stands here once."
    assert told[1] == "Four deals at most are compared at once. Left out: dunmere/field-service."
    assert told[2].startswith("There is no deal “aldermoor/nothing-here” here")
    assert told[3].startswith("There is no deal “<img src=x onerror=alert(1)>” here")
    assert page.locator("#__content img").count() == 0
    expect(page.locator("thead th")).to_have_count(2)


def test_deals_are_chosen_in_their_tables_by_keyboard_and_the_choice_lasts_from_one_table_to_the_next(
    page: Page,
) -> None:
    page.goto("deals/")
    box = page.get_by_role("checkbox", name="Compare Core banking migration")
    box.focus()
    page.keyboard.press("Space")
    bar = page.get_by_role("region", name="Deals to compare")
    expect(bar).to_contain_text("Core banking migration: tick another")
    page.get_by_role("button", name="Account").click()  # sorted anew, the row keeps its box
    expect(box).to_be_checked()
    assert "compare=aldermoor%2Fcore-banking" in page.url
    page.goto("closed/")
    page.get_by_role("checkbox", name="Compare Broker portal").check()
    assert "compare=aldermoor%2Fcore-banking%2Cbrackwell%2Fbroker-portal" in page.url
    bar.get_by_role("link", name="Compare 2 deals").click()
    page.locator(READY).wait_for(state="attached")
    assert page.locator("thead th > a").all_inner_texts() == ["Core banking migration", "Broker portal"]
    page.goto("deals/")
    bar.get_by_role("button", name="Clear").click()
    expect(box).not_to_be_checked()
    expect(bar).to_be_hidden()


def test_the_address_of_a_table_brings_the_choice_along_and_nothing_that_it_names_becomes_an_element(
    page: Page,
) -> None:
    hostile = "<img src=x onerror=alert(1)>&b=two"
    page.goto(f"deals/?verdict=Pursue&compare=brackwell/claims-automation,{quote(hostile)},a/b,c/d,e/f")
    bar = page.get_by_role("region", name="Deals to compare")
    expect(bar).to_contain_text(f"Claims automation, {hostile}, a/b, c/d (four at most)")
    expect(page.get_by_role("checkbox", name="Compare Claims automation")).to_be_checked()
    assert page.locator("#__content img").count() == 0
    assert "verdict=Pursue" in page.url
    bar.get_by_role("link", name="Compare 4 deals").click()
    page.locator(READY).wait_for(state="attached")
    assert page.locator("thead th > a").all_inner_texts() == ["Claims automation"]
    assert [text.split("”")[0] for text in said(page)] == [
        f"There is no deal “{name}" for name in (hostile, "a/b", "c/d")
    ]


def test_after_four_no_other_can_be_chosen(page: Page) -> None:
    page.goto("deals/")
    boxes = page.locator(".pb-box")
    for place in range(4):
        boxes.nth(place).check()
    expect(boxes.nth(4)).to_be_disabled()
    expect(page.get_by_role("link", name="Compare 4 deals")).to_be_visible()
    boxes.nth(0).uncheck()
    expect(boxes.nth(4)).to_be_enabled()


@pytest.mark.parametrize("others", ["", "&c=hollin/quoting", "&c=hollin/quoting&d=gravenhall/theatre-scheduling"])
def test_it_is_clean_for_axe_and_two_to_four_deals_fit_a_phone(browser: Browser, address: str, others: str) -> None:
    seen = visit(browser, address, TWO + others)
    assert seen.violations == {"light": [], "dark": []}
    assert (seen.foreign, seen.complaints, seen.small, seen.sideways, seen.cut_off, seen.out_of_reach) == (
        [],
        [],
        [],
        0,
        [],
        [],
    )


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_names_of_four_deals_stay_in_sight_wherever_one_reads(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    opened(page, f"{TWO}&c=hollin/quoting&d=gravenhall/theatre-scheduling")
    page.locator("tr[data-mark]").last.scroll_into_view_if_needed()
    names = page.locator("thead th > a")
    assert names.count() == 4
    for name in names.all():
        expect(name).to_be_in_viewport(ratio=1)
    marks = page.locator("tr[data-mark]").last.locator("td")
    assert len({round(each.bounding_box()["y"]) for each in marks.all()}) == 1  # type: ignore[index]  # each is drawn
