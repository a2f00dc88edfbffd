"""The view of a proposal: on a phone, with a token that goes nowhere but to the forge, and without one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.visits import AXE, RUN_AXE, SETTLED, told
from tests.forges.answers import Answer
from tests.forges.conftest import FILE, Desk, rated
from tests.forges.server import TOKEN

pytestmark = pytest.mark.xdist_group("browser")

SHOW = """async ([target, change]) => {
  const [{ProposalView}, {TokenHolder}] = await Promise.all(["view", "token"].map(
    name => import(new URL(`forges/${name}.js`, document.baseURI))));
  const words = title => ({title: title || "Funds", message: `${title || "Core banking"}\\n`, body: ""});
  const view = new ProposalView({target, holder: new TokenHolder(target), change, wordsFor: words,
    isKept: () => true, onNewest: newest => { document.body.dataset.newest = newest.text; },
    onDone: () => { document.body.dataset.done = "yes"; }});
  const dialog = document.createElement("dialog");
  dialog.className = "pb-editor";
  dialog.setAttribute("aria-label", "Edit");
  const body = document.createElement("div");
  body.className = "pb-editor__body";
  body.append(view.element);
  dialog.append(body);
  document.querySelector("dialog")?.remove();
  document.body.append(dialog);
  dialog.showModal();
}"""
HELD = (
    "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, location.href])"
)
PRIVATE = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"


@pytest.fixture
def view(desk: Desk) -> Iterator[Locator]:
    """Return the view of a rating on a page that was loaded anew, which holds no token when the claim is made."""
    desk.page.goto("edit/")
    yield shown(desk)
    store = desk.forges.stores["github"]
    store.requests.clear()
    for branch in store.bare.branches():
        store.bare.delete(branch)
    desk.page.evaluate("localStorage.clear()")


def shown(desk: Desk, **changes: Any) -> Locator:
    """Open the view and return it."""
    blob = desk.bare("github").blob("main", f"deals/{FILE}")
    change = {"file": FILE, "before": desk.text, "after": rated(desk.text), "blob": blob and blob[0]}
    desk.page.evaluate(SHOW, [desk.target("github"), change | changes])
    return desk.page.get_by_role("dialog")


def test_the_token_goes_to_the_forge_alone_and_is_gone_with_the_page(desk: Desk, view: Locator) -> None:
    said: list[str] = []
    desk.page.on("console", lambda message: said.append(message.text))
    view.get_by_label("Token for GitHub").fill(TOKEN)
    view.get_by_role("button", name="Open the pull request").click()
    link = view.get_by_role("link", name="Open the pull request")
    expect(link).to_be_focused()
    assert link.get_attribute("href") == f"{desk.target('github')['web']}/acme/deals/pull/1"
    assert desk.page.evaluate("document.body.dataset.done") == "yes"
    assert TOKEN not in desk.page.evaluate(HELD)
    assert TOKEN not in desk.page.content()
    assert not [each for each in said if TOKEN in each]
    desk.page.reload()
    again = shown(desk)
    expect(again.get_by_label("Token for GitHub")).to_have_value("")


def test_a_token_that_is_to_be_kept_is_kept_until_it_is_forgotten(desk: Desk, view: Locator) -> None:
    view.get_by_label("Token for GitHub").fill(TOKEN)
    view.get_by_label("Keep it in this browser").check()
    view.get_by_role("button", name="Open the pull request").click()
    expect(view.get_by_role("link", name="Open the pull request")).to_be_visible()
    desk.page.reload()
    again = shown(desk)
    expect(again.get_by_label("Token for GitHub")).to_have_value(TOKEN)
    again.get_by_role("button", name="Forget the token").click()
    expect(again.get_by_label("Token for GitHub")).to_have_value("")
    assert TOKEN not in desk.page.evaluate(HELD)


def test_a_token_that_the_forge_refuses_is_not_kept(desk: Desk, view: Locator) -> None:
    view.get_by_label("Token for GitHub").fill("wrong")
    view.get_by_label("Keep it in this browser").check()
    view.get_by_role("button", name="Open the pull request").click()
    expect(view.get_by_role("status")).to_contain_text("token")
    expect(view.get_by_role("button", name="Open the pull request")).to_be_enabled()
    assert "wrong" not in desk.page.evaluate(HELD)


def test_a_private_window_proposes_and_says_that_it_keeps_nothing(desk: Desk, view: Locator) -> None:
    desk.page.evaluate(PRIVATE)
    private = shown(desk)
    private.get_by_label("Token for GitHub").fill(TOKEN)
    private.get_by_label("Keep it in this browser").check()
    private.get_by_role("button", name="Open the pull request").click()
    expect(private.get_by_text("This browser keeps nothing")).to_be_visible()
    desk.page.goto("edit/")


def test_an_answer_that_does_not_end_is_stopped_by_hand(desk: Desk, view: Locator) -> None:
    desk.forges.instead["get /repos/{owner}/{repo}"] = Answer(200, b'{"archived"', {"Content-Length": "9999"})
    view.get_by_label("Token for GitHub").fill(TOKEN)
    view.get_by_role("button", name="Open the pull request").click()
    view.get_by_role("button", name="Stop").click()
    expect(view.get_by_text("Stopped. What you typed is kept in this browser as a draft.")).to_be_visible()
    desk.forges.instead.clear()
    view.get_by_role("button", name="Open the pull request").click()
    expect(view.get_by_role("link", name="Open the pull request")).to_be_visible()


def test_a_file_that_is_newer_is_offered_to_go_on_with(desk: Desk, view: Locator) -> None:
    bare = desk.bare("github")
    tip = bare.tip("main") or ""
    theirs = desk.text.replace("owner: Dana Reyes", "owner: Sam Poe")
    bare.point("main", bare.change(tip, f"deals/{FILE}", theirs.encode(), "theirs"))
    view.get_by_label("Token for GitHub").fill(TOKEN)
    view.get_by_role("button", name="Open the pull request").click()
    view.get_by_role("button", name="Put my edits on the newest text").click()
    bare.point("main", tip)
    assert desk.page.evaluate("document.body.dataset.newest") == theirs


def test_without_a_token_the_file_and_the_patch_are_had_without_a_network(desk: Desk, view: Locator) -> None:
    with desk.offline():
        view.get_by_text("Without a token").click()
        with desk.page.expect_download() as file:
            view.get_by_role("button", name="Download the file").click()
        view.get_by_role("button", name="Download the patch").click()
        expect(view.get_by_text("write your name and mail address")).to_be_visible()
        view.get_by_label("Your name").fill("Dana Reyes")
        view.get_by_label("Your mail address").fill("dana@example.com")
        with desk.page.expect_download() as patch:
            view.get_by_role("button", name="Download the patch").click()
    assert (file.value.suggested_filename, read(file.value.path())) == ("core-banking.md", rated(desk.text))
    assert patch.value.suggested_filename == "aldermoor-core-banking.patch"
    assert "\nFrom: Dana Reyes <dana@example.com>\n" in read(patch.value.path())


def test_the_text_is_copied_before_the_forge_s_editor_opens(desk: Desk, view: Locator) -> None:
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    view.get_by_text("Without a token").click()
    view.get_by_role("button", name="Copy the text").click()
    expect(view.get_by_text("The file's text is copied")).to_be_visible()
    assert desk.page.evaluate("navigator.clipboard.readText()") == rated(desk.text)
    link = view.get_by_role("link", name="Copy the text and open the editor on GitHub")
    assert link.get_attribute("href") == f"{desk.target('github')['web']}/acme/deals/edit/main/deals/{FILE}"


def test_it_is_clean_for_axe_in_light_and_dark_and_fits_a_phone(desk: Desk, view: Locator) -> None:
    view.get_by_text("Without a token").click()
    desk.page.set_viewport_size({"width": 360, "height": 640})
    desk.page.evaluate(AXE)
    found = []
    for scheme in ("light", "dark"):
        desk.page.evaluate(f"document.body.dataset.mdColorScheme = '{'slate' if scheme == 'dark' else 'default'}'")
        desk.page.evaluate(SETTLED, scheme == "dark")
        found += [f"{scheme}: {told(each)}" for each in desk.page.evaluate(RUN_AXE)]
    wide = (
        "[document.documentElement, document.querySelector('.pb-editor'), document.querySelector('.pb-editor__body')]"
    )
    assert desk.page.evaluate(f"{wide}.map(box => box.scrollWidth - box.clientWidth)") == [0, 0, 0]
    desk.page.set_viewport_size({"width": 1280, "height": 900})
    assert found == []


def read(path: Path | None) -> str:
    return Path(str(path)).read_text("utf-8")
