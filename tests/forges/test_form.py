"""The forms on the published site: on a phone, from a rating to the request whose difference is the one line."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from functools import reduce
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.editor.form import form
from generator.editor.near import NearFiles
from generator.read.files import WorkTree
from tests.browser.visits import AXE, RUN_AXE, SETTLED, told
from tests.editor import desk as editor
from tests.forges.conftest import FILE, Desk
from tests.forges.server import TOKEN
from tests.forges.test_view import PRIVATE
from tests.making import TODAY

pytestmark = pytest.mark.xdist_group("browser")

FORM = """async file => {
  const { receiver } = await import(new URL("receiver.js", document.baseURI));
  return receiver.form(file);
}"""
CUT_OFF = """[...document.querySelectorAll(".pb-editor, .pb-editor *")].filter(each =>
  each.scrollHeight > each.clientHeight + 1 && getComputedStyle(each).overflowY !== "visible")
  .map(each => each.className)"""
LEAVING = "!dispatchEvent(new Event('beforeunload', {cancelable: true}))"
PREVIEW = """async changes => {
  const { receiver } = await import(new URL("receiver.js", document.baseURI));
  return receiver.preview(changes);
}"""


@pytest.fixture
def phone(desk: Desk) -> Iterator[Page]:
    """Open the form of a deal on a phone."""
    assert desk.context.browser
    context = desk.context.browser.new_context(
        base_url=desk.page.url.split("edit/")[0],
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
    )
    page = context.new_page()
    page.goto("edit/#aldermoor/core-banking")
    yield page
    context.close()
    store = desk.forges.stores["github"]
    store.requests.clear()
    for branch in store.bare.branches():
        store.bare.delete(branch)


def rate(page: Page) -> None:
    """Rate access to funds with evidence, by touch."""
    page.get_by_label("Section", exact=True).select_option(label="Scorecard")
    criterion = page.locator("fieldset", has=page.get_by_text("Access to funds", exact=False)).first
    criterion.locator("label", has=page.get_by_role("radio", name="+")).first.tap()
    criterion.get_by_label("Evidence").fill("The CFO named the budget line")


def test_on_a_phone_one_rating_becomes_a_request_of_a_line(desk: Desk, phone: Page) -> None:
    began = time.monotonic()
    rate(phone)
    phone.get_by_role("button", name="Propose").tap()
    phone.get_by_label("Token for GitHub").fill(TOKEN)
    phone.get_by_role("button", name="Open the pull request").tap()
    expect(phone.get_by_role("link", name="Open the pull request")).to_be_visible()
    assert time.monotonic() - began < 60
    bare = desk.bare("github")
    (branch,) = bare.branches()
    assert bare.changed(branch) == [
        '-  access_to_funds: {us: "-"}',
        '+  access_to_funds: {us: "+", evidence: The CFO named the budget line}',
    ]
    (request,) = desk.forges.stores["github"].requests
    assert request["title"] == "Core <b>banking</b>: access to funds − → +"


def test_edits_go_onto_a_newer_text_and_what_both_changed_is_shown_side_by_side(desk: Desk, phone: Page) -> None:
    bare = desk.bare("github")
    tip = bare.tip("main") or ""
    theirs = desk.text.replace("owner: Dana Reyes", "owner: Sam Poe").replace('{us: "-"}', '{us: "?"}')
    bare.point("main", bare.change(tip, f"deals/{FILE}", theirs.encode(), "theirs"))
    rate(phone)
    phone.get_by_role("button", name="Propose").tap()
    phone.get_by_label("Token for GitHub").fill(TOKEN)
    phone.get_by_role("button", name="Open the pull request").tap()
    phone.get_by_role("button", name="Put my edits on the newest text").tap()
    bare.point("main", tip)
    expect(phone.get_by_role("radio", name="Theirs ?")).to_be_visible()
    expect(phone.get_by_role("radio", name="Mine +")).to_be_visible()
    phone.get_by_role("radio", name="Mine +").tap()
    phone.get_by_role("button", name="Go on with these").tap()
    expect(phone.get_by_role("button", name="Propose 2 edits")).to_be_enabled()


def test_a_refusal_says_where_what_was_typed_is_kept(desk: Desk, phone: Page) -> None:
    rate(phone)
    phone.get_by_role("button", name="Propose").tap()
    phone.get_by_label("Token for GitHub").fill("no_token_of_theirs")
    phone.get_by_role("button", name="Open the pull request").tap()
    expect(phone.get_by_text("What you typed is kept in this browser as a draft.")).to_be_visible()
    phone.goto("about:blank")
    phone.add_init_script(PRIVATE)
    phone.goto("edit/#aldermoor/core-banking")
    rate(phone)
    expect(phone.get_by_text("This browser keeps no drafts: propose before you close.")).to_be_visible()
    phone.get_by_role("button", name="Propose").tap()
    phone.get_by_label("Token for GitHub").fill("no_token_of_theirs")
    phone.get_by_role("button", name="Open the pull request").tap()
    expect(phone.get_by_text("What you typed is on this page alone: download the file")).to_be_visible()


def test_from_a_proposal_one_comes_back_to_the_form(phone: Page) -> None:
    rate(phone)
    phone.get_by_role("button", name="Propose").tap()
    phone.get_by_label("Token for GitHub").fill("no_token_of_theirs")
    phone.get_by_role("button", name="Open the pull request").tap()
    expect(phone.get_by_text("What you typed is kept in this browser")).to_be_in_viewport(ratio=1)
    phone.get_by_role("button", name="Back to the form").tap()
    expect(phone.get_by_role("heading", name="Scorecard")).to_be_focused()
    criterion = phone.locator("fieldset", has=phone.get_by_text("Access to funds", exact=False)).first
    expect(criterion.get_by_label("Evidence")).to_have_value("The CFO named the budget line")


def test_a_form_is_printed_whole_without_what_is_pressed(phone: Page) -> None:
    phone.get_by_label("Section", exact=True).select_option(label="Scorecard")
    phone.emulate_media(media="print")
    expect(phone.get_by_role("button")).to_have_count(0)
    expect(phone.get_by_role("heading", name="Propose a change")).to_have_count(0)
    assert phone.evaluate(CUT_OFF) == []
    assert len(re.findall(rb"/Type /Page\b", phone.pdf())) > 3


def test_two_tabs_with_edits_of_one_file_know_of_each_other(phone: Page) -> None:
    rate(phone)
    other = phone.context.new_page()
    other.goto(phone.url)
    expect(other.get_by_text("Your edits from before are here")).to_be_visible()
    other.get_by_label("Section", exact=True).select_option(label="Scorecard")
    other.get_by_label("Evidence").first.fill("Another word")
    expect(phone.get_by_text("Another tab changed the draft of this file")).to_be_visible()
    assert phone.evaluate(LEAVING)
    assert not other.evaluate(LEAVING)


@pytest.mark.parametrize(
    ("status", "told"),
    [(200, "answers with something else than the form"), (503, "answers with 503"), (404, "no form for this file")],
)
def test_a_site_that_answers_otherwise_says_so(desk: Desk, status: int, told: str) -> None:
    page = desk.context.new_page()
    answer = "<!doctype html><title>Sign in</title>"
    page.route("**/edit/files/aldermoor/*", lambda route: route.fulfill(status=status, body=answer))
    page.goto("edit/#aldermoor/core-banking")
    expect(page.get_by_role("dialog")).to_contain_text(told)
    page.close()


def test_a_form_has_what_the_local_editor_shows(desk: Desk) -> None:
    desk.page.goto("edit/")
    source = WorkTree(desk.tree.root / "deals")
    listing = source.listing()
    for path in (*listing.deals.values(), *listing.accounts.values(), *listing.partners.values()):
        near = NearFiles(source, path)
        local = form(near, near.content(), lambda *_: (lambda _: None, ""), TODAY)
        published = desk.page.evaluate(FORM, path)
        for key in ("data", "notes", "kind", "title", "questions", "next", "schema"):
            assert published[key] == local[key], (path, key)
        without = {"deals"} if near.kind == "deal" else set()  # which no value of a deal names
        for name in local["choices"].keys() - without:
            assert published["choices"][name] == local["choices"][name], (path, name)
        told = desk.page.evaluate(PREVIEW, {"file": path, "edits": []})
        assert told["problems"] == [], path


def test_what_cannot_be_meant_is_said_beside_its_field_before_anything_is_proposed(desk: Desk) -> None:
    desk.page.goto("edit/")
    edits = {
        ("players", "nobody"): {"part": "approver"},
        ("assessment", "risk"): {"us": "+", "rival": "-"},
        ("close",): "soon",
        ("plan", "actions", "meet-her", "players"): ["who-is-that"],
        ("stage",): "dreaming",
    }
    for at, value in edits.items():
        changes = {"file": FILE, "edits": [{"at": list(at), "was": None, "value": value}]}
        told = desk.page.evaluate(PREVIEW, changes)
        assert [each["at"][: len(at)] for each in told["problems"]] == [list(at)], (at, told["problems"])


WRONG: dict[tuple[str, ...], object] = {
    ("title",): None,
    ("stage",): "dreaming",
    ("close",): "soon",
    ("strange",): "x",
    ("primary_competitor",): "nobody-known",
    ("assessment", "risk", "us"): "x",
    ("assessment", "risk", "date"): "2026-13-01",
    ("assessment", "risk", "by"): "me",
    ("assessment", "no-criterion"): {"us": "+"},
    ("assessment", "risk"): {"us": "+", "rival": "-"},
    ("players", "nobody"): {"part": "approver"},
    ("players", "r-okafor", "influences"): ["zz"],
    ("partners", "nix"): {"role": "delivery"},
    ("plan", "actions", "new"): {"due": "2026-12-01"},
    ("plan", "actions", "meet-her", "players"): ["zz"],
    ("plan", "actions", "meet-her", "criteria"): ["nope"],
    ("value", "lines", "one"): {"item": "x", "amount": "EUR 1", "head": "nope"},
}


def test_a_mistake_is_said_in_the_words_of_check(desk: Desk, tmp_path: Path) -> None:
    desk.page.goto("edit/")
    local = editor.Desk(tmp_path / "playbook")
    opened, differing = local.form()["data"], {}
    for at, value in WRONG.items():
        was = reduce(lambda found, key: found.get(key) if isinstance(found, dict) else None, at, opened)
        changes = {"file": FILE, "version": "", "edits": [{"at": list(at), "was": was, "value": value}]}
        _, checked = local.post("preview", changes)
        one, other = (
            sorted(
                (".".join(key for key in map(str, each["at"]) if not key.isdigit()), each["says"])
                for each in problems
            )
            for problems in (checked["problems"], desk.page.evaluate(PREVIEW, changes)["problems"])
        )
        if one != other or not one:
            differing[at] = (one, other)
    assert differing == {}


def test_an_edit_that_only_the_local_editor_makes_leads_to_the_editor_of_the_forge(desk: Desk, phone: Page) -> None:
    changes = {"file": FILE, "edits": [{"at": ["players"], "was": None, "value": "nobody"}]}
    told = phone.evaluate(PREVIEW, changes)
    assert [each["says"] for each in told["problems"]] == [
        "players is a block of several lines, which only the playbook's own editor writes anew"
    ]
    assert told["elsewhere"] == f"{desk.target('github')['web']}/acme/deals/edit/main/deals/{FILE}"


def test_a_file_that_the_address_names_in_vain_is_told_of(desk: Desk) -> None:
    for name in ("aldermoor/nothing", "../secret", "<img src=x onerror=alert(1)>", "a" * 300):
        desk.page.goto("about:blank")
        desk.page.goto(f"edit/#{name}")
        expect(desk.page.locator("#proposals, .pb-editor__status")).not_to_have_count(0)
        assert desk.page.locator("img").count() == 0
    desk.page.goto("about:blank")
    desk.page.goto("edit/#aldermoor/nothing")
    expect(desk.page.get_by_role("dialog")).to_contain_text("There is no form for this file")


def test_without_a_file_in_the_address_a_deal_is_chosen_from_a_list(desk: Desk) -> None:
    desk.page.goto("about:blank")
    desk.page.goto("edit/")
    deals = desk.page.get_by_role("list", name="Deals").get_by_role("link")
    expect(deals).to_have_text(["Core <b>banking</b>Aldermoor Bank", "Side dealAldermoor Bank"])
    desk.page.get_by_label("Part of its name").fill("bank CORE")
    expect(deals).to_have_count(1)
    expect(desk.page.get_by_role("status")).to_have_text("1 deal")
    deals.first.press("Enter")
    panel = desk.page.get_by_role("dialog", name="Edit Core <b>banking</b>")
    panel.get_by_role("button", name="Close", exact=True).click()
    expect(deals).to_have_count(2)
    desk.page.goto("about:blank")
    desk.page.goto("edit/#../secret")
    expect(desk.page.get_by_role("alert")).to_contain_text("names no file that has a form")
    expect(deals).to_have_count(2)


def test_the_form_is_clean_for_axe_and_fits_a_phone(desk: Desk, phone: Page) -> None:
    phone.evaluate(AXE)
    found = []
    for scheme in ("light", "dark"):
        phone.evaluate(f"document.body.dataset.mdColorScheme = '{'slate' if scheme == 'dark' else 'default'}'")
        phone.evaluate(SETTLED, scheme == "dark")
        found += [f"{scheme}: {told(each)}" for each in phone.evaluate(RUN_AXE)]
    assert phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert found == []
