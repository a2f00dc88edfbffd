"""Sections of the form of the fullest sample deal: people and their lines, value, statements, plan."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.read.yaml.document import parse
from tests.browser.test_forms import HOSTILE, OPENED, RUN_AXE, SCHEMES, SIDEWAYS, opened, save, section
from tests.browser.visits import AXE, SETTLED, told, watched
from tests.house.imports import ROOT
from tests.plugin.previewing import LONGEST_WAIT, Served, serving
from tests.plugin.trees import planted

DEAL = "aldermoor/core-banking.md"
ACCOUNT = "aldermoor/index.md"
PAGE = "aldermoor/core-banking/"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the sample for all claims."""
    tree = planted(tmp_path_factory.mktemp("sample") / "playbook")
    shutil.copytree(ROOT / "deals", tree.root / "deals", dirs_exist_ok=True)
    with serving(tree) as each:
        each.next_build()
        yield each


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """Return a tab on the deal's page, in which nothing may complain; the deal and its account are put back after."""
    files = [served.tree.root / "deals" / each for each in (DEAL, ACCOUNT)]
    before = [each.read_bytes() for each in files]
    context = browser.new_context(base_url=served.address, viewport={"width": 1280, "height": 900}, has_touch=True)
    context.add_init_script("addEventListener('playbook-newer', event => event.preventDefault())")
    context.set_default_navigation_timeout(1000 * LONGEST_WAIT)  # a page comes once the build that is on is done
    tab = context.new_page()
    foreign, complaints = watched(tab, served.host)
    tab.goto(PAGE)
    yield tab
    context.close()
    for file, content in zip(files, before, strict=True):
        file.write_bytes(content)
    assert foreign == []
    assert [each for each in complaints if not re.search("status of (409|422)", each)] == []


@pytest.fixture
def panel(page: Page) -> Locator:
    return opened(page)


def text(served: Served, path: str = DEAL) -> str:
    return (served.tree.root / "deals" / path).read_text("utf-8")


def value(served: Served, *at: str, path: str = DEAL) -> object:
    """Return what stands at a place in a file."""
    return parse(path, text(served, path).encode()).data_at(at)


def saved(panel: Locator) -> None:
    save(panel)
    expect(panel.get_by_role("status").last).to_have_text("Saved.")


def person(panel: Locator, name: str) -> Locator:
    """Return somebody on the influence map."""
    return panel.get_by_role("region", name="Influence map").get_by_role("button", name=re.compile(f"^{name},"))


def drag(page: Page, source: Locator, target: Locator) -> None:
    """Drag from the middle of one to the middle of another."""
    source.hover()
    page.mouse.down()
    target.hover()
    page.mouse.up()


def test_a_line_is_dragged_on_the_map_and_the_map_is_drawn_anew(panel: Locator, page: Page, served: Served) -> None:
    section(panel, "People")
    lines = panel.locator("svg.pb-map > path")
    expect(person(panel, "Maud Ferrand")).to_be_visible()
    count = lines.count()
    drag(page, person(panel, "Piet Osei-Marsh"), person(panel, "Maud Ferrand"))
    expect(panel.get_by_text("Piet Osei-Marsh influences Maud Ferrand.")).to_be_visible()
    expect(lines).to_have_count(count + 1)
    panel.get_by_role("radio", name="Is in conflict with").check(force=True)
    drag(page, person(panel, "Kees Lemaire"), person(panel, "Junia Tolliver"))
    expect(lines).to_have_count(count + 3)
    saved(panel)
    assert value(served, "players", "p-osei", "influences") == ["m-ferrand"]
    assert value(served, "players", "k-lemaire", "conflicts_with") == ["j-tolliver"]


