"""The forms of `playbook serve`, in one browser on one served playbook: a seller edits and never sees a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from generator.read.method import shipped
from generator.read.yaml.document import parse
from tests.browser.visits import AXE, RESTS, SETTLED, told, watched
from tests.editor.schema_places import places
from tests.plugin.previewing import LONGEST_WAIT, Served, serving
from tests.plugin.trees import DEALS, planted

DEAL = "aldermoor/core-banking.md"
PAGE = "aldermoor/core-banking/"
Scheme = Literal["light", "dark"]
SCHEMES: tuple[tuple[Scheme, str], ...] = (("light", ""), ("dark", ", runOnly: ['color-contrast']"))
"""What axe looks for in each: in the dark only colours are others."""
SIDEWAYS = (
    "[...document.querySelectorAll('.pb-editor, .pb-editor__body')].map(box => box.scrollWidth - box.clientWidth)"
)
RUN_AXE = "axe.run('.pb-editor', {resultTypes: ['violations']}).then(found => found.violations)"
OPENED = """async () => {
  const closed = [...document.querySelectorAll(".pb-editor details:not([open])")];
  const toggled = closed.map(each => new Promise(done => each.addEventListener("toggle", done, {once: true})));
  const late = new Promise((_, fail) => setTimeout(fail, 10_000, new Error("what was opened never said so")));
  closed.forEach(each => { each.open = true; });
  await Promise.race([Promise.all(toggled), late]);
  return closed.length > 0;
}"""
"""Opens what is folded, which fills it, and tells whether there was anything."""
DEEPEST = 10
"""How often something folded may come to light by opening what it was in."""
AT = "[...document.querySelectorAll('.pb-editor [data-at]')].map(each => JSON.parse(each.dataset.at))"
HOSTILE = '<img src=x onerror="alert(1)">{{ 7 * 7 }}</textarea><b>'


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve one playbook for all claims."""
    with serving(planted(tmp_path_factory.mktemp("forms") / "playbook")) as each:
        each.next_build()
        yield each


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """Return a tab on the deal's page, in which nothing may complain; builds of other claims do not reload it."""
    context = browser.new_context(base_url=served.address, viewport={"width": 1280, "height": 900})
    context.add_init_script("addEventListener('playbook-newer', event => event.preventDefault())")
    context.set_default_navigation_timeout(1000 * LONGEST_WAIT)  # a page comes once the build that is on is done
    tab = context.new_page()
    foreign, complaints = watched(tab, served.host)
    tab.goto(PAGE)
    yield tab
    context.close()
    assert foreign == []
    assert [each for each in complaints if not re.search("status of (409|422)", each)] == []


@pytest.fixture
def file(served: Served) -> Iterator[Path]:
    """Return the deal's file, which is put back when the claim is made."""
    path = served.tree.root / "deals" / DEAL
    before = path.read_bytes()
    yield path
    path.write_bytes(before)


@pytest.fixture
def panel(page: Page, file: Path) -> Locator:
    """Return the opened panel of the deal, without a draft."""
    assert file.is_file()
    return opened(page)


def test_a_question_of_a_deal_with_nothing_yet_opens_the_form_at_its_criterion(page: Page) -> None:
    page.goto("aldermoor/side-deal/")
    question = page.locator(".pb-first li").nth(1)
    asked = question.get_by_role("link").first.inner_text()
    question.get_by_role("link", name="Answer in the form").click()
    panel = page.get_by_role("dialog", name=re.compile("^Edit "))
    criterion = panel.get_by_role("group", name=asked, exact=True)
    expect(criterion).to_be_in_viewport()
    expect(criterion.get_by_role("radio").first).to_be_focused()


def opened(page: Page) -> Locator:
    """Open the form by its link and return its panel."""
    page.get_by_role("link", name="Edit", exact=True).click()
    panel = page.get_by_role("dialog", name=re.compile("^Edit "))
    expect(panel.get_by_role("heading", level=3)).to_be_visible()
    return panel


def section(panel: Locator, name: str) -> None:
    panel.get_by_role("navigation", name="Sections").get_by_role("button", name=name, exact=True).click()


def save(panel: Locator) -> None:
    panel.get_by_role("button", name=re.compile(r"^Save \d")).click()


