"""What holds for every page of every deal."""

from __future__ import annotations

import posixpath
import re
from itertools import pairwise

import pytest

from generator.assess.odds.odds import bands_of
from generator.model.deal import Deal
from generator.model.playbook import Surroundings
from generator.read.method import shipped
from generator.show.page import Page, Setting
from generator.show.text.odds import band_anchor
from tests.assess.judging import METHOD
from tests.making import TODAY, make_deal
from tests.show.markup import Element, hrefs, ids, parse
from tests.show.shown import HARM, SETTING, harmed_noun, pages, sample

SAMPLE = sample()
DEALS = sorted(SAMPLE.deals)
BARE = make_deal()


def under(method: str) -> Surroundings:
    of = SAMPLE.surroundings
    return Surroundings(shipped(method), of.team, of.accounts, of.partners, of.competitors)


def resolved(here: str, href: str) -> tuple[str, str]:
    path, _, anchor = href.partition("#")
    folder = posixpath.normpath(posixpath.join("/", here, path)).lstrip("/")
    return (f"{folder}/" if path else here), anchor


def dead(made: dict[str, Page]) -> list[str]:
    known = {page.address: set(ids(parse(page.html))) for page in made.values()}
    known["method/"] = {band_anchor(band) for band in bands_of(METHOD.odds)} | {"control", "levels"}
    found = []
    for page in made.values():
        for href in hrefs(parse(page.html)):
            address, anchor = resolved(page.address, href)
            if anchor and (address not in known or anchor not in known[address]):
                found.append(f"{page.address}: {href}")
    return found


@pytest.mark.parametrize("method", ["target-account", "meddpicc"])
@pytest.mark.parametrize("identity", DEALS)
def test_no_link_of_a_deal_leads_to_an_id_that_is_not_there(identity: str, method: str) -> None:
    made = pages(SAMPLE.deals[identity], under(method))
    assert dead(made) == []
    for page in made.values():
        known = ids(parse(page.html))
        assert len(known) == len(set(known))
        assert {each.id for each in page.toc} <= set(known)
        assert {each.anchor for each in page.entries} - {""} <= set(known)


def test_a_deal_with_only_what_it_must_have_has_no_dead_link_either() -> None:
    assert dead(pages(BARE)) == []


def all_elements(made: dict[str, Page]) -> list[Element]:
    return [each for page in made.values() for each in parse(page.html).walk()]


def harmed_sample() -> dict[str, Page]:
    of = SAMPLE.surroundings
    surroundings = Surroundings(
        of.method,
        harmed_noun(of.team),
        {slug: harmed_noun(each) for slug, each in of.accounts.items()},
        {slug: harmed_noun(each) for slug, each in of.partners.items()},
        {slug: harmed_noun(each) for slug, each in of.competitors.items()},
    )
    deal: Deal = harmed_noun(SAMPLE.deals["aldermoor/core-banking"])
    return pages(deal.model_copy(update={"notes": f"{deal.notes}\n\n{HARM}\n"}), surroundings)


def test_harmful_text_in_every_field_shows_as_the_text_it_is() -> None:
    made = harmed_sample()
    elements = all_elements(made)
    assert not [each for each in elements if each.tag in ("script", "img", "iframe", "object", "style")]
    assert sum(page.html.count("&lt;script&gt;") for page in made.values()) > 300
    assert "{{ 7*7 }}" in made[""].html


def test_search_entries_are_plain_text_and_never_ours_to_trust() -> None:
    entries = [entry for page in harmed_sample().values() for entry in page.entries]
    assert any("<script>" in entry.text for entry in entries)
    assert not any("&lt;" in entry.text for entry in entries)


@pytest.mark.parametrize("identity", DEALS)
def test_pages_carry_no_script_no_style_and_nothing_from_another_host(identity: str) -> None:
    for each in all_elements(pages(SAMPLE.deals[identity], SAMPLE.surroundings)):
        assert each.tag not in ("script", "style", "img", "iframe", "link")
        assert not [name for name in each.attributes if name.startswith("on") or name in ("style", "src")]
        if each.attributes.get("href", "").startswith("http"):
            assert each.attributes["rel"] == "noopener noreferrer"


@pytest.mark.parametrize("identity", DEALS)
def test_the_same_deal_gives_the_same_bytes(identity: str) -> None:
    assert pages(SAMPLE.deals[identity], SAMPLE.surroundings) == pages(SAMPLE.deals[identity], SAMPLE.surroundings)


def test_pages_for_a_folder_opened_from_disk_name_their_files() -> None:
    made = pages(SAMPLE.deals[DEALS[0]], SAMPLE.surroundings, Setting(TODAY, "x", directory_addresses=False))
    for href in (href for page in made.values() for href in hrefs(parse(page.html))):
        assert href.startswith(("#", "http", "mailto:")) or "index.html" in href


def test_the_five_pages_are_tabs_of_one_another_and_each_knows_itself() -> None:
    for tab, page in pages(BARE).items():
        bar = parse(page.html).one("nav", class_="pb-tabs")
        assert [each.text for each in bar.find("a")] == ["Deal", "Plan", "Value", "Partners", "Review"]
        current = bar.find("a", aria_current="page")
        assert [resolved(page.address, each.attributes["href"])[0] for each in current] == [page.address]
        assert page.address == f"aldermoor/core-banking/{tab}{'/' if tab else ''}"
        assert page.source == "aldermoor/core-banking.md"


def test_every_page_names_the_commit_and_the_day_that_last_changed_the_deal() -> None:
    for page in pages(BARE).values():
        foot = parse(page.html).one("p", class_="pb-foot").text
        assert foot == "As of 23 Nov 2026. Last changed on 23 Nov 2026 by commit 0123456789."


def test_a_deal_with_only_what_it_must_have_says_what_to_do_next_and_has_no_empty_table() -> None:
    made = pages(BARE)
    for page in made.values():
        tree = parse(page.html)
        assert all(body.find("tr") for body in tree.find("tbody"))
        assert not re.search(r"\b(None|Undefined|nan)\b", tree.text)
    for tab, keys in {
        "": ["plan: actions:", "competitors:", "compelling_event:", "strategy:", "control:", "level:"],
        "plan": ["players:", "plan: goal:", "plan: milestones:", "plan: actions:"],
        "value": ["proposition:", "value: lines:"],
        "partners": ["partners:"],
        "review": ["next_review:", "reviews:"],
    }.items():
        said = [each.text for each in parse(made[tab].html).find("code")]
        assert set(keys) <= set(said), (tab, said)


@pytest.mark.parametrize("identity", DEALS)
def test_headings_go_down_one_level_at_a_time(identity: str) -> None:
    for page in pages(SAMPLE.deals[identity], SAMPLE.surroundings, SETTING).values():
        levels = [int(each.tag[1]) for each in parse(page.html).walk() if re.fullmatch("h[1-6]", each.tag)]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_an_account_without_a_file_is_called_by_its_folder_as_words() -> None:
    for page in pages(make_deal(path="north-quay/shore-power.md"), SAMPLE.surroundings).values():
        assert parse(page.html).one("nav", class_="pb-crumbs").find("a")[1].text == "North quay"
