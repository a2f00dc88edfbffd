"""Deal files that mean harm, in a real browser: nothing of theirs runs, and nothing is asked of another host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, Route, expect

from tests.browser.serving import served
from tests.hostile.corpus import NOTES, PAYLOADS
from tests.hostile.planting import Hostile

TRAP = "window.boos = []; window.boo = word => window.boos.push(word || 'called')"
GLOBALS = "window.boos.join() + (document.baseURI !== location.href) + (window.__md_scope instanceof HTMLElement)"
SCAN = """async paths => {
  const FOREIGN = "script,style,iframe,object,embed,base,meta,link,img,video,audio,math,use,animate,set," +
    "template:not(.pb-deals > [data-row])";
  const BASE = "https://here.invalid/x/", SCHEME = /^(https?:|mailto:)/;
  const bad = [];
  for (const path of paths) {
    const tree = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
    const within = tree.querySelector("article");
    if (within.querySelector(FOREIGN))
      bad.push(path + ": an element");
    for (const each of tree.querySelectorAll("*"))
      for (const {name, value} of each.attributes)
        if (name.startsWith("on") || name === "style" || name === "srcdoc"
            || /^(href|src|action|formaction|xlink:href)$/.test(name) && !SCHEME.test(new URL(value, BASE).href))
          bad.push(`${path}: ${name}=${value}`);
    for (const {content} of tree.querySelectorAll(".pb-deals > template[data-row]"))
      if (content.querySelector(":not(tr,td,a,span,small)") || /[^{}\\d*\\s]/.test(content.textContent))
        bad.push(path + ": a row that is not one of slots");
    const configs = tree.querySelectorAll("[id=__config]").length;
    if (tree.querySelector("base") || configs !== 1) bad.push(path + ": the frame");
  }
  return bad;
}"""


@pytest.fixture(scope="module")
def at(hostile: Hostile) -> Iterator[str]:
    with served(hostile.site) as base:
        yield base


class Watch:
    """What happens that must not: dialogs, requests to other hosts, words on the console, pages that open."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.seen: list[str] = []
        self._base = base
        context.add_init_script(TRAP)
        context.on("request", self._asked)
        context.on("page", self._watch)
        context.on("dialog", self._dialog)

    def _watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.seen.append(f"error {error}"))
        page.on("console", lambda said: self.seen.append(said.text) if "boo" in said.text else None)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self._base, "data:image/svg+xml;", "blob:")):
            self.seen.append(f"asked {request.url}")

    def _dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def watched(browser: Browser, at: str) -> Iterator[tuple[BrowserContext, Watch]]:
    context = browser.new_context(base_url=at)
    yield context, Watch(context, at)
    context.close()


def pages_of(site: Path) -> list[str]:
    return sorted(str(file.parent.relative_to(site)) + "/" for file in site.rglob("index.html"))


def test_the_browsers_own_parser_finds_nothing_of_theirs_on_any_page(
    hostile: Hostile, watched: tuple[BrowserContext, Watch]
) -> None:
    page = watched[0].new_page()
    page.goto("method/")
    paths = [f"../{path}" for path in pages_of(hostile.site)]
    assert len(paths) > 900
    assert page.evaluate(SCAN, paths) == []


def test_no_script_of_theirs_runs_and_no_request_leaves(
    hostile: Hostile, watched: tuple[BrowserContext, Watch]
) -> None:
    context, watch = watched
    page = context.new_page()
    active = ("script", "handler", "base", "refresh", "frame", "style", "svg", "mutation", "clobber")
    names = [f"texts/{name}/" for name in PAYLOADS if name.startswith(active)]
    names += [f"notes/{name}/" for name in NOTES if not name.startswith("link-")]
    overviews = ["", "texts/", "notes/", "actions/", "findings/", "partners/hostile/", "competitors/hostile/"]
    tabs = [f"texts/script/{tab}/" for tab in ("plan", "value", "partners", "review")]
    for path in (*names, *overviews, *tabs):
        assert (hostile.site / path / "index.html").is_file(), path
        page.goto(path, wait_until="load")
        assert page.evaluate(GLOBALS) == "falsefalse", path
        assert watch.seen == [], path


@pytest.mark.parametrize("path", ["texts/clobber-config/", "texts/style/", "notes/plaintext/", "ids-config/config/"])
def test_search_and_theme_still_work(watched: tuple[BrowserContext, Watch], path: str) -> None:
    context, watch = watched
    page = context.new_page()
    page.goto(path)
    before = page.evaluate("document.body.dataset.mdColorScheme + document.body.dataset.mdColorMedia")
    page.locator("form[data-md-component=palette] label:visible").first.click()
    page.wait_for_function(
        "before => document.body.dataset.mdColorScheme + document.body.dataset.mdColorMedia !== before", arg=before
    )
    page.keyboard.press("/")
    page.keyboard.type("fixes")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.locator("input[name=query]").fill("<script>boo()")
    page.locator("input[name=query]").fill("onerror")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert page.locator(".md-search-result script, .md-search-result img, .md-search-result base").count() == 0
    assert page.evaluate(GLOBALS) == "falsefalse"
    assert watch.seen == []


def test_with_the_headers_for_a_web_server_every_script_of_ours_still_runs(
    browser: Browser, hostile: Hostile
) -> None:
    lines = (hostile.site / "_headers").read_text().splitlines()[1:]
    headers = dict(line.strip().split(": ", 1) for line in lines)
    with served(hostile.site) as base:
        context = browser.new_context(base_url=base)
        complaints: list[str] = []
        context.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

        def with_headers(route: Route) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, headers={**answer.headers, **headers})

        context.route("**/*", with_headers)
        page = context.new_page()
        page.goto("texts/script/")
        page.keyboard.press("/")
        page.keyboard.type("fixes")
        expect(page.locator(".md-search-result__link").first).to_be_visible()
        assert complaints == []
        context.close()