def test_a_finger_draws_from_the_grip_and_elsewhere_scrolls(panel: Locator, page: Page) -> None:
    section(panel, "People")
    piet, ruth = person(panel, "Piet Osei-Marsh"), person(panel, "Ruth Okafor-Lind")
    assert piet.evaluate("each => getComputedStyle(each).touchAction") == "auto"
    session = page.context.new_cdp_session(page)
    piet.scroll_into_view_if_needed()
    for start, end in ((piet.locator("span"), ruth), (piet, person(panel, "Kees Lemaire"))):
        for kind, at in (("touchStart", start), ("touchMove", end), ("touchEnd", None)):
            box = at.bounding_box() if at else None
            points = [{"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}] if box else []
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        expect(panel.get_by_text("Piet Osei-Marsh influences Ruth Okafor-Lind.")).to_be_visible()
    expect(panel.get_by_role("button", name="Save 1 edit")).to_be_visible()


def test_lines_are_drawn_and_taken_out_with_the_keyboard(panel: Locator, page: Page, served: Served) -> None:
    section(panel, "People")
    person(panel, "Piet Osei-Marsh").focus()
    page.keyboard.press("Enter")
    expect(panel.locator("summary", has_text="Piet Osei-Marsh")).to_be_focused()
    panel.get_by_label("Piet Osei-Marsh: line to").focus()
    page.keyboard.type("Kees")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    panel.get_by_role("button", name="Remove: Ruth Okafor-Lind influences Piet Osei-Marsh").focus()
    page.keyboard.press("Enter")
    expect(panel.get_by_label("Piet Osei-Marsh: kind of line")).to_be_focused()
    saved(panel)
    assert value(served, "players", "p-osei", "influences") == ["k-lemaire"]
    assert value(served, "players", "r-okafor", "influences") == ["h-brandvold"]


def test_who_reports_to_whom_is_saved_in_the_account(panel: Locator, served: Served) -> None:
    section(panel, "People")
    person(panel, "Piet Osei-Marsh").click()
    before = text(served)
    panel.get_by_label("Piet Osei-Marsh: kind of line").select_option("Reports to")
    panel.get_by_label("Piet Osei-Marsh: line to").select_option("Maud Ferrand")
    panel.get_by_role("button", name="Piet Osei-Marsh: draw line").click()
    expect(panel.get_by_text("Piet Osei-Marsh reports to Maud Ferrand. Saved in the account.")).to_be_visible()
    assert "title: Head of procurement, reports_to: m-ferrand}" in text(served, ACCOUNT)
    assert text(served) == before


def test_somebody_new_comes_into_the_account_and_the_deal_in_one_go(panel: Locator, served: Served) -> None:
    section(panel, "People")
    panel.locator("summary", has_text="Somebody new").click()
    panel.get_by_label("Name", exact=True).fill("Ida Størmer")
    panel.get_by_label("Position", exact=True).fill("Auditor <b>")
    panel.locator("details", has_text="Somebody new").get_by_label("Reports to").select_option("Kees Lemaire")
    panel.locator("details", has_text="Somebody new").get_by_role("radio", name="Evaluator").check(force=True)
    panel.get_by_role("button", name="Add to the account and here").click()
    expect(person(panel, "Ida Størmer")).to_be_visible()
    saved(panel)
    person_of = value(served, "people", "ida-stormer", path=ACCOUNT)
    assert person_of == {"name": "Ida Størmer", "title": "Auditor <b>", "reports_to": "k-lemaire"}
    assert value(served, "players", "ida-stormer") == {"part": "evaluator"}


def test_what_people_are_to_us_is_chosen_by_buttons_that_say_what_they_mean(panel: Locator, served: Served) -> None:
    section(panel, "People")
    person(panel, "Piet Osei-Marsh").click()
    for choice, word in (("Part", "Decision maker"), ("Support", "Mentor"), ("Coverage", "In depth")):
        panel.get_by_role("radiogroup", name=choice, exact=True).get_by_role("radio", name=word).check(force=True)
    expect(panel.get_by_text("Prefers us, sells for us when we are absent")).to_be_visible()
    saved(panel)
    chosen = {"part": "decision maker", "support": "mentor", "coverage": "in depth"}
    assert [value(served, "players", "p-osei", each) for each in chosen] == list(chosen.values())


def test_totals_follow_what_is_typed_and_are_those_of_the_value_page(
    panel: Locator, page: Page, served: Served
) -> None:
    section(panel, "Value")
    totals = panel.get_by_role("region", name="Totals").get_by_role("row", name="Expected")
    before = totals.text_content()
    training = panel.locator("details", has_text="640 users in branches")
    training.locator("summary").click()
    training.get_by_role("textbox", name="Amount", exact=True).fill("185,000")
    expect(training.locator("summary")).to_contain_text("−185,000")
    expect(totals).not_to_have_text(before or "")
    typed = totals.locator("td").all_text_contents()
    saved(panel)
    served.next_build()
    page.goto(f"{PAGE}value/")
    assert page.locator(".pb-cases__main td").all_text_contents() == typed


def test_a_blank_is_filled_in_the_sentence_as_it_is_printed(panel: Locator, page: Page, served: Served) -> None:
    section(panel, "Statements")
    sentence = panel.locator(".pb-sentence").nth(1)
    blank = sentence.get_by_role("textbox", name="Frequency")
    blank.focus()
    page.keyboard.type("quarter")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(sentence.get_by_role("textbox", name="Value tracking system")).to_be_focused()
    expect(sentence).to_contain_text("the architecture board's register and reported every quarter.")
    saved(panel)
    assert value(served, "proposition", "for-technology", "slots", "frequency") == "quarter"


def test_levels_have_the_methods_words_and_a_symptom_the_day_of_today(
    panel: Locator, page: Page, served: Served
) -> None:
    section(panel, "Level")
    expect(panel.get_by_role("radiogroup", name="Focus").locator("label")).to_have_text(
        ["–", "1 event", "2 process", "3 outcome"]
    )
    expect(panel.locator(".pb-editor__body")).not_to_contain_text("null")
    section(panel, "Symptoms")
    panel.locator("summary", has_text="All talk is of price").click()
    panel.get_by_role("button", name="Seen: add today").click()
    saved(panel)
    assert value(served, "control", "price_preoccupation", "seen") == ["2026-11-17", "2026-11-19", "2026-11-23"]


def test_a_hostile_value_is_text_in_people_value_and_statements(panel: Locator, page: Page) -> None:
    for name in ("People", "Value", "Statements", "Partners", "Strategy", "Symptoms"):
        section(panel, name)
        while page.evaluate(OPENED):
            pass
        for box in panel.locator(".pb-editor__body").locator("textarea, .pb-slot").all():
            box.evaluate(
                "(box, text) => { box['value' in box ? 'value' : 'textContent'] = text;"
                " box.dispatchEvent(new Event('input')); }",
                HOSTILE,
            )
        assert panel.locator(".pb-editor__body img, script, [onerror]").count() == 0, name
    expect(panel.locator(".pb-effect")).not_to_be_empty()
    assert panel.locator("img, script, [onerror]").count() == 0


def test_the_special_sections_are_clean_for_axe_and_fit_a_phone_when_all_is_unfolded(
    panel: Locator, page: Page
) -> None:
    page.evaluate(AXE)
    page.set_viewport_size({"width": 360, "height": 640})
    jump = panel.get_by_role("combobox", name="Section")
    found: list[str] = []
    for name in ("People", "Value", "Statements", "Level"):
        jump.select_option(name)
        while page.evaluate(OPENED):
            pass
        assert page.evaluate(SIDEWAYS) == [0, 0], name
        for scheme, rules in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.evaluate(SETTLED, scheme == "dark")
            found += [f"{name}: {told(each)}" for each in page.evaluate(RUN_AXE.replace("}", f"{rules}}}", 1))]
    assert found == []
