"""Links to briefs as they arrive: each opens or says in words what to do, and none leads to another host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from generator.show.share.encryption import ShareLink, bytes_of, seal
from generator.show.share.page import lost_page, sealed_page
from tests.browser.arriving import BREAKS, ENDINGS, REWRITTEN
from tests.browser.serving import served
from tests.share.opening import held

pytestmark = pytest.mark.xdist_group("shares in a browser")

KEY = (
    "Kp-M7mX_kAyADK5--2D_5FMfQwPvyPCmvH6GMRJol6s"  # with what gateways write otherwise: - and _, even as -2D and _5F
)
FOLDER = "ce227cffa1ab80a9c102a901bdd5f5be"
LOCKED = "0c227cffa1ab80a9c102a901bdd5f5be"
LINK = ShareLink(FOLDER, bytes_of(KEY), b"salting")
PASSPHRASE = "three herons at dusk"  # noqa: S105 - of the tests alone
LEADING = """navigation.addEventListener("navigate", (event) => {
  event.preventDefault();
  document.documentElement.dataset.led = event.destination.url;
})"""
"""Notes where a page wants to lead, and stays."""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a tree of two briefs, one of them with a passphrase, the other deeper down as well."""
    folder = tmp_path_factory.mktemp("tree")
    terms: dict[str, str | bool] = {"expires": "2126-12-20", "button": False}
    brief = b"<article class='brief'><h1>Core banking</h1></article>"
    plain, locked = seal(brief, LINK, terms), seal(brief, LINK, terms, PASSPHRASE)
    for path, sealed in {FOLDER: plain, f"team/briefs.d/{FOLDER}": plain, LOCKED: locked}.items():
        (folder / path).mkdir(parents=True)
        (folder / path / "index.html").write_bytes(sealed_page(sealed))
    (folder / "404.html").write_bytes(lost_page())
    return folder


@pytest.fixture(scope="module")
def host(tree: Path) -> Iterator[str]:
    """Serve the tree and return its address, with a slash at the end."""
    with served(tree) as address:
        yield address


@pytest.fixture(scope="module")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """Return one profile for all tests here: a page keeps nothing in it."""
    fresh = browser.new_context(viewport={"width": 390, "height": 844})
    yield fresh
    fresh.close()


@pytest.fixture
def page(profile: BrowserContext) -> Iterator[Page]:
    """Return an empty tab."""
    fresh = profile.new_page()
    yield fresh
    fresh.close()


def opens(page: Page) -> None:
    """Expect the brief and no message."""
    expect(page.locator(".brief h1")).to_have_text("Core banking")
    expect(page.locator("section.said:visible")).to_have_count(0)


def shows(page: Page, state: str) -> None:
    """Expect one message and no brief."""
    expect(page.locator(f"[data-state={state}]")).to_be_visible()
    expect(page.locator("[data-state]:visible")).to_have_count(1)
    expect(page.locator(".brief")).to_have_count(0)


@pytest.mark.parametrize("end", ENDINGS)
def test_what_stands_behind_the_key_does_not_matter(page: Page, host: str, end: str) -> None:
    page.goto(f"{host}{FOLDER}/#{KEY}{end}")
    opens(page)


@pytest.mark.parametrize("before", ["%23", "%2523", "%20", "%3C", "?x=1&k=", "%E2%80%9C"])
def test_what_stands_before_the_key_does_not_matter(page: Page, host: str, before: str) -> None:
    page.goto(f"{host}{FOLDER}/#{before}{KEY}&data=05%7C02")
    opens(page)


@pytest.mark.parametrize("gap", BREAKS)
def test_a_key_that_a_line_end_or_a_blank_broke_is_put_together(page: Page, host: str, gap: str) -> None:
    page.goto(f"{host}{FOLDER}/#{KEY[:20]}{gap}{KEY[20:]}")
    opens(page)


