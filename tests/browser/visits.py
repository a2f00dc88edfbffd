"""One visit to a page, on a laptop in light and dark and on a phone, and what was seen during it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, ViewportSize

LAPTOP = 1280
PHONE = 360
ENLARGED: ViewportSize = {"width": 320, "height": 256}
"""What a laptop of 1280 x 1024 shows at four times the size, in the pixels of a page."""
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN_AXE = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
RUN_AXE_ON_COLOURS = """(() => {
  const numbers = new Map(), looks = new Map(), first = new Map();
  for (const each of document.querySelectorAll("*")) {
    const style = getComputedStyle(each);
    const own = ["color", "background", "opacity", "font", "textShadow"].map(name => style[name]);
    const look = [looks.get(each.parentElement), ...own].join();
    if (!numbers.has(look)) numbers.set(look, numbers.size);
    looks.set(each, numbers.get(look));
    const says = each.matches("input, select, textarea") || [...each.childNodes].some(
      node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (says && each.checkVisibility() && !first.has(looks.get(each))) first.set(looks.get(each), each);
  }
  first.forEach(each => { each.dataset.look = ""; });
  axe.configure({rules: [{id: "color-contrast", selector: "[data-look]"}]});
  const colours = {runOnly: ["color-contrast"], resultTypes: ["violations"]};
  return axe.run(document, colours).then(found => found.violations);
})()"""
"""The one rule whose outcome another scheme of colours changes, on one text of each look.

Texts look alike by their own style and that of every box around them. What lies over what is the same in both
schemes, and was seen text by text in the light.
"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT_OFF = """[...document.querySelectorAll('.pb-scroll')].filter(box => box.scrollWidth > box.clientWidth)
  .map(box => box.firstElementChild.className.baseVal ?? box.firstElementChild.className)"""
OUT_OF_REACH = """[...document.querySelectorAll('body *')].filter(box => {
  const style = getComputedStyle(box), scrolls = /auto|scroll/;
  const wide = scrolls.test(style.overflowX) && box.scrollWidth > box.clientWidth + 1;
  const high = scrolls.test(style.overflowY) && box.scrollHeight > box.clientHeight + 1;
  const reached = each => each.tabIndex >= 0 && each.checkVisibility({visibilityProperty: true});
  return (wide || high) && box.checkVisibility({visibilityProperty: true}) && !reached(box)
    && ![...box.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].some(reached);
}).map(box => box.outerHTML.slice(0, 90))"""
SMALL = """[...document.querySelectorAll('#__content .pb :not(svg, svg *)')].filter(each => each.checkVisibility()
  && [...each.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
  && parseFloat(getComputedStyle(each).fontSize) < 11.99).map(each => each.outerHTML.slice(0, 90))"""
LONG = """[...document.querySelectorAll('#__content .pb :is(p, blockquote, li, dd)')].filter(each => {
  const text = document.createRange();
  text.selectNodeContents(each);
  return each.checkVisibility() && !each.closest('table, .pb-facts') && each.innerText.length > 160
    && ![...each.children].some(child => getComputedStyle(child).display !== 'inline')
    && text.getBoundingClientRect().width > 28 * parseFloat(getComputedStyle(document.documentElement).fontSize);
}).map(each => each.outerHTML.slice(0, 90))"""
LIGHTNESS = (
    "getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).slice(0, 3).reduce((a, b) => a + +b, 0)"
)
MOST_RESTS = 1000
RESTS = "() => new Promise(done => requestIdleCallback(() => done()))"
SETTLED = """async dark => {
  for (let frame = 0; frame < 120; frame += 1) {
    document.getAnimations().forEach(each => each.finish());
    if ((document.body.dataset.mdColorScheme === "slate") === dark) break;
    await new Promise(requestAnimationFrame);
  }
}"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one visit has seen.

    `cut_off` holds the classes of tables and drawings that a phone shows in part, to be scrolled in their own box;
    lightness is the sum of the ground's red, green and blue. At four times the size, `enlarged_sideways` is by how
    much the page scrolls in two dimensions, and `out_of_reach` are boxes that scroll and that no key reaches.
    `small` are words of less than twelve pixels, `long` are texts whose lines are wider than the width of text.
    """

    foreign: list[str]
    complaints: list[str]
    headings: int
    small: list[str]
    long: list[str]
    sideways: int
    cut_off: list[str]
    enlarged_sideways: int
    out_of_reach: list[str]
    lightness: dict[str, float]
    violations: dict[str, list[str]]


def visit(browser: Browser, address: str, path: str) -> Seen:
    """Open one page below `address` and look at it from all sides."""
    context = browser.new_context(base_url=address, viewport={"width": LAPTOP, "height": 900})
    page = context.new_page()
    awaited = requests(page)
    foreign, complaints = watched(page, address)
    page.goto(path)
    page.evaluate(AXE)
    lightness, violations = {}, {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLED, scheme == "dark")
        lightness[scheme] = page.evaluate(LIGHTNESS)
        rules = RUN_AXE if scheme == "light" else RUN_AXE_ON_COLOURS
        violations[scheme] = [told(each) for each in page.evaluate(rules)]
    headings = page.locator("h1").count()
    small, long = page.evaluate(SMALL), page.evaluate(LONG)
    page.set_viewport_size({"width": PHONE, "height": 640})
    sideways, cut_off = page.evaluate(SIDEWAYS), page.evaluate(CUT_OFF)
    page.set_viewport_size(ENLARGED)
    enlarged = page.evaluate(SIDEWAYS), page.evaluate(OUT_OF_REACH)
    answered(page, awaited)
    context.close()
    return Seen(foreign, complaints, headings, small, long, sideways, cut_off, *enlarged, lightness, violations)


def requests(page: Page) -> set[Request]:
    """Return the set of what a page has asked for and what has neither come nor failed yet."""
    awaited: set[Request] = set()
    page.on("request", lambda request: awaited.add(request))
    for end in ("requestfinished", "requestfailed"):
        page.on(end, lambda request: awaited.discard(request))
    return awaited


def answered(page: Page, awaited: set[Request]) -> None:
    """Wait until the scripts of a page rest and nothing of what it asked for is awaited.

    Playwright's word for a quiet network comes late, and for a folder on a disk sometimes never.
    """
    for _ in range(MOST_RESTS):
        page.evaluate(RESTS)
        if not awaited:
            return
    raise AssertionError([each.url for each in awaited])


def watched(page: Page, address: str) -> tuple[list[str], list[str]]:
    """Return the lists into which the page's requests to other hosts and its complaints will be written."""
    foreign: list[str] = []
    complaints: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            foreign.append(request.url)

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "status of 404" not in message.text:
            complaints.append(message.text)

    page.on("request", asked)
    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return foreign, complaints


def told(violation: dict[str, Any]) -> str:
    """Return a finding of axe-core in a line: its rule, how often, and where it stands first."""
    nodes = violation["nodes"]
    first = nodes[0]
    return (
        f"{violation['id']} ({len(nodes)} times): {first['target']} {first['html'][:120]} {first['failureSummary']}"
    )
