"""Where the sections of a deal's page say that they are written."""

from __future__ import annotations

from generator.assess.deal.assessment import assess
from generator.model.deal import Deal
from generator.show.deal.pages import deal_pages
from generator.show.page import Setting
from tests.making import TODAY, make_account, make_deal
from tests.show.markup import Element, parse
from tests.show.shown import around

FORGE = Setting(TODAY, "Playbook", edit_base="https://forge.example/edit/main/deals/")
LINES = {"assessment": 12, "primary_competitor": 8, "notes": 90}


def written(setting: Setting = FORGE, **changes: object) -> dict[str, Element]:
    deal: Deal = make_deal(notes="Met them.", assessment={"risk": "-"}, competitors="xsys", **changes)
    surroundings = around(accounts={"aldermoor": make_account(drivers=["Margins"])})
    made = deal_pages(assess(deal, surroundings, TODAY), surroundings, setting, None, lines=LINES)
    sections = [each for each in parse(made[0].html).find("section") if each.find("p", class_="pb-written")]
    return {each.attributes["aria-labelledby"]: each.one("p", class_="pb-written") for each in sections}


def test_a_section_names_the_file_and_the_line_and_leads_to_the_forges_editor() -> None:
    place = written()["scorecard"]
    assert place.text == "aldermoor/core-banking.md:12"
    (link,) = place.find("a")
    assert link.attributes["href"] == "https://forge.example/edit/main/deals/aldermoor/core-banking.md#L12"


def test_of_several_keys_the_first_that_is_written_counts_and_what_is_not_written_has_no_line() -> None:
    places = written()
    assert places["competitors"].text == "aldermoor/core-banking.md:8"
    assert places["notes"].text == "aldermoor/core-banking.md:90"
    assert places["strategy"].text == "aldermoor/core-banking.md"
    assert "findings" not in places


def test_what_the_account_tells_is_named_too_and_only_the_deals_own_keys_open_its_form() -> None:
    spans = written()["compelling-event"].find("span")
    assert [each.text for each in spans] == ["aldermoor/core-banking.md", "aldermoor/index.md"]
    assert [each.attributes.get("data-edit") for each in spans] == ["compelling_event", None]


def test_without_a_forge_the_place_is_text() -> None:
    assert not written(Setting(TODAY, "Playbook"))["scorecard"].find("a")