@pytest.mark.parametrize("query", [f"%23{KEY}", f"utm_source=mail%2523{KEY}&utm_medium=x"])
def test_a_key_that_came_into_the_query_opens(page: Page, host: str, query: str) -> None:
    page.goto(f"{host}{FOLDER}/?{query}")
    opens(page)


@pytest.mark.parametrize("program", REWRITTEN)
def test_an_address_that_a_program_rewrote_opens_from_the_box(page: Page, host: str, program: str) -> None:
    page.goto(f"{host}{FOLDER}/")
    page.fill("#code", REWRITTEN[program](f"https://briefs.example.com/{FOLDER}/#{KEY}"))
    page.click("#pasting button")
    opens(page)


def test_a_paste_that_opens_nothing_is_answered_and_the_next_one_opens(page: Page, host: str) -> None:
    page.goto(f"{host}{FOLDER}/")
    shows(page, "incomplete")
    expect(page.get_by_role("alert")).to_be_hidden()
    page.fill("#code", "Thank you for the link, which I cannot open on this telephone at all")
    page.click("#pasting button")
    expect(page.get_by_role("alert")).to_have_text("What you pasted does not open this page either.")
    shows(page, "incomplete")
    page.fill("#code", f"https://briefs.example.com/{LOCKED}/#{KEY[::-1]}")
    page.click("#pasting button")
    shows(page, "wrong-key")
    expect(page.locator("#code")).to_be_focused()
    page.fill("#code", KEY)
    page.press("#code", "Enter")
    opens(page)


def test_a_long_paste_without_the_key_is_answered_soon(page: Page, host: str) -> None:
    page.goto(f"{host}{FOLDER}/")
    page.evaluate("document.getElementById('code').value = ('x'.repeat(43) + ' %25'.repeat(9)).repeat(5000)")
    page.click("#pasting button")
    shows(page, "wrong-key")


ARRIVALS = (
    f"%23{KEY}",
    f"/%23{KEY}",
    f"/%2523{KEY}",
    f"/%{'25' * 4}23{KEY}",
    f"%2F%23{KEY}",
    f"/%23{KEY}&data=05%7C02%7C{'9aF' * 20}&reserved=0",
    f"/%23{KEY}?utm_source=mail",
    f"/%23{KEY}.",
    f"/%23{KEY})",
    f"/%23{KEY}%3E",
    f"/%23{KEY}%22",
    f"/%23{KEY}%20",
    f"/%23{KEY}%E2%80%A6",
    f"/%23{KEY[:9]}%20{KEY[9:]}",
    f"/%23{KEY[:9]}%0D%0A{KEY[9:]}",
    f")/#{KEY}",
    f"%20#{KEY}",
    f"//evil.example/%23{KEY}",
    f"/..%2F..%2Fevil%23{KEY}",
    f"/%5C%5Cevil.example%23{KEY}",
)


@pytest.mark.parametrize("rest", ARRIVALS)
def test_where_nothing_is_a_link_leads_to_its_own_folder(page: Page, host: str, rest: str) -> None:
    page.goto(f"{host}{FOLDER}{rest}")
    page.wait_for_url(f"{host}{FOLDER}/#{KEY}")
    opens(page)


def test_a_tree_deeper_down_on_its_host_is_not_left(page: Page, host: str) -> None:
    page.goto(f"{host}team/briefs.d/{FOLDER}%23{KEY}&data=05")
    page.wait_for_url(f"{host}team/briefs.d/{FOLDER}/#{KEY}")
    opens(page)


