"""Whatever people write, and however much of it: pages over several deals stay safe, sound and of bounded size."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest

from generator.assess.deal.assessment import assess
from generator.show.deal.pages import deal_pages
from generator.show.page import Page
from generator.show.urls import page_urls
from tests.making import TODAY, rated
from tests.show.markup import hrefs, ids, parse
from tests.show.portfolios import GOOD, copies, exports, harmed_sample, pages, row, sample_rows, surroundings
from tests.show.shown import SETTING, around, sample

FOREIGN = ("http://", "https://", "mailto:")


@pytest.fixture(scope="module")
def made() -> dict[str, Page]:
    return pages(sample_rows(), sample().surroundings)


@pytest.fixture(scope="module")
def harmed() -> dict[str, Page]:
    return pages(*harmed_sample())


def test_harm_in_every_field_shows_as_the_text_that_it_is(harmed: Mapping[str, Page]) -> None:
    for address, page in harmed.items():
        tags = {each.tag for each in parse(page.html).walk()}
        assert not tags & {"script", "img", "style", "iframe"}, address
    assert sum("&lt;script&gt;alert(1)" in page.html for page in harmed.values()) > 10


def test_no_element_carries_a_style_or_a_script(harmed: Mapping[str, Page]) -> None:
    for page in harmed.values():
        for each in parse(page.html).walk():
            assert not [name for name in each.attributes if name == "style" or name.startswith("on")]


def test_links_from_what_people_write_lead_to_the_web_or_nowhere(harmed: Mapping[str, Page]) -> None:
    schemes = {each.split(":")[0] for page in harmed.values() for each in hrefs(parse(page.html)) if ":" in each}
    assert schemes <= {"http", "https", "mailto"}


def test_search_entries_are_plain_text_and_their_anchors_are_on_the_page(made: Mapping[str, Page]) -> None:
    for page in made.values():
        present = {*ids(parse(page.html)), ""}
        assert {entry.anchor for entry in page.entries} <= present, page.address


def test_headings_in_the_contents_are_on_the_page(made: Mapping[str, Page]) -> None:
    for page in made.values():
        present = ids(parse(page.html))
        assert len(present) == len(set(present)), page.address
        assert {heading.id for heading in page.toc} <= set(present), page.address


def test_headings_step_down_one_level_at_a_time(made: Mapping[str, Page]) -> None:
    for page in made.values():
        levels = [int(each.tag[1]) for each in parse(page.html).walk() if each.tag in ("h1", "h2", "h3", "h4")]
        assert levels.count(1) == 1, page.address
        assert all(after <= before + 1 for before, after in pairwise(levels)), (page.address, levels)


def test_every_link_leads_to_a_page_a_section_or_a_file_that_is_there(made: Mapping[str, Page]) -> None:
    playbook = sample()
    known = playbook.surroundings
    deals = {
        page.address: page
        for deal in playbook.deals.values()
        for page in deal_pages(assess(deal, known, TODAY), known, SETTING, None)
    }
    every = {address: set(ids(parse(page.html))) for address, page in (deals | dict(made)).items()}
    files = exports(sample_rows(), known)
    for address, page in made.items():
        for href in hrefs(parse(page.html)):
            if not href.startswith(FOREIGN):
                path, _, anchor = href.partition("#")
                target = posixpath.normpath(posixpath.join("/" + address, path.partition("?")[0])).strip("/")
                place = f"{target}/" if target else ""
                assert place in every or target in files, (address, href)
                assert not anchor or anchor in every[place], (address, href)


def test_without_directory_addresses_every_page_is_linked_by_its_file() -> None:
    offline = replace(SETTING, directory_addresses=False)
    for page in pages(sample_rows(), sample().surroundings, setting=offline).values():
        for href in hrefs(parse(page.html)):
            path = href.partition("#")[0].partition("?")[0]
            assert href.startswith(FOREIGN) or not path.endswith("/"), (page.address, href)


def test_the_same_input_gives_the_same_pages_in_whatever_order_the_deals_come(made: Mapping[str, Page]) -> None:
    again = pages(reversed(sample_rows()), sample().surroundings)
    assert again == made


def test_pages_do_not_grow_with_the_number_of_deals() -> None:
    actions = {f"action-{n}": {"what": "Call", "owner": f"Owner {n}", "due": "2026-11-16"} for n in range(3)}
    one = row(
        assessment=rated(around().method, GOOD),
        plan={"actions": actions},
        competitors=["xsys"],
        partners={"kestrel": {}},
    )
    few, many = (pages(copies(one, count)) for count in (600, 1200))
    for address in (
        "",
        "deals/",
        "closed/",
        "charts/",
        "accounts/",
        "actions/",
        "findings/",
        "partners/kestrel/",
        "competitors/xsys/",
        "account-3/",
    ):
        assert len(many[address].html) < len(few[address].html) * 1.05 + 500, address


def test_a_page_that_leaves_rows_out_says_how_many() -> None:
    home = parse(pages(copies(row(), 450))[""].html)
    table = home.one("div", data_deals="open")
    assert len(table.one("tbody").find("tr")) == 50
    assert table.attributes["data-rows"] == page_urls.TABLE_ROWS
    assert "The first 50 of 450." in table.text
    assert page_urls.ROWS_CSV in hrefs(table)


def test_an_account_with_more_deals_than_its_page_holds_leads_on_to_the_table() -> None:
    many = [replace(each, account="aldermoor") for each in copies(row(), 230)]
    account = parse(pages(many, surroundings())["aldermoor/"].html)
    assert "And 30 more deals" in account.text
    assert "../deals/?account=Aldermoor%20Bank" in hrefs(account)


def test_a_folder_opened_from_disk_holds_every_row_since_nothing_can_be_fetched_there() -> None:
    from_disk = replace(SETTING, directory_addresses=False)
    home = pages(copies(row(), 450), setting=from_disk)[""]
    table = parse(home.html).one("div", data_deals="open")
    assert len(table.one("tbody").find("tr")) == 450
    assert "data-rows" not in table.attributes
