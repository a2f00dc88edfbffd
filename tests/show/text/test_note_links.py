"""Links between the files of the deals folder lead to the pages that are made of them, and nowhere else."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.account import Competitor, Partner
from generator.read.method import shipped
from generator.show.deal.pages import deal_pages
from generator.show.page import Setting
from generator.show.text.note_links import leading, notes_html
from tests.assess.judging import METHOD, judge
from tests.making import TODAY, make_surroundings
from tests.show.markup import parse

AROUND = make_surroundings(
    shipped("target-account"),
    partners={"pellucid": Partner(path="partners/pellucid.md")},
    competitors={"zeldrin": Competitor(path="competitors/zeldrin.md")},
    deals=frozenset({"aldermoor/core-banking", "aldermoor/payments-hub", "hollin/quoting"}),
)
SETTING = Setting(today=TODAY, site_name="Playbook")
MANY = frozenset(f"account-{number}/deal" for number in range(10_000))
FILE, HERE = "aldermoor/core-banking.md", "aldermoor/core-banking/"
LEADS = {
    "payments-hub.md": "../payments-hub/",
    "./payments-hub.md#notes": "../payments-hub/#note-notes",
    "../hollin/quoting.md?plain=1": "../../hollin/quoting/",
    "../hollin/index.md": "../../hollin/",
    "../hollin/": "../../hollin/",
    "index.md": "../",
    "../index.md": "../../",
    "../partners/pellucid.md": "../../partners/pellucid/",
    "../partners/": "../../partners/",
    "../competitors/zeldrin.md#what%20they do": "../../competitors/zeldrin/#note-what%20they%20do",
    "../method.yml": "../../method/",
    "p%61yments-hub.md": "../payments-hub/",
    "#notes": "#note-notes",
}
NOWHERE = [
    "gone.md",
    "payments-hub",
    "../partners/nobody.md",
    "../partners/pellucid",
    "../../README.md",
    "/aldermoor/core-banking.md",
    "//elsewhere.example/aldermoor/core-banking.md",
    "../nobody/index.md",
    "plan/../../hollin/none.md",
    "javascript:alert(1)",
]


@pytest.mark.parametrize(("link", "leads"), LEADS.items())
def test_a_link_to_a_file_leads_to_its_page(link: str, leads: str) -> None:
    assert leading(FILE, HERE, AROUND, SETTING)(link) == leads


@pytest.mark.parametrize("link", NOWHERE)
def test_a_link_to_anything_else_keeps_its_words_and_shows_its_address(link: str) -> None:
    tree = parse(notes_html(f"see [there]({link}) first", FILE, HERE, AROUND, SETTING))
    assert tree.text.strip() in (f"see there ({link}) first", "see there first")
    assert ("see there first" in tree.text) == link.startswith("javascript:")
    assert all("href" not in each.attributes for each in tree.find("a"))


def test_without_directory_addresses_a_link_names_the_page_s_file() -> None:
    lead = leading(FILE, HERE, AROUND, replace(SETTING, directory_addresses=False))
    assert lead("../hollin/quoting.md#notes") == "../../hollin/quoting/index.html#note-notes"


def test_the_same_link_is_seen_from_the_page_that_shows_it() -> None:
    assert leading("index.md", "", AROUND, SETTING)("hollin/quoting.md") == "hollin/quoting/"
    assert leading("partners/pellucid.md", "partners/pellucid/", AROUND, SETTING)("../index.md") == "../../"


def test_the_notes_of_a_deal_link_so() -> None:
    judgement = judge(notes="The call: [Zeldrin](../competitors/zeldrin.md)")
    page = deal_pages(judgement, replace(AROUND, method=METHOD), SETTING, None)[0]
    assert 'href="../../competitors/zeldrin/"' in page.html


@given(st.text(alphabet=st.sampled_from("./:#?[]%&\"'<>\\ abdeijhlmnoprsxtyz-@()"), max_size=60))
def test_whatever_a_link_says_it_leads_into_the_site_or_nowhere(link: str) -> None:
    found = leading(FILE, HERE, AROUND, SETTING)(link)
    assert found is None or found.partition("#")[0] in {*LEADS.values(), "./", ""}
    assert found is None or not set("\"'<>\\ ") & set(found)


def test_links_to_folders_are_followed_in_no_time_among_very_many_deals() -> None:
    lead = leading(FILE, HERE, replace(AROUND, deals=MANY), SETTING)
    begun = time.process_time()
    assert [lead(f"../no-{number}/") for number in range(3_000)] == [None] * 3_000
    assert lead("../account-7/") == "../../account-7/"
    assert time.process_time() - begun < 1