HOSTILE = (
    f"//evil.example/login%23{KEY}",
    f"//evil.example/login%2523{KEY}",
    f"//evil.example/{FOLDER}/%23{KEY}",
    f"/\\evil.example/%23{KEY}",
    f"/\\evil.example/{FOLDER}/%23{KEY}",
    f"/\\/evil.example/{FOLDER}%2523{KEY}",
    f"/%5Cevil.example/{FOLDER}/%23{KEY}",
    f"/%5C%5Cevil.example/{FOLDER}%23{KEY}",
    f"/%255C%255Cevil.example/{FOLDER}%23{KEY}",
    f"/%2Fevil.example/{FOLDER}/%23{KEY}",
    f"/%2F%2Fevil.example%2F{FOLDER}%2523{KEY}",
    f"/\t/evil.example/{FOLDER}/%23{KEY}",
    f"/\n\\evil.example/{FOLDER}/%23{KEY}",
    f"/%09/evil.example/{FOLDER}/%23{KEY}",
    f"/%0D%0A/evil.example/{FOLDER}/%23{KEY}",
    f"/%01//evil.example/{FOLDER}/%23{KEY}",
    f"//user:word@evil.example/{FOLDER}/%23{KEY}",
    f"/@evil.example/{FOLDER}/%23{KEY}",
    f"/:80@evil.example/{FOLDER}/%23{KEY}",
    f"/https://evil.example/{FOLDER}/%23{KEY}",
    f"/https:evil.example/{FOLDER}/%23{KEY}",
    f"/javascript:alert(1)%23{KEY}",
    f"/javascript:alert(1)/{FOLDER}/%23{KEY}",
    f"/data:text/html,{FOLDER}/%23{KEY}",
    f"/a/../..//evil.example/{FOLDER}/%23{KEY}",
    f"/..%2F..%2F{FOLDER}/%23{KEY}",
    f"/%252e%252e/{FOLDER}/%23{KEY}",
    f"/.../..;/{FOLDER}/%23{KEY}",
    f"/login%23{KEY}",
    f"/login/%2523{KEY}",
    f"/{FOLDER}.evil.example/%23{KEY}",
    f"/{FOLDER}0/%23{KEY}",
    f"/0{FOLDER}/%23{KEY}",
    f"/{FOLDER[:-1]}/%23{KEY}",
    f"/{FOLDER.upper()}/%23{KEY}",
    f"/{FOLDER}x/%23{KEY[:-1]}",
)


@pytest.mark.parametrize("path", HOSTILE)
def test_where_nothing_is_no_address_leads_elsewhere(page: Page, host: str, path: str) -> None:
    page.add_init_script(LEADING)
    page.goto(host.rstrip("/") + path)
    expect(page.get_by_role("heading", name="There is no brief at this address")).to_be_visible()
    assert page.locator("html").get_attribute("data-led") is None


def test_a_mended_address_has_neither_a_name_nor_a_password_nor_a_query(page: Page, host: str) -> None:
    page.add_init_script(LEADING)
    page.goto(f"{host.replace('//', '//dana:word@')}{FOLDER}/index.html%23{KEY}?next=//evil.example")
    assert page.locator("html").get_attribute("data-led") == f"{host}{FOLDER}/index.html#{KEY}"


def test_a_mended_address_of_a_brief_that_is_gone_stays_where_it_leads(page: Page, host: str) -> None:
    gone = FOLDER[::-1]
    page.goto(f"{host}{gone}/%23{KEY}")
    page.wait_for_url(f"{host}{gone}/#{KEY}")
    page.add_init_script(LEADING)
    page.reload()
    expect(page.get_by_role("heading", name="There is no brief at this address")).to_be_visible()
    assert page.locator("html").get_attribute("data-led") is None


REPLACEABLE = (
    "Element.prototype.replaceChildren",
    "Element.prototype.append",
    "Array.prototype.flatMap",
    "Array.prototype.at",
    "String.prototype.padStart",
    "String.prototype.matchAll",
    "String.prototype.replaceAll",
    "Object.fromEntries",
    "structuredClone",
)


@pytest.mark.parametrize("function", REPLACEABLE)
def test_a_browser_without_newer_functions_opens_the_brief(page: Page, host: str, function: str) -> None:
    page.add_init_script(f"delete globalThis.{function}")
    page.goto(f"{host}{FOLDER}/#{KEY}")
    opens(page)