def rate(panel: Locator, criterion: str, whose: str, sign: str) -> None:
    panel.get_by_role("radiogroup", name=f"{criterion}: {whose}").get_by_role("radio", name=sign).check(force=True)


def test_every_section_is_clean_for_axe_and_fits_a_phone(panel: Locator, page: Page) -> None:
    page.evaluate(AXE)
    found: list[str] = []
    jump = panel.get_by_role("combobox", name="Section", include_hidden=True)
    names = jump.locator("option").all_text_contents()
    assert len(names) >= 15
    for number, name in enumerate(names):
        page.set_viewport_size({"width": 360, "height": 640})
        jump.select_option(str(number))
        page.evaluate("document.querySelectorAll('.pb-editor details').forEach(each => { each.open = true; })")
        assert page.evaluate(SIDEWAYS) == [0, 0], name
        for scheme, rules in SCHEMES:
            if scheme == "dark" and name not in ("Deal", "Scorecard", "Plan", "Notes"):
                continue
            page.emulate_media(color_scheme=scheme)
            page.evaluate(SETTLED, scheme == "dark")
            found += [f"{name}: {told(each)}" for each in page.evaluate(RUN_AXE.replace("}", f"{rules}}}", 1))]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    assert found == []


def test_a_section_of_the_page_opens_the_form_where_it_is_written(page: Page, file: Path) -> None:
    line = 1 + file.read_text("utf-8").splitlines().index("assessment:")
    page.get_by_role("link", name=f"Edit {DEAL}:{line}").click()
    panel = page.get_by_role("dialog", name=re.compile("^Edit "))
    expect(panel.get_by_role("heading", level=3)).to_have_text("Scorecard")


def test_a_rating_shows_its_effect_and_saves_one_line(panel: Locator, file: Path) -> None:
    before = file.read_bytes()
    section(panel, "Scorecard")
    rate(panel, "Access to funds", "Us", "+")
    expect(panel.get_by_role("region", name="What the edits do")).to_contain_text("Winnable")
    expect(panel.get_by_role("region", name="What the edits do").locator("s").first).to_be_visible()
    assert file.read_bytes() == before
    save(panel)
    expect(panel.get_by_role("status")).to_have_text("Saved.")
    assert file.read_bytes() == before.replace(b'access_to_funds: {us: "-"}', b'access_to_funds: {us: "+"}')
    panel.get_by_role("button", name="Undo last save").click()
    expect(panel.get_by_role("status")).to_have_text("The last save is taken back.")
    assert file.read_bytes() == before


def test_all_is_done_with_the_keyboard_alone(page: Page, file: Path) -> None:
    before = file.read_bytes()
    page.keyboard.press("e")
    expect(page.get_by_role("dialog").get_by_role("heading", level=3)).to_be_visible()
    tabbed_to(page, "each => each.textContent === 'Scorecard'")
    page.keyboard.press("Enter")
    tabbed_to(
        page, "each => each.closest('fieldset')?.textContent.includes('Access to funds') && each.type === 'radio'"
    )
    page.keyboard.press("+")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("Saved.")
    assert file.read_bytes() == before.replace(b'access_to_funds: {us: "-"}', b'access_to_funds: {us: "+"}')
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name=re.compile("^Edit "))).to_have_count(0)


def tabbed_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus is on what is wanted."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(f"({wanted})(document.activeElement)"):
            return
    raise AssertionError(wanted)


def test_a_draft_outlives_the_panel_and_the_page_until_it_is_dropped(panel: Locator, page: Page, file: Path) -> None:
    before = file.read_bytes()
    panel.get_by_label("Title").fill("Core, later")
    page.keyboard.press("Escape")
    page.reload()
    again = opened(page)
    expect(again.get_by_role("status")).to_contain_text("not saved yet")
    expect(again.get_by_label("Title")).to_have_value("Core, later")
    again.get_by_role("button", name="Drop edits").click()
    again.get_by_role("button", name="Really drop them").click()
    expect(again.get_by_label("Title")).to_have_value("Core <b>banking</b>")
    assert file.read_bytes() == before
    assert page.evaluate("localStorage.length") == page.evaluate(
        "Object.keys(localStorage).filter(key => !key.startsWith('playbook-draft')).length"
    )


def test_a_change_on_the_next_line_is_merged(panel: Locator, file: Path) -> None:
    before = file.read_bytes()
    panel.get_by_label("Owner").fill("Ines Falkner")
    file.write_bytes(before.replace(b"stage: evaluate", b"stage: evaluate  # said on Monday"))
    save(panel)
    expect(panel.get_by_role("status")).to_have_text("Saved.")
    merged = before.replace(b"stage: evaluate", b"stage: evaluate  # said on Monday")
    assert file.read_bytes() == merged.replace(b"owner: Dana Reyes\namount", b"owner: Ines Falkner\namount")


@pytest.mark.parametrize(("side", "title"), [("Mine", b"Mine of two"), ("Theirs", b"Theirs of two")])
def test_a_change_of_the_same_place_is_shown_beside_ours(panel: Locator, file: Path, side: str, title: bytes) -> None:
    before = file.read_bytes()
    panel.get_by_label("Title").fill("Mine of two")
    theirs = before.replace(b"title: Core <b>banking</b>", b"title: Theirs of two")
    file.write_bytes(theirs)
    save(panel)
    expect(panel.get_by_role("heading", name="Changed meanwhile")).to_be_focused()
    assert file.read_bytes() == theirs
    expect(panel.locator("pre")).to_have_text(["Mine of two", "Theirs of two"])
    panel.get_by_role("radio", name=side).check()
    panel.get_by_role("button", name="Go on with these").click()
    expect(panel.get_by_label("Title")).to_have_value(title.decode())
    if side == "Mine":
        save(panel)
        expect(panel.get_by_role("status")).to_have_text("Saved.")
    assert file.read_bytes() == theirs.replace(b"Theirs of two", title)


def test_a_line_is_chosen_under_its_head_and_a_blank_filled_in_its_sentence(
    panel: Locator, page: Page, file: Path
) -> None:
    """The first value line and the first statement of a deal, without opening its file."""
    method = shipped("target-account")
    panel.get_by_role("button", name="Value", exact=True).click()
    offered = panel.get_by_label("New line").locator("optgroup")
    assert [each.get_attribute("label") for each in offered.all()] == [
        each.label for each in method.value_heads.values()
    ]
    panel.get_by_label("New line").select_option("Expenses")
    panel.get_by_role("button", name="Add a line").click()
    expect(panel.get_by_label("In words")).to_be_focused()
    page.keyboard.type("Fewer licences")
    panel.get_by_role("textbox", name="Amount", exact=True).fill("120,000")
    expect(panel.get_by_role("region", name="Totals").get_by_role("row", name="Expected")).to_contain_text("120,000")
    panel.get_by_role("button", name="Statements").click()
    panel.get_by_label("New statement: for whom").fill("For finance")
    page.keyboard.press("Enter")
    name, pattern = next(iter(method.patterns.items()))
    first, second, *_ = pattern.slots.items()
    expect(panel.get_by_role("textbox", name=first[1].label, exact=False)).to_be_focused()
    page.keyboard.type("leave it")
    page.keyboard.press("Tab")
    page.keyboard.type(HOSTILE)
    expect(panel.locator(".pb-sentence")).to_contain_text(f"be able to leave it, resulting in {HOSTILE}")
    save(panel)
    expect(panel.get_by_role("status")).to_have_text("Saved.")
    data = parse(DEAL, file.read_bytes()).data
    assert data["value"]["lines"]["expenses"] == {
        "head": "decrease",
        "item": "expenses",
        "what": "Fewer licences",
        "amount": "EUR 120,000",
    }
    slots = {first[0]: "leave it", second[0]: HOSTILE}
    assert data["proposition"]["for-finance"] == {"pattern": name, "slots": slots}


def test_a_mistake_stands_beside_its_field_in_the_words_of_check(panel: Locator) -> None:
    panel.get_by_label("Amount", exact=True).last.fill("much")
    expect(panel.locator(".pb-field", has_text="Amount").locator(".pb-problem").first).to_contain_text("EUR much")
    expect(panel.get_by_role("button", name="Deal (mistake)")).to_be_visible()