NEEDED = (
    "crypto",
    "Crypto.prototype.subtle",
    "SubtleCrypto.prototype.importKey",
    "SubtleCrypto.prototype.deriveBits",
    "SubtleCrypto.prototype.decrypt",
    "TextEncoder",
    "TextDecoder",
    "DOMParser",
    "DataView",
    "atob",
    "Set",
    "JSON",
)


@pytest.mark.parametrize("function", NEEDED)
def test_a_browser_without_a_needed_function_says_so(page: Page, host: str, function: str) -> None:
    page.add_init_script(f"delete globalThis.{function}")
    page.goto(f"{host}{FOLDER}/#{KEY}")
    shows(page, "unable")
    expect(page.locator("[data-state=unable]")).to_contain_text("a current Chrome, Edge, Firefox or Safari")


LACKING = """((name) => {
  const all = SubtleCrypto.prototype.importKey;
  SubtleCrypto.prototype.importKey = function (format, raw, terms, ...rest) {
    if (terms === name) return Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"));
    return all.call(this, format, raw, terms, ...rest);
  };
})"""


@pytest.mark.parametrize("method", ["HKDF", "AES-GCM"])
def test_a_browser_without_a_method_says_so(page: Page, host: str, method: str) -> None:
    page.add_init_script(f"{LACKING}('{method}')")
    page.goto(f"{host}{FOLDER}/#{KEY}")
    shows(page, "unable")


def test_a_browser_that_cannot_stretch_a_passphrase_does_not_call_it_wrong(page: Page, host: str) -> None:
    page.add_init_script(f"{LACKING}('PBKDF2')")
    page.goto(f"{host}{LOCKED}/#{KEY}")
    shows(page, "passphrase")
    page.fill("#passphrase", PASSPHRASE)
    page.press("#passphrase", "Enter")
    shows(page, "unable")


@pytest.mark.parametrize("share_kept", [0.3, 0.8, 0.97])
def test_a_page_that_came_without_its_end_says_so(page: Page, tree: Path, tmp_path: Path, share_kept: float) -> None:
    whole = (tree / FOLDER / "index.html").read_bytes()
    file = tmp_path / "cut.html"
    file.write_bytes(whole[: int(len(whole) * share_kept)])
    page.goto(f"{file.as_uri()}#{KEY}")
    shows(page, "unable")


@pytest.mark.parametrize("part", ["header", "body"])
def test_a_page_whose_content_was_cut_is_damaged(page: Page, tree: Path, tmp_path: Path, part: str) -> None:
    source = tree / FOLDER / "index.html"
    file = tmp_path / "damaged.html"
    file.write_text(source.read_text("utf-8").replace(held(source)[part], held(source)[part][:-21]))
    page.goto(f"{file.as_uri()}#{KEY}")
    shows(page, "damaged")


def test_without_javascript_one_message_is_shown(browser: Browser, host: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host}{FOLDER}/#{KEY}")
    expect(page.get_by_role("heading", name="JavaScript is switched off")).to_be_visible()
    expect(page.locator("[data-state=unable]")).to_have_css("display", "none")
    context.close()


@pytest.mark.parametrize("dark", [False, True])
def test_the_box_fits_a_small_phone_and_stands_below_its_message(browser: Browser, host: str, dark: bool) -> None:
    small: ViewportSize = {"width": 320, "height": 640}
    context = browser.new_context(viewport=small, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.goto(f"{host}{FOLDER}/#{KEY[::-1]}")
    shows(page, "wrong-key")
    assert page.evaluate("document.documentElement.scrollWidth") <= small["width"]
    assert page.locator("#code").evaluate("box => box.getBoundingClientRect().width") > 180
    gap = """label => label.getBoundingClientRect().top
      - document.querySelector("[data-state=wrong-key] p").getBoundingClientRect().bottom"""
    assert 8 < page.locator("#pasting label").evaluate(gap) < 40
    context.close()