def test_a_hostile_value_is_text_in_every_field_and_in_what_is_said_of_it(
    panel: Locator, page: Page, file: Path
) -> None:
    for name in ("Deal", "Plan", "Scorecard"):
        section(panel, name)
        page.evaluate("document.querySelectorAll('.pb-editor details').forEach(each => { each.open = true; })")
        for box in panel.locator(".pb-editor__body textarea").all():
            box.fill(HOSTILE)
    expect(panel.locator(".pb-effect")).not_to_be_empty()
    section(panel, "Notes")
    panel.get_by_role("textbox", name="Notes").fill(f"{HOSTILE}\n\n[x](javascript:alert(1))")
    panel.get_by_role("button", name="Preview").click()
    expect(panel.locator(".pb-preview p").first).to_be_visible()
    assert panel.locator("img, script, [onerror], a[href^='javascript']").count() == 0
    section(panel, "Scorecard")
    assert panel.locator("img, script, [onerror]").count() == 0


def test_an_action_is_done_moved_and_made(panel: Locator, file: Path) -> None:
    section(panel, "Plan")
    task = panel.get_by_role("group", name="Meet the controller", exact=True)
    task.get_by_role("button", name="Meet the controller: a week later").click()
    expect(task.get_by_label("Due", exact=True)).to_have_value("2026-12-08")
    task.get_by_role("radio", name="Done").check(force=True)
    panel.get_by_role("textbox", name="New entry of Actions: name").fill("Größe klären & mehr")
    panel.get_by_role("group", name="Actions").get_by_role("button", name="Add", exact=True).click()
    expect(panel.get_by_role("group", name="Größe klären & mehr", exact=True)).to_be_visible()
    save(panel)
    expect(panel.get_by_role("status")).to_have_text("Saved.")
    text = file.read_text("utf-8")
    assert "due: 2026-12-08, state: done, done: 2026-11-23" in text
    assert re.search(r"grosse-klaren-and-mehr: .*Größe klären & mehr", text)


def test_something_new_is_made_from_a_form_and_opened(page: Page, served: Served) -> None:
    page.get_by_role("button", name="New…").click()
    asked = page.get_by_role("dialog", name="New")
    asked.get_by_label("Name").fill("Treasury & risk")
    expect(asked.get_by_role("status")).to_have_text("Will be aldermoor/treasury-and-risk.md")
    asked.get_by_role("button", name="Create").click()
    expect(page.get_by_role("dialog", name="Edit Treasury & risk")).to_be_visible()
    assert (served.tree.root / "deals/aldermoor/treasury-and-risk.md").is_file()
    with page.expect_event("load"):  # a browser that is told to close while it loads again may never say that it did
        page.keyboard.press("Escape")


def test_of_two_names_the_last_one_is_answered_however_late_the_answer_to_the_first(page: Page) -> None:
    late: list[Route] = []
    create = "**/_edit/new"
    page.route(create, lambda route: late.append(route), times=1)
    page.get_by_role("button", name="New…").click()
    asked = page.get_by_role("dialog", name="New")
    with page.expect_request(create):
        asked.get_by_label("Name").fill("Treasury")
    asked.get_by_label("Name").fill("Robots")
    expect(asked.get_by_role("status")).to_have_text("Will be aldermoor/robots.md")
    with page.expect_response(create):
        late[0].continue_()
    page.evaluate(RESTS)
    expect(asked.get_by_role("status")).to_have_text("Will be aldermoor/robots.md")


def test_a_deal_whose_account_knows_nobody_offers_no_name_of_its_own_and_no_empty_map(
    page: Page, served: Served
) -> None:
    served.tree.write("deals/dunmere/index.md", "---\ntitle: Dunmere\n---\n")
    served.tree.write("deals/dunmere/field-service.md", "---\ntitle: Field service\nstage: prospect\n---\n")
    served.next_build()
    page.goto("dunmere/field-service/")
    panel = opened(page)
    section(panel, "People")
    expect(panel.get_by_text("Nobody of this account is known yet")).to_be_visible()
    expect(panel.get_by_text("Drag from one person to another")).to_be_hidden()
    assert panel.get_by_role("textbox", name=re.compile("^New entry of")).count() == 0
    panel.locator("summary", has_text="Somebody new").click()
    panel.get_by_label("Name", exact=True).fill("Ida Størmer")
    panel.get_by_role("button", name="Add to the account and here").click()
    expect(panel.get_by_text("Drag from one person to another")).to_be_visible()
    section(panel, "Before this file")
    day = panel.get_by_label("New entry of Before this file: day")
    expect(day).to_have_attribute("type", "date")


def test_what_a_receiver_cannot_do_is_not_offered(page: Page, file: Path) -> None:
    """A receiver may lack `undo` and `propose`: the same client, without their buttons."""
    own = re.compile(r"^  (undo|propose):.*\n", re.MULTILINE)

    def without(route: Route) -> None:
        answer = route.fetch()
        script, left_out = own.subn("", answer.text())
        assert left_out == 2
        route.fulfill(response=answer, body=script)

    page.route("**/_edit/assets/served.js", without)
    page.reload()
    panel = opened(page)
    section(panel, "Scorecard")
    rate(panel, "Access to funds", "Us", "+")
    save(panel)
    expect(panel.get_by_role("status")).to_have_text("Saved.")
    assert '{us: "+"}' in file.read_text("utf-8")
    names = [each.text_content() for each in panel.locator(".pb-editor__foot button:visible").all()]
    assert names == ["Save"]


def test_a_new_deal_is_not_put_into_an_account_that_nobody_chose(page: Page) -> None:
    page.goto("")
    page.get_by_role("button", name="New…").click()
    asked = page.get_by_role("dialog", name="New")
    asked.get_by_label("Name").fill("Robots")
    asked.get_by_role("button", name="Create").click()
    expect(asked.get_by_role("status")).to_contain_text("Choose its account")
    expect(asked.get_by_label("Account", exact=True).last).to_be_focused()


def test_what_an_entry_still_needs_is_said_at_its_field_and_without_a_word_of_yaml(
    panel: Locator, page: Page
) -> None:
    section(panel, "Value")
    panel.get_by_label("New line").select_option("Expenses")
    panel.get_by_role("button", name="Add a line").click()
    needed = panel.locator(".pb-field", has=page.get_by_label("Amount", exact=True)).locator(".pb-problem")
    expect(needed).to_have_text("amount is missing: fill it in")


def test_under_another_method_the_scorecard_has_its_criteria(browser: Browser, tmp_path: Path) -> None:
    tree = planted(tmp_path / "playbook", {**DEALS, DEAL: "---\ntitle: Core\nstage: prospect\n---\n"})
    tree.write("deals/method.yml", "extends: meddpicc\n")
    with serving(tree) as each:
        each.next_build()
        tab = browser.new_page(base_url=each.address)
        tab.goto(PAGE)
        panel = opened(tab)
        section(panel, "Scorecard")
        rate(panel, "Economic buyer", "Us", "+")
        assert panel.locator(".pb-criterion").count() == len(shipped("meddpicc").criteria)
        save(panel)
        expect(panel.get_by_role("status")).to_have_text("Saved.")
        reaches_every_field(tab, PAGE)
        tab.close()
    assert "economic_buyer:" in (tree.root / "deals" / DEAL).read_text("utf-8")


@pytest.mark.parametrize("path", [PAGE, "aldermoor/", "competitors/zeldrin/", "partners/pellucid/", ""])
def test_every_field_of_the_format_has_its_place_in_a_form(page: Page, path: str) -> None:
    """A field for each value; our rating and the state of a task are buttons of their own.

    The method and the register of shares have no form: a method is changed by those who maintain it, beside the words
    of its file, and a share by `playbook share`, which reads it again before anything is sealed.
    """
    reaches_every_field(page, path)


def reaches_every_field(page: Page, path: str) -> None:
    """Open every section of the form of a page, and assert that every value of its schema has a place there."""
    page.goto(path)
    with page.expect_response(re.compile("_edit/form")) as answer:
        panel = opened(page)
    form = answer.value.json()
    seen: set[tuple[str, ...]] = set()
    for section in panel.get_by_role("navigation").get_by_role("button").all():
        section.click()
        assert not all(page.evaluate(OPENED) for _ in range(DEEPEST)), "folded for ever"
        seen |= set(map(tuple, page.evaluate(AT)))
    wanted = set(places(form["schema"], form["schema"], form["data"]))
    buttons = {at for at in wanted if (at[0], at[-1]) in (("assessment", "us"), ("plan", "state"))}
    assert {at[:-1] for at in buttons} <= seen
    assert wanted - buttons - seen == set()
